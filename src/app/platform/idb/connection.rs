//! A connection to a database, one layer above web-sys: opening, transactions with a durability, single
//! requests. Handlers are plain callbacks, never promises, so that a transaction stays ours from its first
//! request to its end in every engine.

use std::cell::Cell;
use std::rc::Rc;

use js_sys::Array;
use sync::store::{Durability, StoreError};
use wasm_bindgen::prelude::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{IdbDatabase, IdbOpenDbRequest, IdbRequest, IdbTransaction};

use super::schema::{self, Schema};
use crate::platform::js::{self, Answer};

/// How long one call may take before we look what is wrong, in milliseconds.
pub(super) const WATCHDOG: u32 = 5_000;

/// An open database. Closes when dropped.
pub(super) struct Connection {
    database: IdbDatabase,
    gone: Rc<Cell<bool>>,
    _handlers: [Closure<dyn FnMut(JsValue)>; 2],
}

/// How an open request ended.
enum Opened {
    Open(IdbDatabase),
    OldSchema,
    Failed(StoreError),
}

impl Connection {
    /// Opens a database; makes or upgrades it when that is needed.
    pub(super) async fn open(name: &str, schema: &Schema) -> Result<Self, StoreError> {
        let first = open_as_it_is(name, schema).await?;
        let opened = match first {
            Opened::OldSchema => {
                schema::make(name, schema).await?;
                open_as_it_is(name, schema).await?
            }
            opened => opened,
        };
        match opened {
            Opened::Open(database) => Ok(Self::new(database)),
            Opened::OldSchema => Err(StoreError::Other),
            Opened::Failed(error) => Err(error),
        }
    }

    fn new(database: IdbDatabase) -> Self {
        let gone = Rc::new(Cell::new(false));
        let on_close = {
            let gone = Rc::clone(&gone);
            Closure::<dyn FnMut(JsValue)>::new(move |_| gone.set(true))
        };
        let on_version_change = {
            let (gone, database) = (Rc::clone(&gone), database.clone());
            // A newer tab wants to upgrade, or the profile is being forgotten: we must not be in the way.
            Closure::<dyn FnMut(JsValue)>::new(move |_| {
                gone.set(true);
                database.close();
            })
        };
        database.set_onclose(Some(on_close.as_ref().unchecked_ref()));
        database.set_onversionchange(Some(on_version_change.as_ref().unchecked_ref()));
        Self { database, gone, _handlers: [on_close, on_version_change] }
    }

    /// The browser has closed it.
    pub(super) fn is_gone(&self) -> bool {
        self.gone.get()
    }

    /// Begins reading these stores.
    pub(super) fn read(&self, store: &str) -> Result<IdbTransaction, StoreError> {
        self.database.transaction_with_str(store).map_err(|error| store_error(&error))
    }

    /// Begins writing these stores.
    pub(super) fn write(&self, stores: &[&str], durability: Durability) -> Result<IdbTransaction, StoreError> {
        let names: Array = stores.iter().map(|name| JsValue::from_str(name)).collect();
        // web-sys hides the third argument behind its unstable interfaces; engines have it since 2024.
        let options = js::object(&[("durability", JsValue::from_str(word(durability)))]);
        js::call(&self.database, "transaction", &[names.into(), "readwrite".into(), options])
            .map(JsValue::unchecked_into)
            .map_err(|error| store_error(&error))
    }

    /// Closes it beneath our feet, as a failing browser does: for tests of healing.
    #[cfg(all(test, target_arch = "wasm32"))]
    pub(super) fn break_it(&self) {
        self.database.close();
    }
}

impl Drop for Connection {
    fn drop(&mut self) {
        self.database.set_onclose(None);
        self.database.set_onversionchange(None);
        self.database.close();
    }
}

/// Opens a database only if it has the newest schema. Otherwise nothing is changed: the upgrade is called off
/// and left to rexie.
async fn open_as_it_is(name: &str, schema: &Schema) -> Result<Opened, StoreError> {
    let factory = js::window().indexed_db().ok().flatten().ok_or(StoreError::Forbidden)?;
    let request = factory.open_with_u32(name, schema.version).map_err(|error| store_error(&error))?;
    let old = Rc::new(Cell::new(false));
    let mut answer = Answer::new();
    let on_upgrade = {
        let (request, old) = (request.clone(), Rc::clone(&old));
        answer.on_maybe(move |_| {
            old.set(true);
            // Whether it could be called off shows in the error that follows.
            request.transaction().map(|upgrade| upgrade.abort());
            None
        })
    };
    request.set_onupgradeneeded(Some(&on_upgrade));
    request.set_onblocked(Some(&answer.on(|_| Opened::Failed(StoreError::Blocked))));
    request.set_onsuccess(Some(&answer.on({
        let request = request.clone();
        move |_| database_of(&request).map_or(Opened::Failed(StoreError::Other), Opened::Open)
    })));
    request.set_onerror(Some(&answer.on({
        let request = request.clone();
        move |event| {
            // Unhandled, Firefox reports the upgrade that we called off as an error of the page.
            let _ = js::call(&event, "preventDefault", &[]);
            if old.get() { Opened::OldSchema } else { Opened::Failed(request_error(&request)) }
        }
    })));
    let opened = answer.within(WATCHDOG).await;
    request.set_onupgradeneeded(None);
    request.set_onblocked(None);
    request.set_onerror(None);
    request.set_onsuccess(None);
    if !matches!(opened, Some(Opened::Open(_) | Opened::OldSchema)) {
        // Should it still open one day, it must not stay open with nobody to close it.
        let late = request.clone();
        let close = Closure::once_into_js(move |_: JsValue| database_of(&late).map_or((), |database| database.close()));
        request.set_onsuccess(Some(close.unchecked_ref()));
    }
    opened.ok_or(StoreError::Lost)
}

fn database_of(request: &IdbOpenDbRequest) -> Option<IdbDatabase> {
    request.result().ok()?.dyn_into().ok()
}

/// Waits for one request of a reading transaction.
pub(super) async fn result_of(request: Result<IdbRequest, JsValue>) -> Result<JsValue, StoreError> {
    let request = request.map_err(|error| store_error(&error))?;
    let mut answer = Answer::new();
    request.set_onsuccess(Some(&answer.on({
        let request = request.clone();
        move |_| request.result().map_err(|error| store_error(&error))
    })));
    request.set_onerror(Some(&answer.on({
        let request = request.clone();
        move |event| {
            let _ = js::call(&event, "preventDefault", &[]);
            Err(request_error(&request))
        }
    })));
    let result = answer.within(WATCHDOG).await;
    request.set_onsuccess(None);
    request.set_onerror(None);
    result.unwrap_or(Err(StoreError::Lost))
}

/// What a failed request says.
fn request_error(request: &IdbRequest) -> StoreError {
    request.error().ok().flatten().map_or(StoreError::Lost, |error| store_error(&error))
}

/// What a failed transaction says. One that was aborted without a reason lost its connection.
pub(super) fn transaction_error(transaction: &IdbTransaction) -> StoreError {
    transaction.error().map_or(StoreError::Lost, |error| store_error(&error))
}

/// Our error for a thrown one. WebKit and Chromium say "unknown" when their connection to the disk is lost.
pub(super) fn store_error(error: &JsValue) -> StoreError {
    match js::error_name(error).as_str() {
        "QuotaExceededError" => StoreError::Full,
        "VersionError" => StoreError::Blocked,
        "SecurityError" => StoreError::Forbidden,
        "InvalidStateError" | "UnknownError" | "AbortError" | "TimeoutError" | "TransactionInactiveError" => {
            StoreError::Lost
        }
        _ => StoreError::Other,
    }
}

fn word(durability: Durability) -> &'static str {
    match durability {
        Durability::Strict => "strict",
        Durability::Relaxed => "relaxed",
    }
}
