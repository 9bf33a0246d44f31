//! Random bytes, and how they are written.

use domain::ids::{ChangeId, DeviceId, PersonId};
use domain::value::Moment;

/// Random bytes from the operating system.
///
/// # Panics
/// When the operating system has none: nothing can be done safely then.
#[must_use]
pub fn random<const N: usize>() -> [u8; N] {
    let mut bytes = [0; N];
    getrandom::fill(&mut bytes).expect("an operating system without random numbers cannot run a server");
    bytes
}

/// Thirty-two bytes as 64 hexadecimal digits.
#[must_use]
pub fn to_hex(bytes: &[u8; 32]) -> String {
    domain::file::FileHash(*bytes).to_string()
}

/// The same back.
#[must_use]
pub fn from_hex(text: &str) -> Option<[u8; 32]> {
    domain::file::FileHash::parse(text).map(|hash| hash.0)
}

fn millis(now: Moment) -> u64 {
    u64::try_from(now.0).unwrap_or_default()
}

/// A new device's identifier, for a client that brings none.
#[must_use]
pub fn new_device(now: Moment) -> DeviceId {
    DeviceId::new(millis(now), random())
}

/// A new person's identifier.
#[must_use]
pub fn new_person(now: Moment) -> PersonId {
    PersonId::new(millis(now), random())
}

/// A new change's identifier, for what the server does by itself.
#[must_use]
pub fn new_change(now: Moment) -> ChangeId {
    ChangeId::new(millis(now), random())
}
