//! Nobody speaks for another, nobody gives themselves rights: what the gate refuses, and what it says.

use domain::access::NotToGive;
use domain::calendar::{days_after, london_day};
use domain::change::{At, Edit};
use domain::field::{ChoiceOf, Field, Held};
use domain::ids::RecordId;
use domain::kinds::circle_member::{self, ACTIVE, CEILING, ENDED, INVITED, UNTIL};
use domain::kinds::{
    contact_rhythm as rhythm, feedback, reintegration_plan as way_back, session, step_ladder, target, work,
};
use domain::role::Role;
use domain::value::Value;
use serde_json::json;
use sync::wire::Refusal;
use tests::{Circle, Sheet, Tablet, World, cell};

/// Makes a change, and says whether and why the server refused it.
async fn answer(tablet: &Tablet, sheet: Sheet) -> Option<Refusal> {
    let change = sheet.change.id;
    tablet.does(sheet).await;
    tablet.syncs().await;
    let outbox = tablet.device.outbox();
    outbox.iter().find(|(_, entry)| entry.change.id == change).and_then(|(_, entry)| entry.refusal().cloned())
}

fn set<T: Held>(mut sheet: Sheet, field: Field<T>, value: T, base: Value) -> Sheet {
    sheet.change.edits.push(Edit::Set { at: At::field(field.key), value: value.give(), base });
    sheet
}

#[tokio::test]
async fn every_side_signs_agrees_and_tells_for_itself() {
    let world = World::new().await;
    let circle = Circle::begin(&world).await;
    let phone = world.tablet(&circle.samina).await;
    let plan = Sheet::begin(circle.id, &way_back::SPEC, world.now()).prose(way_back::FOR_PUPIL, "Mornings first.");
    let plan = circle.tablet.does(plan.then(way_back::DRAFT, way_back::AGREED)).await;
    let goal = Sheet::begin(circle.id, &target::SPEC, world.now()).line(target::WORDING, "Read a page");
    let goal = circle.tablet.does(goal).await;
    let told = Sheet::begin(circle.id, &rhythm::SPEC, world.now());
    let told = circle.tablet.does(told.set(rhythm::FIRST_DUE, london_day(world.now()))).await;
    let ladder = Sheet::begin(circle.id, &step_ladder::SPEC, world.now());
    let ladder = ladder.with(step_ladder::STEPS, vec![cell(step_ladder::WHAT, "Mornings".to_owned())]);
    let ladder = circle.tablet.does(ladder.then(step_ladder::DRAFT, step_ladder::AGREED)).await;
    circle.tablet.syncs().await;
    assert_eq!(circle.tablet.device.outbox(), []);
    phone.syncs().await;
    let on = |spec, record: RecordId| Sheet::edit(circle.id, spec, record, world.now());
    let for_another = Some(Refusal::ForAnother);

    // A parent signs for the hospital, with her own name, with the teacher's and with none; then for the family.
    let signs = |fields| on(&way_back::SPEC, plan).with(way_back::SIGNATURES, fields);
    let side = |place| cell(way_back::SIDE, ChoiceOf(place));
    let who = |person: &tests::Person| cell(way_back::PERSON, person.id);
    assert_eq!(answer(&phone, signs(vec![side(0)])).await, for_another);
    assert_eq!(answer(&phone, signs(vec![who(&circle.samina), side(0)])).await, for_another);
    assert_eq!(answer(&phone, signs(vec![who(&circle.grace), side(2)])).await, for_another);
    assert_eq!(answer(&phone, signs(vec![who(&circle.samina), side(2)])).await, None);
    let signed = phone.record(circle.id, plan).await.unwrap();
    assert_eq!(way_back::unsigned_sides(&signed), [0, 1, 3].map(ChoiceOf));

    // Who may write all of the plan takes nobody's signature out, and says for nobody that they are ready.
    let mark = signed.items(way_back::SIGNATURES)[0].id;
    circle.tablet.syncs().await;
    let mut takes_out = on(&way_back::SPEC, plan);
    takes_out.change.edits.push(Edit::RemoveItem { list: way_back::SIGNATURES.key, item: mark });
    assert_eq!(answer(&circle.tablet, takes_out).await, for_another);
    let ready = vec![cell(way_back::PERSON, circle.helen.id), cell(way_back::READY, true)];
    assert_eq!(answer(&circle.tablet, on(&way_back::SPEC, plan).with(way_back::STAFF_READY, ready)).await, for_another);

    // Agreed, told, how sure: each for themselves.
    let agrees = |person| on(&target::SPEC, goal).with(target::AGREED_BY, vec![cell(target::AGREED_PERSON, person)]);
    assert_eq!(answer(&phone, agrees(circle.zara.id)).await, for_another);
    assert_eq!(answer(&phone, agrees(circle.samina.id)).await, None);
    let tells = |side| on(&rhythm::SPEC, told).with(rhythm::UPDATES, vec![cell(rhythm::SIDE, side)]);
    assert_eq!(answer(&circle.tablet, tells(rhythm::SCHOOL)).await, for_another);
    assert_eq!(answer(&circle.tablet, tells(rhythm::HOSPITAL)).await, None);
    let sure = |who| on(&step_ladder::SPEC, ladder).with(step_ladder::CONFIDENCE, vec![cell(step_ladder::WHO, who)]);
    assert_eq!(answer(&phone, sure(step_ladder::SCHOOL)).await, for_another);
    assert_eq!(answer(&phone, sure(step_ladder::PARENT)).await, None);
}

#[tokio::test]
async fn seen_opened_and_read_are_said_by_whoever_does_it() {
    let world = World::new().await;
    let circle = Circle::begin(&world).await;
    let (laptop, phone, own) =
        (world.tablet(&circle.helen).await, world.tablet(&circle.samina).await, world.tablet(&circle.zara).await);
    let lesson = Sheet::begin(circle.id, &session::SPEC, world.now())
        .set(session::DATE, london_day(world.now()))
        .set(session::TELL_SCHOOL, true)
        .then(session::PLANNED, session::DONE)
        .then(session::DONE, session::SHARED);
    let lesson = circle.tablet.does(lesson).await;
    circle.tablet.syncs().await;
    laptop.syncs().await;
    let sees = |person| {
        let sheet = Sheet::edit(circle.id, &session::SPEC, lesson, world.now());
        sheet.with(session::SEEN_BY, vec![cell(session::SEEN_PERSON, person)])
    };
    assert_eq!(answer(&laptop, sees(circle.daniel.id)).await, Some(Refusal::ForAnother));
    assert_eq!(answer(&circle.tablet, sees(circle.grace.id)).await, Some(Refusal::NotAllowed), "she was not told");
    assert!(session::is_unseen(&laptop.record(circle.id, lesson).await.unwrap()));
    assert_eq!(answer(&laptop, sees(circle.helen.id)).await, None);

    // Feedback: a parent opens it, and it stays unread for the child.
    let made = Sheet::begin(circle.id, &work::SPEC, world.now()).line(work::TITLE, "Meanders");
    let made = own.does(made.then(work::DRAFT, work::HANDED_IN)).await;
    own.syncs().await;
    laptop.syncs().await;
    let given = Sheet::begin(circle.id, &feedback::SPEC, world.now()).set(feedback::WORK, made);
    let given = laptop.does(given.then(feedback::DRAFT, feedback::RELEASED)).await;
    laptop
        .does(Sheet::edit(circle.id, &work::SPEC, made, world.now()).then(work::HANDED_IN, work::FEEDBACK_GIVEN))
        .await;
    laptop.syncs().await;
    phone.syncs().await;
    own.syncs().await;
    let on = || Sheet::edit(circle.id, &feedback::SPEC, given, world.now());
    let opens = |person| on().with(feedback::OPENED_BY, vec![cell(feedback::OPENED_PERSON, person)]);
    let reads = || on().then(feedback::RELEASED, feedback::READ);
    assert_eq!(answer(&phone, reads()).await, Some(Refusal::NotAllowed));
    let read = Sheet::edit(circle.id, &work::SPEC, made, world.now()).then(work::FEEDBACK_GIVEN, work::READ);
    assert_eq!(answer(&phone, read).await, Some(Refusal::NotAllowed));
    assert_eq!(answer(&phone, opens(circle.zara.id)).await, Some(Refusal::ForAnother));
    assert_eq!(answer(&phone, opens(circle.samina.id)).await, None);
    laptop.syncs().await;
    let seen = laptop.record(circle.id, given).await.unwrap();
    assert_eq!(seen.state, feedback::RELEASED, "not read by the child");
    assert_eq!(feedback::opened_by(&seen).iter().map(|(who, _)| *who).collect::<Vec<_>>(), [circle.samina.id]);
    assert_eq!(answer(&own, reads()).await, None);
}

#[tokio::test]
async fn nobody_gives_themselves_more_or_leaves_a_circle_without_a_keeper() {
    let world = World::new().await;
    let circle = Circle::begin(&world).await;
    let daniel = world.tablet(&circle.daniel).await;
    let today = london_day(world.now());
    let on = |record| Sheet::edit(circle.id, &circle_member::SPEC, record, world.now());
    let not = |why| Some(Refusal::NotToGive(why));
    let own = circle.place_of(&circle.daniel).await;
    // Limited to today, he gives himself years.
    assert_eq!(answer(&circle.tablet, set(on(own), UNTIL, today, Value::Empty)).await, None);
    daniel.syncs().await;
    let longer = set(on(own), UNTIL, days_after(today, 3_000), Value::Date(today));
    assert_eq!(answer(&daniel, longer).await, not(NotToGive::Own));
    assert_eq!(answer(&daniel, set(on(own), CEILING, ChoiceOf(2), Value::Empty)).await, not(NotToGive::Own));
    let second = Circle::invited(circle.id, &daniel, &circle.daniel).then(INVITED, ACTIVE);
    assert_eq!(answer(&daniel, second).await, not(NotToGive::Own));
    // Nor takes in somebody who stays when he has gone.
    let guest = world.person("Priya", Role::Therapist).await;
    assert_eq!(answer(&daniel, Circle::member(circle.id, &daniel, &guest)).await, not(NotToGive::MoreThanOwn));
    let invited = Circle::invited(circle.id, &daniel, &guest).set(UNTIL, today).then(INVITED, ACTIVE);
    assert_eq!(answer(&daniel, invited).await, None);

    // Grace is the only one who stays.
    let last = not(NotToGive::LastKeeper);
    let grace = circle.place_of(&circle.grace).await;
    circle.tablet.does(set(on(grace), CEILING, ChoiceOf(2), Value::Empty)).await;
    circle.tablet.syncs().await;
    assert_eq!(circle.tablet.device.outbox(), []);
    assert_eq!(answer(&circle.tablet, on(grace).then(ACTIVE, ENDED)).await, last);
    assert_eq!(answer(&circle.tablet, set(on(grace), UNTIL, days_after(today, 7), Value::Empty)).await, last);
    let mut taken_away = on(grace);
    taken_away.change.edits.push(Edit::Remove);
    assert_eq!(answer(&circle.tablet, taken_away).await, last);
    assert_eq!(answer(&daniel, on(grace).then(ACTIVE, ENDED)).await, last);
    // A second keeper stays: now she can go.
    let ruth = world.person("Ruth", Role::ServiceLead).await;
    assert_eq!(answer(&circle.tablet, Circle::member(circle.id, &circle.tablet, &ruth)).await, None);
    assert_eq!(answer(&circle.tablet, on(grace).then(ACTIVE, ENDED)).await, None);
}

const CODE: &str = "7K3M-9QTX-2HVC-5";

/// Somebody asks a new person in as this, by a code.
async fn asks_in(world: &World, circle: domain::ids::CircleId, tablet: &Tablet, role: Role) {
    let person = domain::ids::PersonId::new(world.now().0.unsigned_abs(), server::auth::secret::random());
    let sheet = Sheet::begin(circle, &circle_member::SPEC, world.now())
        .set(circle_member::PERSON, person)
        .line(circle_member::NAME, "Supply")
        .set(circle_member::ROLE, circle_member::role_choice(role))
        .line(circle_member::INVITATION, &sync::invitation::hex_hash_of(CODE).unwrap());
    assert_eq!(answer(tablet, sheet).await, None);
}

fn newcomer() -> serde_json::Value {
    json!({ "code": CODE, "name": "Supply", "sign_in_name": "supply", "password": "a long walk by the river" })
}

#[tokio::test]
async fn nobody_takes_up_an_invitation_of_their_own() {
    let world = World::new().await;
    let circle = Circle::begin(&world).await;
    let daniel = world.tablet(&circle.daniel).await;
    daniel.syncs().await;
    asks_in(&world, circle.id, &daniel, Role::HospitalTeacher).await;
    let session = daniel.wire.session.borrow().clone();
    let answer = world.post("/api/take-up", session.as_deref(), json!({ "code": CODE })).await;
    assert_eq!(answer.json(), json!({ "error": "own_invitation" }));
}

#[tokio::test]
async fn a_circles_invitation_gives_no_right_to_begin_circles() {
    let world = World::new().await;
    let circle = Circle::begin(&world).await;
    let daniel = world.tablet(&circle.daniel).await;
    daniel.syncs().await;
    asks_in(&world, circle.id, &daniel, Role::ServiceLead).await;
    let joined = world.post("/api/join", None, newcomer()).await;
    assert_eq!(joined.status, axum::http::StatusCode::OK, "{:?}", joined.json());
    assert_eq!(joined.json()["may_add_pupils"], false);
}

#[tokio::test]
async fn whom_an_administrator_invites_adds_pupils_the_same_day() {
    let world = World::new().await;
    let code = server::administrator::new_code(world.app.db()).await.unwrap().expect("nobody is here yet");
    let mut first = newcomer();
    first["code"] = json!(code);
    (first["sign_in_name"], first["password"]) = (json!("lena"), json!(tests::PASSWORD));
    let lena = world.post("/api/join", None, first).await;
    let id = domain::ids::PersonId::parse(lena.json()["person"].as_str().unwrap()).unwrap();
    let lena = tests::Person { id, name: "Lena", role: Role::ServiceLead };
    let tablet = world.tablet(&lena).await;
    let circle = Circle::of(&world, &tablet, "Amira").await;
    tablet.does(Circle::member(circle, &tablet, &lena)).await;
    asks_in(&world, circle, &tablet, Role::HospitalTeacher).await;
    let joined = world.post("/api/join", None, newcomer()).await;
    assert_eq!(joined.json()["may_add_pupils"], true, "{:?}", joined.json());
}
