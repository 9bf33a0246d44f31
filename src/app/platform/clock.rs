//! Time and chance.

use domain::ids::{ChangeId, CircleId, DeviceId, ItemId, OrganisationId, PersonId, RecordId};
use domain::value::Moment;
use gloo_timers::future::TimeoutFuture;

use super::seal::random;

/// What this device's clock shows. For display and audit; it orders nothing.
#[must_use]
pub fn now() -> Moment {
    // Whole milliseconds: no engine gives parts of one here, and 2^53 of them is past any calendar of ours.
    Moment(js_sys::Date::now() as i64)
}

/// A new identifier.
#[must_use]
pub fn new_id<T: NewId>() -> T {
    T::new_id(u64::try_from(now().0).unwrap_or_default(), random())
}

/// Identifiers that a device makes.
pub trait NewId {
    /// From the time in milliseconds and ten random bytes.
    fn new_id(millis: u64, random: [u8; 10]) -> Self;
}

macro_rules! made_here {
    ($($id:ty),*) => {$(
        impl NewId for $id {
            fn new_id(millis: u64, random: [u8; 10]) -> Self {
                Self::new(millis, random)
            }
        }
    )*};
}
made_here!(ChangeId, CircleId, DeviceId, ItemId, OrganisationId, PersonId, RecordId);

/// A random number below this one; 0 below 0.
#[must_use]
pub fn random_below(limit: u32) -> u32 {
    // 2^32 is so much larger than any limit of ours that the small unevenness does not matter: this is for jitter.
    u32::from_le_bytes(random()) % limit.max(1)
}

/// Waits this many milliseconds, or longer while the page sleeps.
pub async fn sleep(millis: u32) {
    TimeoutFuture::new(millis).await;
}

/// Random bytes, for codes that nobody may guess.
#[must_use]
pub fn random_bytes<const N: usize>() -> [u8; N] {
    random()
}
