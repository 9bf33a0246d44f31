//! Packing records for devices, off the threads that answer people.

use domain::record::Record;
use sync::pack::to_bytes;

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
    pub const SMALL: Packing = Packing { kept: 15, passing: 3 };
    /// For simulations: quick.
    pub const QUICK: Packing = Packing { kept: 1, passing: 1 };
}

/// Records as one pack.
pub(super) async fn pack(records: Vec<Record>, level: i32) -> Result<Vec<u8>, GateError> {
    off_thread(move || pack_now(&records, level)).await
}

fn pack_now(records: &[Record], level: i32) -> Vec<u8> {
    let references: Vec<&Record> = records.iter().collect();
    let bytes = to_bytes(&references);
    // Packing into memory fails only without memory; a frame that any device reads is made in its place.
    zstd::bulk::compress(&bytes, level).unwrap_or_else(|_| sync::pack::compress(&bytes))
}

/// Runs heavy work where it delays nobody; without a runtime around (the simulator), right here.
async fn off_thread<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> Result<T, GateError> {
    match tokio::runtime::Handle::try_current() {
        Ok(runtime) => runtime.spawn_blocking(work).await.map_err(|_| GateError::Stopped),
        Err(_) => Ok(work()),
    }
}
