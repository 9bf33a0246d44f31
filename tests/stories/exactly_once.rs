//! However often an answer is lost, a change stands exactly once (promise S2).

use domain::kinds::{medium_term_plan as plan, pupil};
use domain::merge::Unfit;
use sync::remote::Remote;
use sync::wire::{Outcome, PROTOCOL, Refusal, SyncRequest};
use tests::{Circle, Sheet, Tablet, World};

async fn push(tablet: &Tablet, sheets: &[&Sheet]) -> Vec<Outcome> {
    let request = SyncRequest {
        protocol: PROTOCOL,
        device: tablet.device.id(),
        device_time: tablet.now(),
        server: None,
        cursors: Vec::new(),
        push: sheets.iter().map(|sheet| sheet.change.clone()).collect(),
        person: tablet.person,
        again: Vec::new(),
    };
    tablet.wire.sync(&request).await.unwrap().outcomes.into_iter().map(|(_, outcome)| outcome).collect()
}

#[tokio::test]
async fn lost_answers_double_nothing() {
    let world = World::new().await;
    let circle = Circle::begin(&world).await;
    let laptop = world.tablet(&circle.helen).await;
    laptop.syncs().await;
    let mut sheet = Sheet::begin(circle.id, &plan::SPEC, laptop.now()).line(plan::SUBJECT, "Maths");
    sheet.add(plan::ROWS, Vec::new());
    let plan = laptop.does(sheet.then(plan::DRAFT, plan::SHARED)).await;
    laptop.wire.lose_answers.set(5);
    for _ in 0..5 {
        assert!(laptop.tries_to_sync().await.is_err());
    }
    assert_eq!(laptop.device.waiting(), 1, "nothing is taken for done without an answer");
    laptop.syncs().await;
    circle.tablet.syncs().await;
    let shown = circle.tablet.record(circle.id, plan).await.unwrap();
    assert_eq!(shown.items(plan::ROWS).len(), 1);
    let log = world.app.db().read().await.unwrap().changes_of(plan).await.unwrap();
    assert_eq!(log.len(), 1);
}

#[tokio::test]
async fn a_repeated_change_gets_the_same_answer() {
    let world = World::new().await;
    let circle = Circle::begin(&world).await;
    let laptop = world.tablet(&circle.helen).await;
    let good = Sheet::begin(circle.id, &plan::SPEC, laptop.now()).line(plan::SUBJECT, "Maths");
    let nowhere = Sheet::edit(circle.id, &plan::SPEC, domain::ids::RecordId::from_bytes([9; 16]), laptop.now());
    let nowhere = nowhere.line(plan::SUBJECT, "History");
    let first = push(&laptop, &[&good, &nowhere]).await;
    assert!(matches!(first[0], Outcome::Accepted { .. }));
    assert_eq!(first[1], Outcome::Refused { reason: Refusal::Unfit(Unfit::NoSuchRecord) });
    world.days_pass(90);
    let laptop = world.tablet(&circle.helen).await;
    assert_eq!(push(&laptop, &[&good, &nowhere]).await, first, "the same, times included");
    // Somebody else who sends a change under the same identifier learns nothing and changes nothing.
    let other = world.tablet(&circle.daniel).await;
    assert_eq!(push(&other, &[&good]).await, [Outcome::Refused { reason: Refusal::NotAllowed }]);
}

#[tokio::test]
async fn a_change_that_is_not_theirs_to_make_stays_out() {
    let world = World::new().await;
    let circle = Circle::begin(&world).await;
    let phone = world.tablet(&circle.samina).await;
    let plan = Sheet::begin(circle.id, &plan::SPEC, phone.now()).line(plan::SUBJECT, "Maths");
    assert_eq!(push(&phone, &[&plan]).await, [Outcome::Refused { reason: Refusal::NotAllowed }]);
    let name = Sheet::edit(circle.id, &pupil::SPEC, circle.id.pupil(), phone.now());
    let name = name.line(pupil::PREFERRED_NAME, "Another name");
    assert_eq!(push(&phone, &[&name]).await, [Outcome::Refused { reason: Refusal::NotAllowed }]);
    // A parent begins no circle.
    let own = domain::ids::CircleId::from_bytes([5; 16]);
    let pupil = Sheet::begin_as(own, &pupil::SPEC, own.pupil(), phone.now());
    assert_eq!(push(&phone, &[&pupil]).await, [Outcome::Refused { reason: Refusal::Unfit(Unfit::NoSuchRecord) }]);
}
