//! Sessions that were signed out of and that the server may still think good. Each is remembered by the hash of its
//! token, which opens nothing, so it may lie in clear until there is a network.

use domain::file::FileHash;
use gloo_storage::{LocalStorage, Storage};
use serde_json::json;
use sync::session::SessionToken;

use super::fetch::Ask;

const KEY: &str = "footbridge.to-end";
/// Whoever signs out waits for no network that never answers: so many milliseconds, then the ending is sent another time.
const PATIENCE: u32 = 3_000;

/// Remembers that this session is to end. `false` where the browser keeps nothing.
pub(super) fn add(session: SessionToken) -> bool {
    let mut all = waiting();
    all.push(FileHash(session.mark()).to_string());
    LocalStorage::set(KEY, all).is_ok()
}

/// Whether the server has not heard of a signing out yet.
#[must_use]
pub fn endings_wait() -> bool {
    !waiting().is_empty()
}

/// Tells the server, if there is something to tell. `true` when it knows of all.
pub async fn send_endings() -> bool {
    let ends = waiting();
    if ends.is_empty() {
        return true;
    }
    let body = json!({ "ends": ends }).to_string();
    let told = Ask::post_json("/api/sign-out", body.as_bytes()).within(PATIENCE).send().await;
    if !told.is_ok_and(|answer| answer.status == 204) {
        return false;
    }
    let left: Vec<String> = waiting().into_iter().filter(|mark| !ends.contains(mark)).collect();
    if left.is_empty() {
        LocalStorage::delete(KEY);
    } else {
        // Sent once more at the next start where this fails: harmless.
        let _ = LocalStorage::set(KEY, &left);
    }
    left.is_empty()
}

fn waiting() -> Vec<String> {
    LocalStorage::get(KEY).unwrap_or_default()
}
