//! The contract that every database engine keeps, told once and heard by each.

use std::sync::Arc;

use domain::access::Membership;
use domain::change::{Change, Edit};
use domain::file::FileHash;
use domain::ids::{ChangeId, CircleId, DeviceId, PersonId, RecordId};
use domain::kinds::pupil;
use domain::merge::{Fate, apply};
use domain::record::Record;
use domain::role::{Role, Sensitivity};
use domain::scope::{Revision, Scope};
use domain::value::Moment;
use sync::wire::{AccessEpoch, Outcome};

use super::memory::MemoryDb;
use super::sqlite::SqliteDb;
use super::*;

const NINE: Most = Most { records: 9, bytes: usize::MAX };

fn grace() -> PersonId {
    PersonId::from_bytes([1; 16])
}

fn helen() -> PersonId {
    PersonId::from_bytes([2; 16])
}

fn change(number: u8) -> Change {
    let record = RecordId::from_bytes([number; 16]);
    let create = Edit::Create { sensitivity: Sensitivity::Everyday, named: Vec::new() };
    let id = ChangeId::from_bytes([number; 16]);
    Change { id, record, kind: pupil::KIND, circle: record.as_circle(), made_at: Moment(5), edits: vec![create] }
}

fn scope() -> Scope {
    Scope::Circle(CircleId::from_bytes([1; 16]), Sensitivity::Everyday)
}

/// A record of the one circle of this story.
fn record(number: u8, revision: u64) -> Record {
    let change = Change { circle: CircleId::from_bytes([1; 16]), ..change(number) };
    apply(None, &change, grace(), Revision(revision)).expect("a beginning fits").record
}

/// Tells one part of the story to every engine.
macro_rules! every_engine {
    ($($part:ident),* $(,)?) => {
        mod memory {
            $(#[tokio::test] async fn $part() { super::$part(super::Arc::new(super::MemoryDb::default())).await; })*
        }
        mod sqlite {
            $(#[tokio::test] async fn $part() {
                let folder = tempfile::tempdir().expect("a folder");
                let db = super::SqliteDb::open(&folder.path().join("story.db")).await.expect("opens");
                super::$part(super::Arc::new(db)).await;
            })*
        }
    };
}
every_engine!(
    what_is_not_committed_never_was,
    a_reader_sees_one_moment,
    records_come_in_the_order_of_their_revisions,
    records_apart_are_those_not_open_to_a_role,
    heads_are_given_for_scopes_that_have_one,
    an_outcome_is_remembered_with_its_author,
    changes_are_kept_in_order,
    what_was_is_kept_once_and_found_by_revision,
    packs_take_each_others_place,
    every_record_comes_once_in_turn_with_whom_it_is_open_to,
    memberships_are_found_by_person_and_by_circle,
    withdrawn_records_come_back,
    an_invitation_has_one_code,
    a_code_is_used_once,
    a_sign_in_name_is_one_persons,
    sessions_end_one_by_one_and_all_at_once,
    what_has_ended_is_swept,
    a_device_keeps_its_first_secret,
    files_are_counted_for_who_brought_them,
    the_audit_is_a_chain,
);

type Engine = Arc<dyn Db>;

async fn writing(db: &Engine) -> Box<dyn Txn> {
    db.write().await.expect("begins")
}

async fn what_is_not_committed_never_was(db: Engine) {
    let mut txn = writing(&db).await;
    txn.put_setting("a", b"1").await.expect("puts");
    txn.commit().await.expect("commits");
    let mut txn = writing(&db).await;
    txn.put_setting("a", b"2").await.expect("puts");
    txn.put_setting("a", b"3").await.expect("puts");
    txn.put_record(&record(1, 1), Roles::default()).await.expect("puts");
    txn.put_session(&[1; 32], &session(grace())).await.expect("puts");
    drop(txn);
    let mut txn = writing(&db).await;
    assert_eq!(txn.setting("a").await.expect("reads").as_deref(), Some(&b"1"[..]));
    assert_eq!(txn.setting("b").await.expect("reads"), None);
    assert_eq!(txn.record(RecordId::from_bytes([1; 16])).await.expect("reads"), None);
    assert_eq!(txn.records_after(scope(), Revision(0), NINE).await.expect("reads").records, []);
    assert_eq!(txn.session(&[1; 32]).await.expect("reads"), None);
}

async fn a_reader_sees_one_moment(db: Engine) {
    let mut txn = writing(&db).await;
    txn.put_record(&record(1, 1), Roles::default()).await.expect("puts");
    txn.commit().await.expect("commits");
    let mut reader = db.read().await.expect("begins");
    assert!(reader.record(RecordId::from_bytes([1; 16])).await.expect("reads").is_some());
    assert!(reader.record(RecordId::from_bytes([2; 16])).await.expect("reads").is_none());
}

async fn records_come_in_the_order_of_their_revisions(db: Engine) {
    let mut txn = writing(&db).await;
    for (number, revision) in [(1, 1), (2, 2), (3, 3), (1, 4)] {
        txn.put_record(&record(number, revision), Roles::default()).await.expect("puts");
    }
    let mut other = record(9, 1);
    other.sensitivity = Sensitivity::Sensitive;
    txn.put_record(&other, Roles::default()).await.expect("puts");
    let all = txn.records_after(scope(), Revision(0), NINE).await.expect("reads").records;
    assert_eq!(all, [record(2, 2), record(3, 3), record(1, 4)]);
    let one = SomeRecords { records: vec![record(3, 3)], more: true };
    let by_number = Most { records: 1, ..NINE };
    assert_eq!(txn.records_after(scope(), Revision(2), by_number).await.expect("reads"), one);
    let by_bytes = Most { bytes: 1, ..NINE };
    assert_eq!(txn.records_after(scope(), Revision(2), by_bytes).await.expect("reads"), one, "never less than one");
    let last = SomeRecords { records: vec![record(1, 4)], more: false };
    assert_eq!(txn.records_after(scope(), Revision(3), by_number).await.expect("reads"), last);
    assert_eq!(txn.records_after(scope(), Revision(4), NINE).await.expect("reads").records, []);
}

async fn records_apart_are_those_not_open_to_a_role(db: Engine) {
    let mut txn = writing(&db).await;
    let all = Roles::which(|_| true);
    let school = Roles::which(|role| role == Role::ClassTeacher);
    for (number, open) in [(1, all), (2, school), (3, Roles::default())] {
        txn.put_record(&record(number, u64::from(number)), open).await.expect("puts");
    }
    let apart = txn.records_apart(scope(), Role::Parent, Revision(9), NINE).await.expect("reads").records;
    assert_eq!(apart, [record(2, 2), record(3, 3)]);
    let apart = txn.records_apart(scope(), Role::ClassTeacher, Revision(9), NINE).await.expect("reads").records;
    assert_eq!(apart, [record(3, 3)]);
    assert_eq!(txn.records_apart(scope(), Role::ClassTeacher, Revision(2), NINE).await.expect("reads").records, []);
}

async fn heads_are_given_for_scopes_that_have_one(db: Engine) {
    let mut txn = writing(&db).await;
    let many: Vec<Scope> = (0..=255u8)
        .flat_map(|first| {
            (0..5u8).map(move |second| {
                let mut bytes = [first; 16];
                bytes[1] = second;
                Scope::Circle(CircleId::from_bytes(bytes), Sensitivity::Everyday)
            })
        })
        .collect();
    assert_eq!(txn.heads(&many).await.expect("reads"), []);
    let head = Head { revision: Revision(7), floor: Revision(3), bytes: 5_000_000_000 };
    for scope in [many[0], many[700], many[1_279]] {
        txn.put_head(scope, Head { revision: Revision(1), floor: Revision(0), bytes: 1 }).await.expect("puts");
        txn.put_head(scope, head).await.expect("puts");
    }
    let mut heads = txn.heads(&many).await.expect("reads");
    heads.sort_by_key(|(scope, _)| *scope);
    assert_eq!(heads, [(many[0], head), (many[700], head), (many[1_279], head)]);
}

async fn an_outcome_is_remembered_with_its_author(db: Engine) {
    let mut txn = writing(&db).await;
    let outcome = Outcome::Accepted { fate: Fate::Merged, scope: scope(), revision: Revision(3), at: Moment(8) };
    let id = change(1).id;
    assert_eq!(txn.outcome(id).await.expect("reads"), None);
    let row = OutcomeRow { author: grace(), outcome, said: Some([9; 32]) };
    txn.put_outcome(id, &row).await.expect("puts");
    assert_eq!(txn.outcome(id).await.expect("reads"), Some(row.clone()));
    let unknown = OutcomeRow { said: None, ..row };
    txn.put_outcome(change(2).id, &unknown).await.expect("puts");
    assert_eq!(txn.outcome(change(2).id).await.expect("reads"), Some(unknown));
}

async fn changes_are_kept_in_order(db: Engine) {
    let mut txn = writing(&db).await;
    let row = |number: u8, revision: u64| ChangeRow {
        scope: scope(),
        revision: Revision(revision),
        author: grace(),
        device: DeviceId::from_bytes([3; 16]),
        at: Moment(9),
        change: Change { id: ChangeId::from_bytes([revision as u8; 16]), ..change(number) },
    };
    for (number, revision) in [(1, 1), (2, 2), (1, 3)] {
        txn.append(&row(number, revision)).await.expect("appends");
    }
    assert_eq!(txn.changes_of(change(1).record).await.expect("reads"), [row(1, 1), row(1, 3)]);
    let between = txn.changes_between(change(1).record, Revision(1), Revision(3)).await.expect("reads");
    assert_eq!(between, [row(1, 3)]);
    assert_eq!(txn.changes_between(change(1).record, Revision(0), Revision(2)).await.expect("reads"), [row(1, 1)]);
    let late =
        QuarantineRow { author: helen(), device: DeviceId::from_bytes([4; 16]), at: Moment(1), change: change(7) };
    txn.quarantine(&late).await.expect("keeps");
    assert_eq!(txn.quarantined().await.expect("reads"), [late]);
}

async fn what_was_is_kept_once_and_found_by_revision(db: Engine) {
    let mut txn = writing(&db).await;
    let (id, other) = (record(1, 1).id, record(2, 1).id);
    let row = |revision: u64, whole: bool| PastRow {
        revision: Revision(revision),
        husk: record(1, revision),
        whole: whole.then(|| record(1, revision)),
    };
    for (revision, whole) in [(3, false), (1, true), (5, true), (5, false)] {
        txn.put_past(id, &row(revision, whole)).await.expect("puts");
    }
    let husks = [row(1, false), row(3, false), row(5, false)];
    assert_eq!(txn.past_of(id).await.expect("reads"), husks);
    assert_eq!(txn.past_of(other).await.expect("reads"), []);
    assert_eq!(txn.past_at(id, Revision(0)).await.expect("reads"), None);
    assert_eq!(txn.past_at(id, Revision(4)).await.expect("reads"), Some((Revision(1), record(1, 1))));
    assert_eq!(txn.past_at(id, Revision(9)).await.expect("reads"), Some((Revision(5), record(1, 5))));
}

async fn packs_take_each_others_place(db: Engine) {
    let mut txn = writing(&db).await;
    let pack = |upto: u64| PackRow { upto: Revision(upto), count: 2, packed: vec![upto as u8; 3] };
    txn.put_pack(scope(), Role::Parent, &pack(1)).await.expect("puts");
    txn.put_pack(scope(), Role::Parent, &pack(2)).await.expect("puts");
    assert_eq!(txn.pack(scope(), Role::Parent).await.expect("reads"), Some(pack(2)));
    assert_eq!(txn.pack(scope(), Role::Pupil).await.expect("reads"), None);
}

async fn every_record_comes_once_in_turn_with_whom_it_is_open_to(db: Engine) {
    let mut txn = writing(&db).await;
    let elsewhere = |number: u8, revision: u64| {
        let change = Change { circle: CircleId::from_bytes([2; 16]), ..change(number) };
        apply(None, &change, grace(), Revision(revision)).expect("a beginning fits").record
    };
    let put = [record(1, 300), record(2, 2), elsewhere(3, 1), elsewhere(4, 7), record(5, 3)];
    for record in &put {
        let open = Roles::which(|role| role == Role::ALL[record.revision().0 as usize % 7]);
        txn.put_record(record, open).await.expect("puts");
    }
    let pack = |upto: u64| PackRow { upto: Revision(upto), count: 2, packed: vec![upto as u8; 3] };
    txn.put_pack(scope(), Role::Parent, &pack(1)).await.expect("puts");
    txn.put_pack(elsewhere(3, 1).scope(), Role::Parent, &pack(2)).await.expect("puts");
    txn.drop_packs(scope()).await.expect("drops");
    assert_eq!(txn.pack(scope(), Role::Parent).await.expect("reads"), None);
    assert_eq!(txn.pack(elsewhere(3, 1).scope(), Role::Parent).await.expect("reads"), Some(pack(2)));
    let (mut found, mut after, mut turns) = (Vec::new(), None, 0);
    loop {
        let some = txn.records_from(after, Most { records: 2, bytes: usize::MAX }).await.expect("reads");
        after = some.records.last().map(|(record, _)| (record.scope(), record.revision()));
        found.extend(some.records);
        turns += 1;
        if !some.more {
            break;
        }
    }
    let order: Vec<(Scope, u64)> = found.iter().map(|(record, _)| (record.scope(), record.revision().0)).collect();
    let (here, there) = (scope(), elsewhere(3, 1).scope());
    assert_eq!((turns, order), (3, vec![(here, 2), (here, 3), (here, 300), (there, 1), (there, 7)]));
    assert!(found.iter().all(|(record, open)| open.has(Role::ALL[record.revision().0 as usize % 7])));
}

fn membership(number: u8, circle: u8, whose: PersonId) -> MembershipRow {
    MembershipRow {
        record: RecordId::from_bytes([number; 16]),
        circle: CircleId::from_bytes([circle; 16]),
        person: whose,
        membership: Membership { role: Role::Parent, ceiling: Sensitivity::Everyday, from: None, until: None },
    }
}

async fn memberships_are_found_by_person_and_by_circle(db: Engine) {
    let mut txn = writing(&db).await;
    let (one, two, three) = (membership(1, 1, grace()), membership(2, 2, grace()), membership(3, 1, helen()));
    for row in [&one, &two, &three] {
        txn.put_membership(row).await.expect("puts");
    }
    assert_eq!(txn.memberships_of(grace()).await.expect("reads"), [one.clone(), two.clone()]);
    assert_eq!(txn.members_of(one.circle).await.expect("reads"), [one.clone(), three.clone()]);
    let moved = MembershipRow { person: helen(), ..one.clone() };
    txn.put_membership(&moved).await.expect("puts");
    txn.end_membership(three.record).await.expect("ends");
    assert_eq!(txn.memberships_of(grace()).await.expect("reads"), [two]);
    assert_eq!(txn.members_of(one.circle).await.expect("reads"), [moved]);
    txn.put_epoch(grace(), one.circle, AccessEpoch(1)).await.expect("puts");
    txn.put_epoch(grace(), one.circle, AccessEpoch(2)).await.expect("puts");
    assert_eq!(txn.epochs_of(grace()).await.expect("reads"), [(one.circle, AccessEpoch(2))]);
    assert_eq!(txn.epochs_of(helen()).await.expect("reads"), []);
}

async fn withdrawn_records_come_back(db: Engine) {
    let mut txn = writing(&db).await;
    let row = |revision| WithdrawnRow { record: change(1).record, scope: scope(), revision: Revision(revision) };
    txn.withdraw(grace(), &row(1)).await.expect("withdraws");
    txn.withdraw(grace(), &row(2)).await.expect("withdraws");
    assert_eq!(txn.withdrawn_from(grace()).await.expect("reads"), [row(2)]);
    txn.see_again(helen(), change(1).record).await.expect("nothing to do");
    txn.see_again(grace(), change(1).record).await.expect("sees");
    assert_eq!(txn.withdrawn_from(grace()).await.expect("reads"), []);
}

async fn an_invitation_has_one_code(db: Engine) {
    let mut txn = writing(&db).await;
    let row = InvitationRow { record: change(1).record, at: Moment(4) };
    txn.put_invitation(&[1; 32], &row).await.expect("puts");
    txn.put_invitation(&[2; 32], &row).await.expect("puts");
    assert_eq!(txn.invitation(&[1; 32]).await.expect("reads"), None);
    assert_eq!(txn.invitation(&[2; 32]).await.expect("reads"), Some(row));
    txn.end_invitation(row.record).await.expect("ends");
    assert_eq!(txn.invitation(&[2; 32]).await.expect("reads"), None);
}

async fn a_code_is_used_once(db: Engine) {
    let mut txn = writing(&db).await;
    assert_eq!(txn.used_code(&[1; 32]).await.expect("reads"), None);
    let row = UsedCodeRow { person: grace(), record: Some(change(1).record), at: Moment(4) };
    txn.put_used_code(&[1; 32], &row).await.expect("puts");
    txn.put_used_code(&[1; 32], &UsedCodeRow { person: helen(), ..row }).await.expect("puts nothing");
    assert_eq!(txn.used_code(&[1; 32]).await.expect("reads"), Some(row));
    let first = UsedCodeRow { person: helen(), record: None, at: Moment(5) };
    txn.put_used_code(&[2; 32], &first).await.expect("puts");
    assert_eq!(txn.used_code(&[2; 32]).await.expect("reads"), Some(first));
}

async fn a_sign_in_name_is_one_persons(db: Engine) {
    let mut txn = writing(&db).await;
    let name = "Grace".to_owned();
    let row = PersonRow { id: grace(), name, role: Role::HospitalTeacher, may_add_pupils: true, administrator: false };
    txn.put_person(&row).await.expect("puts");
    txn.put_person(&PersonRow { administrator: true, ..row.clone() }).await.expect("puts");
    assert_eq!(txn.person(grace()).await.expect("reads"), Some(PersonRow { administrator: true, ..row }));
    assert_eq!(txn.people_count().await.expect("reads"), 1);
    assert!(txn.put_sign_in("grace", grace(), "one").await.expect("puts"));
    assert!(txn.put_sign_in("grace", grace(), "two").await.expect("a new password"));
    assert!(!txn.put_sign_in("grace", helen(), "three").await.expect("is somebody else's"));
    assert_eq!(txn.sign_in("grace").await.expect("reads"), Some((grace(), "two".to_owned())));
    assert_eq!(txn.sign_in("helen").await.expect("reads"), None);
    assert_eq!(txn.sign_in_of(grace()).await.expect("reads"), Some(("grace".to_owned(), "two".to_owned())));
    assert_eq!(txn.sign_in_of(helen()).await.expect("reads"), None);
}

fn session(whose: PersonId) -> SessionRow {
    SessionRow { person: whose, device: DeviceId::from_bytes([6; 16]), begun: Moment(1), expires: Moment(9) }
}

async fn sessions_end_one_by_one_and_all_at_once(db: Engine) {
    let mut txn = writing(&db).await;
    for (token, whose) in [([1; 32], grace()), ([2; 32], grace()), ([3; 32], helen()), ([4; 32], grace())] {
        txn.put_session(&token, &session(whose)).await.expect("puts");
    }
    txn.end_session(&[1; 32]).await.expect("ends");
    assert!(!txn.move_session(&[1; 32], Moment(20)).await.expect("moves nothing"));
    assert_eq!(txn.session(&[1; 32]).await.expect("reads"), None);
    assert!(txn.move_session(&[4; 32], Moment(20)).await.expect("moves"));
    let moved = SessionRow { expires: Moment(20), ..session(grace()) };
    assert_eq!(txn.session(&[4; 32]).await.expect("reads"), Some(moved));
    assert_eq!(txn.session(&[2; 32]).await.expect("reads"), Some(session(grace())));
    assert_eq!(txn.end_sessions_of(grace()).await.expect("ends"), 2);
    assert_eq!(txn.session(&[4; 32]).await.expect("reads"), None);
    assert_eq!(txn.session(&[3; 32]).await.expect("reads"), Some(session(helen())));
}

async fn what_has_ended_is_swept(db: Engine) {
    let mut txn = writing(&db).await;
    txn.put_session(&[1; 32], &session(grace())).await.expect("puts");
    txn.put_session(&[2; 32], &SessionRow { expires: Moment(10), ..session(grace()) }).await.expect("puts");
    let invitation = |number, at| InvitationRow { record: RecordId::from_bytes([number; 16]), at: Moment(at) };
    txn.put_invitation(&[1; 32], &invitation(1, 4)).await.expect("puts");
    txn.put_invitation(&[2; 32], &invitation(2, 5)).await.expect("puts");
    assert_eq!(txn.end_sessions_before(Moment(9)).await.expect("sweeps"), 1);
    assert_eq!(txn.end_sessions_before(Moment(9)).await.expect("sweeps"), 0);
    assert_eq!(txn.session(&[1; 32]).await.expect("reads"), None);
    assert!(txn.session(&[2; 32]).await.expect("reads").is_some());
    assert_eq!(txn.end_invitations_before(Moment(5)).await.expect("sweeps"), 1);
    assert_eq!(txn.invitation(&[1; 32]).await.expect("reads"), None);
    assert!(txn.invitation(&[2; 32]).await.expect("reads").is_some());
}

async fn a_device_keeps_its_first_secret(db: Engine) {
    let mut txn = writing(&db).await;
    let row = |secret: u8| DeviceRow { device: DeviceId::from_bytes([6; 16]), secret: [secret; 32], seen: Moment(2) };
    txn.put_device(grace(), &row(1)).await.expect("puts");
    txn.put_device(grace(), &row(2)).await.expect("changes nothing");
    assert_eq!(txn.device_secret(grace(), row(1).device).await.expect("reads"), Some([1; 32]));
    assert_eq!(txn.device_secret(helen(), row(1).device).await.expect("reads"), None);
    assert_eq!(txn.devices_of(grace()).await.expect("reads"), [row(1)]);
}

async fn files_are_counted_for_who_brought_them(db: Engine) {
    let mut txn = writing(&db).await;
    let hash = FileHash([5; 32]);
    let row = FileRow { hash, bytes: 100, media: "image/jpeg".to_owned() };
    assert_eq!(txn.bytes_brought(grace(), Moment(0)).await.expect("reads"), 0);
    txn.put_file(&row, grace(), Moment(10)).await.expect("puts");
    txn.put_file(&row, grace(), Moment(20)).await.expect("is there already");
    assert_eq!(txn.file(hash).await.expect("reads"), Some(row));
    assert!(txn.brought(hash, grace()).await.expect("reads"));
    assert!(!txn.brought(hash, helen()).await.expect("reads"));
    assert_eq!(txn.bytes_brought(grace(), Moment(10)).await.expect("reads"), 100);
    assert_eq!(txn.bytes_brought(grace(), Moment(11)).await.expect("reads"), 0);
    let link = |number, needs| LinkRow { hash, record: change(number).record, needs };
    for link in [link(2, None), link(1, Some(grace())), link(2, Some(helen()))] {
        txn.link_file(&link).await.expect("links");
    }
    assert_eq!(txn.links_of(hash).await.expect("reads"), [link(1, Some(grace())), link(2, Some(helen()))]);
}

async fn the_audit_is_a_chain(db: Engine) {
    let entry = |number: i64| AuditEntry {
        person: grace(),
        device: DeviceId::from_bytes([6; 16]),
        role: None,
        circle: None,
        record: None,
        kind: None,
        deed: Deed::SignedIn,
        device_time: Moment(number),
        server_time: Moment(number),
    };
    for number in 0..3 {
        let mut txn = writing(&db).await;
        txn.audit(&entry(number)).await.expect("adds");
        txn.commit().await.expect("commits");
        let mut txn = writing(&db).await;
        txn.audit(&entry(99)).await.expect("adds");
    }
    let chain = writing(&db).await.audit_chain().await.expect("reads");
    assert_eq!(chain.len(), 3);
    assert_eq!(first_bad_link(&chain), None);
}
