//! From tables as they were read to plans: which subject goes where, the rows, and what goes into the notes because
//! it is in no row. Nothing of a table is dropped.

use std::collections::BTreeSet;
use std::ops::RangeInclusive;

use chrono::{Datelike, Days, NaiveDate};
use domain::compose::{Compose, with};
use domain::field::{FieldKey, Prose};
use domain::ids::ItemId;
use domain::kinds::medium_term_plan as plan;
use domain::plan_table::{Orientation, PlanColumn, PlanRowDraft, Reading, Table, WeekLabel};
use domain::value::Value;
use serde::{Deserialize, Serialize};

use super::draft::AboutPlan;
use super::model::shortened;
use crate::text::plan::paste as words;

/// What goes where, when a table has several subjects. Subjects stand by their [`key`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) enum Split {
    /// These in this plan, the others nowhere.
    These(Vec<String>),
    /// A plan for each.
    Each,
}

/// The rows of one subject.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Part {
    /// As the table writes it.
    pub(super) subject: Option<String>,
    /// The rows, each with the table it stands in.
    pub(super) rows: Vec<(usize, PlanRowDraft)>,
}

/// A plan that comes of it.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct ToBe {
    /// The subject, where the table says one.
    pub(super) subject: Option<String>,
    pub(super) rows: Vec<Fields>,
    /// What belongs to the whole plan, a line each.
    pub(super) notes: Vec<String>,
    /// Whether it is the plan that the table was pasted into.
    pub(super) is_this: bool,
}

/// The fields of a new row.
pub(super) type Fields = Vec<(FieldKey, Value)>;

/// By what a subject is known, however it is written.
pub(super) fn key(subject: Option<&str>) -> String {
    subject.unwrap_or_default().split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}

impl Part {
    pub(super) fn key(&self) -> String {
        key(self.subject.as_deref())
    }
}

/// The rows by subject, in the order in which the subjects come up.
pub(super) fn parts(readings: &[Reading]) -> Vec<Part> {
    let mut parts: Vec<Part> = Vec::new();
    for (table, reading) in readings.iter().enumerate() {
        for row in &reading.rows {
            let wanted = key(row.subject.as_deref());
            let at = parts.iter().position(|part| part.key() == wanted).unwrap_or_else(|| {
                parts.push(Part { subject: row.subject.clone(), rows: Vec::new() });
                parts.len() - 1
            });
            parts[at].rows.push((table, row.clone()));
        }
    }
    parts
}

/// What goes where as far as it is clear: with one subject all of it, with several what a person chose, and before
/// that the subject that is the plan's own. `None`: a person has to say.
pub(super) fn settled(parts: &[Part], subject: &str, chosen: Option<&Split>) -> Option<Split> {
    let keys = || parts.iter().map(Part::key);
    match chosen {
        _ if parts.len() <= 1 => Some(Split::These(keys().collect())),
        Some(Split::Each) => Some(Split::Each),
        Some(Split::These(these)) => {
            let still: Vec<String> = keys().filter(|known| these.contains(known)).collect();
            (!still.is_empty()).then_some(Split::These(still))
        }
        None => {
            let own = key(Some(subject));
            keys().find(|known| !own.is_empty() && *known == own).map(|own| Split::These(vec![own]))
        }
    }
}

/// Every plan that comes of it; the one that the table was pasted into stands first, if anything goes there.
pub(super) fn outcome(
    tables: &[Table],
    readings: &[Reading],
    about: &AboutPlan,
    has_rows: bool,
    split: &Split,
) -> Vec<ToBe> {
    let parts = parts(readings);
    match split {
        Split::These(these) => {
            let chosen: Vec<&Part> = parts.iter().filter(|part| these.contains(&part.key())).collect();
            let subject = match chosen[..] {
                [one] => one.subject.clone(),
                _ => None,
            };
            let name_subjects = chosen.len() > 1;
            let mut rows: Vec<&(usize, PlanRowDraft)> = chosen.iter().flat_map(|part| &part.rows).collect();
            // As they stand in the table, where several subjects share its lines.
            if name_subjects && readings.iter().all(|reading| reading.orientation == Orientation::WeeksDown) {
                rows.sort_by_key(|(table, row)| (*table, row.from.first().copied()));
            }
            vec![to_be(tables, readings, about, subject, &rows, name_subjects, true)]
        }
        Split::Each => {
            let own = key(Some(&about.subject));
            let matching = parts.iter().position(|part| !own.is_empty() && part.key() == own);
            let this = matching.or((!has_rows).then_some(0));
            let one = |(at, part): (usize, &Part)| {
                let rows: Vec<_> = part.rows.iter().collect();
                to_be(tables, readings, about, part.subject.clone(), &rows, false, this == Some(at))
            };
            let mut plans: Vec<ToBe> = parts.iter().enumerate().map(one).collect();
            plans.sort_by_key(|plan| !plan.is_this);
            plans
        }
    }
}

fn to_be(
    tables: &[Table],
    readings: &[Reading],
    about: &AboutPlan,
    subject: Option<String>,
    rows: &[&(usize, PlanRowDraft)],
    name_subjects: bool,
    is_this: bool,
) -> ToBe {
    let used: BTreeSet<usize> = rows.iter().map(|(table, _)| *table).collect();
    let mut notes: Vec<String> = Vec::new();
    for table in used {
        let around = tables.get(table).zip(readings.get(table));
        notes.extend(around.into_iter().flat_map(|(table, reading)| around_rows(table, reading)));
    }
    let rows = rows.iter().map(|(_, row)| fields(row, about, name_subjects, &mut notes)).collect();
    let mut known = BTreeSet::new();
    notes.retain(|note| !note.trim().is_empty() && known.insert(note.clone()));
    ToBe { subject, rows, notes, is_this }
}

/// What a table says outside its rows: above it, below it, and every text that fitted no row.
pub(super) fn around_rows(table: &Table, reading: &Reading) -> Vec<String> {
    let title = table.title.iter().cloned();
    title
        .chain(table.before.iter().cloned())
        .chain(reading.above.iter().cloned())
        .chain(reading.notes.iter().cloned())
        .chain(left_out(reading))
        .collect()
}

/// Every text that is in no row, with the heading it stood under.
pub(super) fn left_out(reading: &Reading) -> Vec<String> {
    let headed = |left: &domain::plan_table::LeftOut| {
        let column = match reading.orientation {
            Orientation::WeeksDown => left.at.column,
            Orientation::WeeksAcross => left.at.row,
        };
        let heading =
            reading.columns.iter().find(|known| known.index == column).map_or("", |column| column.heading.as_str());
        match heading.is_empty() || heading == left.text {
            true => left.text.clone(),
            false => (words().heading_of)(heading, &left.text),
        }
    };
    reading.left_out.iter().map(headed).collect()
}

/// A row's fields. What is too long for one goes on in the row's notes, and from there in the plan's.
fn fields(row: &PlanRowDraft, about: &AboutPlan, name_subject: bool, plan_notes: &mut Vec<String>) -> Fields {
    let mut rest: Vec<String> = Vec::new();
    let mut fields: Fields = Vec::new();
    let week = row.week.text.split_whitespace().collect::<Vec<_>>().join(" ");
    if week.chars().count() > 80 {
        rest.push(week.clone());
    }
    if !week.is_empty() {
        fields.push(with(plan::ROW_WEEK, shortened(&week, 80)));
    }
    if let Some(starts) = starts(&row.week, about) {
        fields.push(with(plan::ROW_STARTS, starts));
    }
    let texts = [
        (plan::ROW_OBJECTIVE, PlanColumn::Objective, 4_000),
        (plan::ROW_ACTIVITY, PlanColumn::Activity, 8_000),
        (plan::ROW_VOCABULARY, PlanColumn::Vocabulary, 2_000),
        (plan::ROW_RESOURCES, PlanColumn::Resources, 4_000),
        (plan::ROW_ASSESSMENT, PlanColumn::Assessment, 4_000),
    ];
    for (field, column, most) in texts {
        let (fits, more) = parted(row.field(column).trim(), most);
        rest.extend(more);
        if !fits.is_empty() {
            fields.push(with(field, Prose(fits)));
        }
    }
    let subject = row.subject.clone().filter(|_| name_subject);
    let notes = subject.into_iter().chain([row.other_text()]).chain(rest);
    let notes = notes.filter(|text| !text.trim().is_empty()).collect::<Vec<_>>().join("\n");
    let (fits, more) = parted(notes.trim(), 8_000);
    plan_notes.extend(more);
    if !fits.is_empty() {
        fields.push(with(plan::ROW_NOTES, Prose(fits)));
    }
    fields
}

/// As much as fits, and the rest.
pub(super) fn parted(text: &str, most: usize) -> (String, Option<String>) {
    match text.char_indices().nth(most) {
        None => (text.to_owned(), None),
        Some((at, _)) => (text[..at].to_owned(), Some(text[at..].to_owned())),
    }
}

/// The day on which a week begins, where the label says it. A missing year is that of the half term; a day that is
/// nowhere near it is not guessed at.
pub(super) fn starts(week: &WeekLabel, about: &AboutPlan) -> Option<NaiveDate> {
    let date = week.date?;
    if let Some(year) = date.year {
        return date.in_year(year);
    }
    let (first, last) = (about.first?, about.last?);
    let near = near(first, last)?;
    (first.year()..=last.year()).take(MOST_YEARS).filter_map(|year| date.in_year(year)).find(|day| near.contains(day))
}

/// A half term lies in one year or two; whatever days stand there, no more are looked through.
const MOST_YEARS: usize = 3;

/// The days that may belong to a half term: two weeks before it to two weeks after it.
pub(super) fn near(first: NaiveDate, last: NaiveDate) -> Option<RangeInclusive<NaiveDate>> {
    Some(first.checked_sub_days(Days::new(14))?..=last.checked_add_days(Days::new(14))?)
}

/// How long the notes of a plan may be.
const MOST_NOTES: usize = 20_000;

/// Puts rows and notes into a plan. What the notes cannot hold comes back: it goes into a file of its own.
pub(super) fn put<'a>(
    compose: Compose<'a>,
    to_be: &ToBe,
    notes_before: &str,
    mut new: impl FnMut() -> ItemId,
) -> (Compose<'a>, Option<String>) {
    let compose = to_be.rows.iter().fold(compose, |compose, row| compose.add(plan::ROWS, new(), row.clone()));
    let before = Some(notes_before.trim().to_owned()).filter(|before| !before.is_empty());
    let lines_before = format!("\n{}\n", notes_before.trim());
    let unsaid = to_be.notes.iter().filter(|note| !lines_before.contains(&format!("\n{note}\n"))).cloned();
    let all = before.into_iter().chain(unsaid).collect::<Vec<_>>().join("\n");
    let (fits, more) = parted(&all, MOST_NOTES);
    let compose = if fits.is_empty() { compose } else { compose.write(plan::NOTES, fits) };
    (compose, more)
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::check::problems_of;
    use domain::ids::{ChangeId, CircleId, RecordId};
    use domain::plan_table::{Answers, Choice, Document, Grid, Question, plan_tables, read_document};
    use domain::value::Moment;

    fn document(lines: &[&[&str]]) -> Document {
        Document {
            tables: vec![Table {
                before: vec!["Year 5 plan".to_owned()],
                grid: Grid::from_texts(lines),
                ..Table::default()
            }],
            ..Document::default()
        }
    }

    fn autumn() -> AboutPlan {
        let day = |m, d| NaiveDate::from_ymd_opt(2026, m, d);
        AboutPlan { subject: "English".to_owned(), first: day(11, 2), last: day(12, 18), ..AboutPlan::default() }
    }

    fn one_subject() -> Document {
        document(&[
            &["Week", "LO", "Vocab", "Resources"],
            &["Wk 1 (2/11)", "Spot how authors start", "hook, setting", "Word mat"],
            &["Wk 2 (9/11)", "Start with a sound", "onomatopoeia", "Sound cards"],
        ])
    }

    fn two_subjects() -> Document {
        document(&[
            &["Week", "Subject", "Learning objective"],
            &["1", "Maths", "Halves"],
            &["1", "English", "Openings"],
            &["2", "Maths", "Quarters"],
        ])
    }

    fn plans(document: &Document, about: &AboutPlan, split: &Split) -> Vec<ToBe> {
        outcome(&plan_tables(document), &read_document(document, &[]), about, false, split)
    }

    fn text(fields: &Fields, key: FieldKey) -> String {
        fields.iter().find(|(known, _)| *known == key).map(|(_, value)| value.words()).unwrap_or_default()
    }

    #[test]
    fn rows_carry_their_texts_and_the_day_of_their_week() {
        let document = one_subject();
        let found = parts(&read_document(&document, &[]));
        assert_eq!(found.len(), 1);
        let split = settled(&found, "English", None).unwrap();
        let to_be = &plans(&document, &autumn(), &split)[0];
        assert_eq!(to_be.rows.len(), 2);
        assert_eq!(text(&to_be.rows[0], plan::ROW_OBJECTIVE.key), "Spot how authors start");
        assert_eq!(text(&to_be.rows[0], plan::ROW_VOCABULARY.key), "hook, setting");
        let starts = NaiveDate::from_ymd_opt(2026, 11, 9).unwrap();
        assert!(to_be.rows[1].contains(&with(plan::ROW_STARTS, starts)), "{:?}", to_be.rows[1]);
        assert_eq!(to_be.notes, ["Year 5 plan"]);
    }

    #[test]
    fn a_day_far_from_the_half_term_is_not_guessed_at() {
        assert_eq!(starts(&WeekLabel::read("w/b 9 March"), &autumn()), None);
        assert_eq!(starts(&WeekLabel::read("w/b 9 March 2027"), &autumn()), NaiveDate::from_ymd_opt(2027, 3, 9));
    }

    #[test]
    fn of_several_subjects_the_plans_own_goes_in_and_otherwise_a_person_is_asked() {
        let found = parts(&read_document(&two_subjects(), &[]));
        assert_eq!(found.iter().map(Part::key).collect::<Vec<_>>(), ["maths", "english"]);
        assert_eq!(settled(&found, "History", None), None);
        let own = settled(&found, " english ", None);
        assert_eq!(own, Some(Split::These(vec!["english".to_owned()])));
        let gone = Split::These(vec!["music".to_owned()]);
        assert_eq!(settled(&found, "English", Some(&gone)), None);
    }

    #[test]
    fn a_plan_for_each_subject_keeps_this_one_for_its_own() {
        let each = plans(&two_subjects(), &autumn(), &Split::Each);
        let made: Vec<_> = each.iter().map(|plan| (plan.subject.as_deref(), plan.rows.len(), plan.is_this)).collect();
        assert_eq!(made, [(Some("English"), 1, true), (Some("Maths"), 2, false)]);
        let history = AboutPlan { subject: "History".to_owned(), ..autumn() };
        let with_rows =
            outcome(&plan_tables(&two_subjects()), &read_document(&two_subjects(), &[]), &history, true, &Split::Each);
        assert!(with_rows.iter().all(|plan| !plan.is_this));
    }

    #[test]
    fn several_subjects_in_one_plan_say_which_is_which() {
        let both = Split::These(vec!["maths".to_owned(), "english".to_owned()]);
        let to_be = &plans(&two_subjects(), &autumn(), &both)[0];
        let notes: Vec<_> = to_be.rows.iter().map(|row| text(row, plan::ROW_NOTES.key)).collect();
        assert_eq!(notes, ["Maths", "English", "Maths"]);
    }

    #[test]
    fn a_column_that_is_left_out_stands_in_the_notes() {
        let document =
            document(&[&["Week", "LO", "Diff."], &["1", "Openings", "Word mat"], &["2", "Speech", "Scribe"]]);
        let answers = [Answers::new().with(Question::Column(2), Choice::Column(PlanColumn::LeftOut))];
        let readings = read_document(&document, &answers);
        let all = Split::These(vec![String::new()]);
        let to_be = &outcome(&plan_tables(&document), &readings, &autumn(), false, &all)[0];
        assert!(to_be.notes.contains(&"Diff.: Word mat".to_owned()), "{:?}", to_be.notes);
        assert!(to_be.notes.contains(&"Diff.: Scribe".to_owned()), "{:?}", to_be.notes);
    }

    #[test]
    fn what_no_field_can_hold_goes_on_elsewhere_and_the_change_is_sound() {
        let long = "word ".repeat(2_500);
        let week = "a very long week ".repeat(8);
        let row = PlanRowDraft { objective: long.clone(), week: WeekLabel::read(&week), ..PlanRowDraft::default() };
        let mut plan_notes = Vec::new();
        let made = fields(&row, &autumn(), false, &mut plan_notes);
        let to_be = ToBe { rows: vec![made], notes: vec!["x".repeat(30_000)], ..ToBe::default() };
        let begun = Compose::begin(
            ChangeId::from_bytes([1; 16]),
            Moment(0),
            plan::KIND,
            CircleId::from_bytes([2; 16]),
            RecordId::from_bytes([3; 16]),
        );
        let (compose, more) = put(begun, &to_be, "", || ItemId::from_bytes([4; 16]));
        assert_eq!(problems_of(&compose.done()), []);
        assert_eq!(more.map(|more| more.len()), Some(10_000));
        let kept: usize = to_be.rows[0].iter().map(|(_, value)| value.words().matches("word").count()).sum();
        let over: usize = plan_notes.iter().map(|note| note.matches("word").count()).sum();
        assert!(kept + over >= 2_499, "{kept} and {over}");
    }

    #[test]
    fn notes_are_not_said_twice() {
        let to_be = ToBe { notes: vec!["Bring wellies".to_owned(), "Trip on Friday".to_owned()], ..ToBe::default() };
        let begun = Compose::begin(
            ChangeId::from_bytes([1; 16]),
            Moment(0),
            plan::KIND,
            CircleId::from_bytes([2; 16]),
            RecordId::from_bytes([3; 16]),
        );
        let (compose, _) = put(begun, &to_be, "Bring wellies", || ItemId::from_bytes([4; 16]));
        let written = compose.done().edits.into_iter().find_map(|edit| match edit {
            domain::change::Edit::Write { text, .. } => Some(text),
            _ => None,
        });
        assert_eq!(written.as_deref(), Some("Bring wellies\nTrip on Friday"));
    }
}
