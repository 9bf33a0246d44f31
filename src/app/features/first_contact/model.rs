//! What stands on the checklist, worked out without any view.

use chrono::NaiveDate;
use domain::compose::Compose;
use domain::field::ChoiceOf;
use domain::file::FileFact;
use domain::ids::ItemId;
use domain::kind::StateKey;
use domain::kinds::first_contact_checklist as checklist;
use domain::record::{Item, Record};

use crate::text::kinds::Words;

/// One thing that was asked for.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Asked {
    pub(super) id: ItemId,
    pub(super) what: Option<ChoiceOf>,
    pub(super) name: String,
    pub(super) answer: ChoiceOf,
    /// For how many days it has waited, or had waited when it was answered.
    pub(super) days: i64,
    pub(super) note: String,
    pub(super) file: Option<FileFact>,
}

/// Everything that was asked for: what waits comes first.
pub(super) fn asked(of_kind: &Words, record: &Record, today: NaiveDate) -> Vec<Asked> {
    let items = record.items(checklist::ITEMS).into_iter();
    let mut asked: Vec<Asked> = items.map(|item| one(of_kind, item, today)).collect();
    asked.sort_by_key(|one| one.answer != checklist::ASKED);
    asked
}

fn one(of_kind: &Words, item: &Item, today: NaiveDate) -> Asked {
    let what = item.get(checklist::WHAT);
    let said = of_kind.part(Some(checklist::ITEMS.key), checklist::WHAT.key);
    let detail = item.text(checklist::NAME);
    // "Other" says nothing where there is a name for it.
    let choice = what.filter(|what| *what != checklist::OTHER || detail.is_empty());
    let name = [choice.map_or_else(String::new, |what| said.choice(usize::from(what.0))), detail.to_owned()];
    Asked {
        id: item.id,
        what,
        name: name.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(": "),
        answer: item.get(checklist::ANSWER).unwrap_or(checklist::ASKED),
        days: checklist::days_waiting(item, today),
        note: item.text(checklist::ITEM_NOTE).to_owned(),
        file: item.get(checklist::FILE),
    }
}

/// The answer goes into the change, with its day; `to` where the checklist moves on with it.
pub(super) fn answer<'a>(
    compose: Compose<'a>,
    item: ItemId,
    answer: ChoiceOf,
    today: NaiveDate,
    to: Option<StateKey>,
) -> Compose<'a> {
    let compose = compose.set_in(checklist::ITEMS, item, checklist::ANSWER, answer);
    let compose = if answer == checklist::ASKED {
        compose.clear_in(checklist::ITEMS, item, checklist::ANSWERED_ON)
    } else {
        compose.set_in(checklist::ITEMS, item, checklist::ANSWERED_ON, today)
    };
    to.into_iter().fold(compose, Compose::move_to)
}

/// How many were answered, of how many, and the longest wait of those that were not, in days.
pub(super) fn standing(record: &Record, today: NaiveDate) -> (usize, usize, Option<i64>) {
    let waiting = checklist::waiting(record);
    let all = record.items(checklist::ITEMS).len();
    let longest = waiting.iter().map(|item| checklist::days_waiting(item, today)).max();
    (all - waiting.len(), all, longest)
}
