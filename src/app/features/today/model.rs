//! What Today shows, worked out from circles without any view.

use chrono::NaiveDate;
use domain::duty::Duty;
use domain::ids::{CircleId, PersonId};
use domain::kinds::{circle_member, session, today_note};
use domain::order::sort_by_key;
use domain::record::Record;
use domain::value::Moment;

use crate::circle::Circle;

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

/// Pupils in the order in which they are seen today; those without a time after them, by name.
pub(crate) fn in_order(mut circles: Vec<Circle>, today: NaiveDate) -> Vec<Circle> {
    circles.retain(Circle::has_name);
    sort_by_key(&mut circles, |circle| {
        let at = planned_today(circle, today).and_then(|planned| planned.get(session::STARTED));
        (at.map_or(i64::MAX, |moment| moment.0), circle.name().to_lowercase())
    });
    circles
}
