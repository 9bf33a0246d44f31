//! [`LocalStore`] on IndexedDB: everything is sealed before a transaction opens and unsealed after it ended, and
//! nothing but IndexedDB happens in between.

use std::cell::RefCell;
use std::rc::Rc;

use js_sys::{Array, Uint8Array};
use sync::store::{Durability, Key, LocalStore, StoreError, Table, Write};
use wasm_bindgen::{JsCast, JsValue};

use super::connection::{Connection, result_of};
use super::heal::Doctor;
use super::schema::{self, store_of};
use super::writing::{Step, key_value, range};
use crate::platform::js;
use crate::platform::keys::Vault;
use crate::platform::seal::{DataKey, RowKey, Sealer};

/// What one person keeps on this device. Clones are handles on the same connection; another tab has its own.
#[derive(Clone)]
pub struct IdbStore {
    inner: Rc<Inner>,
}

struct Inner {
    doctor: Doctor,
    sealer: RefCell<Option<Sealer>>,
}

impl IdbStore {
    /// Opens what a person keeps on this device, made when it is not there.
    pub async fn open(vault: Vault) -> Result<Self, StoreError> {
        let (name, key) = vault.database();
        Self::open_named(&name, key).await
    }

    pub(super) async fn open_named(name: &str, key: &DataKey) -> Result<Self, StoreError> {
        let doctor = Doctor::open(name, &schema::PERSON).await?;
        Ok(Self { inner: Rc::new(Inner { doctor, sealer: RefCell::new(Some(Sealer::new(key))) }) })
    }

    /// Forgets the keys and closes the database, for this handle and all its clones. Every later call says
    /// [`StoreError::Lost`].
    #[cfg(all(test, target_arch = "wasm32"))]
    pub fn lock(&self) {
        self.inner.sealer.borrow_mut().take();
        self.inner.doctor.close();
    }

    /// How often a lost connection has been had again.
    #[cfg(all(test, target_arch = "wasm32"))]
    #[must_use]
    pub fn times_healed(&self) -> u32 {
        self.inner.doctor.times_healed()
    }

    /// Asks the database for next to nothing, so that a connection that died while the page slept is had again
    /// before somebody types. To be called when the page becomes visible.
    pub async fn probe(&self) -> Result<(), StoreError> {
        self.inner.doctor.doubt_numbers();
        self.get(Table::Meta, &Key::new(*b"probe", 0)).await.map(drop)
    }

    fn with_sealer<T>(&self, work: impl FnOnce(&Sealer) -> Result<T, StoreError>) -> Result<T, StoreError> {
        self.inner.sealer.borrow().as_ref().map_or(Err(StoreError::Lost), work)
    }

    /// The writes as they go into the database.
    pub(super) fn steps(&self, writes: &[Write]) -> Result<Vec<Step>, StoreError> {
        self.with_sealer(|sealer| writes.iter().map(|write| step(sealer, write)).collect())
    }

    /// Closes the database beneath our feet, as a failing browser does.
    #[cfg(all(test, target_arch = "wasm32"))]
    pub(super) fn break_connection(&self) {
        self.inner.doctor.break_connection();
    }

    fn unseal(&self, table: Table, rows: &JsValue) -> Result<Vec<(u64, Vec<u8>)>, StoreError> {
        let rows: &Array = rows.unchecked_ref();
        self.with_sealer(|sealer| rows.iter().map(|row| sealer.open(table, js::bytes(&row))).collect())
    }
}

impl LocalStore for IdbStore {
    async fn get(&self, table: Table, key: &Key) -> Result<Option<Vec<u8>>, StoreError> {
        let row_key = self.with_sealer(|sealer| Ok(sealer.row_key(table, key)))?;
        let row = self.inner.doctor.read(async |connection| read_one(connection, table, &row_key).await).await?;
        let Some(row) = row else { return Ok(None) };
        // The sealed row says itself where it belongs.
        if row.get(1..25) != Some(&row_key[..]) {
            return Err(StoreError::Damaged);
        }
        self.with_sealer(|sealer| sealer.open(table, row)).map(|(_, value)| Some(value))
    }

    async fn group(&self, table: Table, group: &[u8]) -> Result<Vec<(u64, Vec<u8>)>, StoreError> {
        let hashed = self.with_sealer(|sealer| Ok(sealer.hash_group(table, group)))?;
        let rows = self.inner.doctor.read(async |connection| read_group(connection, table, hashed).await).await?;
        self.unseal(table, &rows)
    }

    async fn all(&self, table: Table) -> Result<Vec<(u64, Vec<u8>)>, StoreError> {
        let rows = self.inner.doctor.read(async |connection| read_all(connection, table).await).await?;
        self.unseal(table, &rows)
    }

    async fn commit(&self, writes: Vec<Write>, durability: Durability) -> Result<Vec<u64>, StoreError> {
        if writes.is_empty() {
            return Ok(Vec::new());
        }
        let steps = self.steps(&writes)?;
        self.inner.doctor.write(&steps, durability).await
    }
}

fn step(sealer: &Sealer, write: &Write) -> Result<Step, StoreError> {
    Ok(match write {
        Write::Put(table, key, value) => {
            let sealed = sealer.seal_put(*table, key, value)?;
            Step::Put {
                store: store_of(*table),
                key: key_value(&sealed.key),
                value: Uint8Array::from(&sealed.bytes[..]).into(),
            }
        }
        Write::Append(table, group, value) => {
            let sealed = sealer.seal_appended(*table, group, value)?;
            Step::Append {
                store: store_of(*table),
                group: sealer.hash_group(*table, group),
                value: Uint8Array::from(&sealed.bytes[..]),
                nonce: sealed.nonce(),
            }
        }
        Write::Delete(table, key) => {
            Step::Delete { store: store_of(*table), key: key_value(&sealer.row_key(*table, key)) }
        }
        Write::DeleteGroup(table, group) => {
            Step::DeleteGroup { store: store_of(*table), group: sealer.hash_group(*table, group) }
        }
    })
}

async fn read_one(connection: &Connection, table: Table, key: &RowKey) -> Result<Option<Vec<u8>>, StoreError> {
    let store = object_store(connection, table)?;
    let row = result_of(store.get(&key_value(key))).await?;
    Ok((!row.is_undefined()).then(|| js::bytes(&row)))
}

async fn read_group(connection: &Connection, table: Table, group: [u8; 16]) -> Result<JsValue, StoreError> {
    let range = range(group).map_err(|_| StoreError::Other)?;
    result_of(object_store(connection, table)?.get_all_with_key(&range)).await
}

async fn read_all(connection: &Connection, table: Table) -> Result<JsValue, StoreError> {
    result_of(object_store(connection, table)?.get_all()).await
}

fn object_store(connection: &Connection, table: Table) -> Result<web_sys::IdbObjectStore, StoreError> {
    connection.read(store_of(table))?.object_store(store_of(table)).map_err(|_| StoreError::Lost)
}
