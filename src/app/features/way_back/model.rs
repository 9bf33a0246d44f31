//! What stands on the way back, worked out without any view.

use chrono::{Datelike, NaiveDate};
use domain::calendar::{Calendar, SchoolDay, days_after, days_before};
use domain::field::ChoiceOf;
use domain::ids::ItemId;
use domain::kinds::step_ladder as ladder;
use domain::record::{Item, Record};

use crate::text::time;
use crate::ui::half_days::HalfDayWeek;

/// A week of the way.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Week {
    pub(super) id: ItemId,
    /// Its Monday.
    pub(super) monday: NaiveDate,
    pub(super) what: String,
    pub(super) planned: u8,
    pub(super) done: Option<u8>,
    pub(super) unwell: u8,
    pub(super) felt: Option<ChoiceOf>,
    pub(super) said: String,
}

impl Week {
    fn of(item: &Item) -> Option<Self> {
        let day = item.get(ladder::WEEK)?;
        let count = |number: Option<i64>| number.and_then(|number| u8::try_from(number).ok());
        Some(Self {
            id: item.id,
            monday: days_before(day, u64::from(day.weekday().num_days_from_monday())),
            what: item.text(ladder::WHAT).to_owned(),
            planned: count(item.get(ladder::PLANNED)).unwrap_or_default(),
            done: count(item.get(ladder::DONE)),
            unwell: count(item.get(ladder::UNWELL)).unwrap_or_default(),
            felt: item.get(ladder::FELT),
            said: item.text(ladder::STEP_SAID).to_owned(),
        })
    }

    pub(super) fn holds(&self, day: NaiveDate) -> bool {
        day >= self.monday && day < days_after(self.monday, 7)
    }

    /// Half days that were planned and neither done nor missed through illness.
    pub(super) fn to_go(&self) -> u8 {
        self.planned.saturating_sub(self.done.unwrap_or_default()).saturating_sub(self.unwell)
    }
}

/// The weeks in their order. One without a day stands nowhere on the way: it is on the form.
pub(super) fn weeks(record: &Record) -> Vec<Week> {
    let mut weeks: Vec<Week> = record.items(ladder::STEPS).into_iter().filter_map(Week::of).collect();
    weeks.sort_by_key(|week| week.monday);
    weeks
}

/// The week that matters now: this one, or else the next that is planned, or else the last.
pub(super) fn week_now(weeks: &[Week], today: NaiveDate) -> Option<&Week> {
    let this = weeks.iter().find(|week| week.holds(today));
    this.or_else(|| weeks.iter().find(|week| week.monday > today)).or(weeks.last())
}

/// The week that can be told about: the last that has begun.
pub(super) fn week_begun(weeks: &[Week], today: NaiveDate) -> Option<&Week> {
    weeks.iter().rev().find(|week| week.monday <= today)
}

/// The columns of the chart, with the holidays between them.
pub(super) fn columns(
    weeks: &[Week],
    calendar: &Calendar,
    full_time: Option<NaiveDate>,
    today: NaiveDate,
) -> Vec<HalfDayWeek> {
    let is_full_time = |monday: NaiveDate| full_time.is_some_and(|day| days_after(monday, 6) >= day);
    let mut columns: Vec<HalfDayWeek> = Vec::new();
    let mut next: Option<NaiveDate> = None;
    for week in weeks {
        let between = next.into_iter().flat_map(|from| mondays(from, week.monday));
        // One mark for a holiday, however long it is.
        if between.into_iter().any(|monday| !has_school(calendar, monday)) {
            columns.push(HalfDayWeek { holiday: true, ..HalfDayWeek::default() });
        }
        next = Some(days_after(week.monday, 7));
        columns.push(HalfDayWeek {
            label: time::short_day(week.monday),
            done: week.done.unwrap_or_default(),
            planned: week.to_go(),
            unwell: week.unwell,
            holiday: false,
            this_week: week.holds(today),
            full_time: is_full_time(week.monday),
        });
    }
    columns
}

fn mondays(from: NaiveDate, until: NaiveDate) -> Vec<NaiveDate> {
    let following = |monday: &NaiveDate| Some(days_after(*monday, 7));
    std::iter::successors(Some(from), following).take_while(|monday| *monday < until).take(60).collect()
}

/// Whether there is school in a week, or nobody knows: what is not known is no holiday.
fn has_school(calendar: &Calendar, monday: NaiveDate) -> bool {
    (0..5).any(|day| calendar.school_day(days_after(monday, day)) != SchoolDay::Closed)
}

/// Weeks in which the same is tried, as one step.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Step {
    /// Counted from 1.
    pub(super) number: u8,
    pub(super) what: String,
    pub(super) first: NaiveDate,
    /// The Friday of its last week.
    pub(super) last: NaiveDate,
}

impl Step {
    pub(super) fn holds(&self, day: NaiveDate) -> bool {
        day >= self.first && day < days_after(self.last, 3)
    }
}

/// The steps, the first first.
pub(super) fn steps(weeks: &[Week]) -> Vec<Step> {
    let mut steps: Vec<Step> = Vec::new();
    for week in weeks {
        let last = days_after(week.monday, 4);
        match steps.last_mut().filter(|step| step.what.trim() == week.what.trim()) {
            Some(step) => step.last = last,
            None => {
                let number = u8::try_from(steps.len() + 1).unwrap_or(u8::MAX);
                steps.push(Step { number, what: week.what.clone(), first: week.monday, last });
            }
        }
    }
    steps
}

/// The step that matters now.
pub(super) fn step_now(weeks: &[Week], today: NaiveDate) -> Option<Step> {
    let now = week_now(weeks, today)?;
    steps(weeks).into_iter().find(|step| step.holds(now.monday))
}

/// Everybody who has said how sure they feel: who, now, before.
pub(super) fn how_sure(record: &Record) -> Vec<(ChoiceOf, u8, Option<u8>)> {
    let count = |number: Option<i64>| number.and_then(|number| u8::try_from(number).ok());
    let all = (0u8..).map(ChoiceOf).take(ladder::WHO_CHOICES.len());
    all.filter_map(|who| {
        let (now, before) = ladder::sure(record, who);
        count(now).map(|now| (who, now, count(before)))
    })
    .collect()
}

#[cfg(test)]
mod tests {
    use domain::school_years::Nation;

    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn week(number: u8, monday: &str, what: &str, planned: u8, done: Option<u8>, unwell: u8) -> Week {
        let (id, monday) = (ItemId::from_bytes([number; 16]), day(monday));
        Week { id, monday, what: what.to_owned(), planned, done, unwell, felt: None, said: String::new() }
    }

    fn way() -> Vec<Week> {
        vec![
            week(1, "2026-10-19", "Visits with Mum", 2, Some(2), 0),
            week(2, "2026-11-02", "Three mornings", 3, Some(2), 1),
            week(3, "2026-11-09", "Three mornings", 3, Some(2), 0),
            week(4, "2026-11-16", "Four mornings", 4, None, 0),
        ]
    }

    #[test]
    fn weeks_in_which_the_same_is_tried_are_one_step() {
        let steps = steps(&way());
        assert_eq!(
            steps.iter().map(|step| step.what.as_str()).collect::<Vec<_>>(),
            ["Visits with Mum", "Three mornings", "Four mornings"]
        );
        assert_eq!((steps[1].first, steps[1].last), (day("2026-11-02"), day("2026-11-13")));
        assert_eq!(step_now(&way(), day("2026-11-12")).unwrap().number, 2);
        assert_eq!(step_now(&way(), day("2026-11-15")).unwrap().number, 2, "Sunday still belongs to it");
        assert_eq!(step_now(&way(), day("2026-10-28")).unwrap().number, 2, "in the holiday: the next");
        assert_eq!(step_now(&way(), day("2027-03-01")).unwrap().number, 3, "at the end: the last");
        let begun = |today| week_begun(&way(), day(today)).map(|week| week.monday);
        assert_eq!(begun("2026-10-18"), None, "nobody says how it felt before it began");
        assert_eq!(begun("2026-10-28"), Some(day("2026-10-19")), "in the holiday: the last before it");
    }

    #[test]
    fn a_holiday_stands_between_weeks_and_illness_is_not_counted() {
        let columns = columns(&way(), &Calendar::typical(Nation::England), Some(day("2026-11-16")), day("2026-11-12"));
        let shown: Vec<_> = columns.iter().map(|week| (week.done, week.planned, week.unwell)).collect();
        assert_eq!(shown, [(2, 0, 0), (0, 0, 0), (2, 0, 1), (2, 1, 0), (0, 4, 0)]);
        assert_eq!(columns.iter().map(|week| week.holiday).collect::<Vec<_>>(), [false, true, false, false, false]);
        assert_eq!(columns.iter().position(|week| week.this_week), Some(3));
        assert_eq!(columns.iter().position(|week| week.full_time), Some(4));
        let unknown = super::columns(&way(), &Calendar::typical(Nation::Scotland), None, day("2026-11-12"));
        assert!(unknown.iter().all(|week| !week.holiday), "a week of which nothing is known is no holiday");
    }
}
