//! How often one may try: a bucket of tries for each key, which fills again by itself. What counts is what went wrong:
//! a ward behind one address comes in at eight o'clock by right passwords.

use std::collections::HashMap;
use std::net::{IpAddr, SocketAddr};
use std::sync::{Mutex, PoisonError};

use domain::value::Moment;
use sha2::{Digest, Sha256};

/// How many keys are remembered at most: about 2 MB.
const MOST_KEYS: usize = 50_000;

/// One kind of limit.
#[derive(Clone, Copy, Debug)]
pub struct Limit {
    /// So many tries at once.
    pub burst: i64,
    /// One more every so many milliseconds.
    pub every: i64,
}

/// Wrong passwords for one sign-in name from one network.
pub const BY_NAME_AND_NETWORK: Limit = Limit { burst: 10, every: 60_000 };
/// Wrong passwords for one sign-in name from everywhere. One network alone can't use these up, and so can't keep
/// somebody out elsewhere.
pub const BY_NAME: Limit = Limit { burst: 100, every: 60_000 };
/// Wrong passwords from one network: a whole ward may sit behind it.
pub const BY_NETWORK: Limit = Limit { burst: 60, every: 5_000 };
/// Wrong passwords from one site of IP version 6: whoever has a /48 has 65,536 networks. A phone company's customers may
/// share one, too.
pub const BY_SITE: Limit = Limit { burst: 600, every: 500 };
/// Wrong passwords on a device that this person has used: only somebody with that device in their hands takes these.
pub const BY_DEVICE: Limit = Limit { burst: 10, every: 60_000 };
/// Right passwords of one person: each leaves a session and a line of the audit.
pub const SIGN_INS: Limit = Limit { burst: 60, every: 60_000 };
/// Wrong codes from one network, looking and joining apart, or of one person who is signed in.
pub const CODES: Limit = Limit { burst: 20, every: 60_000 };
/// Sign-outs from one network that named sessions which are none: a device says again what it heard no answer to.
pub const SIGN_OUTS: Limit = Limit { burst: 120, every: 1_000 };
/// Exchanges of one person's device.
pub const EXCHANGES: Limit = Limit { burst: 600, every: 100 };
/// Pieces of files of one person's device, counted apart: words never wait for photos. A new tablet fetches the files
/// of all of its circles at once; 50 pieces a second are more than a ward's line carries.
pub const PIECES: Limit = Limit { burst: 2_000, every: 20 };

/// Whose tries are counted: a hash, so that nobody's name is kept and a long one costs no more than a short one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Key([u8; 16]);

impl Key {
    /// Of this kind, for this.
    #[must_use]
    pub fn of(kind: &str, whose: impl AsRef<[u8]>) -> Self {
        let mut hash = Sha256::new();
        hash.update([u8::try_from(kind.len()).unwrap_or(u8::MAX)]);
        hash.update(kind);
        hash.update(whose);
        let hash: [u8; 32] = hash.finalize().into();
        Self(std::array::from_fn(|index| hash[index]))
    }

    /// For this one with that one.
    #[must_use]
    pub fn with(self, other: impl AsRef<[u8]>) -> Self {
        Self::of("both", [self.as_ref(), other.as_ref()].concat())
    }

    /// Of this kind, for the network of this address. Whoever has one address of version 6 has the 2^64 beside it.
    #[must_use]
    pub fn of_network(kind: &str, address: &str) -> Self {
        match parsed(address) {
            Some(IpAddr::V4(address)) => Self::of(kind, address.octets()),
            Some(IpAddr::V6(address)) => Self::of(kind, &address.octets()[..8]),
            None => Self::of(kind, address),
        }
    }

    /// Of this kind, for the /48 around an address of version 6: a site's networks, all of which may be one person's.
    #[must_use]
    pub fn of_site(kind: &str, address: &str) -> Option<Self> {
        match parsed(address)? {
            IpAddr::V4(_) => None,
            IpAddr::V6(address) => Some(Self::of(kind, &address.octets()[..6])),
        }
    }
}

fn parsed(address: &str) -> Option<IpAddr> {
    let parsed = address.parse::<IpAddr>().or_else(|_| address.parse::<SocketAddr>().map(|socket| socket.ip()));
    parsed.ok().map(|address| address.to_canonical())
}

impl AsRef<[u8]> for Key {
    fn as_ref(&self) -> &[u8] {
        &self.0
    }
}

/// Counts tries: for each key, when its bucket will be full again.
#[derive(Default)]
pub struct Limits(Mutex<HashMap<Key, i64>>);

impl Limits {
    /// Whether a try is left.
    ///
    /// # Errors
    /// The number of seconds to wait, when there is none.
    pub fn look(&self, key: Key, limit: Limit, now: Moment) -> Result<(), u32> {
        let buckets = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        after_one_more(buckets.get(&key).copied(), limit, now).map(drop)
    }

    /// Takes one try.
    ///
    /// # Errors
    /// The number of seconds to wait, when there is none left.
    pub fn take(&self, key: Key, limit: Limit, now: Moment) -> Result<(), u32> {
        let mut buckets = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let full = after_one_more(buckets.get(&key).copied(), limit, now)?;
        if buckets.len() >= MOST_KEYS && !buckets.contains_key(&key) {
            make_room(&mut buckets, now);
        }
        buckets.insert(key, full);
        Ok(())
    }

    /// Forgets the buckets that are full again, and says how many stay.
    pub fn sweep(&self, now: Moment) -> usize {
        let mut buckets = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        buckets.retain(|_, full| *full > now.0);
        buckets.shrink_to_fit();
        buckets.len()
    }
}

/// When the bucket would be full again after one more try.
fn after_one_more(full: Option<i64>, limit: Limit, now: Moment) -> Result<i64, u32> {
    // A clock that was put back must not keep anybody out for longer than an empty bucket does.
    let emptied = now.0.saturating_add(limit.burst * limit.every);
    let after = full.unwrap_or(now.0).clamp(now.0, emptied) + limit.every;
    let over = after - emptied;
    if over <= 0 { Ok(after) } else { Err(u32::try_from((over + 999) / 1_000).unwrap_or(u32::MAX)) }
}

/// Forgets what does least harm: buckets that are full, and then the fuller half of the rest.
fn make_room(buckets: &mut HashMap<Key, i64>, now: Moment) {
    buckets.retain(|_, full| *full > now.0);
    if buckets.len() >= MOST_KEYS {
        let mut ends: Vec<i64> = buckets.values().copied().collect();
        let half = ends.len() / 2;
        let (_, middle, _) = ends.select_nth_unstable(half);
        let middle = *middle;
        buckets.retain(|_, full| *full > middle);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tries_run_out_and_come_back() {
        let limits = Limits::default();
        let limit = Limit { burst: 2, every: 10_000 };
        let grace = Key::of("name", "grace");
        let take = |at| limits.take(grace, limit, Moment(at));
        assert_eq!((take(0), take(0), take(0)), (Ok(()), Ok(()), Err(10)));
        assert_eq!(take(4_000), Err(6));
        assert_eq!(take(10_000), Ok(()));
        assert_eq!(limits.take(Key::of("name", "helen"), limit, Moment(0)), Ok(()));
        assert_eq!(take(-1_000_000), Err(10), "whatever the clock does");
    }

    #[test]
    fn looking_takes_nothing() {
        let limits = Limits::default();
        let limit = Limit { burst: 1, every: 10_000 };
        let key = Key::of("name", "grace");
        for _ in 0..5 {
            assert_eq!(limits.look(key, limit, Moment(0)), Ok(()));
        }
        assert_eq!(limits.take(key, limit, Moment(0)), Ok(()));
        assert_eq!(limits.look(key, limit, Moment(0)), Err(10));
    }

    #[test]
    fn a_network_is_one_however_its_addresses_are_written() {
        let key = |address| Key::of_network("network", address);
        assert_eq!(key("2001:db8:1:2::7"), key("2001:db8:1:2:ffff::1"));
        assert_ne!(key("2001:db8:1:2::7"), key("2001:db8:1:3::7"));
        assert_eq!(key("::ffff:192.0.2.7"), key("192.0.2.7"));
        assert_eq!(key("192.0.2.7:4711"), key("192.0.2.7"));
        assert_ne!(key("192.0.2.7"), key("192.0.2.8"));
        let site = |address| Key::of_site("site", address);
        assert_eq!(site("2001:db8:1:2::7"), site("[2001:db8:1:ffff::1]:443"));
        assert_ne!(site("2001:db8:1:2::7"), site("2001:db8:2:2::7"));
        assert_eq!((site("192.0.2.7"), site("::ffff:192.0.2.7")), (None, None));
    }

    #[test]
    fn strangers_names_do_not_fill_memory_nor_free_who_ran_out() {
        let limits = Limits::default();
        let locked = Key::of("name", "grace");
        for _ in 0..10 {
            limits.take(locked, BY_DEVICE, Moment(0)).expect("one of ten");
        }
        for number in 0..3 * MOST_KEYS {
            let key = Key::of("name", format!("{number}{}", "x".repeat(100)));
            limits.take(key, BY_DEVICE, Moment(0)).expect("a new one");
        }
        assert!(limits.0.lock().expect("whole").len() <= MOST_KEYS);
        assert!(limits.look(locked, BY_DEVICE, Moment(0)).is_err());
        assert_eq!(limits.sweep(Moment(86_400_000)), 0);
    }
}
