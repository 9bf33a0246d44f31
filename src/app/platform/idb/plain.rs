//! A small database of rows that are not sealed: the profiles, and marks of our own.

use js_sys::Array;
use sync::store::{Durability, StoreError};
use wasm_bindgen::{JsCast, JsValue};

use super::connection::result_of;
use super::heal::Doctor;
use super::schema::Schema;
pub(in crate::platform) use super::writing::{Step, key_value};
use crate::platform::js;

/// An open database of clear rows.
pub(in crate::platform) struct PlainDatabase(Doctor);

impl PlainDatabase {
    pub(in crate::platform) async fn open(name: &str, schema: &'static Schema) -> Result<Self, StoreError> {
        Doctor::open(name, schema).await.map(Self)
    }

    /// All rows of a store, as bytes.
    pub(in crate::platform) async fn rows(&self, store: &'static str) -> Result<Vec<Vec<u8>>, StoreError> {
        let rows = self
            .0
            .read(async |connection| {
                let rows = connection.read(store)?.object_store(store).map_err(|_| StoreError::Lost)?;
                result_of(rows.get_all()).await
            })
            .await?;
        Ok(rows.unchecked_ref::<Array>().iter().map(|row| js::bytes(&row)).collect())
    }

    /// What a store holds under a key, or `undefined`.
    pub(in crate::platform) async fn get(&self, store: &'static str, key: &[u8]) -> Result<JsValue, StoreError> {
        self.0
            .read(async |connection| {
                let rows = connection.read(store)?.object_store(store).map_err(|_| StoreError::Lost)?;
                result_of(rows.get(&key_value(key))).await
            })
            .await
    }

    /// All of these writes, or none.
    pub(in crate::platform) async fn commit(&self, steps: &[Step], durability: Durability) -> Result<(), StoreError> {
        if steps.is_empty() {
            return Ok(());
        }
        self.0.write(steps, durability).await.map(drop)
    }
}
