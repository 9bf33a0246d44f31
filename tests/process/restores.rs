//! Put back from a copy, with the commands that an operator types.

use std::path::Path;

use domain::kinds::{session, work};
use serde_json::json;
use sqlx::Connection;
use sqlx::sqlite::{SqliteConnectOptions, SqliteConnection};
use sync::engine::SyncError;
use sync::remote::RemoteError;
use sync::session::SessionToken;
use tests::{Sheet, Tablet, cell};

use crate::server::{Server, command_over, folder_with_a_circle, world_of};

async fn writes(tablet: &Tablet, circle: domain::ids::CircleId, words: &str) -> domain::ids::RecordId {
    let record = tablet.does(Sheet::begin(circle, &work::SPEC, tablet.now()).line(work::TITLE, words)).await;
    tablet.syncs().await;
    record
}

/// Somebody else's program changes a database.
pub(crate) async fn told(file: &Path, statement: &'static str) {
    let options = SqliteConnectOptions::new().filename(file);
    let mut copy = SqliteConnection::connect_with(&options).await.unwrap();
    sqlx::query(statement).execute(&mut copy).await.unwrap();
    copy.close().await.unwrap();
}

#[tokio::test]
async fn a_copy_made_while_people_write_is_put_back_and_nothing_is_lost() {
    let (folder, circle) = folder_with_a_circle().await;
    let aside = tempfile::tempdir().unwrap();
    let copy = aside.path().join("copy.db");
    let mut server = Server::start(folder.path(), &[]).await;
    let world = world_of(&server).await;
    let (grace, phone, left) =
        (world.tablet(&circle.grace).await, world.tablet(&circle.samina).await, world.tablet(&circle.grace).await);
    for tablet in [&grace, &phone, &left] {
        tablet.syncs().await;
    }

    // The copy is made while somebody writes.
    let (data, place) = (folder.path().to_owned(), copy.to_string_lossy().into_owned());
    let backup = tokio::task::spawn_blocking({
        let (data, place) = (data.clone(), place.clone());
        move || command_over(&data, &["backup", &place])
    });
    let mut records = Vec::new();
    while !backup.is_finished() {
        records.push(writes(&grace, circle.id, &format!("Page {}", records.len())).await);
    }
    let (made, said) = backup.await.unwrap();
    assert!(made, "{said}");

    // More is written, photographed, and a session ends.
    records.push(writes(&grace, circle.id, "After the copy").await);
    let photo = [&b"\xff\xd8\xff\xe0"[..], &server::auth::secret::random::<9_000>()].concat();
    let fact = phone.photographs(&photo).await;
    let sheet =
        Sheet::begin(circle.id, &work::SPEC, phone.now()).with(work::PAGES, vec![cell(work::FILE, fact.clone())]);
    records.push(phone.does(sheet.then(work::DRAFT, work::HANDED_IN)).await);
    phone.syncs().await;
    let session = left.wire.session.borrow().clone().unwrap();
    let token = SessionToken::parse(session.split_once(' ').unwrap().0).unwrap();
    let ends = json!({ "ends": [server::auth::secret::to_hex(&token.mark())] });
    assert_eq!(world.post("/api/sign-out", None, ends).await.status.as_u16(), 204);

    // Not beside a running server.
    let (done, said) = server.command(&["restore", &place]);
    assert!(!done && said.contains("stop it first"), "{said}");
    server.stop();

    // Not from a version that this one does not know; and nothing is touched.
    let newer = aside.path().join("newer.db");
    std::fs::copy(&copy, &newer).unwrap();
    let migration = "INSERT INTO _sqlx_migrations (version, description, success, checksum, execution_time) \
                     VALUES (9999, 'from the future', 1, x'00', 0)";
    told(&newer, migration).await;
    let present = std::fs::read(data.join("footbridge.db")).unwrap();
    let (done, said) = server.command(&["restore", &newer.to_string_lossy()]);
    assert!(!done, "{said}");
    assert!(said.contains("newer"), "{said}");
    assert!(std::fs::read(data.join("footbridge.db")).unwrap() == present, "the present database is as it was");

    let (done, said) = server.command(&["restore", &place]);
    assert!(done && !said.contains("WARNING") && said.contains("footbridge.db-before"), "{said}");
    assert!(std::fs::read(data.join("footbridge.db-before")).unwrap() == present);
    server.start_again().await;
    grace.syncs().await;
    phone.syncs().await;
    assert_eq!((grace.device.outbox(), phone.device.outbox()), (vec![], vec![]));
    assert_eq!(left.tries_to_sync().await, Err(SyncError::Remote(RemoteError::SignedOut)), "ended is ended");

    let fresh = world.tablet(&circle.grace).await;
    fresh.syncs().await;
    let view = fresh.circle(circle.id).await;
    let mut there: Vec<_> = view.of_kind(work::KIND).iter().map(|record| record.id).collect();
    there.sort();
    records.sort();
    assert_eq!(there, records, "everything is there, once");
    assert_eq!(fresh.fetches(&fact).await.unwrap(), Some(photo));
    assert!(view.of_kind(session::KIND).is_empty());
    server.stop();
    let (sound, said) = server.command(&["verify-audit"]);
    assert!(sound, "{said}");
}
