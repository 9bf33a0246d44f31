//! What would grow for ever is counted, and taken out when it has ended.

use domain::file::FileHash;
use domain::kinds::{medium_term_plan as plan, work};
use futures::future::join_all;
use server::auth::limits::PIECES;
use server::sweep::{Swept, sweep};
use sha2::{Digest, Sha256};
use sync::engine::SyncError;
use sync::remote::RemoteError;
use tests::{Circle, Sheet, World};

const DAILY: u64 = 2 * 1024 * 1024 * 1024;

async fn brings(world: &World, session: &str, whole: &[u8], most: usize) -> u16 {
    let hash = FileHash(Sha256::digest(whole).into());
    let path = format!("/api/files/{hash}?offset=0&whole={}", whole.len());
    world.ask("PUT", &path, Some(session), whole[..most].to_vec()).await.status.as_u16()
}

#[tokio::test]
async fn one_photo_sent_by_twenty_tabs_at_once_arrives() {
    let world = World::new().await;
    let circle = Circle::begin(&world).await;
    let session = world.session_of(&circle.zara, circle.tablet.device.id()).await;
    let other = world.session_of(&circle.samina, circle.tablet.device.id()).await;
    for round in 0..5u8 {
        let photo = [b"\xff\xd8\xff\xe0".to_vec(), vec![round; 50_000]].concat();
        let both = [&session, &other];
        let all = join_all((0..20).map(|number| brings(&world, both[number % 2], &photo, photo.len()))).await;
        assert!(all.iter().all(|status| *status == 200), "{all:?}");
    }
}

#[tokio::test]
async fn words_never_wait_for_the_photos_of_a_new_tablet() {
    let world = World::new().await;
    let circle = Circle::begin(&world).await;
    let tablet = world.tablet(&circle.grace).await;
    let session = tablet.wire.session.borrow().clone();
    let path = format!("/api/files/{}", FileHash([7; 32]));
    let asks = || world.ask("HEAD", &path, session.as_deref(), Vec::new());
    for _ in 0..PIECES.burst {
        assert_eq!(asks().await.status, 200);
    }
    let refused = asks().await;
    assert_eq!((refused.status.as_u16(), refused.headers["retry-after"].as_bytes()), (429, &b"1"[..]));
    tablet.does(Sheet::begin(circle.id, &plan::SPEC, tablet.now()).line(plan::SUBJECT, "Maths")).await;
    assert_eq!(tablet.tries_to_sync().await, Ok(()));
    assert_eq!(tablet.device.waiting(), 0);
    world.passes(1);
    assert_eq!(asks().await.status, 200);
}

#[tokio::test]
async fn what_is_not_finished_counts_and_expires() {
    let world = World::new().await;
    let circle = Circle::begin(&world).await;
    let session = world.session_of(&circle.zara, circle.tablet.device.id()).await;
    let photo = |number: u16| [&number.to_le_bytes()[..], &[7; 1_000]].concat();
    for number in 0..10 {
        assert_eq!(brings(&world, &session, &photo(number), 600).await, 200);
    }
    assert_eq!(world.app.bytes_left(circle.zara.id).await.unwrap(), DAILY - 6_000);
    assert_eq!(brings(&world, &session, &photo(0), 1_002).await, 200);
    assert_eq!(world.app.bytes_left(circle.zara.id).await.unwrap(), DAILY - 5_400 - 1_002);
    for number in 10..502 {
        assert_eq!(brings(&world, &session, &photo(number), 1).await, 200, "{number}");
        world.passes(1);
    }
    assert_eq!(brings(&world, &session, &photo(600), 1).await, 413, "nobody begins so many and ends none");
    world.days_pass(4_000);
    let swept = sweep(&world.app, world.now()).await.unwrap();
    assert_eq!((swept.unfinished, swept.tries_left), (501, 0));
    assert_eq!(world.app.bytes_left(circle.zara.id).await.unwrap(), DAILY);
}

#[tokio::test]
async fn sessions_that_ended_are_taken_out() {
    let world = World::new().await;
    let circle = Circle::begin(&world).await;
    assert_eq!(sweep(&world.app, world.now()).await.unwrap().sessions, 0, "{:?}", circle.id);
    world.days_pass(29);
    let session = world.session_of(&circle.zara, circle.tablet.device.id()).await;
    world.days_pass(2);
    let swept = sweep(&world.app, world.now()).await.unwrap();
    assert_eq!(Swept { sessions: swept.sessions, ..Swept::default() }, swept);
    assert_eq!(swept.sessions, 1, "Grace's, who has not come for a month");
    assert_eq!(world.ask("GET", "/api/me", Some(&session), Vec::new()).await.status.as_u16(), 200);
}

#[tokio::test]
async fn who_has_written_more_than_anybody_does_in_a_day_goes_on_tomorrow() {
    let world = World::new().await;
    let circle = Circle::begin(&world).await;
    let (zara, helen) = (world.tablet(&circle.zara).await, world.tablet(&circle.helen).await);
    zara.syncs().await;
    let today = domain::calendar::london_day(world.now());
    let mut txn = world.app.db().write().await.unwrap();
    let sent = txn.bytes_sent(zara.person, today).await.unwrap();
    assert_eq!(sent, 0);
    assert!(txn.bytes_sent(circle.grace.id, today).await.unwrap() > 5 * 512, "each change counts");
    txn.put_bytes_sent(zara.person, today, 64 * 1024 * 1024 - 3_000).await.unwrap();
    txn.commit().await.unwrap();
    let mut records = Vec::new();
    for number in 0..20 {
        let sheet = Sheet::begin(circle.id, &work::SPEC, zara.now()).line(work::TITLE, &format!("Page {number}"));
        records.push(zara.does(sheet.then(work::DRAFT, work::HANDED_IN)).await);
    }
    let told = zara.tries_to_sync().await;
    assert_eq!(told, Err(SyncError::Remote(RemoteError::Busy(3_600))));
    let waiting = zara.device.waiting();
    assert!(waiting > 10 && waiting < 20, "some were taken: {waiting}");
    // Nobody else waits, and nothing is lost.
    helen.does(Sheet::begin(circle.id, &plan::SPEC, helen.now()).line(plan::SUBJECT, "Maths")).await;
    helen.syncs().await;
    world.days_pass(1);
    zara.syncs().await;
    assert_eq!(zara.device.outbox(), []);
    helen.syncs().await;
    for record in records {
        assert!(helen.record(circle.id, record).await.is_some());
    }
}
