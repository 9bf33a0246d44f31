//! The child hands in photographed work; the class teacher answers.

use domain::kinds::{feedback, work};
use sync::engine::SyncError;
use sync::remote::RemoteError;
use tests::{Circle, Sheet, World, cell};

/// A photo of 700 KB: three chunks.
fn photo() -> Vec<u8> {
    let mut bytes = b"\xff\xd8\xff\xe0".to_vec();
    bytes.extend((0..700_000u32).map(|i| (i.wrapping_mul(2_654_435_761) >> 13) as u8));
    bytes
}

#[tokio::test]
async fn work_arrives_with_its_photos_and_is_answered() {
    let world = World::new().await;
    let circle = Circle::begin(&world).await;
    let (phone, laptop) = (world.tablet(&circle.samina).await, world.tablet(&circle.helen).await);
    phone.syncs().await;
    let fact = phone.photographs(&photo()).await;
    let sheet = Sheet::begin(circle.id, &work::SPEC, phone.now())
        .line(work::TITLE, "The journey of a river")
        .with(work::PAGES, vec![cell(work::FILE, fact.clone())])
        .then(work::DRAFT, work::HANDED_IN);
    let handed_in = phone.does(sheet).await;
    phone.syncs().await;

    laptop.syncs().await;
    assert!(laptop.record(circle.id, handed_in).await.is_some());
    assert_eq!(laptop.fetches(&fact).await.unwrap(), Some(photo()));
    let words = Sheet::begin(circle.id, &feedback::SPEC, laptop.now())
        .set(feedback::WORK, handed_in)
        .prose(feedback::STRENGTH, "Your labels are in exactly the right places.")
        .then(feedback::DRAFT, feedback::RELEASED);
    let words = laptop.does(words).await;
    let seen = Sheet::edit(circle.id, &work::SPEC, handed_in, laptop.now());
    laptop.does(seen.then(work::HANDED_IN, work::FEEDBACK_GIVEN)).await;
    laptop.syncs().await;
    phone.syncs().await;
    assert_eq!(phone.record(circle.id, handed_in).await.unwrap().state, work::FEEDBACK_GIVEN);
    assert!(phone.record(circle.id, words).await.is_some());
}

#[tokio::test]
async fn a_photo_goes_on_where_the_line_was_cut() {
    let world = World::new().await;
    let circle = Circle::begin(&world).await;
    let phone = world.tablet(&circle.samina).await;
    phone.syncs().await;
    let fact = phone.photographs(&photo()).await;
    let sheet = Sheet::begin(circle.id, &work::SPEC, phone.now())
        .with(work::PAGES, vec![cell(work::FILE, fact.clone())])
        .then(work::DRAFT, work::HANDED_IN);
    phone.does(sheet).await;
    phone.wire.lose_chunk_answers.set(3);
    for _ in 0..3 {
        assert!(phone.tries_to_sync().await.is_err());
    }
    phone.syncs().await;
    assert_eq!(phone.device.files_waiting().await.unwrap(), []);
    assert_eq!(phone.wire.chunks.get(), 3, "nothing that arrived is sent again");
    let laptop = world.tablet(&circle.helen).await;
    laptop.syncs().await;
    assert_eq!(laptop.fetches(&fact).await.unwrap(), Some(photo()));
}

#[tokio::test]
async fn who_may_not_see_the_work_gets_no_photo_even_knowing_its_hash() {
    let world = World::new().await;
    let circle = Circle::begin(&world).await;
    let phone = world.tablet(&circle.samina).await;
    phone.syncs().await;
    let fact = phone.photographs(&photo()).await;
    let sheet =
        Sheet::begin(circle.id, &work::SPEC, phone.now()).with(work::PAGES, vec![cell(work::FILE, fact.clone())]);
    phone.does(sheet.then(work::DRAFT, work::HANDED_IN)).await;
    phone.syncs().await;

    let stranger = world.person("Ruth", domain::role::Role::HospitalTeacher).await;
    let tablet = world.tablet(&stranger).await;
    let not_found = Err(SyncError::Remote(RemoteError::NotFound));
    assert_eq!(tablet.fetches(&fact).await, not_found);
    // A record of her own that speaks of the same file opens nothing: she never brought its bytes.
    let own = Circle::of(&world, &tablet, "Somebody else").await;
    let sheet = Sheet::begin(own, &work::SPEC, tablet.now()).with(work::PAGES, vec![cell(work::FILE, fact.clone())]);
    tablet.device.record(vec![Circle::member(own, &tablet, &stranger).change]).await.unwrap();
    tablet.device.record(vec![sheet.change]).await.unwrap();
    // The file itself is not on her device, so only the records go.
    let _half_way = tablet.tries_to_sync().await;
    assert_eq!(tablet.fetches(&fact).await, not_found);
    let progress = sync::remote::Remote::file_progress(&tablet.wire, fact.hash).await.unwrap();
    assert_eq!((progress.received, progress.complete), (0, false), "not even that it is there");
}
