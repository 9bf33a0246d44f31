//! Records and changes in memory.

use std::ops::Bound;

use async_trait::async_trait;
use chrono::NaiveDate;
use domain::ids::{ChangeId, PersonId, RecordId};
use domain::limits::Weigh;
use domain::record::Record;
use domain::role::Role;
use domain::scope::{Revision, Scope};

use super::MemoryTxn;
use crate::db::{
    ChangeRow, DbError, Head, Most, OpenRecords, OutcomeRow, PackRow, PastRow, QuarantineRow, RecordRows, Roles,
    SomeChanges, SomeRecords, WITHHOLDS,
};

#[async_trait]
impl RecordRows for MemoryTxn {
    async fn record(&mut self, id: RecordId) -> Result<Option<Record>, DbError> {
        Ok(self.tables.records.get(&id).map(|(record, _)| record.clone()))
    }

    async fn put_record(&mut self, record: &Record, open_to: Roles) -> Result<(), DbError> {
        if let Some((old, _)) = self.tables.records.get(&record.id) {
            let place = (old.scope(), old.revision());
            write!(self, order, place, None);
        }
        write!(self, order, (record.scope(), record.revision()), Some(record.id));
        write!(self, records, record.id, Some((record.clone(), open_to)));
        Ok(())
    }

    async fn records_after(&mut self, scope: Scope, after: Revision, most: Most) -> Result<SomeRecords, DbError> {
        let later = (scope, Revision(after.0.saturating_add(1)))..=(scope, Revision(u64::MAX));
        let ids = self.tables.order.range(later).map(|(_, id)| id);
        let rows = ids.filter_map(|id| self.tables.records.get(id)).map(|(record, _)| record);
        let (records, more) = some(rows, most, Record::weight);
        Ok(SomeRecords { records, more })
    }

    async fn records_from(&mut self, after: Option<(Scope, Revision)>, most: Most) -> Result<OpenRecords, DbError> {
        let first = after.map_or(Bound::Unbounded, Bound::Excluded);
        let ids = self.tables.order.range((first, Bound::Unbounded)).map(|(_, id)| id);
        let rows = ids.filter_map(|id| self.tables.records.get(id));
        let (records, more) = some(rows, most, |(record, _)| record.weight());
        Ok(OpenRecords { records, more })
    }

    async fn records_apart(
        &mut self,
        scope: Scope,
        role: Role,
        upto: Revision,
        most: Most,
    ) -> Result<SomeRecords, DbError> {
        let ids = self.tables.order.range((scope, Revision(0))..=(scope, upto)).map(|(_, id)| id);
        let apart = |open_to: &Roles| !open_to.has(role) || open_to.bits() & WITHHOLDS != 0;
        let apart = ids.filter_map(|id| self.tables.records.get(id)).filter(|(_, open_to)| apart(open_to));
        let (records, more) = some(apart.map(|(record, _)| record), most, Record::weight);
        Ok(SomeRecords { records, more })
    }

    async fn heads(&mut self, scopes: &[Scope]) -> Result<Vec<(Scope, Head)>, DbError> {
        Ok(scopes.iter().filter_map(|scope| Some((*scope, *self.tables.heads.get(scope)?))).collect())
    }

    async fn put_head(&mut self, scope: Scope, head: Head) -> Result<(), DbError> {
        write!(self, heads, scope, Some(head));
        Ok(())
    }

    async fn append(&mut self, entry: &ChangeRow) -> Result<(), DbError> {
        write!(self, changes, (entry.change.record, entry.revision), Some(entry.clone()));
        Ok(())
    }

    async fn some_changes(
        &mut self,
        record: RecordId,
        after: Revision,
        upto: Revision,
        most: Most,
    ) -> Result<SomeChanges, DbError> {
        let rows = self.tables.changes.range((record, Revision(after.0.saturating_add(1)))..).map(|(_, row)| row);
        let rows = rows.take_while(|row| row.change.record == record && row.revision <= upto);
        let (changes, more) = some(rows, most, |row| row.change.weight());
        Ok(SomeChanges { changes, more })
    }

    async fn past_between(
        &mut self,
        record: RecordId,
        after: Revision,
        upto: Revision,
    ) -> Result<Vec<PastRow>, DbError> {
        let until = self.tables.past.range((record, Revision(0))..=(record, upto));
        let later = until.filter(|((_, revision), _)| *revision > after);
        Ok(later.map(|(_, row)| PastRow { whole: None, ..row.clone() }).collect())
    }

    async fn last_past(&mut self, record: RecordId, upto: Revision) -> Result<Option<PastRow>, DbError> {
        let last = self.tables.past.range((record, Revision(0))..=(record, upto)).next_back();
        Ok(last.map(|(_, row)| PastRow { whole: None, ..row.clone() }))
    }

    async fn past_at(&mut self, record: RecordId, upto: Revision) -> Result<Option<(Revision, Record)>, DbError> {
        let mut until = self.tables.past.range((record, Revision(0))..=(record, upto)).rev();
        Ok(until.find_map(|(_, row)| Some((row.revision, row.whole.clone()?))))
    }

    async fn put_past(&mut self, record: RecordId, row: &PastRow) -> Result<(), DbError> {
        if !self.tables.past.contains_key(&(record, row.revision)) {
            write!(self, past, (record, row.revision), Some(row.clone()));
        }
        Ok(())
    }

    async fn outcome(&mut self, change: ChangeId) -> Result<Option<OutcomeRow>, DbError> {
        Ok(self.tables.outcomes.get(&change).cloned())
    }

    async fn put_outcome(&mut self, change: ChangeId, row: &OutcomeRow) -> Result<(), DbError> {
        write!(self, outcomes, change, Some(row.clone()));
        Ok(())
    }

    async fn bytes_sent(&mut self, person: PersonId, day: NaiveDate) -> Result<u64, DbError> {
        let sent = self.tables.sent.get(&person).filter(|(on, _)| *on == day);
        Ok(sent.map_or(0, |(_, bytes)| *bytes))
    }

    async fn put_bytes_sent(&mut self, person: PersonId, day: NaiveDate, bytes: u64) -> Result<(), DbError> {
        write!(self, sent, person, Some((day, bytes)));
        Ok(())
    }

    async fn quarantine(&mut self, row: &QuarantineRow) -> Result<(), DbError> {
        write!(self, quarantine, (row.at, row.change.id), Some(row.clone()));
        Ok(())
    }

    async fn quarantined(&mut self) -> Result<Vec<QuarantineRow>, DbError> {
        Ok(self.tables.quarantine.values().cloned().collect())
    }

    async fn pack(&mut self, scope: Scope, role: Role) -> Result<Option<PackRow>, DbError> {
        Ok(self.tables.packs.get(&(scope, role)).cloned())
    }

    async fn drop_packs(&mut self, scope: Scope) -> Result<(), DbError> {
        for role in Role::ALL {
            write!(self, packs, (scope, role), None);
        }
        Ok(())
    }

    async fn put_pack(&mut self, scope: Scope, role: Role, pack: &PackRow) -> Result<(), DbError> {
        write!(self, packs, (scope, role), Some(pack.clone()));
        Ok(())
    }
}

/// The first of them until they are enough, and whether there are more.
fn some<'a, T: Clone + 'a>(
    rows: impl Iterator<Item = &'a T>,
    most: Most,
    weight: impl Fn(&T) -> usize,
) -> (Vec<T>, bool) {
    let (mut some, mut bytes) = (Vec::new(), 0);
    for row in rows {
        if most.is_met(some.len(), bytes) {
            return (some, true);
        }
        bytes += weight(row);
        some.push(row.clone());
    }
    (some, false)
}
