//! Limits that hurt whoever guesses, and not the ward.

use std::net::SocketAddr;
use std::time::Duration;

use axum::body::Body;
use axum::extract::ConnectInfo;
use axum::http::{Request, header};
use domain::role::Role;
use futures::future::{join, join_all};
use serde_json::json;
use server::app::{App, Settings};
use server::auth::passwords::Passwords;
use server::auth::secret::new_device;
use server::auth::turns::Line;
use server::files::FileStore;
use tests::{Answer, Circle, PASSWORD, World};
use tokio::time::sleep;

/// Posts JSON from this address.
async fn post(world: &World, from: &str, path: &str, body: serde_json::Value) -> Answer {
    let mut request = Request::post(path)
        .header(header::CONTENT_TYPE, "application/json")
        .body(Body::from(body.to_string()))
        .unwrap();
    let from = SocketAddr::new(from.parse().unwrap(), 4_711);
    request.extensions_mut().insert(ConnectInfo(from));
    world.send(request).await
}

async fn signs_in(world: &World, from: &str, name: &str, password: &str, device: Option<&str>) -> u16 {
    let body = json!({ "name": name, "password": password, "device": device });
    post(world, from, "/api/sign-in", body).await.status.as_u16()
}

#[tokio::test]
async fn a_whole_hospital_behind_one_address_signs_in_at_eight() {
    let world = World::new().await;
    let grace = world.person("Grace", Role::HospitalTeacher).await;
    let helen = world.person("Helen", Role::ClassTeacher).await;
    // Somebody there mistypes, too, and does so often.
    for _ in 0..40 {
        signs_in(&world, "192.0.2.1", "nobody", "a wrong password", None).await;
    }
    let all = (0..100).map(|number| {
        let name = if number % 2 == 0 { grace.name } else { helen.name };
        signs_in(&world, "192.0.2.1", name, PASSWORD, None)
    });
    let all = join_all(all).await;
    assert!(all.iter().all(|status| *status == 200), "{all:?}");
}

#[tokio::test]
async fn strangers_lock_nobody_out_of_what_they_use() {
    let world = World::new().await;
    world.person("Lena", Role::ServiceLead).await;
    let tablet = new_device(world.now()).to_string();
    assert_eq!(signs_in(&world, "192.0.2.1", "lena", PASSWORD, Some(&tablet)).await, 200);
    // From her own ward, until nobody there may try any more; and from everywhere.
    for _ in 0..100 {
        signs_in(&world, "192.0.2.1", "lena", "a wrong password", None).await;
    }
    assert_eq!(signs_in(&world, "192.0.2.1", "lena", PASSWORD, None).await, 429, "a device nobody knows");
    assert_eq!(signs_in(&world, "203.0.113.9", "lena", PASSWORD, None).await, 200, "a new device elsewhere");
    for number in 0..200 {
        let from = format!("198.51.100.{number}");
        signs_in(&world, &from, "lena", "a wrong password", Some(&new_device(world.now()).to_string())).await;
    }
    assert_eq!(signs_in(&world, "203.0.113.9", "lena", PASSWORD, None).await, 429);
    assert_eq!(signs_in(&world, "192.0.2.1", "lena", PASSWORD, Some(&tablet)).await, 200, "the tablet she has used");
    // Whoever holds that tablet may guess ten times, there and nowhere else.
    for _ in 0..10 {
        assert_eq!(signs_in(&world, "192.0.2.1", "lena", "a wrong password", Some(&tablet)).await, 403);
    }
    assert_eq!(signs_in(&world, "192.0.2.1", "lena", PASSWORD, Some(&tablet)).await, 429);
    world.passes(60);
    assert_eq!(signs_in(&world, "192.0.2.1", "lena", PASSWORD, Some(&tablet)).await, 200);
}

#[tokio::test]
async fn guessing_ends_soon() {
    let world = World::new().await;
    world.person("Lena", Role::ServiceLead).await;
    let mut looked_at = 0;
    for _ in 0..100 {
        looked_at += usize::from(signs_in(&world, "192.0.2.1", "lena", "a wrong password", None).await == 403);
    }
    assert_eq!(looked_at, 10, "one name from one network");
    looked_at = 0;
    for number in 0..300 {
        // One network of version 6 is one, however many addresses it has.
        let (from, name) = (format!("2001:db8::{number:x}"), format!("name{number}"));
        looked_at += usize::from(signs_in(&world, &from, &name, "a wrong password", None).await == 403);
    }
    assert_eq!(looked_at, 60, "any name from one network");
    looked_at = 0;
    for number in 0..300 {
        let from = format!("2001:db8:0:{number:x}::1");
        looked_at += usize::from(signs_in(&world, &from, "lena", "a wrong password", None).await == 403);
    }
    assert_eq!(looked_at, 90, "one name from everywhere: the rest of a hundred");
}

#[tokio::test]
async fn a_crowd_from_everywhere_keeps_no_known_device_out() {
    let world = World::new().await;
    world.person("Lena", Role::ServiceLead).await;
    let tablet = new_device(world.now()).to_string();
    assert_eq!(signs_in(&world, "203.0.113.9", "lena", PASSWORD, Some(&tablet)).await, 200);
    let turn = || world.app.passwords.turn(Line::from("198.51.100.1"));
    let held = (turn().await.unwrap(), turn().await.unwrap());
    let crowd = join_all((0..1_200).map(|number| {
        let (from, name) = (format!("2001:db8:{:x}:{number:x}::1", number / 60), format!("name{number}"));
        let world = &world;
        async move { signs_in(world, &from, &name, "a wrong password", None).await }
    }));
    let known = signs_in(&world, "203.0.113.9", "lena", PASSWORD, Some(&tablet));
    let comes = async {
        while world.app.passwords.waiting() < 1_000 {
            sleep(Duration::from_millis(5)).await;
        }
        let ((), status) = join(
            async {
                sleep(Duration::from_millis(300)).await;
                drop(held);
            },
            known,
        )
        .await;
        status
    };
    let (crowd, known) = join(crowd, comes).await;
    assert!(crowd.contains(&503), "it is a crowd");
    assert_eq!(known, 200);
}

#[tokio::test]
async fn a_large_network_of_version_6_guesses_no_more_for_its_many_parts() {
    let world = World::new().await;
    let mut looked_at = 0;
    for number in 0..700 {
        let (from, name) = (format!("2001:db8:1:{number:x}::1"), format!("name{number}"));
        looked_at += usize::from(signs_in(&world, &from, &name, "a wrong password", None).await == 403);
    }
    assert_eq!(looked_at, 600);
    assert_eq!(signs_in(&world, "2001:db8:2::1", "nobody", "a wrong password", None).await, 403, "elsewhere");
}

#[tokio::test]
async fn a_room_of_people_joins_and_who_guesses_codes_is_stopped() {
    let world = World::new().await;
    let circle = Circle::begin(&world).await;
    let codes: Vec<String> = (0..30).map(|_| sync::invitation::code_from(server::auth::secret::random())).collect();
    for code in &codes {
        let id = domain::ids::PersonId::new(world.now().0.unsigned_abs(), server::auth::secret::random());
        let person = tests::Person { id, name: "Somebody", role: Role::Therapist };
        let hash = sync::invitation::hex_hash_of(code).unwrap();
        let sheet = Circle::invited(circle.id, &circle.tablet, &person);
        circle.tablet.does(sheet.line(domain::kinds::circle_member::INVITATION, &hash)).await;
    }
    circle.tablet.syncs().await;
    let room = "192.0.2.1";
    for (number, code) in codes.iter().enumerate().skip(1) {
        assert_eq!(post(&world, room, "/api/invitation", json!({ "code": code })).await.status.as_u16(), 200);
        let name = format!("somebody{number}");
        let body = json!({ "code": code, "name": "Somebody", "sign_in_name": name, "password": "between the lessons" });
        assert_eq!(post(&world, room, "/api/join", body).await.status.as_u16(), 200, "number {number}");
    }
    let wrong = json!({ "code": sync::invitation::code_from([9; 13]) });
    for _ in 0..20 {
        assert_eq!(post(&world, room, "/api/invitation", wrong.clone()).await.status.as_u16(), 422);
    }
    assert_eq!(post(&world, room, "/api/invitation", wrong.clone()).await.status.as_u16(), 429);
    assert_eq!(post(&world, "192.0.2.2", "/api/invitation", wrong).await.status.as_u16(), 422, "elsewhere");
    let joining =
        |code: &str| json!({ "code": code, "name": "S", "sign_in_name": "late", "password": "between the lessons" });
    let none = sync::invitation::code_from([9; 13]);
    for _ in 0..20 {
        assert_eq!(post(&world, room, "/api/join", joining(&none)).await.status.as_u16(), 422);
    }
    assert_eq!(post(&world, room, "/api/join", joining(&none)).await.status.as_u16(), 429);
    // Whoever tries codes on the ward's network keeps nobody there from joining by a right one.
    let right = json!({ "code": codes[0] });
    assert_eq!(post(&world, room, "/api/invitation", right).await.status.as_u16(), 200);
    assert_eq!(post(&world, room, "/api/join", joining(&codes[0])).await.status.as_u16(), 200);
}

#[tokio::test]
async fn ending_sessions_that_are_none_is_stopped_and_keeps_nobody_signed_in() {
    let world = World::new().await;
    let grace = world.person("Grace", Role::HospitalTeacher).await;
    let session = world.session_of(&grace, new_device(world.now())).await;
    let token = sync::session::SessionToken::parse(session.split_once(' ').unwrap().0).unwrap();
    let own = json!({ "ends": [domain::file::FileHash(token.mark()).to_string()] });
    let none = json!({ "ends": ["0".repeat(64)] });
    let mut answered = 0;
    for _ in 0..300 {
        answered += usize::from(post(&world, "192.0.2.1", "/api/sign-out", none.clone()).await.status.as_u16() == 204);
    }
    assert_eq!(answered, 120);
    let late = post(&world, "192.0.2.1", "/api/sign-out", own.clone()).await;
    assert!(late.status.as_u16() == 429 && late.headers.contains_key("retry-after"), "the device says it again later");
    assert_eq!(post(&world, "203.0.113.9", "/api/sign-out", own).await.status.as_u16(), 204);
    assert_eq!(world.ask("GET", "/api/me", Some(&session), Vec::new()).await.status.as_u16(), 401);
}

#[tokio::test]
async fn behind_a_proxy_only_its_own_word_says_where_somebody_comes_from() {
    let mut world = World::new().await;
    let files = FileStore::open(&world.folder().join("files")).await.unwrap();
    let settings = Settings { app: None, proxy: true, metrics_token: None };
    world.app = App::new(world.app.gate.clone(), files, Passwords::quick(), world.app.clock.clone(), settings);
    world.router = server::router::router(world.app.clone());
    let signs_in = async |number: u8, lines: &[&str]| {
        let body = json!({ "name": format!("name{number}"), "password": "a wrong password" });
        let mut request = Request::post("/api/sign-in").header(header::CONTENT_TYPE, "application/json");
        for line in lines {
            request = request.header("x-forwarded-for", *line);
        }
        world.send(request.body(Body::from(body.to_string())).unwrap()).await.status.as_u16()
    };
    let mut looked_at = 0;
    for number in 0..100 {
        // What came before the proxy says anything; some proxies add to that line, and some add one of their own.
        let made_up = format!("198.51.100.{number}");
        let lines = [format!("{made_up}, 192.0.2.1"), "192.0.2.1".to_owned()];
        let lines = if number % 2 == 0 { vec![&*lines[0]] } else { vec![&*made_up, &*lines[1]] };
        looked_at += usize::from(signs_in(number, &lines).await == 403);
    }
    assert_eq!(looked_at, 60);
}
