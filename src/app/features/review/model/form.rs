//! What is being written in a review and is not saved yet, part by part. Each part knows what stood there when it was
//! opened, so that what others write meanwhile merges with it and is never written over.

use chrono::{NaiveDate, NaiveTime};
use domain::calendar::{from_london, london};
use domain::change::{At, Edit};
use domain::compose::{Compose, with};
use domain::field::{ChoiceOf, Field, Items, Prose};
use domain::file::FileFact;
use domain::ids::{ItemId, PersonId, RecordId};
use domain::kinds::progress_review as review;
use domain::record::Record;
use domain::value::Moment;
use serde::{Deserialize, Serialize};

use super::guests::Guest;
use super::items::{ActionForm, IssueForm, PriorityForm};

/// A text and what stood there when it was opened.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct Text {
    pub(crate) text: String,
    pub(crate) base: String,
}

impl Text {
    pub(crate) fn of(stood: &str) -> Self {
        Self { text: stood.to_owned(), base: stood.to_owned() }
    }
    /// Words to begin with, which stand nowhere yet.
    pub(crate) fn offered(text: String) -> Self {
        Self { text, base: String::new() }
    }
    pub(super) fn differs(&self) -> bool {
        self.text.trim() != self.base.trim()
    }
    pub(super) fn write<'a>(&self, compose: Compose<'a>, at: At) -> Compose<'a> {
        if !self.differs() {
            return compose;
        }
        compose.edit(Edit::Write { at, text: self.text.trim().to_owned(), base: self.base.clone() })
    }
    fn write_field<'a>(&self, compose: Compose<'a>, field: Field<Prose>) -> Compose<'a> {
        self.write(compose, At::field(field.key))
    }
}

/// A part that is written and saved by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Part {
    When,
    Pupil,
    Parent,
    Summary,
    Issue,
    Action,
    Measures,
    Priorities,
    Notes,
    Promise,
}

impl Part {
    pub(crate) const ALL: [Part; 10] = [
        Part::When,
        Part::Pupil,
        Part::Parent,
        Part::Summary,
        Part::Issue,
        Part::Action,
        Part::Measures,
        Part::Priorities,
        Part::Notes,
        Part::Promise,
    ];
}

/// When, where and with whom.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct WhenForm {
    /// "2026-12-10".
    pub(crate) day: String,
    /// "14:00".
    pub(crate) time: String,
    pub(crate) place: String,
    pub(crate) link: String,
    pub(crate) people: Vec<PersonId>,
}

impl WhenForm {
    pub(crate) fn of(record: &Record) -> Self {
        let at = record.get(review::WHEN).and_then(london);
        let people = record.items(review::ATTENDEES).into_iter().filter_map(|item| item.get(review::ATTENDEE));
        Self {
            day: at.map(|at| at.date().to_string()).unwrap_or_default(),
            time: at.map(|at| at.format("%H:%M").to_string()).unwrap_or_default(),
            place: record.text(review::PLACE).to_owned(),
            link: record.text(review::LINK).to_owned(),
            people: people.collect(),
        }
    }

    /// The moment, if day and time can be read.
    pub(crate) fn moment(&self) -> Option<Moment> {
        let day: NaiveDate = self.day.trim().parse().ok()?;
        let time = NaiveTime::parse_from_str(self.time.trim(), "%H:%M").ok()?;
        from_london(day.and_time(time))
    }

    pub(crate) fn tick(&mut self, person: PersonId, on: bool) {
        self.people.retain(|ticked| *ticked != person);
        if on {
            self.people.push(person);
        }
    }

    /// Adds it to a change; `begins` where that change begins the record.
    pub(crate) fn write<'a>(
        &self,
        compose: Compose<'a>,
        record: &Record,
        guests: &[Guest],
        begins: bool,
    ) -> Compose<'a> {
        let line = |text: &str| text.trim().to_owned();
        let mut compose = compose.set(review::PLACE, line(&self.place)).set(review::LINK, line(&self.link));
        if let Some(moment) = self.moment() {
            compose = compose.set(review::WHEN, moment);
        }
        let (mut named, mut unnamed) = (Vec::new(), Vec::new());
        for guest in guests {
            // A person's own bytes serve as the item: they stand in the list once.
            let item = ItemId::from_bytes(*guest.person.as_bytes());
            let there = record
                .items(review::ATTENDEES)
                .into_iter()
                .find(|item| item.get(review::ATTENDEE) == Some(guest.person));
            let asked = self.people.contains(&guest.person);
            let was_here = record.item(review::ATTENDEES.key, item).is_some();
            compose = match (there, asked) {
                (None, true) if was_here => compose.edit(Edit::RestoreItem { list: review::ATTENDEES.key, item }),
                (None, true) => compose.add(
                    review::ATTENDEES,
                    item,
                    vec![
                        with(review::ATTENDEE, guest.person),
                        with(review::ATTENDEE_NAME, guest.name.clone()),
                        with(review::ATTENDEE_ROLE, guest.part.clone()),
                        with(review::ATTENDEE_COMING, ChoiceOf(0)),
                    ],
                ),
                (Some(there), false) => compose.remove(review::ATTENDEES, there.id),
                _ => compose,
            };
            if guest.by_name() && asked && !record.named.contains(&guest.person) {
                named.push(guest.person);
            }
            if guest.by_name() && there.is_some() && !asked {
                unnamed.push(guest.person);
            }
        }
        match (begins, named.is_empty() && unnamed.is_empty()) {
            (true, _) => compose.named(named),
            (false, true) => compose,
            (false, false) => compose.name(named, unnamed),
        }
    }
}

/// A file that is already kept on the device.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct FileForm {
    pub(crate) item: ItemId,
    pub(crate) file: FileFact,
}

/// The child's view, or the family's.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct ViewForm {
    pub(crate) words: Text,
    /// How the child said it: a place in `VIEW_WAYS`. Nothing for the family.
    pub(crate) way: Option<u8>,
    pub(crate) writer: String,
    pub(crate) files: Vec<FileForm>,
}

/// In `VIEW_WAYS`: somebody wrote it for the child.
pub(crate) const WRITTEN_FOR_ME: u8 = 3;

impl ViewForm {
    pub(crate) fn pupil(record: &Record, writer: Option<&str>) -> Self {
        let stands = record.get(review::PUPIL_VIEW_WAY).map(|way| way.0);
        let written = record.text(review::PUPIL_VIEW_WRITER).to_owned();
        Self {
            words: Text::of(record.text(review::PUPIL_VIEW)),
            way: stands.or(Some(if writer.is_some() { WRITTEN_FOR_ME } else { 0 })),
            writer: if written.is_empty() { writer.unwrap_or_default().to_owned() } else { written },
            files: Vec::new(),
        }
    }

    pub(crate) fn parent(record: &Record) -> Self {
        Self { words: Text::of(record.text(review::PARENT_VIEW)), ..Self::default() }
    }

    pub(crate) fn add(&mut self, item: ItemId, file: FileFact) {
        self.files.push(FileForm { item, file });
    }

    fn differs(&self) -> bool {
        self.words.differs() || !self.files.is_empty()
    }

    fn write<'a>(&self, compose: Compose<'a>, words: Field<Prose>, files: Field<Items>) -> Compose<'a> {
        let compose = self.words.write_field(compose, words);
        self.files
            .iter()
            .fold(compose, |compose, file| compose.add(files, file.item, vec![with(review::FILE, file.file.clone())]))
    }

    fn write_pupil<'a>(&self, compose: Compose<'a>) -> Compose<'a> {
        let for_child = self.way == Some(WRITTEN_FOR_ME);
        let compose = self.write(compose, review::PUPIL_VIEW, review::PUPIL_VIEW_FILES);
        let compose = match self.way {
            Some(way) => compose.set(review::PUPIL_VIEW_WAY, ChoiceOf(way)),
            None => compose,
        };
        match for_child {
            true => compose.set(review::PUPIL_VIEW_WRITER, self.writer.trim().to_owned()),
            false => compose.clear(review::PUPIL_VIEW_WRITER),
        }
    }
}

/// The value of one measure at this review.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct MeasureForm {
    pub(crate) measure: RecordId,
    pub(crate) value: String,
    pub(crate) before: String,
}

impl MeasureForm {
    pub(crate) fn number(&self) -> Option<i64> {
        self.value.trim().parse().ok()
    }
    pub(super) fn is_wrong(&self) -> bool {
        !self.value.trim().is_empty() && self.number().is_none_or(|number| number.abs() > 1_000_000)
    }
}

/// Everything that is open on the page. Fields may be added, each with a default: a draft outlives an update.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct ReviewForm {
    pub(crate) when: Option<WhenForm>,
    /// What stood in `when` when it was opened.
    pub(crate) when_before: WhenForm,
    pub(crate) pupil: Option<ViewForm>,
    pub(crate) parent: Option<ViewForm>,
    pub(crate) summary: Option<Text>,
    /// Work and targets that the pack leaves out.
    pub(crate) left_out: Vec<RecordId>,
    pub(crate) issue: Option<IssueForm>,
    pub(crate) action: Option<ActionForm>,
    pub(crate) measures: Option<Vec<MeasureForm>>,
    pub(crate) priorities: Option<Vec<PriorityForm>>,
    pub(crate) notes: Option<Text>,
    pub(crate) you_said: Option<Text>,
    pub(crate) we_did: Option<Text>,
}

impl ReviewForm {
    pub(crate) fn is_open(&self, part: Part) -> bool {
        match part {
            Part::When => self.when.is_some(),
            Part::Pupil => self.pupil.is_some(),
            Part::Parent => self.parent.is_some(),
            Part::Summary => self.summary.is_some(),
            Part::Issue => self.issue.is_some(),
            Part::Action => self.action.is_some(),
            Part::Measures => self.measures.is_some(),
            Part::Priorities => self.priorities.is_some(),
            Part::Notes => self.notes.is_some(),
            Part::Promise => self.you_said.is_some() || self.we_did.is_some(),
        }
    }

    pub(crate) fn close(&mut self, part: Part) {
        match part {
            Part::When => self.when = None,
            Part::Pupil => self.pupil = None,
            Part::Parent => self.parent = None,
            Part::Summary => self.summary = None,
            Part::Issue => self.issue = None,
            Part::Action => self.action = None,
            Part::Measures => self.measures = None,
            Part::Priorities => self.priorities = None,
            Part::Notes => self.notes = None,
            Part::Promise => (self.you_said, self.we_did) = (None, None),
        }
    }

    /// Whether something in this part is not what stood there.
    pub(crate) fn differs(&self, part: Part) -> bool {
        let text = |text: &Option<Text>| text.as_ref().is_some_and(Text::differs);
        match part {
            Part::When => self.when.as_ref().is_some_and(|when| *when != self.when_before),
            Part::Pupil => self.pupil.as_ref().is_some_and(ViewForm::differs),
            Part::Parent => self.parent.as_ref().is_some_and(ViewForm::differs),
            Part::Summary => text(&self.summary),
            Part::Issue => self.issue.as_ref().is_some_and(IssueForm::differs),
            Part::Action => self.action.as_ref().is_some_and(ActionForm::is_begun),
            Part::Measures => self.measures.iter().flatten().any(|measure| measure.value != measure.before),
            Part::Priorities => self.priorities.iter().flatten().any(PriorityForm::differs),
            Part::Notes => text(&self.notes),
            Part::Promise => text(&self.you_said) || text(&self.we_did),
        }
    }

    /// Whether this part cannot be saved as it is.
    pub(crate) fn is_wrong(&self, part: Part) -> bool {
        match part {
            Part::When => self.when.as_ref().is_some_and(|when| when.moment().is_none()),
            Part::Issue => self.issue.as_ref().is_some_and(IssueForm::is_wrong),
            Part::Action => self.action.as_ref().is_some_and(|action| !action.is_whole()),
            Part::Measures => self.measures.iter().flatten().any(MeasureForm::is_wrong),
            _ => false,
        }
    }

    /// Whether there is anything to keep.
    pub(crate) fn is_begun(&self) -> bool {
        !self.left_out.is_empty() || Part::ALL.into_iter().any(|part| self.differs(part))
    }

    /// Adds what a part says of the review itself to a change.
    pub(crate) fn write<'a>(
        &self,
        part: Part,
        compose: Compose<'a>,
        record: &Record,
        guests: &[Guest],
        begins: bool,
    ) -> Compose<'a> {
        let text = |compose: Compose<'a>, text: &Option<Text>, field| match text {
            Some(text) => text.write_field(compose, field),
            None => compose,
        };
        match part {
            Part::When => match &self.when {
                Some(when) => when.write(compose, record, guests, begins),
                None => compose,
            },
            Part::Pupil => match &self.pupil {
                Some(view) => view.write_pupil(compose),
                None => compose,
            },
            Part::Parent => match &self.parent {
                Some(view) => view.write(compose, review::PARENT_VIEW, review::PARENT_VIEW_FILES),
                None => compose,
            },
            Part::Summary => text(compose, &self.summary, review::SUMMARY),
            Part::Notes => text(compose, &self.notes, review::NOTES),
            Part::Promise => {
                let compose = text(compose, &self.you_said, review::YOU_SAID);
                text(compose, &self.we_did, review::WE_DID)
            }
            Part::Issue => match &self.issue {
                Some(issue) => issue.write(compose, record),
                None => compose,
            },
            Part::Priorities => {
                self.priorities.iter().flatten().fold(compose, |compose, priority| priority.write(compose, record))
            }
            Part::Measures => {
                self.measures.iter().flatten().fold(compose, |compose, measure| write_measure(measure, compose, record))
            }
            Part::Action => compose,
        }
    }

    /// Its words, for the list of drafts.
    pub(crate) fn words(&self) -> String {
        let mut texts: Vec<&str> = Vec::new();
        texts.extend(self.pupil.iter().chain(&self.parent).map(|view| view.words.text.as_str()));
        texts.extend(
            [&self.summary, &self.notes, &self.you_said, &self.we_did]
                .into_iter()
                .flatten()
                .map(|text| text.text.as_str()),
        );
        texts.extend(self.issue.iter().flat_map(IssueForm::words));
        texts.extend(self.action.iter().map(|action| action.what.as_str()));
        texts.extend(self.priorities.iter().flatten().map(|priority| priority.words.text.as_str()));
        texts.retain(|text| !text.trim().is_empty());
        texts.join("\n")
    }
}

fn write_measure<'a>(measure: &MeasureForm, compose: Compose<'a>, record: &Record) -> Compose<'a> {
    let Some(value) = measure.number().filter(|_| measure.value != measure.before) else { return compose };
    let item = ItemId::from_bytes(*measure.measure.as_bytes());
    match record.item(review::MEASURES.key, item) {
        Some(_) => compose.set_in(review::MEASURES, item, review::MEASURE_VALUE, value),
        None => compose.add(
            review::MEASURES,
            item,
            vec![with(review::MEASURE, measure.measure), with(review::MEASURE_VALUE, value)],
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::{changed, day, noon, person, review as begin};
    use super::*;
    use domain::role::Role;

    #[test]
    fn a_date_asks_people_and_shows_the_review_to_those_who_need_a_name() {
        let record = begin(5);
        let guest = |number, role| Guest {
            person: person(number),
            name: "Helen".to_owned(),
            part: "Class teacher".to_owned(),
            role,
        };
        let guests = [guest(2, Role::ClassTeacher), guest(3, Role::Parent), guest(4, Role::Therapist)];
        let mut form = WhenForm {
            day: "2026-12-10".to_owned(),
            time: "14:00".to_owned(),
            people: vec![person(2), person(3)],
            ..WhenForm::default()
        };
        let booked = changed(&record, day(11, 28), |compose| form.write(compose, &record, &guests, false));
        assert_eq!(booked.get(review::WHEN), form.moment());
        assert_eq!(booked.items(review::ATTENDEES).len(), 2);
        assert_eq!(booked.named, [person(2)], "a parent needs no name, a therapist was not asked");
        assert_eq!(WhenForm::of(&booked), form);
        form.tick(person(2), false);
        let less = changed(&booked, day(11, 29), |compose| form.write(compose, &booked, &guests, false));
        assert_eq!(less.named, []);
        form.tick(person(2), true);
        let again = changed(&less, day(11, 30), |compose| form.write(compose, &less, &guests, false));
        assert_eq!(again.items(review::ATTENDEES).len(), 2);
    }

    #[test]
    fn a_day_that_is_none_cannot_be_booked() {
        let form = ReviewForm {
            when: Some(WhenForm { day: "soon".to_owned(), time: "14:00".to_owned(), ..WhenForm::default() }),
            ..ReviewForm::default()
        };
        assert!(form.is_wrong(Part::When));
    }

    #[test]
    fn words_of_others_that_came_meanwhile_stay_beside_mine() {
        let record = changed(&begin(5), day(11, 28), |compose| compose.write(review::NOTES, "One.\nTwo.\nThree."));
        let mut notes = Text::of(record.text(review::NOTES));
        let meanwhile =
            changed(&record, day(11, 29), |compose| compose.write(review::NOTES, "One, by Helen.\nTwo.\nThree."));
        notes.text.push_str("\nFour, by Grace.");
        let both = changed(&meanwhile, day(11, 30), |compose| notes.write(compose, At::field(review::NOTES.key)));
        assert!(both.text(review::NOTES).contains("by Helen"), "{}", both.text(review::NOTES));
        assert!(both.text(review::NOTES).contains("by Grace"));
    }

    #[test]
    fn what_a_child_says_through_somebody_names_who_wrote_it_down() {
        let record = begin(5);
        let mut view = ViewForm::pupil(&record, Some("Grace"));
        view.words.text = "More friends on the screen.".to_owned();
        let form = ReviewForm { pupil: Some(view), ..ReviewForm::default() };
        let said = changed(&record, day(12, 1), |compose| form.write(Part::Pupil, compose, &record, &[], false));
        assert_eq!(said.text(review::PUPIL_VIEW_WRITER), "Grace");
        let own = ReviewForm {
            pupil: Some(ViewForm { way: Some(0), ..ViewForm::pupil(&said, None) }),
            ..ReviewForm::default()
        };
        let said = changed(&said, day(12, 2), |compose| own.write(Part::Pupil, compose, &said, &[], false));
        assert_eq!(said.text(review::PUPIL_VIEW_WRITER), "");
    }

    #[test]
    fn opening_a_part_is_nothing_to_keep_and_typing_is() {
        let mut form = ReviewForm { notes: Some(Text::of("As it was")), ..ReviewForm::default() };
        assert!(!form.is_begun());
        form.notes = Some(Text { text: "Changed".to_owned(), base: "As it was".to_owned() });
        assert!(form.is_begun());
        assert_eq!(form.words(), "Changed");
        assert!(noon(day(12, 1)).0 > 0);
    }
}
