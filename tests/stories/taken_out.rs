//! What was taken out stays with those who may bring it back: no other device gets a word or a photo of it.

use domain::change::Edit;
use domain::kinds::{medium_term_plan as plan, work};
use domain::record::Record;
use sync::engine::SyncError;
use sync::pack;
use sync::remote::RemoteError;
use sync::store::{LocalStore, Table};
use sync::wire::SyncReply;
use tests::{Circle, Sheet, Tablet, World, cell};

/// Everything that a reply's packs say.
fn said(reply: &SyncReply) -> String {
    let packs = reply.segments.iter().filter(|segment| segment.count > 0);
    packs.map(|segment| format!("{:?}", pack::unpack(&segment.packed).unwrap())).collect()
}

fn said_last(tablet: &Tablet) -> String {
    said(tablet.wire.last.borrow().as_ref().unwrap())
}

/// Everything that is said of any record in what a device holds.
async fn lies_on(tablet: &Tablet) -> String {
    let rows = tablet.device.store().all(Table::Segments).await.unwrap();
    rows.iter().map(|(_, row)| format!("{:?}", sync::device::records_in(row))).collect()
}

fn edit(circle: &Circle, record: &Record, at: domain::value::Moment, edits: Vec<Edit>) -> Sheet {
    let mut sheet = Sheet::edit(circle.id, record.kind.spec().unwrap(), record.id, at);
    sheet.change.edits = edits;
    sheet
}

#[tokio::test]
async fn a_row_that_left_a_draft_is_in_no_readers_pack() {
    let world = World::new().await;
    let circle = Circle::begin(&world).await;
    let (laptop, phone) = (world.tablet(&circle.helen).await, world.tablet(&circle.samina).await);
    laptop.syncs().await;
    phone.syncs().await;
    let mut sheet = Sheet::begin(circle.id, &plan::SPEC, laptop.now()).line(plan::SUBJECT, "Maths");
    let objective = |text: &str| vec![cell(plan::ROW_OBJECTIVE, domain::field::Prose(text.to_owned()))];
    sheet.add(plan::ROWS, objective("Fractions of a whole"));
    let wrong = sheet.add(plan::ROWS, objective("Meant for anotherchild"));
    let id = laptop.does(sheet).await;
    let draft = laptop.record(circle.id, id).await.unwrap();
    let out = Edit::RemoveItem { list: plan::ROWS.key, item: wrong };
    laptop.does(edit(&circle, &draft, laptop.now(), vec![out])).await;
    laptop.does(Sheet::edit(circle.id, &plan::SPEC, id, laptop.now()).then(plan::DRAFT, plan::SHARED)).await;
    laptop.syncs().await;
    phone.syncs().await;
    assert!(said_last(&phone).contains("Fractions of a whole") && !said_last(&phone).contains("anotherchild"));
    // A device that comes later gets what is packed for everybody.
    for _ in 0..2 {
        let later = world.tablet(&circle.samina).await;
        later.syncs().await;
        assert!(said_last(&later).contains("Fractions of a whole") && !said_last(&later).contains("anotherchild"));
    }
    let other = world.tablet(&circle.helen).await;
    other.syncs().await;
    assert!(said_last(&other).contains("anotherchild"), "the school may bring it back");
    let session = phone.wire.session.borrow().clone();
    let history = world.ask("GET", &format!("/api/history/{id}"), session.as_deref(), Vec::new()).await;
    assert!(!String::from_utf8_lossy(&history.body).contains("anotherchild"));
}

#[tokio::test]
async fn a_row_that_leaves_a_shared_plan_leaves_every_readers_device() {
    let world = World::new().await;
    let circle = Circle::begin(&world).await;
    let (laptop, phone) = (world.tablet(&circle.helen).await, world.tablet(&circle.samina).await);
    let mut sheet = Sheet::begin(circle.id, &plan::SPEC, laptop.now()).line(plan::SUBJECT, "Maths");
    let wrong = sheet.add(plan::ROWS, vec![cell(plan::ROW_WEEK, "anotherchild".to_owned())]);
    let id = laptop.does(sheet.then(plan::DRAFT, plan::SHARED)).await;
    laptop.syncs().await;
    // One device has it, and a pack with it is kept for the next.
    phone.syncs().await;
    assert!(lies_on(&phone).await.contains("anotherchild"));
    let shared = laptop.record(circle.id, id).await.unwrap();
    let out = Edit::RemoveItem { list: plan::ROWS.key, item: wrong };
    laptop.does(edit(&circle, &shared, laptop.now(), vec![out])).await;
    laptop.syncs().await;
    phone.syncs().await;
    assert!(!lies_on(&phone).await.contains("anotherchild"), "it is gone from the disk, too");
    let later = world.tablet(&circle.samina).await;
    later.syncs().await;
    assert!(!said_last(&later).contains("anotherchild"));
    let back = laptop.record(circle.id, id).await.unwrap();
    let restore = Edit::RestoreItem { list: plan::ROWS.key, item: wrong };
    laptop.does(edit(&circle, &back, laptop.now(), vec![restore])).await;
    laptop.syncs().await;
    phone.syncs().await;
    let shown = phone.record(circle.id, id).await.unwrap();
    let week = shown.items(plan::ROWS).first().and_then(|row| row.get(plan::ROW_WEEK));
    assert_eq!(week.as_deref(), Some("anotherchild"), "brought back, it is there again");
}

#[tokio::test]
async fn a_record_that_was_taken_away_and_its_photo_reach_nobody_else() {
    let world = World::new().await;
    let circle = Circle::begin(&world).await;
    let (phone, laptop) = (world.tablet(&circle.samina).await, world.tablet(&circle.helen).await);
    phone.syncs().await;
    let fact = phone.photographs(b"\xff\xd8\xff\xe0 the wrong child").await;
    let sheet = Sheet::begin(circle.id, &work::SPEC, phone.now())
        .line(work::TITLE, "anotherchild")
        .with(work::PAGES, vec![cell(work::FILE, fact.clone())])
        .then(work::DRAFT, work::HANDED_IN);
    let id = phone.does(sheet).await;
    phone.syncs().await;
    laptop.syncs().await;
    assert!(laptop.fetches(&fact).await.unwrap().is_some());
    let handed_in = phone.record(circle.id, id).await.unwrap();
    phone.does(edit(&circle, &handed_in, phone.now(), vec![Edit::Remove])).await;
    phone.syncs().await;
    laptop.syncs().await;
    assert!(!lies_on(&laptop).await.contains("anotherchild"));
    assert_eq!(laptop.device.file(fact.hash).await, Ok(None), "its photo leaves with it");
    let told = laptop.record(circle.id, id).await.unwrap();
    assert!(told.removed && told.fields.is_empty() && told.lists.is_empty());
    let later = world.tablet(&circle.helen).await;
    later.syncs().await;
    assert!(!said_last(&later).contains("anotherchild"));
    let fetched = later.fetches(&fact).await;
    assert_eq!(fetched, Err(SyncError::Remote(RemoteError::NotFound)), "nor can it be fetched");
    let session = laptop.wire.session.borrow().clone();
    let history = world.ask("GET", &format!("/api/history/{id}"), session.as_deref(), Vec::new()).await;
    assert_eq!(history.status, axum::http::StatusCode::NOT_FOUND);

    let away = phone.record(circle.id, id).await.unwrap();
    assert_eq!(away.text(work::TITLE), "anotherchild", "whoever may bring it back has it");
    phone.does(edit(&circle, &away, phone.now(), vec![Edit::Restore])).await;
    phone.syncs().await;
    laptop.syncs().await;
    assert_eq!(laptop.record(circle.id, id).await.unwrap().text(work::TITLE), "anotherchild");
    assert!(laptop.fetches(&fact).await.unwrap().is_some());
}
