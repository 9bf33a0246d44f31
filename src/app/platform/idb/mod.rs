//! The device's store, on IndexedDB.
//!
//! Databases are made and upgraded through **rexie** ([`schema`]). Everything else goes beneath it, to web-sys:
//! rexie has no durability option (what a person typed must be on the disk before we say so), hides the names
//! of DOM errors (a full device and a lost connection need different next steps), and waits for promises inside
//! transactions. On an ordinary start rexie does nothing at all: the database is opened as it is, and the upgrade
//! is called off and handed to rexie only when the schema is new.
//!
//! One object store per `sync::store::Table`; key = hashed group (16 bytes) and number (8, big endian) as one
//! binary, so a group is one range, one `getAll`, in order. An append gets its number inside its transaction, without
//! a look where this tab knows the last one ([`numbers`]). Values are sealed as in [`super::seal`].

mod connection;
mod heal;
mod numbers;
pub(super) mod plain;
pub(super) mod schema;
mod store;
mod writing;

#[cfg(all(test, target_arch = "wasm32"))]
mod tests;

pub use store::IdbStore;
