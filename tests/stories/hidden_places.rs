//! Whoever has a place in a circle is seen to have it, and a circle keeps somebody who can use theirs.

use domain::access::NotToGive;
use domain::check::{Problem, ProblemKind};
use domain::field::ChoiceOf;
use domain::ids::{DeviceId, PersonId};
use domain::kinds::circle_member::{self, ACTIVE, CEILING, ENDED, INVITED};
use domain::kinds::pupil;
use domain::role::{Role, Sensitivity};
use server::gate::Actor;
use sync::wire::{Outcome, PROTOCOL, Refusal, SyncRequest};
use tests::{Circle, Person, Sheet, World};

/// Sends a change as a device would that asks no rule first, and says why the server refused it.
async fn refused(world: &World, person: &Person, sheet: Sheet) -> Option<Refusal> {
    let account = world.app.db().read().await.unwrap().person(person.id).await.unwrap().unwrap();
    let (device, device_time) = (DeviceId::from_bytes([8; 16]), world.now());
    let (cursors, push, again) = (Vec::new(), vec![sheet.change], Vec::new());
    let person = person.id;
    let request = SyncRequest { protocol: PROTOCOL, device, device_time, server: None, cursors, push, person, again };
    let mut reply = world.app.gate.sync(&Actor { account, device }, &request, world.now()).await.unwrap();
    match reply.outcomes.remove(0).1 {
        Outcome::Refused { reason } => Some(reason),
        _ => None,
    }
}

fn too_narrow() -> Option<Refusal> {
    Some(Refusal::Unsound(vec![Problem { at: None, what: ProblemKind::NobodyNamed }]))
}

#[tokio::test]
async fn nobody_is_put_into_a_circle_where_the_others_do_not_see_it() {
    let world = World::new().await;
    let circle = Circle::begin(&world).await;
    let alex = world.person("Alex", Role::KeyContact).await;
    let place = |named: &[PersonId], level| {
        let sheet = Circle::invited(circle.id, &circle.tablet, &alex).set(CEILING, ChoiceOf(2)).then(INVITED, ACTIVE);
        sheet.only_for(named, level)
    };
    assert_eq!(refused(&world, &circle.grace, place(&[], Sensitivity::Sensitive)).await, too_narrow());
    let to_both = [circle.grace.id, alex.id];
    assert_eq!(refused(&world, &circle.grace, place(&to_both, Sensitivity::Sensitive)).await, too_narrow());
    let hers = world.tablet(&alex).await;
    hers.syncs().await;
    assert!(hers.circle(circle.id).await.pupil().is_none());
    // As everybody sees it, it is a place like any other.
    assert_eq!(refused(&world, &circle.grace, place(&[], Sensitivity::Everyday)).await, None);
    hers.syncs().await;
    assert!(hers.circle(circle.id).await.pupil().is_some());
}

#[tokio::test]
async fn no_circle_is_around_a_child_whom_its_people_do_not_see() {
    let world = World::new().await;
    let grace = world.person("Grace", Role::HospitalTeacher).await;
    let id = domain::ids::CircleId::new(world.now().0.unsigned_abs(), server::auth::secret::random());
    let sheet = Sheet::begin_as(id, &pupil::SPEC, id.pupil(), world.now()).line(pupil::PREFERRED_NAME, "Zara");
    assert_eq!(refused(&world, &grace, sheet.only_for(&[], Sensitivity::Sensitive)).await, too_narrow());
}

#[tokio::test]
async fn the_last_keeper_does_not_stop_seeing() {
    let world = World::new().await;
    let circle = Circle::begin(&world).await;
    let on = |record| Sheet::edit(circle.id, &circle_member::SPEC, record, world.now());
    let daniel = circle.place_of(&circle.daniel).await;
    assert_eq!(refused(&world, &circle.grace, on(daniel).then(ACTIVE, ENDED)).await, None);
    let own = circle.place_of(&circle.grace).await;
    let blind = refused(&world, &circle.grace, on(own).set(CEILING, ChoiceOf(0))).await;
    assert_eq!(blind, Some(Refusal::NotToGive(NotToGive::LastKeeper)));
    assert_eq!(refused(&world, &circle.grace, on(own).set(CEILING, ChoiceOf(1))).await, None, "less is hers to say");
}
