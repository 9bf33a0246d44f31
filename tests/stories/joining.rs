//! The first administrator, invitations, and those who come by them.

use axum::http::StatusCode;
use domain::change::At;
use domain::ids::{CircleId, PersonId, RecordId};
use domain::kinds::circle_member::{self, ACTIVE, INVITATION};
use domain::role::Role;
use serde_json::{Value, json};
use sync::invitation;
use tests::{Circle, Person, Tablet, World};

const CODE: &str = "7K3M-9QTX-2HVC-5";
const OTHER_CODE: &str = "2HVC-7K3M-9QTX-6";

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
    let until = world.now().0 + invitation::GOOD_FOR;
    let expected = json!({ "inviter": "Grace", "name": "Priya", "role": "Therapist", "child": "Z.", "until": until });
    assert_eq!(look.json(), expected);

    let joined = world.post("/api/join", None, joining(CODE, "priya")).await;
    assert_eq!(joined.status, StatusCode::OK, "{:?}", joined.json());
    assert_eq!(joined.json()["person"], priya.id.to_string());
    assert_eq!(joined.json()["may_add_pupils"], false);
    let me = world.ask("GET", "/api/me", joined.session().as_deref(), Vec::new()).await;
    assert_eq!(me.json()["person"], priya.id.to_string());

    circle.tablet.syncs().await;
    let place = circle.tablet.record(circle.id, circle.place_of(&priya).await).await.unwrap();
    assert_eq!(place.state, ACTIVE);
    assert_eq!(place.moved.unwrap().by, priya.id);
    assert_eq!(place.text(circle_member::NAME), "Priya Nair", "she has put right what Grace typed");

    let again = world.post("/api/join", None, joining(CODE, "somebody")).await;
    assert_eq!(again.json(), json!({ "error": "invitation_used" }), "a code opens once");
    let look = world.post("/api/invitation", None, json!({ "code": CODE })).await;
    assert_eq!(look.json(), json!({ "error": "invitation_used" }));
}

/// Another child's circle, begun by Daniel.
async fn of_another_child(world: &World, circle: &Circle) -> (CircleId, Tablet) {
    let tablet = world.tablet(&circle.daniel).await;
    let id = Circle::of(world, &tablet, "Amira").await;
    tablet.does(Circle::member(id, &tablet, &circle.daniel)).await;
    tablet.syncs().await;
    (id, tablet)
}

async fn invites(tablet: &Tablet, circle: CircleId, name: &'static str, code: &str) -> RecordId {
    let id = PersonId::new(tablet.now().0.unsigned_abs(), server::auth::secret::random());
    let person = Person { id, name, role: Role::Parent };
    let sheet = Circle::invited(circle, tablet, &person).line(INVITATION, &invitation::hex_hash_of(code).unwrap());
    let record = tablet.does(sheet).await;
    tablet.syncs().await;
    record
}

#[tokio::test]
async fn one_person_takes_up_codes_for_two_children_with_one_account() {
    let world = World::new().await;
    let circle = Circle::begin(&world).await;
    let (amira, daniels) = of_another_child(&world, &circle).await;
    let place = invites(&daniels, amira, "Mrs S Malik", CODE).await;
    let (phone, session) = signed_in(&world, &circle.samina).await;

    let taken = world.post("/api/take-up", session.as_deref(), json!({ "code": CODE })).await;
    assert_eq!(taken.json(), json!({ "circle": amira.to_string() }));
    phone.syncs().await;
    assert!(phone.circle(amira).await.pupil().is_some() && phone.circle(circle.id).await.pupil().is_some());
    daniels.syncs().await;
    let place = daniels.record(amira, place).await.unwrap();
    assert_eq!(place.get(circle_member::PERSON), Some(circle.samina.id), "no second account");
    assert_eq!(place.text(circle_member::NAME), "Samina", "under the name she gave herself");

    // The answer was lost: she asks again, and nothing happens twice.
    let again = world.post("/api/take-up", session.as_deref(), json!({ "code": CODE })).await;
    assert_eq!((again.status, again.json()), (StatusCode::OK, taken.json()));
    // Nobody else does.
    let (_, helens) = signed_in(&world, &circle.helen).await;
    let other = world.post("/api/take-up", helens.as_deref(), json!({ "code": CODE })).await;
    assert_eq!(other.json(), json!({ "error": "invitation_used" }));
}

#[tokio::test]
async fn whoever_has_an_account_joins_with_it_signed_out() {
    let world = World::new().await;
    let circle = Circle::begin(&world).await;
    let (amira, daniels) = of_another_child(&world, &circle).await;
    invites(&daniels, amira, "Mrs S Malik", CODE).await;
    let hers = json!({ "code": CODE, "name": "Samina", "sign_in_name": " SAMINA ", "password": tests::PASSWORD });
    let mut wrong = hers.clone();
    wrong["password"] = json!("some other long secret");
    assert_eq!(world.post("/api/join", None, wrong.clone()).await.json(), json!({ "error": "name_taken" }));
    let joined = world.post("/api/join", None, hers.clone()).await;
    assert_eq!(joined.json()["person"], circle.samina.id.to_string(), "{:?}", joined.json());
    // Asked again she is let in again; with another's password nobody is, and learns nothing of names.
    assert_eq!(world.post("/api/join", None, hers).await.status, StatusCode::OK);
    assert_eq!(world.post("/api/join", None, wrong).await.json(), json!({ "error": "invitation_used" }));
    let (phone, _) = signed_in(&world, &circle.samina).await;
    phone.syncs().await;
    assert!(phone.circle(amira).await.pupil().is_some());
}

#[tokio::test]
async fn somebody_new_whose_answer_was_lost_joins_by_asking_again() {
    let world = World::new().await;
    let circle = Circle::begin(&world).await;
    let priya = invite(&world, &circle, "Priya", Role::Therapist).await;
    let mut ask = joining(CODE, "priya");
    ask["device"] = json!(server::auth::secret::new_device(world.now()).to_string());
    let (first, second) =
        tokio::join!(world.post("/api/join", None, ask.clone()), world.post("/api/join", None, ask.clone()));
    let third = world.post("/api/join", None, ask.clone()).await;
    for answer in [&first, &second, &third] {
        assert_eq!(answer.status, StatusCode::OK, "{:?}", answer.json());
        assert_eq!(answer.json()["person"], priya.id.to_string());
        assert_eq!(answer.json()["device_secret"], first.json()["device_secret"]);
    }
    circle.tablet.syncs().await;
    let members = circle.tablet.circle(circle.id).await;
    let hers = members
        .of_kind(circle_member::KIND)
        .into_iter()
        .filter(|member| member.text(circle_member::NAME) == "Priya Nair");
    assert_eq!(hers.count(), 1);
    ask["password"] = json!("guessed by somebody");
    assert_eq!(world.post("/api/join", None, ask).await.json(), json!({ "error": "invitation_used" }));
}

#[tokio::test]
async fn nobody_is_in_a_circle_twice() {
    let world = World::new().await;
    let circle = Circle::begin(&world).await;
    invites(&circle.tablet, circle.id, "Zara’s mum", CODE).await;
    let (_, session) = signed_in(&world, &circle.samina).await;
    let answer = world.post("/api/take-up", session.as_deref(), json!({ "code": CODE })).await;
    assert_eq!(answer.json(), json!({ "error": "already_here" }));
    // The code still waits for whom it is for.
    assert_eq!(world.post("/api/join", None, joining(CODE, "aunt")).await.status, StatusCode::OK);
}

#[tokio::test]
async fn a_code_made_anew_ends_the_one_before_and_a_used_one_never_opens_again() {
    let world = World::new().await;
    let circle = Circle::begin(&world).await;
    let place = invites(&circle.tablet, circle.id, "Nasreen", CODE).await;
    world.days_pass(8);
    let tablet = world.tablet(&circle.grace).await;
    tablet.syncs().await;
    let anew = |code: &str| {
        let hash = invitation::hex_hash_of(code).unwrap();
        tests::Sheet::edit(circle.id, &circle_member::SPEC, place, world.now()).line(INVITATION, &hash)
    };
    tablet.does(anew(OTHER_CODE)).await;
    tablet.syncs().await;
    let nothing = json!({ "error": "no_such_invitation" });
    assert_eq!(world.post("/api/join", None, joining(CODE, "nasreen")).await.json(), nothing);
    assert_eq!(world.post("/api/join", None, joining(OTHER_CODE, "nasreen")).await.status, StatusCode::OK);
    // Somebody writes the used code's hash into another invitation: it stays used.
    invites(&tablet, circle.id, "Somebody", OTHER_CODE).await;
    let used = json!({ "error": "invitation_used" });
    assert_eq!(world.post("/api/join", None, joining(OTHER_CODE, "somebody")).await.json(), used);
}

#[tokio::test]
async fn somebody_known_is_put_in_with_their_own_account_and_no_code() {
    let world = World::new().await;
    let circle = Circle::begin(&world).await;
    let ruth = world.person("Ruth", Role::Therapist).await;
    let (hers, _) = signed_in(&world, &ruth).await;
    hers.syncs().await;
    circle.tablet.does(Circle::member(circle.id, &circle.tablet, &ruth)).await;
    circle.tablet.syncs().await;
    hers.syncs().await;
    let view = hers.circle(circle.id).await;
    assert!(view.pupil().is_some(), "the circle is there at the next exchange");
    let place = view.of_kind(circle_member::KIND).into_iter().find(|m| m.get(circle_member::PERSON) == Some(ruth.id));
    assert_eq!(place.map(|place| place.moved.unwrap().by), Some(circle.grace.id), "and says who put her there");
}

#[tokio::test]
async fn somebody_who_changes_their_name_is_called_so_everywhere() {
    let world = World::new().await;
    let circle = Circle::begin(&world).await;
    let (phone, session) = signed_in(&world, &circle.samina).await;
    phone.syncs().await;
    let change = |name: &str| json!({ "name": name });
    for bad in ["  ", "…", "two\nlines", &"x".repeat(121)] {
        let answer = world.post("/api/name", session.as_deref(), change(bad)).await;
        assert_eq!(answer.json(), json!({ "error": "name" }), "{bad:?}");
    }
    for _ in 0..2 {
        let answer = world.post("/api/name", session.as_deref(), change(" Mrs Samina Malik ")).await;
        assert_eq!(answer.json(), change("Mrs Samina Malik"));
    }
    circle.tablet.syncs().await;
    let place = circle.place_of(&circle.samina).await;
    let place = circle.tablet.record(circle.id, place).await.unwrap();
    assert_eq!(place.text(circle_member::NAME), "Mrs Samina Malik");
    assert_eq!(place.writer(At::field(circle_member::NAME.key)), Some(circle.samina.id));
    let helen = circle.place_of(&circle.helen).await;
    assert_eq!(circle.tablet.record(circle.id, helen).await.unwrap().text(circle_member::NAME), "Helen");
    let chain = world.app.db().read().await.unwrap().audit_chain().await.unwrap();
    assert_eq!(server::db::first_bad_link(&chain), None);
}

#[tokio::test]
async fn a_device_that_has_not_heard_of_a_new_name_gives_nobody_the_old_one() {
    let world = World::new().await;
    let circle = Circle::begin(&world).await;
    let phone = world.tablet(&circle.grace).await;
    let session = phone.wire.session.borrow().clone();
    let answer = world.post("/api/name", session.as_deref(), json!({ "name": "Grace Okafor" })).await;
    assert_eq!(answer.status, StatusCode::OK);
    // Her tablet begins another circle under the name that it knows.
    let callum = Circle::of(&world, &circle.tablet, "Callum").await;
    for member in [&circle.grace, &circle.helen] {
        circle.tablet.does(Circle::member(callum, &circle.tablet, member)).await;
    }
    circle.tablet.syncs().await;
    circle.tablet.syncs().await;
    for (member, name) in [(&circle.grace, "Grace Okafor"), (&circle.helen, "Helen")] {
        let view = circle.tablet.circle(callum).await;
        let members = view.of_kind(circle_member::KIND);
        let place = members.iter().find(|place| place.get(circle_member::PERSON) == Some(member.id)).unwrap();
        assert_eq!(place.text(circle_member::NAME), name);
        assert_eq!(place.created.by, circle.grace.id);
    }
    assert_eq!(circle.tablet.device.waiting(), 0);
    let chain = world.app.db().read().await.unwrap().audit_chain().await.unwrap();
    assert_eq!(server::db::first_bad_link(&chain), None);
}

async fn signed_in(world: &World, person: &Person) -> (Tablet, Option<String>) {
    let tablet = world.tablet(person).await;
    let session = tablet.wire.session.borrow().clone();
    (tablet, session)
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
    circle.tablet.wire.session.replace(Some(world.session_of(&circle.grace, circle.tablet.device.id()).await));
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
    assert_eq!(answer.json(), json!({ "error": "name_taken" }));
    let answer = world.post("/api/join", None, joining(CODE, "ruth.too")).await;
    assert_eq!(answer.json(), json!({ "error": "sign_in_first" }));
    // It is hers: nobody else who has an account takes it up.
    let outsider = world.person("Tom", Role::WardStaff).await;
    let (_, session) = signed_in(&world, &outsider).await;
    let answer = world.post("/api/take-up", session.as_deref(), json!({ "code": CODE })).await;
    assert_eq!(answer.json(), json!({ "error": "no_such_invitation" }));
    // Signed in, she joins as herself.
    let (tablet, session) = signed_in(&world, &known).await;
    let answer = world.post("/api/take-up", session.as_deref(), json!({ "code": CODE })).await;
    assert_eq!(answer.status, StatusCode::OK);
    tablet.syncs().await;
    assert!(tablet.circle(circle.id).await.pupil().is_some());
}

#[tokio::test]
async fn each_thing_to_put_right_is_said_by_its_own_name() {
    let world = World::new().await;
    let circle = Circle::begin(&world).await;
    invite(&world, &circle, "Priya", Role::Therapist).await;
    assert_eq!(world.post("/api/join", None, joining(CODE, "grace")).await.json(), json!({ "error": "name_taken" }));
    for bad in ["tom reed", "to", "tom/reed"] {
        let answer = world.post("/api/join", None, joining(CODE, bad)).await;
        assert_eq!(answer.json(), json!({ "error": "sign_in_name" }), "{bad}");
    }
    let mut nameless = joining(CODE, "priya");
    nameless["name"] = json!(" ");
    assert_eq!(world.post("/api/join", None, nameless).await.json(), json!({ "error": "name" }));
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
    let again = world.post("/api/join", None, joining(&code, "lena")).await;
    assert_eq!(again.json()["person"], joined.json()["person"], "no answer came, and she asked again");
    assert_eq!(joined.json()["may_add_pupils"], true);
    assert_eq!(world.post("/api/join", None, joining(&code, "other")).await.json()["error"], "invitation_used");
    assert_eq!(server::administrator::new_code(world.app.db()).await.unwrap(), None);
}
