//! Time and chance.

use std::cell::Cell;

use domain::ids::{ChangeId, CircleId, DeviceId, ItemId, OrganisationId, PersonId, RecordId};
use domain::value::Moment;
use gloo_timers::future::TimeoutFuture;

use super::seal::random;

thread_local! {
    /// By how many milliseconds this device's clock is behind, as far as anybody has said.
    static BEHIND: Cell<i64> = const { Cell::new(0) };
}

/// What this device's clock shows, right or wrong.
#[must_use]
pub fn device_clock() -> Moment {
    // Whole milliseconds: no engine gives parts of one here, and 2^53 of them is past any calendar of ours.
    Moment(js_sys::Date::now() as i64)
}

/// What time it is: what this device's clock shows, put right by what the server last said. For people; it orders nothing.
#[must_use]
pub fn now() -> Moment {
    Moment(device_clock().0.saturating_add(BEHIND.get()))
}

/// The server has said by how much this device's clock is behind; `None` where it is right.
pub fn put_right(behind: Option<i64>) {
    BEHIND.set(behind.unwrap_or_default());
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
