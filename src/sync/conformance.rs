//! What every store must do. Each rule is a function over a [`Shelf`]; [`for_each_store_rule`] names them all, so
//! that a store's tests cannot leave one out: in memory natively, IndexedDB in real browsers.
//!
//! Rules panic when broken: they are tests.
#![allow(clippy::unwrap_used, reason = "these are tests that live outside a test module")]

use std::future::Future;

use crate::store::{Durability, Key, LocalStore, StoreError, Table, Write};

/// A place with stores, by name.
pub trait Shelf {
    /// Its stores.
    type Store: LocalStore;

    /// Opens the store of that name, empty the first time. Opened again it is another tab, or the same device
    /// after a restart: a handle of its own on the same data.
    fn open(&self, name: &str) -> impl Future<Output = Self::Store>;
}

/// Calls a macro with the names of all rules.
#[macro_export]
macro_rules! for_each_store_rule {
    ($with:ident) => {
        $with! {
            what_was_put_is_got
            what_was_never_put_is_absent
            a_put_replaces
            an_empty_value_is_not_an_absent_one
            a_large_value_comes_back_whole
            groups_and_tables_are_apart
            a_group_comes_in_the_order_of_its_numbers
            numbers_of_any_size_keep_their_order
            appended_rows_come_last_and_in_order
            an_append_follows_what_the_same_commit_did
            writes_of_one_commit_happen_in_order
            deleting_takes_one_row_only
            deleting_a_group_leaves_its_neighbours
            all_gives_every_group
            an_empty_commit_is_fine
            many_writes_in_one_commit
            a_restart_keeps_everything
            two_tabs_append_at_once_without_loss
            two_tabs_see_each_other
            an_append_counts_on_after_the_last_of_its_group_goes
        }
    };
}

/// What was put is got, by the same key only.
pub async fn what_was_put_is_got(shelf: &impl Shelf) {
    let store = shelf.open("put-get").await;
    commit(&store, vec![put(Table::Drafts, "a", 7, b"hello")]).await;
    assert_eq!(get(&store, Table::Drafts, "a", 7).await.as_deref(), Some(&b"hello"[..]));
    assert_eq!(get(&store, Table::Drafts, "a", 8).await, None);
    assert_eq!(get(&store, Table::Drafts, "b", 7).await, None);
}

/// Nothing is found in an empty store, and that is no error.
pub async fn what_was_never_put_is_absent(shelf: &impl Shelf) {
    let store = shelf.open("absent").await;
    for table in Table::ALL {
        assert_eq!(get(&store, table, "a", 1).await, None);
        assert_eq!(group(&store, table, "a").await, []);
        assert_eq!(store.all(table).await.unwrap(), []);
    }
    commit(&store, vec![Write::Delete(Table::Meta, Key::new("a", 1)), Write::DeleteGroup(Table::Meta, b"a".to_vec())])
        .await;
}

/// The last put of a key stands.
pub async fn a_put_replaces(shelf: &impl Shelf) {
    let store = shelf.open("replace").await;
    commit(&store, vec![put(Table::Meta, "a", 1, b"first"), put(Table::Meta, "b", 1, b"other")]).await;
    commit(&store, vec![put(Table::Meta, "a", 1, b"second")]).await;
    assert_eq!(get(&store, Table::Meta, "a", 1).await.as_deref(), Some(&b"second"[..]));
    assert_eq!(group(&store, Table::Meta, "a").await.len(), 1);
    assert_eq!(get(&store, Table::Meta, "b", 1).await.as_deref(), Some(&b"other"[..]));
}

/// An empty value is there; so is the empty group.
pub async fn an_empty_value_is_not_an_absent_one(shelf: &impl Shelf) {
    let store = shelf.open("empty").await;
    commit(&store, vec![put(Table::Seen, "", 0, b"")]).await;
    assert_eq!(get(&store, Table::Seen, "", 0).await, Some(Vec::new()));
    assert_eq!(group(&store, Table::Seen, "").await, [(0, Vec::new())]);
}

/// Three megabytes of every byte come back as they were.
pub async fn a_large_value_comes_back_whole(shelf: &impl Shelf) {
    let store = shelf.open("large").await;
    let large: Vec<u8> = (0..3_000_000_u32).map(|n| (n.wrapping_mul(2_654_435_761) >> 13) as u8).collect();
    commit(&store, vec![Write::Put(Table::Files, Key::new("photo", 1), large.clone())]).await;
    let found = get(&store, Table::Files, "photo", 1).await.unwrap();
    assert!(found == large, "{} bytes came back, other than put", found.len());
}

/// The same key in another table or group is another row; one group's name may begin with another's.
pub async fn groups_and_tables_are_apart(shelf: &impl Shelf) {
    let store = shelf.open("apart").await;
    let names = ["a", "aa", "a\0", "", "b"];
    let mut writes = Vec::new();
    for table in Table::ALL {
        writes.extend(names.iter().map(|name| put(table, name, 1, format!("{table:?} {name}").as_bytes())));
    }
    commit(&store, writes).await;
    for table in Table::ALL {
        for name in names {
            assert_eq!(group(&store, table, name).await, [(1, format!("{table:?} {name}").into_bytes())]);
        }
    }
}

/// A group is in the order of its numbers, however they were put.
pub async fn a_group_comes_in_the_order_of_its_numbers(shelf: &impl Shelf) {
    let store = shelf.open("order").await;
    commit(&store, [300, 2, 10, 1, 256, 255].map(|n| put(Table::Segments, "s", n, &n.to_be_bytes())).to_vec()).await;
    commit(&store, vec![put(Table::Segments, "s", 9, &9_u64.to_be_bytes())]).await;
    let expected = [1, 2, 9, 10, 255, 256, 300_u64].map(|n| (n, n.to_be_bytes().to_vec()));
    assert_eq!(group(&store, Table::Segments, "s").await, expected);
}

/// Numbers keep their order from zero to the largest, also above what a double can hold.
pub async fn numbers_of_any_size_keep_their_order(shelf: &impl Shelf) {
    let store = shelf.open("numbers").await;
    let numbers = [0, 1, (1 << 32) - 1, 1 << 32, (1 << 53) + 1, (1 << 53) + 2, u64::MAX - 1, u64::MAX];
    commit(&store, numbers.iter().rev().map(|n| put(Table::Segments, "s", *n, &n.to_le_bytes())).collect()).await;
    let expected = numbers.map(|n| (n, n.to_le_bytes().to_vec()));
    assert_eq!(group(&store, Table::Segments, "s").await, expected);
    assert_eq!(
        get(&store, Table::Segments, "s", (1 << 53) + 1).await,
        Some(((1_u64 << 53) + 1).to_le_bytes().to_vec())
    );
}

/// Appended rows stand after all that were there, in the order they were added, and their numbers are told.
pub async fn appended_rows_come_last_and_in_order(shelf: &impl Shelf) {
    let store = shelf.open("append").await;
    commit(&store, vec![put(Table::Outbox, "o", 40, b"first")]).await;
    let told = commit(&store, vec![append("o", b"second"), append("o", b"third"), append("p", b"alone")]).await;
    let later = commit(&store, vec![append("o", b"fourth")]).await;
    let rows = group(&store, Table::Outbox, "o").await;
    assert_eq!(texts(&rows), ["first", "second", "third", "fourth"]);
    assert_eq!([told[0], told[1], later[0]], [rows[1].0, rows[2].0, rows[3].0]);
    assert_eq!(group(&store, Table::Outbox, "p").await, [(told[2], b"alone".to_vec())]);
    assert_eq!(get(&store, Table::Outbox, "o", told[1]).await.as_deref(), Some(&b"third"[..]));
}

/// An append comes after a put of the same commit, and starts afresh after its group was deleted in it.
pub async fn an_append_follows_what_the_same_commit_did(shelf: &impl Shelf) {
    let store = shelf.open("append-mixed").await;
    commit(&store, vec![append("o", b"old"), put(Table::Outbox, "o", 90, b"put"), append("o", b"new")]).await;
    assert_eq!(texts(&group(&store, Table::Outbox, "o").await), ["old", "put", "new"]);
    let gone = Write::DeleteGroup(Table::Outbox, b"o".to_vec());
    commit(&store, vec![append("o", b"doomed"), gone, append("o", b"fresh")]).await;
    assert_eq!(texts(&group(&store, Table::Outbox, "o").await), ["fresh"]);
}

/// Later writes of a commit see the earlier ones.
pub async fn writes_of_one_commit_happen_in_order(shelf: &impl Shelf) {
    let store = shelf.open("in-order").await;
    let delete = |group: &str, number| Write::Delete(Table::Meta, Key::new(group, number));
    let writes = vec![
        put(Table::Meta, "a", 1, b"one"),
        put(Table::Meta, "a", 1, b"two"),
        put(Table::Meta, "b", 1, b"gone"),
        delete("b", 1),
        delete("c", 1),
        put(Table::Meta, "c", 1, b"here"),
        put(Table::Meta, "d", 1, b"gone"),
        Write::DeleteGroup(Table::Meta, b"d".to_vec()),
        put(Table::Meta, "d", 2, b"here"),
    ];
    commit(&store, writes).await;
    assert_eq!(get(&store, Table::Meta, "a", 1).await.as_deref(), Some(&b"two"[..]));
    assert_eq!(get(&store, Table::Meta, "b", 1).await, None);
    assert_eq!(get(&store, Table::Meta, "c", 1).await.as_deref(), Some(&b"here"[..]));
    assert_eq!(group(&store, Table::Meta, "d").await, [(2, b"here".to_vec())]);
}

/// A delete takes exactly its row.
pub async fn deleting_takes_one_row_only(shelf: &impl Shelf) {
    let store = shelf.open("delete").await;
    commit(&store, (1..=3).map(|n| put(Table::Drafts, "d", n, b"x")).collect()).await;
    commit(&store, vec![Write::Delete(Table::Drafts, Key::new("d", 2))]).await;
    let left: Vec<u64> = group(&store, Table::Drafts, "d").await.iter().map(|row| row.0).collect();
    assert_eq!(left, [1, 3]);
}

/// Deleting a group takes all its rows, first to last number, and nobody else's.
pub async fn deleting_a_group_leaves_its_neighbours(shelf: &impl Shelf) {
    let store = shelf.open("delete-group").await;
    let mut writes = Vec::new();
    for name in ["a", "b", "ab"] {
        writes.extend([0, 5, u64::MAX].map(|n| put(Table::Segments, name, n, b"x")));
    }
    writes.push(put(Table::Drafts, "a", 5, b"x"));
    commit(&store, writes).await;
    commit(&store, vec![Write::DeleteGroup(Table::Segments, b"a".to_vec())]).await;
    assert_eq!(group(&store, Table::Segments, "a").await, []);
    assert_eq!(group(&store, Table::Segments, "b").await.len(), 3);
    assert_eq!(group(&store, Table::Segments, "ab").await.len(), 3);
    assert_eq!(group(&store, Table::Drafts, "a").await.len(), 1);
}

/// Everything of a table comes, ordered within each group.
pub async fn all_gives_every_group(shelf: &impl Shelf) {
    let store = shelf.open("all").await;
    let mut writes = Vec::new();
    for name in ["x", "y", "z"] {
        writes.extend([3, 1, 2].map(|n| put(Table::Seen, name, n, name.as_bytes())));
    }
    commit(&store, writes).await;
    let rows = store.all(Table::Seen).await.unwrap();
    assert_eq!(rows.len(), 9);
    for name in ["x", "y", "z"] {
        let numbers: Vec<u64> = rows.iter().filter(|row| row.1 == name.as_bytes()).map(|row| row.0).collect();
        assert_eq!(numbers, [1, 2, 3]);
    }
}

/// Nothing to write is nothing wrong.
pub async fn an_empty_commit_is_fine(shelf: &impl Shelf) {
    let store = shelf.open("nothing").await;
    assert_eq!(store.commit(Vec::new(), Durability::Strict).await, Ok(Vec::new()));
}

/// Two hundred segments, a cursor and an outbox entry go in as one.
pub async fn many_writes_in_one_commit(shelf: &impl Shelf) {
    let store = shelf.open("many").await;
    let mut writes: Vec<Write> =
        (0..200).map(|n| put(Table::Segments, &format!("scope {}", n / 10), n, &[n as u8; 2000])).collect();
    writes.push(append("o", b"change"));
    writes.push(put(Table::Meta, "cursor", 1, b"200"));
    assert_eq!(store.commit(writes, Durability::Relaxed).await.map(|numbers| numbers.len()), Ok(1));
    assert_eq!(store.all(Table::Segments).await.unwrap().len(), 200);
    assert_eq!(group(&store, Table::Segments, "scope 19").await.len(), 10);
}

/// What was committed is there after a restart.
pub async fn a_restart_keeps_everything(shelf: &impl Shelf) {
    let store = shelf.open("restart").await;
    commit(&store, vec![append("o", b"one"), put(Table::Drafts, "d", 1, b"typed")]).await;
    drop(store);
    let store = shelf.open("restart").await;
    commit(&store, vec![append("o", b"two")]).await;
    drop(store);
    let store = shelf.open("restart").await;
    assert_eq!(texts(&group(&store, Table::Outbox, "o").await), ["one", "two"]);
    assert_eq!(get(&store, Table::Drafts, "d", 1).await.as_deref(), Some(&b"typed"[..]));
}

/// Two tabs add to the same group at the same time: every row is kept, each with a number of its own, and each
/// tab's own rows stay in its order.
pub async fn two_tabs_append_at_once_without_loss(shelf: &impl Shelf) {
    let (one, two) = (shelf.open("tabs").await, shelf.open("tabs").await);
    let (first, second) = futures::join!(append_25_pairs(&one, "one"), append_25_pairs(&two, "two"));
    let rows = group(&one, Table::Outbox, "o").await;
    assert_eq!(rows.len(), 100);
    let mut numbers: Vec<u64> = first.iter().chain(&second).copied().collect();
    numbers.sort_unstable();
    numbers.dedup();
    assert_eq!(numbers, rows.iter().map(|row| row.0).collect::<Vec<_>>());
    for name in ["one", "two"] {
        let own: Vec<String> = texts(&rows).into_iter().filter(|text| text.starts_with(name)).collect();
        assert_eq!(own, (0..25).map(|n| format!("{name} {n}")).collect::<Vec<_>>());
    }
}

/// What one tab has committed, another reads at once.
pub async fn two_tabs_see_each_other(shelf: &impl Shelf) {
    let (one, two) = (shelf.open("see").await, shelf.open("see").await);
    commit(&one, vec![put(Table::Meta, "a", 1, b"from one")]).await;
    assert_eq!(get(&two, Table::Meta, "a", 1).await.as_deref(), Some(&b"from one"[..]));
    commit(&two, vec![Write::Delete(Table::Meta, Key::new("a", 1))]).await;
    assert_eq!(get(&one, Table::Meta, "a", 1).await, None);
}

/// An append never stands before a row that is still there, also when later ones have gone.
pub async fn an_append_counts_on_after_the_last_of_its_group_goes(shelf: &impl Shelf) {
    let store = shelf.open("append-after-delete").await;
    let numbers = commit(&store, vec![append("o", b"stays"), append("o", b"goes")]).await;
    commit(&store, vec![Write::Delete(Table::Outbox, Key::new("o", numbers[1]))]).await;
    commit(&store, vec![append("o", b"next")]).await;
    assert_eq!(texts(&group(&store, Table::Outbox, "o").await), ["stays", "next"]);
}

fn put(table: Table, group: &str, number: u64, value: &[u8]) -> Write {
    Write::Put(table, Key::new(group, number), value.to_vec())
}

fn append(group: &str, value: &[u8]) -> Write {
    Write::Append(Table::Outbox, group.as_bytes().to_vec(), value.to_vec())
}

fn texts(rows: &[(u64, Vec<u8>)]) -> Vec<String> {
    rows.iter().map(|row| String::from_utf8_lossy(&row.1).into_owned()).collect()
}

async fn append_25_pairs(store: &impl LocalStore, name: &str) -> Vec<u64> {
    let mut numbers = Vec::new();
    for n in 0..25 {
        let pair = vec![append("o", format!("{name} {n}").as_bytes()), append("o", b"-")];
        numbers.extend(store.commit(pair, Durability::Relaxed).await.unwrap());
    }
    numbers
}

async fn commit(store: &impl LocalStore, writes: Vec<Write>) -> Vec<u64> {
    store.commit(writes, Durability::Strict).await.unwrap()
}

async fn get(store: &impl LocalStore, table: Table, group: &str, number: u64) -> Option<Vec<u8>> {
    let found: Result<_, StoreError> = store.get(table, &Key::new(group, number)).await;
    found.unwrap()
}

async fn group(store: &impl LocalStore, table: Table, group: &str) -> Vec<(u64, Vec<u8>)> {
    store.group(table, group.as_bytes()).await.unwrap()
}
