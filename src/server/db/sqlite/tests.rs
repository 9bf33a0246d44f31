use domain::ids::RecordId;
use domain::role::{Role, Sensitivity};
use domain::scope::Revision;
use domain::value::Moment;

use super::*;
use crate::db::Most;

async fn opened() -> (tempfile::TempDir, SqliteDb) {
    let folder = tempfile::tempdir().expect("a folder");
    let db = SqliteDb::open(&folder.path().join("footbridge.db")).await.expect("opens");
    (folder, db)
}

async fn puts(db: &SqliteDb, name: &str, bytes: usize) -> Result<(), DbError> {
    let mut txn = db.write().await?;
    txn.put_setting(name, &vec![7; bytes]).await?;
    txn.commit().await
}

#[tokio::test]
async fn a_full_disk_costs_the_connection_and_nothing_else() {
    let (_folder, db) = opened().await;
    puts(&db, "kept", 10).await.expect("there is room");
    let pages: i64 = sqlx::query_scalar("PRAGMA page_count").fetch_one(&db.writer).await.expect("counts");
    // Of this connection only: the next one finds room again.
    let limit = format!("PRAGMA max_page_count = {}", pages + 4);
    sqlx::query(&limit).execute(&db.writer).await.expect("limits");
    let error = puts(&db, "large", 100_000).await.expect_err("there is no room");
    assert!(error.is_full(), "{error:?}");
    for number in 0..8 {
        puts(&db, "after", 1_000 + number).await.expect("there is room again");
    }
    let mut txn = db.read().await.expect("reads");
    assert_eq!(txn.setting("large").await.expect("reads"), None);
    assert_eq!(txn.setting("kept").await.expect("reads"), Some(vec![7; 10]));
}

#[tokio::test]
async fn who_stops_waiting_leaves_no_transaction_behind() {
    let (_folder, db) = opened().await;
    for number in 0..200 {
        let patience = Duration::from_micros(number * 5);
        let _cut = tokio::time::timeout(patience, puts(&db, "cut", 5_000)).await;
    }
    let mut txn = db.write().await.expect("its turn");
    txn.put_setting("dropped", b"x").await.expect("writes");
    drop(txn);
    puts(&db, "after", 10).await.expect("writes");
    let mut txn = db.read().await.expect("reads");
    assert_eq!(txn.setting("after").await.expect("reads"), Some(vec![7; 10]));
    assert_eq!(txn.setting("dropped").await.expect("reads"), None);
}

#[tokio::test]
async fn who_stops_waiting_leaves_no_page_of_what_never_was() {
    let (folder, db) = opened().await;
    let journal = Journal::at(&folder.path().join("journal"));
    let db = db.with_journal(journal.clone());
    let ends = async || {
        let mut txn = db.write().await?;
        txn.end_sessions_of(domain::ids::PersonId::from_bytes([1; 16])).await?;
        txn.commit().await
    };
    for number in 0..400 {
        let _cut = tokio::time::timeout(Duration::from_micros(number * 10), ends()).await;
    }
    ends().await.expect("its turn");
    let numbers: Vec<u64> = journal.all().expect("reads").iter().map(|page| page.number).collect();
    let mut txn = db.read().await.expect("reads");
    let last = number_of(txn.setting(journal::NUMBER).await.expect("reads"));
    assert_eq!(numbers, (1..=last).collect::<Vec<_>>(), "each page once, and in order");
}

#[tokio::test]
async fn a_record_from_before_there_was_a_mark_for_it_may_withhold_something() {
    use domain::kinds::work;
    use domain::merge::apply;
    let (folder, db) = opened().await;
    let (record, circle) = (RecordId::from_bytes([1; 16]), domain::ids::CircleId::from_bytes([1; 16]));
    let edits = vec![domain::change::Edit::Create { sensitivity: Sensitivity::Everyday, named: Vec::new() }];
    let id = domain::ids::ChangeId::from_bytes([1; 16]);
    let change = domain::change::Change { id, record, kind: work::KIND, circle, made_at: Moment(0), edits };
    let author = domain::ids::PersonId::from_bytes([1; 16]);
    let record = apply(None, &change, author, Revision(1)).expect("it begins").record;
    let mut txn = db.write().await.expect("its turn");
    txn.put_record(&record, crate::db::Roles::which(|_| true)).await.expect("writes");
    txn.commit().await.expect("stands");
    sqlx::query("DELETE FROM _sqlx_migrations WHERE version = 8").execute(&db.writer).await.expect("as before");
    db.close().await;
    let db = SqliteDb::open(&folder.path().join("footbridge.db")).await.expect("opens");
    let mut txn = db.read().await.expect("reads");
    let apart = txn.records_apart(record.scope(), Role::ClassTeacher, Revision(1), Most::ALL).await.expect("reads");
    assert_eq!(apart.records, [record], "whoever is due more than their role is given it besides");
}

#[tokio::test]
async fn a_place_from_before_that_others_do_not_see_is_lost() {
    use crate::db::{InvitationRow, MembershipRow};
    use domain::kinds::circle_member;
    let (folder, db) = opened().await;
    let (circle, person) = (domain::ids::CircleId::from_bytes([1; 16]), domain::ids::PersonId::from_bytes([1; 16]));
    let membership =
        domain::access::Membership { role: Role::KeyContact, ceiling: Sensitivity::Sensitive, from: None, until: None };
    let mut txn = db.write().await.expect("its turn");
    for (n, sensitivity) in [(1, Sensitivity::Everyday), (2, Sensitivity::Sensitive), (3, Sensitivity::Restricted)] {
        let record = RecordId::from_bytes([n; 16]);
        let edits = vec![domain::change::Edit::Create { sensitivity, named: Vec::new() }];
        let id = domain::ids::ChangeId::from_bytes([n; 16]);
        let change =
            domain::change::Change { id, record, kind: circle_member::KIND, circle, made_at: Moment(0), edits };
        let made = domain::merge::apply(None, &change, person, Revision(1)).expect("it begins").record;
        txn.put_record(&made, crate::db::Roles::which(|_| true)).await.expect("writes");
        txn.put_membership(&MembershipRow { record, circle, person, membership }).await.expect("writes");
        txn.put_invitation(&[n; 32], &InvitationRow { record, at: Moment(0) }).await.expect("writes");
    }
    txn.put_epoch(person, circle, sync::wire::AccessEpoch(4)).await.expect("writes");
    txn.commit().await.expect("stands");
    sqlx::query("DELETE FROM _sqlx_migrations WHERE version = 10").execute(&db.writer).await.expect("as before");
    db.close().await;
    let db = SqliteDb::open(&folder.path().join("footbridge.db")).await.expect("opens");
    let mut txn = db.read().await.expect("reads");
    let left: Vec<RecordId> = txn.members_of(circle).await.expect("reads").into_iter().map(|row| row.record).collect();
    assert_eq!(left, [RecordId::from_bytes([1; 16])]);
    assert_eq!(txn.epochs_of(person).await.expect("reads"), [(circle, sync::wire::AccessEpoch(5))]);
    for n in 1..=3 {
        assert_eq!(txn.invitation(&[n; 32]).await.expect("reads").is_some(), n == 1);
    }
}

#[tokio::test]
async fn closed_all_of_it_is_in_one_file() {
    let (folder, db) = opened().await;
    puts(&db, "kept", 10).await.expect("writes");
    db.close().await;
    let names = std::fs::read_dir(folder.path()).expect("a folder").map(|entry| entry.expect("an entry").file_name());
    assert_eq!(names.collect::<Vec<_>>(), ["footbridge.db"]);
    assert!(puts(&db, "late", 10).await.is_err());
}

#[tokio::test]
async fn rows_from_before_they_said_their_version_are_read_and_newer_ones_are_no_damage() {
    use crate::db::{ChangeRow, MembershipRow, OutcomeRow, PastRow, PersonRow, QuarantineRow, WithdrawnRow};
    use domain::ids::{ChangeId, CircleId, DeviceId, PersonId};
    let (folder, db) = opened().await;
    let (person, circle, device) =
        (PersonId::from_bytes([1; 16]), CircleId::from_bytes([2; 16]), DeviceId::from_bytes([3; 16]));
    let edits = vec![domain::change::Edit::Create { sensitivity: Sensitivity::Everyday, named: Vec::new() }];
    let (id, record) = (ChangeId::from_bytes([4; 16]), RecordId::from_bytes([5; 16]));
    let change =
        domain::change::Change { id, record, kind: domain::kinds::work::KIND, circle, made_at: Moment(7), edits };
    let made = domain::merge::apply(None, &change, person, Revision(1)).expect("it begins").record;
    let (scope, at) = (made.scope(), Moment(8));
    let membership =
        domain::access::Membership { role: Role::KeyContact, ceiling: Sensitivity::Sensitive, from: None, until: None };
    let place = MembershipRow { record, circle, person, membership };
    let somebody =
        PersonRow { id: person, name: "Grace".into(), role: Role::Parent, may_add_pupils: true, administrator: false };
    let outcome = OutcomeRow { author: person, outcome: sync::wire::Outcome::Quarantined { at }, said: None };
    let logged = ChangeRow { scope, revision: Revision(1), author: person, device, at, change: change.clone() };
    let late = QuarantineRow { author: person, device, at, change };
    let lost = WithdrawnRow { record, scope, revision: Revision(1) };
    let past = PastRow { revision: Revision(1), husk: made.clone(), whole: Some(made.clone()) };
    let mut txn = db.write().await.expect("its turn");
    txn.put_record(&made, crate::db::Roles::default()).await.expect("writes");
    txn.put_membership(&place).await.expect("writes");
    txn.put_person(&somebody).await.expect("writes");
    txn.put_outcome(id, &outcome).await.expect("writes");
    txn.append(&logged).await.expect("writes");
    txn.quarantine(&late).await.expect("writes");
    txn.withdraw(person, &lost).await.expect("writes");
    txn.put_past(record, &past).await.expect("writes");
    txn.commit().await.expect("stands");
    const BODIES: [(&str, &str); 9] = [
        ("records", "body"),
        ("memberships", "body"),
        ("people", "body"),
        ("outcomes", "body"),
        ("changes", "body"),
        ("quarantine", "body"),
        ("withdrawn", "scope"),
        ("past", "husk"),
        ("past", "whole"),
    ];
    for (table, column) in BODIES {
        let cut = format!("UPDATE {table} SET {column} = substr({column}, 4) WHERE substr({column}, 1, 3) = x'800001'");
        let done = sqlx::query(&cut).execute(&db.writer).await.expect("as before");
        assert_eq!(done.rows_affected(), 1, "{table}");
    }
    sqlx::query("DELETE FROM _sqlx_migrations WHERE version = 11").execute(&db.writer).await.expect("as before");
    db.close().await;
    let db = SqliteDb::open(&folder.path().join("footbridge.db")).await.expect("opens");
    let mut txn = db.read().await.expect("reads");
    assert_eq!(txn.record(record).await.expect("reads"), Some(made.clone()));
    assert_eq!(txn.memberships_of(person).await.expect("reads"), [place]);
    assert_eq!(txn.person(person).await.expect("reads"), Some(somebody));
    assert_eq!(txn.outcome(id).await.expect("reads"), Some(outcome));
    assert_eq!(txn.changes_of(record).await.expect("reads"), [logged]);
    assert_eq!(txn.quarantined().await.expect("reads"), [late]);
    assert_eq!(txn.withdrawn_from(person).await.expect("reads"), [lost]);
    assert_eq!(txn.past_at(record, Revision(1)).await.expect("reads"), Some((Revision(1), made)));
    drop(txn);
    sqlx::query("UPDATE records SET body = x'800063' || body").execute(&db.writer).await.expect("from the future");
    let read = db.read().await.expect("reads").record(record).await;
    assert!(matches!(read, Err(DbError::NewerRow)), "{read:?}");
}
