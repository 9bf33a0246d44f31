//! Sessions: ended here, ended everywhere, ended by time; and how often one may try.

use std::time::Duration;

use axum::http::StatusCode;
use domain::kinds::circle_member;
use domain::role::Role;
use futures::future::join;
use serde_json::json;
use server::auth::turns::Line;
use sync::engine::SyncError;
use sync::remote::RemoteError;
use sync::session::SessionToken;
use tests::{Circle, World};
use tokio::time::{sleep, timeout};

#[tokio::test]
async fn signing_out_everywhere_ends_every_device_and_keeps_what_waits() {
    let world = World::new().await;
    let circle = Circle::begin(&world).await;
    let phone = world.tablet(&circle.grace).await;
    phone.syncs().await;
    let secret = world.welcome_of(&circle.grace, phone.device.id()).await.json();
    let session = circle.tablet.wire.session.borrow().clone();
    let ended = world.post("/api/sign-out-everywhere", session.as_deref(), json!({})).await;
    assert_eq!(ended.status, StatusCode::NO_CONTENT);
    let own = Circle::of(&world, &phone, "Callum").await;
    for tablet in [&phone, &circle.tablet] {
        assert_eq!(tablet.tries_to_sync().await, Err(SyncError::Remote(RemoteError::SignedOut)));
    }
    assert_eq!(phone.device.waiting(), 1);
    // She signs in again on the same device: the secret that opens its store is the same, and what waited goes.
    let again = world.welcome_of(&circle.grace, phone.device.id()).await;
    phone.wire.session.replace(again.session());
    let again = again.json();
    assert_eq!(again["device_secret"], secret["device_secret"]);
    phone.syncs().await;
    assert!(phone.circle(own).await.pupil().is_some());
    assert_eq!(phone.device.waiting(), 0);
}

#[tokio::test]
async fn a_session_lasts_thirty_days_from_the_last_visit() {
    let world = World::new().await;
    let grace = world.person("Grace", Role::HospitalTeacher).await;
    let tablet = world.tablet(&grace).await;
    for _ in 0..3 {
        world.days_pass(29);
        tablet.syncs().await;
    }
    world.days_pass(31);
    assert_eq!(tablet.tries_to_sync().await, Err(SyncError::Remote(RemoteError::SignedOut)));
}

#[tokio::test]
async fn guessing_is_slow_and_says_nothing() {
    let world = World::new().await;
    world.person("Grace", Role::HospitalTeacher).await;
    let guess = async |name: &str| world.post("/api/sign-in", None, json!({ "name": name, "password": "guess" })).await;
    let (known, unknown) = (guess("grace").await, guess("nobody").await);
    assert_eq!((known.status, known.json()), (unknown.status, unknown.json()));
    let mut refused = 0;
    for _ in 0..15 {
        refused += u32::from(guess("grace").await.status == StatusCode::TOO_MANY_REQUESTS);
    }
    assert_eq!(refused, 6, "ten tries, then one a minute");
    assert!(guess("grace").await.headers.contains_key("retry-after"));
    world.passes(120);
    assert_eq!(guess("grace").await.status, StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn secrets_are_told_only_to_whoever_proves_who_they_are() {
    let world = World::new().await;
    let grace = world.person("Grace", Role::HospitalTeacher).await;
    let body = json!({ "name": " GRACE ", "password": tests::PASSWORD });
    let welcome = world.post("/api/sign-in", None, body).await;
    assert!(!welcome.headers.contains_key("set-cookie"), "a browser keeps nothing that goes with every request");
    let secrets = ["session", "device_secret"].map(|name| welcome.json()[name].as_str().unwrap().to_owned());
    assert!(secrets.iter().all(|secret| secret.len() == 64), "{secrets:?}");
    let me = world.ask("GET", "/api/me", welcome.session().as_deref(), Vec::new()).await;
    assert_eq!(me.json()["person"], grace.id.to_string());
    let said = String::from_utf8(me.body).unwrap();
    assert!(secrets.iter().all(|secret| !said.contains(secret)), "{said}");
}

#[tokio::test]
async fn a_session_ends_by_its_hash_which_opens_nothing() {
    let world = World::new().await;
    let grace = world.person("Grace", Role::HospitalTeacher).await;
    let (tablet, phone) = (world.tablet(&grace).await, world.tablet(&grace).await);
    let session = tablet.wire.session.borrow().clone().unwrap();
    let (token, store) = session.split_once(' ').unwrap();
    let mark = domain::file::FileHash(SessionToken::parse(token).unwrap().mark()).to_string();
    let by_mark = world.ask("GET", "/api/me", Some(&format!("{mark} {store}")), Vec::new()).await;
    assert_eq!(by_mark.status, StatusCode::UNAUTHORIZED);
    // It was kept without a network, in clear, and is sent by whoever has the device next; twice does no harm.
    for _ in 0..2 {
        let ended = world.post("/api/sign-out", None, json!({ "ends": [mark, "not one"] })).await;
        assert_eq!(ended.status, StatusCode::NO_CONTENT);
    }
    assert_eq!(tablet.tries_to_sync().await, Err(SyncError::Remote(RemoteError::SignedOut)));
    phone.syncs().await;
}

#[tokio::test]
async fn a_stranger_who_ends_what_is_not_there_writes_nothing_and_waits_for_nobody() {
    let world = World::new().await;
    world.person("Grace", Role::HospitalTeacher).await;
    let journal = async || world.app.db().read().await.unwrap().setting("journal_number").await.unwrap();
    let before = journal().await;
    let ends: Vec<String> = (0..200).map(|number| format!("{number:064x}")).collect();
    let writing = world.app.db().write().await.unwrap();
    let answer = timeout(Duration::from_secs(5), world.post("/api/sign-out", None, json!({ "ends": ends }))).await;
    assert_eq!(answer.expect("nobody who writes is waited for").status, StatusCode::NO_CONTENT);
    drop(writing);
    assert_eq!(journal().await, before);
}

#[tokio::test]
async fn a_session_that_ended_while_a_visit_waited_stays_ended() {
    let world = World::new().await;
    let grace = world.person("Grace", Role::HospitalTeacher).await;
    let tablet = world.tablet(&grace).await;
    let session = tablet.wire.session.borrow().clone();
    // A visit after a day moves the session's end, and waits for whoever writes.
    world.days_pass(2);
    let mut writing = world.app.db().write().await.unwrap();
    let visit = world.ask("GET", "/api/me", session.as_deref(), Vec::new());
    let signs_out_everywhere = async {
        sleep(Duration::from_millis(300)).await;
        assert_eq!(writing.end_sessions_of(grace.id).await.unwrap(), 1);
        writing.commit().await.unwrap();
    };
    let (visit, ()) = join(visit, signs_out_everywhere).await;
    assert_eq!(visit.status, StatusCode::UNAUTHORIZED);
    assert_eq!(tablet.tries_to_sync().await, Err(SyncError::Remote(RemoteError::SignedOut)));
}

#[tokio::test]
async fn a_password_that_is_reset_while_it_is_looked_at_opens_nothing() {
    let world = World::new().await;
    let circle = Circle::begin(&world).await;
    let code = sync::invitation::code_from(server::auth::secret::random());
    let ruth = world.person("Ruth", Role::Therapist).await;
    let hash = sync::invitation::hex_hash_of(&code).unwrap();
    circle.tablet.does(Circle::invited(circle.id, &circle.tablet, &ruth).line(circle_member::INVITATION, &hash)).await;
    circle.tablet.syncs().await;
    let old = json!({ "name": "ruth", "password": tests::PASSWORD });
    let joining = json!({ "code": code, "sign_in_name": "ruth", "password": tests::PASSWORD });
    for (path, body) in [("/api/sign-in", old), ("/api/join", joining)] {
        let mut others = Vec::new();
        for _ in 0..2 {
            others.push(world.app.passwords.turn(Line::from("198.51.100.1")).await.unwrap());
        }
        let comes_in = world.post(path, None, body);
        let reset = async {
            while world.app.passwords.waiting() == 0 {
                sleep(Duration::from_millis(1)).await;
            }
            // Whoever runs the server does this in another process.
            let there = server::auth::passwords::Passwords::quick();
            let new = server::administrator::new_password(world.app.db(), &there, "ruth", world.now()).await;
            assert!(new.unwrap().is_some());
            drop(others);
        };
        let (came, ()) = join(comes_in, reset).await;
        assert_eq!((came.status, came.session()), (StatusCode::FORBIDDEN, None), "{path}");
        // And back, for the other door.
        let hash = world.app.passwords.hash(tests::PASSWORD.to_owned()).await.unwrap();
        let mut txn = world.app.db().write().await.unwrap();
        assert!(txn.put_sign_in("ruth", ruth.id, &hash).await.unwrap());
        txn.commit().await.unwrap();
    }
}

#[tokio::test]
async fn an_app_that_shows_a_cookie_is_told_to_load_the_new_one() {
    let world = World::new().await;
    for cookie in ["footbridge=00", "theme=dark; __Host-footbridge=00"] {
        let request = axum::http::Request::get("/api/me").header("cookie", cookie);
        let answer = world.send(request.body(axum::body::Body::empty()).unwrap()).await;
        assert_eq!(answer.json(), json!({ "error": "too_old" }), "{cookie}");
    }
    let request = axum::http::Request::get("/api/me").header("cookie", "theme=dark");
    assert_eq!(world.send(request.body(axum::body::Body::empty()).unwrap()).await.json()["error"], "signed_out");
}

#[tokio::test]
async fn a_forgotten_password_costs_no_unsent_work() {
    let world = World::new().await;
    let circle = Circle::begin(&world).await;
    let secret = world.welcome_of(&circle.grace, circle.tablet.device.id()).await.json()["device_secret"].clone();
    circle.tablet.wire.offline.set(true);
    let own = Circle::of(&world, &circle.tablet, "Callum").await;
    let new_password = async |name| {
        let passwords = &world.app.passwords;
        server::administrator::new_password(world.app.db(), passwords, name, world.now()).await.unwrap()
    };
    assert_eq!(new_password("nobody").await, None);
    let password = new_password("Grace ").await.expect("she is known");
    circle.tablet.wire.offline.set(false);
    assert_eq!(circle.tablet.tries_to_sync().await, Err(SyncError::Remote(RemoteError::SignedOut)));

    let device = circle.tablet.device.id().to_string();
    let old = json!({ "name": "grace", "password": tests::PASSWORD, "device": device });
    assert_eq!(world.post("/api/sign-in", None, old).await.status, StatusCode::FORBIDDEN);
    let new = json!({ "name": "grace", "password": password, "device": device });
    let welcome = world.post("/api/sign-in", None, new).await;
    assert_eq!(welcome.json()["device_secret"], secret, "what opens her tablet's store");
    circle.tablet.wire.session.replace(welcome.session());
    circle.tablet.syncs().await;
    assert!(circle.tablet.circle(own).await.pupil().is_some());
    assert_eq!(circle.tablet.device.waiting(), 0);
    let chain = world.app.db().read().await.unwrap().audit_chain().await.unwrap();
    assert_eq!(server::db::first_bad_link(&chain), None);
}

#[tokio::test]
async fn a_new_password_ends_every_other_session_and_opens_the_same_store() {
    let world = World::new().await;
    let grace = world.person("Grace", Role::HospitalTeacher).await;
    let (tablet, lost) = (world.tablet(&grace).await, world.tablet(&grace).await);
    let session = tablet.wire.session.borrow().clone();
    let change = async |current: &str, new: &str| {
        world.post("/api/password", session.as_deref(), json!({ "current": current, "new": new })).await
    };
    let new = "four boats in a bay";
    assert_eq!(change("not her password", new).await.status, StatusCode::FORBIDDEN);
    for weak in ["four boats", "grace has four boats"] {
        assert_eq!(change(tests::PASSWORD, weak).await.status, StatusCode::UNPROCESSABLE_ENTITY, "{weak}");
    }
    lost.syncs().await;
    let secret = world.welcome_of(&grace, tablet.device.id()).await.json()["device_secret"].clone();

    let changed = change(tests::PASSWORD, new).await;
    assert_eq!(changed.json()["device_secret"], secret, "what opens her store on this tablet");
    assert_eq!(lost.tries_to_sync().await, Err(SyncError::Remote(RemoteError::SignedOut)));
    assert_eq!(changed.session(), session, "the session that asked goes on, even if the answer is lost");
    tablet.syncs().await;

    let signs_in = async |password: &str| {
        world.post("/api/sign-in", None, json!({ "name": "grace", "password": password })).await.status
    };
    assert_eq!(signs_in(tests::PASSWORD).await, StatusCode::FORBIDDEN);
    assert_eq!(signs_in(new).await, StatusCode::OK);
}
