//! [`IdbStore`] in real browsers.

use js_sys::{Array, Uint8Array};
use sync::conformance::{self, Shelf};
use sync::store::{Durability, Key, LocalStore, StoreError, Table, Write};
use wasm_bindgen::JsCast;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};
use zeroize::Zeroizing;

use super::connection::{Connection, result_of};
use super::numbers::Lasts;
use super::writing::{self, Ended, Step, key_value};
use super::*;
use crate::platform::js;
use crate::platform::seal::{DataKey, random};

wasm_bindgen_test_configure!(run_in_browser);

fn key() -> DataKey {
    DataKey(Zeroizing::new([5; 32]))
}

/// Databases of one test, apart from those of earlier runs in the same browser.
struct IdbShelf([u8; 8]);

impl Shelf for IdbShelf {
    type Store = IdbStore;

    async fn open(&self, name: &str) -> IdbStore {
        let name = format!("test-{name}-{}", u64::from_be_bytes(self.0));
        IdbStore::open_named(&name, &key()).await.expect("opens")
    }
}

macro_rules! in_browsers {
    ($($rule:ident)*) => {$(
        #[wasm_bindgen_test]
        async fn $rule() {
            conformance::$rule(&IdbShelf(random())).await;
        }
    )*};
}
sync::for_each_store_rule!(in_browsers);

/// The marker that no byte of a database may show.
const MARKER: &[u8] = b"Amira read two chapters";

fn strict_put(value: &[u8]) -> Vec<Write> {
    vec![
        Write::Put(Table::Drafts, Key::new(MARKER, 1), value.to_vec()),
        Write::Append(Table::Outbox, MARKER.to_vec(), value.to_vec()),
    ]
}

async fn open(name: &str) -> IdbStore {
    IdbStore::open_named(name, &key()).await.expect("opens")
}

fn fresh(name: &str) -> String {
    format!("test-{name}-{}", u64::from_be_bytes(random()))
}

/// Every key and value of every store, as they lie there.
async fn raw_rows(name: &str) -> Vec<Vec<u8>> {
    let connection = Connection::open(name, &schema::PERSON).await.expect("opens");
    let mut rows = Vec::new();
    for store in schema::PERSON.stores {
        let reading = || connection.read(store).expect("reads").object_store(store).expect("is there");
        for found in [result_of(reading().get_all()).await, result_of(reading().get_all_keys()).await] {
            let found: Array = found.expect("reads").unchecked_into();
            rows.extend(found.iter().map(|row| js::bytes(&row)));
        }
    }
    rows
}

#[wasm_bindgen_test]
async fn nothing_on_the_disk_can_be_read() {
    let name = fresh("scan");
    open(&name).await.commit(strict_put(MARKER), Durability::Strict).await.expect("commits");
    let rows = raw_rows(&name).await;
    assert_eq!(rows.len(), 4, "two rows and their two keys");
    for part in MARKER.windows(6) {
        assert!(!rows.iter().any(|row| row.windows(6).any(|bytes| bytes == part)));
    }
}

#[wasm_bindgen_test]
async fn a_row_that_was_changed_or_moved_is_damaged() {
    let name = fresh("damage");
    let store = open(&name).await;
    store.commit(strict_put(b"one"), Durability::Strict).await.expect("commits");
    let other = Write::Put(Table::Drafts, Key::new(MARKER, 2), b"two".to_vec());
    store.commit(vec![other], Durability::Strict).await.expect("commits");

    let connection = Connection::open(&name, &schema::PERSON).await.expect("opens");
    let drafts = connection.read("drafts").expect("reads").object_store("drafts").expect("is there");
    let rows: Array = result_of(drafts.get_all()).await.expect("reads").unchecked_into();
    let rows: Vec<Vec<u8>> = rows.iter().map(|row| js::bytes(&row)).collect();
    let put = |at: &[u8], row: &[u8]| {
        let step = Step::Put { store: "drafts", key: key_value(at), value: Uint8Array::from(row).into() };
        let connection = &connection;
        async move {
            let ended = writing::write(connection, &[step], Durability::Relaxed, Lasts::new()).await;
            assert!(matches!(ended, Ended::Written(..)));
        }
    };
    let mut changed = rows[0].clone();
    *changed.last_mut().expect("has bytes") ^= 1;
    put(&rows[0][1..25], &changed).await;
    assert_eq!(store.get(Table::Drafts, &Key::new(MARKER, 1)).await, Err(StoreError::Damaged));
    assert_eq!(store.group(Table::Drafts, MARKER).await, Err(StoreError::Damaged));
    put(&rows[0][1..25], &rows[1]).await;
    assert_eq!(store.get(Table::Drafts, &Key::new(MARKER, 1)).await, Err(StoreError::Damaged));
    put(&rows[0][1..25], &rows[0]).await;
    assert_eq!(store.get(Table::Drafts, &Key::new(MARKER, 1)).await, Ok(Some(b"one".to_vec())));
}

#[wasm_bindgen_test]
async fn what_was_typed_asks_for_the_disk() {
    let connection = Connection::open(&fresh("durability"), &schema::PERSON).await.expect("opens");
    for (durability, word) in [(Durability::Strict, "strict"), (Durability::Relaxed, "relaxed")] {
        let transaction = connection.write(&["drafts"], durability).expect("begins");
        assert_eq!(js::get(&transaction, "durability").as_string().as_deref(), Some(word));
    }
}

#[wasm_bindgen_test]
async fn a_lost_connection_is_had_again() {
    let store = open(&fresh("heal")).await;
    store.commit(strict_put(b"one"), Durability::Strict).await.expect("commits");
    store.break_connection();
    store.commit(strict_put(b"two"), Durability::Strict).await.expect("heals to write");
    store.break_connection();
    assert_eq!(store.get(Table::Drafts, &Key::new(MARKER, 1)).await, Ok(Some(b"two".to_vec())));
    store.break_connection();
    let outbox = store.group(Table::Outbox, MARKER).await;
    assert_eq!(outbox, Ok(vec![(1, b"one".to_vec()), (2, b"two".to_vec())]));
    assert_eq!(store.times_healed(), 3);
}

#[wasm_bindgen_test]
async fn what_may_have_been_written_is_not_written_twice() {
    let name = fresh("twice");
    let store = open(&name).await;
    let steps = store.steps(&strict_put(b"once")).expect("seals");
    let connection = Connection::open(&name, &schema::PERSON).await.expect("opens");
    assert_eq!(heal::find_appended(&connection, &steps).await, Ok(None));
    assert!(matches!(writing::write(&connection, &steps, Durability::Strict, Lasts::new()).await, Ended::Written(..)));
    assert_eq!(heal::find_appended(&connection, &steps).await, Ok(Some(vec![1])));
}

#[wasm_bindgen_test]
async fn a_store_gives_way_to_one_who_deletes_it() {
    let name = fresh("give-way");
    let store = open(&name).await;
    store.commit(strict_put(b"one"), Durability::Strict).await.expect("commits");
    schema::delete(&name).await.expect("deletes");
    assert_eq!(store.group(Table::Outbox, MARKER).await, Ok(Vec::new()));
}

#[wasm_bindgen_test]
async fn another_key_opens_nothing() {
    let name = fresh("key");
    open(&name).await.commit(strict_put(b"one"), Durability::Strict).await.expect("commits");
    let other = IdbStore::open_named(&name, &DataKey(Zeroizing::new([6; 32]))).await.expect("opens");
    assert_eq!(other.get(Table::Drafts, &Key::new(MARKER, 1)).await, Ok(None));
    assert_eq!(other.all(Table::Drafts).await, Err(StoreError::Damaged));
}

#[wasm_bindgen_test]
async fn a_number_that_another_tab_took_is_not_taken_again() {
    let name = fresh("taken");
    let (one, two) = (open(&name).await, open(&name).await);
    let append = |text: &[u8]| vec![Write::Append(Table::Outbox, Vec::new(), text.to_vec())];
    assert_eq!(one.commit(append(b"a"), Durability::Relaxed).await, Ok(vec![1]));
    assert_eq!(two.commit(append(b"b"), Durability::Relaxed).await, Ok(vec![2]));
    // Both know a last number now, and both go on from it at once.
    let (c, d) =
        futures::join!(one.commit(append(b"c"), Durability::Relaxed), two.commit(append(b"d"), Durability::Relaxed));
    let mut numbers = [c.expect("commits"), d.expect("commits")].concat();
    numbers.sort_unstable();
    assert_eq!(numbers, [3, 4]);
    assert_eq!(one.group(Table::Outbox, b"").await.map(|rows| rows.len()), Ok(4));
}
