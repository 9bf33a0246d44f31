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
    let closed = (of.state == review::CLOSED).then(|| of.moved.map_or(i64::MAX, |moved| moved.at.0));
    let shows = |record: &&Record| {
        let own = record.get(action::FROM_REVIEW) == Some(of.id);
        let of_its_time = closed.is_none_or(|closed| record.created.at.0 <= closed);
        let done_since = || {
            let day =
                record.get(action::DONE_ON).unwrap_or_else(|| london_day(record.moved.unwrap_or(record.created).at));
            of.get(review::PERIOD_FIRST).is_some_and(|first| day >= first)
        };
        match record.state {
            action::OPEN => own || of_its_time,
            action::DONE => own || (of_its_time && done_since()),
            _ => false,
        }
    };
    let mut todos: Vec<Todo> = records
        .into_iter()
        .filter(|record| record.kind == action::KIND && !record.removed)
        .filter(shows)
        .map(|record| Todo {
            done: record.state == action::DONE,
            carried: record.get(action::FROM_REVIEW).is_some_and(|from| from != of.id),
            record: record.clone(),
        })
        .collect();
    let due = |todo: &Todo| todo.record.get(action::DUE).unwrap_or(NaiveDate::MAX);
    todos.sort_by_key(|todo| (todo.carried, due(todo), todo.record.created.at, todo.record.id));
    todos
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
}
