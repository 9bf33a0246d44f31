//! Packing records for devices, off the threads that answer people.

use domain::record::Record;
use sync::pack;

use super::GateError;

/// How hard to pack.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Packing {
    /// What is packed once for everyone with a role, and kept.
    pub kept: i32,
    /// What is packed for one answer.
    pub passing: i32,
}

impl Packing {
    /// For a server: small on the wire, for the work of packing a kept pack is done once.
    pub const SMALL: Packing = Packing { kept: 19, passing: 9 };
    /// For simulations: quick.
    pub const QUICK: Packing = Packing { kept: 1, passing: 1 };
}

/// Records as one pack.
pub(super) async fn pack(records: Vec<Record>, level: i32) -> Result<Vec<u8>, GateError> {
    off_thread(move || pack::pack(&records.iter().collect::<Vec<_>>(), zstd(level))).await
}

fn zstd(level: i32) -> impl Fn(&[u8]) -> Vec<u8> {
    // Packing into memory fails only without memory; a frame that any device reads is made in its place.
    move |bytes| zstd::bulk::compress(bytes, level).unwrap_or_else(|_| pack::compress(bytes))
}

/// Runs heavy work where it delays nobody; without a runtime around (the simulator), right here.
pub(super) async fn off_thread<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> Result<T, GateError> {
    match tokio::runtime::Handle::try_current() {
        Ok(runtime) => runtime.spawn_blocking(work).await.map_err(|_| GateError::Stopped),
        Err(_) => Ok(work()),
    }
}
