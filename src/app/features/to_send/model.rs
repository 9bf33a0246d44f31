//! What "To send" lists, worked out without any view.

use std::collections::BTreeMap;

use domain::change::{Change, Edit};
use domain::ids::RecordId;
use domain::value::Value;
use sync::device::{Entry, EntryState};
use sync::wire::Outcome;

/// A record of which the server has not got everything.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Unsent {
    pub(super) change: Change,
    pub(super) count: usize,
}

/// Waiting changes, one line for each record, oldest first.
pub(super) fn unsent(outbox: &[(u64, Entry)]) -> Vec<Unsent> {
    let mut lines: Vec<Unsent> = Vec::new();
    let mut places: BTreeMap<RecordId, usize> = BTreeMap::new();
    for (_, entry) in outbox.iter().filter(|(_, entry)| entry.is_waiting()) {
        match places.get(&entry.change.record) {
            Some(place) => lines[*place].count += 1,
            None => {
                places.insert(entry.change.record, lines.len());
                lines.push(Unsent { change: entry.change.clone(), count: 1 });
            }
        }
    }
    lines
}

/// Changes that a person has to look at, oldest first.
pub(super) fn need_somebody(outbox: &[(u64, Entry)]) -> Vec<(u64, Entry)> {
    outbox.iter().filter(|(_, entry)| entry.needs_somebody()).cloned().collect()
}

/// Whether a change was handed to the organisation because access had ended.
pub(super) fn was_handed_over(entry: &Entry) -> bool {
    matches!(entry.state, EntryState::Answered(Outcome::Quarantined { .. }))
}

/// Every word that somebody typed in a change, so that it can be read and copied.
pub(super) fn words_in(change: &Change) -> String {
    let values = change.edits.iter().flat_map(|edit| match edit {
        Edit::Set { value, .. } | Edit::Choose { value, .. } => vec![value.words()],
        Edit::Write { text, .. } => vec![text.clone()],
        Edit::AddItem { fields, .. } => fields.iter().map(|(_, value): &(_, Value)| value.words()).collect(),
        _ => Vec::new(),
    });
    values.filter(|words| !words.trim().is_empty()).collect::<Vec<_>>().join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::compose::Compose;
    use domain::field::Prose;
    use domain::ids::{ChangeId, CircleId};
    use domain::kinds::today_note;
    use domain::value::Moment;
    use sync::wire::Refusal;

    fn note(id: u8, record: u8, text: &str) -> Change {
        let circle = CircleId::from_bytes([1; 16]);
        let record = RecordId::from_bytes([record; 16]);
        Compose::begin(ChangeId::from_bytes([id; 16]), Moment(0), today_note::KIND, circle, record)
            .set(today_note::TEXT, Prose(text.to_owned()))
            .done()
    }

    #[test]
    fn two_changes_of_one_record_are_one_line_and_refused_ones_keep_their_words() {
        let waiting = |change| Entry { change, state: EntryState::Waiting };
        let refused = EntryState::Answered(Outcome::Refused { reason: Refusal::NotAllowed });
        let outbox = vec![
            (1, waiting(note(1, 1, "Tired"))),
            (2, waiting(note(2, 1, "Very tired"))),
            (3, Entry { change: note(3, 2, "Not mine to say"), state: refused }),
        ];
        let lines = unsent(&outbox);
        assert_eq!((lines.len(), lines[0].count), (1, 2));
        let needs = need_somebody(&outbox);
        assert_eq!(needs.len(), 1);
        assert_eq!(words_in(&needs[0].1.change), "Not mine to say");
    }
}
