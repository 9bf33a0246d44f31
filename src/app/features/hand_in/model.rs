//! What somebody is about to hand in, and what it becomes: plain Rust, kept as a draft, photos included.

use domain::compose::{Compose, with};
use domain::field::{ChoiceOf, Prose};
use domain::file::FileFact;
use domain::ids::{ItemId, RecordId};
use domain::kinds::work;
use serde::{Deserialize, Serialize};

use crate::features::session::VoiceForm;

/// A photo or file that is already kept on the device.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct PageForm {
    pub(crate) item: ItemId,
    pub(crate) file: FileFact,
    /// Quarter turns to the right, 0 to 3.
    pub(crate) turn: u8,
}

/// What the work is for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum Purpose {
    /// Anything the child wants to show.
    #[default]
    Free,
    /// A row of the school's plan.
    Row { plan: RecordId, row: ItemId },
    /// A lesson at school.
    Lesson(RecordId),
}

/// Everything on the screen. Fields may be added, each with a default: a draft outlives an update.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct HandInForm {
    pub(crate) title: String,
    pub(crate) subject: String,
    pub(crate) purpose: Purpose,
    pub(crate) pages: Vec<PageForm>,
    pub(crate) voice: Option<VoiceForm>,
    pub(crate) typed: String,
    pub(crate) comment: String,
    pub(crate) helped: Option<u8>,
    pub(crate) helper: String,
}

/// A page that was taken out, with its place, so that it can be put back.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Removed {
    pub(crate) at: usize,
    pub(crate) page: PageForm,
    /// What stands in its place now.
    pub(crate) instead: Option<ItemId>,
}

impl HandInForm {
    /// Where a page stands.
    pub(crate) fn place_of(&self, item: ItemId) -> Option<usize> {
        self.pages.iter().position(|page| page.item == item)
    }

    /// Moves a page one place towards the front or the back.
    pub(crate) fn shift(&mut self, item: ItemId, back: bool) {
        let Some(at) = self.place_of(item) else { return };
        let to = if back { at.saturating_sub(1) } else { (at + 1).min(self.pages.len() - 1) };
        self.pages.swap(at, to);
    }

    /// Turns a page a quarter to the right.
    pub(crate) fn turn(&mut self, item: ItemId) {
        if let Some(at) = self.place_of(item) {
            self.pages[at].turn = (self.pages[at].turn + 1) % 4;
        }
    }

    /// Takes a page out.
    pub(crate) fn remove(&mut self, item: ItemId) -> Option<Removed> {
        let at = self.place_of(item)?;
        Some(Removed { at, page: self.pages.remove(at), instead: None })
    }

    /// Puts a page back where it was.
    pub(crate) fn put_back(&mut self, removed: Removed) {
        match removed.instead.and_then(|item| self.place_of(item)) {
            Some(at) => self.pages[at] = removed.page,
            None => self.pages.insert(removed.at.min(self.pages.len()), removed.page),
        }
    }

    /// Another photo takes the place of a page.
    pub(crate) fn replace(&mut self, item: ItemId, page: PageForm) -> Option<Removed> {
        let Some(at) = self.place_of(item) else {
            self.pages.push(page);
            return None;
        };
        let instead = Some(page.item);
        Some(Removed { at, page: std::mem::replace(&mut self.pages[at], page), instead })
    }

    /// Whether there is anything to hand in.
    pub(crate) fn has_content(&self) -> bool {
        !self.pages.is_empty() || self.voice.is_some() || !self.typed.trim().is_empty()
    }

    /// Whether anything was begun that should be kept.
    pub(crate) fn is_begun(&self) -> bool {
        self.has_content() || !self.comment.trim().is_empty() || !self.title.trim().is_empty()
    }

    /// How many photos there are, files left out.
    pub(crate) fn photos(&self) -> usize {
        self.pages.iter().filter(|page| page.file.media.starts_with("image/")).count()
    }

    /// Its words, for the list of drafts.
    pub(crate) fn words(&self) -> String {
        let texts = [&self.title, &self.typed, &self.comment];
        texts.into_iter().filter(|text| !text.trim().is_empty()).map(String::as_str).collect::<Vec<_>>().join("\n")
    }

    /// The change that hands it in.
    pub(crate) fn hand_in<'a>(&self, compose: Compose<'a>, title: String) -> Compose<'a> {
        let mut compose = self.about(compose, title);
        for page in &self.pages {
            let mut fields = vec![with(work::FILE, page.file.clone())];
            if page.turn != 0 {
                fields.push(with(work::TURN, ChoiceOf(page.turn)));
            }
            compose = compose.add(work::PAGES, page.item, fields);
        }
        if let Some(voice) = &self.voice {
            compose = compose.add(work::PAGES, voice.item, vec![with(work::FILE, voice.file.clone())]);
        }
        compose
            .set(work::TYPED, Prose(self.typed.trim().to_owned()))
            .set(work::COMMENT, Prose(self.comment.trim().to_owned()))
            .move_to(work::HANDED_IN)
    }

    /// The change that says "not today": what was wanted stays said, nothing is missing or late.
    pub(crate) fn not_today<'a>(&self, compose: Compose<'a>, title: String) -> Compose<'a> {
        self.about(compose, title).move_to(work::NOT_TODAY)
    }

    fn about<'a>(&self, compose: Compose<'a>, title: String) -> Compose<'a> {
        let line = |text: &str| text.trim().to_owned();
        let mut compose = compose
            .set(work::TITLE, crate::features::session::shortened(&title, 200))
            .set(work::SUBJECT, line(&self.subject))
            .set(work::HELPER, line(&self.helper));
        if let Some(helped) = self.helped {
            compose = compose.set(work::HELPED, ChoiceOf(helped));
        }
        match self.purpose {
            Purpose::Free => compose.set(work::FOR, ChoiceOf(0)),
            Purpose::Row { plan, row } => {
                compose.set(work::FOR, ChoiceOf(1)).set(work::PLAN, plan).set(work::ROW, row.to_string())
            }
            Purpose::Lesson(lesson) => compose.set(work::FOR, ChoiceOf(2)).set(work::LESSON, lesson),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::check::problems_of;
    use domain::file::FileHash;
    use domain::ids::{ChangeId, CircleId, PersonId};
    use domain::merge;
    use domain::record::Record;
    use domain::scope::Revision;
    use domain::value::Moment;

    fn page(byte: u8) -> PageForm {
        let file = FileFact {
            hash: FileHash([byte; 32]),
            bytes: 10,
            media: "image/jpeg".to_owned(),
            name: String::new(),
            thumbnail: None,
        };
        PageForm { item: ItemId::from_bytes([byte; 16]), file, turn: 0 }
    }

    fn three() -> HandInForm {
        HandInForm { pages: vec![page(1), page(2), page(3)], ..HandInForm::default() }
    }

    fn order(form: &HandInForm) -> Vec<u8> {
        form.pages.iter().map(|page| page.item.as_bytes()[0]).collect()
    }

    fn begin() -> Compose<'static> {
        let circle = CircleId::from_bytes([2; 16]);
        Compose::begin(ChangeId::from_bytes([1; 16]), Moment(0), work::KIND, circle, RecordId::from_bytes([3; 16]))
    }

    fn applied(compose: Compose<'_>) -> Record {
        let change = compose.done();
        assert_eq!(problems_of(&change), vec![]);
        merge::apply(None, &change, PersonId::from_bytes([4; 16]), Revision::default()).unwrap().record
    }

    #[test]
    fn pages_keep_the_order_that_was_made() {
        let mut form = three();
        form.shift(page(3).item, true);
        form.shift(page(1).item, true);
        form.shift(page(2).item, false);
        assert_eq!(order(&form), [1, 3, 2]);
        form.turn(page(3).item);
        let record = applied(form.hand_in(begin(), "River poster".to_owned()));
        let pages: Vec<u8> = record.items(work::PAGES).iter().map(|item| item.id.as_bytes()[0]).collect();
        assert_eq!(pages, [1, 3, 2]);
        assert_eq!(record.items(work::PAGES)[1].get(work::TURN), Some(ChoiceOf(1)));
        assert_eq!(record.state, work::HANDED_IN);
    }

    #[test]
    fn a_removed_page_goes_back_to_its_place() {
        let mut form = three();
        let removed = form.remove(page(2).item).unwrap();
        assert_eq!(order(&form), [1, 3]);
        form.put_back(removed);
        assert_eq!(order(&form), [1, 2, 3]);
        let replaced = form.replace(page(2).item, page(7)).unwrap();
        assert_eq!(order(&form), [1, 7, 3]);
        form.put_back(replaced);
        assert_eq!(order(&form), [1, 2, 3]);
    }

    #[test]
    fn four_turns_are_none() {
        let mut form = three();
        (0..4).for_each(|_| form.turn(page(1).item));
        assert_eq!(form.pages[0].turn, 0);
    }

    #[test]
    fn not_today_keeps_what_it_was_for_and_nothing_else() {
        let form = HandInForm { purpose: Purpose::Lesson(RecordId::from_bytes([8; 16])), ..three() };
        let record = applied(form.not_today(begin(), "Rivers".to_owned()));
        assert_eq!(record.state, work::NOT_TODAY);
        assert_eq!(record.get(work::LESSON), Some(RecordId::from_bytes([8; 16])));
        assert!(record.items(work::PAGES).is_empty());
    }

    #[test]
    fn a_draft_comes_back_with_its_photos() {
        let form = HandInForm { comment: "I like the bend".to_owned(), helped: Some(1), ..three() };
        let kept = serde_json::to_string(&form).unwrap();
        assert_eq!(serde_json::from_str::<HandInForm>(&kept).unwrap(), form);
        assert_eq!(serde_json::from_str::<HandInForm>("{}").unwrap(), HandInForm::default());
    }

    #[test]
    fn words_alone_are_enough_to_hand_in() {
        let mut form = HandInForm { comment: "Hello".to_owned(), ..HandInForm::default() };
        assert!(!form.has_content() && form.is_begun());
        form.typed = "Once upon a time".to_owned();
        assert!(form.has_content());
    }
}
