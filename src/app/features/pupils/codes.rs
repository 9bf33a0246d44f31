//! Codes of invitations made on this device. The record that everybody sees holds only a code's hash, so whoever made
//! it shows it again from here, where it is sealed like everything else; anybody else makes a new one.

use domain::change::At;
use domain::ids::RecordId;
use domain::kinds::circle_member;
use domain::record::Record;
use domain::value::Moment;
use sync::invitation;
use sync::store::StoreError;

use crate::notebook::Notebook;
use crate::platform::clock::random_bytes;

/// A new code for this invitation, kept before anybody is told of it: as people write it, and the hash for the record.
pub(crate) async fn new_code(notebook: Notebook, member: RecordId) -> Result<(String, String), StoreError> {
    let code = invitation::code_from(random_bytes());
    let hash = invitation::hex_hash_of(&code).unwrap_or_default();
    notebook.keep_fact(&name_of(member), Some(code.clone().into_bytes())).await?;
    Ok((code, hash))
}

/// The code that lets this person in, if it was made here and nobody has made another since.
pub(crate) async fn code_of(notebook: Notebook, member: &Record) -> Option<String> {
    let code = String::from_utf8(notebook.fact(&name_of(member.id)).await?).ok()?;
    let is_theirs = invitation::hex_hash_of(&code).is_some_and(|hash| hash == member.text(circle_member::INVITATION));
    let waits = member.state == circle_member::INVITED && !member.removed;
    if !waits {
        // It opens nothing any more. What could not be let go now is let go the next time.
        let _ = notebook.keep_fact(&name_of(member.id), None).await;
    }
    Some(code).filter(|_| is_theirs && waits)
}

/// Until when the invitation is good; `None` while the server does not have it. Never later than it really is: the
/// server counts from when it got the code, and this device knows when the code was made and when it last heard of it.
pub(crate) fn good_until(member: &Record) -> Option<Moment> {
    let received = member.received?;
    let written = member.slot(At::field(circle_member::INVITATION.key)).and_then(|slot| slot.stamp);
    let made = written.unwrap_or(member.created).at;
    Some(Moment(made.min(received).0.saturating_add(invitation::GOOD_FOR)))
}

fn name_of(member: RecordId) -> Vec<u8> {
    [&b"code "[..], member.as_bytes()].concat()
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::compose::Compose;
    use domain::ids::{ChangeId, CircleId, PersonId};
    use domain::merge::apply;
    use domain::scope::Revision;

    fn invited(made_at: i64, received: Option<i64>) -> Record {
        let (id, circle) = (ChangeId::from_bytes([1; 16]), CircleId::from_bytes([2; 16]));
        let record = RecordId::from_bytes([3; 16]);
        let change = Compose::begin(id, Moment(made_at), circle_member::KIND, circle, record)
            .set(circle_member::INVITATION, "ab".repeat(32))
            .done();
        let mut record = apply(None, &change, PersonId::from_bytes([4; 16]), Revision(1)).unwrap().record;
        record.received = received.map(Moment);
        record
    }

    #[test]
    fn a_code_is_never_said_to_be_good_for_longer_than_it_is() {
        assert_eq!(good_until(&invited(5, None)), None, "the server does not know it yet");
        assert_eq!(good_until(&invited(5, Some(9))), Some(Moment(5 + invitation::GOOD_FOR)));
        assert_eq!(good_until(&invited(500, Some(9))), Some(Moment(9 + invitation::GOOD_FOR)), "a clock ahead");
    }
}
