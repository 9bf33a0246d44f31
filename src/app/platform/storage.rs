//! How safe what is kept here is from the browser itself, which may clear a site's storage when space runs short.

use js_sys::Uint8Array;
use sync::store::{Durability, StoreError};
use web_sys::CacheStorage;

use super::idb::plain::{PlainDatabase, Step, key_value};
use super::idb::schema::PROFILES;
use super::js;

/// What the browser promises.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Persistence {
    /// It clears nothing without asking.
    Kept,
    /// It may clear everything when space runs short; WebKit also after weeks without a visit, unless the app is
    /// on the home screen.
    MayBeCleared,
    /// It does not say.
    NotSaid,
}

/// How full the device is, in bytes.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Estimate {
    /// What this app takes.
    pub used: u64,
    /// What it may take.
    pub most: u64,
}

/// What became of the marks that an earlier start left.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Canary {
    /// There were none: the first start here, or everything was cleared.
    FirstStart,
    /// All there.
    Intact,
    /// The browser has cleared a part: what was not sent is gone.
    Cleared,
}

/// Asks the browser to keep what is here. Some ask the person; ask after they did something, not at the start.
pub async fn ask_to_keep() -> Persistence {
    answer("persist").await
}

/// What the browser promises now.
pub async fn persistence() -> Persistence {
    answer("persisted").await
}

/// Whether the browser lets this page keep nothing at all.
pub async fn is_forbidden() -> bool {
    matches!(PlainDatabase::open("footbridge-profiles", &PROFILES).await, Err(StoreError::Forbidden))
}

/// How full the device is, where the browser tells.
pub async fn estimate() -> Option<Estimate> {
    let estimate = js::call_async(&manager(), "estimate", &[]).await.ok()?;
    let bytes = |name| js::get(&estimate, name).as_f64().map(|bytes| bytes as u64);
    Some(Estimate { used: bytes("usage")?, most: bytes("quota")? })
}

/// Looks for the marks of an earlier start, and leaves those that are missing.
pub async fn check_canary() -> Result<Canary, StoreError> {
    let database = PlainDatabase::open("footbridge-profiles", &PROFILES).await?;
    let in_database = !database.get("canary", MARK).await?.is_undefined();
    let in_cache = is_in_cache().await;
    if !in_database {
        let mark = Step::Put { store: "canary", key: key_value(MARK), value: Uint8Array::from(MARK).into() };
        database.commit(&[mark], Durability::Strict).await?;
    }
    if in_cache == Some(false) {
        put_in_cache().await;
    }
    Ok(match (in_database, in_cache) {
        (false, Some(true)) | (true, Some(false)) => Canary::Cleared,
        (true, _) => Canary::Intact,
        (false, _) => Canary::FirstStart,
    })
}

const MARK: &[u8] = b"here";
const CACHE: &str = "footbridge-canary";
const ADDRESS: &str = "/canary";

/// `None` where there are no caches.
async fn is_in_cache() -> Option<bool> {
    let found = js::call_async(caches()?.as_ref(), "has", &[CACHE.into()]).await.ok()?;
    found.as_bool()
}

async fn put_in_cache() {
    let Some(caches) = caches() else { return };
    // Where it can't be put, the next start finds no cache to compare with.
    if let (Ok(cache), Ok(mark)) = (js::call_async(&caches, "open", &[CACHE.into()]).await, web_sys::Response::new()) {
        let _ = js::call_async(&cache, "put", &[ADDRESS.into(), mark.into()]).await;
    }
}

fn caches() -> Option<CacheStorage> {
    js::window().caches().ok()
}

async fn answer(method: &str) -> Persistence {
    match js::call_async(&manager(), method, &[]).await.ok().and_then(|answer| answer.as_bool()) {
        Some(true) => Persistence::Kept,
        Some(false) => Persistence::MayBeCleared,
        None => Persistence::NotSaid,
    }
}

fn manager() -> wasm_bindgen::JsValue {
    js::get(&js::window().navigator(), "storage")
}
