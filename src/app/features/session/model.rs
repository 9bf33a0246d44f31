//! What a session form holds and what it becomes: plain Rust, kept as a draft with every few keystrokes.

use domain::calendar::london_day;
use domain::compose::{Compose, with};
use domain::field::{ChoiceOf, Prose};
use domain::file::FileFact;
use domain::ids::{ItemId, PersonId, RecordId};
use domain::kinds::{resource_request, session};
use domain::value::Moment;
use serde::{Deserialize, Serialize};

/// How far a row came, in the order of the three parts on the screen; leaving out for good stands apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum HowFar {
    Taught,
    Part,
    NotToday,
    Skipped,
}

impl HowFar {
    fn choice(self) -> ChoiceOf {
        match self {
            HowFar::Taught => session::TAUGHT,
            HowFar::Part => session::PART_OF_IT,
            HowFar::NotToday => session::NOT_TODAY,
            HowFar::Skipped => session::SKIPPED,
        }
    }

    /// As a record keeps it.
    pub(crate) fn of_choice(choice: ChoiceOf) -> Option<Self> {
        [Self::Taught, Self::Part, Self::NotToday, Self::Skipped].into_iter().find(|far| far.choice() == choice)
    }
}

/// One plan row that the session deals with.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct RowForm {
    pub(crate) item: ItemId,
    pub(crate) plan: RecordId,
    pub(crate) row: ItemId,
    /// What the row says now, for when the plan changes.
    pub(crate) words: String,
    pub(crate) how_far: HowFar,
}

/// A photo that is already kept on the device.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct PhotoForm {
    pub(crate) item: ItemId,
    pub(crate) file: FileFact,
}

/// A recording that is already kept on the device.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct VoiceForm {
    pub(crate) item: ItemId,
    pub(crate) file: FileFact,
    pub(crate) seconds: u32,
}

/// A worksheet that is asked for when the session is finished.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct AskForm {
    pub(crate) record: RecordId,
    pub(crate) plan: RecordId,
    pub(crate) row: ItemId,
    pub(crate) what: String,
}

/// Everything on the screen. Fields may be added, each with a default: a draft outlives an update.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct SessionForm {
    pub(crate) started: Moment,
    pub(crate) place: u8,
    pub(crate) subject: String,
    pub(crate) plan: Option<RecordId>,
    pub(crate) rows: Vec<RowForm>,
    /// Rows picked by hand from elsewhere in the plan: shown although nothing is said of them yet.
    pub(crate) picked: Vec<(RecordId, ItemId)>,
    pub(crate) something_else: Option<String>,
    pub(crate) rating: Option<u8>,
    pub(crate) pupil_said: String,
    pub(crate) photos: Vec<PhotoForm>,
    pub(crate) voice: Option<VoiceForm>,
    pub(crate) what_happened: String,
    pub(crate) next_step: String,
    pub(crate) targets: Vec<RecordId>,
    pub(crate) asks: Vec<AskForm>,
    pub(crate) tell_school: bool,
    pub(crate) share_with_family: bool,
    pub(crate) not_done: Option<u8>,
}

impl SessionForm {
    /// Says how far a row came; the same answer again takes it back.
    pub(crate) fn mark(&mut self, new: RowForm) {
        match self.rows.iter().position(|row| (row.plan, row.row) == (new.plan, new.row)) {
            Some(at) if self.rows[at].how_far == new.how_far => {
                self.rows.remove(at);
            }
            Some(at) => self.rows[at].how_far = new.how_far,
            None => self.rows.push(new),
        }
    }

    /// How far a row came, if said.
    pub(crate) fn how_far(&self, plan: RecordId, row: ItemId) -> Option<HowFar> {
        self.rows.iter().find(|said| (said.plan, said.row) == (plan, row)).map(|said| said.how_far)
    }

    /// Asks for a row's worksheet, or no longer.
    pub(crate) fn ask(&mut self, new: AskForm) {
        let before = self.asks.len();
        self.asks.retain(|ask| (ask.plan, ask.row) != (new.plan, new.row));
        if self.asks.len() == before {
            self.asks.push(new);
        }
    }

    pub(crate) fn asks_for(&self, plan: RecordId, row: ItemId) -> bool {
        self.asks.iter().any(|ask| (ask.plan, ask.row) == (plan, row))
    }

    /// Works towards a target, or no longer.
    pub(crate) fn tick(&mut self, target: RecordId, on: bool) {
        self.targets.retain(|ticked| *ticked != target);
        if on {
            self.targets.push(target);
        }
    }

    /// Whether anything was done that is worth recording.
    pub(crate) fn has_content(&self) -> bool {
        let texts = [&self.what_happened, &self.next_step, &self.pupil_said];
        self.rows.iter().any(|row| matches!(row.how_far, HowFar::Taught | HowFar::Part | HowFar::Skipped))
            || self.something_else.is_some()
            || self.rating.is_some()
            || !self.photos.is_empty()
            || self.voice.is_some()
            || !self.targets.is_empty()
            || texts.iter().any(|text| !text.trim().is_empty())
    }

    /// Its words, for the list of drafts.
    pub(crate) fn words(&self) -> String {
        let rows = self.rows.iter().map(|row| row.words.as_str());
        let texts = [
            self.subject.as_str(),
            self.something_else.as_deref().unwrap_or_default(),
            &self.what_happened,
            &self.next_step,
            &self.pupil_said,
        ];
        let all = texts.into_iter().chain(rows).filter(|text| !text.trim().is_empty());
        all.collect::<Vec<_>>().join("\n")
    }

    /// How long it has run, in whole minutes.
    pub(crate) fn minutes(&self, now: Moment) -> i64 {
        ((now.0 - self.started.0) / 60_000).max(0)
    }

    /// The change that records it: a whole session, shared with the circle. `compose` begins the record or changes
    /// the planned one.
    pub(crate) fn finish<'a>(&self, compose: Compose<'a>, teacher: PersonId, ended: Moment) -> Compose<'a> {
        let text = |text: &str| Prose(text.trim().to_owned());
        let mut compose = compose
            .set(session::DATE, london_day(self.started))
            .set(session::PLACE, ChoiceOf(self.place))
            .set(session::STARTED, self.started)
            .set(session::ENDED, ended)
            .set(session::TEACHER, teacher)
            .set(session::SUBJECT, self.subject.trim().to_owned())
            .set(session::SOMETHING_ELSE, text(self.something_else.as_deref().unwrap_or_default()))
            .set(session::WHAT_HAPPENED, text(&self.what_happened))
            .set(session::PUPIL_SAID, text(&self.pupil_said))
            .set(session::NEXT_STEP, text(&self.next_step));
        for row in &self.rows {
            let fields = vec![
                with(session::ROW_PLAN, row.plan),
                with(session::ROW_ITEM, row.row.to_string()),
                with(session::ROW_HOW_FAR, row.how_far.choice()),
                with(session::ROW_WORDS, shortened(&row.words, 300)),
            ];
            compose = compose.add(session::ROWS, row.item, fields);
        }
        for target in &self.targets {
            // The target's own bytes serve as the item: it stands in the list once.
            let item = ItemId::from_bytes(*target.as_bytes());
            compose = compose.add(session::TARGETS, item, vec![with(session::TARGET, *target)]);
        }
        for photo in &self.photos {
            compose = compose.add(session::PHOTOS, photo.item, vec![with(session::FILE, photo.file.clone())]);
        }
        if let Some(voice) = &self.voice {
            compose = compose.add(session::VOICE, voice.item, vec![with(session::FILE, voice.file.clone())]);
        }
        if let Some(rating) = self.rating {
            compose = compose.set(session::RATING, ChoiceOf(rating));
        }
        if self.tell_school {
            compose = compose.set(session::TELL_SCHOOL, true);
        }
        if let Some(why) = self.not_done {
            compose = compose.set(session::NOT_DONE_WHY, ChoiceOf(why));
        }
        match self.not_done {
            None => compose.move_to(session::DONE).move_to(session::SHARED),
            Some(_) if self.has_content() => compose.move_to(session::PART).move_to(session::SHARED),
            Some(_) => compose.move_to(session::NOT_DONE),
        }
    }
}

impl AskForm {
    /// The change that asks.
    pub(crate) fn request(&self, compose: Compose<'static>) -> Compose<'static> {
        compose
            .set(resource_request::WHAT, shortened(&self.what, 300))
            .set(resource_request::PLAN, self.plan)
            .set(resource_request::ROW, self.row.to_string())
    }
}

/// At most so many characters; a longer text ends in three dots.
pub(crate) fn shortened(text: &str, most: usize) -> String {
    let text = text.trim();
    if text.chars().count() <= most {
        return text.to_owned();
    }
    text.chars().take(most - 1).chain(['…']).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::change::Change;
    use domain::check::problems_of;
    use domain::ids::{ChangeId, CircleId};
    use domain::merge;
    use domain::record::Record;
    use domain::scope::Revision;

    const NOW: Moment = Moment(1_794_480_420_000);

    fn id(byte: u8) -> RecordId {
        RecordId::from_bytes([byte; 16])
    }

    fn row(byte: u8, how_far: HowFar) -> RowForm {
        let row = ItemId::from_bytes([byte; 16]);
        RowForm { item: row, plan: id(9), row, words: "Fractions on a number line".to_owned(), how_far }
    }

    fn recorded(form: &SessionForm) -> (Change, Record) {
        let begin =
            Compose::begin(ChangeId::from_bytes([1; 16]), NOW, session::KIND, CircleId::from_bytes([2; 16]), id(3));
        let change = form.finish(begin, PersonId::from_bytes([4; 16]), Moment(NOW.0 + 23 * 60_000)).done();
        let record = merge::apply(None, &change, PersonId::from_bytes([4; 16]), Revision::default()).unwrap().record;
        (change, record)
    }

    fn form() -> SessionForm {
        SessionForm { started: NOW, subject: "Maths".to_owned(), ..SessionForm::default() }
    }

    #[test]
    fn a_finished_session_is_shared_with_what_was_marked() {
        let mut form = form();
        form.mark(row(1, HowFar::Taught));
        form.mark(row(2, HowFar::Part));
        form.tick(id(7), true);
        form.what_happened = " Zara placed 3/4 by herself. ".to_owned();
        form.tell_school = true;
        let (change, record) = recorded(&form);
        assert_eq!(problems_of(&change), vec![]);
        assert_eq!(record.state, session::SHARED);
        assert_eq!(session::minutes(&record), Some(23));
        assert_eq!(record.text(session::WHAT_HAPPENED), "Zara placed 3/4 by herself.");
        let far: Vec<_> = session::rows(&record).into_iter().map(|row| row.how_far).collect();
        assert_eq!(far, [Some(session::TAUGHT), Some(session::PART_OF_IT)]);
        assert!(session::is_unseen(&record));
    }

    #[test]
    fn marking_the_same_again_takes_it_back() {
        let mut form = form();
        form.mark(row(1, HowFar::Taught));
        form.mark(row(1, HowFar::Part));
        assert_eq!(form.how_far(id(9), ItemId::from_bytes([1; 16])), Some(HowFar::Part));
        form.mark(row(1, HowFar::Part));
        assert_eq!(form.rows, vec![]);
    }

    #[test]
    fn stopping_early_keeps_what_was_done_and_not_starting_is_no_session() {
        let mut form = form();
        form.not_done = Some(0);
        assert_eq!(recorded(&form).1.state, session::NOT_DONE);
        form.mark(row(1, HowFar::NotToday));
        assert_eq!(recorded(&form).1.state, session::NOT_DONE);
        form.mark(row(2, HowFar::Part));
        let (_, record) = recorded(&form);
        assert_eq!(record.state, session::SHARED);
        assert_eq!(record.get(session::NOT_DONE_WHY), Some(ChoiceOf(0)));
    }

    #[test]
    fn a_draft_comes_back_as_it_was_and_older_drafts_are_read() {
        let mut form = form();
        form.mark(row(1, HowFar::Taught));
        form.ask(AskForm { record: id(5), plan: id(9), row: ItemId::from_bytes([1; 16]), what: "Cards".to_owned() });
        form.something_else = Some("Played a game".to_owned());
        let kept = serde_json::to_string(&form).unwrap();
        assert_eq!(serde_json::from_str::<SessionForm>(&kept).unwrap(), form);
        let older: SessionForm = serde_json::from_str(r#"{"subject":"Maths","started":5}"#).unwrap();
        assert_eq!((older.subject.as_str(), older.started), ("Maths", Moment(5)));
    }

    #[test]
    fn asking_twice_is_not_asking() {
        let mut form = form();
        let ask = AskForm { record: id(5), plan: id(9), row: ItemId::from_bytes([1; 16]), what: "Cards".to_owned() };
        form.ask(ask.clone());
        assert!(form.asks_for(id(9), ItemId::from_bytes([1; 16])));
        form.ask(ask);
        assert_eq!(form.asks, vec![]);
    }

    #[test]
    fn long_words_are_shortened_to_what_a_line_holds() {
        assert_eq!(shortened(&"a".repeat(400), 300).chars().count(), 300);
        assert_eq!(shortened(" short ", 300), "short");
    }
}
