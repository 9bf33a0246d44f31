//! What a pupil's page says, worked out from the circle without any view.

use chrono::{Datelike, NaiveDate};
use domain::change::At;
use domain::coverage::{self, Coverage};
use domain::field::{Field, FieldKey, Prose};
use domain::ids::PersonId;
use domain::kinds::{contact_rhythm, episode, medium_term_plan, session};
use domain::record::{Item, Record};
use domain::role::Right;
use domain::value::Moment;

use crate::circle::Circle;
use crate::faces::{self, FACES, Face, Group};
use crate::features::hand_made::{hand_made, stands};
use crate::show;
use crate::text::kinds;
use crate::text::pupil::pupil as words;

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
    let of_kinds =
        FACES.iter().flat_map(|face| circle.of_kind(face.kind).into_iter().map(move |record| (face, record)));
    let of_kinds = of_kinds.flat_map(|(face, record)| {
        let later = face.said_later.map(|at| said_later(face, record, at)).unwrap_or_default();
        one(circle, face, record).into_iter().chain(later)
    });
    let mut news: Vec<News> = of_kinds.collect();
    news.sort_by_key(|news| std::cmp::Reverse((news.record.created.is_pending(), news.at, news.record.id)));
    news
}

/// A record as news of whoever wrote it, where that is what its kind's news is: not of whoever looked at it, moved it on
/// or answered since.
fn one(circle: &Circle, face: &Face, record: &Record) -> Option<News> {
    let (author, moved) = (author(circle, record), record.moved.unwrap_or(record.created));
    let said = match face.news {
        faces::News::None => return None,
        faces::News::Moved => None,
        faces::News::Written { said } => said,
    };
    let own = author == moved.by || face.news == faces::News::Moved;
    let at = if own { moved.at } else { record.created.at };
    let (what, text) = (what(circle, record, said), text(circle, record, said));
    Some(News { who: author, at, what, text, record: record.clone() })
}

/// What stands under a heading of the page about the child: what still counts first, then the latest.
pub(super) fn under(circle: &Circle, group: Group) -> Vec<(&'static Face, &Record)> {
    let faces = FACES.iter().filter(|face| face.group == Some(group));
    let mut found: Vec<_> =
        faces.flat_map(|face| circle.of_kind(face.kind).into_iter().map(move |record| (face, record))).collect();
    found.sort_by_key(|(_, record)| {
        let state = record.kind.spec().and_then(|spec| spec.state(record.state));
        (state.is_some_and(|state| state.settled), std::cmp::Reverse((record.created.turn(), record.id)))
    });
    found
}

/// Who wrote a record. What somebody only asked for is theirs until another takes it up (access, "R, ask").
fn author(circle: &Circle, record: &Record) -> PersonId {
    let made = record.created.by;
    let asked =
        circle.role_of(made).zip(record.kind.spec()).is_some_and(|(role, spec)| spec.right_of(role) == Right::Ask);
    record.moved.map(|stamp| stamp.by).filter(|_| asked).unwrap_or(made)
}

/// What was said in a record later: what the school answered to a session (A20), what both sides told each other (A15).
fn said_later(face: &Face, record: &Record, (list, words): (FieldKey, FieldKey)) -> Vec<News> {
    let what = match face.news {
        faces::News::None => show::called(record),
        _ => (self::words().reply_about)(&show::called(record)),
    };
    let said = |item: &Item| News {
        who: item.added.by,
        at: item.added.at,
        what: what.clone(),
        text: item.text(Field::<Prose>::new(words.0)).to_owned(),
        record: record.clone(),
    };
    record.items_by_key(list).into_iter().map(said).filter(|news| !news.text.is_empty()).collect()
}

/// What it is, with its name where its author's words are not that already; and who else has changed what it says, where
/// somebody has.
fn what(circle: &Circle, record: &Record, said: Option<FieldKey>) -> String {
    let title = said.map(|field| (record.title(), words_in(record, field)));
    let title = title.filter(|(title, said)| title != said).map(|(title, _)| title);
    let more = hand_made(record.kind).more.and_then(|more| more(record));
    let parts = [Some(kinds::kind(record.kind).to_owned()), title, more];
    let name = parts.into_iter().flatten().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ");
    let writer = said.and_then(|field| record.writer(At::field(field)));
    let changed = writer.filter(|writer| *writer != record.created.by);
    let changed = changed.map(|writer| (words().changed_by)(&show::name(circle, writer)));
    std::iter::once(name).chain(changed).collect::<Vec<_>>().join(" · ")
}

fn words_in(record: &Record, field: FieldKey) -> &str {
    record.text(Field::<Prose>::new(field.0))
}

/// The words of a record that say most: its author's, else its title and where it stands, by whom where that was somebody
/// else.
fn text(circle: &Circle, record: &Record, said: Option<FieldKey>) -> String {
    let spoken = said.map(|field| words_in(record, field)).filter(|words| !words.trim().is_empty());
    if let Some(spoken) = spoken {
        return spoken.to_owned();
    }
    let state = stands(circle, record);
    // What its author says stands apart from its name.
    let title = if said.is_some() { String::new() } else { record.title() };
    let by = record.moved.map(|stamp| stamp.by).filter(|mover| *mover != author(circle, record));
    let by = by.map(|mover| show::name(circle, mover)).filter(|name| !name.is_empty());
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
    use domain::compose::{Compose, with};
    use domain::ids::{ChangeId, CircleId, ItemId, RecordId};
    use domain::kind::Kind;
    use domain::kinds::{circle_member, feedback, target, today_note, work};
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
            let view = CircleView::of(CircleId::from_bytes([1; 16]), records);
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

    fn circle_with(records: Vec<Record>) -> Circle {
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
        let view = CircleView::of(CircleId::from_bytes([1; 16]), records);
        Circle { view: Arc::new(view), me: person(DANIEL), role_elsewhere: None }
    }

    fn told(records: Vec<Record>) -> Vec<(PersonId, String, String)> {
        news(&circle_with(records)).into_iter().map(|news| (news.who, news.what, news.text)).collect()
    }

    #[test]
    fn what_is_said_of_a_lesson_stands_apart_from_its_name_and_its_answers_are_their_authors_news() {
        let taught = begun(GRACE, 1, session::KIND, |taught| {
            let taught = taught.set(session::SUBJECT, "Maths".to_owned());
            taught.write(session::WHAT_HAPPENED, "We shared out pizzas.").move_to(session::DONE)
        });
        let answered = then(&taught, HELEN, 500, |taught| {
            taught.add(
                session::REPLIES,
                ItemId::from_bytes([7; 16]),
                vec![with(session::REPLY, Prose("Lovely.".into()))],
            )
        });
        let news: Vec<_> = told(vec![answered]);
        let said = |who, what: &str, text: &str| (person(who), what.to_owned(), text.to_owned());
        assert_eq!(
            news,
            [said(HELEN, "Answer about maths", "Lovely."), said(GRACE, "Session, Maths", "We shared out pizzas.")]
        );
        let made = begun(ZARA, 2, work::KIND, |made| {
            made.set(work::TITLE, "River poster".to_owned()).move_to(work::HANDED_IN)
        });
        assert_eq!(told(vec![made])[0].1, "Work, River poster");
    }

    #[test]
    fn under_a_heading_stands_what_counts_now_before_what_is_over() {
        let stay = |n, on: &str| {
            begun(GRACE, n, episode::KIND, |stay| stay.set(episode::PLACE, on.to_owned()).move_to(episode::ACTIVE))
        };
        let over = then(&stay(2, "Wren"), GRACE, 500, |stay| stay.move_to(episode::ENDED));
        let circle = circle_with(vec![over, stay(1, "Robin"), begun(GRACE, 3, target::KIND, |goal| goal)]);
        let found: Vec<&str> =
            under(&circle, Group::WayBack).into_iter().map(|(_, at)| at.text(episode::PLACE)).collect();
        assert_eq!(found, ["Robin", "Wren"]);
        assert!(Group::ALL.iter().all(|group| under(&circle, *group).iter().all(|(_, at)| at.kind != target::KIND)));
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
