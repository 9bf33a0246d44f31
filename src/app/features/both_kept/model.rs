//! The texts to choose from, and the change that settles it.

use domain::change::{At, Edit};
use domain::check::problem_of_value;
use domain::field::FieldSpec;
use domain::ids::{ChangeId, PersonId};
use domain::record::Record;
use domain::role::Role;
use domain::value::{Moment, Value};

use crate::circle::Circle;
use crate::features::session::shortened;
use crate::show;

/// One of the texts.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Text {
    pub(super) by: PersonId,
    pub(super) at: Moment,
    pub(super) words: String,
    /// It is the one that everyone sees now.
    pub(super) shown: bool,
}

/// Everything that stands beside each other in one place.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Texts {
    pub(super) texts: Vec<Text>,
    settles: Vec<ChangeId>,
}

/// The texts at a place: the child's own first, then the family's, then the one that is shown; `None` when there is
/// nothing to choose any more. `role_of` says what a writer is to the child.
pub(super) fn texts(record: &Record, at: At, role_of: impl Fn(PersonId) -> Option<Role>) -> Option<Texts> {
    let slot = record.slot(at)?;
    let made = at.item.and_then(|(list, item)| record.item(list, item)).map_or(record.created, |item| item.added);
    let stamp = slot.stamp.unwrap_or(made);
    let mut texts = vec![Text { by: stamp.by, at: stamp.at, words: slot.value.words(), shown: true }];
    let waiting = slot.others.iter().filter(|version| version.to_choose);
    texts.extend(waiting.clone().map(|version| Text {
        by: version.stamp.by,
        at: version.stamp.at,
        words: version.value.words(),
        shown: false,
    }));
    let settles: Vec<ChangeId> = waiting.map(|version| version.change).collect();
    texts.sort_by_key(|text| match role_of(text.by) {
        Some(Role::Pupil) => 0,
        Some(Role::Parent) => 1,
        _ => 2,
    });
    (!settles.is_empty()).then_some(Texts { texts, settles })
}

/// What a person chooses.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Chosen {
    /// The text with this number.
    One(usize),
    /// All of them, one after the other.
    All,
    /// All of them for now, to write a new one from.
    New,
}

impl Texts {
    /// The edit that settles it. The other texts stay in history.
    pub(super) fn settle(&self, at: At, chosen: Chosen) -> Edit {
        Edit::Choose { at, value: Value::Prose(self.words(chosen)), settles: self.settles.clone() }
    }

    fn words(&self, chosen: Chosen) -> String {
        match chosen {
            Chosen::One(number) => self.texts.get(number).map(|text| text.words.clone()).unwrap_or_default(),
            Chosen::All | Chosen::New => {
                self.texts.iter().map(|text| text.words.as_str()).collect::<Vec<_>>().join("\n\n")
            }
        }
    }

    /// Whether this choice gives a text that has room there: two long ones, one after the other, may not.
    pub(super) fn fits(&self, record: &Record, at: At, chosen: Chosen) -> bool {
        let Some(field) = field_at(record, at) else { return true };
        problem_of_value(field, &Value::Prose(self.words(chosen))).is_none()
    }

    /// A text in passages, each with whether it differs from every other text.
    pub(super) fn passages(&self, number: usize) -> Vec<(String, bool)> {
        let Some(text) = self.texts.get(number) else { return Vec::new() };
        let others: Vec<&str> =
            self.texts.iter().enumerate().filter(|(i, _)| *i != number).map(|(_, text)| text.words.as_str()).collect();
        sentences(&text.words)
            .into_iter()
            .map(|sentence| {
                let differs = !others.iter().any(|other| other.contains(sentence.trim()));
                (sentence.to_owned(), differs)
            })
            .collect()
    }
}

/// Whose record it is, what it is, and which line of it: "Zara · Maths: fractions · Fractions on a number line".
pub(crate) fn place_name(circle: &Circle, record: &Record, at: At) -> String {
    let about = show::called(record);
    let item = at.item.and_then(|(list, item)| record.item(list, item));
    let line = item.and_then(|item| {
        let others = item.fields.iter().filter(|(key, _)| **key != at.field);
        others.map(|(_, slot)| slot.value.words()).find(|words| !words.trim().is_empty())
    });
    let first = (about != circle.name()).then(|| circle.first_name().to_owned());
    let parts = [first, Some(about), line.map(|line| shortened(&line, 60))];
    parts.into_iter().flatten().collect::<Vec<_>>().join(" · ")
}

fn sentences(text: &str) -> Vec<&str> {
    text.split_inclusive(['.', '!', '?', '\n']).collect()
}

/// What a place in a record is called: "What happened".
pub(crate) fn field_name(circle: &Circle, record: &Record, at: At) -> String {
    show::words(circle, record.kind).at(at).label()
}

fn field_at(record: &Record, at: At) -> Option<&'static FieldSpec> {
    record.kind.spec()?.field_at(at)
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::change::Change;
    use domain::compose::Compose;
    use domain::field::{FieldType, Prose};
    use domain::ids::{CircleId, RecordId};
    use domain::kinds::today_note;
    use domain::merge::{Fate, apply};
    use domain::scope::Revision;

    fn person(n: u8) -> PersonId {
        PersonId::from_bytes([n; 16])
    }

    fn a_note() -> Compose<'static> {
        let (change, record) = (ChangeId::from_bytes([1; 16]), RecordId::from_bytes([2; 16]));
        Compose::begin(change, Moment(1), today_note::KIND, CircleId::from_bytes([1; 16]), record)
    }

    fn write(record: &Record, id: u8, text: &str) -> Change {
        Compose::on(ChangeId::from_bytes([id; 16]), Moment(i64::from(id)), record)
            .set(today_note::TEXT, Prose(text.to_owned()))
            .done()
    }

    #[test]
    fn two_long_texts_do_not_fit_one_after_the_other() {
        let record = apply(None, &a_note().done(), person(1), Revision(1)).unwrap().record;
        let at = At::field(today_note::TEXT.key);
        let text = |words: String| Text { by: person(1), at: Moment(1), words, shown: false };
        let most = match field_at(&record, at).unwrap().holds {
            FieldType::Prose(most) | FieldType::Line(most) => usize::try_from(most).unwrap(),
            _ => panic!("a text"),
        };
        let long = "a".repeat(most * 5 / 8);
        let two = Texts { texts: vec![text(long.clone()), text(long)], settles: Vec::new() };
        assert!(two.fits(&record, at, Chosen::One(0)));
        assert!(!two.fits(&record, at, Chosen::All));
        assert!(!two.fits(&record, at, Chosen::New));
    }

    #[test]
    fn choosing_shows_one_and_keeps_the_other_in_history() {
        let begin = a_note().set(today_note::TEXT, Prose("When upset, rest.".to_owned())).done();
        let start = apply(None, &begin, person(1), Revision(1)).unwrap().record;
        let hers = write(&start, 2, "When upset, a story helps.");
        let his = write(&start, 3, "When upset, she draws.");
        let one = apply(Some(&start), &hers, person(1), Revision(2)).unwrap().record;
        let both = apply(Some(&one), &his, person(2), Revision(3)).unwrap();
        assert_eq!(both.fate, Fate::BothKept);
        let at = At::field(today_note::TEXT.key);
        let found = texts(&both.record, at, |_| None).unwrap();
        assert_eq!(found.texts.len(), 2);
        assert_eq!(found.texts[1].words, "When upset, she draws.");
        assert!(found.passages(0)[0].1);
        // The child's own words come first, whoever's are shown now.
        let childs_first = texts(&both.record, at, |by| (by == person(2)).then_some(Role::Pupil)).unwrap();
        assert_eq!((childs_first.texts[0].by, childs_first.texts[0].shown), (person(2), false));

        let settle = Compose::on(ChangeId::from_bytes([4; 16]), Moment(4), &both.record)
            .edit(found.settle(at, Chosen::One(1)))
            .done();
        let settled = apply(Some(&both.record), &settle, person(1), Revision(4)).unwrap().record;
        assert_eq!(settled.text(today_note::TEXT), "When upset, she draws.");
        assert_eq!(texts(&settled, at, |_| None), None);
        let slot = settled.slot(at).unwrap();
        assert!(slot.others.iter().any(|version| version.value.words() == "When upset, a story helps."));
    }
}
