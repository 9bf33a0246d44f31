//! The buckets from which a wrong password takes a try.

use domain::ids::DeviceId;
use domain::value::Moment;

use super::limits::{BY_DEVICE, BY_NAME, BY_NAME_AND_NETWORK, BY_NETWORK, BY_SITE, Key, Limit, Limits};
use super::turns::Line;

/// The buckets of one try to sign in. On a device that the person has used before, what strangers do to their name, and
/// others on their network, takes nothing from them: a device's identifier is a random number that only it and the
/// server know.
pub struct Tries {
    buckets: Vec<(Key, Limit)>,
    line: Line,
}

impl Tries {
    /// For whoever signs in by this name, from this address, on a device that they used before, if it is one.
    #[must_use]
    pub fn of(name: &str, address: &str, used_before: Option<DeviceId>) -> Self {
        let name = Key::of("name", name);
        if let Some(device) = used_before {
            return Self { buckets: vec![(name.with(device.as_bytes()), BY_DEVICE)], line: Line::Known(name) };
        }
        let (network, site) = (Key::of_network("network", address), Key::of_site("site", address));
        let mut buckets = vec![(network, BY_NETWORK), (name.with(network), BY_NAME_AND_NETWORK), (name, BY_NAME)];
        buckets.extend(site.map(|site| (site, BY_SITE)));
        Self { buckets, line: Line::from(address) }
    }

    /// Whether a try is left in each.
    ///
    /// # Errors
    /// The number of seconds to wait.
    pub fn left(&self, limits: &Limits, now: Moment) -> Result<(), u32> {
        for (key, limit) in &self.buckets {
            limits.look(*key, *limit, now)?;
        }
        Ok(())
    }

    /// A password was wrong.
    pub fn one_less(&self, limits: &Limits, now: Moment) {
        for (key, limit) in &self.buckets {
            // Another one in the same moment may have taken the last.
            let _none_left = limits.take(*key, *limit, now);
        }
    }

    /// The line in which this one waits for their password to be looked at.
    #[must_use]
    pub fn line(&self) -> Line {
        self.line
    }
}
