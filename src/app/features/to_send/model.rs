//! What "To send" lists, worked out without any view.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use domain::calendar::london_day;
use domain::change::{Change, Edit};
use domain::deeds::deeds;
use domain::file::FileHash;
use domain::ids::{CircleId, RecordId};
use domain::record::{Record, Stamp};
use domain::value::{Moment, Value};
use sync::device::{Entry, EntryState};
use sync::wire::Outcome;

use crate::circle::Circle;
use crate::features::work::files_left;

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

/// A record that is on the server but not with all its files.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct FilesToGo {
    pub(super) circle: CircleId,
    pub(super) record: RecordId,
    /// How many are there, of how many.
    pub(super) there: usize,
    pub(super) all: usize,
}

/// Every record that has files on their way, whether it is there itself or not.
pub(super) fn files_to_go(circles: &[Circle], waiting: &[FileHash]) -> Vec<FilesToGo> {
    if waiting.is_empty() {
        return Vec::new();
    }
    let records = circles.iter().flat_map(|circle| circle.view.records.values());
    let found = records.filter(|record| !record.removed).filter_map(|record| {
        let (left, all) = (files_left(record, waiting), record.files().len());
        let there = all.saturating_sub(left);
        (left > 0).then_some(FilesToGo { circle: record.circle, record: record.id, there, all })
    });
    found.collect()
}

/// What I wrote and the server got today, latest first.
pub(super) fn sent_today(circles: &[Circle], waiting: &[FileHash], today: NaiveDate) -> Vec<(Circle, Record)> {
    let mut sent: Vec<(Circle, Record, Moment)> = Vec::new();
    for circle in circles {
        for record in circle.view.records.values().filter(|record| !record.removed) {
            let received = record.received.filter(|at| london_day(*at) == today);
            // Opening it is nothing that was sent.
            let own = |deed: &Stamp| deed.by == circle.me && london_day(deed.at) == today;
            let mine = deeds(record).iter().any(own) && !circle.view.waiting.contains(&record.id);
            if let Some(at) = received.filter(|_| mine && files_left(record, waiting) == 0) {
                sent.push((circle.clone(), record.clone(), at));
            }
        }
    }
    sent.sort_by_key(|(.., at)| std::cmp::Reverse(*at));
    sent.into_iter().map(|(circle, record, _)| (circle, record)).collect()
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
    use domain::ids::{ChangeId, ItemId, PersonId};
    use domain::kinds::today_note;
    use std::sync::Arc;
    use sync::device::CircleView;
    use sync::wire::Refusal;

    #[test]
    fn what_was_only_opened_was_not_sent() {
        use domain::kinds::feedback;
        use domain::merge::apply;
        use domain::scope::Revision;
        let (me, teacher) = (PersonId::from_bytes([8; 16]), PersonId::from_bytes([2; 16]));
        let (id, circle) = (RecordId::from_bytes([5; 16]), CircleId::from_bytes([1; 16]));
        let begin = Compose::begin(ChangeId::from_bytes([1; 16]), Moment(0), feedback::KIND, circle, id);
        let begin = begin.write(feedback::STRENGTH, "Clear labels").move_to(feedback::RELEASED).done();
        let said = apply(None, &begin, teacher, Revision(1)).unwrap().record;
        let after = |said: &Record, n: u8, fill: fn(Compose<'_>, PersonId) -> Compose<'_>| {
            let change = fill(Compose::on(ChangeId::from_bytes([n; 16]), Moment(0), said), me).done();
            apply(Some(said), &change, me, Revision(u64::from(n))).unwrap().record
        };
        let opened = after(&said, 2, |said, me| {
            let mark = vec![domain::compose::with(feedback::OPENED_PERSON, me)];
            said.add(feedback::OPENED_BY, ItemId::from_bytes([1; 16]), mark)
        });
        let thanked = after(&opened, 3, |said, _| said.set(feedback::THANKS, true));
        let today = london_day(Moment(0));
        let sent = |record: Record| {
            let record = Record { received: Some(Moment(0)), ..record };
            let view = CircleView::of(circle, [(id, record)].into());
            sent_today(&[Circle { view: Arc::new(view), me, role_elsewhere: None }], &[], today).len()
        };
        assert_eq!((sent(said), sent(opened), sent(thanked)), (0, 0, 1));
    }

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
