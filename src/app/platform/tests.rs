//! The smaller parts in real browsers.

use std::cell::Cell;
use std::rc::Rc;

use domain::ids::ChangeId;
use futures::channel::oneshot;
use futures::join;
use wasm_bindgen_test::wasm_bindgen_test;

use super::tabs::Telling;
use super::*;

#[wasm_bindgen_test]
async fn only_one_works_at_a_time() {
    let name = format!("test {}", clock::new_id::<ChangeId>());
    let (done, working) = oneshot::channel::<()>();
    let first = tabs::only_one(&name, async move { working.await.is_ok() });
    let second = async {
        clock::sleep(200).await;
        let refused = tabs::only_one(&name, async { "ran" }).await;
        done.send(()).expect("the first still works");
        refused
    };
    assert_eq!(join!(first, second), (Some(true), None));
    assert_eq!(tabs::only_one(&name, async { "ran" }).await, Some("ran"));
}

#[wasm_bindgen_test]
async fn a_tab_does_not_hear_itself() {
    let heard = Rc::new(Cell::new(0));
    let count = Rc::clone(&heard);
    tabs::on_told(Telling::Changed, move || count.set(count.get() + 1));
    tabs::tell_others(Telling::Changed);
    clock::sleep(50).await;
    assert_eq!(heard.get(), 0);
    let other = web_sys::BroadcastChannel::new("footbridge").expect("engines have them");
    other.post_message(&"changed".into()).expect("can be sent");
    other.post_message(&"locked".into()).expect("can be sent");
    clock::sleep(200).await;
    assert_eq!(heard.get(), 1);
}

#[wasm_bindgen_test]
async fn clearing_is_noticed() {
    storage::check_canary().await.expect("is kept");
    assert_eq!(storage::check_canary().await, Ok(storage::Canary::Intact));
    idb::schema::delete("footbridge-profiles").await.expect("deletes");
    assert_eq!(storage::check_canary().await, Ok(storage::Canary::Cleared));
}

#[wasm_bindgen_test]
async fn preferences_are_kept_and_shown() {
    let wanted = preferences::Preferences { theme: preferences::Theme::Dark, ..Default::default() };
    preferences::save(&wanted);
    assert_eq!(preferences::load(), wanted);
    let root = web_sys::window().and_then(|window| window.document()).and_then(|document| document.document_element());
    let root = root.expect("a page has a root");
    assert_eq!(root.get_attribute("data-theme").as_deref(), Some("dark"));
    preferences::save(&preferences::Preferences::default());
    assert_eq!(root.get_attribute("data-theme"), None);
}

#[wasm_bindgen_test]
async fn bytes_have_an_address_until_it_is_dropped() {
    let url = files::ObjectUrl::new(b"a photo", "image/jpeg");
    let address = wasm_bindgen::JsValue::from_str(url.address());
    let response = js::call_async(&js::window(), "fetch", &[address.clone()]).await.expect("can be fetched");
    let bytes = js::call_async(&response, "arrayBuffer", &[]).await.expect("can be read");
    assert_eq!(js::bytes(&bytes), b"a photo");
    drop(url);
    assert!(js::call_async(&js::window(), "fetch", &[address]).await.is_err());
}

#[wasm_bindgen_test]
async fn a_server_that_is_no_server_is_said_to_make_no_sense() {
    use sync::remote::{Remote, RemoteError};
    // The test page's own server answers everything, and nothing that we ask for.
    let (person, device) = (clock::new_id(), clock::new_id());
    let pass = http::Pass::of(sync::session::StoreName { person, device });
    let remote = http::HttpRemote::of(pass.clone());
    let nobody = remote.file_progress(domain::file::FileHash([7; 32])).await;
    assert_eq!(nobody, Err(RemoteError::SignedOut), "without a session nothing is asked");
    pass.hold(Some(sync::session::SessionToken([7; 32])));
    let answer = remote.file_progress(domain::file::FileHash([7; 32])).await;
    assert!(matches!(answer, Err(RemoteError::NotFound | RemoteError::Nonsense)), "{answer:?}");
}
