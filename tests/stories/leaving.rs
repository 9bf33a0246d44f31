//! Somebody's access ends: what they hold goes first, and what they wrote meanwhile is kept for the data steward.

use domain::access::NotToGive;
use domain::change::{At, Edit};
use domain::field::{ChoiceOf, Held};
use domain::kinds::circle_member::{self, ACTIVE, CEILING, ENDED, INVITED};
use domain::kinds::{conversation_note, medium_term_plan as plan, work};
use domain::role::{Role, Sensitivity};
use domain::value::Value;
use sync::device::EntryState;
use sync::wire::{Outcome, Refusal};
use tests::{Circle, Person, Sheet, World};

#[tokio::test]
async fn a_circle_leaves_the_device_before_anything_else_happens() {
    let world = World::new().await;
    let circle = Circle::begin(&world).await;
    let phone = world.tablet(&circle.samina).await;
    phone.syncs().await;
    assert!(phone.circle(circle.id).await.pupil().is_some());
    let place = circle.place_of(&circle.samina).await;
    circle.tablet.does(Sheet::edit(circle.id, &circle_member::SPEC, place, world.now()).then(ACTIVE, ENDED)).await;
    circle.tablet.syncs().await;

    // Offline, not knowing it, Samina hands in work.
    let sheet = Sheet::begin(circle.id, &work::SPEC, phone.now()).line(work::TITLE, "A drawing");
    phone.does(sheet.then(work::DRAFT, work::HANDED_IN)).await;
    phone.syncs().await;
    let reply = phone.wire.last.borrow().clone().unwrap();
    assert!(!reply.removed.is_empty() || phone.device.cursors().is_empty());
    assert!(phone.circle(circle.id).await.pupil().is_none(), "nothing of the circle is left");
    let kept = phone.device.outbox();
    assert!(kept.iter().all(|(_, entry)| matches!(&entry.state, EntryState::Answered(Outcome::Quarantined { .. }))));
    let quarantined = world.app.db().read().await.unwrap().quarantined().await.unwrap();
    assert_eq!(quarantined.len(), 1, "the data steward has the text");
    circle.tablet.syncs().await;
    assert!(circle.tablet.circle(circle.id).await.of_kind(work::KIND).is_empty(), "and nobody else");
}

#[tokio::test]
async fn access_ends_by_itself_with_its_last_day() {
    let world = World::new().await;
    let circle = Circle::begin(&world).await;
    let guest = world.person("Priya", Role::Therapist).await;
    let today = domain::calendar::london_day(world.now());
    let sheet = Circle::invited(circle.id, &circle.tablet, &guest)
        .set(circle_member::UNTIL, domain::calendar::days_after(today, 2))
        .then(INVITED, ACTIVE);
    circle.tablet.does(sheet).await;
    circle.tablet.syncs().await;
    let tablet = world.tablet(&guest).await;
    tablet.syncs().await;
    assert!(tablet.circle(circle.id).await.pupil().is_some());
    world.days_pass(3);
    tablet.syncs().await;
    assert!(tablet.circle(circle.id).await.pupil().is_none());
}

#[tokio::test]
async fn what_is_taken_back_into_a_draft_is_gone_from_those_who_only_read() {
    let world = World::new().await;
    let circle = Circle::begin(&world).await;
    let (laptop, phone) = (world.tablet(&circle.helen).await, world.tablet(&circle.samina).await);
    let sheet = Sheet::begin(circle.id, &plan::SPEC, laptop.now()).line(plan::SUBJECT, "Maths");
    let plan = laptop.does(sheet.then(plan::DRAFT, plan::REQUESTED)).await;
    laptop.syncs().await;
    // Only a key contact or the hospital asks for plans.
    assert!(laptop.device.outbox().iter().any(|(_, entry)| entry.refusal() == Some(&Refusal::NotAllowed)));
    let daniel = world.tablet(&circle.daniel).await;
    let sheet = Sheet::begin(circle.id, &plan::SPEC, daniel.now()).line(plan::SUBJECT, "Maths");
    let asked = daniel.does(sheet.then(plan::DRAFT, plan::REQUESTED)).await;
    daniel.syncs().await;
    phone.syncs().await;
    assert!(phone.record(circle.id, asked).await.is_some());
    daniel.does(Sheet::edit(circle.id, &plan::SPEC, asked, daniel.now()).then(plan::REQUESTED, plan::DRAFT)).await;
    daniel.syncs().await;
    phone.syncs().await;
    assert_eq!(phone.wire.last.borrow().as_ref().unwrap().gone.len(), 1);
    assert!(phone.record(circle.id, asked).await.is_none());
    assert!(phone.record(circle.id, plan).await.is_none());
    // A device that comes later never hears of it.
    let later = world.tablet(&circle.samina).await;
    later.syncs().await;
    assert!(later.record(circle.id, asked).await.is_none());
}

#[tokio::test]
async fn nobody_gives_or_takes_more_than_they_have() {
    let world = World::new().await;
    let circle = Circle::begin(&world).await;
    let daniel = world.tablet(&circle.daniel).await;
    daniel.syncs().await;
    // Daniel sees everyday things; he cannot open sensitive ones to himself or to a guest.
    let raise = |record, now| {
        let mut sheet = Sheet::edit(circle.id, &circle_member::SPEC, record, now);
        let value = ChoiceOf(2).give();
        sheet.change.edits.push(Edit::Set { at: At::field(CEILING.key), value, base: Value::Empty });
        sheet
    };
    let own = circle.place_of(&circle.daniel).await;
    daniel.does(raise(own, world.now())).await;
    let guest = world.person("Ruth", Role::SeniorLeader).await;
    let sheet = Circle::invited(circle.id, &daniel, &guest).set(CEILING, ChoiceOf(2)).then(INVITED, ACTIVE);
    daniel.does(sheet).await;
    // Nor can he become somebody else in the circle.
    let mut sheet = Sheet::edit(circle.id, &circle_member::SPEC, own, world.now());
    let (value, base) =
        (circle_member::role_choice(Role::HospitalTeacher).give(), circle_member::role_choice(Role::KeyContact).give());
    sheet.change.edits.push(Edit::Set { at: At::field(circle_member::ROLE.key), value, base });
    daniel.does(sheet).await;
    daniel.syncs().await;
    let outbox = daniel.device.outbox();
    let refused: Vec<_> = outbox.iter().map(|(_, entry)| entry.refusal().cloned()).collect();
    let not = |why| Some(Refusal::NotToGive(why));
    assert_eq!(refused, [not(NotToGive::Own), not(NotToGive::MoreThanOwn), not(NotToGive::Own)]);
    // Grace, who began the circle, can open them to both.
    circle.tablet.syncs().await;
    for person in [&circle.grace, &circle.daniel] {
        circle.tablet.does(raise(circle.place_of(person).await, world.now())).await;
    }
    circle.tablet.syncs().await;
    assert_eq!(circle.tablet.device.outbox(), []);
}

#[tokio::test]
async fn a_talk_reaches_the_class_teacher_it_names_and_leaves_with_her() {
    let world = World::new().await;
    // Everybody whom Grace took in sees everyday things only.
    let circle = Circle::begin(&world).await;
    let maya = world.person("Maya", Role::ClassTeacher).await;
    circle.tablet.does(Circle::member(circle.id, &circle.tablet, &maya)).await;
    circle.tablet.syncs().await;
    let (helens, mayas) = (world.tablet(&circle.helen).await, world.tablet(&maya).await);
    helens.syncs().await;
    mayas.syncs().await;
    let talk = |about: &str, named: &Person| {
        Sheet::begin(circle.id, &conversation_note::SPEC, world.now())
            .only_for(&[named.id], Sensitivity::Sensitive)
            .set(conversation_note::DATE, domain::calendar::london_day(world.now()))
            .choose(conversation_note::WAY, "phone")
            .prose(conversation_note::SUMMARY, about)
            .then(conversation_note::DRAFT, conversation_note::SHARED)
    };
    let seen = circle.tablet.does(talk("How the first week went.", &circle.helen)).await;
    // She writes one herself.
    let own = helens.does(talk("What the class asked.", &circle.grace)).await;
    for tablet in [&circle.tablet, &helens, &mayas, &circle.tablet] {
        tablet.syncs().await;
    }
    assert_eq!(helens.device.outbox(), []);
    assert!(helens.record(circle.id, seen).await.is_some(), "v in table 4.4: shared with her");
    assert!(circle.tablet.record(circle.id, own).await.is_some());
    for talk in [seen, own] {
        assert!(mayas.record(circle.id, talk).await.is_none(), "the same role, not named");
    }
    // Her name is taken off one of them.
    let mut sheet = Sheet::edit(circle.id, &conversation_note::SPEC, seen, world.now());
    sheet.change.edits.push(Edit::Name { add: vec![maya.id], remove: vec![circle.helen.id] });
    circle.tablet.does(sheet).await;
    for tablet in [&circle.tablet, &helens, &mayas] {
        tablet.syncs().await;
    }
    assert!(helens.record(circle.id, seen).await.is_none());
    assert!(mayas.record(circle.id, seen).await.is_some());
    // She leaves, and what is left goes with her place.
    assert!(helens.record(circle.id, own).await.is_some());
    let place = circle.place_of(&circle.helen).await;
    circle.tablet.does(Sheet::edit(circle.id, &circle_member::SPEC, place, world.now()).then(ACTIVE, ENDED)).await;
    circle.tablet.syncs().await;
    helens.syncs().await;
    assert!(helens.record(circle.id, own).await.is_none() && helens.circle(circle.id).await.pupil().is_none());
}

#[tokio::test]
async fn a_talk_between_two_is_seen_by_two() {
    let world = World::new().await;
    let grace = world.person("Grace", Role::HospitalTeacher).await;
    let (daniel, helen) =
        (world.person("Daniel", Role::KeyContact).await, world.person("Helen", Role::ClassTeacher).await);
    let tablet = world.tablet(&grace).await;
    let circle = Circle::of(&world, &tablet, "Zara").await;
    for person in [&grace, &daniel, &helen] {
        let sheet = Circle::invited(circle, &tablet, person).set(CEILING, ChoiceOf(2)).then(INVITED, ACTIVE);
        tablet.does(sheet).await;
    }
    let talk = Sheet::begin(circle, &conversation_note::SPEC, world.now())
        .only_for(&[daniel.id], Sensitivity::Sensitive)
        .set(conversation_note::DATE, domain::calendar::london_day(world.now()))
        .choose(conversation_note::WAY, "phone")
        .prose(conversation_note::SUMMARY, "Between us.")
        .then(conversation_note::DRAFT, conversation_note::SHARED);
    let talk = tablet.does(talk).await;
    tablet.syncs().await;
    assert_eq!(tablet.device.outbox(), []);
    // Twice, so that the second device is served from what was packed for the first.
    for _ in 0..2 {
        let (daniels, helens) = (world.tablet(&daniel).await, world.tablet(&helen).await);
        daniels.syncs().await;
        helens.syncs().await;
        assert!(daniels.record(circle, talk).await.is_some());
        assert!(helens.record(circle, talk).await.is_none(), "not even that there is one");
    }
}
