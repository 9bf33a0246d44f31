//! Vaults in real browsers.

use sync::store::{Durability, Key, LocalStore, Table, Write};
use wasm_bindgen_test::wasm_bindgen_test;

use super::*;
use crate::platform::clock::new_id;
use crate::platform::idb::IdbStore;

const SECRET: [u8; 32] = [8; 32];

async fn somebody(name: &str) -> (PersonId, IdbStore) {
    let person = new_id();
    let vault = Vault::create((person, name), new_id(), &SECRET, "seven quiet herons").await.expect("creates");
    let store = IdbStore::open(vault).await.expect("opens");
    let draft = Write::Put(Table::Drafts, Key::new("d", 1), b"unsent work".to_vec());
    store.commit(vec![draft], Durability::Strict).await.expect("commits");
    (person, store)
}

async fn draft(vault: Vault) -> Option<Vec<u8>> {
    let store = IdbStore::open(vault).await.expect("opens");
    store.get(Table::Drafts, &Key::new("d", 1)).await.expect("reads")
}

fn unique() -> String {
    format!("Ana.{}", new_id::<PersonId>())
}

#[wasm_bindgen_test]
async fn a_locked_store_opens_again_with_the_password_and_not_with_another() {
    let name = unique();
    let (person, store) = somebody(&name).await;
    store.lock();
    assert_eq!(store.get(Table::Drafts, &Key::new("d", 1)).await, Err(StoreError::Lost));

    let profile = Profile::of_name(&format!(" {} ", name.to_uppercase())).await.expect("reads").expect("is known");
    let wrong = Vault::open_with_password(profile.clone(), "seven quiet heron").await;
    assert_eq!(wrong.err(), Some(VaultError::WrongPassword));
    let vault = Vault::open_with_password(profile, "seven quiet herons").await.expect("opens");
    assert_eq!(draft(vault).await.as_deref(), Some(&b"unsent work"[..]));
    assert!(Profile::of_person(person).await.expect("reads").is_some());
    assert!(Profile::of_person(new_id()).await.expect("reads").is_none());
    assert!(Profile::of_name("nobody").await.expect("reads").is_none());
}

#[wasm_bindgen_test]
async fn a_forgotten_password_costs_nothing() {
    let (person, store) = somebody(&unique()).await;
    store.lock();
    let profile = Profile::of_person(person).await.expect("reads").expect("is known");
    let device = profile.device();
    let wrong = Vault::open_with_secret(profile.clone(), device, &[1; 32], "brand new words").await;
    assert_eq!(wrong.err(), Some(VaultError::WrongPassword));
    let vault = Vault::open_with_secret(profile, device, &SECRET, "brand new words").await.expect("opens");
    assert_eq!(draft(vault).await.as_deref(), Some(&b"unsent work"[..]));
    let profile = Profile::of_person(person).await.expect("reads").expect("is known");
    assert!(Vault::open_with_password(profile.clone(), "seven quiet herons").await.is_err());
    assert!(Vault::open_with_password(profile, "brand new words").await.is_ok());
}

#[wasm_bindgen_test]
async fn staying_signed_in_lasts_until_locked() {
    let name = unique();
    let (person, store) = somebody(&name).await;
    store.lock();
    let profile = Profile::of_person(person).await.expect("reads").expect("is known");
    let vault = Vault::open_with_password(profile, "seven quiet herons").await.expect("opens");
    if !vault.remember().await.expect("keeps") {
        return;
    }
    let back = Vault::open_remembered().await.expect("answers").expect("is remembered");
    assert_eq!(draft(back).await.as_deref(), Some(&b"unsent work"[..]));
    Vault::forget_remembered().await.expect("forgets");
    assert!(Vault::open_remembered().await.expect("answers").is_none());
    let profile = Profile::of_name(&name).await.expect("reads").expect("is known still");
    assert!(Vault::open_with_password(profile, "seven quiet herons").await.is_ok());
}
