//! The shared workload as records of ours: each with the nearest kind, and nothing of it left out.
//!
//! A record is begun when its original was created, and gets its further facts (status, week, minutes, score, tags,
//! author, parent) in a second change when its original was updated. What is confidential is sensitive with us:
//! for its writer and those who are named, in a scope of its own.

use ::tests::Sheet;
use domain::change::Change;
use domain::field::{Field, FieldType, Prose};
use domain::ids::{CircleId, PersonId, RecordId};
use domain::kind::KindSpec;
use domain::kinds::{feedback, friends_link, meeting, progress_review, session, target};
use domain::role::Sensitivity;
use domain::value::Moment;

use crate::workload::Made;

/// Where the parts of a record go. Lines are given by their keys, for not every kind has one for each.
pub(crate) struct Nearest {
    spec: &'static KindSpec,
    title: Words,
    subject: Words,
    pub(crate) prose: Field<Prose>,
    facts: Words,
}

/// A field for words: a line, or prose where the kind has no line to spare.
enum Words {
    Line(Field<String>),
    Prose(Field<Prose>),
}

use Words::{Line, Prose as Text};

/// The nearest kind of ours.
pub(crate) fn nearest(kind: &str) -> Nearest {
    let of = |spec, title, subject, prose, facts| Nearest { spec, title, subject, prose, facts };
    match kind {
        // A pupil's own words are for nobody else to change, and the workload has two teachers change what was handed
        // in: so it is told as of a session.
        "plan_session" | "submission" => of(
            &session::SPEC,
            Line(session::ADULT_PRESENT),
            Line(session::SUBJECT),
            session::WHAT_HAPPENED,
            Text(session::NEXT_STEP),
        ),
        "feedback" => of(
            &feedback::SPEC,
            Text(feedback::NEXT_STEP),
            Text(feedback::NEXT_STEP),
            feedback::STRENGTH,
            Text(feedback::ANSWER),
        ),
        "target" => {
            of(&target::SPEC, Line(target::WORDING), Text(target::WHY), target::ACTIONS, Text(target::BASELINE))
        }
        "review" => of(
            &progress_review::SPEC,
            Line(progress_review::PLACE),
            Line(progress_review::HALF_TERM),
            progress_review::SUMMARY,
            Text(progress_review::WE_DID),
        ),
        "postcard" => of(
            &friends_link::SPEC,
            Line(friends_link::FRIENDS),
            Line(friends_link::PLACE),
            friends_link::HOW_IT_WAS,
            Line(friends_link::LINK),
        ),
        _ => of(&meeting::SPEC, Line(meeting::PURPOSE), Line(meeting::PLACE), meeting::NOTES, Text(meeting::AGENDA)),
    }
}

/// The two changes that make a record, and its identifier.
pub(crate) fn changes(made: &Made, circle: CircleId, readers: &[PersonId]) -> (RecordId, [Change; 2]) {
    let nearest = nearest(made.kind);
    let mut first = Sheet::begin(circle, nearest.spec, Moment(made.created));
    if made.confidential {
        first = first.only_for(readers, Sensitivity::Sensitive);
    }
    let first = match &nearest.title {
        // A kind without a line for a title: it stands before the subject.
        Text(field) => first.prose(*field, &format!("{}\n{}", made.title, made.subject)),
        Line(field) => {
            let first = first.line(*field, &cut(nearest.spec, *field, &made.title));
            match &nearest.subject {
                Line(field) => first.line(*field, made.subject),
                Text(field) => first.prose(*field, made.subject),
            }
        }
    };
    let first = first.prose(nearest.prose, &made.body);
    let record = first.record();
    let second = Sheet::edit(circle, nearest.spec, record, Moment(made.updated));
    let facts = facts(made);
    let second = match &nearest.facts {
        Line(field) => second.line(*field, &cut(nearest.spec, *field, &facts)),
        Text(field) => second.prose(*field, &facts),
    };
    (record, [first.change, second.change])
}

/// What has no field of its own, in words.
fn facts(made: &Made) -> String {
    let Made { status, week, minutes, score, tags, author, .. } = made;
    let parent = made.parent.map_or_else(String::new, |parent| format!(", after r{parent:04}"));
    format!("{status}, week {week}, {minutes} min, {score}%, {}, {}, staff-{author:03}{parent}", tags[0], tags[1])
}

/// No line is longer than its field may be.
fn cut(spec: &KindSpec, field: Field<String>, text: &str) -> String {
    let most = spec.field(field.key).map_or(0, |field| match field.holds {
        FieldType::Line(most) => most,
        _ => 0,
    });
    text.chars().take(most).collect()
}

#[cfg(test)]
mod tests {
    use domain::check::problems_of;

    use super::*;
    use crate::workload::{SEED, made};

    #[test]
    fn every_record_is_sound_and_nothing_of_it_is_left_out() {
        let circle = CircleId::from_bytes([1; 16]);
        for number in 0..50 {
            let made = made(SEED, 3, number);
            let (_, changes) = changes(&made, circle, &[PersonId::from_bytes([2; 16])]);
            let words = format!("{changes:?}");
            for change in &changes {
                assert_eq!(problems_of(change), []);
            }
            let quoted = |text: &str| format!("{text:?}").trim_matches('"').to_owned();
            for part in [&made.title, &made.body, made.subject, &facts(&made)] {
                assert!(words.contains(&quoted(part)), "{} lacks {part}", made.kind);
            }
        }
    }
}
