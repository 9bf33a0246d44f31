//! "Look now": who is told that there is news, and that nothing else is told.

use domain::kinds::{circle_member, today_note};
use domain::role::Role;
use tests::{Circle, Line, Sheet, World};

const LOOK: &str = "event: look\ndata: look\n\n";

#[tokio::test]
async fn the_others_are_told_to_look_and_whoever_wrote_it_is_not() {
    let world = World::new().await;
    let circle = Circle::begin(&world).await;
    let phone = world.tablet(&circle.samina).await;
    let (mut grace, mut samina) = (Line::open(&world, &circle.tablet).await, Line::open(&world, &phone).await);
    let note = Sheet::begin(circle.id, &today_note::SPEC, world.now())
        .line(today_note::PUPIL_NAME, "Zara")
        .prose(today_note::TEXT, "Tired this morning");
    circle.tablet.does(note).await;
    circle.tablet.syncs().await;
    assert_eq!(samina.hears().await.as_deref(), Some(LOOK), "not a word of what there is to see");
    assert_eq!(grace.hears().await, None, "the answer to what she sent has told her tablet already");
}

#[tokio::test]
async fn somebody_outside_hears_nothing_and_whoever_just_left_is_told() {
    let world = World::new().await;
    let circle = Circle::begin(&world).await;
    let outsider = world.person("Ruth", Role::KeyContact).await;
    let (laptop, phone) = (world.tablet(&outsider).await, world.tablet(&circle.samina).await);
    let (mut ruth, mut samina) = (Line::open(&world, &laptop).await, Line::open(&world, &phone).await);
    let place = circle.place_of(&circle.samina).await;
    let ends = Sheet::edit(circle.id, &circle_member::SPEC, place, world.now());
    circle.tablet.does(ends.then(circle_member::ACTIVE, circle_member::ENDED)).await;
    circle.tablet.syncs().await;
    assert_eq!(samina.hears().await.as_deref(), Some(LOOK), "so that the circle leaves her phone at once");
    assert_eq!(ruth.hears().await, None);
}
