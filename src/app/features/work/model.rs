//! What the pages about work show, worked out from circles without any view.

use chrono::NaiveDate;
use domain::access::Action;
use domain::file::{FileFact, FileHash};
use domain::ids::{PersonId, RecordId};
use domain::kinds::{feedback, work};
use domain::record::{Item, Record, Stamp};
use domain::role::Role;
use domain::value::Moment;

use crate::circle::Circle;

/// Where in the one inbox a piece of work stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Place {
    /// I can give feedback on it.
    WaitsForFeedback,
    /// Feedback that I have not read.
    FeedbackToRead,
    /// On its way through school.
    HandedIn,
    /// Done with.
    Before,
}

/// One piece of work in the inbox.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Line {
    pub(crate) circle: Circle,
    pub(crate) work: Record,
    pub(crate) place: Place,
}

/// Everything handed in, in every circle: what waits first, and what waits longest on top of that; the rest latest
/// first.
pub(crate) fn inbox(circles: &[Circle], today: NaiveDate) -> Vec<Line> {
    let lines = circles.iter().flat_map(|circle| {
        let shown = circle.of_kind(work::KIND).into_iter().filter(|record| is_listed(record));
        shown.map(|record| Line { circle: circle.clone(), work: record.clone(), place: place(circle, record, today) })
    });
    let mut lines: Vec<Line> = lines.collect();
    let turn = |line: &Line| handed_in(&line.work).turn();
    lines.sort_by(|one, other| {
        let by_time = turn(one).cmp(&turn(other));
        let by_time = if one.place == Place::WaitsForFeedback { by_time } else { by_time.reverse() };
        one.place.cmp(&other.place).then(by_time)
    });
    lines
}

/// Drafts stand on the list of drafts; what was taken back is its maker's.
fn is_listed(record: &Record) -> bool {
    !matches!(record.state, work::DRAFT | work::WITHDRAWN)
}

fn place(circle: &Circle, record: &Record, today: NaiveDate) -> Place {
    // What the child has not read stays new for the child, whoever else has opened it.
    let is_new = || match circle.role() {
        Some(Role::Pupil) => true,
        Some(Role::Parent) => released(circle, record.id, today)
            .is_none_or(|said| feedback::opened_by(said).iter().all(|(person, _)| *person != circle.me)),
        _ => false,
    };
    match record.state {
        work::HANDED_IN | work::SEEN if gives_feedback(circle, record, today) => Place::WaitsForFeedback,
        work::FEEDBACK_GIVEN if is_new() => Place::FeedbackToRead,
        work::HANDED_IN | work::SEEN => Place::HandedIn,
        _ => Place::Before,
    }
}

/// Whether I can give feedback on this work: by role, and not on my own.
pub(crate) fn gives_feedback(circle: &Circle, record: &Record, today: NaiveDate) -> bool {
    let to = work::FEEDBACK_GIVEN;
    let may_move = circle.may(Action::Move { from: record.state, to }, record, today);
    let teaches = matches!(circle.role(), Some(Role::ClassTeacher | Role::TeachingAssistant));
    circle.may_begin(feedback::KIND) && may_move && teaches
}

/// Whether I hand in work for this child: the child, a parent or the hospital teacher.
pub(crate) fn may_hand_in(circle: &Circle) -> bool {
    circle.role().is_some_and(|role| work::SPEC.may_move(role, work::DRAFT, work::HANDED_IN))
}

/// When it was handed in, as far as can be told: when it was made, for what a child made before.
pub(crate) fn handed_in_at(record: &Record) -> Moment {
    handed_in(record).at
}

fn handed_in(record: &Record) -> Stamp {
    if record.state == work::HANDED_IN { record.moved.unwrap_or(record.created) } else { record.created }
}

/// The pages that are pictures, in order.
pub(crate) fn pictures(record: &Record) -> Vec<Page> {
    pages(record).into_iter().filter(|page| page.file.media.starts_with("image/")).collect()
}

/// A page of work.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Page {
    pub(crate) file: FileFact,
    /// Quarter turns to the right.
    pub(crate) turn: u8,
    pub(crate) caption: String,
}

/// Every page, in order.
pub(crate) fn pages(record: &Record) -> Vec<Page> {
    let page = |item: &Item| {
        let turn = item.get(work::TURN).map_or(0, |turn| turn.0 % 4);
        Some(Page { file: item.get(work::FILE)?, turn, caption: item.text(work::CAPTION).to_owned() })
    };
    record.items(work::PAGES).into_iter().filter_map(page).collect()
}

/// How many files of a record are not on the server yet.
pub(crate) fn files_left(record: &Record, waiting: &[FileHash]) -> usize {
    record.files().iter().filter(|file| waiting.contains(&file.hash)).count()
}

/// The feedback on a piece of work that I may see, latest first; drafts only where I write them.
pub(crate) fn feedback_on(circle: &Circle, of: RecordId, today: NaiveDate) -> Vec<&Record> {
    let mut found = circle.of_kind(feedback::KIND);
    found.retain(|record| record.get(feedback::WORK) == Some(of) && circle.may(Action::Read, record, today));
    found
}

/// The feedback that everyone sees.
pub(crate) fn released(circle: &Circle, of: RecordId, today: NaiveDate) -> Option<&Record> {
    let mut found = feedback_on(circle, of, today).into_iter();
    found.find(|record| matches!(record.state, feedback::RELEASED | feedback::READ))
}

/// Whether opening it now makes it "seen": only by a teacher at school, and only once.
pub(crate) fn becomes_seen(circle: &Circle, record: &Record, today: NaiveDate) -> bool {
    record.state == work::HANDED_IN && circle.may(Action::Move { from: work::HANDED_IN, to: work::SEEN }, record, today)
}

/// Whether it can be taken back.
pub(crate) fn may_withdraw(circle: &Circle, record: &Record, today: NaiveDate) -> bool {
    circle.may(Action::Move { from: record.state, to: work::WITHDRAWN }, record, today)
        && (record.created.by == circle.me || circle.may(Action::Edit, record, today))
}

/// Whether it can be marked as used in a lesson.
pub(crate) fn may_use(circle: &Circle, record: &Record, today: NaiveDate) -> bool {
    circle.may(Action::Move { from: record.state, to: work::USED_IN_LESSON }, record, today)
}

/// The people with one of these roles, in the order in which they came.
pub(crate) fn people(circle: &Circle, roles: &[Role]) -> Vec<PersonId> {
    use domain::kinds::circle_member as member;
    let with_role =
        circle.members().into_iter().filter(|record| member::role(record).is_some_and(|role| roles.contains(&role)));
    with_role.filter_map(|record| record.get(member::PERSON)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::compose::{Compose, with};
    use domain::ids::{ChangeId, CircleId, ItemId};
    use domain::kinds::circle_member;
    use domain::merge;
    use domain::scope::Revision;
    use std::collections::BTreeMap;
    use std::sync::Arc;
    use sync::device::CircleView;

    const CHILD: u8 = 40;
    const TEACHER: u8 = 41;
    const CIRCLE: [u8; 16] = [2; 16];

    fn person(byte: u8) -> PersonId {
        PersonId::from_bytes([byte; 16])
    }

    fn begin(kind: domain::kind::Kind, byte: u8, at: i64) -> Compose<'static> {
        let (circle, record) = (CircleId::from_bytes(CIRCLE), RecordId::from_bytes([byte; 16]));
        Compose::begin(ChangeId::from_bytes([byte; 16]), Moment(at), kind, circle, record)
    }

    fn applied(compose: Compose<'_>, by: u8) -> Record {
        merge::apply(None, &compose.done(), person(by), Revision::default()).unwrap().record
    }

    fn member(byte: u8, role: Role) -> Record {
        let compose = begin(circle_member::KIND, byte, 0)
            .set(circle_member::PERSON, person(byte))
            .set(circle_member::NAME, format!("Person {byte}"))
            .set(circle_member::ROLE, circle_member::role_choice(role))
            .move_to(circle_member::ACTIVE);
        applied(compose, TEACHER)
    }

    fn work_of(byte: u8, at: i64, states: &[domain::kind::StateKey]) -> Record {
        let begun = begin(work::KIND, byte, at).set(work::TITLE, format!("Work {byte}"));
        let compose = states.iter().fold(begun, |compose, state| compose.move_to(*state));
        applied(compose, CHILD)
    }

    fn seen_by(me: u8, records: Vec<Record>) -> Circle {
        let people = [member(CHILD, Role::Pupil), member(TEACHER, Role::ClassTeacher), member(42, Role::KeyContact)];
        let records: BTreeMap<RecordId, Record> =
            records.into_iter().chain(people).map(|record| (record.id, record)).collect();
        let view = CircleView::of(CircleId::from_bytes(CIRCLE), records);
        Circle { view: Arc::new(view), me: person(me), role_elsewhere: None }
    }

    fn day() -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 11, 12).unwrap()
    }

    fn titles(circle: Circle) -> Vec<(Place, String)> {
        inbox(&[circle], day()).into_iter().map(|line| (line.place, line.work.title())).collect()
    }

    fn all() -> Vec<Record> {
        vec![
            work_of(1, 1, &[work::HANDED_IN]),
            work_of(2, 2, &[work::HANDED_IN, work::SEEN, work::FEEDBACK_GIVEN]),
            work_of(3, 3, &[work::HANDED_IN, work::SEEN]),
            work_of(4, 4, &[]),
            work_of(5, 5, &[work::NOT_TODAY]),
        ]
    }

    #[test]
    fn a_teacher_sees_what_waits_longest_first() {
        let titles = titles(seen_by(TEACHER, all()));
        let said: Vec<_> = titles.iter().map(|(place, title)| (*place, title.as_str())).collect();
        assert_eq!(
            said,
            [
                (Place::WaitsForFeedback, "Work 1"),
                (Place::WaitsForFeedback, "Work 3"),
                (Place::Before, "Work 5"),
                (Place::Before, "Work 2"),
            ]
        );
    }

    #[test]
    fn a_child_sees_new_feedback_first() {
        let titles = titles(seen_by(CHILD, all()));
        let said: Vec<_> = titles.iter().map(|(place, title)| (*place, title.as_str())).collect();
        assert_eq!(
            said,
            [
                (Place::FeedbackToRead, "Work 2"),
                (Place::HandedIn, "Work 3"),
                (Place::HandedIn, "Work 1"),
                (Place::Before, "Work 5"),
            ]
        );
    }

    #[test]
    fn only_a_teacher_at_school_makes_it_seen_and_only_once() {
        let (fresh, seen) = (work_of(1, 1, &[work::HANDED_IN]), work_of(3, 3, &[work::HANDED_IN, work::SEEN]));
        assert!(becomes_seen(&seen_by(TEACHER, vec![]), &fresh, day()));
        assert!(!becomes_seen(&seen_by(TEACHER, vec![]), &seen, day()));
        assert!(!becomes_seen(&seen_by(42, vec![]), &fresh, day()));
        assert!(!becomes_seen(&seen_by(CHILD, vec![]), &fresh, day()));
    }

    #[test]
    fn the_child_can_take_work_back_and_the_teacher_cannot() {
        let fresh = work_of(1, 1, &[work::HANDED_IN]);
        assert!(may_withdraw(&seen_by(CHILD, vec![]), &fresh, day()));
        assert!(!may_withdraw(&seen_by(TEACHER, vec![]), &fresh, day()));
        assert!(may_use(&seen_by(TEACHER, vec![]), &fresh, day()));
        assert!(!may_use(&seen_by(CHILD, vec![]), &fresh, day()));
    }

    #[test]
    fn school_does_not_hand_in_for_the_child() {
        assert!(may_hand_in(&seen_by(CHILD, vec![])));
        assert!(!may_hand_in(&seen_by(TEACHER, vec![])));
        assert!(!may_hand_in(&seen_by(42, vec![])));
    }

    #[test]
    fn feedback_shows_to_the_child_only_when_released() {
        let draft = begin(feedback::KIND, 11, 1).set(feedback::WORK, RecordId::from_bytes([1; 16]));
        let draft = applied(draft, TEACHER);
        let of = RecordId::from_bytes([1; 16]);
        assert_eq!(feedback_on(&seen_by(CHILD, vec![draft.clone()]), of, day()).len(), 0);
        assert_eq!(feedback_on(&seen_by(TEACHER, vec![draft.clone()]), of, day()).len(), 1);
        assert!(released(&seen_by(TEACHER, vec![draft.clone()]), of, day()).is_none());
        let shared = Record { state: feedback::RELEASED, ..draft };
        assert!(released(&seen_by(CHILD, vec![shared]), of, day()).is_some());
    }

    #[test]
    fn files_that_wait_are_counted_once_each() {
        let file = |byte: u8| FileFact {
            hash: FileHash([byte; 32]),
            bytes: 1,
            media: "image/jpeg".to_owned(),
            name: String::new(),
            thumbnail: Some(FileHash([byte + 100; 32])),
        };
        let pages = [1, 2].into_iter().fold(begin(work::KIND, 1, 0), |compose, byte| {
            compose.add(work::PAGES, ItemId::from_bytes([byte; 16]), vec![with(work::FILE, file(byte))])
        });
        let record = applied(pages, CHILD);
        assert_eq!(files_left(&record, &[FileHash([2; 32]), FileHash([102; 32]), FileHash([9; 32])]), 1);
        assert_eq!(pictures(&record).len(), 2);
    }
}
