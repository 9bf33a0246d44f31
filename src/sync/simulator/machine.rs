//! A device with its tabs, and what goes on in them at the same time.

use std::cell::Cell;
use std::future::Future;
use std::pin::Pin;
use std::rc::Rc;
use std::task::{Context, Poll, Waker};

use domain::ids::{DeviceId, PersonId};
use domain::record::Record;
use futures::FutureExt;

use super::dice::Dice;
use super::disk::Disk;
use crate::device::{self, Device};
use crate::session::{SessionToken, StoreName};
use crate::store::{Key, LocalStore, Table};
use crate::wire::Cursor;

/// Something under way in a tab.
pub(super) struct Task {
    pub(super) tab: usize,
    /// Whether it holds the lock that lets one tab sync.
    pub(super) syncs: bool,
    pub(super) future: Pin<Box<dyn Future<Output = ()>>>,
}

/// A tab: its own memory over the device's one disk.
pub(super) struct Tab {
    pub(super) name: usize,
    pub(super) device: Rc<Device<Disk>>,
    /// The session that it took out of the store.
    pub(super) session: Rc<Cell<Option<SessionToken>>>,
}

/// One person's store on a device, which others may use in turn: each of them is a machine of its own.
pub(super) struct Machine {
    pub(super) store: StoreName,
    /// On which device: whoever shares it has the same number.
    pub(super) browser: usize,
    /// Nobody can read or do anything here until its person comes in again.
    pub(super) locked: bool,
    pub(super) disk: Disk,
    pub(super) tabs: Vec<Tab>,
    pub(super) tasks: Vec<Task>,
    /// What its clock shows.
    pub(super) clock: Rc<Cell<i64>>,
    /// The tab that synced last: another one reads the store anew before it does.
    pub(super) synced: Option<usize>,
    names: usize,
}

impl Machine {
    pub(super) fn new(person: PersonId, browser: usize, disk: Disk) -> Self {
        let clock = Rc::new(Cell::new(1_000_000));
        let store = StoreName { person, device: DeviceId::new(0, disk.dice.ten()) };
        Self { store, browser, locked: true, disk, tabs: Vec::new(), tasks: Vec::new(), clock, synced: None, names: 0 }
    }

    pub(super) fn person(&self) -> PersonId {
        self.store.person
    }

    /// Opens one more tab. Nothing fails meanwhile.
    pub(super) fn open_tab(&mut self) -> Result<(), String> {
        let storm = self.disk.weather.storm.replace(false);
        let full = self.disk.weather.full.replace(0);
        let opening = Device::open(self.disk.clone(), self.store.person, self.store.device);
        let device = finish(opening).ok_or("opening a device never ends")?.map_err(|error| error.to_string())?;
        let session = finish(device.session()).and_then(Result::ok).flatten();
        self.disk.weather.storm.set(storm);
        self.disk.weather.full.set(full);
        self.names += 1;
        self.tabs.push(Tab { name: self.names, device: Rc::new(device), session: Rc::new(Cell::new(session)) });
        Ok(())
    }

    pub(super) fn close_tab(&mut self, at: usize) {
        let tab = self.tabs.remove(at);
        self.tasks.retain(|task| task.tab != tab.name);
    }

    /// The device died: everything in memory is gone.
    pub(super) fn die(&mut self) {
        self.tasks.clear();
        self.tabs.clear();
        self.synced = None;
        self.disk.restart();
    }

    /// The page is loaded anew, and nobody is here: everything in memory is gone, and no session but what lies sealed.
    pub(super) fn lock(&mut self) {
        self.tasks.clear();
        self.tabs.clear();
        self.synced = None;
        self.locked = true;
    }

    pub(super) fn is_busy(&self, tab: usize) -> bool {
        self.tasks.iter().any(|task| task.tab == tab && !task.syncs)
    }

    pub(super) fn is_syncing(&self) -> bool {
        self.tasks.iter().any(|task| task.syncs)
    }

    /// Lets one of its tasks go on for a while.
    pub(super) fn go_on(&mut self, dice: &Dice) {
        if self.tasks.is_empty() {
            return;
        }
        let at = dice.below(self.tasks.len());
        for _ in 0..=dice.below(12) {
            let done = self.tasks[at].future.as_mut().poll(&mut Context::from_waker(Waker::noop()));
            if done.is_ready() {
                drop(self.tasks.remove(at));
                return;
            }
            if self.disk.weather.crashed.get() {
                return;
            }
        }
    }

    pub(super) fn records_on_disk(&self) -> Vec<Record> {
        records_on(&self.disk)
    }

    /// The cursors that lie on its disk.
    pub(super) fn cursors_on_disk(&self) -> Vec<Cursor> {
        let row = self.disk.rows.get(Table::Meta, &Key::new(*b"", 1)).now_or_never();
        row.and_then(Result::ok).flatten().map(|row| device::cursors_in(&row)).unwrap_or_default()
    }
}

/// The records that lie on a disk, whatever a device would make of them.
pub(super) fn records_on(disk: &Disk) -> Vec<Record> {
    let rows = [Table::Segments, Table::Before]
        .into_iter()
        .flat_map(|table| disk.rows.all(table).now_or_never().and_then(Result::ok).unwrap_or_default());
    let rows: Vec<_> = rows.collect();
    rows.iter().flat_map(|(_, row)| device::records_in(row)).collect()
}

/// Runs something to its end; `None` if it has none.
pub(super) fn finish<T>(future: impl Future<Output = T>) -> Option<T> {
    let mut future = std::pin::pin!(future);
    for _ in 0..100_000 {
        if let Poll::Ready(done) = future.as_mut().poll(&mut Context::from_waker(Waker::noop())) {
            return Some(done);
        }
    }
    None
}
