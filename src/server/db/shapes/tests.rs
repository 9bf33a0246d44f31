use std::path::Path;

use domain::access::Membership;
use domain::change::{At, Edit};
use domain::file::FileHash;
use domain::ids::{ChangeId, CircleId, DeviceId, PersonId, RecordId};
use domain::kind::Kind;
use domain::merge::{Fate, apply};
use domain::role::{Role, Sensitivity};
use domain::value::Value;
use sync::stored::golden::Samples;
use sync::wire::Outcome;

use super::*;
use crate::db::Deed;
use crate::journal::{Changed, Entry};

const AT: Moment = Moment(1_795_000_000_000);

fn person() -> PersonId {
    PersonId::from_bytes([0x44; 16])
}

fn circle() -> CircleId {
    CircleId::from_bytes([0x22; 16])
}

fn device() -> DeviceId {
    DeviceId::from_bytes([0x77; 16])
}

fn scope() -> Scope {
    Scope::Circle(circle(), Sensitivity::Sensitive)
}

fn change() -> Change {
    let (field, record) = (At::field(domain::field::FieldKey(3)), RecordId::from_bytes([0x33; 16]));
    let edits = vec![
        Edit::Create { sensitivity: Sensitivity::Sensitive, named: vec![person()] },
        Edit::Set { at: field, value: Value::Line("a line".to_owned()), base: Value::Empty },
    ];
    Change { id: ChangeId::from_bytes([1; 16]), record, kind: Kind(200), circle: circle(), made_at: AT, edits }
}

fn row() -> PersonRow {
    let name = "Ms Okoro".to_owned();
    PersonRow { id: person(), name, role: Role::KeyContact, may_add_pupils: true, administrator: false }
}

fn audit(deed: Deed) -> AuditEntry {
    let entry = AuditEntry::of(person(), device(), deed, AT);
    let (circle, record) = (Some(circle()), Some(RecordId::from_bytes([0x33; 16])));
    AuditEntry { role: Some(Role::Parent), circle, record, kind: Some(Kind(10)), device_time: Moment(-1), ..entry }
}

fn page() -> Page {
    let (scope, revision, author) = (scope(), Revision(300), person());
    let changed = Changed { scope, revision, author, device: device(), at: AT, change: change() };
    let entries = vec![
        Entry::Person(row()),
        Entry::SignIn { name: "okoro".to_owned(), person: author, password: "$argon2id$".to_owned() },
        Entry::Device { person: author, device: device(), secret: [5; 32], seen: AT },
        Entry::SessionEnded([6; 32]),
        Entry::SessionsEnded(author),
        Entry::Changed(changed),
        Entry::File { hash: FileHash([7; 32]), bytes: 123_456, media: "image/jpeg".to_owned(), by: author, at: AT },
    ];
    Page { journal: [0x99; 16], number: 300, entries }
}

#[test]
fn what_the_server_keeps_is_as_it_was() {
    let mut samples = Samples::in_folder(&Path::new(env!("CARGO_MANIFEST_DIR")).join("golden"));
    samples.hold(&row());
    samples.hold(&Logged { scope: scope(), change: change() });
    samples.hold(&Lives(vec![(ServerEpoch(u64::MAX), Moment(0)), (ServerEpoch(7), AT)]));
    samples.hold(&Grids([(Kind(1), Some([8; 32])), (Kind(200), None)].into()));
    samples.hold(&Place { towards: [9; 32], after: Some((scope(), Revision(300))) });
    samples.hold(&audit(Deed::Fetched(FileHash([7; 32]))));
    samples.hold(&page());
    samples.are_of_all(SHAPES);
}

/// The shapes that `sync` declares for servers, whose samples lie here, too.
#[test]
fn what_the_server_keeps_of_the_domain_is_as_it_was() {
    let mut samples = Samples::in_folder(&Path::new(env!("CARGO_MANIFEST_DIR")).join("golden"));
    let (from, until) = (Some("2026-11-02".parse().expect("a day")), Some("2026-12-18".parse().expect("a day")));
    samples.hold(&Membership { role: Role::Therapist, ceiling: Sensitivity::Sensitive, from, until });
    samples.hold(&change());
    samples.hold(&apply(None, &change(), person(), Revision(3)).expect("it begins").record);
    samples.hold(&scope());
    samples.hold(&Outcome::Accepted { fate: Fate::BothKept, scope: scope(), revision: Revision(301), at: AT });
    samples.hold(&ServerEpoch(u64::MAX));
    samples.are_of_all(sync::stored::SHARED);
}
