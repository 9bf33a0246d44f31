//! A person's device: the real one, over a store in memory.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use domain::file::FileFact;
use domain::ids::{CircleId, DeviceId, PersonId, RecordId};
use domain::record::Record;
use domain::value::Moment;
use sync::device::{CircleView, Device};
use sync::engine::{SyncError, fetch_file, sync_once};
use sync::memory::MemoryStore;

use crate::{Sheet, Wire};

/// Somebody's device.
pub struct Tablet {
    /// Records, changes, drafts and files.
    pub device: Device<MemoryStore>,
    /// The line to the server.
    pub wire: Wire,
    /// Whose it is.
    pub person: PersonId,
    clock: Arc<AtomicI64>,
}

impl Tablet {
    pub(crate) async fn open(person: PersonId, id: DeviceId, wire: Wire, clock: Arc<AtomicI64>) -> Self {
        let device = Device::open(MemoryStore::new(), person, id).await.unwrap();
        Self { device, wire, person, clock }
    }

    /// The same with a clock of its own, which a story sets.
    #[must_use]
    pub fn with_clock(self, clock: Arc<AtomicI64>) -> Self {
        Self { clock, ..self }
    }

    /// What its clock shows.
    #[must_use]
    pub fn now(&self) -> Moment {
        Moment(self.clock.load(Ordering::Relaxed))
    }

    /// Its person does something, which is on the device from now on.
    pub async fn does(&self, sheet: Sheet) -> RecordId {
        let record = sheet.record();
        self.device.record(vec![sheet.change]).await.unwrap();
        record
    }

    /// It brings itself in step with the server.
    pub async fn syncs(&self) {
        self.tries_to_sync().await.unwrap();
    }

    /// It tries to.
    pub async fn tries_to_sync(&self) -> Result<(), SyncError> {
        sync_once(&self.device, &self.wire, || self.now(), |_| {}).await
    }

    /// What it shows of a circle.
    pub async fn circle(&self, circle: CircleId) -> Arc<CircleView> {
        self.device.circle(circle).await.unwrap()
    }

    /// What it shows of one record.
    pub async fn record(&self, circle: CircleId, record: RecordId) -> Option<Record> {
        self.circle(circle).await.get(record).cloned()
    }

    /// Keeps a photo; the fact is for a record.
    pub async fn photographs(&self, bytes: &[u8]) -> FileFact {
        let hash = self.device.keep_file(bytes).await.unwrap();
        let media = "image/jpeg".to_owned();
        FileFact { hash, bytes: bytes.len() as u64, media, name: "page.jpg".to_owned(), thumbnail: None }
    }

    /// Fetches a file that a record speaks of.
    pub async fn fetches(&self, fact: &FileFact) -> Result<Option<Vec<u8>>, SyncError> {
        fetch_file(&self.device, &self.wire, fact.hash).await?;
        Ok(self.device.file(fact.hash).await?)
    }
}
