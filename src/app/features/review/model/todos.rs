//! The actions that a review shows: its own, and those from before that go on until they are closed (A37).

use chrono::NaiveDate;
use domain::calendar::london_day;
use domain::kinds::{action, progress_review as review};
use domain::record::Record;

/// One action.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Todo {
    pub(crate) record: Record,
    pub(crate) done: bool,
    /// It comes from an earlier review.
    pub(crate) carried: bool,
}

/// The actions of a review, the soonest first: carried ones last, as they were said before.
pub(crate) fn todos<'a>(records: impl IntoIterator<Item = &'a Record>, of: &Record) -> Vec<Todo> {
    let records: Vec<&Record> = records.into_iter().collect();
    let from = |record: &Record| {
        let review = record.get(action::FROM_REVIEW)?;
        records.iter().copied().find(|found| found.id == review)
    };
    let closed = of.moved.filter(|_| of.state == review::CLOSED);
    let shows = |record: &&Record| {
        let own = record.get(action::FROM_REVIEW) == Some(of.id);
        let of_its_time = closed.is_none_or(|closed| record.created.turn() <= closed.turn());
        let done_since = || {
            let day =
                record.get(action::DONE_ON).unwrap_or_else(|| london_day(record.moved.unwrap_or(record.created).at));
            of.get(review::PERIOD_FIRST).is_some_and(|first| day >= first)
        };
        let before = || from(record).is_none_or(|review| is_earlier(review, of));
        match record.state {
            action::OPEN => own || (of_its_time && before()),
            action::DONE => own || (of_its_time && before() && done_since()),
            _ => false,
        }
    };
    let mut todos: Vec<Todo> = records
        .iter()
        .copied()
        .filter(|record| record.kind == action::KIND && !record.removed)
        .filter(shows)
        .map(|record| Todo {
            done: record.state == action::DONE,
            carried: record.get(action::FROM_REVIEW).is_some_and(|from| from != of.id),
            record: record.clone(),
        })
        .collect();
    let due = |todo: &Todo| todo.record.get(action::DUE).unwrap_or(NaiveDate::MAX);
    todos.sort_by_key(|todo| (todo.carried, due(todo), todo.record.created.turn(), todo.record.id));
    todos
}

/// Whether a review is of an earlier half term than another: what was agreed in a later one does not come from before.
fn is_earlier(review: &Record, than: &Record) -> bool {
    let place = |of: &Record| (of.get(review::PERIOD_FIRST), of.get(review::WHEN), of.created.at, of.id);
    place(review) < place(than)
}

#[cfg(test)]
mod tests {
    use super::super::testing::{begun, changed, day, id, review as begin};
    use super::*;

    fn said(number: u8, from: u8, month: u32, on: u32) -> Record {
        begun(number, action::KIND, day(month, on), |compose| {
            compose.set(action::WHAT, format!("Action {number}")).set(action::FROM_REVIEW, id(from))
        })
    }

    #[test]
    fn open_actions_of_the_last_review_go_on_and_those_closed_long_ago_do_not() {
        let record = begin(5);
        let done =
            |action: &Record, on| changed(action, on, |compose| compose.set(action::DONE_ON, on).move_to(action::DONE));
        let all = [
            said(10, 4, 10, 20),
            done(&said(11, 4, 10, 20), day(11, 12)),
            done(&said(12, 3, 7, 1), day(9, 12)),
            changed(&said(13, 4, 10, 20), day(11, 3), |compose| compose.move_to(action::DROPPED)),
            said(14, 5, 12, 1),
        ];
        let todos = todos(&all, &record);
        let told: Vec<_> = todos.iter().map(|todo| (todo.record.id, todo.done, todo.carried)).collect();
        assert_eq!(told, [(id(14), false, false), (id(10), false, true), (id(11), true, true)]);
    }

    #[test]
    fn a_closed_review_does_not_take_in_what_was_said_later() {
        let closed = changed(&begin(5), day(12, 10), |compose| compose.move_to(review::CLOSED));
        let all = [said(10, 5, 12, 9), said(11, 6, 12, 12)];
        assert_eq!(todos(&all, &closed).len(), 1);
    }
    #[test]
    fn what_a_later_review_agreed_is_not_from_the_last_one() {
        let of = |number, first: NaiveDate| {
            begun(number, review::KIND, first, |compose| compose.set(review::PERIOD_FIRST, first))
        };
        // Autumn 1 was left open; Autumn 2 is held, and agrees something.
        let (autumn_1, autumn_2) = (of(5, day(9, 2)), of(6, day(11, 2)));
        let agreed = said(10, 6, 12, 1);
        let all = [autumn_1.clone(), autumn_2.clone(), agreed, said(11, 5, 10, 20)];
        let ids = |of: &Record| todos(&all, of).iter().map(|todo| (todo.record.id, todo.carried)).collect::<Vec<_>>();
        assert_eq!(ids(&autumn_1), [(id(11), false)]);
        assert_eq!(ids(&autumn_2), [(id(10), false), (id(11), true)]);
    }
}
