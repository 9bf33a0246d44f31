//! What is being written about a plan and not recorded yet: who it is for, a pasted table with what was answered
//! about it, a row in the making. Kept as the plan's draft, so that a reload loses nothing.

use chrono::NaiveDate;
use domain::calendar::HalfTerm;
use domain::compose::{Compose, with};
use domain::field::{FieldKey, Prose};
use domain::file::FileFact;
use domain::ids::ItemId;
use domain::kinds::{medium_term_plan as plan, pupil};
use domain::plan_table::{Answers, Document};
use domain::record::{Item, Record};
use domain::value::Value;
use serde::{Deserialize, Serialize};
use worker::protocol::DocumentError;

use super::import::Split;
use crate::circle::Circle;
use crate::features::work::Kept;
use crate::forms::FormName;

/// The draft.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub(super) struct PlanDraft {
    /// A plan that is no record yet.
    pub(super) about: Option<AboutPlan>,
    /// What was typed, or pasted without a table in it.
    pub(super) typed: String,
    /// The tables that were found.
    pub(super) source: Option<Source>,
    /// What was answered about each table.
    pub(super) answers: Vec<Answers>,
    /// What goes where, when there are several subjects.
    pub(super) split: Option<Split>,
    /// Why the last file or paste could not be read.
    pub(super) problem: Option<NotRead>,
    /// A row that is being written.
    pub(super) row: Option<RowForm>,
}

/// Tables, and where they come from.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub(super) struct Source {
    pub(super) document: Document,
    /// The file that was opened, kept on this device.
    pub(super) file: Option<FileFact>,
}

/// A file or paste that gave no table.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(super) struct NotRead {
    /// Why; `None` where we could not even try.
    pub(super) why: Option<DocumentError>,
    /// The file, kept on this device, so that it can be attached as it is.
    pub(super) file: Option<FileFact>,
}

/// What a plan is about.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub(super) struct AboutPlan {
    pub(super) subject: String,
    pub(super) topic: String,
    pub(super) class: String,
    pub(super) first: Option<NaiveDate>,
    pub(super) last: Option<NaiveDate>,
}

/// A row as a form.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub(super) struct RowForm {
    /// The row it changes; `None` for a new one.
    pub(super) item: Option<ItemId>,
    pub(super) week: String,
    pub(super) starts: String,
    pub(super) learn: String,
    pub(super) activity: String,
    pub(super) words: String,
    pub(super) worksheet: String,
    pub(super) assessed: String,
    pub(super) notes: String,
}

impl Kept for PlanDraft {
    const NAME: FormName = FormName::Plan;

    fn words(&self) -> String {
        let about = self.about.iter().flat_map(|about| [&about.subject, &about.topic]).map(String::as_str);
        let cells = self.source.iter().flat_map(|source| &source.document.tables).flat_map(|table| table.grid.texts());
        let cells = cells.map(|(_, text)| text);
        let row = self.row.iter().flat_map(RowForm::texts);
        let all = about.chain([self.typed.as_str()]).chain(cells).chain(row);
        all.map(str::trim).filter(|text| !text.is_empty()).collect::<Vec<_>>().join("\n")
    }

    fn is_begun(&self) -> bool {
        let about =
            self.about.as_ref().is_some_and(|about| !about.subject.trim().is_empty() || !about.topic.trim().is_empty());
        // A row that holds nothing yet is no more than a sheet that was opened; one that changes a row may have been emptied.
        let row = self.row.as_ref().is_some_and(|row| !row.is_empty() || row.item.is_some());
        about || !self.typed.trim().is_empty() || self.source.is_some() || self.problem.is_some() || row
    }
}

impl AboutPlan {
    /// What is likely for a new plan: the half term that runs or comes, the child's class.
    pub(super) fn fresh(circle: &Circle, today: NaiveDate) -> Self {
        let calendar = circle.calendar();
        let half_term = calendar.half_term(today);
        Self {
            class: circle.view.pupil().map(|pupil| pupil.text(pupil::CLASS).to_owned()).unwrap_or_default(),
            first: half_term.map(|half_term| half_term.first),
            last: half_term.map(|half_term| half_term.last),
            ..Self::default()
        }
    }

    pub(super) fn of(plan: &Record) -> Self {
        Self {
            subject: plan.text(plan::SUBJECT).to_owned(),
            topic: plan.text(plan::TOPIC).to_owned(),
            class: plan.text(plan::CLASS).to_owned(),
            first: plan.get(plan::FIRST_DAY),
            last: plan.get(plan::LAST_DAY),
        }
    }

    /// The half terms to choose from: the one that runs or comes, the next, and the one chosen before.
    pub(super) fn half_terms(&self, circle: &Circle, today: NaiveDate) -> Vec<HalfTerm> {
        let calendar = circle.calendar();
        let near = [calendar.half_term(today), calendar.next_half_term(today)];
        let mut found: Vec<HalfTerm> = near.into_iter().flatten().cloned().collect();
        if let (Some(first), Some(last)) = (self.first, self.last)
            && !found.iter().any(|half_term| half_term.first == first)
        {
            let named = calendar.half_terms.iter().find(|half_term| half_term.first == first).cloned();
            found.insert(0, named.unwrap_or(HalfTerm { name: String::new(), first, last }));
        }
        found
    }

    /// Writes it down.
    pub(super) fn write<'a>(&self, compose: Compose<'a>) -> Compose<'a> {
        let line = |text: &str, most: usize| super::model::shortened(text, most);
        let compose = compose
            .set(plan::SUBJECT, line(&self.subject, 80))
            .set(plan::TOPIC, line(&self.topic, 200))
            .set(plan::CLASS, line(&self.class, 60));
        match (self.first, self.last) {
            (Some(first), Some(last)) => compose.set(plan::FIRST_DAY, first).set(plan::LAST_DAY, last),
            _ => compose,
        }
    }
}

impl RowForm {
    pub(super) fn of(item: &Item) -> Self {
        let text = |text: &str| text.to_owned();
        Self {
            item: Some(item.id),
            week: text(item.text(plan::ROW_WEEK)),
            starts: item.get(plan::ROW_STARTS).map(|day| day.to_string()).unwrap_or_default(),
            learn: text(item.text(plan::ROW_OBJECTIVE)),
            activity: text(item.text(plan::ROW_ACTIVITY)),
            words: text(item.text(plan::ROW_VOCABULARY)),
            worksheet: text(item.text(plan::ROW_RESOURCES)),
            assessed: text(item.text(plan::ROW_ASSESSMENT)),
            notes: text(item.text(plan::ROW_NOTES)),
        }
    }

    fn texts(&self) -> [&str; 8] {
        [
            &self.week,
            &self.starts,
            &self.learn,
            &self.activity,
            &self.words,
            &self.worksheet,
            &self.assessed,
            &self.notes,
        ]
    }

    /// Whether there is anything in it that makes a row.
    pub(super) fn is_empty(&self) -> bool {
        let [_, _, texts @ ..] = self.texts();
        texts.iter().all(|text| text.trim().is_empty())
    }

    fn values(&self) -> Vec<(FieldKey, Value)> {
        let prose = |text: &str| Prose(text.trim().to_owned());
        let starts = self.starts.parse::<NaiveDate>().map_or(Value::Empty, Value::Date);
        vec![
            with(plan::ROW_WEEK, super::model::shortened(&self.week, 80)),
            (plan::ROW_STARTS.key, starts),
            with(plan::ROW_OBJECTIVE, prose(&self.learn)),
            with(plan::ROW_ACTIVITY, prose(&self.activity)),
            with(plan::ROW_VOCABULARY, prose(&self.words)),
            with(plan::ROW_RESOURCES, prose(&self.worksheet)),
            with(plan::ROW_ASSESSMENT, prose(&self.assessed)),
            with(plan::ROW_NOTES, prose(&self.notes)),
        ]
    }

    /// The change: a new row at the end, or what differs in the one it is about.
    pub(super) fn write<'a>(&self, compose: Compose<'a>, new: ItemId) -> Compose<'a> {
        match self.item {
            None => {
                let fields = self.values().into_iter().filter(|(_, value)| !value.is_empty()).collect();
                compose.add(plan::ROWS, new, fields)
            }
            Some(item) => self.values().into_iter().fold(compose, |compose, (key, value)| {
                compose.put(domain::change::At::item(plan::ROWS.key, item, key), value)
            }),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::features::work::read;
    use crate::forms;
    use domain::check::problems_of;
    use domain::ids::{ChangeId, CircleId, PersonId, RecordId};
    use domain::merge;
    use domain::plan_table::{Choice, Grid, Question, Table};
    use domain::scope::Revision;
    use domain::value::Moment;

    fn begin() -> Compose<'static> {
        let (change, circle, record) =
            (ChangeId::from_bytes([1; 16]), CircleId::from_bytes([2; 16]), RecordId::from_bytes([3; 16]));
        Compose::begin(change, Moment(0), plan::KIND, circle, record)
    }

    fn applied(compose: Compose<'_>) -> Record {
        merge::apply(None, &compose.done(), PersonId::from_bytes([4; 16]), Revision(1)).unwrap().record
    }

    #[test]
    fn a_draft_comes_back_as_it_was_left_with_its_table_and_its_answers() {
        let table = Table { grid: Grid::from_texts(&[&["Week", "Diff."], &["1", "Word mat"]]), ..Table::default() };
        let answers = Answers::new().with(Question::Column(1), Choice::Named("Ż".to_owned()));
        let draft = PlanDraft {
            source: Some(Source { document: Document { tables: vec![table], ..Document::default() }, file: None }),
            answers: vec![answers],
            split: Some(Split::Each),
            row: Some(RowForm { learn: "Halves".to_owned(), ..RowForm::default() }),
            ..PlanDraft::default()
        };
        let (record, circle) = (RecordId::from_bytes([3; 16]), CircleId::from_bytes([2; 16]));
        let stored = |form: String| {
            let words = String::new();
            sync::device::Draft { record, kind: plan::KIND, circle, at: Moment(0), form, words, version: 1 }
        };
        assert_eq!(read::<PlanDraft>(&stored(forms::written(FormName::Plan, &draft))), Some(draft.clone()));
        assert_eq!(read::<PlanDraft>(&stored(serde_json::to_string(&draft).unwrap())), Some(draft.clone()));
        // Empty as a plan's it would be, and thrown away as one.
        let general = stored(r#"{"fields":{"9":"Two texts in one"},"lists":{},"named":[]}"#.to_owned());
        assert_eq!(read::<PlanDraft>(&general), None, "what was typed on the general form is not the plan's");
        assert_eq!(draft.words(), "Week\nDiff.\n1\nWord mat\nHalves");
        assert!(draft.is_begun());
        // What an older version did not know of is empty.
        assert!(!serde_json::from_str::<PlanDraft>("{}").unwrap().is_begun());
        let opened = PlanDraft { row: Some(RowForm::default()), ..PlanDraft::default() };
        assert!(!opened.is_begun(), "a sheet that was only opened leaves nothing behind");
    }

    #[test]
    fn a_row_writes_only_what_differs() {
        let item = ItemId::from_bytes([9; 16]);
        let new = RowForm {
            week: "2".to_owned(),
            starts: "2026-11-09".to_owned(),
            learn: "Halves".to_owned(),
            ..RowForm::default()
        };
        let plan = applied(new.write(begin(), item));
        let row = plan.items(plan::ROWS)[0];
        assert_eq!(RowForm { item: Some(item), ..new }, RowForm::of(row));
        let same = RowForm::of(row).write(Compose::on(ChangeId::from_bytes([5; 16]), Moment(0), &plan), item);
        assert!(same.is_empty());
        let changed = RowForm { learn: "Quarters".to_owned(), starts: String::new(), ..RowForm::of(row) };
        let change = changed.write(Compose::on(ChangeId::from_bytes([5; 16]), Moment(0), &plan), item).done();
        assert_eq!(change.edits.len(), 2);
        assert_eq!(problems_of(&change), []);
    }

    #[test]
    fn what_a_plan_is_about_comes_back() {
        let day = |m, d| NaiveDate::from_ymd_opt(2026, m, d);
        let about = AboutPlan {
            subject: "Maths".to_owned(),
            topic: "fractions".to_owned(),
            class: "5 Kestrel".to_owned(),
            first: day(11, 2),
            last: day(12, 18),
        };
        assert_eq!(AboutPlan::of(&applied(about.write(begin()))), about);
    }
}
