//! What a pupil's page says, worked out from the circle without any view.

use chrono::{Datelike, NaiveDate};
use domain::coverage::{self, Coverage};
use domain::ids::PersonId;
use domain::kind::Kind;
use domain::kinds::{
    contact_rhythm, conversation_note, episode, feedback, medium_term_plan, progress_review, resource_request, session,
    target, today_note, work,
};
use domain::record::{Item, Record};
use domain::value::Moment;

use crate::circle::Circle;
use crate::text::in_touch::in_touch as in_touch_words;
use crate::text::kinds;
use crate::text::pupil::pupil as words;

/// Kinds that are news to the people around a child.
const NEWS: &[Kind] = &[
    today_note::KIND,
    session::KIND,
    work::KIND,
    feedback::KIND,
    resource_request::KIND,
    medium_term_plan::KIND,
    target::KIND,
    progress_review::KIND,
    conversation_note::KIND,
];

/// One piece of news.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct News {
    pub(super) record: Record,
    pub(super) who: PersonId,
    pub(super) at: Moment,
    pub(super) what: String,
    pub(super) text: String,
}

/// What happened lately, the latest first.
pub(super) fn news(circle: &Circle) -> Vec<News> {
    let replies = circle.of_kind(session::KIND).into_iter().flat_map(replies);
    let updates = circle.of_kind(contact_rhythm::KIND).into_iter().flat_map(updates);
    let records = NEWS.iter().flat_map(|kind| circle.of_kind(*kind)).map(one);
    let mut news: Vec<News> = records.chain(replies).chain(updates).collect();
    news.sort_by_key(|news| std::cmp::Reverse((news.at, news.record.id)));
    news
}

fn one(record: &Record) -> News {
    let stamp = record.moved.unwrap_or(record.created);
    News { who: stamp.by, at: stamp.at, what: what(record), text: text(record), record: record.clone() }
}

/// What the school answered to a session (A20).
fn replies(record: &Record) -> Vec<News> {
    let reply = |item: &Item| News {
        who: item.added.by,
        at: item.added.at,
        what: (words().reply_about)(&record.title()),
        text: item.text(session::REPLY).to_owned(),
        record: record.clone(),
    };
    record.items(session::REPLIES).into_iter().map(reply).collect()
}

/// What both sides told each other (A15). That there is nothing new is no news: it stands with the rhythm.
fn updates(record: &Record) -> Vec<News> {
    let update = |item: &Item| News {
        who: item.added.by,
        at: item.added.at,
        what: in_touch_words().title.to_owned(),
        text: item.text(contact_rhythm::TEXT).to_owned(),
        record: record.clone(),
    };
    record.items(contact_rhythm::UPDATES).into_iter().map(update).filter(|news| !news.text.is_empty()).collect()
}

fn what(record: &Record) -> String {
    let Some(spec) = record.kind.spec() else { return String::new() };
    let kind = kinds::kind(spec);
    match session::minutes(record).filter(|_| record.kind == session::KIND) {
        Some(minutes) => format!("{kind}, {}, {minutes} minutes", record.title().to_lowercase()),
        None => kind,
    }
}

/// The words of a record that say most: its own first, else its title and where it stands.
fn text(record: &Record) -> String {
    let spoken = match record.kind {
        today_note::KIND => record.text(today_note::TEXT).to_owned(),
        session::KIND => record.text(session::WHAT_HAPPENED).to_owned(),
        feedback::KIND => record.text(feedback::STRENGTH).to_owned(),
        work::KIND => [record.title(), record.text(work::COMMENT).to_owned()]
            .into_iter()
            .filter(|part| !part.is_empty())
            .collect::<Vec<_>>()
            .join(". "),
        _ => String::new(),
    };
    if !spoken.trim().is_empty() {
        return spoken;
    }
    let state = record.kind.spec().map(|spec| kinds::state(spec, record.state)).unwrap_or_default();
    let title = record.title();
    if title.is_empty() { state } else { format!("{title} · {}", state.to_lowercase()) }
}

/// How old somebody is on a day.
pub(super) fn age(born: NaiveDate, today: NaiveDate) -> i32 {
    let had_birthday = (today.month(), today.day()) >= (born.month(), born.day());
    today.year() - born.year() - i32::from(!had_birthday)
}

/// The stay that goes on now, or else the last one.
pub(super) fn current_episode(circle: &Circle) -> Option<&Record> {
    let episodes = circle.of_kind(episode::KIND);
    let going_on = |record: &&&Record| record.state != episode::ENDED && record.state != episode::DECLINED;
    episodes.iter().find(going_on).or(episodes.first()).copied()
}

/// The next day on which the home school is due to be in touch; a day that has passed while nothing came stays.
pub(super) fn next_contact(circle: &Circle, today: NaiveDate) -> Option<NaiveDate> {
    let rhythm = circle.of_kind(contact_rhythm::KIND);
    let updates = rhythm.iter().map(|rhythm| contact_rhythm::next_due(rhythm, contact_rhythm::SCHOOL));
    let sessions = circle.of_kind(session::KIND);
    let planned = sessions
        .iter()
        .filter(|session| session.state == session::PLANNED)
        .filter_map(|session| session.get(session::DATE))
        .filter(|day| *day >= today);
    updates.chain(planned).min()
}

/// A plan that is in use, with how far each of its rows has come.
pub(crate) fn plans_with_coverage(circle: &Circle) -> Vec<(Record, Vec<Coverage>)> {
    let sessions = circle.of_kind(session::KIND);
    let mut plans = circle.of_kind(medium_term_plan::KIND);
    plans.retain(|plan| plan.state == medium_term_plan::SHARED || plan.state == medium_term_plan::DRAFT);
    plans.sort_by_key(|plan| plan.title().to_lowercase());
    plans
        .into_iter()
        .map(|plan| {
            let cells = coverage::coverage(plan, sessions.iter().copied());
            (plan.clone(), cells.into_iter().map(|(_, coverage)| coverage).collect())
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_child_is_a_year_older_from_their_birthday_on() {
        let born = NaiveDate::from_ymd_opt(2017, 2, 3).unwrap();
        let day = |m, d| NaiveDate::from_ymd_opt(2026, m, d).unwrap();
        assert_eq!(age(born, day(2, 2)), 8);
        assert_eq!(age(born, day(2, 3)), 9);
    }
}
