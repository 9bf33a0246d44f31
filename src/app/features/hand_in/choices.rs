//! What work can be for: lessons at school that wait for it, and the next rows of the school's plans.

use chrono::NaiveDate;
use domain::kinds::{lesson_contribution as lesson, medium_term_plan as plan, work};
use domain::record::Record;

use super::model::{HandInForm, Purpose};
use crate::circle::Circle;
use crate::features::session::{next_rows, plans};

/// One thing that work can be for.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Wanted {
    pub(crate) purpose: Purpose,
    pub(crate) title: String,
    pub(crate) subject: String,
    /// By when it would be good to have, and what the class does.
    pub(crate) by: Option<NaiveDate>,
    pub(crate) brief: String,
}

/// The lessons that wait for something, the soonest first.
pub(crate) fn lessons(circle: &Circle) -> Vec<Wanted> {
    let mut lessons = circle.of_kind(lesson::KIND);
    lessons.retain(|record| record.state == lesson::SHARED);
    let mut wanted: Vec<Wanted> = lessons.into_iter().map(of_lesson).collect();
    wanted.sort_by_key(|wanted| wanted.by.unwrap_or(NaiveDate::MAX));
    wanted
}

fn of_lesson(record: &Record) -> Wanted {
    Wanted {
        purpose: Purpose::Lesson(record.id),
        title: record.title(),
        subject: record.text(lesson::SUBJECT).to_owned(),
        by: record.get(lesson::OTHER_DAY).or(record.get(lesson::NEEDED_BY)),
        brief: record.text(lesson::BRIEF).trim().to_owned(),
    }
}

/// The next rows of every plan.
pub(crate) fn rows(circle: &Circle) -> Vec<Wanted> {
    let of_plan = |record: &&Record| {
        let subject = record.text(plan::SUBJECT).to_owned();
        next_rows(circle, record)
            .into_iter()
            .map(move |row| Wanted {
                purpose: Purpose::Row { plan: row.plan, row: row.row },
                title: row.words,
                subject: subject.clone(),
                by: None,
                brief: String::new(),
            })
            .collect::<Vec<_>>()
    };
    plans(circle).iter().flat_map(of_plan).collect()
}

/// What a new form is for: the soonest lesson that has nothing from this child yet.
pub(crate) fn likely(circle: &Circle) -> Option<Wanted> {
    let has_work = |wanted: &Wanted| match wanted.purpose {
        Purpose::Lesson(lesson) => circle.view.records.values().any(|record| work::is_made_for(record, lesson)),
        _ => false,
    };
    lessons(circle).into_iter().find(|wanted| !has_work(wanted))
}

/// What the work will be called.
pub(crate) fn title(circle: &Circle, form: &HandInForm) -> String {
    let typed = form.title.trim();
    if !typed.is_empty() {
        return typed.to_owned();
    }
    let wanted = lessons(circle).into_iter().chain(rows(circle)).find(|wanted| wanted.purpose == form.purpose);
    let wanted = wanted.filter(|wanted| wanted.purpose != Purpose::Free);
    wanted.map(|wanted| wanted.title).unwrap_or_default()
}
