//! What the hospital side asks of the school at the first contact, item by item, with days waiting (A2).

use chrono::NaiveDate;

use crate::calendar::london_day;
use crate::duty::{self, DutySpec, When};
use crate::field::{ChoiceOf, Field, FieldSpec, FieldType, Items, Prose};
use crate::file::FileFact;
use crate::ids::ItemId;
use crate::kind::{Kind, KindSpec, Move, StateKey, StateSpec};
use crate::record::{Item, Record};
use crate::role::{Right, Role, Sensitivity};

/// This kind's number.
pub const KIND: Kind = Kind(24);

/// What is asked for.
pub const ITEMS: Field<Items> = Field::new(1);
/// Anything else for the school to know.
pub const NOTE: Field<Prose> = Field::new(2);

/// In [`ITEMS`]: a choice of [`WHAT_CHOICES`].
pub const WHAT: Field<ChoiceOf> = Field::new(1);
/// In [`ITEMS`]: which: the subject of a plan, or what "other" is.
pub const NAME: Field<String> = Field::new(2);
/// In [`ITEMS`]: a choice of [`ANSWERS`]; none yet means asked.
pub const ANSWER: Field<ChoiceOf> = Field::new(3);
/// In [`ITEMS`]: when it was asked for.
pub const ASKED_ON: Field<NaiveDate> = Field::new(4);
/// In [`ITEMS`]: when the school answered.
pub const ANSWERED_ON: Field<NaiveDate> = Field::new(5);
/// In [`ITEMS`]: what the school says about it.
pub const ITEM_NOTE: Field<Prose> = Field::new(6);
/// In [`ITEMS`]: the file that answers it.
pub const FILE: Field<FileFact> = Field::new(7);

/// What a school can be asked for at the first contact.
pub const WHAT_CHOICES: &[&str] = &[
    "medium_term_plan",
    "attainment",
    "support",
    "education_health_care_plan",
    "targets",
    "pen_portrait",
    "timetable",
    "exam_texts_and_papers",
    "other",
];
/// [`WHAT_CHOICES`]: the medium-term plan of a subject.
pub const MEDIUM_TERM_PLAN: ChoiceOf = ChoiceOf(0);
/// [`WHAT_CHOICES`]: what [`NAME`] says.
pub const OTHER: ChoiceOf = ChoiceOf(8);
/// How an item stands.
pub const ANSWERS: &[&str] = &["asked", "received", "not_held", "declined"];
/// [`ANSWERS`]: asked, waits.
pub const ASKED: ChoiceOf = ChoiceOf(0);
/// [`ANSWERS`]: here.
pub const RECEIVED: ChoiceOf = ChoiceOf(1);
/// [`ANSWERS`]: the school does not have it.
pub const NOT_HELD: ChoiceOf = ChoiceOf(2);
/// [`ANSWERS`]: the school does not give it.
pub const DECLINED: ChoiceOf = ChoiceOf(3);

/// Waits for answers.
pub const OPEN: StateKey = StateKey(1);
/// Answered.
pub const COMPLETE: StateKey = StateKey(2);

const KEEPERS: &[Role] = &[Role::HospitalTeacher, Role::ServiceLead, Role::KeyContact];

/// The declaration.
pub static SPEC: KindSpec = KindSpec {
    kind: KIND,
    name: "first_contact_checklist",
    fields: FIELDS,
    states: &[StateSpec::new(1, "open"), StateSpec::new(2, "complete").settled()],
    moves: &[Move { from: OPEN, to: COMPLETE, by: KEEPERS }, Move { from: COMPLETE, to: OPEN, by: KEEPERS }],
    sensitivity: Sensitivity::Everyday,
    rights: &[
        (Role::HospitalTeacher, Right::Share),
        (Role::ServiceLead, Right::Share),
        (Role::KeyContact, Right::Share),
        (Role::ClassTeacher, Right::Write),
        (Role::TeachingAssistant, Right::Write),
        (Role::SeniorLeader, Right::Read),
        (Role::Parent, Right::Read),
    ],
    duties: DUTIES,
    title: |_| String::new(),
};

const FIELDS: &[FieldSpec] = &[ITEMS.spec("items", FieldType::Items(ITEM)), NOTE.spec("note", FieldType::Prose(4_000))];

const ITEM: &[FieldSpec] = &[
    WHAT.spec("what", FieldType::Choice(WHAT_CHOICES)),
    NAME.spec("name", FieldType::Line(120)),
    ANSWER.spec("answer", FieldType::Choice(ANSWERS)),
    ASKED_ON.spec("asked_on", FieldType::Date),
    ANSWERED_ON.spec("answered_on", FieldType::Date),
    ITEM_NOTE.spec("note", FieldType::Prose(2_000)),
    FILE.spec("file", FieldType::File),
];

// Whatever was asked for waits, also where it was added to a list that was complete.
const DUTIES: &[DutySpec] = &[DutySpec::of(duty::ANSWER_CHECKLIST, &[Role::KeyContact], &[OPEN, COMPLETE])
    .from(When::WorkedOut("the first was asked that waits", waits_since, ASKED))];

fn waits_since(checklist: &Record, _: ChoiceOf) -> Option<NaiveDate> {
    waiting(checklist).iter().map(|item| asked_on(item)).min()
}

fn asked_on(item: &Item) -> NaiveDate {
    item.get(ASKED_ON).unwrap_or_else(|| london_day(item.added.at))
}

/// The items that wait for the school.
#[must_use]
pub fn waiting(checklist: &Record) -> Vec<&Item> {
    let mut items = checklist.items(ITEMS);
    items.retain(|item| matches!(item.get(ANSWER), None | Some(ASKED)));
    items
}

/// Where the checklist stands once this item is answered like this: complete when no other waits.
#[must_use]
pub fn state_after(checklist: &Record, item: ItemId, answer: ChoiceOf) -> StateKey {
    let others = waiting(checklist).into_iter().any(|waits| waits.id != item);
    if others || answer == ASKED { OPEN } else { COMPLETE }
}

/// For how many days an item has waited, or had waited when it was answered.
#[must_use]
pub fn days_waiting(item: &Item, today: NaiveDate) -> i64 {
    let until = match item.get(ANSWER) {
        None | Some(ASKED) => today,
        Some(_) => item.get(ANSWERED_ON).unwrap_or(today),
    };
    (until - asked_on(item)).num_days().max(0)
}
