//! A device whose clock is wrong: what it writes arrives, and hides nothing from anybody.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use domain::kinds::today_note;
use domain::record::Record;
use domain::value::{Moment, Written};
use sync::device::CircleView;
use tests::{Circle, Sheet, Tablet, World};

/// Of each clock: milliseconds from the right time.
const CLOCKS: [i64; 5] = [-1_794_478_200_000, -86_400_000, 86_400_000, 400 * 86_400_000, 250_000_000_000_000];

fn live(view: &Arc<CircleView>, now: Moment) -> Vec<String> {
    let notes = view.of_kind(today_note::KIND).into_iter().filter(|note| today_note::is_live(note, now));
    notes.map(|note| note.text(today_note::TEXT).to_owned()).collect()
}

/// A note for today: until midnight by this clock, where that is an instant that people write about.
fn note(circle: &Circle, text: &str, clock: Moment) -> Sheet {
    let note = Sheet::begin(circle.id, &today_note::SPEC, clock)
        .line(today_note::PUPIL_NAME, "Zara")
        .prose(today_note::TEXT, text);
    let until = domain::calendar::end_of_london_day(clock);
    if domain::limits::is_sensible_moment(until) { note.set(today_note::VALID_UNTIL, until) } else { note }
}

#[tokio::test]
async fn a_note_from_a_wrong_clock_is_todays_and_the_right_one_after_it_stands_first() {
    for off in CLOCKS {
        let world = World::new().await;
        let circle = Circle::begin(&world).await;
        let clock = Arc::new(AtomicI64::new(world.now().0 + off));
        let phone = world.tablet(&circle.samina).await.with_clock(clock.clone());
        phone.syncs().await;
        assert_eq!(phone.device.clock_off(phone.now()), Some(-off), "and the phone knows that its clock is wrong");
        phone.does(note(&circle, "Tired", phone.now())).await;
        phone.syncs().await;
        world.passes(600);
        circle.tablet.does(note(&circle, "Fever: please keep away", world.now())).await;
        circle.tablet.syncs().await;
        let seen = live(&circle.tablet.circle(circle.id).await, world.now());
        assert_eq!(seen, ["Fever: please keep away", "Tired"], "with a clock that is off by {off}");
        clock.fetch_add(600_000, Ordering::Relaxed);
        phone.syncs().await;
        let seen = live(&phone.circle(circle.id).await, world.now());
        assert_eq!(seen, ["Fever: please keep away", "Tired"], "and on the phone itself, {off}");
        world.days_pass(1);
        assert!(live(&circle.tablet.circle(circle.id).await, world.now()).is_empty(), "over with its day, {off}");
    }
}

#[tokio::test]
async fn when_it_was_written_stands_beside_when_it_came() {
    let world = World::new().await;
    let circle = Circle::begin(&world).await;
    let phone = world.tablet(&circle.samina).await;
    phone.syncs().await;
    let (written, id) = (phone.now(), phone.does(note(&circle, "Tired", phone.now())).await);
    world.passes(3 * 60 * 60);
    phone.syncs().await;
    circle.tablet.syncs().await;
    let there: Record = circle.tablet.record(circle.id, id).await.unwrap();
    assert_eq!((there.created.at, there.received), (world.now(), Some(world.now())), "by the server's clock");
    assert_eq!(there.written(), Written::Earlier(written), "and three hours before that by the phone's");
    let back: Tablet = world.tablet(&circle.grace).await;
    back.syncs().await;
    assert_eq!(
        back.record(circle.id, id).await.unwrap().written(),
        Written::Earlier(written),
        "for whoever comes later too"
    );
}
