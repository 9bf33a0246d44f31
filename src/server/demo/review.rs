//! Zara's reviews: last half term's, with what was decided, and the next one.

use domain::field::Prose;
use domain::ids::{CircleId, RecordId};
use domain::kinds::{action, conversation_note, progress_review as review};
use domain::role::Sensitivity::{Everyday, Sensitive};

use super::pen::{Sheet, cell, place_of};
use super::{DemoError, Stage};

const AT_THE_TABLE: [(&str, &str); 5] = [
    ("Samina Malik", "Mum"),
    ("Helen Whitcombe", "Class teacher"),
    ("Daniel Osei", "Assistant headteacher"),
    ("Priya Nair", "Occupational therapist"),
    ("Grace Adeyemi", "Hospital teacher"),
];

pub(super) async fn tell(stage: &Stage<'_>, circle: CircleId, targets: &[RecordId]) -> Result<(), DemoError> {
    let held = last(stage, circle, targets).await?;
    actions(stage, circle, held).await?;
    next(stage, circle, targets).await?;
    call(stage, circle).await
}

fn sheet(stage: &Stage<'_>, circle: CircleId, half_term: usize, at: domain::value::Moment) -> Sheet {
    let period = &stage.days.half_terms()[half_term];
    let named = [stage.person("helen"), stage.person("priya")];
    let mut sheet = Sheet::begin(circle, &review::SPEC, at)
        .only_for(&named, Everyday)
        .line(review::HALF_TERM, &period.name)
        .set(review::PERIOD_FIRST, period.first)
        .set(review::PERIOD_LAST, period.last)
        .line(review::PLACE, "Robin ward schoolroom, and by video");
    for (name, role) in AT_THE_TABLE {
        let fields = vec![
            cell(review::ATTENDEE_NAME, name.to_owned()),
            cell(review::ATTENDEE_ROLE, role.to_owned()),
            cell(
                review::ATTENDEE_COMING,
                place_of(review::COMING, if half_term == 0 { "was_there" } else { "coming" }),
            ),
        ];
        sheet = sheet.with(review::ATTENDEES, fields);
    }
    sheet
}

async fn last(stage: &Stage<'_>, circle: CircleId, targets: &[RecordId]) -> Result<RecordId, DemoError> {
    let days = stage.days;
    let [before, ..] = days.half_terms();
    let day = domain::calendar::days_before(before.last, 1);
    let mut sheet = sheet(stage, circle, 0, days.past(domain::calendar::days_before(day, 9), 12, 0))
        .set(review::WHEN, days.at(day, 14, 0))
        .prose(
            review::PUPIL_VIEW,
            "I like it when my work goes on the wall at school. I want to see my friends on the screen more.",
        )
        .choose(review::PUPIL_VIEW_WAY, "said_it")
        .line(review::PUPIL_VIEW_WRITER, "Grace")
        .prose(review::SUMMARY, "A steady half term with short lessons. Maths is growing, writing is tiring.")
        .prose(review::YOU_SAID, "I want to see my friends on the screen more.")
        .prose(review::WE_DID, "Friends on screen: every Friday.");
    for target in targets {
        sheet = sheet.with(review::PACK, vec![cell(review::PACK_TARGET, *target)]);
    }
    let issues = [
        ("Mornings are hard.", "Lessons begin after 10:30."),
        ("Writing by hand tires her.", "Sloped board, and soft dough before writing."),
    ];
    for (issue, decision) in issues {
        let fields =
            vec![cell(review::ISSUE, Prose(issue.to_owned())), cell(review::DECISION, Prose(decision.to_owned()))];
        sheet = sheet.with(review::ISSUES, fields);
    }
    let priorities = [("Maths", "Fractions on a number line"), ("English", "Story openings, read aloud")];
    for (subject, text) in priorities {
        let fields =
            vec![cell(review::PRIORITY_SUBJECT, subject.to_owned()), cell(review::PRIORITY, Prose(text.to_owned()))];
        sheet = sheet.with(review::PRIORITIES, fields);
    }
    let record = stage.makes("grace", sheet.then(review::PROPOSED, review::BOOKED)).await?;
    let edit = |hour, minute| Sheet::edit(circle, &review::SPEC, record, days.past(day, hour, minute));
    let mum = edit(9, 0).prose(review::PARENT_VIEW, "She is happier on the days with Grace. Mornings are hard.");
    stage.makes("samina", mum).await?;
    let done = edit(15, 5)
        .then(review::BOOKED, review::PACK_SHARED)
        .then(review::PACK_SHARED, review::HELD)
        .prose(
            review::NOTES,
            "Everybody agreed to keep lessons short. Next time Zara would like to come for the first part.",
        )
        .then(review::HELD, review::NOTES_SHARED);
    stage.makes("grace", done).await?;
    stage.makes("zara", edit(16, 0).set(review::LISTENED, 5)).await?;
    Ok(record)
}

async fn actions(stage: &Stage<'_>, circle: CircleId, held: RecordId) -> Result<(), DemoError> {
    let days = stage.days;
    let [before, ..] = days.half_terms();
    let day = domain::calendar::days_before(before.last, 1);
    let texts = [
        ("Send the reading list", "helen", days.school_day(14)),
        ("Friends call each Friday, 2:00", "daniel", days.school_day_in(6)),
        ("Sessions after 10:30", "grace", days.school_day_in(3)),
        ("Try soft dough before writing", "priya", days.school_day_in(2)),
        ("Larger print for the reading test", "daniel", days.school_day_in(13)),
    ];
    for (what, owner, due) in texts {
        let sheet = Sheet::begin(circle, &action::SPEC, days.past(day, 15, 10))
            .line(action::WHAT, what)
            .set(action::OWNER, stage.person(owner))
            .set(action::DUE, due)
            .set(action::FROM_REVIEW, held);
        let record = stage.makes("grace", sheet).await?;
        if owner == "helen" {
            let on = days.school_day(15);
            let done = Sheet::edit(circle, &action::SPEC, record, days.past(on, 16, 0));
            stage.makes("helen", done.set(action::DONE_ON, on).then(action::OPEN, action::DONE)).await?;
        }
    }
    Ok(())
}

async fn next(stage: &Stage<'_>, circle: CircleId, targets: &[RecordId]) -> Result<(), DemoError> {
    let days = stage.days;
    let mut sheet = sheet(stage, circle, 1, days.past(days.school_day(2), 12, 0))
        .set(review::WHEN, days.at(days.school_day_in(12), 14, 0));
    for target in targets {
        sheet = sheet.with(review::PACK, vec![cell(review::PACK_TARGET, *target)]);
    }
    stage.makes("grace", sheet.then(review::PROPOSED, review::BOOKED)).await.map(drop)
}

/// A talk that is not for the whole circle.
async fn call(stage: &Stage<'_>, circle: CircleId) -> Result<(), DemoError> {
    let days = stage.days;
    let on = days.school_day(5);
    let people = [stage.person("daniel")];
    let sheet = Sheet::begin(circle, &conversation_note::SPEC, days.past(on, 15, 45))
        .only_for(&people, Sensitive)
        .set(conversation_note::DATE, on)
        .choose(conversation_note::WAY, "phone")
        .line(conversation_note::ABOUT, "The reading test")
        .prose(
            conversation_note::SUMMARY,
            "Daniel will ask whether Zara may sit the reading test in two parts, with larger print.",
        )
        .with(conversation_note::PEOPLE, vec![cell(conversation_note::PERSON, stage.person("daniel"))])
        .then(conversation_note::DRAFT, conversation_note::SHARED);
    stage.makes("grace", sheet).await.map(drop)
}
