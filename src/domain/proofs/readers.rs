//! "Seen by ..." says exactly who sees it.

use proptest::prelude::*;

use super::{circle, day, made, person, then};
use crate::access::{Action, Membership, Subject, Viewer, allows, readers};
use crate::ids::PersonId;
use crate::kinds::{ALL, conversation_note as note, feedback, session, work};
use crate::role::{Role, Sensitivity};

fn place(role: Role, ceiling: Sensitivity) -> Membership {
    Membership { role, ceiling, from: None, until: None }
}

/// Somebody of every role, who sees everyday things: 1 to 11, in the order of the roles.
fn everybody() -> Vec<(PersonId, Membership)> {
    (1u8..).zip(Role::ALL).map(|(n, role)| (person(n), place(role, Sensitivity::Everyday))).collect()
}

fn roles(people: &[PersonId]) -> Vec<Role> {
    (1u8..).zip(Role::ALL).filter(|(n, _)| people.contains(&person(*n))).map(|(_, role)| role).collect()
}

#[test]
fn work_is_read_by_more_than_the_class() {
    let work = made(work::KIND, |work| work.move_to(work::HANDED_IN));
    let handed_in = Subject { author: person(10), ..Subject::from(&work) };
    let read = roles(&readers(handed_in, &everybody(), day("2026-11-03")));
    assert_eq!(
        read,
        [
            Role::HospitalTeacher,
            Role::ServiceLead,
            Role::KeyContact,
            Role::ClassTeacher,
            Role::TeachingAssistant,
            Role::SeniorLeader,
            Role::Parent,
            Role::Pupil,
        ]
    );
    let draft = made(work::KIND, |work| work);
    let draft = Subject { author: person(9), ..Subject::from(&draft) };
    assert_eq!(
        roles(&readers(draft, &everybody(), day("2026-11-03"))),
        [Role::HospitalTeacher, Role::Parent, Role::Pupil],
        "those who write any, and the parent who began it"
    );
}

#[test]
fn names_days_and_reach_count() {
    let held = made(session::KIND, |session| session.named(vec![person(9)]).move_to(session::DONE));
    let shared = then(&held, 1, 2, |session| session.move_to(session::SHARED));
    let mut members = everybody();
    let on = |members: &[(PersonId, Membership)], date| readers(Subject::from(&shared), members, day(date));
    assert!(on(&members, "2026-11-03").contains(&person(9)), "shown to this parent");
    members[4].1.until = Some(day("2026-11-05"));
    assert!(on(&members, "2026-11-05").contains(&person(5)) && !on(&members, "2026-11-06").contains(&person(5)));
    members[3].1.ceiling = Sensitivity::Practice;
    assert!(!on(&members, "2026-11-03").contains(&person(4)));
    // A second place that holds today counts, not the one that has ended.
    members.push((person(5), place(Role::KeyContact, Sensitivity::Everyday)));
    assert_eq!(on(&members, "2026-11-06").iter().filter(|reader| **reader == person(5)).count(), 1);
    let talk = made(note::KIND, |note| note.named(vec![person(4)]).move_to(note::SHARED));
    assert_eq!(readers(Subject::from(&talk), &everybody(), day("2026-11-03")), [1, 4].map(person));
    let draft = made(feedback::KIND, |feedback| feedback);
    assert!(!roles(&readers(Subject::from(&draft), &everybody(), day("2026-11-03"))).contains(&Role::Pupil));
}

fn any_level() -> impl Strategy<Value = Sensitivity> {
    prop::sample::select(vec![
        Sensitivity::Practice,
        Sensitivity::Everyday,
        Sensitivity::Sensitive,
        Sensitivity::Restricted,
    ])
}

fn any_day() -> impl Strategy<Value = Option<chrono::NaiveDate>> {
    prop::option::of(prop::sample::select(vec![day("2026-11-02"), day("2026-11-03"), day("2026-11-04")]))
}

fn any_place() -> impl Strategy<Value = Membership> {
    let parts = (prop::sample::select(Role::ALL.to_vec()), any_level(), any_day(), any_day());
    parts.prop_map(|(role, ceiling, from, until)| Membership { role, ceiling, from, until })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]
    #[test]
    fn readers_are_those_whom_access_lets(
        members in prop::collection::vec((1u8..20, any_place()), 0..16), kind in 0..ALL.len(), state in 0usize..8,
        level in any_level(), author in 1u8..20, moved in prop::option::of(1u8..20),
        named in prop::collection::vec(1u8..20, 0..5),
    ) {
        let spec = ALL[kind];
        let named: Vec<PersonId> = named.into_iter().map(person).collect();
        let subject = Subject {
            circle: circle(), kind: spec.kind, sensitivity: level, state: spec.states[state % spec.states.len()].key,
            author: person(author), moved_by: moved.map(person), named: &named,
        };
        let today = day("2026-11-03");
        let members: Vec<(PersonId, Membership)> = members.into_iter().map(|(n, place)| (person(n), place)).collect();
        let read = readers(subject, &members, today);
        for n in 1u8..20 {
            let places = members.iter().filter(|(known, _)| *known == person(n)).map(|(_, place)| *place);
            let seen = Membership::strongest(places, today).is_some_and(|place| {
                let viewer = Viewer { person: person(n), memberships: [(circle(), place)].into(), may_add_pupils: false };
                allows(&viewer, Action::Read, subject, today)
            });
            prop_assert_eq!(read.iter().filter(|reader| **reader == person(n)).count(), usize::from(seen), "{}", n);
        }
        // In the members' order, so that a sentence names them as the circle does.
        let order = |reader: &PersonId| members.iter().position(|(known, _)| known == reader);
        prop_assert!(read.is_sorted_by_key(order));
    }
}
