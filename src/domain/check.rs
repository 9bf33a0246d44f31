//! Whether what a change says is sound: the one set of rules for a form on the device and for the server.

use serde::{Deserialize, Serialize};

use crate::change::{At, Change, Edit};
use crate::field::{FieldKey, FieldSpec, FieldType};
use crate::file::LARGEST_FILE;
use crate::kind::{KindSpec, StateKey};
use crate::record::Record;
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
    /// Not what the field holds.
    WrongType,
    /// No such field, list or state: made by a newer version, or not by Footbridge.
    Unknown,
    /// A file larger than [`LARGEST_FILE`].
    FileTooLarge,
    /// No names, where the sensitivity asks for them; or seen more widely than its kind may be.
    NobodyNamed,
    /// More edits or items than one change may hold.
    TooMuch,
}

/// The most edits in one change. Our reasoning: a pasted plan of 500 rows with its fields fits several times.
pub const MOST_EDITS: usize = 5_000;

/// Everything that is wrong with a change by itself.
#[must_use]
pub fn problems_of(change: &Change) -> Vec<Problem> {
    let Some(spec) = change.kind.spec() else { return vec![Problem { at: None, what: ProblemKind::Unknown }] };
    if change.edits.len() > MOST_EDITS || change.edits.is_empty() {
        return vec![Problem { at: None, what: ProblemKind::TooMuch }];
    }
    change.edits.iter().flat_map(|edit| problems_of_edit(spec, edit)).collect()
}

fn problems_of_edit(spec: &KindSpec, edit: &Edit) -> Vec<Problem> {
    match edit {
        // Wider than its kind is meant to be seen: a talk between two people is not for a whole circle.
        Edit::Create { sensitivity, .. } if *sensitivity < spec.sensitivity => {
            vec![Problem { at: None, what: ProblemKind::NobodyNamed }]
        }
        Edit::Create { sensitivity, named } if *sensitivity >= Sensitivity::Restricted && named.is_empty() => {
            vec![Problem { at: None, what: ProblemKind::NobodyNamed }]
        }
        Edit::Set { at, value, .. } | Edit::Choose { at, value, .. } => at_problem(spec, *at, value),
        Edit::Write { at, text, .. } => at_problem(spec, *at, &Value::Prose(text.clone())),
        Edit::AddItem { list, item, fields, .. } => {
            if !matches!(spec.field(*list).map(|field| field.holds), Some(FieldType::Items(_))) {
                return vec![Problem { at: Some(At::field(*list)), what: ProblemKind::Unknown }];
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
    let too_long = |text: &str, most: usize| {
        (text.chars().count() > most).then_some(ProblemKind::TooLong(u32::try_from(most).unwrap_or(u32::MAX)))
    };
    match (field.holds, value) {
        (_, Value::Empty)
        | (FieldType::Flag, Value::Flag(_))
        | (FieldType::Date, Value::Date(_))
        | (FieldType::Moment, Value::Moment(_))
        | (FieldType::Person, Value::Person(_))
        | (FieldType::Record(_), Value::Record(_)) => None,
        (FieldType::Line(most), Value::Line(text)) | (FieldType::Prose(most), Value::Prose(text)) => {
            too_long(text, most)
        }
        (FieldType::Number(low, high), Value::Number(number)) => {
            (*number < low || *number > high).then_some(ProblemKind::OutOfRange(low, high))
        }
        (FieldType::Choice(choices), Value::Choice(place)) => {
            (usize::from(*place) >= choices.len()).then_some(ProblemKind::NoSuchChoice)
        }
        (FieldType::File, Value::File(file)) => (file.bytes > LARGEST_FILE).then_some(ProblemKind::FileTooLarge),
        (FieldType::Tags, Value::Tags(tags)) => tags.iter().find_map(|tag| too_long(tag, 60)),
        _ => Some(ProblemKind::WrongType),
    }
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
    missing.map(|field| Problem { at: Some(At::field(field.key)), what: ProblemKind::Missing }).collect()
}
