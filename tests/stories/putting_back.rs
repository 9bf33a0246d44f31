//! The server is put back to an earlier day: what people did since comes back, and nobody gets back what they lost.

use axum::http::StatusCode;
use domain::kinds::circle_member::{self, ACTIVE, ENDED};
use domain::kinds::{session, work};
use domain::role::Role;
use domain::value::Moment;
use serde_json::json;
use server::config::Data;
use server::gate::Packing;
use server::restore::{Restored, restore};
use sync::engine::SyncError;
use sync::remote::RemoteError;
use tempfile::TempDir;
use tests::{Circle, Person, Sheet, Tablet, World, cell};

/// A copy of the server's database, outside its folder.
struct Copy(TempDir);

impl Copy {
    async fn of(world: &World) -> Self {
        let folder = tempfile::tempdir().unwrap();
        world.app.db().backup(&folder.path().join("copy.db")).await.unwrap();
        Self(folder)
    }

    /// The server ends, and goes on an hour later from this copy.
    async fn put_back(&self, world: World, tablets: &[&Tablet]) -> (World, Restored) {
        let now = Moment(world.now().0 + 60 * 60 * 1_000);
        let folder = world.into_folder();
        let data = Data { folder: folder.path().to_owned(), journal_folder: None };
        let restored = restore(&data, &self.0.path().join("copy.db"), now).await.unwrap();
        let world = World::over(folder, Packing::QUICK).await;
        world.passes((now.0 - world.now().0) / 1_000 + 60);
        for tablet in tablets {
            tablet.wire.leads_to(&world);
        }
        (world, restored)
    }
}

async fn signs_in_again(world: &World, person: &Person, tablet: &Tablet) {
    let welcome = world.welcome_of(person, tablet.device.id()).await;
    tablet.wire.session.replace(welcome.session());
}

fn photo() -> Vec<u8> {
    let mut bytes = b"\xff\xd8\xff\xe0".to_vec();
    bytes.extend((0..600_000u32).map(|i| (i.wrapping_mul(2_654_435_761) >> 13) as u8));
    bytes
}

#[tokio::test]
async fn words_photos_and_members_come_back_and_who_was_removed_stays_out() {
    let world = World::new().await;
    let circle = Circle::begin(&world).await;
    let (phone, laptop) = (world.tablet(&circle.samina).await, world.tablet(&circle.helen).await);
    let daniel = world.tablet(&circle.daniel).await;
    for tablet in [&phone, &laptop, &daniel] {
        tablet.syncs().await;
    }
    let copy = Copy::of(&world).await;

    // After the copy: work with a photo, words in what another wrote, a new member, a removal, a new password.
    world.passes(60);
    let fact = phone.photographs(&photo()).await;
    let sheet = Sheet::begin(circle.id, &work::SPEC, phone.now())
        .line(work::TITLE, "A river")
        .with(work::PAGES, vec![cell(work::FILE, fact.clone())])
        .then(work::DRAFT, work::HANDED_IN);
    let handed_in = phone.does(sheet).await;
    phone.syncs().await;
    let grace = &circle.tablet;
    grace.syncs().await;
    let own = grace.does(Sheet::begin(circle.id, &session::SPEC, grace.now())).await;
    let words = "Grace asked what the delta is.";
    grace.does(Sheet::edit(circle.id, &work::SPEC, handed_in, grace.now()).prose(work::COMMENT, words)).await;
    let tom = world.person("Tom", Role::TeachingAssistant).await;
    grace.does(Circle::member(circle.id, grace, &tom)).await;
    let place = circle.place_of(&circle.helen).await;
    grace.does(Sheet::edit(circle.id, &circle_member::SPEC, place, grace.now()).then(ACTIVE, ENDED)).await;
    grace.syncs().await;
    laptop.syncs().await;
    assert!(laptop.circle(circle.id).await.pupil().is_none());
    let current = daniel.wire.session.borrow().clone();
    let new = json!({ "current": tests::PASSWORD, "new": "four boats in a bay" });
    assert_eq!(world.post("/api/password", current.as_deref(), new).await.status, StatusCode::OK);
    let toms = world.tablet(&tom).await;
    toms.syncs().await;
    assert!(toms.record(circle.id, handed_in).await.is_some());

    let (world, restored) = copy.put_back(world, &[&phone, &laptop, &daniel, &toms, grace]).await;
    assert!(restored.journal_is_whole && restored.unfit == 0, "{restored:?}");
    assert_eq!(restored.sessions_ended, 0, "who is known not to have signed out stays in");

    // Who was removed stays out, and an old password is old.
    laptop.syncs().await;
    assert!(laptop.circle(circle.id).await.pupil().is_none());
    let signs_in = async |password: &str| {
        world.post("/api/sign-in", None, json!({ "name": "daniel", "password": password })).await.status
    };
    assert_eq!(signs_in(tests::PASSWORD).await, StatusCode::FORBIDDEN);
    assert_eq!(signs_in("four boats in a bay").await, StatusCode::OK);

    // Grace's tablet comes first: her words wait for the work that they are in, and nothing disappears.
    grace.syncs().await;
    let shown = grace.record(circle.id, handed_in).await.unwrap();
    assert_eq!((shown.text(work::TITLE), shown.text(work::COMMENT)), ("A river", words));
    assert!(grace.record(circle.id, own).await.is_some());
    assert_eq!(grace.device.waiting(), 1, "and it says so");
    // Tom signed in after the copy was made: nothing proves his session.
    assert_eq!(toms.tries_to_sync().await, Err(SyncError::Remote(RemoteError::SignedOut)));
    signs_in_again(&world, &tom, &toms).await;
    toms.syncs().await;
    assert!(toms.record(circle.id, handed_in).await.is_some(), "Tom is in the circle, and sees it still");

    phone.syncs().await;
    grace.syncs().await;
    phone.syncs().await;
    for tablet in [&phone, grace] {
        assert_eq!(tablet.device.outbox(), []);
        let record = tablet.record(circle.id, handed_in).await.unwrap();
        assert_eq!((record.text(work::TITLE), record.text(work::COMMENT)), ("A river", words));
        assert!(record.received.is_some_and(|at| at >= Moment(world.now().0 - 120_000)), "it is the server's");
    }
    let later = world.tablet(&circle.grace).await;
    later.syncs().await;
    assert_eq!(later.fetches(&fact).await.unwrap(), Some(photo()));
    let changes = world.app.db().read().await.unwrap().changes_of(handed_in).await.unwrap();
    assert_eq!(changes.len(), 2, "each once");
    assert_eq!(changes.iter().map(|row| row.author).collect::<Vec<_>>(), [circle.samina.id, circle.grace.id]);
    // Once is enough.
    let sent = phone.wire.chunks.get();
    phone.syncs().await;
    assert_eq!(phone.wire.chunks.get(), sent);
}

#[tokio::test]
async fn photos_that_the_disk_lost_are_sent_again() {
    let world = World::new().await;
    let circle = Circle::begin(&world).await;
    let phone = world.tablet(&circle.samina).await;
    phone.syncs().await;
    let fact = phone.photographs(&photo()).await;
    let sheet = Sheet::begin(circle.id, &work::SPEC, phone.now())
        .with(work::PAGES, vec![cell(work::FILE, fact.clone())])
        .then(work::DRAFT, work::HANDED_IN);
    phone.does(sheet).await;
    phone.syncs().await;
    let copy = Copy::of(&world).await;
    tokio::fs::remove_file(world.app.files.path(fact.hash)).await.unwrap();
    let (world, restored) = copy.put_back(world, &[&phone]).await;
    assert_eq!(restored.files_missing, 1);
    phone.syncs().await;
    let later = world.tablet(&circle.grace).await;
    later.syncs().await;
    assert_eq!(later.fetches(&fact).await.unwrap(), Some(photo()));
}

#[tokio::test]
async fn without_its_journal_everybody_signs_in_again_and_it_is_said() {
    let world = World::new().await;
    let circle = Circle::begin(&world).await;
    let copy = Copy::of(&world).await;
    let own = circle.tablet.does(Sheet::begin(circle.id, &session::SPEC, circle.tablet.now())).await;
    circle.tablet.syncs().await;
    let journal = world.folder().join("journal");
    tokio::fs::remove_dir_all(&journal).await.unwrap();
    let (world, restored) = copy.put_back(world, &[&circle.tablet]).await;
    assert!(!restored.journal_is_whole && restored.sessions_ended > 0, "{restored:?}");
    assert_eq!(circle.tablet.tries_to_sync().await, Err(SyncError::Remote(RemoteError::SignedOut)));
    signs_in_again(&world, &circle.grace, &circle.tablet).await;
    circle.tablet.syncs().await;
    assert!(circle.tablet.record(circle.id, own).await.is_some());
    assert_eq!(circle.tablet.device.outbox(), []);
}

#[tokio::test]
async fn a_copy_put_back_by_hand_is_not_served() {
    let world = World::new().await;
    let circle = Circle::begin(&world).await;
    let copy = Copy::of(&world).await;
    for _ in 0..3 {
        world.tablet(&circle.grace).await;
    }
    let journal = server::journal::Journal::at(&world.folder().join("journal"));
    server::restore::is_up_to_date(world.app.db(), &journal).await.unwrap();
    let old = server::db::sqlite::SqliteDb::open(&copy.0.path().join("copy.db")).await.unwrap();
    let refused = server::restore::is_up_to_date(&old, &journal).await.unwrap_err();
    assert!(refused.to_string().contains("footbridge restore"), "{refused}");
    let data = Data { folder: world.folder().to_owned(), journal_folder: None };
    let _served = server::lock::FolderLock::take(&data.folder).unwrap();
    let beside = restore(&data, &copy.0.path().join("copy.db"), world.now()).await.unwrap_err();
    assert!(beside.to_string().contains("stop it first"), "{beside}");
    let mut txn = world.app.db().read().await.unwrap();
    assert!(txn.record(circle.id.pupil()).await.unwrap().is_some(), "nothing was touched");
}

#[tokio::test]
async fn a_restore_that_fails_on_the_way_leaves_the_present_database_as_it_is() {
    let world = World::new().await;
    let circle = Circle::begin(&world).await;
    let copy = Copy::of(&world).await;
    let later = circle.tablet.does(Sheet::begin(circle.id, &session::SPEC, circle.tablet.now())).await;
    circle.tablet.syncs().await;
    let folder = world.into_folder();
    let no_journal = folder.path().join("no-journal");
    std::fs::write(&no_journal, b"not a folder").unwrap();
    let data = Data { folder: folder.path().to_owned(), journal_folder: Some(no_journal) };
    let file = copy.0.path().join("copy.db");
    restore(&data, &file, Moment(1_794_478_260_000)).await.unwrap_err();
    let left: Vec<_> = std::fs::read_dir(folder.path()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    assert!(!left.iter().any(|name| name.to_string_lossy().contains("db-new")), "{left:?}");
    let world = World::over(folder, Packing::QUICK).await;
    let mut txn = world.app.db().read().await.unwrap();
    assert!(txn.record(later).await.unwrap().is_some(), "what came after the copy is there");
}

#[tokio::test]
async fn what_was_there_before_a_restore_is_kept_and_can_be_put_back() {
    let world = World::new().await;
    let circle = Circle::begin(&world).await;
    let copy = Copy::of(&world).await;
    let later = circle.tablet.does(Sheet::begin(circle.id, &session::SPEC, circle.tablet.now())).await;
    circle.tablet.syncs().await;
    let has = async |world: &World| {
        let mut txn = world.app.db().read().await.unwrap();
        txn.record(later).await.unwrap().is_some()
    };
    let (world, restored) = copy.put_back(world, &[&circle.tablet]).await;
    assert!(!has(&world).await);
    let before = restored.before.unwrap();
    assert_eq!(before.file_name().unwrap(), "footbridge.db-before");
    // And again: what is kept is never written over.
    let (world, again) = copy.put_back(world, &[&circle.tablet]).await;
    assert_ne!(again.before.as_ref(), Some(&before));
    let data = Data { folder: world.folder().to_owned(), journal_folder: None };
    let (now, folder) = (world.now(), world.into_folder());
    restore(&data, &before, now).await.unwrap();
    let world = World::over(folder, Packing::QUICK).await;
    assert!(has(&world).await, "a copy that was the wrong one costs nothing");
}

/// The whole data folder, as when the machine it is on was put back.
fn copy_of(from: &std::path::Path, to: &std::path::Path) {
    std::fs::create_dir_all(to).unwrap();
    for entry in std::fs::read_dir(from).unwrap().map(Result::unwrap) {
        let place = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy_of(&entry.path(), &place);
        } else {
            std::fs::copy(entry.path(), place).unwrap();
        }
    }
}

#[tokio::test]
async fn a_server_put_back_with_its_whole_machine_is_found_out_by_a_device_that_knows_more() {
    let world = World::new().await;
    let circle = Circle::begin(&world).await;
    let phone = world.tablet(&circle.grace).await;
    phone.syncs().await;
    let snapshot = tempfile::tempdir().unwrap();
    world.app.db().close().await;
    copy_of(world.folder(), snapshot.path());
    let world = World::over(world.into_folder(), Packing::QUICK).await;
    let grace = &circle.tablet;
    for tablet in [&phone, grace] {
        tablet.wire.leads_to(&world);
    }
    let lost = grace.does(Sheet::begin(circle.id, &session::SPEC, grace.now())).await;
    grace.syncs().await;
    phone.syncs().await;
    assert!(phone.record(circle.id, lost).await.is_some());

    let world = World::over(snapshot, Packing::QUICK).await;
    for tablet in [&phone, grace] {
        tablet.wire.leads_to(&world);
    }
    // Nothing tells the server. A new change stands at the very revision that the lost one had.
    let new = phone.does(Sheet::begin(circle.id, &work::SPEC, phone.now()).line(work::TITLE, "A river")).await;
    phone.syncs().await;
    assert!(phone.record(circle.id, lost).await.is_some(), "nothing disappears");
    grace.syncs().await;
    phone.syncs().await;
    assert_eq!((grace.device.outbox(), phone.device.outbox()), (vec![], vec![]));
    let fresh = world.tablet(&circle.grace).await;
    fresh.syncs().await;
    assert!(fresh.record(circle.id, lost).await.is_some(), "whose it was offered it again");
    assert!(fresh.record(circle.id, new).await.is_some());
    // Whoever only says so does it once a day, and is kept waiting.
    let mut request = sync::wire::SyncRequest {
        protocol: sync::wire::PROTOCOL,
        device: fresh.device.id(),
        device_time: fresh.now(),
        server: fresh.device.server(),
        cursors: fresh.device.cursors(),
        push: Vec::new(),
        person: fresh.person,
        again: Vec::new(),
    };
    request.cursors[0].upto.0 += 1_000;
    let told = sync::remote::Remote::sync(&fresh.wire, &request).await;
    assert!(matches!(told, Err(RemoteError::Nonsense | RemoteError::Busy(_))), "{told:?}");
    grace.syncs().await;
    assert_eq!(grace.device.server(), phone.device.server(), "no other life");
}
