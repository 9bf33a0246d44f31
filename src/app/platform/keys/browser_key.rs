//! "Stay signed in on this device": the data key under an AES-GCM key that the browser made, keeps, and lets
//! nobody see. It stops a script from carrying the key away, and goes with Lock or signing out.

use js_sys::{Array, Uint8Array};
use sync::store::{Durability, StoreError};
use wasm_bindgen::JsValue;
use zeroize::Zeroizing;

use super::profile::{self, BrowserEnvelope, ProfileRow};
use crate::platform::idb::plain::{Step, key_value};
use crate::platform::js;
use crate::platform::seal::{DataKey, random};

pub(super) const STORE: &str = "browser_keys";

/// Keeps the data key for this profile, and for no other any more. `false` where the browser can't: it has no
/// WebCrypto outside secure pages, or cannot keep a key.
pub(super) async fn remember(row: &mut ProfileRow, key: &DataKey) -> Result<bool, StoreError> {
    let Some((browser_key, envelope)) = seal(&row.id, key).await else { return Ok(false) };
    forget().await?;
    row.by_browser = Some(envelope);
    let steps = [row.put(), Step::Put { store: STORE, key: key_value(&row.id), value: browser_key }];
    match profile::open().await?.commit(&steps, Durability::Strict).await {
        Ok(()) => Ok(true),
        Err(StoreError::Full) => Err(StoreError::Full),
        // An engine that cannot store keys says so by refusing to copy one.
        Err(_) => {
            row.by_browser = None;
            Ok(false)
        }
    }
}

/// The profile and data key that the browser keeps, if any.
pub(super) async fn remembered() -> Result<Option<(ProfileRow, DataKey)>, StoreError> {
    let profiles = profile::open().await?;
    let rows = profile::all_in(&profiles).await?;
    let Some(row) = rows.into_iter().find(|row| row.by_browser.is_some()) else { return Ok(None) };
    let browser_key = profiles.get(STORE, &row.id).await?;
    Ok(opened(row, browser_key).await)
}

/// A key that does not open its envelope is none: whoever it was signs in.
async fn opened(row: ProfileRow, browser_key: JsValue) -> Option<(ProfileRow, DataKey)> {
    let envelope = row.by_browser.as_ref()?;
    let how = algorithm(&envelope.iv, &row.id);
    let sealed = Uint8Array::from(&envelope.sealed[..]);
    let opened = js::call_async(&subtle()?, "decrypt", &[how, browser_key, sealed.into()]).await.ok()?;
    let opened = Uint8Array::new(&opened);
    let bytes = Zeroizing::new(opened.to_vec());
    opened.fill(0, 0, opened.length());
    let key = DataKey(Zeroizing::new(bytes.as_slice().try_into().ok()?));
    Some((row, key))
}

/// The browser forgets every key it kept.
pub(super) async fn forget() -> Result<(), StoreError> {
    let mut steps = Vec::new();
    let profiles = profile::open().await?;
    for mut row in profile::all_in(&profiles).await?.into_iter().filter(|row| row.by_browser.is_some()) {
        row.by_browser = None;
        steps.push(Step::Delete { store: STORE, key: key_value(&row.id) });
        steps.push(row.put());
    }
    profiles.commit(&steps, Durability::Strict).await
}

async fn seal(profile: &[u8; 16], key: &DataKey) -> Option<(JsValue, BrowserEnvelope)> {
    let subtle = subtle()?;
    let kind = js::object(&[("name", "AES-GCM".into()), ("length", 256.into())]);
    let uses = Array::of2(&"encrypt".into(), &"decrypt".into());
    let browser_key = js::call_async(&subtle, "generateKey", &[kind, JsValue::FALSE, uses.into()]).await.ok()?;
    let iv = random();
    let clear = Uint8Array::from(key.0.as_slice());
    let arguments = [algorithm(&iv, profile), browser_key.clone(), clear.clone().into()];
    let sealed = js::call_async(&subtle, "encrypt", &arguments).await;
    clear.fill(0, 0, clear.length());
    Some((browser_key, BrowserEnvelope { iv, sealed: js::bytes(&sealed.ok()?) }))
}

fn algorithm(iv: &[u8; 12], profile: &[u8; 16]) -> JsValue {
    js::object(&[
        ("name", "AES-GCM".into()),
        ("iv", Uint8Array::from(iv.as_slice()).into()),
        ("additionalData", Uint8Array::from(profile.as_slice()).into()),
    ])
}

fn subtle() -> Option<JsValue> {
    let crypto = js::get(&js::window(), "crypto");
    js::has(&crypto, "subtle").then(|| js::get(&crypto, "subtle"))
}
