//! Drafts: what is being typed. Not a change until the person saves; survives lock, update and crash.

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
}

impl<S: LocalStore> Device<S> {
    /// Keeps a draft, replacing what was kept of it before.
    ///
    /// # Errors
    /// When the store fails: say so at once, for the text is then only on the screen.
    pub async fn keep_draft(&self, draft: &Draft) -> Result<(), StoreError> {
        let put = Write::Put(Table::Drafts, Key::new(*draft.record.as_bytes(), 0), written(draft)?);
        self.store.commit(vec![put], Durability::Strict).await.map(|_| ())
    }

    /// Every draft, the last touched first.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn drafts(&self) -> Result<Vec<Draft>, StoreError> {
        let rows = self.store.all(Table::Drafts).await?;
        let mut drafts: Vec<Draft> = rows.iter().map(|(_, bytes)| read(bytes)).collect::<Result<_, _>>()?;
        sort_by_key(&mut drafts, |draft| std::cmp::Reverse(draft.at));
        Ok(drafts)
    }

    /// The draft for a record, if there is one.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn draft(&self, record: RecordId) -> Result<Option<Draft>, StoreError> {
        let row = self.store.get(Table::Drafts, &Key::new(*record.as_bytes(), 0)).await?;
        row.map(|bytes| read(&bytes)).transpose()
    }

    /// The draft has become a change, or its writer threw it away.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn drop_draft(&self, record: RecordId) -> Result<(), StoreError> {
        let delete = Write::DeleteGroup(Table::Drafts, record.as_bytes().to_vec());
        self.store.commit(vec![delete], Durability::Strict).await.map(|_| ())
    }
}
