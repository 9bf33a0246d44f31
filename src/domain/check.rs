//! Whether what a change says is sound: the one set of rules for a form on the device and for the server.

use serde::{Deserialize, Serialize};

use crate::change::{At, Change, Edit};
use crate::field::{FieldKey, FieldSpec, FieldType};
use crate::file::LARGEST_FILE;
use crate::kind::{KindSpec, StateKey};
use crate::kinds;
use crate::limits::{
    LONGEST_FILE_NAME, LONGEST_MEDIA, LONGEST_PLACE, LONGEST_TAG, MOST_EDITS, MOST_FILES, MOST_ITEMS, MOST_NAMED,
    MOST_OF_CHANGE, MOST_OF_RECORD, MOST_PROBLEMS, MOST_SETTLED, MOST_TAGS, Weigh, files_of, is_sensible_day,
    is_sensible_moment, items_of, place_of,
};
use crate::names::misleads;
use crate::record::{Place, Record};
use crate::role::Sensitivity;
use crate::value::Value;

/// What a person has to mend. The app turns it into words; nothing typed is lost with it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Problem {
    /// Where; `None` for the record as a whole.
    pub at: Option<At>,
    /// What.
    pub what: ProblemKind,
}

/// What can be wrong with a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum ProblemKind {
    /// Something has to be there.
    Missing,
    /// More characters than this.
    TooLong(u32),
    /// Not between these two.
    OutOfRange(i64, i64),
    /// Not one of the choices.
    NoSuchChoice,
    /// Not what the field holds; a name that looks like another.
    WrongType,
    /// No such field, list or state: made by a newer version, or not by Footbridge.
    Unknown,
    /// A file larger than [`LARGEST_FILE`].
    FileTooLarge,
    /// No names, where the sensitivity asks for them; or seen more widely, or by fewer, than its kind may be.
    NobodyNamed,
    /// More edits, files or bytes than one change may hold.
    TooMuch,
    /// More than so many: tags, people, items, moves to the same spot.
    TooMany(u32),
    /// Not a day that people write about: see [`crate::limits::YEARS`].
    NoSuchDay,
    /// The record holds as much as a record may.
    RecordFull,
    /// The child's page holds as much as it may.
    CircleFull,
}

/// What is wrong with a change by itself: at most [`MOST_PROBLEMS`].
#[must_use]
pub fn problems_of(change: &Change) -> Vec<Problem> {
    let whole = |what| vec![Problem { at: None, what }];
    let Some(spec) = change.kind.spec() else { return whole(ProblemKind::Unknown) };
    let many = change.edits.len() > MOST_EDITS || files_of(change) > MOST_FILES;
    if change.edits.is_empty() || many || change.weight() > MOST_OF_CHANGE {
        return whole(ProblemKind::TooMuch);
    }
    change.edits.iter().flat_map(|edit| problems_of_edit(spec, edit)).take(MOST_PROBLEMS).collect()
}

/// What is wrong with a record as a change would leave it. What only grows smaller always may, so that there is a
/// way out of a record that is full.
#[must_use]
pub fn problems_of_growth(before: Option<&Record>, after: &Record) -> Vec<Problem> {
    let grown = |of: fn(&Record) -> usize, most: usize| {
        let now = of(after);
        now > most && before.is_none_or(|before| now > of(before))
    };
    let problem = |what| Problem { at: None, what };
    let mut problems = Vec::new();
    if grown(Weigh::weight, MOST_OF_RECORD) {
        problems.push(problem(ProblemKind::RecordFull));
    }
    if grown(items_of, MOST_ITEMS) {
        problems.push(problem(too_many(MOST_ITEMS)));
    }
    if grown(|record| record.named.len(), MOST_NAMED) {
        problems.push(problem(too_many(MOST_NAMED)));
    }
    problems
}

fn too_many(most: usize) -> ProblemKind {
    ProblemKind::TooMany(u32::try_from(most).unwrap_or(u32::MAX))
}

/// What is wrong with how much an edit holds besides values.
fn size_problem(edit: &Edit) -> Option<ProblemKind> {
    let more = |count: usize, most: usize| (count > most).then(|| too_many(most));
    let crowded = |place: &Place| more(place.0.len(), LONGEST_PLACE);
    match edit {
        Edit::Create { named, .. } => more(named.len(), MOST_NAMED),
        Edit::Name { add, remove } => more(add.len().max(remove.len()), MOST_NAMED),
        Edit::Choose { settles, .. } => more(settles.len(), MOST_SETTLED),
        Edit::AddItem { place, .. } | Edit::PlaceItem { place, .. } => crowded(place),
        _ => None,
    }
}

fn problems_of_edit(spec: &KindSpec, edit: &Edit) -> Vec<Problem> {
    if let Some(what) = size_problem(edit) {
        return vec![Problem { at: place_of(edit), what }];
    }
    match edit {
        // Wider than its kind is meant to be seen: a talk between two people is not for a whole circle.
        Edit::Create { sensitivity, .. } if *sensitivity < spec.sensitivity => {
            vec![Problem { at: None, what: ProblemKind::NobodyNamed }]
        }
        // Or narrower: whoever is in a circle is seen to be in it.
        Edit::Create { sensitivity, .. } if *sensitivity > spec.sensitivity && kinds::makes_the_circle(spec.kind) => {
            vec![Problem { at: None, what: ProblemKind::NobodyNamed }]
        }
        Edit::Create { sensitivity, named } if *sensitivity >= Sensitivity::Restricted && named.is_empty() => {
            vec![Problem { at: None, what: ProblemKind::NobodyNamed }]
        }
        Edit::Set { at, value, .. } | Edit::Choose { at, value, .. } => at_problem(spec, *at, value),
        Edit::Write { at, text, base } => {
            let problem = spec.field_at(*at).map_or(Some(ProblemKind::Unknown), |field| match field.holds {
                FieldType::Prose(most) => too_long(text, most).or_else(|| too_long(base, most.saturating_mul(2))),
                _ => Some(ProblemKind::WrongType),
            });
            problem.map(|what| Problem { at: Some(*at), what }).into_iter().collect()
        }
        Edit::AddItem { list, item, fields, .. } => {
            let whole = |what| vec![Problem { at: Some(At::field(*list)), what }];
            let Some(FieldType::Items(inner)) = spec.field(*list).map(|field| field.holds) else {
                return whole(ProblemKind::Unknown);
            };
            if fields.len() > inner.len() && fields.iter().all(|(key, _)| inner.iter().any(|field| field.key == *key)) {
                return whole(too_many(inner.len()));
            }
            let at = |key: FieldKey| At::item(*list, *item, key);
            fields.iter().flat_map(|(key, value)| at_problem(spec, at(*key), value)).collect()
        }
        Edit::Move { to, .. } if spec.state(*to).is_none() => {
            vec![Problem { at: None, what: ProblemKind::Unknown }]
        }
        _ => Vec::new(),
    }
}

fn at_problem(spec: &KindSpec, at: At, value: &Value) -> Vec<Problem> {
    let what = match spec.field_at(at) {
        None => Some(ProblemKind::Unknown),
        Some(field) => problem_of_value(field, value),
    };
    what.map(|what| Problem { at: Some(at), what }).into_iter().collect()
}

/// What is wrong with a value in a field, if anything. An empty value never is: what is required is asked
/// for when the record moves on, so that half a form can always be kept.
#[must_use]
pub fn problem_of_value(field: &FieldSpec, value: &Value) -> Option<ProblemKind> {
    match (field.holds, value) {
        (FieldType::Date, Value::Date(day)) => (!is_sensible_day(*day)).then_some(ProblemKind::NoSuchDay),
        (FieldType::Moment, Value::Moment(moment)) => (!is_sensible_moment(*moment)).then_some(ProblemKind::NoSuchDay),
        (_, Value::Empty)
        | (FieldType::Flag, Value::Flag(_))
        | (FieldType::Person, Value::Person(_))
        | (FieldType::Record(_), Value::Record(_)) => None,
        (FieldType::Line(_), Value::Line(name)) if field.calls && name.contains(misleads) => {
            Some(ProblemKind::WrongType)
        }
        (FieldType::File, Value::File(file)) if file.name.contains(misleads) => Some(ProblemKind::WrongType),
        (FieldType::Line(most), Value::Line(text)) | (FieldType::Prose(most), Value::Prose(text)) => {
            too_long(text, most)
        }
        (FieldType::Number(low, high), Value::Number(number)) => {
            (*number < low || *number > high).then_some(ProblemKind::OutOfRange(low, high))
        }
        (FieldType::Choice(choices), Value::Choice(place)) => {
            (usize::from(*place) >= choices.len()).then_some(ProblemKind::NoSuchChoice)
        }
        (FieldType::File, Value::File(file)) => (file.bytes > LARGEST_FILE)
            .then_some(ProblemKind::FileTooLarge)
            .or_else(|| too_long(&file.name, LONGEST_FILE_NAME))
            .or_else(|| too_long(&file.media, LONGEST_MEDIA)),
        (FieldType::Tags, Value::Tags(tags)) => (tags.len() > MOST_TAGS)
            .then(|| too_many(MOST_TAGS))
            .or_else(|| tags.iter().find_map(|tag| too_long(tag, LONGEST_TAG))),
        _ => Some(ProblemKind::WrongType),
    }
}

fn too_long(text: &str, most: usize) -> Option<ProblemKind> {
    (text.chars().nth(most).is_some()).then_some(ProblemKind::TooLong(u32::try_from(most).unwrap_or(u32::MAX)))
}

/// What is wrong where the people named on a record would be as few as `named`, from then on: of what only they see and
/// is shared, somebody has to stay. Our reasoning: nobody would notice that nobody reads it any more.
#[must_use]
pub fn left_to_nobody(record: &Record, named: usize) -> Option<Problem> {
    if named > 0 || record.named.is_empty() {
        return None;
    }
    let alone = Record { named: Vec::new(), ..record.clone() };
    missing_before(&alone, record.state).into_iter().find(|problem| problem.what == ProblemKind::NobodyNamed)
}

/// What is still missing before a record may come into the state `to`. A draft may have gaps, and so may what is
/// let go of; what others come to see, and what is finished, may not.
#[must_use]
pub fn missing_before(record: &Record, to: StateKey) -> Vec<Problem> {
    let Some(spec) = record.kind.spec() else { return Vec::new() };
    if spec.state(to).is_none_or(|state| state.draft || state.let_go) {
        return Vec::new();
    }
    let absent = |field: &&FieldSpec| match field.holds {
        FieldType::Items(_) => record.items_by_key(field.key).is_empty(),
        FieldType::Flag => record.fields.get(&field.key).is_none_or(|slot| slot.value != Value::Flag(true)),
        _ => record.fields.get(&field.key).is_none_or(|slot| slot.value.is_empty()),
    };
    let asked = |field: &&FieldSpec| field.required || field.required_in.contains(&to);
    let missing = spec.fields.iter().filter(asked).filter(absent);
    let missing = missing.map(|field| Problem { at: Some(At::field(field.key)), what: ProblemKind::Missing });
    // What only the people named on it see would be "shared" with nobody.
    let with_nobody = spec.sensitivity >= Sensitivity::Sensitive && record.named.is_empty();
    let nobody = with_nobody.then_some(Problem { at: None, what: ProblemKind::NobodyNamed });
    missing.chain(nobody).collect()
}
