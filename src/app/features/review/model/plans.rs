//! What closing a review asks the school for: the next half term's plans, pre-filled with what was agreed (A38).

use chrono::NaiveDate;
use domain::calendar::{Calendar, HalfTerm};
use domain::compose::Compose;
use domain::field::Prose;
use domain::kinds::{medium_term_plan as plan, progress_review as review};
use domain::record::Record;

/// One plan to ask for.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct PlanRequest {
    pub(crate) subject: String,
    pub(crate) priorities: String,
    pub(crate) half_term: Option<HalfTerm>,
    pub(crate) class: String,
}

impl PlanRequest {
    /// The request as a record; `compose` begins it.
    pub(crate) fn write<'a>(&self, compose: Compose<'a>) -> Compose<'a> {
        let mut compose = compose
            .set(plan::SUBJECT, cut(&self.subject, 80))
            .set(plan::PRIORITIES, Prose(cut(&self.priorities, 4_000)));
        if let Some(half_term) = &self.half_term {
            compose = compose.set(plan::FIRST_DAY, half_term.first).set(plan::LAST_DAY, half_term.last);
        }
        if !self.class.is_empty() {
            compose = compose.set(plan::CLASS, self.class.clone());
        }
        compose.move_to(plan::REQUESTED)
    }
}

fn cut(text: &str, most: usize) -> String {
    text.chars().take(most).collect()
}

/// What to ask for: every subject with priorities of its own, and every other subject that has a plan in this half term,
/// with what is for all of them. Nothing is asked for twice.
pub(crate) fn plan_requests(
    of: &Record,
    plans: &[&Record],
    calendar: &Calendar,
    all_subjects: &str,
) -> Vec<PlanRequest> {
    let (Some(first), Some(last)) = (of.get(review::PERIOD_FIRST), of.get(review::PERIOD_LAST)) else {
        return Vec::new();
    };
    let next = calendar.half_term_after(last).cloned();
    let plans: Vec<&Record> =
        plans.iter().copied().filter(|record| record.kind == plan::KIND && !record.removed).collect();
    let now: Vec<&Record> = plans.iter().copied().filter(|record| falls_in(record, first, last)).collect();
    let mut asked = review::next_plan_priorities(of);
    asked.retain(|(subject, _)| !subject.is_empty());
    let for_all = review::priorities_for_all(of);
    for record in &now {
        let subject = record.text(plan::SUBJECT).trim().to_owned();
        if !subject.is_empty() && asked.iter().all(|(known, _)| !same(known, &subject)) {
            asked.push((subject, for_all.clone()));
        }
    }
    if asked.is_empty() {
        asked.push((all_subjects.to_owned(), for_all));
    }
    let there = |subject: &str| {
        let next = next.as_ref();
        plans.iter().any(|record| {
            same(record.text(plan::SUBJECT), subject)
                && next.is_some_and(|next| falls_in(record, next.first, next.last))
        })
    };
    let class = |subject: &str| {
        let known = now.iter().find(|record| same(record.text(plan::SUBJECT), subject));
        known.map(|record| record.text(plan::CLASS).to_owned()).unwrap_or_default()
    };
    let fresh = asked.into_iter().filter(|(subject, _)| !there(subject));
    fresh
        .map(|(subject, priorities)| PlanRequest {
            class: class(&subject),
            half_term: next.clone(),
            subject,
            priorities,
        })
        .collect()
}

fn same(a: &str, b: &str) -> bool {
    a.trim().to_lowercase() == b.trim().to_lowercase()
}

fn falls_in(record: &Record, first: NaiveDate, last: NaiveDate) -> bool {
    record.get(plan::FIRST_DAY).is_some_and(|day| day >= first && day <= last)
}

#[cfg(test)]
mod tests {
    use domain::school_years::Nation;

    use super::super::testing::{begun, changed, day, review as begin};
    use super::*;
    use domain::check::problems_of;
    use domain::compose::with;
    use domain::ids::{ChangeId, CircleId, ItemId, RecordId};
    use domain::value::Moment;

    fn agreed(priorities: &[(&str, &str)]) -> Record {
        changed(&begin(5), day(12, 10), |compose| {
            priorities.iter().enumerate().fold(compose, |compose, (at, (subject, text))| {
                let item = ItemId::from_bytes([u8::try_from(at).unwrap() + 1; 16]);
                let fields = vec![
                    with(review::PRIORITY_SUBJECT, (*subject).to_owned()),
                    with(review::PRIORITY, Prose((*text).to_owned())),
                ];
                compose.add(review::PRIORITIES, item, fields)
            })
        })
    }

    fn shared(number: u8, subject: &str, first: NaiveDate) -> Record {
        begun(number, plan::KIND, first, |compose| {
            compose
                .set(plan::SUBJECT, subject.to_owned())
                .set(plan::FIRST_DAY, first)
                .set(plan::CLASS, "5W".to_owned())
                .move_to(plan::SHARED)
        })
    }

    #[test]
    fn closing_asks_for_the_next_half_terms_plans_with_what_was_agreed() {
        let calendar = Calendar::typical(Nation::England);
        let maths = shared(10, "Maths", day(11, 2));
        let record = agreed(&[("Maths", "Fractions"), ("", "Short tasks"), ("Maths", "Number lines")]);
        let requests = plan_requests(&record, &[&maths], &calendar, "All subjects");
        assert_eq!(requests.len(), 1);
        assert_eq!(requests[0].priorities, "Fractions\nNumber lines\nShort tasks");
        assert_eq!(requests[0].class, "5W");
        let half_term = requests[0].half_term.clone().unwrap();
        assert_eq!(half_term.name, "Spring 1");
        let compose = Compose::begin(
            ChangeId::from_bytes([1; 16]),
            Moment(0),
            plan::KIND,
            CircleId::from_bytes([1; 16]),
            RecordId::from_bytes([1; 16]),
        );
        let change = requests[0].write(compose).done();
        assert_eq!(problems_of(&change), []);
        assert!(
            change
                .edits
                .iter()
                .any(|edit| matches!(edit, domain::change::Edit::Move { to, .. } if *to == plan::REQUESTED))
        );
    }

    #[test]
    fn what_is_for_all_goes_to_each_subject_that_has_a_plan() {
        let calendar = Calendar::typical(Nation::England);
        let (maths, english) = (shared(10, "Maths", day(11, 2)), shared(11, "English", day(11, 2)));
        let record = agreed(&[("", "Short tasks")]);
        let requests = plan_requests(&record, &[&maths, &english], &calendar, "All subjects");
        assert_eq!(requests.iter().map(|request| request.subject.as_str()).collect::<Vec<_>>(), ["Maths", "English"]);
        assert!(requests.iter().all(|request| request.priorities == "Short tasks"));
        assert_eq!(plan_requests(&record, &[], &calendar, "All subjects")[0].subject, "All subjects");
    }

    #[test]
    fn closing_asks_for_every_plan_of_the_half_term_and_not_only_for_what_was_filled_in() {
        let calendar = Calendar::typical(Nation::England);
        let plans = [
            shared(10, "English", day(11, 2)),
            shared(11, "Maths", day(11, 2)),
            shared(12, "Science", day(11, 16)),
            shared(13, "Art", day(9, 2)),
            shared(14, "maths ", day(11, 30)),
        ];
        let plans: Vec<&Record> = plans.iter().collect();
        let record = agreed(&[("Maths", "Fractions"), ("", "Short tasks"), ("Music", "Singing")]);
        let requests = plan_requests(&record, &plans, &calendar, "All subjects");
        let asked: Vec<_> =
            requests.iter().map(|request| (request.subject.as_str(), request.priorities.as_str())).collect();
        assert_eq!(
            asked,
            [
                ("Maths", "Fractions\nShort tasks"),
                ("Music", "Singing\nShort tasks"),
                ("English", "Short tasks"),
                ("Science", "Short tasks"),
            ],
            "once each, of this half term"
        );
    }

    #[test]
    fn a_plan_that_is_there_already_is_not_asked_for_again() {
        let calendar = Calendar::typical(Nation::England);
        let first = NaiveDate::from_ymd_opt(2027, 1, 4).unwrap();
        let next = shared(10, "maths ", first);
        assert_eq!(plan_requests(&agreed(&[("Maths", "Fractions")]), &[&next], &calendar, "All subjects"), []);
    }
}
