//! What a pupil's page says, worked out from the circle without any view.

use chrono::{Datelike, NaiveDate};
use domain::change::At;
use domain::coverage::{self, Coverage};
use domain::field::FieldKey;
use domain::ids::PersonId;
use domain::kind::Kind;
use domain::kinds::{
    contact_rhythm, conversation_note, episode, feedback, medium_term_plan, progress_review, resource_request, session,
    target, today_note, work,
};
use domain::record::{Item, Record};
use domain::role::Right;
use domain::value::Moment;

use crate::circle::Circle;
use crate::text::in_touch::in_touch as in_touch_words;
use crate::text::kinds;
use crate::text::pupil::pupil as words;
use crate::text::session::session as session_words;

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
    let records = NEWS.iter().flat_map(|kind| circle.of_kind(*kind)).map(|record| one(circle, record));
    let mut news: Vec<News> = records.chain(replies).chain(updates).collect();
    news.sort_by_key(|news| std::cmp::Reverse((news.record.created.is_pending(), news.at, news.record.id)));
    news
}

/// Kinds whose news is what somebody said in them; of the others it is where they stand.
const SAID: &[Kind] = &[today_note::KIND, session::KIND, work::KIND, feedback::KIND, conversation_note::KIND];

/// A record as news of whoever wrote it: not of whoever looked at it, moved it on or answered since.
fn one(circle: &Circle, record: &Record) -> News {
    let (author, moved) = (author(circle, record), record.moved.unwrap_or(record.created));
    let own = author == moved.by || !SAID.contains(&record.kind);
    let at = if own { moved.at } else { record.created.at };
    News { who: author, at, what: what(circle, record), text: text(circle, record), record: record.clone() }
}

/// Who wrote a record. What somebody only asked for is theirs until another takes it up (access, "R, ask").
fn author(circle: &Circle, record: &Record) -> PersonId {
    let made = record.created.by;
    let asked =
        circle.role_of(made).zip(record.kind.spec()).is_some_and(|(role, spec)| spec.right_of(role) == Right::Ask);
    record.moved.map(|stamp| stamp.by).filter(|_| asked).unwrap_or(made)
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

/// What it is; and who else has changed what it says, where somebody has.
fn what(circle: &Circle, record: &Record) -> String {
    let said = said_in(record.kind).and_then(|field| record.writer(At::field(field)));
    let changed = said.filter(|writer| *writer != record.created.by);
    let changed = changed.map(|writer| (words().changed_by)(&crate::show::name(circle, writer)));
    std::iter::once(kind_of(record)).chain(changed).collect::<Vec<_>>().join(" · ")
}

fn kind_of(record: &Record) -> String {
    let kind = kinds::kind(record.kind).to_owned();
    match session::minutes(record).filter(|_| record.kind == session::KIND) {
        Some(minutes) => {
            let parts = [kind, record.title(), (session_words().lasted)(minutes)];
            parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ")
        }
        None => kind,
    }
}

/// The field in which a kind's author says what it is about.
fn said_in(kind: Kind) -> Option<FieldKey> {
    match kind {
        today_note::KIND => Some(today_note::TEXT.key),
        session::KIND => Some(session::WHAT_HAPPENED.key),
        feedback::KIND => Some(feedback::STRENGTH.key),
        work::KIND => Some(work::COMMENT.key),
        _ => None,
    }
}

/// The words of a record that say most: its own first, else its title and where it stands, by whom where that was
/// somebody else.
fn text(circle: &Circle, record: &Record) -> String {
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
    let state = crate::show::stands(circle, record);
    let title = record.title();
    let by = record.moved.map(|stamp| stamp.by).filter(|mover| *mover != author(circle, record));
    let by = by.map(|mover| crate::show::name(circle, mover)).filter(|name| !name.is_empty());
    let state = by.map_or(state.clone(), |name| (words().state_by)(&state, &name));
    if title.is_empty() { state } else { format!("{title} · {}", lower_first(&state)) }
}

/// With a small first letter: names after it keep theirs.
fn lower_first(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map(|first| first.to_lowercase().chain(letters).collect()).unwrap_or_default()
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

/// The next day on which one of the two sides is due to be in touch; a day that has passed while nothing came stays. From
/// the rhythm alone, which everybody who sees the two sides reads: a lesson that not everybody knows of would give each
/// their own day.
pub(super) fn next_contact(circle: &Circle) -> Option<NaiveDate> {
    let rhythms = circle.of_kind(contact_rhythm::KIND);
    let active = rhythms.into_iter().filter(|rhythm| rhythm.state == contact_rhythm::ACTIVE);
    let sides = [contact_rhythm::HOSPITAL, contact_rhythm::SCHOOL];
    active.flat_map(|rhythm| sides.map(|side| contact_rhythm::next_due(rhythm, side))).min()
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
    use domain::compose::Compose;
    use domain::ids::{ChangeId, CircleId, RecordId};
    use domain::kinds::circle_member;
    use domain::merge::apply;
    use domain::role::Role;
    use domain::scope::Revision;
    use std::sync::Arc;
    use sync::device::CircleView;

    #[test]
    fn a_child_is_a_year_older_from_their_birthday_on() {
        let born = NaiveDate::from_ymd_opt(2017, 2, 3).unwrap();
        let day = |m, d| NaiveDate::from_ymd_opt(2026, m, d).unwrap();
        assert_eq!(age(born, day(2, 2)), 8);
        assert_eq!(age(born, day(2, 3)), 9);
    }

    #[test]
    fn the_next_contact_is_the_same_for_everybody() {
        let day = |d| NaiveDate::from_ymd_opt(2026, 12, d).unwrap();
        let rhythm = begun(GRACE, 1, contact_rhythm::KIND, |it| it.set(contact_rhythm::FIRST_DUE, day(11)));
        let lesson = begun(GRACE, 2, session::KIND, |it| it.set(session::DATE, day(9)));
        let next = |records: &[&Record]| {
            let records = records.iter().map(|record| (record.id, (*record).clone())).collect();
            let view = CircleView {
                circle: CircleId::from_bytes([1; 16]),
                records,
                waiting: Default::default(),
                unread: Default::default(),
            };
            next_contact(&Circle { view: Arc::new(view), me: person(GRACE), role_elsewhere: None })
        };
        assert_eq!(next(&[&rhythm]), Some(day(11)));
        assert_eq!(next(&[&rhythm, &lesson]), Some(day(11)), "whoever sees a lesson sees no other day");
        assert_eq!(next(&[&lesson]), None);
        let ended = Record { state: contact_rhythm::ENDED, ..rhythm };
        assert_eq!(next(&[&ended]), None);
    }

    const HELEN: u8 = 2;
    const DANIEL: u8 = 3;
    const GRACE: u8 = 4;
    const ZARA: u8 = 9;

    fn person(n: u8) -> PersonId {
        PersonId::from_bytes([n; 16])
    }

    fn begun(by: u8, n: u8, kind: Kind, fill: impl FnOnce(Compose<'static>) -> Compose<'static>) -> Record {
        let (circle, id) = (CircleId::from_bytes([1; 16]), RecordId::from_bytes([n; 16]));
        let begin = Compose::begin(ChangeId::from_bytes([n; 16]), Moment(i64::from(n)), kind, circle, id);
        apply(None, &fill(begin).done(), person(by), Revision(1)).unwrap().record
    }

    fn then(record: &Record, by: u8, at: i64, fill: impl for<'a> FnOnce(Compose<'a>) -> Compose<'a>) -> Record {
        let change = fill(Compose::on(ChangeId::from_bytes([200; 16]), Moment(at), record)).done();
        apply(Some(record), &change, person(by), Revision(2)).unwrap().record
    }

    fn told(records: Vec<Record>) -> Vec<(PersonId, String, String)> {
        let member = |(n, name, role): (u8, &str, Role)| {
            begun(GRACE, 100 + n, circle_member::KIND, |record| {
                let record = record.set(circle_member::PERSON, person(n)).set(circle_member::NAME, name.to_owned());
                record.set(circle_member::ROLE, circle_member::role_choice(role)).move_to(circle_member::ACTIVE)
            })
        };
        let people = [
            (HELEN, "Helen Whitcombe", Role::ClassTeacher),
            (DANIEL, "Daniel Osei", Role::KeyContact),
            (GRACE, "Grace Adeyemi", Role::HospitalTeacher),
            (ZARA, "Zara Malik", Role::Pupil),
        ];
        let records = records.into_iter().chain(people.map(member)).map(|record| (record.id, record)).collect();
        let view = CircleView {
            circle: CircleId::from_bytes([1; 16]),
            records,
            waiting: Default::default(),
            unread: Default::default(),
        };
        let circle = Circle { view: Arc::new(view), me: person(DANIEL), role_elsewhere: None };
        news(&circle).into_iter().map(|news| (news.who, news.what, news.text)).collect()
    }

    #[test]
    fn news_is_of_whoever_wrote_it_and_says_so_where_another_changed_it() {
        let said = begun(HELEN, 1, feedback::KIND, |said| {
            said.write(feedback::STRENGTH, "Your labels are right.").move_to(feedback::RELEASED)
        });
        let read = then(&said, ZARA, 500, |said| said.move_to(feedback::READ));
        let made = begun(ZARA, 2, work::KIND, |made| {
            made.write(work::COMMENT, "The meander was hard.").move_to(work::HANDED_IN)
        });
        let seen = then(&made, HELEN, 600, |made| made.move_to(work::SEEN));
        let news = told(vec![read, seen]);
        assert_eq!(news.iter().map(|(who, ..)| *who).collect::<Vec<_>>(), [person(ZARA), person(HELEN)]);
        assert!(news.iter().all(|(_, what, _)| !what.contains("changed by")), "{news:?}");
        let note = begun(ZARA, 3, today_note::KIND, |note| note.write(today_note::TEXT, "Tired."));
        let note = then(&note, GRACE, 700, |note| note.write(today_note::TEXT, "Tired. Short bursts."));
        let (who, what, _) = told(vec![note]).remove(0);
        assert_eq!(who, person(ZARA));
        assert!(what.ends_with("changed by Grace Adeyemi"), "{what}");
    }

    #[test]
    fn where_a_record_stands_is_said_with_who_moved_it_there() {
        let goal = begun(GRACE, 1, target::KIND, |goal| goal.set(target::WORDING, "Read a page".to_owned()));
        let active = then(&goal, HELEN, 500, |goal| goal.move_to(target::ACTIVE));
        assert_eq!(told(vec![active])[0].0, person(GRACE));
        let asked = begun(GRACE, 2, medium_term_plan::KIND, |plan| {
            plan.set(medium_term_plan::SUBJECT, "Maths".to_owned()).move_to(medium_term_plan::REQUESTED)
        });
        assert_eq!(told(vec![asked.clone()])[0].0, person(GRACE), "who asked for it");
        let shared = then(&asked, HELEN, 500, |plan| plan.move_to(medium_term_plan::SHARED));
        assert_eq!(told(vec![shared])[0].0, person(HELEN), "whose it is since she took it up");
    }
}
