//! What lists say of a record.

use std::sync::Arc;

use domain::compose::Compose;
use domain::ids::{ChangeId, CircleId, RecordId};
use domain::kinds::{circle_member, progress_review};
use domain::merge::apply;
use domain::role::Role;
use domain::scope::Revision;
use sync::device::CircleView;

use super::*;
use crate::features::hand_made::stands;

fn person(n: u8) -> PersonId {
    PersonId::from_bytes([n; 16])
}

fn begun(n: u8, kind: Kind, fill: impl FnOnce(Compose<'static>) -> Compose<'static>) -> Record {
    let (circle, id) = (CircleId::from_bytes([1; 16]), RecordId::from_bytes([n; 16]));
    let begin = Compose::begin(ChangeId::from_bytes([n; 16]), Moment(0), kind, circle, id);
    apply(None, &fill(begin).done(), person(1), Revision(1)).unwrap().record
}

/// A circle of two, seen by the first.
fn circle() -> Circle {
    let member = |n: u8, name: &str, role: Role| {
        begun(100 + n, circle_member::KIND, |member| {
            let member = member.set(circle_member::PERSON, person(n)).set(circle_member::NAME, name.to_owned());
            member.set(circle_member::ROLE, circle_member::role_choice(role)).move_to(circle_member::ACTIVE)
        })
    };
    let members = [member(1, "Grace Adeyemi", Role::HospitalTeacher), member(2, "Daniel Osei", Role::KeyContact)];
    let records = members.into_iter().map(|record| (record.id, record)).collect();
    let view = CircleView::of(CircleId::from_bytes([1; 16]), records);
    Circle { view: Arc::new(view), me: person(1), role_elsewhere: None }
}

#[test]
fn what_was_agreed_names_who_does_it_and_not_who_wrote_it_down() {
    let circle = circle();
    let due = NaiveDate::from_ymd_opt(2026, 12, 4).unwrap();
    let daniels = begun(5, action::KIND, |todo| todo.set(action::OWNER, person(2)).set(action::DUE, due));
    assert_eq!(daniels.created.by, circle.me);
    assert_eq!(doer(&circle, &daniels), "Daniel Osei · by 4 Dec");
    let outside = begun(6, action::KIND, |todo| todo.set(action::OWNER_NAME, "Dr Ahmed".to_owned()));
    assert_eq!(doer(&circle, &outside), "Dr Ahmed");
    assert_eq!(doer(&circle, &begun(7, action::KIND, |todo| todo)), "Nobody chosen yet");
    let done = begun(8, action::KIND, |todo| todo.set(action::OWNER, person(1)).move_to(action::DONE));
    assert_eq!(doer(&circle, &done), "You · done");
}

#[test]
fn a_review_that_has_a_day_needs_none() {
    let circle = circle();
    let without = begun(5, progress_review::KIND, |review| review);
    let with_day = begun(6, progress_review::KIND, |review| review.set(progress_review::WHEN, Moment(0)));
    assert_eq!(stands(&circle, &without), "Needs a date");
    assert_eq!(stands(&circle, &with_day), "Not booked yet");
    let booked = begun(7, progress_review::KIND, |review| {
        review.set(progress_review::WHEN, Moment(0)).move_to(progress_review::BOOKED)
    });
    assert_eq!(stands(&circle, &booked), "Has a date");
}
