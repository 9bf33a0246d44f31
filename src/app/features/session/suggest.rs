//! What a session could deal with: the school's plans, and of one plan the rows that come next.

use domain::coverage::{Coverage, coverage};
use domain::ids::{ItemId, RecordId};
use domain::kinds::{medium_term_plan as plan, resource_request, session, target};
use domain::record::{Item, Record};

use super::model::SessionForm;
use crate::circle::Circle;

/// A row of a plan, as the session shows it.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct PlanRow {
    pub(crate) plan: RecordId,
    pub(crate) row: ItemId,
    pub(crate) words: String,
    pub(crate) week: String,
    /// What the row says is needed; empty when it says nothing.
    pub(crate) resources: String,
    pub(crate) coverage: Coverage,
}

/// How many rows come up by themselves.
const NEXT: usize = 3;

/// The plans that the school shares, the latest half term first.
pub(crate) fn plans(circle: &Circle) -> Vec<&Record> {
    let mut plans = circle.of_kind(plan::KIND);
    plans.retain(|record| record.state == plan::SHARED && !record.items(plan::ROWS).is_empty());
    plans.sort_by_key(|record| (std::cmp::Reverse(record.get(plan::FIRST_DAY)), record.title()));
    plans
}

/// Every row of a plan, in its order, with how far it has come.
pub(crate) fn rows(circle: &Circle, of: &Record) -> Vec<PlanRow> {
    let coverage = coverage(of, circle.of_kind(session::KIND));
    let items = of.items(plan::ROWS);
    let far = |item: &Item| coverage.iter().find(|(row, _)| *row == item.id).map_or(Coverage::NotYet, |(_, far)| *far);
    items.into_iter().map(|item| plan_row(of.id, item, far(item))).collect()
}

fn plan_row(plan: RecordId, item: &Item, coverage: Coverage) -> PlanRow {
    let first = [plan::ROW_OBJECTIVE, plan::ROW_ACTIVITY, plan::ROW_NOTES];
    let words = first.into_iter().map(|field| item.text(field)).find(|text| !text.trim().is_empty());
    PlanRow {
        plan,
        row: item.id,
        words: words.unwrap_or_default().trim().to_owned(),
        week: item.text(plan::ROW_WEEK).trim().to_owned(),
        resources: item.text(plan::ROW_RESOURCES).trim().to_owned(),
        coverage,
    }
}

/// The rows that come next: the first that are not taught and not left out.
pub(crate) fn next(rows: &[PlanRow]) -> Vec<PlanRow> {
    let open = rows.iter().filter(|row| matches!(row.coverage, Coverage::NotYet | Coverage::Part));
    open.take(NEXT).cloned().collect()
}

/// The rows of a plan that come next.
pub(crate) fn next_rows(circle: &Circle, of: &Record) -> Vec<PlanRow> {
    next(&rows(circle, of))
}

/// The plan that a session is most likely about: what was taught longest ago, and before that what never was.
pub(crate) fn likely_plan(circle: &Circle) -> Option<RecordId> {
    let plans = plans(circle);
    let sessions = circle.of_kind(session::KIND);
    let last_use = |record: &Record| {
        let of_it = sessions.iter().filter(|held| session::rows(held).iter().any(|row| row.plan == record.id));
        of_it.filter_map(|held| held.get(session::STARTED)).max()
    };
    plans.iter().min_by_key(|record| last_use(record)).map(|record| record.id)
}

/// The plan that a session begins with: the one it was started from, else the one of the subject that was planned. Only
/// where no subject was planned, the likely one: rows of another subject are not what the lesson is for.
pub(crate) fn plan_of(circle: &Circle, from: Option<RecordId>, subject: &str) -> Option<RecordId> {
    let plans = plans(circle);
    let asked = plans.iter().find(|plan| Some(plan.id) == from);
    let wanted = subject.trim().to_lowercase();
    let of_subject = || plans.iter().find(|plan| !wanted.is_empty() && self::subject(plan).to_lowercase() == wanted);
    let likely = || likely_plan(circle).filter(|_| wanted.is_empty());
    asked.or_else(of_subject).map(|plan| plan.id).or_else(likely)
}

/// A plan's subject, as the school writes it.
pub(crate) fn subject(plan: &Record) -> String {
    plan.text(plan::SUBJECT).trim().to_owned()
}

/// What stands in the session: the rows that come next of the chosen plan, those picked by hand, and whatever
/// something was said about already.
pub(crate) fn shown(circle: &Circle, form: &SessionForm) -> Vec<PlanRow> {
    let wanted: Vec<(RecordId, ItemId)> =
        form.picked.iter().copied().chain(form.rows.iter().map(|row| (row.plan, row.row))).collect();
    let mut found: Vec<PlanRow> = Vec::new();
    for of in plans(circle) {
        let all = rows(circle, of);
        let next = if form.plan == Some(of.id) { next(&all) } else { Vec::new() };
        let here = |row: &PlanRow| next.iter().any(|next| next.row == row.row) || wanted.contains(&(row.plan, row.row));
        found.extend(all.iter().filter(|row| here(row)).cloned());
    }
    // A row of the plan that was started from comes first: it is what was pressed.
    let is_picked = |row: &PlanRow| form.picked.contains(&(row.plan, row.row));
    found.sort_by_key(|row| (form.plan != Some(row.plan), !is_picked(row)));
    found
}

/// The targets that are being worked on.
pub(crate) fn targets(circle: &Circle) -> Vec<&Record> {
    let mut targets = circle.of_kind(target::KIND);
    targets.retain(|record| matches!(record.state, target::ACTIVE | target::AGREED));
    targets.reverse();
    targets
}

/// The latest request for a row's worksheet that is not settled.
pub(crate) fn open_request(circle: &Circle, plan: RecordId, row: ItemId) -> Option<&Record> {
    let row = row.to_string();
    circle.of_kind(resource_request::KIND).into_iter().find(|request| {
        let open = request.kind.spec().and_then(|spec| spec.state(request.state)).is_some_and(|state| !state.settled);
        open && request.get(resource_request::PLAN) == Some(plan) && request.text(resource_request::ROW) == row
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::compose::{Compose, with};
    use domain::field::{ChoiceOf, Prose};
    use domain::ids::{ChangeId, CircleId, PersonId};
    use domain::merge;
    use domain::scope::Revision;
    use domain::value::Moment;
    use std::collections::BTreeMap;
    use std::sync::Arc;
    use sync::device::CircleView;

    fn item(byte: u8) -> ItemId {
        ItemId::from_bytes([byte; 16])
    }

    fn applied(compose: Compose<'_>) -> Record {
        merge::apply(None, &compose.done(), PersonId::from_bytes([4; 16]), Revision::default()).unwrap().record
    }

    fn begin(kind: domain::kind::Kind, byte: u8) -> Compose<'static> {
        let circle = CircleId::from_bytes([2; 16]);
        Compose::begin(ChangeId::from_bytes([byte; 16]), Moment(0), kind, circle, RecordId::from_bytes([byte; 16]))
    }

    fn a_plan(byte: u8, subject: &str) -> Record {
        let mut compose = begin(plan::KIND, byte).set(plan::SUBJECT, subject.to_owned());
        for number in 1..=5 {
            let objective = with(plan::ROW_OBJECTIVE, Prose(format!("{subject} {number}")));
            compose = compose.add(plan::ROWS, item(number), vec![objective]);
        }
        applied(compose.move_to(plan::SHARED))
    }

    fn a_session(byte: u8, of: &Record, row: u8, far: ChoiceOf, started: i64) -> Record {
        let fields = vec![
            with(session::ROW_PLAN, of.id),
            with(session::ROW_ITEM, item(row).to_string()),
            with(session::ROW_HOW_FAR, far),
        ];
        let compose = begin(session::KIND, byte).set(session::STARTED, Moment(started));
        applied(compose.add(session::ROWS, item(byte), fields).move_to(session::DONE).move_to(session::SHARED))
    }

    fn circle(records: Vec<Record>) -> Circle {
        let records: BTreeMap<RecordId, Record> = records.into_iter().map(|record| (record.id, record)).collect();
        let view = CircleView::of(CircleId::from_bytes([2; 16]), records);
        Circle { view: Arc::new(view), me: PersonId::from_bytes([4; 16]), role_elsewhere: None }
    }

    #[test]
    fn the_next_rows_are_those_not_taught_yet() {
        let maths = a_plan(1, "Maths");
        let held = a_session(11, &maths, 1, session::TAUGHT, 1);
        let half = a_session(12, &maths, 2, session::PART_OF_IT, 2);
        let circle = circle(vec![maths.clone(), held, half]);
        let next = next(&rows(&circle, &maths));
        let words: Vec<_> = next.iter().map(|row| row.words.as_str()).collect();
        assert_eq!(words, ["Maths 2", "Maths 3", "Maths 4"]);
        assert_eq!(next[0].coverage, Coverage::Part);
    }

    #[test]
    fn the_plan_not_taught_for_longest_comes_up() {
        let (maths, english) = (a_plan(1, "Maths"), a_plan(2, "English"));
        let held = a_session(11, &maths, 1, session::TAUGHT, 5);
        let circle_of_two = circle(vec![maths.clone(), english.clone(), held.clone()]);
        assert_eq!(likely_plan(&circle_of_two), Some(english.id));
        let later = a_session(12, &english, 1, session::TAUGHT, 9);
        assert_eq!(likely_plan(&circle(vec![maths.clone(), english, held, later])), Some(maths.id));
        assert_eq!(likely_plan(&circle(vec![])), None);
    }

    #[test]
    fn a_session_begins_with_the_plan_it_was_started_from_whatever_comes_first_in_the_alphabet() {
        let (art, english, maths) = (a_plan(1, "Art"), a_plan(2, "English"), a_plan(3, "Maths"));
        let circle = circle(vec![art.clone(), english.clone(), maths.clone()]);
        assert_eq!(plan_of(&circle, Some(maths.id), ""), Some(maths.id));
        assert_eq!(plan_of(&circle, Some(maths.id), "English"), Some(maths.id), "what was pressed counts most");
        assert_eq!(plan_of(&circle, None, " maths"), Some(maths.id), "and then what was planned");
        assert_eq!(plan_of(&circle, None, "History"), None, "not another subject's rows");
        assert_eq!(plan_of(&circle, None, ""), Some(art.id));
        assert_eq!(plan_of(&circle, Some(RecordId::from_bytes([9; 16])), ""), Some(art.id), "a plan that is not here");
    }

    #[test]
    fn rows_picked_from_another_plan_stand_after_those_that_come_next() {
        let (maths, english) = (a_plan(1, "Maths"), a_plan(2, "English"));
        let circle = circle(vec![maths.clone(), english.clone()]);
        let form = SessionForm { plan: Some(maths.id), picked: vec![(english.id, item(5))], ..SessionForm::default() };
        let words: Vec<_> = shown(&circle, &form).into_iter().map(|row| row.words).collect();
        assert_eq!(words, ["Maths 1", "Maths 2", "Maths 3", "English 5"]);
    }

    #[test]
    fn the_row_that_a_session_was_started_from_comes_first() {
        let maths = a_plan(1, "Maths");
        let circle = circle(vec![maths.clone()]);
        let form = SessionForm { plan: Some(maths.id), picked: vec![(maths.id, item(5))], ..SessionForm::default() };
        let words: Vec<_> = shown(&circle, &form).into_iter().map(|row| row.words).collect();
        assert_eq!(words, ["Maths 5", "Maths 1", "Maths 2", "Maths 3"]);
    }

    #[test]
    fn a_settled_request_is_not_open_any_more() {
        let maths = a_plan(1, "Maths");
        let ask = |byte| {
            begin(resource_request::KIND, byte)
                .set(resource_request::WHAT, "Cards".to_owned())
                .set(resource_request::PLAN, maths.id)
                .set(resource_request::ROW, item(1).to_string())
        };
        let asked = applied(ask(21));
        let got = applied(ask(22).move_to(resource_request::GOT));
        assert!(open_request(&circle(vec![maths.clone(), got.clone()]), maths.id, item(1)).is_none());
        let both = circle(vec![maths.clone(), got, asked.clone()]);
        assert_eq!(open_request(&both, maths.id, item(1)).map(|found| found.id), Some(asked.id));
        assert!(open_request(&both, maths.id, item(2)).is_none());
    }
}
