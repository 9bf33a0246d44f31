//! One writing transaction: every request is issued without waiting for the one before, but for the look at the
//! last number of a group to which rows are appended. Then `commit()`, then wait for `complete`.
//!
//! Not so in WebKit, for more than one request: it asks for room before each put, aside, and a page that dies after
//! `commit()` leaves a transaction without the puts that were still asking, its deletions done. Without `commit()` such a
//! transaction is called off as a whole.

use std::cell::RefCell;
use std::collections::VecDeque;
use std::rc::Rc;

use js_sys::Uint8Array;
use sync::store::{Durability, StoreError};
use wasm_bindgen::prelude::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{IdbCursorDirection, IdbKeyRange, IdbRequest, IdbTransaction};

use super::connection::{Connection, WATCHDOG, store_error, transaction_error};
use super::numbers::{Group, Lasts};
use crate::platform::js::{self, Answer};
use crate::platform::seal;

/// A write, sealed and in the form that the database takes.
#[derive(Clone)]
pub(in crate::platform) enum Step {
    Put { store: &'static str, key: Uint8Array, value: JsValue },
    Append { store: &'static str, group: [u8; 16], value: Uint8Array, nonce: [u8; 24] },
    Delete { store: &'static str, key: Uint8Array },
    DeleteGroup { store: &'static str, group: [u8; 16] },
}

impl Step {
    pub(super) fn store(&self) -> &'static str {
        match self {
            Step::Put { store, .. }
            | Step::Append { store, .. }
            | Step::Delete { store, .. }
            | Step::DeleteGroup { store, .. } => store,
        }
    }
}

/// How a transaction ended.
pub(super) enum Ended {
    /// Written: the numbers of the appended rows, and what was learned of last numbers.
    Written(Vec<u64>, Lasts),
    /// Not written: another tab has taken a number that we thought was free.
    Taken,
    /// Certainly not written.
    Not(StoreError),
    /// The connection went while it was being written: it may be there or not.
    Unknown,
}

/// Writes all steps in one transaction. For groups whose last number is not known, it is looked up.
pub(super) async fn write(connection: &Connection, steps: &[Step], durability: Durability, known: Lasts) -> Ended {
    let mut stores: Vec<&str> = Vec::new();
    for store in steps.iter().map(Step::store) {
        if !stores.contains(&store) {
            stores.push(store);
        }
    }
    let transaction = match connection.write(&stores, durability) {
        Ok(transaction) => transaction,
        Err(error) => return Ended::Not(error),
    };
    let mut answer = Answer::new();
    transaction.set_oncomplete(Some(&answer.on(|_| true)));
    transaction.set_onabort(Some(&answer.on(|_| false)));
    let pump = Pump::start(&transaction, steps, known);
    let completed = answer.within(WATCHDOG).await;
    let ended = match completed {
        Some(true) => {
            let mut pump = pump.borrow_mut();
            Ended::Written(std::mem::take(&mut pump.numbers), std::mem::take(&mut pump.lasts))
        }
        Some(false) if is_taken(&transaction) => Ended::Taken,
        Some(false) => Ended::Not(pump.borrow().error.unwrap_or_else(|| transaction_error(&transaction))),
        // Only what could still be called off is certainly not written.
        None if transaction.abort().is_ok() => Ended::Not(StoreError::Lost),
        None => Ended::Unknown,
    };
    transaction.set_oncomplete(None);
    transaction.set_onabort(None);
    Pump::stop(&pump);
    ended
}

/// What the browser calls when a request has its answer.
type Hearing = Closure<dyn FnMut(JsValue)>;

/// What is still to be issued.
struct Pump {
    transaction: IdbTransaction,
    steps: VecDeque<Step>,
    /// At least as large as every number of these groups.
    lasts: Lasts,
    numbers: Vec<u64>,
    error: Option<StoreError>,
    /// Whether the transaction may be ended before its requests are answered.
    ends_early: bool,
    /// The request for a last number, and what hears its answer.
    looking: Option<(IdbRequest, Hearing)>,
    spent: Vec<Hearing>,
}

impl Pump {
    fn start(transaction: &IdbTransaction, steps: &[Step], lasts: Lasts) -> Rc<RefCell<Self>> {
        let pump = Rc::new(RefCell::new(Self {
            transaction: transaction.clone(),
            steps: steps.iter().cloned().collect(),
            lasts,
            numbers: Vec::new(),
            error: None,
            ends_early: steps.len() == 1 || !is_webkit(),
            looking: None,
            spent: Vec::new(),
        }));
        Self::go_on(&pump);
        pump
    }

    /// Takes the handlers away, which hold the pump as it holds them.
    fn stop(pump: &Rc<RefCell<Self>>) {
        let (looking, spent) = {
            let mut pump = pump.borrow_mut();
            (pump.looking.take(), std::mem::take(&mut pump.spent))
        };
        if let Some((request, _)) = &looking {
            request.set_onsuccess(None);
        }
        drop((looking, spent));
    }

    fn go_on(pump: &Rc<RefCell<Self>>) {
        let issued = Self::issue(pump);
        if let Err(error) = issued {
            let mut pump = pump.borrow_mut();
            pump.error = Some(store_error(&error));
            // Fails only when it has ended already: then its end is on its way to us.
            let _ = pump.transaction.abort();
        }
    }

    /// Issues all steps up to the end, or up to an append whose group's last number has to be looked up first.
    fn issue(shared: &Rc<RefCell<Self>>) -> Result<(), JsValue> {
        let mut pump = shared.borrow_mut();
        while let Some(step) = pump.steps.pop_front() {
            let store = pump.transaction.object_store(step.store())?;
            match step {
                Step::Put { key, value, store: name } => {
                    pump.raise_last(name, &key);
                    store.put_with_key(&value, &key)?;
                }
                Step::Delete { key, .. } => {
                    store.delete(&key)?;
                }
                Step::DeleteGroup { store: name, group } => {
                    pump.lasts.entry((name, group)).or_insert(0);
                    store.delete(range(group)?.as_ref())?;
                }
                Step::Append { store: name, group, ref value, .. } => {
                    let Some(last) = pump.lasts.get(&(name, group)).copied() else {
                        let request = store.open_key_cursor_with_range_and_direction(
                            range(group)?.as_ref(),
                            IdbCursorDirection::Prev,
                        )?;
                        pump.steps.push_front(step);
                        pump.look(shared, request, (name, group));
                        return Ok(());
                    };
                    let number = last.checked_add(1).ok_or(JsValue::UNDEFINED)?;
                    value.set(&Uint8Array::from(number.to_be_bytes().as_slice()), seal::number_place() as u32);
                    store.add_with_key(value, &key_value(&seal::row_key(group, number)))?;
                    pump.lasts.insert((name, group), number);
                    pump.numbers.push(number);
                }
            }
        }
        if pump.ends_early {
            // Without it the transaction ends by itself, a little later; not every engine has it.
            let _ = js::call(&pump.transaction, "commit", &[]);
        }
        Ok(())
    }

    /// Goes on when the last number of a group is known.
    fn look(&mut self, shared: &Rc<RefCell<Self>>, request: IdbRequest, group: Group) {
        let pump = Rc::clone(shared);
        let asked = request.clone();
        let found = Closure::<dyn FnMut(JsValue)>::new(move |_| {
            let cursor = asked.result().unwrap_or(JsValue::NULL);
            let last = if cursor.is_null() { Some(0) } else { seal::number_of(&js::bytes(&js::get(&cursor, "key"))) };
            pump.borrow_mut().lasts.insert(group, last.unwrap_or(u64::MAX));
            Self::go_on(&pump);
        });
        request.set_onsuccess(Some(found.as_ref().unchecked_ref()));
        // The one before this has just called us, and must live until it returns.
        self.spent.extend(self.looking.replace((request, found)).map(|(_, spent)| spent));
    }

    fn raise_last(&mut self, store: &'static str, key: &Uint8Array) {
        if self.lasts.is_empty() {
            return;
        }
        let key = key.to_vec();
        for ((name, group), last) in &mut self.lasts {
            if *name == store && key.starts_with(group) {
                *last = (*last).max(seal::number_of(&key).unwrap_or(u64::MAX));
            }
        }
    }
}

/// Whether this is Safari's engine: every browser of an iPhone or iPad, and Safari itself.
fn is_webkit() -> bool {
    js::get(&js::window().navigator(), "vendor").as_string().is_some_and(|vendor| vendor.starts_with("Apple"))
}

fn is_taken(transaction: &IdbTransaction) -> bool {
    transaction.error().is_some_and(|error| error.name() == "ConstraintError")
}

/// All keys of a group.
pub(super) fn range(group: [u8; 16]) -> Result<IdbKeyRange, JsValue> {
    IdbKeyRange::bound(&key_value(&seal::row_key(group, 0)), &key_value(&seal::row_key(group, u64::MAX)))
}

/// A key as the database takes it.
pub(in crate::platform) fn key_value(key: &[u8]) -> Uint8Array {
    Uint8Array::from(key)
}
