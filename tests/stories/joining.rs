//! The first administrator, invitations, and those who come by them.

use axum::http::StatusCode;
use domain::ids::PersonId;
use domain::kinds::circle_member::{self, ACTIVE, INVITATION};
use domain::role::Role;
use serde_json::{Value, json};
use sync::invitation;
use tests::{Circle, Person, World};

const CODE: &str = "7K3M-9QTX-2HVC-5";

async fn invite(world: &World, circle: &Circle, name: &'static str, role: Role) -> Person {
    let person = Person { id: PersonId::new(world.now().0.unsigned_abs(), server::auth::secret::random()), name, role };
    let sheet = Circle::invited(circle.id, &circle.tablet, &person);
    circle.tablet.does(sheet.line(INVITATION, &invitation::hex_hash_of(CODE).unwrap())).await;
    circle.tablet.syncs().await;
    person
}

fn joining(code: &str, sign_in_name: &str) -> Value {
    json!({ "code": code, "name": "Priya Nair", "sign_in_name": sign_in_name, "password": "between the lessons" })
}

#[tokio::test]
async fn an_invited_person_looks_joins_and_sees_the_circle() {
    let world = World::new().await;
    let circle = Circle::begin(&world).await;
    let priya = invite(&world, &circle, "Priya", Role::Therapist).await;
    let look = world.post("/api/invitation", None, json!({ "code": CODE.to_lowercase() })).await;
    assert_eq!(look.json(), json!({ "inviter": "Grace", "name": "Priya", "role": "Therapist" }));

    let joined = world.post("/api/join", None, joining(CODE, "priya")).await;
    assert_eq!(joined.status, StatusCode::OK, "{:?}", joined.json());
    assert_eq!(joined.json()["person"], priya.id.to_string());
    assert_eq!(joined.json()["may_add_pupils"], false);
    let me = world.ask("GET", "/api/me", joined.cookie().as_deref(), Vec::new()).await;
    assert_eq!(me.json()["device_secret"], joined.json()["device_secret"]);

    circle.tablet.syncs().await;
    let place = circle.tablet.record(circle.id, circle.place_of(&priya).await).await.unwrap();
    assert_eq!(place.state, ACTIVE);
    assert_eq!(place.moved.unwrap().by, priya.id);

    let again = world.post("/api/join", None, joining(CODE, "somebody")).await;
    assert_eq!(again.json(), json!({ "error": "no_such_invitation" }), "a code opens once");
}

#[tokio::test]
async fn an_old_a_taken_back_and_a_guessed_code_open_nothing() {
    let world = World::new().await;
    let circle = Circle::begin(&world).await;
    let priya = invite(&world, &circle, "Priya", Role::Therapist).await;
    let nothing = json!({ "error": "no_such_invitation" });
    assert_eq!(world.post("/api/join", None, joining("7K3M-9QTX-2HVC-6", "priya")).await.json(), nothing);
    assert_eq!(world.post("/api/join", None, joining("hello", "priya")).await.json(), nothing);
    let place = circle.place_of(&priya).await;
    world.days_pass(8);
    assert_eq!(world.post("/api/join", None, joining(CODE, "priya")).await.json(), nothing, "a week is over");
    let sheet = tests::Sheet::edit(circle.id, &circle_member::SPEC, place, world.now());
    circle.tablet.wire.cookie.replace(Some(world.cookie_of(&circle.grace, circle.tablet.device.id()).await));
    circle.tablet.does(sheet.then(circle_member::INVITED, circle_member::ENDED)).await;
    circle.tablet.syncs().await;
    assert_eq!(world.post("/api/invitation", None, json!({ "code": CODE })).await.json(), nothing);
}

#[tokio::test]
async fn an_invitation_never_gives_away_somebody_elses_sign_in() {
    let world = World::new().await;
    let circle = Circle::begin(&world).await;
    // An invitation that names a person who has a sign-in already does not set a new password for them.
    let known = world.person("Ruth", Role::SeniorLeader).await;
    let sheet = Circle::invited(circle.id, &circle.tablet, &known);
    circle.tablet.does(sheet.line(INVITATION, &invitation::hex_hash_of(CODE).unwrap())).await;
    circle.tablet.syncs().await;
    let answer = world.post("/api/join", None, joining(CODE, "ruth")).await;
    assert_eq!(answer.json(), json!({ "error": "sign_in_first" }));
    // Signed in, she joins as herself.
    let tablet = world.tablet(&known).await;
    let cookie = tablet.wire.cookie.borrow().clone();
    let answer = world.post("/api/join", cookie.as_deref(), json!({ "code": CODE })).await;
    assert_eq!(answer.status, StatusCode::OK);
    tablet.wire.cookie.replace(answer.cookie());
    tablet.syncs().await;
    assert!(tablet.circle(circle.id).await.pupil().is_some());
}

#[tokio::test]
async fn a_taken_name_and_a_weak_password_are_said() {
    let world = World::new().await;
    let circle = Circle::begin(&world).await;
    invite(&world, &circle, "Priya", Role::Therapist).await;
    assert_eq!(world.post("/api/join", None, joining(CODE, "grace")).await.json(), json!({ "error": "name_taken" }));
    let mut weak = joining(CODE, "priya");
    weak["password"] = json!("priya-priya");
    assert_eq!(world.post("/api/join", None, weak.clone()).await.json(), json!({ "error": "password" }));
    weak["password"] = json!("short");
    assert_eq!(world.post("/api/join", None, weak).await.json(), json!({ "error": "password" }));
    assert_eq!(world.post("/api/join", None, joining(CODE, "priya")).await.status, StatusCode::OK);
}

#[tokio::test]
async fn the_first_administrator_comes_in_once() {
    let world = World::new().await;
    let code = server::administrator::new_code(world.app.db()).await.unwrap().expect("nobody is here yet");
    let look = world.post("/api/invitation", None, json!({ "code": code })).await;
    assert_eq!(look.json()["role"], "ServiceLead");
    let joined = world.post("/api/join", None, joining(&code, "lena")).await;
    assert_eq!(joined.status, StatusCode::OK);
    assert_eq!(joined.json()["administrator"], true);
    assert_eq!(joined.json()["may_add_pupils"], true);
    assert_eq!(world.post("/api/join", None, joining(&code, "other")).await.json()["error"], "no_such_invitation");
    assert_eq!(server::administrator::new_code(world.app.db()).await.unwrap(), None);
}
