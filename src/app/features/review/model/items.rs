//! What is written in the lists of a review: what came up, what is decided, who does what, what matters next.

use chrono::NaiveDate;
use domain::change::{At, Edit};
use domain::compose::{Compose, with};
use domain::field::Prose;
use domain::ids::{ItemId, PersonId, RecordId};
use domain::kinds::{action, progress_review as review};
use domain::record::{Item, Record};
use domain::value::Value;
use serde::{Deserialize, Serialize};

use super::form::Text;

/// Something that somebody will do.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct ActionForm {
    pub(crate) record: RecordId,
    pub(crate) what: String,
    pub(crate) owner: Option<PersonId>,
    /// "2026-12-10", or nothing.
    pub(crate) due: String,
}

impl ActionForm {
    pub(crate) fn new(record: RecordId) -> Self {
        Self { record, what: String::new(), owner: None, due: String::new() }
    }
    pub(crate) fn is_begun(&self) -> bool {
        !self.what.trim().is_empty() || self.owner.is_some() || !self.due.trim().is_empty()
    }
    fn day(&self) -> Option<NaiveDate> {
        self.due.trim().parse().ok()
    }
    /// Whether it says what, and by when only as a day.
    pub(crate) fn is_whole(&self) -> bool {
        let what = self.what.trim();
        !what.is_empty() && what.chars().count() <= 300 && (self.due.trim().is_empty() || self.day().is_some())
    }
    /// The action's record; `compose` begins it.
    pub(crate) fn write<'a>(&self, compose: Compose<'a>, from: RecordId) -> Compose<'a> {
        let mut compose = compose.set(action::WHAT, self.what.trim().to_owned()).set(action::FROM_REVIEW, from);
        if let Some(owner) = self.owner {
            compose = compose.set(action::OWNER, owner);
        }
        if let Some(day) = self.day() {
            compose = compose.set(action::DUE, day);
        }
        compose
    }
}

/// What came up, what was decided, and what somebody will do about it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct IssueForm {
    pub(crate) item: ItemId,
    pub(crate) issue: Text,
    pub(crate) decision: Text,
    pub(crate) action: ActionForm,
}

impl IssueForm {
    pub(crate) fn new(item: ItemId, action: RecordId) -> Self {
        Self { item, issue: Text::default(), decision: Text::default(), action: ActionForm::new(action) }
    }
    pub(crate) fn of(item: &Item, action: RecordId) -> Self {
        let text = |field| Text::of(item.text::<Prose>(field));
        Self {
            item: item.id,
            issue: text(review::ISSUE),
            decision: text(review::DECISION),
            action: ActionForm::new(action),
        }
    }
    pub(super) fn differs(&self) -> bool {
        self.issue.differs() || self.decision.differs() || self.action.is_begun()
    }
    pub(super) fn is_wrong(&self) -> bool {
        (self.issue.text.trim().is_empty() && self.decision.text.trim().is_empty())
            || (self.action.is_begun() && !self.action.is_whole())
    }
    pub(super) fn words(&self) -> [&str; 3] {
        [&self.issue.text, &self.decision.text, &self.action.what]
    }
    pub(super) fn write<'a>(&self, compose: Compose<'a>, record: &Record) -> Compose<'a> {
        let at = |field| At::item(review::ISSUES.key, self.item, field);
        let follows = self.action.is_whole().then_some(self.action.record);
        if record.item(review::ISSUES.key, self.item).is_some() {
            let compose = self.issue.write(compose, at(review::ISSUE.key));
            let compose = self.decision.write(compose, at(review::DECISION.key));
            return match follows {
                Some(action) => compose.put(at(review::ISSUE_ACTION.key), Value::Record(action)),
                None => compose,
            };
        }
        let prose = |text: &Text| Prose(text.text.trim().to_owned());
        let texts = [(review::ISSUE, &self.issue), (review::DECISION, &self.decision)];
        let fields = texts
            .into_iter()
            .filter(|(_, text)| !text.text.trim().is_empty())
            .map(|(field, text)| with(field, prose(text)));
        let action = follows.map(|action| with(review::ISSUE_ACTION, action));
        compose.add(review::ISSUES, self.item, fields.chain(action).collect())
    }
}

/// What matters in the next half term, in one subject or in all.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct PriorityForm {
    pub(crate) item: ItemId,
    pub(crate) subject: String,
    pub(crate) subject_before: String,
    pub(crate) words: Text,
    pub(crate) removed: bool,
}

impl PriorityForm {
    pub(crate) fn new(item: ItemId, subject: String) -> Self {
        Self { item, subject_before: subject.clone(), subject, words: Text::default(), removed: false }
    }
    pub(crate) fn of(item: &Item) -> Self {
        let subject = item.text(review::PRIORITY_SUBJECT).to_owned();
        Self {
            item: item.id,
            subject_before: subject.clone(),
            subject,
            words: Text::of(item.text(review::PRIORITY)),
            removed: false,
        }
    }
    pub(super) fn differs(&self) -> bool {
        self.words.differs() || self.subject != self.subject_before || self.removed
    }
    pub(super) fn write<'a>(&self, compose: Compose<'a>, record: &Record) -> Compose<'a> {
        let subject = self.subject.trim().to_owned();
        let list = review::PRIORITIES;
        let is_there = record.item(list.key, self.item).is_some();
        if self.removed {
            return if is_there { compose.edit(Edit::RemoveItem { list: list.key, item: self.item }) } else { compose };
        }
        if is_there {
            let compose = match self.subject == self.subject_before {
                true => compose,
                false => compose.set_in(list, self.item, review::PRIORITY_SUBJECT, subject),
            };
            return self.words.write(compose, At::item(list.key, self.item, review::PRIORITY.key));
        }
        let text = self.words.text.trim();
        if text.is_empty() {
            return compose;
        }
        compose.add(
            list,
            self.item,
            vec![with(review::PRIORITY_SUBJECT, subject), with(review::PRIORITY, Prose(text.to_owned()))],
        )
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::{begun, changed, day, id, person, review as begin};
    use super::*;

    #[test]
    fn an_issue_becomes_a_decision_and_somebodys_action() {
        let record = begin(5);
        let mut issue = IssueForm::new(ItemId::from_bytes([7; 16]), id(8));
        assert!(issue.is_wrong(), "nothing came up");
        issue.issue.text = "Small print is hard.".to_owned();
        issue.decision.text = "Larger print in tests.".to_owned();
        issue.action = ActionForm {
            what: "Ask for larger print".to_owned(),
            owner: Some(person(2)),
            due: "2026-12-04".to_owned(),
            ..issue.action
        };
        let decided = changed(&record, day(12, 1), |compose| issue.write(compose, &record));
        let item = decided.items(review::ISSUES)[0].clone();
        assert_eq!(item.get(review::ISSUE_ACTION), Some(id(8)));
        let action = begun(8, action::KIND, day(12, 1), |compose| issue.action.write(compose, record.id));
        assert_eq!((action.get(action::OWNER), action.get(action::DUE)), (Some(person(2)), Some(day(12, 4))));
        assert_eq!(action.get(action::FROM_REVIEW), Some(record.id));
        let mut again = IssueForm::of(&item, id(9));
        again.decision.text = "Larger print everywhere.".to_owned();
        let changed = changed(&decided, day(12, 2), |compose| again.write(compose, &decided));
        assert_eq!(changed.items(review::ISSUES)[0].text(review::DECISION), "Larger print everywhere.");
        assert_eq!(changed.items(review::ISSUES)[0].get(review::ISSUE_ACTION), Some(id(8)), "the action stays");
    }

    #[test]
    fn priorities_are_added_changed_and_taken_out() {
        let record = begin(5);
        let mut maths = PriorityForm::new(ItemId::from_bytes([1; 16]), "Maths".to_owned());
        maths.words.text = "Fractions on a line".to_owned();
        let empty = PriorityForm::new(ItemId::from_bytes([2; 16]), "English".to_owned());
        let one = changed(&record, day(12, 1), |compose| empty.write(maths.write(compose, &record), &record));
        assert_eq!(one.items(review::PRIORITIES).len(), 1);
        let gone = PriorityForm { removed: true, ..PriorityForm::of(one.items(review::PRIORITIES)[0]) };
        let none = changed(&one, day(12, 2), |compose| gone.write(compose, &one));
        assert!(none.items(review::PRIORITIES).is_empty());
    }
}
