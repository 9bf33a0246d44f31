//! What somebody is called: their account and their place in every circle say the same, as they themselves want it.

use domain::ids::ChangeId;
use domain::kinds::circle_member;
use domain::value::Moment;

use super::join::{change_member, named};
use super::{Actor, Gate, GateError};
use crate::db::{AuditEntry, Deed, PersonRow};

impl Gate {
    /// Somebody is called by this name from now on, everywhere. `ids` gives the identifiers of the changes that the
    /// server makes to their member records; what was called by the old name before is in those records' histories.
    ///
    /// # Errors
    /// [`GateError`] when the database fails; then nothing was changed.
    pub async fn rename(
        &self,
        actor: &Actor,
        name: &str,
        ids: impl Fn() -> ChangeId + Send,
        now: Moment,
    ) -> Result<PersonRow, GateError> {
        let mut txn = self.db.write().await?;
        let person = actor.person();
        let account = txn.person(person).await?.ok_or(GateError::NotFound)?;
        let account = PersonRow { name: name.to_owned(), ..account };
        txn.put_person(&account).await?;
        let mut circles = Vec::new();
        for place in txn.memberships_of(person).await? {
            let record = txn.record(place.record).await?.filter(|record| record.kind == circle_member::KIND);
            let Some((record, edit)) = record.and_then(|record| named(&record, name).map(|edit| (record, edit))) else {
                continue;
            };
            circles.push(record.circle);
            change_member(&mut *txn, record, actor, ids(), vec![edit], now).await?;
        }
        let entry = AuditEntry { role: Some(account.role), ..AuditEntry::of(person, actor.device, Deed::Renamed, now) };
        txn.audit(&entry).await?;
        txn.commit().await?;
        self.notify(circles, None);
        Ok(account)
    }
}
