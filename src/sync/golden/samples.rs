//! One of everything.

use domain::change::{At, Change, Edit};
use domain::check::{Problem, ProblemKind};
use domain::field::FieldKey;
use domain::file::{FileFact, FileHash};
use domain::ids::{ChangeId, CircleId, DeviceId, ItemId, PersonId, RecordId};
use domain::kind::{Kind, StateKey};
use domain::merge::{Fate, Unfit, apply};
use domain::record::{Place, Record};
use domain::role::Sensitivity;
use domain::scope::{Revision, Scope};
use domain::value::{Moment, Value};

use crate::device::{Draft, Entry, EntryState};
use crate::wire::{
    AccessEpoch, Again, Cursor, HistoryEntry, HistoryReply, Outcome, Refusal, Segment, ServerEpoch, SyncReply,
    SyncRequest,
};

const AT: At = At { field: FieldKey(3), item: None };

fn change_id(n: u8) -> ChangeId {
    ChangeId::from_bytes([n; 16])
}

fn item() -> ItemId {
    ItemId::from_bytes([0x11; 16])
}

fn circle() -> CircleId {
    CircleId::from_bytes([0x22; 16])
}

fn record_id() -> RecordId {
    RecordId::from_bytes([0x33; 16])
}

fn person() -> PersonId {
    PersonId::from_bytes([0x44; 16])
}

fn scopes() -> [Scope; 5] {
    [
        Scope::Circle(circle(), Sensitivity::Practice),
        Scope::Circle(circle(), Sensitivity::Everyday),
        Scope::Circle(circle(), Sensitivity::Sensitive),
        Scope::Circle(circle(), Sensitivity::Restricted),
        Scope::Share(record_id()),
    ]
}

fn values() -> Vec<Value> {
    let thumbnail = Some(FileHash([0x66; 32]));
    let (media, name) = ("image/jpeg".to_owned(), "Page 1".to_owned());
    let file = FileFact { hash: FileHash([0x55; 32]), bytes: 123_456, media, name, thumbnail };
    vec![
        Value::Empty,
        Value::Line("a line".to_owned()),
        Value::Prose("She read. Más.".to_owned()),
        Value::Number(-5),
        Value::Flag(true),
        Value::Date("2026-11-21".parse().unwrap()),
        Value::Moment(Moment(1_795_000_000_000)),
        Value::Choice(2),
        Value::Person(person()),
        Value::Record(record_id()),
        Value::File(file),
        Value::Tags(["Welsh".to_owned(), "Urdu".to_owned()].into()),
    ]
}

fn change(n: u8, edits: Vec<Edit>) -> Change {
    let (record, kind, made_at) = (record_id(), Kind(200), Moment(1_795_000_000_000));
    Change { id: change_id(n), record, kind, circle: circle(), made_at, edits }
}

fn edits() -> Vec<Edit> {
    let list = FieldKey(7);
    let place = Place(vec![128, 1]);
    let inside = At { field: FieldKey(1), item: Some((list, item())) };
    let mut edits = vec![Edit::Create { sensitivity: Sensitivity::Sensitive, named: vec![person()] }];
    edits.extend(values().into_iter().map(|value| Edit::Set { at: AT, value, base: Value::Empty }));
    edits.extend([
        Edit::AddItem { list, item: item(), place: place.clone(), fields: vec![(FieldKey(1), Value::Choice(0))] },
        Edit::Write { at: inside, text: "New.".to_owned(), base: "Old.".to_owned() },
        Edit::PlaceItem { list, item: item(), place },
        Edit::RemoveItem { list, item: item() },
        Edit::RestoreItem { list, item: item() },
        Edit::Move { from: StateKey(0), to: StateKey(2) },
        Edit::Choose { at: AT, value: Value::Prose("Both.".to_owned()), settles: vec![change_id(9)] },
        Edit::Name { add: vec![person()], remove: vec![person()] },
        Edit::Remove,
        Edit::Restore,
    ]);
    edits
}

pub(crate) fn request() -> SyncRequest {
    let cursor = |scope| Cursor { scope, access: AccessEpoch(3), upto: Revision(300) };
    SyncRequest {
        protocol: 3,
        device: DeviceId::from_bytes([0x77; 16]),
        device_time: Moment(-1),
        server: Some(ServerEpoch(u64::MAX)),
        cursors: scopes().map(cursor).into(),
        push: vec![change(1, edits())],
        person: person(),
        again: vec![Again { change: change_id(1), former: Some(Revision(299)) }],
    }
}

fn outcomes() -> Vec<Outcome> {
    let [_, scope, ..] = scopes();
    let accepted = |fate| Outcome::Accepted { fate, scope, revision: Revision(301), at: Moment(1) };
    let kinds = [
        ProblemKind::Missing,
        ProblemKind::TooLong(60),
        ProblemKind::OutOfRange(0, 13),
        ProblemKind::NoSuchChoice,
        ProblemKind::WrongType,
        ProblemKind::Unknown,
        ProblemKind::FileTooLarge,
        ProblemKind::NobodyNamed,
        ProblemKind::TooMuch,
    ];
    let problems = kinds.map(|what| Problem { at: Some(AT), what }).into();
    let unfit = [Unfit::NoSuchRecord, Unfit::ExistsAlready, Unfit::NoSuchItem, Unfit::MovedOn, Unfit::WrongRecord];
    let mut outcomes: Vec<Outcome> = [Fate::Applied, Fate::Merged, Fate::BothKept].map(accepted).into();
    outcomes.push(Outcome::Quarantined { at: Moment(2) });
    outcomes.push(Outcome::Refused { reason: Refusal::NotAllowed });
    outcomes.push(Outcome::Refused { reason: Refusal::Unsound(problems) });
    outcomes.extend(unfit.map(|unfit| Outcome::Refused { reason: Refusal::Unfit(unfit) }));
    outcomes
}

pub(crate) fn reply() -> SyncReply {
    let [practice, everyday, ..] = scopes();
    let segment =
        Segment { scope: everyday, access: AccessEpoch(3), upto: Revision(301), count: 2, packed: vec![1, 2, 3] };
    SyncReply {
        protocol: 3,
        server: ServerEpoch(7),
        server_time: Moment(1_795_000_000_001),
        outcomes: (1..).map(change_id).zip(outcomes()).collect(),
        removed: vec![practice],
        gone: vec![(everyday, record_id())],
        segments: vec![segment],
        more: true,
        person: person(),
        began: Moment(1_794_000_000_000),
        later: vec![change_id(9)],
    }
}

pub(super) fn history() -> HistoryReply {
    let (author, author_name, revision, at) = (person(), "Ms Okoro".to_owned(), Revision(4), Moment(5));
    HistoryReply {
        entries: vec![HistoryEntry { change: change(2, vec![Edit::Remove]), author, author_name, revision, at }],
    }
}

pub(super) fn entries() -> Vec<Entry> {
    let entry = |state| Entry { change: change(3, vec![Edit::Restore]), state };
    let answered = outcomes().into_iter().map(EntryState::Answered);
    std::iter::once(EntryState::Waiting).chain(answered).map(entry).collect()
}

pub(crate) fn draft() -> Draft {
    let (kind, at) = (Kind(200), Moment(6));
    let (form, words) = ("{\"text\":\"half a\"}".to_owned(), "half a".to_owned());
    Draft { record: record_id(), kind, circle: circle(), at, form, words, version: 0 }
}

/// A record with a version that lost, one that waits for a choice, and an item.
pub(crate) fn record() -> Record {
    let made = apply(None, &change(1, edits()), person(), Revision(1)).unwrap().record;
    let set = Edit::Set { at: AT, value: Value::Line("later".to_owned()), base: Value::Line("unseen".to_owned()) };
    let prose = At::field(FieldKey(4));
    let write = |text: &str| Edit::Write { at: prose, text: text.to_owned(), base: "One.".to_owned() };
    let second = apply(Some(&made), &change(2, vec![set, write("Two.")]), person(), Revision(2)).unwrap().record;
    let third = apply(Some(&second), &change(3, vec![write("Three.")]), person(), Revision(3)).unwrap().record;
    Record { received: Some(Moment(8)), ..third }
}
