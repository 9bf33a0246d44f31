//! The connection doctor. Browsers lose their connection to IndexedDB while a page runs: WebKit when its network
//! process restarts, all of them when storage is cleared or another tab upgrades. Whatever was asked is then
//! asked again, once, over a new connection.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use futures::lock::Mutex;
use js_sys::Array;
use sync::store::{Durability, StoreError};
use wasm_bindgen::JsCast;

use super::connection::{Connection, result_of};
use super::numbers::{Lasts, Numbers};
use super::schema::Schema;
use super::writing::{self, Ended, Step, range};
use crate::platform::clock::sleep;
use crate::platform::{js, seal};

/// How long to wait before asking again for a connection that was refused, in milliseconds.
const WAITS: [u32; 2] = [200, 1_000];

/// Keeps one connection alive.
pub(in crate::platform) struct Doctor {
    name: String,
    schema: &'static Schema,
    connection: RefCell<Option<Rc<Connection>>>,
    /// Only one of several callers opens a new connection; the others then find it.
    opening: Mutex<()>,
    numbers: Numbers,
    healed: Cell<u32>,
    closed: Cell<bool>,
}

impl Doctor {
    pub(in crate::platform) async fn open(name: &str, schema: &'static Schema) -> Result<Self, StoreError> {
        let doctor = Self {
            name: name.to_owned(),
            schema,
            connection: RefCell::new(None),
            opening: Mutex::new(()),
            numbers: Numbers::new(name),
            healed: Cell::new(0),
            closed: Cell::new(false),
        };
        doctor.connection().await?;
        doctor.healed.set(0);
        Ok(doctor)
    }

    #[cfg(all(test, target_arch = "wasm32"))]
    pub(in crate::platform) fn times_healed(&self) -> u32 {
        self.healed.get()
    }

    /// Closes for good.
    #[cfg(all(test, target_arch = "wasm32"))]
    pub(in crate::platform) fn close(&self) {
        self.closed.set(true);
        self.connection.borrow_mut().take();
    }

    /// Reads; reading again does no harm.
    pub(super) async fn read<T>(
        &self,
        work: impl AsyncFn(&Connection) -> Result<T, StoreError>,
    ) -> Result<T, StoreError> {
        let connection = self.connection().await?;
        match work(&connection).await {
            Err(StoreError::Lost) => {
                self.give_up(&connection);
                work(&*self.connection().await?).await
            }
            answer => answer,
        }
    }

    /// Writes, exactly once: what may have been written before the connection was lost is looked for before it
    /// is written again.
    pub(super) async fn write(&self, steps: &[Step], durability: Durability) -> Result<Vec<u64>, StoreError> {
        let connection = self.connection().await?;
        let mut ended = writing::write(&connection, steps, durability, self.numbers.known()).await;
        if matches!(ended, Ended::Taken) {
            self.numbers.forget();
            ended = writing::write(&connection, steps, durability, Lasts::new()).await;
        }
        let uncertain = match ended {
            Ended::Written(numbers, learned) => return Ok(self.learn(numbers, learned)),
            Ended::Not(StoreError::Lost) => false,
            Ended::Not(error) => return Err(error),
            Ended::Taken => return Err(StoreError::Other),
            Ended::Unknown => true,
        };
        self.give_up(&connection);
        let connection = self.connection().await?;
        if uncertain && let Some(numbers) = find_appended(&connection, steps).await? {
            return Ok(numbers);
        }
        match writing::write(&connection, steps, durability, Lasts::new()).await {
            Ended::Written(numbers, learned) => Ok(self.learn(numbers, learned)),
            Ended::Not(error) => Err(error),
            Ended::Taken => Err(StoreError::Other),
            Ended::Unknown => Err(StoreError::Lost),
        }
    }

    /// Next time, looks again which numbers are the last: while a page slept it may not have been told.
    pub(super) fn doubt_numbers(&self) {
        self.numbers.forget();
    }

    fn learn(&self, numbers: Vec<u64>, learned: Lasts) -> Vec<u64> {
        self.numbers.learn(learned);
        numbers
    }

    async fn connection(&self) -> Result<Rc<Connection>, StoreError> {
        if let Some(connection) = self.living() {
            return Ok(connection);
        }
        let _turn = self.opening.lock().await;
        if let Some(connection) = self.living() {
            return Ok(connection);
        }
        if self.closed.get() {
            return Err(StoreError::Lost);
        }
        let connection = Rc::new(self.opened().await?);
        if self.closed.get() {
            return Err(StoreError::Lost);
        }
        *self.connection.borrow_mut() = Some(Rc::clone(&connection));
        self.healed.set(self.healed.get() + 1);
        Ok(connection)
    }

    /// A new connection. A device that is hard at work, or has just started, may need to be asked again.
    async fn opened(&self) -> Result<Connection, StoreError> {
        for wait in WAITS {
            match Connection::open(&self.name, self.schema).await {
                Err(StoreError::Lost) => sleep(wait).await,
                opened => return opened,
            }
        }
        Connection::open(&self.name, self.schema).await
    }

    fn living(&self) -> Option<Rc<Connection>> {
        self.connection.borrow().as_ref().filter(|connection| !connection.is_gone()).cloned()
    }

    /// Lets go of a connection that has failed, unless somebody has already opened another.
    fn give_up(&self, failed: &Rc<Connection>) {
        let mut held = self.connection.borrow_mut();
        if held.as_ref().is_some_and(|held| Rc::ptr_eq(held, failed)) {
            held.take();
        }
    }

    #[cfg(all(test, target_arch = "wasm32"))]
    pub(super) fn break_connection(&self) {
        if let Some(connection) = self.living() {
            connection.break_it();
        }
    }
}

/// The numbers of rows that an earlier attempt has appended, if it did. Every sealed row has a nonce that is
/// only its own. A commit that appends nothing may simply be written again.
pub(super) async fn find_appended(connection: &Connection, steps: &[Step]) -> Result<Option<Vec<u64>>, StoreError> {
    let mut numbers = Vec::new();
    for step in steps {
        let Step::Append { store, group, nonce, .. } = step else { continue };
        let range = range(*group).map_err(|_| StoreError::Other)?;
        let rows = connection.read(store)?.object_store(store).map_err(|_| StoreError::Lost)?;
        let rows = result_of(rows.get_all_with_key(&range)).await?;
        let rows: &Array = rows.unchecked_ref();
        let found = rows.iter().map(|row| js::bytes(&row)).find(|row| seal::nonce_of(row) == Some(*nonce));
        let Some(number) = found.and_then(|row| seal::number_of(&row[1..])) else { return Ok(None) };
        numbers.push(number);
    }
    Ok((!numbers.is_empty()).then_some(numbers))
}
