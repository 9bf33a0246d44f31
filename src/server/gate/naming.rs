//! What somebody is called: their account and their place in every circle say the same, as they themselves want it.

use domain::ids::{ChangeId, DeviceId, RecordId};
use domain::kinds::circle_member::{self, PERSON};
use domain::value::Moment;

use super::join::{change_member, named};
use super::{Actor, Gate, GateError};
use crate::auth::secret;
use crate::db::{AuditEntry, Deed, PersonRow, Txn};

/// A member record that a device has just changed says its person's name, though the device may know an older one. What it
/// said is in the record's history. Whoever has no account is called as those say who look after the circle.
pub(super) async fn keep(txn: &mut dyn Txn, place: RecordId, now: Moment) -> Result<(), GateError> {
    let Some(record) = txn.record(place).await?.filter(circle_member::is_active) else { return Ok(()) };
    let Some(person) = record.get(PERSON) else { return Ok(()) };
    let Some(account) = txn.person(person).await? else { return Ok(()) };
    let Some(edit) = named(&record, &account.name) else { return Ok(()) };
    // The server does this by itself.
    let actor = Actor { account, device: DeviceId::from_bytes([0; 16]) };
    change_member(txn, record, &actor, secret::new_change(now), vec![edit], now).await
}

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
