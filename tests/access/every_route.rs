//! Every route of the router's own table as stranger, as outsider and in the wrong role. A new route has to say
//! for whom it is, and is then held to it here.

use axum::http::StatusCode;
use domain::ids::{DeviceId, PersonId};
use domain::kinds::work;
use domain::role::Role;
use server::router::{ROUTES, Route, Who};
use sync::remote::{Remote, RemoteError};
use sync::session::{STORE_HEADER, StoreName};
use sync::wire::{PROTOCOL, SyncRequest};
use tests::{Answer, Circle, Sheet, World, cell};

/// What stands in a path's places: things that exist, and that Zara's circle sees.
struct Places {
    hash: String,
    record: String,
    revision: u64,
}

impl Places {
    fn fill(&self, path: &str) -> String {
        let filled = path.replace("{hash}", &self.hash).replace("{record}", &self.record);
        let filled = filled.replace("{revision}", &self.revision.to_string());
        assert!(!filled.contains('{'), "nobody has said what stands in {path}");
        filled
    }
}

/// A world with a piece of work and its photo.
async fn with_work() -> (World, Circle, Places) {
    let world = World::new().await;
    let circle = Circle::begin(&world).await;
    let fact = circle.tablet.photographs(b"\xff\xd8\xff\xe0 a photo").await;
    let sheet =
        Sheet::begin(circle.id, &work::SPEC, world.now()).with(work::PAGES, vec![cell(work::FILE, fact.clone())]);
    let record = circle.tablet.does(sheet.then(work::DRAFT, work::HANDED_IN)).await;
    circle.tablet.syncs().await;
    let revision = circle.tablet.record(circle.id, record).await.unwrap().revision().0;
    let places = Places { hash: fact.hash.to_string(), record: record.to_string(), revision };
    (world, circle, places)
}

async fn ask(world: &World, route: &Route, method: &str, places: &Places, session: Option<&str>) -> Answer {
    let body = if method == "POST" { b"{}".to_vec() } else { Vec::new() };
    let query = if method == "PUT" { "?offset=0&whole=13" } else { "" };
    world.ask(method, &format!("{}{query}", places.fill(route.path)), session, body).await
}

fn calls() -> impl Iterator<Item = (&'static Route, &'static str)> {
    ROUTES.iter().flat_map(|route| route.methods.iter().map(move |method| (route, *method)))
}

#[tokio::test]
async fn a_stranger_is_let_nowhere() {
    let (world, _, places) = with_work().await;
    for (route, method) in calls() {
        let status = ask(&world, route, method, &places, None).await.status;
        let expected: &[StatusCode] = match route.who {
            Who::Anyone => &[StatusCode::OK, StatusCode::NO_CONTENT],
            Who::WithCode => &[StatusCode::UNPROCESSABLE_ENTITY, StatusCode::FORBIDDEN],
            Who::Operator => &[StatusCode::NOT_FOUND],
            Who::SignedIn | Who::Seeing => &[StatusCode::UNAUTHORIZED],
        };
        assert!(expected.contains(&status), "{method} {}: {status}", route.path);
    }
}

#[tokio::test]
async fn a_made_up_session_is_none() {
    let (world, circle, places) = with_work().await;
    for (route, method) in calls().filter(|(route, _)| matches!(route.who, Who::SignedIn | Who::Seeing)) {
        let store = store_of(circle.grace.id, circle.tablet.device.id());
        for token in ["", "abc", &"ab".repeat(32)] {
            let session = format!("{token} {store}");
            let status = ask(&world, route, method, &places, Some(&session)).await.status;
            assert_eq!(status, StatusCode::UNAUTHORIZED, "{method} {}", route.path);
        }
    }
}

fn store_of(person: PersonId, device: DeviceId) -> String {
    StoreName { person, device }.to_string()
}

/// A session is good for the store of its own person on its own device, and for no other: not for one whose person may
/// see the very same things, nor for another device of the same person, nor where no store is named.
#[tokio::test]
async fn a_session_carries_nothing_of_another_store() {
    let (world, circle, places) = with_work().await;
    let (own, other) = (circle.tablet.device.id(), world.tablet(&circle.grace).await.device.id());
    let helens = world.tablet(&circle.helen).await.device.id();
    let wrong = [
        store_of(circle.helen.id, own),
        store_of(circle.helen.id, helens),
        store_of(circle.grace.id, other),
        store_of(circle.grace.id, DeviceId::from_bytes([7; 16])),
        "nobody".to_owned(),
        String::new(),
    ];
    let session = world.session_of(&circle.grace, own).await;
    let (token, _) = session.split_once(' ').unwrap();
    for (route, method) in calls().filter(|(route, _)| matches!(route.who, Who::SignedIn | Who::Seeing)) {
        for store in &wrong {
            let session = format!("{token} {store}");
            let answer = ask(&world, route, method, &places, Some(&session)).await;
            assert_eq!(answer.status, StatusCode::CONFLICT, "{method} {} for {store:?}", route.path);
            let told = method == "HEAD" || answer.json() == serde_json::json!({ "error": "other_person" });
            assert!(told, "{method} {}: {answer:?}", route.path);
        }
    }
    circle.tablet.wire.session.replace(Some(session));
    circle.tablet.syncs().await;
}

/// The header may be right and the body another's: the store itself says whose it is.
#[tokio::test]
async fn what_one_store_says_is_not_taken_from_another_persons_session() {
    let (world, circle, _) = with_work().await;
    let helen = world.tablet(&circle.helen).await;
    helen.syncs().await;
    let own = SyncRequest {
        protocol: PROTOCOL,
        device: helen.device.id(),
        device_time: world.now(),
        server: helen.device.server(),
        cursors: helen.device.cursors(),
        push: Vec::new(),
        person: circle.helen.id,
        again: Vec::new(),
    };
    let reply = helen.wire.sync(&own).await.unwrap();
    assert_eq!(reply.person, circle.helen.id, "a reply says for whom it is");
    for wrong in [
        SyncRequest { person: circle.grace.id, ..own.clone() },
        SyncRequest { device: circle.tablet.device.id(), ..own.clone() },
    ] {
        assert_eq!(helen.wire.sync(&wrong).await, Err(RemoteError::OtherPerson));
    }
    for protocol in [0, 1, 2, PROTOCOL + 1] {
        let wrong = SyncRequest { protocol, ..own.clone() };
        assert_eq!(helen.wire.sync(&wrong).await, Err(RemoteError::TooOld), "protocol {protocol}");
    }
    // As protocols 1 and 2 wrote it: nobody is named at the end.
    let mut nameless = postcard::to_allocvec(&SyncRequest { protocol: 2, ..own }).unwrap();
    nameless.truncate(nameless.len() - 18);
    let session = helen.wire.session.borrow().clone();
    let answer = world.ask("POST", "/api/sync", session.as_deref(), nameless).await;
    assert_eq!(answer.status, StatusCode::UPGRADE_REQUIRED);
}

#[tokio::test]
async fn an_outsider_and_a_wrong_role_find_nothing_there() {
    let (world, circle, places) = with_work().await;
    let outsider = world.person("Ruth", Role::KeyContact).await;
    // In the circle, but not for work: a ward's play specialist, and a therapist whom nobody named.
    let ward = world.person("Tom", Role::WardStaff).await;
    let therapist = world.person("Priya", Role::Therapist).await;
    for person in [&ward, &therapist] {
        circle.tablet.does(Circle::member(circle.id, &circle.tablet, person)).await;
    }
    circle.tablet.syncs().await;
    for person in [&outsider, &ward, &therapist] {
        let tablet = world.tablet(person).await;
        let session = tablet.wire.session.borrow().clone();
        for (route, method) in calls().filter(|(route, _)| route.who == Who::Seeing) {
            let answer = ask(&world, route, method, &places, session.as_deref()).await;
            let not_there = answer.status == StatusCode::NOT_FOUND;
            // Whoever is in a circle may bring a file; that it is here already is not said.
            let as_if_new = answer.headers.get("upload-complete").is_some_and(|value| value == "?0");
            assert!(not_there || as_if_new, "{} {method} {}: {answer:?}", person.name, route.path);
        }
        tablet.syncs().await;
        assert!(tablet.circle(circle.id).await.of_kind(work::KIND).is_empty());
    }
}

#[tokio::test]
async fn those_who_see_the_work_are_let_in_everywhere() {
    let (world, circle, places) = with_work().await;
    let laptop = world.tablet(&circle.helen).await;
    let session = laptop.wire.session.borrow().clone();
    for (route, method) in calls().filter(|(route, _)| route.who == Who::Seeing) {
        let answer = ask(&world, route, method, &places, session.as_deref()).await;
        assert_eq!(answer.status, StatusCode::OK, "{method} {}", route.path);
    }
}

#[tokio::test]
async fn every_answer_is_guarded_and_nothing_else_is_there() {
    let (world, _, places) = with_work().await;
    for (route, method) in calls() {
        let answer = ask(&world, route, method, &places, None).await;
        for header in ["content-security-policy", "x-content-type-options", "referrer-policy", "cache-control"] {
            assert!(answer.headers.contains_key(header), "{method} {} lacks {header}", route.path);
        }
        assert_eq!(answer.headers["cache-control"], "no-store", "{method} {}", route.path);
    }
    for path in ["/api", "/api/", "/api/people", "/api/files", "/api/../healthz", "/api/sync/x"] {
        assert_eq!(world.ask("GET", path, None, Vec::new()).await.status, StatusCode::NOT_FOUND, "{path}");
    }
}

#[tokio::test]
async fn another_site_writes_nothing() {
    let (world, circle, places) = with_work().await;
    let session = world.session_of(&circle.grace, circle.tablet.device.id()).await;
    let (token, store) = session.split_once(' ').unwrap();
    for (route, method) in calls().filter(|(_, method)| matches!(*method, "POST" | "PUT")) {
        let request = axum::http::Request::builder()
            .method(method)
            .uri(places.fill(route.path))
            .header("host", "footbridge.example")
            .header("content-type", "application/json")
            .header("origin", "https://evil.example")
            .header("authorization", format!("Bearer {token}"))
            .header(STORE_HEADER, store);
        let answer = world.send(request.body(axum::body::Body::from("{}")).unwrap()).await;
        assert_eq!(answer.status, StatusCode::FORBIDDEN, "{method} {}", route.path);
        assert_eq!(answer.json()["error"], "not_ours");
    }
}

#[tokio::test]
async fn bodies_are_no_larger_than_their_route_allows() {
    let (world, circle, places) = with_work().await;
    for (route, method) in calls().filter(|(_, method)| matches!(*method, "POST" | "PUT")) {
        // One of these routes ends the session. Somebody who signs in so often has to take their time.
        world.passes(120);
        let session = world.session_of(&circle.grace, circle.tablet.device.id()).await;
        let query = if method == "PUT" { "?offset=0&whole=9" } else { "" };
        let mut body = b"{".to_vec();
        body.resize(route.most + 1, b' ');
        let answer = world.ask(method, &format!("{}{query}", places.fill(route.path)), Some(&session), body).await;
        let reads_none = route.path == "/api/sign-out-everywhere";
        assert_eq!(answer.status == StatusCode::PAYLOAD_TOO_LARGE, !reads_none, "{method} {}", route.path);
    }
}
