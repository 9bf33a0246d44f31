//! Drafts: what is being typed. Not a change until the person saves; survives lock, update and crash.
//!
//! One record may be typed at in two tabs at once, and neither may lose its words to the other. So nothing is written over:
//! each time a text is kept it becomes a row of its own, and takes away the rows that it goes on from, in one commit. Who
//! went on from the same row as somebody else takes away nothing of theirs: both stand, and a person chooses.

use domain::ids::{CircleId, RecordId};
use domain::kind::Kind;
use domain::order::sort_by_key;
use domain::value::Moment;
use serde::{Deserialize, Serialize};

use super::{Device, read, written};
use crate::store::{Durability, Key, LocalStore, StoreError, Table, Write};

/// Something begun and not yet saved.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Draft {
    /// Which: the record that it will become or change.
    pub record: RecordId,
    /// What kind of record.
    pub kind: Kind,
    /// In whose circle.
    pub circle: CircleId,
    /// When it was last touched, by the device's clock.
    pub at: Moment,
    /// The form as its screen wrote it. Only that screen reads it; it must read what older versions wrote.
    pub form: String,
    /// Its words, so that they can be shown and copied even where the form is no longer understood.
    pub words: String,
    /// Which of the texts kept for this record: another number each time it is kept. It is the row's key and not part of the
    /// stored shape; 0 is what releases before kept.
    #[serde(skip)]
    pub version: u64,
}

impl<S: LocalStore> Device<S> {
    /// Keeps a draft under its version, in place of the versions that it goes on from. Any other stays beside it.
    ///
    /// # Errors
    /// When the store fails: say so at once, for the text is then only on the screen.
    pub async fn keep_draft(&self, draft: &Draft, instead_of: &[u64]) -> Result<(), StoreError> {
        let mut writes = vec![Write::Put(Table::Drafts, key(draft.record, draft.version), written(draft)?)];
        let gone = instead_of.iter().filter(|version| **version != draft.version);
        writes.extend(gone.map(|version| Write::Delete(Table::Drafts, key(draft.record, *version))));
        self.store.commit(writes, Durability::Strict).await.map(|_| ())
    }

    /// Every draft, the last touched first.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn drafts(&self) -> Result<Vec<Draft>, StoreError> {
        latest_first(self.store.all(Table::Drafts).await?)
    }

    /// Every draft for a record, the last touched first: more than one where it was typed at in two places.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn drafts_of(&self, record: RecordId) -> Result<Vec<Draft>, StoreError> {
        latest_first(self.store.group(Table::Drafts, record.as_bytes()).await?)
    }

    /// These versions have become a change, or their writer threw them away. Any other stays.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn drop_draft(&self, record: RecordId, versions: &[u64]) -> Result<(), StoreError> {
        let gone = versions.iter().map(|version| Write::Delete(Table::Drafts, key(record, *version)));
        self.store.commit(gone.collect(), Durability::Strict).await.map(|_| ())
    }
}

fn key(record: RecordId, version: u64) -> Key {
    Key::new(*record.as_bytes(), version)
}

fn latest_first(rows: Vec<(u64, Vec<u8>)>) -> Result<Vec<Draft>, StoreError> {
    let one = |(version, bytes): (u64, Vec<u8>)| Ok(Draft { version, ..read(&bytes)? });
    let mut drafts: Vec<Draft> = rows.into_iter().map(one).collect::<Result<_, StoreError>>()?;
    sort_by_key(&mut drafts, |draft| std::cmp::Reverse(draft.at));
    Ok(drafts)
}
