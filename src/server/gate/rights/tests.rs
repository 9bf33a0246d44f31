use std::sync::Arc;

use domain::access::Membership;
use domain::change::{Change, Edit};
use domain::ids::{ChangeId, PersonId, RecordId};
use domain::kinds::meeting;
use domain::merge::apply;
use domain::role::{Role, Sensitivity};
use domain::scope::Revision;
use domain::value::Moment;

use super::*;
use crate::db::MembershipRow;
use crate::db::memory::MemoryDb;

const THREE: Most = Most { records: 3, bytes: usize::MAX };

fn circle(number: u8) -> CircleId {
    CircleId::from_bytes([200 + number; 16])
}

fn person() -> PersonId {
    PersonId::from_bytes([1; 16])
}

/// Seven meetings in two circles, kept by rules by which nobody sees them.
async fn seven() -> Arc<dyn Db> {
    let db: Arc<dyn Db> = Arc::new(MemoryDb::default());
    let mut txn = db.write().await.expect("its turn");
    let place = Membership { role: Role::HospitalTeacher, ceiling: Sensitivity::Sensitive, from: None, until: None };
    for number in 0..2 {
        let circle = circle(number);
        let row = MembershipRow { record: circle.pupil(), circle, person: person(), membership: place };
        txn.put_membership(&row).await.expect("puts");
    }
    for number in 1..=7u8 {
        let (id, record) = (ChangeId::from_bytes([number; 16]), RecordId::from_bytes([number; 16]));
        let edits = vec![Edit::Create { sensitivity: Sensitivity::Everyday, named: Vec::new() }];
        let (kind, circle) = (meeting::KIND, circle(number % 2));
        let change = Change { id, record, kind, circle, made_at: Moment(0), edits };
        let record = apply(None, &change, person(), Revision(number.into())).expect("it begins").record;
        txn.put_record(&record, Roles::default()).await.expect("puts");
    }
    put(&mut *txn, |grids| grids.insert(meeting::KIND, Some([9; 32]))).await;
    txn.commit().await.expect("stands");
    db
}

/// What is kept is by the present rules, but for this.
async fn put<T>(txn: &mut dyn Txn, but: impl FnOnce(&mut BTreeMap<Kind, Option<[u8; 32]>>) -> T) {
    let mut grids = done(&Grids::default(), &PRESENT).0;
    but(&mut grids);
    txn.put_setting(GRIDS, &to_row(&Grids(grids)).expect("written")).await.expect("puts");
}

async fn kept(db: &dyn Db) -> Grids {
    let row = db.read().await.expect("its turn").setting(GRIDS).await.expect("reads").expect("is there");
    from_row(&row).expect("is one")
}

/// How many records are kept as the present rules have them.
async fn right(db: &dyn Db) -> usize {
    let some = db.read().await.expect("its turn").records_from(None, Most::ALL).await.expect("reads");
    some.records.iter().filter(|(record, open)| *open == open_to(record, NaiveDate::default())).count()
}

#[tokio::test]
async fn a_server_that_is_killed_goes_on_where_it_was() {
    let db = seven().await;
    let work = begin(&*db, &PRESENT).await.expect("begins").expect("there is something to do");
    let rest = work.go_on(&*db, THREE).await.expect("goes on");
    assert_eq!((rest.is_some(), right(&*db).await), (true, 3));
    drop(rest);
    assert_eq!(kept(&*db).await.0[&meeting::KIND], None, "nothing relies on it");
    let mut step = begin(&*db, &PRESENT).await.expect("begins again");
    assert!(step.as_ref().is_some_and(|work| work.place.after.is_some()), "and not from the beginning");
    let mut turns = 0;
    while let Some(work) = step {
        step = work.go_on(&*db, THREE).await.expect("goes on");
        turns += 1;
    }
    assert_eq!((turns, right(&*db).await), (2, 7));
    assert_eq!(kept(&*db).await, done(&Grids::default(), &PRESENT));
    assert!(begin(&*db, &PRESENT).await.expect("looks").is_none(), "once and for all");
    let epochs = db.read().await.expect("its turn").epochs_of(person()).await.expect("reads");
    assert_eq!(epochs.len(), 2, "both circles begin anew");
}

#[tokio::test]
async fn a_release_that_comes_in_between_does_it_all_again() {
    let db = seven().await;
    let work = begin(&*db, &PRESENT).await.expect("begins").expect("there is something to do");
    work.go_on(&*db, THREE).await.expect("goes on");
    // Even the one by whose rules it all was.
    let mut before = PRESENT.clone();
    before.insert(meeting::KIND, [9; 32]);
    let work = begin(&*db, &before).await.expect("begins").expect("some is by later rules");
    assert_eq!(work.place.after, None);
    bring_up_to_date(&*db).await.expect("goes on");
    assert_eq!(right(&*db).await, 7);
}

#[tokio::test]
async fn a_kind_that_is_new_costs_nothing_and_a_store_that_says_nothing_is_gone_through_once() {
    let db = seven().await;
    let mut txn = db.write().await.expect("its turn");
    put(&mut *txn, |grids| grids.remove(&Kind(1))).await;
    txn.commit().await.expect("stands");
    assert!(begin(&*db, &PRESENT).await.expect("looks").is_none());
    assert_eq!(kept(&*db).await, done(&Grids::default(), &PRESENT));
    assert_eq!(right(&*db).await, 0, "as it was put there");

    let mut txn = db.write().await.expect("its turn");
    txn.put_setting(GRIDS, &to_row(&Grids(PRESENT.keys().map(|kind| (*kind, None)).collect())).expect("written"))
        .await
        .expect("puts");
    txn.commit().await.expect("stands");
    bring_up_to_date(&*db).await.expect("goes through");
    assert_eq!(right(&*db).await, 7);

    let empty = MemoryDb::default();
    assert!(begin(&empty, &PRESENT).await.expect("looks").is_none());
    assert_eq!(kept(&empty).await, done(&Grids::default(), &PRESENT));
}
