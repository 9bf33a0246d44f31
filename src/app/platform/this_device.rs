//! By what name the server knows this browser, for as long as its storage lives.

use domain::ids::DeviceId;
use gloo_storage::{LocalStorage, Storage};

use super::clock::new_id;

const KEY: &str = "footbridge.device";

/// This browser's name; made the first time.
pub(super) fn id() -> DeviceId {
    let known = LocalStorage::get::<String>(KEY).ok().and_then(|text| DeviceId::parse(&text));
    known.unwrap_or_else(|| {
        let id: DeviceId = new_id();
        // Where it can't be kept, a new sign-in is a new device: harmless.
        let _ = LocalStorage::set(KEY, id.to_string());
        id
    })
}
