//! A device's disk: a store in memory that takes its time, fills up, dies before or after a commit, and loses
//! what was not strictly durable.

use std::cell::Cell;
use std::future::pending;
use std::rc::Rc;

use super::dice::Dice;
use super::pause::some_time;
use super::sabotage::Sabotage;
use crate::memory::MemoryStore;
use crate::store::{Durability, Key, LocalStore, StoreError, Table, Write};

/// How rough life is for a disk just now.
#[derive(Default)]
pub(super) struct Weather {
    /// Nothing at all happens while this is false.
    pub(super) storm: Cell<bool>,
    /// The device died and has to be started again.
    pub(super) crashed: Cell<bool>,
    /// So many commits from now find the device full.
    pub(super) full: Cell<u32>,
}

/// A handle on a disk. Every tab of a device has one.
#[derive(Clone)]
pub(super) struct Disk {
    pub(super) rows: MemoryStore,
    pub(super) weather: Rc<Weather>,
    pub(super) dice: Rc<Dice>,
    pub(super) sabotage: Option<Sabotage>,
}

impl Disk {
    pub(super) fn new(dice: Rc<Dice>, sabotage: Option<Sabotage>) -> Self {
        Self { rows: MemoryStore::new(), weather: Rc::default(), dice, sabotage }
    }

    /// The device starts again after it died: the power may have gone with it.
    pub(super) fn restart(&self) {
        self.weather.crashed.set(false);
        if self.dice.chance(500) {
            self.rows.lose_power();
        }
    }

    async fn die<T>(&self) -> T {
        self.weather.crashed.set(true);
        pending().await
    }
}

impl LocalStore for Disk {
    async fn get(&self, table: Table, key: &Key) -> Result<Option<Vec<u8>>, StoreError> {
        some_time(&self.dice).await;
        let found = self.rows.get(table, key).await;
        some_time(&self.dice).await;
        found
    }

    async fn group(&self, table: Table, group: &[u8]) -> Result<Vec<(u64, Vec<u8>)>, StoreError> {
        some_time(&self.dice).await;
        let found = self.rows.group(table, group).await;
        some_time(&self.dice).await;
        found
    }

    async fn all(&self, table: Table) -> Result<Vec<(u64, Vec<u8>)>, StoreError> {
        some_time(&self.dice).await;
        self.rows.all(table).await
    }

    async fn commit(&self, writes: Vec<Write>, durability: Durability) -> Result<Vec<u64>, StoreError> {
        some_time(&self.dice).await;
        let weather = &self.weather;
        let storm = weather.storm.get();
        if weather.full.get() > 0 {
            weather.full.set(weather.full.get() - 1);
            return Err(StoreError::Full);
        }
        let (writes, durability) = match self.sabotage {
            Some(sabotage) => sabotage.of_commit(self, writes, durability).await,
            None => (writes, durability),
        };
        if storm && self.dice.chance(12) {
            return self.die().await;
        }
        let numbers = self.rows.commit(writes, durability).await;
        if storm && self.dice.chance(12) {
            return self.die().await;
        }
        if storm && self.dice.chance(6) {
            // The connection to the database went just after the commit: it is there, and nobody knows.
            return Err(StoreError::Lost);
        }
        some_time(&self.dice).await;
        numbers
    }
}
