//! A release by whose rules others see a record than by those of the release before: a server that starts on what that
//! one left gives nobody what they may no longer see, and everybody what they may.

use std::collections::BTreeMap;

use domain::kinds::work;
use domain::record::Record;
use domain::role::Role;
use server::db::{Most, PackRow, Roles};
use server::gate::Packing;
use sync::device::EntryState;
use sync::pack::pack_quickly;
use sync::store::{LocalStore, Table};
use sync::wire::Outcome;
use tests::{Circle, Sheet, Tablet, World};

/// Everything that is said of any record in what a device holds.
async fn lies_on(tablet: &Tablet) -> String {
    let rows = tablet.device.store().all(Table::Segments).await.unwrap();
    rows.iter().map(|(_, row)| format!("{:?}", sync::device::records_in(row))).collect()
}

/// Grace hands in work; gives the record as the server has it.
async fn handed_in(world: &World, circle: &Circle) -> Record {
    let sheet = Sheet::begin(circle.id, &work::SPEC, circle.tablet.now()).line(work::TITLE, "quarters");
    let id = circle.tablet.does(sheet.then(work::DRAFT, work::HANDED_IN)).await;
    circle.tablet.syncs().await;
    world.app.db().read().await.unwrap().record(id).await.unwrap().unwrap()
}

/// What is stored is as by rules of work by which these roles saw this record: to whom it is open, and what is packed for
/// those who saw it, or did not, against the present rules.
async fn as_by_other_rules(world: &World, record: &Record, saw: impl Fn(Role) -> bool, packed_for: Role) {
    let mut txn = world.app.db().write().await.unwrap();
    // Said to be open to whoever the pack is for: so nothing is looked at besides the pack.
    txn.put_record(record, Roles::which(|role| saw(role) || role == packed_for)).await.unwrap();
    let scope = record.scope();
    let others = txn.records_after(scope, Default::default(), Most::ALL).await.unwrap().records;
    let seen: Vec<&Record> = others.iter().filter(|other| other.id != record.id || saw(packed_for)).collect();
    let upto = txn.heads(&[scope]).await.unwrap()[0].1.revision;
    let count = u32::try_from(seen.len()).unwrap();
    txn.put_pack(scope, packed_for, &PackRow { upto, count, packed: pack_quickly(&seen) }).await.unwrap();
    let grids = BTreeMap::from([(record.kind, Some([1u8; 32]))]);
    let row = postcard::to_extend(&grids, vec![0x80, 0x00, 1]).unwrap();
    txn.put_setting("access_grids", &row).await.unwrap();
    txn.commit().await.unwrap();
}

#[tokio::test]
async fn who_lost_a_right_gets_nothing_more_and_their_devices_drop_what_they_had() {
    let world = World::new().await;
    let circle = Circle::begin(&world).await;
    let wendy = world.person("Wendy", Role::WardStaff).await;
    circle.tablet.does(Circle::member(circle.id, &circle.tablet, &wendy)).await;
    let record = handed_in(&world, &circle).await;
    as_by_other_rules(&world, &record, |role| role != Role::Pupil, Role::WardStaff).await;
    let ward = world.tablet(&wendy).await;
    ward.syncs().await;
    assert!(lies_on(&ward).await.contains("quarters"), "by the rules that were");
    ward.does(Sheet::edit(circle.id, &work::SPEC, record.id, ward.now()).line(work::TITLE, "halves")).await;

    let world = World::over(world.into_folder(), Packing::QUICK).await;
    ward.wire.leads_to(&world);
    ward.syncs().await;
    assert!(!lies_on(&ward).await.contains("quarters"), "it is gone from the disk");
    assert_eq!(ward.device.circles(), [circle.id], "and nothing else is");
    let states: Vec<EntryState> = ward.device.outbox().into_iter().map(|(_, entry)| entry.state).collect();
    let kept = matches!(states[..], [EntryState::Answered(Outcome::Quarantined { .. })]);
    assert!(kept, "what was written meanwhile is kept for the data steward: {states:?}");
    let later = world.tablet(&wendy).await;
    later.syncs().await;
    assert!(!lies_on(&later).await.contains("quarters"));
    circle.tablet.wire.leads_to(&world);
    circle.tablet.syncs().await;
    assert!(lies_on(&circle.tablet).await.contains("quarters"), "whoever may see it has it as before");
}

#[tokio::test]
async fn who_gained_a_right_gets_what_was_there_before() {
    let world = World::new().await;
    let circle = Circle::begin(&world).await;
    let record = handed_in(&world, &circle).await;
    as_by_other_rules(&world, &record, |role| role == Role::HospitalTeacher, Role::ClassTeacher).await;
    let laptop = world.tablet(&circle.helen).await;
    laptop.syncs().await;
    assert!(!lies_on(&laptop).await.contains("quarters"), "by the rules that were");

    let world = World::over(world.into_folder(), Packing::QUICK).await;
    laptop.wire.leads_to(&world);
    laptop.syncs().await;
    assert!(lies_on(&laptop).await.contains("quarters"));
    assert!(laptop.record(circle.id, record.id).await.is_some());
}
