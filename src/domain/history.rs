//! What a change changed, for the history that anybody may read who may read the record (X5).

use crate::change::{At, Change, Edit};
use crate::field::FieldKey;
use crate::ids::{ItemId, PersonId};
use crate::kind::StateKey;
use crate::merge;
use crate::prose::Effort;
use crate::record::Record;
use crate::value::Value;

/// One line of history. Values, not words, so that a screen can write dates, people and choices in its language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Step {
    /// The record began.
    Began,
    /// A field, or a field of an item, changed.
    Changed(Difference),
    /// An item joined the list; what it held follows as [`Step::Changed`].
    Added(FieldKey, ItemId),
    /// An item left the list; what it held stands before as [`Step::Changed`], from something to nothing.
    Gone(FieldKey, ItemId),
    /// An item came back.
    Back(FieldKey, ItemId),
    /// An item moved within its list.
    Placed(FieldKey, ItemId),
    /// The record moved on.
    Moved(StateKey, StateKey),
    /// A person chose among texts that were both kept.
    Chosen(Difference),
    /// These people may see it from now on; these no longer.
    Named(Vec<PersonId>, Vec<PersonId>),
    /// Somebody took the record away.
    TakenAway,
    /// Somebody brought it back.
    BroughtBack,
}

/// What stood somewhere before and after.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// Where.
    pub at: At,
    /// What stood there.
    pub before: Value,
    /// What its author put there: after a merge more may stand there than this.
    pub after: Value,
}

impl Difference {
    /// The words before and after, for plain text.
    #[must_use]
    pub fn words(&self) -> (String, String) {
        (self.before.words(), self.after.words())
    }
}

/// What a change did, in order, given the record as it was before; `None` before where the record began with it.
/// "Before" is what the author saw, where the change says so: that is what they meant to change.
#[must_use]
pub fn steps(before: Option<&Record>, change: &Change) -> Vec<Step> {
    let mut now = before.cloned();
    let (mut steps, mut effort) = (Vec::new(), Effort::OF_A_CHANGE);
    for edit in &change.edits {
        steps.extend(steps_of(now.as_ref(), edit));
        match &mut now {
            Some(record) => {
                let stamp = record.changed;
                // What does not fit is not shown; the change was refused as a whole then.
                let _ = merge::apply_edit(record, edit, change, (stamp, false), &mut effort);
            }
            None => now = begun(change, edit),
        }
    }
    steps
}

/// Only the differences: where, what stood there, what stands there now.
#[must_use]
pub fn differences(before: Option<&Record>, change: &Change) -> Vec<Difference> {
    let steps = steps(before, change).into_iter();
    let differences = steps.filter_map(|step| match step {
        Step::Changed(difference) | Step::Chosen(difference) => Some(difference),
        _ => None,
    });
    differences.collect()
}

fn begun(change: &Change, edit: &Edit) -> Option<Record> {
    let only = Change { edits: vec![edit.clone()], ..change.clone() };
    // Who and after which change is not looked at here.
    let nobody = PersonId::from_bytes([0; 16]);
    merge::apply(None, &only, nobody, crate::scope::Revision::default()).ok().map(|applied| applied.record)
}

fn steps_of(now: Option<&Record>, edit: &Edit) -> Vec<Step> {
    let held = |at: At| now.and_then(|record| record.slot(at)).map_or(Value::Empty, |slot| slot.value.clone());
    match edit {
        Edit::Create { .. } => vec![Step::Began],
        Edit::Set { at, value, base } => {
            vec![Step::Changed(Difference { at: *at, before: base.clone(), after: value.clone() })]
        }
        Edit::Write { at, text, base } => vec![Step::Changed(Difference {
            at: *at,
            before: Value::Prose(base.clone()),
            after: Value::Prose(text.clone()),
        })],
        Edit::AddItem { list, item, fields, .. } => {
            let added = fields.iter().filter(|(_, value)| !value.is_empty()).map(|(key, value)| {
                let at = At::item(*list, *item, *key);
                Step::Changed(Difference { at, before: Value::Empty, after: value.clone() })
            });
            std::iter::once(Step::Added(*list, *item)).chain(added).collect()
        }
        Edit::RemoveItem { list, item } => {
            let slots = now.and_then(|record| record.item(*list, *item)).into_iter().flat_map(|item| &item.fields);
            let gone = slots.filter(|(_, slot)| !slot.value.is_empty()).map(|(key, slot)| {
                let at = At::item(*list, *item, *key);
                Step::Changed(Difference { at, before: slot.value.clone(), after: Value::Empty })
            });
            gone.chain([Step::Gone(*list, *item)]).collect()
        }
        Edit::RestoreItem { list, item } => vec![Step::Back(*list, *item)],
        Edit::PlaceItem { list, item, .. } => vec![Step::Placed(*list, *item)],
        Edit::Move { from, to } => vec![Step::Moved(*from, *to)],
        Edit::Choose { at, value, .. } => {
            vec![Step::Chosen(Difference { at: *at, before: held(*at), after: value.clone() })]
        }
        Edit::Name { add, remove } => vec![Step::Named(add.clone(), remove.clone())],
        Edit::Remove => vec![Step::TakenAway],
        Edit::Restore => vec![Step::BroughtBack],
    }
}
