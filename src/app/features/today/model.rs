//! What Today shows, worked out from circles without any view.

use chrono::NaiveDate;
use domain::duty::Duty;
use domain::ids::{CircleId, PersonId};
use domain::kinds::{circle_member, session, today_note};
use domain::order::sort_by_key;
use domain::record::Record;
use domain::value::Moment;

use crate::circle::Circle;
use crate::platform::letters::small;

/// Something that waits for me.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Waits {
    /// Two texts, of which I should choose one.
    ToChoose { circle: CircleId, record: domain::ids::RecordId, at: domain::change::At },
    /// A duty.
    Duty(Duty),
}

/// Everything that waits for me in these circles: choices first, then what is due soonest.
pub(crate) fn waits_for_me(circles: &[Circle], today: NaiveDate) -> Vec<(Circle, Waits)> {
    let choices = circles.iter().flat_map(|circle| {
        let records = circle.view.records.values().filter(|record| !record.removed);
        let mine = records.filter(|record| circle.may(domain::access::Action::Edit, record, today));
        mine.flat_map(|record| record.to_choose().into_iter().map(move |at| (record, at)))
            .map(|(record, at)| (circle.clone(), Waits::ToChoose { circle: circle.id(), record: record.id, at }))
    });
    let mut duties: Vec<(Circle, Duty)> = circles
        .iter()
        .flat_map(|circle| circle.my_duties(today).into_iter().map(|duty| (circle.clone(), duty)))
        .collect();
    sort_by_key(&mut duties, |(_, duty)| (duty.due.unwrap_or(NaiveDate::MAX), duty.from));
    let duties = duties.into_iter().map(|(circle, duty)| (circle, Waits::Duty(duty)));
    choices.chain(duties).collect()
}

/// Who else in the circle a duty waits for. It is done as soon as one of them does it.
pub(crate) fn others_asked(circle: &Circle, duty: &Duty, today: NaiveDate) -> Vec<PersonId> {
    let members = circle.members().into_iter().filter(|member| circle_member::is_active(member));
    let others = members.filter_map(|member| Some((member.get(circle_member::PERSON)?, circle_member::role(member)?)));
    let others = others.filter(|(person, role)| *person != circle.me && duty.waits_for(*person, *role, today));
    let mut people: Vec<PersonId> = Vec::new();
    for (person, _) in others {
        // Somebody may have two parts here.
        if !people.contains(&person) {
            people.push(person);
        }
    }
    people
}

/// How long somebody is told that they were put into a circle, unless they look before: two weeks, in milliseconds.
const TOLD_FOR: i64 = 14 * 24 * 60 * 60 * 1_000;

/// My place in a circle, and who gave it to me, where I did not take it up myself.
pub(crate) fn put_in(circle: &Circle, now: Moment) -> Option<(&Record, PersonId)> {
    let place = circle.member(circle.me).filter(|place| place.state == circle_member::ACTIVE)?;
    let moved = place.moved.filter(|moved| moved.by != circle.me && now.0 - moved.at.0 < TOLD_FOR)?;
    Some((place, moved.by))
}

/// The live notes about today, latest first.
pub(crate) fn live_notes(circle: &Circle, now: Moment) -> Vec<&Record> {
    let mut notes = circle.of_kind(today_note::KIND);
    notes.retain(|note| today_note::is_live(note, now));
    notes
}

/// Today's planned sessions, the earliest first.
pub(crate) fn all_planned_today(circle: &Circle, today: NaiveDate) -> Vec<&Record> {
    let mut planned = circle.of_kind(session::KIND);
    planned.retain(|record| record.state == session::PLANNED && record.get(session::DATE) == Some(today));
    sort_by_key(&mut planned, |record| record.get(session::STARTED));
    planned
}

/// The next of them.
pub(crate) fn planned_today(circle: &Circle, today: NaiveDate) -> Option<&Record> {
    all_planned_today(circle, today).into_iter().next()
}

/// Whether the pupil had a session today already.
fn was_seen(circle: &Circle, today: NaiveDate) -> bool {
    let held = |record: &&Record| record.state != session::PLANNED && record.get(session::DATE) == Some(today);
    circle.of_kind(session::KIND).iter().any(held)
}

/// Pupils in the order in which they are seen today; those without a time after them, by name, and last of all those who
/// have been seen and for whom nothing more is planned.
pub(crate) fn in_order(mut circles: Vec<Circle>, today: NaiveDate) -> Vec<Circle> {
    circles.retain(Circle::has_name);
    sort_by_key(&mut circles, |circle| {
        let planned = planned_today(circle, today);
        let at = planned.and_then(|planned| planned.get(session::STARTED));
        let is_done = planned.is_none() && was_seen(circle, today);
        (at.map_or(i64::MAX, |moment| moment.0), is_done, small(circle.name()))
    });
    circles
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;
    use std::sync::Arc;

    use super::*;
    use domain::compose::Compose;
    use domain::duty::{BOOK_REVIEW, GIVE_UPDATE};
    use domain::ids::{ChangeId, RecordId};
    use domain::kind::{Kind, StateKey};
    use domain::kinds::{contact_rhythm, progress_review, pupil};
    use domain::merge::apply;
    use domain::role::Role;
    use domain::scope::Revision;
    use sync::device::CircleView;

    const TODAY: NaiveDate = NaiveDate::from_ymd_opt(2026, 11, 30).expect("a day");

    /// A pupil, whose record is called as the circle is, with a session today in each of these states, at these moments.
    fn circle(number: u8, name: &str, sessions: &[(StateKey, i64)]) -> Circle {
        let (circle, me) = (CircleId::from_bytes([number; 16]), PersonId::from_bytes([4; 16]));
        let begin = |kind: Kind, record: u8| {
            let (change, record) = (ChangeId::from_bytes([record; 16]), RecordId::from_bytes([record; 16]));
            Compose::begin(change, Moment(1), kind, circle, record)
        };
        let done = |compose: Compose| apply(None, &compose.done(), me, Revision(1)).unwrap().record;
        let mut records = vec![done(begin(pupil::KIND, number).set(pupil::PREFERRED_NAME, name.to_owned()))];
        for (record, (state, at)) in (100..).zip(sessions) {
            let compose = begin(session::KIND, record).set(session::DATE, TODAY).set(session::STARTED, Moment(*at));
            let is_planned = *state == session::PLANNED;
            records.push(done(if is_planned { compose } else { compose.move_to(*state) }));
        }
        let records: BTreeMap<RecordId, Record> = records.into_iter().map(|record| (record.id, record)).collect();
        let view = Arc::new(CircleView::of(circle, records));
        Circle { view, me, role_elsewhere: None }
    }

    #[test]
    fn who_was_seen_and_has_nothing_more_planned_comes_after_all_who_wait() {
        let circles = vec![
            circle(1, "Amy", &[(session::DONE, 1)]),
            circle(2, "Ben", &[]),
            circle(3, "Cem", &[(session::DONE, 2), (session::PLANNED, 9)]),
            circle(4, "Dot", &[(session::PLANNED, 5)]),
        ];
        let names: Vec<String> = in_order(circles, TODAY).iter().map(|circle| circle.name().to_owned()).collect();
        assert_eq!(names, ["Dot", "Cem", "Ben", "Amy"]);
    }

    fn day(month: u32, day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, month, day).unwrap()
    }

    /// Begun at noon on 2 November 2026.
    fn begun(number: u8, kind: Kind, fill: impl FnOnce(Compose<'static>) -> Compose<'static>) -> Record {
        let noon = Moment(day(11, 2).and_hms_opt(12, 0, 0).unwrap().and_utc().timestamp_millis());
        let (id, circle) = (RecordId::from_bytes([number; 16]), CircleId::from_bytes([1; 16]));
        let begin = Compose::begin(ChangeId::from_bytes([number; 16]), noon, kind, circle, id);
        apply(None, &fill(begin).done(), PersonId::from_bytes([1; 16]), Revision(1)).unwrap().record
    }

    fn waits(role: Role, records: &[&Record], today: NaiveDate) -> Vec<&'static str> {
        let records: BTreeMap<_, _> = records.iter().map(|record| (record.id, (*record).clone())).collect();
        let view = CircleView::of(CircleId::from_bytes([1; 16]), records);
        let circle = Circle { view: Arc::new(view), me: PersonId::from_bytes([2; 16]), role_elsewhere: Some(role) };
        let what = |(_, waits): (Circle, Waits)| if let Waits::Duty(duty) = waits { Some(duty.what) } else { None };
        waits_for_me(&[circle], today).into_iter().filter_map(what).collect()
    }

    #[test]
    fn a_duty_of_several_names_the_others_for_one_is_enough() {
        let member = |n: u8, role: Role| {
            begun(100 + n, circle_member::KIND, |member| {
                let member = member.set(circle_member::PERSON, PersonId::from_bytes([n; 16]));
                member.set(circle_member::ROLE, circle_member::role_choice(role)).move_to(circle_member::ACTIVE)
            })
        };
        let me = PersonId::from_bytes([2; 16]);
        let members = [(2, Role::KeyContact), (3, Role::ClassTeacher), (4, Role::SeniorLeader), (5, Role::Parent)];
        let first = day(12, 11);
        let rhythm = begun(6, contact_rhythm::KIND, |rhythm| rhythm.set(contact_rhythm::FIRST_DUE, first));
        let records = members.map(|(n, role)| member(n, role)).into_iter().chain([rhythm]);
        let records = records.map(|record| (record.id, record)).collect();
        let view = CircleView::of(CircleId::from_bytes([1; 16]), records);
        let circle = Circle { view: Arc::new(view), me, role_elsewhere: None };
        let others = |today| {
            let duty = circle.my_duties(today).into_iter().find(|duty| duty.what == GIVE_UPDATE).unwrap();
            others_asked(&circle, &duty, today)
        };
        assert_eq!(others(day(12, 10)), [PersonId::from_bytes([3; 16])]);
        assert_eq!(others(day(12, 14)), [3, 4].map(|n| PersonId::from_bytes([n; 16])), "who it goes to next, too");
    }

    #[test]
    fn what_is_missing_and_what_is_late_wait_in_one_list_by_their_days() {
        let child = begun(1, pupil::KIND, |child| child);
        let first = day(12, 11);
        let rhythm = begun(3, contact_rhythm::KIND, |rhythm| rhythm.set(contact_rhythm::FIRST_DUE, first));
        let both = [&child, &rhythm];
        assert_eq!(waits(Role::KeyContact, &both, day(12, 10)), [GIVE_UPDATE, BOOK_REVIEW]);
        assert_eq!(waits(Role::SeniorLeader, &both, day(12, 13)), [""; 0]);
        assert_eq!(waits(Role::SeniorLeader, &both, day(12, 14)), [GIVE_UPDATE], "three days late, it goes on");
        let booked = begun(4, progress_review::KIND, |review| {
            review.set(progress_review::PERIOD_LAST, day(12, 18)).move_to(progress_review::CLOSED)
        });
        assert_eq!(waits(Role::KeyContact, &[&child, &rhythm, &booked], day(12, 10)), [GIVE_UPDATE]);
    }
}
