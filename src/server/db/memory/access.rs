//! Who is in which circle, in memory.

use async_trait::async_trait;
use domain::ids::{CircleId, PersonId, RecordId};
use sync::wire::AccessEpoch;

use super::{MemoryTxn, Tables};
use crate::db::{AccessRows, DbError, InvitationRow, MembershipRow, UsedCodeRow, WithdrawnRow};

#[async_trait]
impl AccessRows for MemoryTxn {
    async fn memberships_of(&mut self, person: PersonId) -> Result<Vec<MembershipRow>, DbError> {
        let tables = &*self.tables;
        let from = (person, RecordId::from_bytes([0; 16]));
        let own = tables.of_person.range(from..).take_while(|(whose, _)| *whose == person);
        Ok(own.filter_map(|(_, record)| tables.memberships.get(record)).cloned().collect())
    }

    async fn members_of(&mut self, circle: CircleId) -> Result<Vec<MembershipRow>, DbError> {
        let tables = &*self.tables;
        let from = (circle, RecordId::from_bytes([0; 16]));
        let own = tables.of_circle.range(from..).take_while(|(whose, _)| *whose == circle);
        Ok(own.filter_map(|(_, record)| tables.memberships.get(record)).cloned().collect())
    }

    async fn put_membership(&mut self, row: &MembershipRow) -> Result<(), DbError> {
        self.end_membership(row.record).await?;
        mark!(self, of_person, (row.person, row.record), true);
        mark!(self, of_circle, (row.circle, row.record), true);
        write!(self, memberships, row.record, Some(row.clone()));
        Ok(())
    }

    async fn end_membership(&mut self, record: RecordId) -> Result<(), DbError> {
        if let Some(old) = self.tables.memberships.get(&record).cloned() {
            mark!(self, of_person, (old.person, record), false);
            mark!(self, of_circle, (old.circle, record), false);
            write!(self, memberships, record, None);
        }
        Ok(())
    }

    async fn epochs_of(&mut self, person: PersonId) -> Result<Vec<(CircleId, AccessEpoch)>, DbError> {
        let from = (person, CircleId::from_bytes([0; 16]));
        let own = self.tables.epochs.range(from..).take_while(|((whose, _), _)| *whose == person);
        Ok(own.map(|((_, circle), epoch)| (*circle, *epoch)).collect())
    }

    async fn put_epoch(&mut self, person: PersonId, circle: CircleId, epoch: AccessEpoch) -> Result<(), DbError> {
        write!(self, epochs, (person, circle), Some(epoch));
        Ok(())
    }

    async fn withdrawn_from(&mut self, person: PersonId) -> Result<Vec<WithdrawnRow>, DbError> {
        let from = (person, RecordId::from_bytes([0; 16]));
        let own = self.tables.withdrawn.range(from..).take_while(|((whose, _), _)| *whose == person);
        Ok(own.map(|(_, row)| *row).collect())
    }

    async fn withdraw(&mut self, person: PersonId, row: &WithdrawnRow) -> Result<(), DbError> {
        write!(self, withdrawn, (person, row.record), Some(*row));
        Ok(())
    }

    async fn see_again(&mut self, person: PersonId, record: RecordId) -> Result<(), DbError> {
        write!(self, withdrawn, (person, record), None);
        Ok(())
    }

    async fn invitation(&mut self, code: &[u8; 32]) -> Result<Option<InvitationRow>, DbError> {
        Ok(self.tables.invitations.get(code).copied())
    }

    async fn put_invitation(&mut self, code: &[u8; 32], row: &InvitationRow) -> Result<(), DbError> {
        self.end_invitation(row.record).await?;
        write!(self, invitations, *code, Some(*row));
        Ok(())
    }

    async fn end_invitation(&mut self, record: RecordId) -> Result<(), DbError> {
        let code = self.tables.invitations.iter().find(|(_, row)| row.record == record).map(|(code, _)| *code);
        if let Some(code) = code {
            write!(self, invitations, code, None);
        }
        Ok(())
    }

    async fn used_code(&mut self, code: &[u8; 32]) -> Result<Option<UsedCodeRow>, DbError> {
        Ok(self.tables.used_codes.get(code).copied())
    }

    async fn put_used_code(&mut self, code: &[u8; 32], row: &UsedCodeRow) -> Result<(), DbError> {
        if !self.tables.used_codes.contains_key(code) {
            write!(self, used_codes, *code, Some(*row));
        }
        Ok(())
    }
}
