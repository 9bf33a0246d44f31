//! Places in a circle: nobody gives themselves anything, nobody more than they have, and somebody stays who can.

use chrono::NaiveDate;

use super::{circle, day, made_by, person, record_id, then};
use crate::access::{Membership, NotToGive, Seat, may_give, may_take_up, may_touch};
use crate::compose::Compose;
use crate::field::ChoiceOf;
use crate::kinds::circle_member::{
    self as member, ACTIVE, CEILING, CONTACT, ENDED, FROM, INVITATION, KIND, PERSON, ROLE, UNTIL, role_choice,
};
use crate::record::Record;
use crate::role::{Role, Sensitivity};

const GRACE: u8 = 1;
const DANIEL: u8 = 2;
const HELEN: u8 = 3;

fn today() -> NaiveDate {
    day("2026-11-03")
}

fn place(n: u8, role: Role, ceiling: Sensitivity) -> Record {
    made_by(GRACE, record_id(n), KIND, |record| {
        let record = record.set(PERSON, person(n)).set(ROLE, role_choice(role));
        record.set(CEILING, ChoiceOf(ceiling as u8)).move_to(ACTIVE)
    })
}

/// Grace keeps the circle and sees far, Daniel keeps it and sees everyday things, Helen reads.
fn members() -> Vec<Record> {
    vec![
        place(GRACE, Role::HospitalTeacher, Sensitivity::Sensitive),
        place(DANIEL, Role::KeyContact, Sensitivity::Everyday),
        place(HELEN, Role::ClassTeacher, Sensitivity::Everyday),
    ]
}

fn seats(members: &[Record]) -> Vec<Seat> {
    let seat = |record: &Record| {
        member::membership(record).map(|(person, membership)| Seat { record: record.id, person, membership })
    };
    members.iter().filter_map(seat).collect()
}

/// So that a closure fits every record.
fn fill<F: Fn(Compose<'_>) -> Compose<'_>>(fill: F) -> F {
    fill
}

fn gives(
    by: u8,
    members: &[Record],
    before: Option<&Record>,
    fill: impl FnOnce(Compose<'_>) -> Compose<'_>,
) -> Result<(), NotToGive> {
    let after = match before {
        Some(record) => then(record, by, 5, fill),
        None => made_by(by, record_id(50), KIND, fill),
    };
    may_give(person(by), &seats(members), before, &after, today())
}

fn until(text: &'static str) -> impl Fn(Compose<'_>) -> Compose<'_> {
    move |record| record.set(UNTIL, day(text))
}

#[test]
fn nobody_widens_what_they_are_themselves() {
    let own = Err(NotToGive::Own);
    let mut members = members();
    let daniel = members[1].clone();
    let change = |fill: fn(Compose<'_>) -> Compose<'_>| gives(DANIEL, &members, Some(&daniel), fill);
    assert_eq!(change(|record| record.set(CEILING, ChoiceOf(2))), own);
    assert_eq!(change(|record| record.set(ROLE, role_choice(Role::HospitalTeacher))), own);
    assert_eq!(change(|record| record.set(CONTACT, "At work".to_owned())), Ok(()));
    assert_eq!(change(|record| record.set(UNTIL, day("2026-12-01"))), Ok(()), "less is theirs to say");
    // Limited by Grace to this week.
    members[1] = then(&daniel, GRACE, 4, |record| record.set(FROM, day("2026-11-02")).set(UNTIL, day("2026-11-06")));
    let limited = members[1].clone();
    let change = |fill: fn(Compose<'_>) -> Compose<'_>| gives(DANIEL, &members, Some(&limited), fill);
    assert_eq!(change(|record| record.set(UNTIL, day("2099-01-01"))), own);
    assert_eq!(change(|record| record.clear(UNTIL)), own);
    assert_eq!(change(|record| record.clear(FROM)), own);
    assert_eq!(change(|record| record.set(UNTIL, day("2026-11-05"))), Ok(()));
}

#[test]
fn nobody_makes_themselves_a_second_place_or_brings_back_one_that_was_ended() {
    let mut members = members();
    let second =
        |role| fill(move |record| record.set(PERSON, person(DANIEL)).set(ROLE, role_choice(role)).move_to(ACTIVE));
    assert_eq!(gives(DANIEL, &members, None, second(Role::HospitalTeacher)), Err(NotToGive::Own));
    assert_eq!(gives(DANIEL, &members, None, second(Role::KeyContact)), Err(NotToGive::Own), "the same once more");
    let invited = fill(|record| record.set(PERSON, person(DANIEL)).set(ROLE, role_choice(Role::Parent)));
    assert_eq!(gives(DANIEL, &members, None, invited), Err(NotToGive::Own), "nor asks themselves in");
    let mut ended = place(60, Role::KeyContact, Sensitivity::Everyday);
    ended = then(&ended, GRACE, 3, |record| record.set(PERSON, person(DANIEL)).move_to(ENDED));
    members.push(ended.clone());
    assert_eq!(gives(DANIEL, &members, Some(&ended), |record| record.move_to(ACTIVE)), Err(NotToGive::Own));
    assert_eq!(gives(GRACE, &members, Some(&ended), |record| record.move_to(ACTIVE)), Ok(()));
}

#[test]
fn whoever_begins_a_circle_puts_their_own_name_to_it_once() {
    let founder = Membership { role: Role::HospitalTeacher, ceiling: Sensitivity::Sensitive, from: None, until: None };
    let seats = vec![Seat { record: circle().pupil(), person: person(GRACE), membership: founder }];
    let own = |role, ceiling: Sensitivity| {
        let after = made_by(GRACE, record_id(50), KIND, |record| {
            let record = record.set(PERSON, person(GRACE)).set(ROLE, role_choice(role));
            record.set(CEILING, ChoiceOf(ceiling as u8)).move_to(ACTIVE)
        });
        may_give(person(GRACE), &seats, None, &after, today())
    };
    assert_eq!(own(Role::HospitalTeacher, Sensitivity::Sensitive), Ok(()));
    assert!(own(Role::ServiceLead, Sensitivity::Sensitive).is_err());
    assert!(own(Role::HospitalTeacher, Sensitivity::Restricted).is_err());
}

#[test]
fn nobody_gives_more_than_they_have() {
    let more = Err(NotToGive::MoreThanOwn);
    let mut members = members();
    let guest = |ceiling: u8| {
        fill(move |record| {
            record.set(PERSON, person(70)).set(ROLE, role_choice(Role::Therapist)).set(CEILING, ChoiceOf(ceiling))
        })
    };
    assert_eq!(gives(DANIEL, &members, None, guest(1)), Ok(()));
    assert_eq!(gives(DANIEL, &members, None, guest(2)), more);
    let without_person = fill(|record| record.set(ROLE, role_choice(Role::Parent)).set(CEILING, ChoiceOf(2)));
    assert_eq!(gives(DANIEL, &members, None, without_person), more, "whoever takes it up would have it");
    // An invitation that Grace made: a new code for it gives it anew.
    let invited = made_by(GRACE, record_id(51), KIND, guest(2));
    let code = fill(|record| record.set(INVITATION, "c0de".to_owned()));
    assert_eq!(gives(DANIEL, &members, Some(&invited), code), more);
    assert_eq!(gives(GRACE, &members, Some(&invited), code), Ok(()));
    // Who leaves on Friday takes nobody in for longer.
    members[1] = then(&members[1], GRACE, 4, until("2026-11-06"));
    assert_eq!(gives(DANIEL, &members, None, guest(1)), more);
    assert_eq!(gives(DANIEL, &members, None, |record| guest(1)(record).set(UNTIL, day("2026-11-06"))), Ok(()));
    assert_eq!(gives(DANIEL, &members, Some(&members[2]), until("2026-11-20")), Ok(()), "shorter than it was");
    // One person's place never becomes another's.
    let swap = fill(|record| record.set(PERSON, person(71)));
    assert_eq!(gives(GRACE, &members, Some(&members[2]), swap), Err(NotToGive::AnothersPlace));
}

#[test]
fn a_circle_keeps_somebody_who_can_take_people_in() {
    let last = Err(NotToGive::LastKeeper);
    let all = members();
    let alone = [all[0].clone(), all[2].clone()];
    let end: fn(Compose<'_>) -> Compose<'_> = |record| record.move_to(ENDED);
    let take_away: fn(Compose<'_>) -> Compose<'_> = |record| record.edit(crate::change::Edit::Remove);
    let date: fn(Compose<'_>) -> Compose<'_> = |record| record.set(UNTIL, day("2026-11-20"));
    let later: fn(Compose<'_>) -> Compose<'_> = |record| record.set(FROM, day("2026-11-20"));
    let demote: fn(Compose<'_>) -> Compose<'_> = |record| record.set(ROLE, role_choice(Role::Parent));
    let blind: fn(Compose<'_>) -> Compose<'_> = |record| record.set(CEILING, ChoiceOf(0));
    for way in [end, take_away, date, later, demote, blind] {
        assert_eq!(gives(GRACE, &alone, Some(&alone[0]), way), last);
    }
    for way in [end, take_away, date, blind] {
        assert_eq!(gives(GRACE, &all, Some(&all[0]), way), Ok(()), "Daniel stays");
        assert_eq!(gives(GRACE, &alone, Some(&alone[1]), way), Ok(()), "Helen keeps nothing");
    }
    // Daniel is somebody else by a second place, which shows him more.
    let mut outweighed = all.clone();
    let second = place(60, Role::Parent, Sensitivity::Sensitive);
    outweighed.push(then(&second, GRACE, 3, |record| record.set(PERSON, person(DANIEL))));
    assert_eq!(gives(GRACE, &outweighed, Some(&all[0]), end), last);
    // Daniel stays only until Friday: after that nobody would be left.
    let short = [all[0].clone(), then(&all[1], GRACE, 4, until("2026-11-06"))];
    assert_eq!(gives(GRACE, &short, Some(&short[0]), end), last);
    assert_eq!(gives(DANIEL, &short, Some(&short[0]), end), last, "nor by somebody else");
}

#[test]
fn an_invitation_is_taken_up_by_somebody_else() {
    let invited = made_by(DANIEL, record_id(51), KIND, |record| record.set(ROLE, role_choice(Role::HospitalTeacher)));
    assert!(!may_take_up(&invited, person(DANIEL)));
    assert!(may_take_up(&invited, person(GRACE)));
    let coded = then(&invited, GRACE, 3, |record| record.set(INVITATION, "c0de".to_owned()));
    assert!(!may_take_up(&coded, person(GRACE)), "whoever made its code");
    assert!(may_take_up(&coded, person(HELEN)));
}

#[test]
fn whose_place_it_is_stays_and_nobody_touches_what_they_are_themselves() {
    let helen = place(HELEN, Role::ClassTeacher, Sensitivity::Everyday);
    for (who, may) in [(HELEN, false), (DANIEL, true)] {
        assert!(!may_touch(person(who), &helen, PERSON.key));
        for field in [ROLE.key, CEILING.key, FROM.key] {
            assert_eq!(may_touch(person(who), &helen, field), may);
        }
        assert!(may_touch(person(who), &helen, UNTIL.key));
    }
}
