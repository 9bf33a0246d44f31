//! What goes on around the teaching: what the school was asked for at first, and the way back to it.

use domain::field::{ChoiceOf, Prose};
use domain::ids::CircleId;
use domain::kinds::{first_contact_checklist, step_ladder};

use super::pen::{Cell, Sheet, cell, place_of};
use super::{DemoError, Stage};

/// Most of it came within days; two things are still waited for.
pub(super) async fn first_contact(stage: &Stage<'_>, circle: CircleId, contact: &str) -> Result<(), DemoError> {
    use first_contact_checklist::{ANSWER, ANSWERED_ON, ANSWERS, ASKED_ON, ITEM_NOTE, ITEMS, SPEC, WHAT, WHAT_CHOICES};
    let days = stage.days;
    let (asked, answered) = (days.school_day(14), days.school_day(11));
    let item = |(what, answer, note): (&str, &str, &str)| -> Vec<Cell> {
        let mut fields = vec![cell(WHAT, place_of(WHAT_CHOICES, what)), cell(ASKED_ON, asked)];
        fields.push(cell(ANSWER, place_of(ANSWERS, answer)));
        if answer != "asked" {
            fields.push(cell(ANSWERED_ON, answered));
        }
        if !note.is_empty() {
            fields.push(cell(ITEM_NOTE, Prose(note.to_owned())));
        }
        fields
    };
    let items = [
        ("medium_term_plan", "received", ""),
        ("attainment", "received", ""),
        ("support", "received", "A scribe for long answers, and a break every half hour."),
        ("education_health_care_plan", "not_held", ""),
        ("targets", "asked", ""),
        ("pen_portrait", "asked", ""),
        ("timetable", "received", ""),
    ];
    let sheet = Sheet::begin(circle, &SPEC, days.past(asked, 9, 20));
    let sheet = items.into_iter().fold(sheet, |sheet, asked| sheet.with(ITEMS, item(asked)));
    stage.makes(contact, sheet).await.map(drop)
}

/// Three mornings a week now, full time in five weeks.
pub(super) async fn way_back(stage: &Stage<'_>, circle: CircleId, contact: &str) -> Result<(), DemoError> {
    use step_ladder::{
        ACTIVE, AGREED, CONFIDENCE, DONE, DRAFT, FELT, FULL_TIME_FROM, GOAL, KEY_ADULT, PLANNED, PUPIL_SAID,
        QUIET_PLACE, SPEC, STEPS, SURE, SURE_ON, UNWELL, WEEK, WHAT, WHO, WHO_CHOICES,
    };
    let days = stage.days;
    let week = |(number, what, planned): (u64, &str, i64), done: Option<(i64, i64, u8)>| -> Vec<Cell> {
        let mut fields = vec![cell(WEEK, days.week(number)), cell(WHAT, what.to_owned()), cell(PLANNED, planned)];
        if let Some((done, unwell, felt)) = done {
            fields.extend([cell(DONE, done), cell(UNWELL, unwell), cell(FELT, ChoiceOf(felt))]);
        }
        fields
    };
    let sure = |who: &str, ago: u32, score: i64| -> Vec<Cell> {
        vec![cell(WHO, place_of(WHO_CHOICES, who)), cell(SURE_ON, days.school_day(ago)), cell(SURE, score)]
    };
    let sheet = Sheet::begin(circle, &SPEC, days.past(days.school_day(12), 10, 0))
        .line(GOAL, "Back in the form room by the end of term")
        .line(KEY_ADULT, "Ms Campbell, Year 8 lead")
        .line(QUIET_PLACE, "Library, by the window")
        .set(FULL_TIME_FROM, days.week(7))
        .prose(PUPIL_SAID, "I don’t want everybody to ask. Can I start in the library?")
        .with(STEPS, week((1, "Visits with Grace", 2), Some((2, 0, 1))))
        .with(STEPS, week((2, "Three mornings", 3), Some((2, 1, 2))))
        .with(STEPS, week((3, "Three mornings", 3), None))
        .with(STEPS, week((4, "Four mornings", 4), None))
        .with(STEPS, week((5, "Four mornings", 4), None))
        .with(STEPS, week((6, "Every morning", 5), None))
        .with(STEPS, week((7, "Full time", 10), None))
        .with(CONFIDENCE, sure("pupil", 9, 5))
        .with(CONFIDENCE, sure("school", 9, 6))
        .with(CONFIDENCE, sure("pupil", 2, 6))
        .with(CONFIDENCE, sure("school", 2, 8))
        .then(DRAFT, AGREED)
        .then(AGREED, ACTIVE);
    stage.makes(contact, sheet).await.map(drop)
}
