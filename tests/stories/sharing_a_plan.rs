//! The school shares its plan; the hospital teacher teaches from it without a network and asks for a worksheet.

use domain::change::Edit;
use domain::field::Prose;
use domain::kinds::{medium_term_plan as plan, resource_request, session};
use sync::device::EntryState;
use sync::wire::Outcome;
use tests::{Circle, Sheet, World, cell, place_of};

fn shared_plan(circle: &Circle, by: &tests::Tablet) -> (Sheet, domain::ids::ItemId) {
    let mut sheet = Sheet::begin(circle.id, &plan::SPEC, by.now()).line(plan::SUBJECT, "Maths");
    let row = sheet.add(plan::ROWS, vec![cell(plan::ROW_OBJECTIVE, Prose("Fractions on a number line".into()))]);
    (sheet, row)
}

#[tokio::test]
async fn a_plan_is_taught_offline_and_the_school_sees_it() {
    let world = World::new().await;
    let circle = Circle::begin(&world).await;
    let laptop = world.tablet(&circle.helen).await;
    let (sheet, row) = shared_plan(&circle, &laptop);
    let plan = laptop.does(sheet.then(plan::DRAFT, plan::SHARED)).await;
    laptop.syncs().await;
    circle.tablet.syncs().await;

    circle.tablet.wire.offline.set(true);
    let shown = circle.tablet.record(circle.id, plan).await.expect("the plan is on Grace's tablet");
    assert_eq!(shown.items(plan::ROWS).len(), 1);
    let lesson = Sheet::begin(circle.id, &session::SPEC, circle.tablet.now())
        .set(session::DATE, domain::calendar::london_day(circle.tablet.now()))
        .prose(session::WHAT_HAPPENED, "Zara placed 3/4 by herself.")
        .with(
            session::ROWS,
            vec![
                cell(session::ROW_PLAN, plan),
                cell(session::ROW_ITEM, row.to_string()),
                cell(session::ROW_HOW_FAR, place_of(session::HOW_FAR, "taught")),
            ],
        )
        .then(session::PLANNED, session::DONE)
        .then(session::DONE, session::SHARED);
    let lesson = circle.tablet.does(lesson).await;
    let ask = Sheet::begin(circle.id, &resource_request::SPEC, circle.tablet.now())
        .line(resource_request::WHAT, "Number line cards")
        .set(resource_request::PLAN, plan)
        .line(resource_request::ROW, &row.to_string());
    let ask = circle.tablet.does(ask).await;
    assert!(circle.tablet.tries_to_sync().await.is_err());
    assert_eq!(circle.tablet.device.waiting(), 2);
    world.days_pass(3);

    circle.tablet.wire.offline.set(false);
    circle.tablet.syncs().await;
    laptop.syncs().await;
    let seen = laptop.record(circle.id, lesson).await.expect("Helen sees the lesson");
    assert_eq!(seen.text(session::WHAT_HAPPENED), "Zara placed 3/4 by herself.");
    assert_eq!(seen.received, Some(world.now()), "the server says since when it has it");
    let answer = Sheet::edit(circle.id, &resource_request::SPEC, ask, laptop.now())
        .then(resource_request::ASKED, resource_request::ATTACHED);
    laptop.does(answer).await;
    laptop.syncs().await;
    circle.tablet.syncs().await;
    let asked = circle.tablet.record(circle.id, ask).await.unwrap();
    assert_eq!(asked.state, resource_request::ATTACHED);
}

#[tokio::test]
async fn a_draft_is_only_the_schools_until_it_is_shared() {
    let world = World::new().await;
    let circle = Circle::begin(&world).await;
    let (helen, daniel, samina) =
        (world.tablet(&circle.helen).await, world.tablet(&circle.daniel).await, world.tablet(&circle.samina).await);
    let (sheet, _) = shared_plan(&circle, &helen);
    let plan = helen.does(sheet).await;
    for tablet in [&helen, &daniel, &samina, &circle.tablet] {
        tablet.syncs().await;
    }
    assert!(daniel.record(circle.id, plan).await.is_some(), "the school writes it together");
    assert!(samina.record(circle.id, plan).await.is_none());
    assert!(circle.tablet.record(circle.id, plan).await.is_none());
    daniel.does(Sheet::edit(circle.id, &plan::SPEC, plan, daniel.now()).then(plan::DRAFT, plan::SHARED)).await;
    for tablet in [&daniel, &samina, &circle.tablet] {
        tablet.syncs().await;
    }
    assert!(samina.record(circle.id, plan).await.is_some());
    assert!(circle.tablet.record(circle.id, plan).await.is_some());
}

#[tokio::test]
async fn a_plan_that_was_asked_for_is_the_schools_from_its_first_row_until_it_is_shared() {
    let world = World::new().await;
    let circle = Circle::begin(&world).await;
    let (helen, samina) = (world.tablet(&circle.helen).await, world.tablet(&circle.samina).await);
    let ask = Sheet::begin(circle.id, &plan::SPEC, world.now()).line(plan::SUBJECT, "Maths");
    let plan = circle.tablet.does(ask.then(plan::DRAFT, plan::REQUESTED)).await;
    for tablet in [&circle.tablet, &helen, &samina] {
        tablet.syncs().await;
    }
    assert!(samina.record(circle.id, plan).await.is_some(), "everyone sees that it was asked for");
    let asked = helen.record(circle.id, plan).await.unwrap();
    let mut sheet =
        Sheet::edit(circle.id, &plan::SPEC, plan, world.now()).then(asked.state, plan::before_writing(&asked).unwrap());
    let row = sheet.add(plan::ROWS, vec![cell(plan::ROW_OBJECTIVE, Prose("Perhaps fractions".into()))]);
    helen.does(sheet).await;
    // Grace, who asked, changes the request meanwhile, without a network.
    let more = Sheet::edit(circle.id, &plan::SPEC, plan, world.now()).line(plan::TOPIC, "Fractions");
    circle.tablet.does(more).await;
    for tablet in [&helen, &samina, &circle.tablet] {
        tablet.syncs().await;
    }
    assert!(samina.record(circle.id, plan).await.is_none(), "half written");
    assert!(circle.tablet.record(circle.id, plan).await.is_none(), "nor the one who asked");
    let kept = circle.tablet.device.outbox();
    assert!(
        matches!(&kept[..], [(_, entry)] if matches!(entry.state, EntryState::Answered(Outcome::Quarantined { .. })))
    );
    let share = Sheet::edit(circle.id, &plan::SPEC, plan, world.now()).then(plan::DRAFT, plan::SHARED);
    helen.does(share).await;
    for tablet in [&helen, &samina, &circle.tablet] {
        tablet.syncs().await;
    }
    for tablet in [&samina, &circle.tablet] {
        assert!(tablet.record(circle.id, plan).await.unwrap().item(plan::ROWS.key, row).is_some());
    }
    // Grace asked for it; it is the school's to change.
    let mut sheet = Sheet::edit(circle.id, &plan::SPEC, plan, world.now());
    sheet.change.edits.push(Edit::Remove);
    circle.tablet.does(sheet).await;
    circle.tablet.syncs().await;
    helen.syncs().await;
    assert!(!helen.record(circle.id, plan).await.unwrap().removed);
}

#[tokio::test]
async fn nothing_new_is_a_tiny_answer() {
    let world = World::new().await;
    let circle = Circle::begin(&world).await;
    let laptop = world.tablet(&circle.helen).await;
    laptop.syncs().await;
    laptop.syncs().await;
    assert!(laptop.wire.last_bytes.get() <= 64, "{} bytes", laptop.wire.last_bytes.get());
    let reply = laptop.wire.last.borrow().clone().unwrap();
    assert!(reply.segments.is_empty() && reply.removed.is_empty() && !reply.more);
}

#[tokio::test]
async fn a_second_device_gets_everything_and_later_only_what_is_new() {
    let world = World::new().await;
    let circle = Circle::begin(&world).await;
    let laptop = world.tablet(&circle.helen).await;
    for _ in 0..20 {
        let (sheet, _) = shared_plan(&circle, &laptop);
        laptop.does(sheet.then(plan::DRAFT, plan::SHARED)).await;
    }
    laptop.syncs().await;
    let phone = world.tablet(&circle.helen).await;
    phone.syncs().await;
    assert_eq!(phone.circle(circle.id).await.records, laptop.circle(circle.id).await.records);
    let (sheet, _) = shared_plan(&circle, &laptop);
    laptop.does(sheet.then(plan::DRAFT, plan::SHARED)).await;
    laptop.syncs().await;
    phone.syncs().await;
    let reply = phone.wire.last.borrow().clone().unwrap();
    assert_eq!(reply.segments.iter().map(|segment| segment.count).sum::<u32>(), 1);
    // A third one is served from the pack that was kept for the second, and sees the same.
    let third = world.tablet(&circle.helen).await;
    third.syncs().await;
    assert_eq!(third.circle(circle.id).await.records, laptop.circle(circle.id).await.records);
}
