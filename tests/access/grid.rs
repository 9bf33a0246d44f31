//! The gate lets through what `domain::access` allows and nothing else: every kind, every role, in draft and not.

use std::collections::BTreeMap;

use domain::access::{Action, Membership, Subject, Viewer, allows};
use domain::change::{Change, Edit};
use domain::ids::{ChangeId, CircleId, PersonId, RecordId};
use domain::kinds::{ALL, circle_member, pupil};
use domain::role::{Role, Sensitivity};
use domain::value::Moment;
use server::auth::secret::random;
use server::db::PersonRow;
use server::gate::Actor;
use sync::pack::unpack;
use sync::wire::{Outcome, PROTOCOL, SyncRequest};
use tests::{Circle, Person, World};

fn actor(person: &Person) -> Actor {
    let (id, role) = (person.id, person.role);
    let account = PersonRow { id, name: String::new(), role, may_add_pupils: false, administrator: false };
    Actor { account, device: domain::ids::DeviceId::from_bytes([8; 16]) }
}

fn request(actor: &Actor, push: Vec<Change>) -> SyncRequest {
    let (device, person) = (actor.device, actor.person());
    let (cursors, again) = (Vec::new(), Vec::new());
    SyncRequest { protocol: PROTOCOL, device, device_time: Moment(0), server: None, cursors, push, person, again }
}

fn viewer(circle: CircleId, person: &Person) -> Viewer {
    // Grace began the circle, and nothing narrows how far she sees in it.
    let founder = person.role == Role::HospitalTeacher;
    let ceiling = if founder { Sensitivity::Sensitive } else { Sensitivity::Everyday };
    let membership = Membership { role: person.role, ceiling, from: None, until: None };
    Viewer { person: person.id, memberships: BTreeMap::from([(circle, membership)]), may_add_pupils: false }
}

fn create(circle: CircleId, kind: domain::kind::Kind, sensitivity: Sensitivity, named: Vec<PersonId>) -> Change {
    let id = ChangeId::new(1, random());
    let record = RecordId::new(1, random());
    Change { id, record, kind, circle, made_at: Moment(0), edits: vec![Edit::Create { sensitivity, named }] }
}

/// Zara's circle with somebody of every role in it.
async fn everybody(world: &World) -> (Circle, Vec<Person>) {
    let circle = Circle::begin(world).await;
    let mut people = vec![circle.grace.clone(), circle.helen.clone(), circle.daniel.clone()];
    people.extend([circle.samina.clone(), circle.zara.clone()]);
    let others = [
        ("Lena", Role::ServiceLead),
        ("Tom", Role::WardStaff),
        ("Jo", Role::TeachingAssistant),
        ("Ruth", Role::SeniorLeader),
        ("Priya", Role::Therapist),
        ("Alex", Role::InvitedProfessional),
    ];
    for (name, role) in others {
        let person = world.person(name, role).await;
        circle.tablet.does(Circle::member(circle.id, &circle.tablet, &person)).await;
        people.push(person);
    }
    circle.tablet.syncs().await;
    assert_eq!(circle.tablet.device.outbox(), []);
    assert_eq!(people.len(), Role::ALL.len());
    (circle, people)
}

#[tokio::test]
async fn who_may_begin_a_record_is_who_access_says() {
    let world = World::new().await;
    let (circle, people) = everybody(&world).await;
    let today = domain::calendar::london_day(world.now());
    for spec in ALL.iter().filter(|spec| spec.kind != pupil::KIND && spec.kind != circle_member::KIND) {
        for person in &people {
            let change = create(circle.id, spec.kind, spec.sensitivity, Vec::new());
            let subject = Subject {
                circle: circle.id,
                kind: spec.kind,
                sensitivity: spec.sensitivity,
                state: spec.first_state(),
                author: person.id,
                moved_by: None,
                named: &[],
            };
            let expected = allows(&viewer(circle.id, person), Action::Create, subject, today);
            let reply =
                world.app.gate.sync(&actor(person), &request(&actor(person), vec![change]), world.now()).await.unwrap();
            let stands = matches!(reply.outcomes[0].1, Outcome::Accepted { .. });
            assert_eq!(stands, expected, "{:?} begins {}", person.role, spec.name);
        }
    }
}

#[tokio::test]
async fn who_is_sent_a_record_is_who_access_says() {
    let world = World::new().await;
    let (circle, people) = everybody(&world).await;
    let today = domain::calendar::london_day(world.now());
    // Everybody begins what they may, with somebody named on every second record.
    for (place, spec) in
        ALL.iter().filter(|spec| spec.kind != pupil::KIND && spec.kind != circle_member::KIND).enumerate()
    {
        for person in &people {
            let named = if place % 2 == 0 { vec![people[(place / 2) % people.len()].id] } else { Vec::new() };
            let change = create(circle.id, spec.kind, spec.sensitivity, named);
            world.app.gate.sync(&actor(person), &request(&actor(person), vec![change]), world.now()).await.unwrap();
        }
    }
    let mut txn = world.app.db().read().await.unwrap();
    let mut all = Vec::new();
    for level in [Sensitivity::Everyday, Sensitivity::Sensitive] {
        let scope = domain::scope::Scope::Circle(circle.id, level);
        all.extend(txn.records_after(scope, domain::scope::Revision(0), server::db::Most::ALL).await.unwrap().records);
    }
    drop(txn);
    assert!(all.len() > 60);
    for person in &people {
        // The first answer is packed anew, the second comes from what was kept.
        for _ in 0..2 {
            let reply =
                world.app.gate.sync(&actor(person), &request(&actor(person), Vec::new()), world.now()).await.unwrap();
            let mut sent: Vec<RecordId> = Vec::new();
            for segment in &reply.segments {
                sent.extend(unpack(&segment.packed).unwrap().iter().map(|record| record.id));
            }
            sent.sort();
            let seen = |record: &&domain::record::Record| {
                allows(&viewer(circle.id, person), Action::Read, Subject::from(*record), today)
            };
            let mut expected: Vec<RecordId> = all.iter().filter(seen).map(|record| record.id).collect();
            expected.sort();
            assert_eq!(sent, expected, "{:?}", person.role);
        }
    }
}
