//! How often one may try: a bucket of tries for each key, which fills again by itself.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use domain::value::Moment;

/// How many keys are remembered before full buckets are forgotten.
const MOST_KEYS: usize = 50_000;

/// One kind of limit.
#[derive(Clone, Copy, Debug)]
pub struct Limit {
    /// So many tries at once.
    pub burst: f64,
    /// One more every so many milliseconds.
    pub every: f64,
}

/// Passwords for one sign-in name: ten, then one a minute.
pub const BY_NAME: Limit = Limit { burst: 10.0, every: 60_000.0 };
/// Passwords and codes from one address: a whole ward may sit behind it.
pub const BY_ADDRESS: Limit = Limit { burst: 60.0, every: 5_000.0 };
/// Codes from one address: guessing 65 bits has to stay hopeless.
pub const CODES: Limit = Limit { burst: 20.0, every: 60_000.0 };
/// Exchanges of one person's device.
pub const EXCHANGES: Limit = Limit { burst: 600.0, every: 100.0 };

/// Counts tries.
#[derive(Default)]
pub struct Limits(Mutex<HashMap<String, Bucket>>);

struct Bucket {
    left: f64,
    at: Moment,
}

impl Limits {
    /// Takes one try.
    ///
    /// # Errors
    /// The number of seconds to wait, when there is none left.
    pub fn take(&self, key: String, limit: Limit, now: Moment) -> Result<(), u32> {
        let mut buckets = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if buckets.len() > MOST_KEYS {
            buckets.retain(|_, bucket| now.0.saturating_sub(bucket.at.0) < 3_600_000);
        }
        let bucket = buckets.entry(key).or_insert(Bucket { left: limit.burst, at: now });
        #[expect(clippy::cast_precision_loss, reason = "milliseconds between two tries are few")]
        let passed = now.0.saturating_sub(bucket.at.0).max(0) as f64;
        bucket.left = (bucket.left + passed / limit.every).min(limit.burst);
        bucket.at = now;
        if bucket.left >= 1.0 {
            bucket.left -= 1.0;
            return Ok(());
        }
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "between 1 and the limit's seconds"
        )]
        let wait = ((1.0 - bucket.left) * limit.every / 1_000.0).ceil().max(1.0) as u32;
        Err(wait)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tries_run_out_and_come_back() {
        let limits = Limits::default();
        let limit = Limit { burst: 2.0, every: 10_000.0 };
        let take = |at| limits.take("grace".to_owned(), limit, Moment(at));
        assert_eq!((take(0), take(0), take(0)), (Ok(()), Ok(()), Err(10)));
        assert_eq!(take(4_000), Err(6));
        assert_eq!(take(10_000), Ok(()));
        assert_eq!(limits.take("helen".to_owned(), limit, Moment(0)), Ok(()));
    }
}
