//! A store in memory: for the simulator and the tests. Clones share one disk, as tabs do, so a device that is
//! "restarted" simply takes another clone. Faults can be laid in wait: errors, crashes, torn commits, lost power.

use std::cell::RefCell;
use std::collections::{BTreeMap, VecDeque};
use std::future::pending;
use std::rc::Rc;

use crate::store::{Durability, Key, LocalStore, StoreError, Table, Write};

/// A store in memory. Clones are handles on the same data.
#[derive(Clone, Default)]
pub struct MemoryStore {
    disk: Rc<RefCell<Disk>>,
}

/// What is to go wrong with a commit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// Nothing is written and the error is reported.
    FailBefore(StoreError),
    /// Everything is written, yet the error is reported.
    FailAfter(StoreError),
    /// Nothing is written and the commit never ends: the device died. Drop the future and take a clone.
    CrashBefore,
    /// Everything is written and the commit never ends.
    CrashAfter,
    /// Only so many of the writes are made, and the commit never ends. No real store may do this: for showing
    /// that an oracle would notice.
    Torn(usize),
}

impl MemoryStore {
    /// An empty store.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Lets this happen to a later commit, after so many that go well from now on. Several may be laid in wait;
    /// each counts from the one before it.
    pub fn lay_fault(&self, after_commits: u32, fault: Fault) {
        self.disk.borrow_mut().faults.push_back((after_commits, fault));
    }

    /// Forgets all faults that have not struck.
    pub fn clear_faults(&self) {
        self.disk.borrow_mut().faults.clear();
    }

    /// Makes every read fail like this from now on, or none.
    pub fn fail_reads(&self, error: Option<StoreError>) {
        self.disk.borrow_mut().read_error = error;
    }

    /// The power fails: relaxed commits after the last strict one are lost, newest first, down to none.
    pub fn lose_power(&self) {
        let mut disk = self.disk.borrow_mut();
        while let Some(undo) = disk.undo.pop() {
            disk.restore(undo);
        }
    }

    /// How many commits have been written.
    #[must_use]
    pub fn commits(&self) -> u64 {
        self.disk.borrow().commits
    }

    /// How many bytes of rows it holds, keys not counted.
    #[must_use]
    pub fn bytes(&self) -> usize {
        let disk = self.disk.borrow();
        disk.tables.iter().flat_map(BTreeMap::values).flat_map(BTreeMap::values).map(Vec::len).sum()
    }
}

impl LocalStore for MemoryStore {
    async fn get(&self, table: Table, key: &Key) -> Result<Option<Vec<u8>>, StoreError> {
        let disk = self.disk.borrow();
        disk.readable()?;
        Ok(disk.tables[place(table)].get(&key.group).and_then(|rows| rows.get(&key.number)).cloned())
    }

    async fn group(&self, table: Table, group: &[u8]) -> Result<Vec<(u64, Vec<u8>)>, StoreError> {
        let disk = self.disk.borrow();
        disk.readable()?;
        let rows = disk.tables[place(table)].get(group);
        Ok(rows.map(|rows| rows.iter().map(|(number, value)| (*number, value.clone())).collect()).unwrap_or_default())
    }

    async fn all(&self, table: Table) -> Result<Vec<(u64, Vec<u8>)>, StoreError> {
        let disk = self.disk.borrow();
        disk.readable()?;
        let rows = disk.tables[place(table)].values().flatten();
        Ok(rows.map(|(number, value)| (*number, value.clone())).collect())
    }

    async fn commit(&self, writes: Vec<Write>, durability: Durability) -> Result<Vec<u64>, StoreError> {
        let fault = self.disk.borrow_mut().next_fault();
        let kept = match fault {
            Some(Fault::FailBefore(error)) => return Err(error),
            Some(Fault::CrashBefore) => return pending().await,
            Some(Fault::Torn(kept)) => kept,
            _ => writes.len(),
        };
        let numbers = self.disk.borrow_mut().write(writes.into_iter().take(kept), durability);
        match fault {
            Some(Fault::FailAfter(error)) => Err(error),
            Some(Fault::CrashAfter | Fault::Torn(_)) => pending().await,
            _ => Ok(numbers),
        }
    }
}

type Rows = BTreeMap<Vec<u8>, BTreeMap<u64, Vec<u8>>>;

/// What one row held before a write.
struct Before {
    table: Table,
    key: Key,
    value: Option<Vec<u8>>,
}

#[derive(Default)]
struct Disk {
    tables: [Rows; Table::ALL.len()],
    /// How to take back what a power cut would lose, oldest first.
    undo: Vec<Before>,
    commits: u64,
    faults: VecDeque<(u32, Fault)>,
    read_error: Option<StoreError>,
}

impl Disk {
    fn readable(&self) -> Result<(), StoreError> {
        self.read_error.map_or(Ok(()), Err)
    }

    fn next_fault(&mut self) -> Option<Fault> {
        let (left, _) = self.faults.front_mut()?;
        if *left > 0 {
            *left -= 1;
            return None;
        }
        self.faults.pop_front().map(|(_, fault)| fault)
    }

    fn write(&mut self, writes: impl Iterator<Item = Write>, durability: Durability) -> Vec<u64> {
        let mut numbers = Vec::new();
        for write in writes {
            match write {
                Write::Put(table, key, value) => self.set(table, key, Some(value)),
                Write::Append(table, group, value) => {
                    let last = self.tables[place(table)].get(&group).and_then(|rows| rows.keys().next_back());
                    let number = last.map_or(1, |last| last + 1);
                    numbers.push(number);
                    self.set(table, Key { group, number }, Some(value));
                }
                Write::Delete(table, key) => self.set(table, key, None),
                Write::DeleteGroup(table, group) => {
                    let rows = self.tables[place(table)].remove(&group).unwrap_or_default();
                    self.undo.extend(rows.into_iter().map(|(number, value)| Before {
                        table,
                        key: Key::new(group.clone(), number),
                        value: Some(value),
                    }));
                }
            }
        }
        self.commits += 1;
        if durability == Durability::Strict {
            self.undo.clear();
        }
        numbers
    }

    fn set(&mut self, table: Table, key: Key, value: Option<Vec<u8>>) {
        let before = self.replace(table, &key, value);
        self.undo.push(Before { table, key, value: before });
    }

    fn restore(&mut self, undo: Before) {
        self.replace(undo.table, &undo.key, undo.value);
    }

    fn replace(&mut self, table: Table, key: &Key, value: Option<Vec<u8>>) -> Option<Vec<u8>> {
        let groups = &mut self.tables[place(table)];
        if let Some(value) = value {
            if let Some(rows) = groups.get_mut(&key.group) {
                return rows.insert(key.number, value);
            }
            groups.insert(key.group.clone(), BTreeMap::from([(key.number, value)]));
            return None;
        }
        let rows = groups.get_mut(&key.group)?;
        let before = rows.remove(&key.number);
        if rows.is_empty() {
            groups.remove(&key.group);
        }
        before
    }
}

fn place(table: Table) -> usize {
    table as usize - 1
}

#[cfg(test)]
mod tests {
    use futures::FutureExt;

    use super::*;
    use crate::conformance::Shelf;

    /// Stores by name, as databases on one device.
    #[derive(Default)]
    struct MemoryShelf(RefCell<BTreeMap<String, MemoryStore>>);

    impl Shelf for MemoryShelf {
        type Store = MemoryStore;

        async fn open(&self, name: &str) -> MemoryStore {
            self.0.borrow_mut().entry(name.to_owned()).or_default().clone()
        }
    }

    macro_rules! natively {
        ($($rule:ident)*) => {$(
            #[test]
            fn $rule() {
                let done = crate::conformance::$rule(&MemoryShelf::default()).now_or_never();
                done.expect("a store in memory never waits");
            }
        )*};
    }
    crate::for_each_store_rule!(natively);

    fn put(value: u8) -> Vec<Write> {
        vec![
            Write::Put(Table::Drafts, Key::new(*b"a", 1), vec![value]),
            Write::Append(Table::Outbox, vec![], vec![value]),
        ]
    }

    fn commit(store: &MemoryStore, value: u8, durability: Durability) -> Option<Result<Vec<u64>, StoreError>> {
        store.commit(put(value), durability).now_or_never()
    }

    fn held(store: &MemoryStore) -> Option<Vec<u8>> {
        store.get(Table::Drafts, &Key::new(*b"a", 1)).now_or_never().expect("never waits").expect("readable")
    }

    #[test]
    fn faults_strike_where_they_were_laid() {
        let store = MemoryStore::new();
        store.lay_fault(1, Fault::FailBefore(StoreError::Full));
        store.lay_fault(0, Fault::FailAfter(StoreError::Lost));
        assert_eq!(commit(&store, 1, Durability::Strict), Some(Ok(vec![1])));
        assert_eq!(commit(&store, 2, Durability::Strict), Some(Err(StoreError::Full)));
        assert_eq!(held(&store), Some(vec![1]));
        assert_eq!(commit(&store, 3, Durability::Strict), Some(Err(StoreError::Lost)));
        assert_eq!(held(&store), Some(vec![3]));
        assert_eq!(commit(&store, 4, Durability::Strict), Some(Ok(vec![3])));
    }

    #[test]
    fn a_crash_never_answers_and_keeps_all_or_nothing() {
        let store = MemoryStore::new();
        store.lay_fault(0, Fault::CrashBefore);
        assert_eq!(commit(&store, 1, Durability::Strict), None);
        assert_eq!(held(&store), None);
        store.lay_fault(0, Fault::CrashAfter);
        assert_eq!(commit(&store, 2, Durability::Strict), None);
        assert_eq!(held(&store), Some(vec![2]));
        store.lay_fault(0, Fault::Torn(1));
        assert_eq!(commit(&store, 3, Durability::Strict), None);
        let outbox = store.all(Table::Outbox).now_or_never();
        assert_eq!((held(&store), outbox), (Some(vec![3]), Some(Ok(vec![(1, vec![2])]))));
    }

    #[test]
    fn lost_power_takes_back_what_was_relaxed_and_nothing_else() {
        let store = MemoryStore::new();
        commit(&store, 1, Durability::Strict);
        commit(&store, 2, Durability::Relaxed);
        store.commit(vec![Write::DeleteGroup(Table::Outbox, vec![])], Durability::Relaxed).now_or_never();
        store.lose_power();
        assert_eq!(held(&store), Some(vec![1]));
        assert_eq!(store.all(Table::Outbox).now_or_never(), Some(Ok(vec![(1, vec![1])])));
        commit(&store, 3, Durability::Relaxed);
        commit(&store, 4, Durability::Strict);
        store.lose_power();
        assert_eq!(held(&store), Some(vec![4]));
    }
}
