//! The pack of a review, out of the records themselves: how much was taught, each target against the child's own
//! start, and which work is shown (A36). It knows no other pupil.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use domain::coverage::{Coverage, coverage};
use domain::ids::RecordId;
use domain::kinds::progress_review::{self as review, PackContents};
use domain::kinds::{medium_term_plan as plan, session, step_ladder, target};
use domain::record::Record;

/// How much was taught, and how much of the plans.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Numbers {
    pub(crate) sessions: usize,
    /// On how many days.
    pub(crate) days: usize,
    pub(crate) minutes: i64,
    /// Half days at school, where there is a way back.
    pub(crate) half_days: i64,
    /// Row by row of each plan of these weeks, by its title.
    pub(crate) plans: Vec<(String, Vec<Coverage>)>,
}

/// The numbers of the days from `first` to `last`.
pub(crate) fn numbers(records: &[&Record], first: NaiveDate, last: NaiveDate) -> Numbers {
    let within = |day: NaiveDate| day >= first && day <= last;
    let contents = review::pack(records.iter().copied(), first, last);
    let sessions: Vec<&Record> =
        records.iter().copied().filter(|record| contents.sessions.contains(&record.id)).collect();
    let days: BTreeSet<NaiveDate> = sessions.iter().filter_map(|held| held.get(session::DATE)).collect();
    let ladders = records.iter().filter(|record| record.kind == step_ladder::KIND && !record.removed);
    let weeks = ladders.flat_map(|ladder| ladder.items(step_ladder::STEPS));
    let half_days = weeks
        .filter(|step| step.get(step_ladder::WEEK).is_some_and(within))
        .filter_map(|step| step.get(step_ladder::DONE));
    let mut plans: Vec<(String, Vec<Coverage>)> = records
        .iter()
        .filter(|record| record.kind == plan::KIND && !record.removed && overlaps(record, first, last))
        .map(|record| {
            let far = coverage(record, sessions.iter().copied());
            (record.title(), far.into_iter().map(|(_, far)| far).collect())
        })
        .filter(|(_, far): &(String, Vec<Coverage>)| !far.is_empty())
        .collect();
    plans.sort_by(|a, b| a.0.cmp(&b.0));
    Numbers {
        sessions: sessions.len(),
        days: days.len(),
        minutes: sessions.iter().filter_map(|held| session::minutes(held)).sum(),
        half_days: half_days.sum(),
        plans,
    }
}

/// Whether a plan that the circle has is for these days.
fn overlaps(record: &Record, first: NaiveDate, last: NaiveDate) -> bool {
    let Some(arrived) = plan::arrived_on(record) else { return false };
    match (record.get(plan::FIRST_DAY), record.get(plan::LAST_DAY)) {
        (Some(from), Some(until)) => from <= last && until >= first,
        (from, until) => from.or(until).unwrap_or(arrived) >= first && from.or(until).unwrap_or(arrived) <= last,
    }
}

/// What is shown of the pack: what was chosen when it was shared, or else all there is.
pub(crate) fn shown(record: &Record, all: PackContents) -> PackContents {
    if record.state.0 < review::PACK_SHARED.0 {
        return all;
    }
    let items = record.items(review::PACK);
    let of = |field, live: Vec<RecordId>| {
        let kept: Vec<RecordId> = items.iter().filter_map(|item| item.get(field)).collect();
        if kept.is_empty() { live } else { kept }
    };
    PackContents { work: of(review::PACK_WORK, all.work), targets: of(review::PACK_TARGET, all.targets), ..all }
}

/// What goes into the pack when it is shared, without what was left out.
pub(crate) fn chosen(all: &PackContents, left_out: &[RecordId]) -> (Vec<RecordId>, Vec<RecordId>) {
    let keep = |of: &[RecordId]| of.iter().copied().filter(|id| !left_out.contains(id)).collect();
    (keep(&all.work), keep(&all.targets))
}

/// A target against the child's own start.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Chart {
    pub(crate) title: String,
    /// How far from the start; nothing before a second score.
    pub(crate) change: Option<i64>,
    pub(crate) points: Vec<(NaiveDate, u8)>,
    /// The child's own last score.
    pub(crate) own: Option<u8>,
}

/// A target's scores up to a day.
pub(crate) fn chart(record: &Record, until: NaiveDate) -> Chart {
    let scores = |by_pupil| {
        let ratings = target::ratings(record, by_pupil).into_iter().filter(|(day, _)| *day <= until);
        ratings.map(|(day, score)| (day, u8::try_from(score.clamp(1, 10)).unwrap_or(1))).collect::<Vec<_>>()
    };
    let points = scores(false);
    let change = match points[..] {
        [(_, first), .., (_, last)] => Some(i64::from(last) - i64::from(first)),
        _ => None,
    };
    Chart { title: record.title(), change, own: scores(true).last().map(|(_, score)| *score), points }
}

#[cfg(test)]
mod tests {
    use super::super::testing::{begun, changed, day, id, noon, review as begin};
    use super::*;
    use domain::compose::with;
    use domain::ids::ItemId;
    use domain::value::Moment;

    fn lesson(number: u8, on: NaiveDate, minutes: i64, row: Option<ItemId>) -> Record {
        let start = noon(on);
        begun(number, session::KIND, on, |compose| {
            let compose = compose
                .set(session::DATE, on)
                .set(session::STARTED, start)
                .set(session::ENDED, Moment(start.0 + minutes * 60_000));
            let compose = match row {
                Some(row) => compose.add(
                    session::ROWS,
                    ItemId::from_bytes([number; 16]),
                    vec![
                        with(session::ROW_PLAN, id(50)),
                        with(session::ROW_ITEM, row.to_string()),
                        with(session::ROW_HOW_FAR, session::TAUGHT),
                    ],
                ),
                None => compose,
            };
            compose.move_to(session::DONE).move_to(session::SHARED)
        })
    }

    #[test]
    fn the_numbers_are_those_of_the_half_term_and_no_other() {
        let rows = [ItemId::from_bytes([1; 16]), ItemId::from_bytes([2; 16])];
        let plan = begun(50, plan::KIND, day(11, 2), |compose| {
            let compose = compose
                .set(plan::SUBJECT, "Maths".to_owned())
                .set(plan::FIRST_DAY, day(11, 2))
                .set(plan::LAST_DAY, day(12, 18));
            let compose = rows.iter().fold(compose, |compose, row| compose.add(plan::ROWS, *row, Vec::new()));
            compose.move_to(plan::SHARED)
        });
        let other = begun(51, plan::KIND, day(9, 2), |compose| {
            let compose = compose
                .set(plan::SUBJECT, "History".to_owned())
                .set(plan::FIRST_DAY, day(9, 2))
                .set(plan::LAST_DAY, day(10, 23));
            compose.add(plan::ROWS, rows[0], Vec::new()).move_to(plan::SHARED)
        });
        let lessons = [
            lesson(10, day(11, 3), 40, Some(rows[0])),
            lesson(11, day(11, 3), 20, None),
            lesson(12, day(11, 5), 30, None),
            lesson(13, day(10, 20), 60, None),
        ];
        let all: Vec<&Record> = lessons.iter().chain([&plan, &other]).collect();
        let numbers = numbers(&all, day(11, 2), day(12, 18));
        assert_eq!((numbers.sessions, numbers.days, numbers.minutes), (3, 2, 90));
        assert_eq!(numbers.plans, [("Maths".to_owned(), vec![Coverage::Taught, Coverage::NotYet])]);
    }

    #[test]
    fn a_target_is_measured_from_the_childs_own_start_and_only_until_the_review() {
        let score = |number: u8, on, score: i64, by| {
            (
                ItemId::from_bytes([number; 16]),
                vec![with(target::RATED_ON, on), with(target::RATED, score), with(target::RATED_BY, by)],
            )
        };
        let adult = domain::field::ChoiceOf(0);
        let record = begun(20, target::KIND, day(9, 7), |compose| {
            let scores = [
                score(1, day(9, 7), 3, adult),
                score(2, day(11, 10), 6, adult),
                score(3, day(11, 12), 7, target::BY_PUPIL),
                score(4, day(12, 30), 9, adult),
            ];
            scores
                .into_iter()
                .fold(compose.set(target::WORDING, "Explain my maths".to_owned()), |compose, (item, fields)| {
                    compose.add(target::RATINGS, item, fields)
                })
        });
        let chart = chart(&record, day(12, 18));
        assert_eq!(chart.change, Some(3));
        assert_eq!(chart.own, Some(7));
        assert_eq!(chart.points.len(), 2);
    }

    #[test]
    fn what_was_left_out_of_a_shared_pack_stays_out() {
        let all = PackContents { work: vec![id(1), id(2)], targets: vec![id(3)], ..PackContents::default() };
        let (work, targets) = chosen(&all, &[id(2)]);
        assert_eq!((&work[..], &targets[..]), (&[id(1)][..], &[id(3)][..]));
        let record = begin(5);
        assert_eq!(shown(&record, all.clone()), all);
        let record = changed(&record, day(12, 1), |compose| {
            compose
                .add(review::PACK, ItemId::from_bytes([1; 16]), vec![with(review::PACK_WORK, id(1))])
                .set(review::WHEN, noon(day(12, 10)))
                .move_to(review::BOOKED)
                .move_to(review::PACK_SHARED)
        });
        assert_eq!(shown(&record, all).work, [id(1)]);
    }
}
