//! The bytes in which changes and records are stored and sent. The files in `golden/` are kept for ever: what
//! an old device wrote must be read by every later version. Never write one anew; add a new one beside it.

use std::collections::BTreeSet;

use serde::Serialize;
use serde::de::DeserializeOwned;

use super::{change_id, circle, day, item, person, record_id};
use crate::change::{At, Change, Edit};
use crate::field::FieldKey;
use crate::file::{FileFact, FileHash};
use crate::kind::{Kind, StateKey};
use crate::record::{Item, Place, Record, Slot, Stamp, Version};
use crate::role::Sensitivity;
use crate::scope::{Revision, Scope};
use crate::value::{Moment, Value};

fn kept<T: Serialize + DeserializeOwned + PartialEq + std::fmt::Debug>(name: &str, value: &T) {
    let file = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("golden").join(name);
    let bytes = postcard::to_allocvec(value).unwrap();
    let hex: String = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
    // Only where there is none yet.
    if !file.exists() && std::env::var_os("UPDATE_GOLDEN").is_some() {
        std::fs::write(&file, format!("{hex}\n")).unwrap();
    }
    let old = std::fs::read_to_string(&file).unwrap();
    let old: Vec<u8> = old
        .trim()
        .as_bytes()
        .chunks(2)
        .map(|pair| u8::from_str_radix(std::str::from_utf8(pair).unwrap(), 16).unwrap())
        .collect();
    assert_eq!(&postcard::from_bytes::<T>(&old).unwrap(), value, "{name}: what was written once reads otherwise now");
    assert_eq!(old, bytes, "{name}: written otherwise now");
}

fn every_value() -> Vec<Value> {
    let file = FileFact {
        hash: FileHash([7; 32]),
        bytes: 123_456,
        media: "image/jpeg".into(),
        name: "Page 1.jpg".into(),
        thumbnail: Some(FileHash([8; 32])),
    };
    vec![
        Value::Empty,
        Value::Line("Fractions".into()),
        Value::Prose("She read.\nShe wrote.".into()),
        Value::Number(-40),
        Value::Flag(true),
        Value::Date(day("2026-11-21")),
        Value::Moment(Moment(1_795_000_000_000)),
        Value::Choice(3),
        Value::Person(person(9)),
        Value::Record(record_id(10)),
        Value::File(file),
        Value::Tags(BTreeSet::from(["Urdu".to_owned(), "English".to_owned()])),
    ]
}

/// Fails to compile when a variant is added, so that nobody forgets to add it above.
fn _every_value_is_here(value: &Value) {
    match value {
        Value::Empty | Value::Line(_) | Value::Prose(_) | Value::Number(_) | Value::Flag(_) | Value::Date(_) => {}
        Value::Moment(_) | Value::Choice(_) | Value::Person(_) | Value::Record(_) | Value::File(_) | Value::Tags(_) => {
        }
    }
}

fn every_edit() -> Vec<Edit> {
    let at = At::field(FieldKey(1));
    let within = At::item(FieldKey(7), item(3), FieldKey(2));
    let place = Place(vec![128]);
    vec![
        Edit::Create { sensitivity: Sensitivity::Sensitive, named: vec![person(2)] },
        Edit::Set { at, value: Value::Line("new".into()), base: Value::Empty },
        Edit::Write { at: within, text: "now".into(), base: "then".into() },
        Edit::AddItem {
            list: FieldKey(7),
            item: item(3),
            place: place.clone(),
            fields: vec![(FieldKey(1), Value::Number(1))],
        },
        Edit::PlaceItem { list: FieldKey(7), item: item(3), place },
        Edit::RemoveItem { list: FieldKey(7), item: item(3) },
        Edit::RestoreItem { list: FieldKey(7), item: item(3) },
        Edit::Move { from: StateKey(1), to: StateKey(2) },
        Edit::Choose { at, value: Value::Prose("both".into()), settles: vec![change_id(5)] },
        Edit::Name { add: vec![person(4)], remove: vec![person(5)] },
        Edit::Remove,
        Edit::Restore,
    ]
}

/// Fails to compile when a variant is added, so that nobody forgets to add it above.
fn _every_edit_is_here(edit: &Edit) {
    match edit {
        Edit::Create { .. } | Edit::Set { .. } | Edit::Write { .. } | Edit::AddItem { .. } => {}
        Edit::PlaceItem { .. } | Edit::RemoveItem { .. } | Edit::RestoreItem { .. } | Edit::Move { .. } => {}
        Edit::Choose { .. } | Edit::Name { .. } | Edit::Remove | Edit::Restore => {}
    }
}

#[test]
fn a_change_is_stored_as_ever() {
    let change = Change {
        id: change_id(300),
        record: record_id(1),
        kind: Kind(10),
        circle: circle(),
        made_at: Moment(1_795_000_000_123),
        edits: every_edit(),
    };
    kept("change.hex", &change);
}

#[test]
fn a_record_is_stored_as_ever() {
    let stamp = |revision| Stamp { by: person(1), at: Moment(1_795_000_000_000), revision: Revision(revision) };
    let fields = every_value().into_iter().zip(1..).map(|(value, key)| {
        let other = Version { value: value.clone(), stamp: stamp(2), change: change_id(2), to_choose: key % 2 == 0 };
        (FieldKey(key), Slot { value, stamp: (key % 3 == 0).then(|| stamp(3)), others: vec![other] })
    });
    let slot = Slot { value: Value::Number(1), stamp: None, others: Vec::new() };
    let row = Item {
        id: item(3),
        place: Place(vec![128, 4]),
        added: stamp(1),
        revision: Revision(9),
        removed: true,
        fields: [(FieldKey(1), slot)].into(),
    };
    let record = Record {
        id: record_id(1),
        kind: Kind(10),
        circle: circle(),
        sensitivity: Sensitivity::Everyday,
        named: vec![person(2)],
        state: StateKey(3),
        moved: Some(stamp(4)),
        created: stamp(1),
        changed: stamp(9),
        received: Some(Moment(1_795_000_000_456)),
        removed: false,
        fields: fields.collect(),
        lists: [(FieldKey(40), vec![row])].into(),
    };
    kept("record.hex", &record);
}

#[test]
fn a_scope_and_its_key_are_stored_as_ever() {
    use crate::ids::RecordId;
    let levels = [Sensitivity::Practice, Sensitivity::Everyday, Sensitivity::Sensitive, Sensitivity::Restricted];
    let mut scopes: Vec<Scope> = levels.into_iter().map(|level| Scope::Circle(circle(), level)).collect();
    scopes.push(Scope::Share(RecordId::from_bytes([6; 16])));
    kept("scopes.hex", &scopes);
    let keys: BTreeSet<Vec<u8>> = scopes.iter().map(Scope::key).collect();
    assert_eq!(keys.len(), scopes.len(), "a key names one scope");
    kept("scope_keys.hex", &scopes.iter().map(Scope::key).collect::<Vec<_>>());
}
