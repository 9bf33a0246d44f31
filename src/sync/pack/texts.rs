//! Taking the texts out of records, and putting them back where they were.
//!
//! The order is a promise of pack formats 2 and 3: record by record; fields by key, then lists by key and their items as
//! they lie; in each slot what is shown, then the other versions. Texts in places that come later stay inside.

use domain::record::{Record, Slot};
use domain::value::Value;

use super::words;

/// Before a text that stays inside: an empty text in a record means that it was taken out.
const STAYS: char = '\0';

/// Takes the texts out.
pub(super) fn take_out(records: &mut [Record]) -> Vec<String> {
    let mut texts = Vec::new();
    each(records, &mut |text| {
        if text.is_empty() || text.starts_with(STAYS) || !words::can_hold(text) {
            text.insert(0, STAYS);
        } else {
            texts.push(std::mem::take(text));
        }
        Some(())
    });
    texts
}

/// Puts them back; `None` when they are not those of these records.
pub(super) fn put_back(records: &mut [Record], texts: Vec<String>) -> Option<()> {
    let mut texts = texts.into_iter();
    each(records, &mut |text| {
        if text.is_empty() {
            *text = texts.next()?;
        } else if text.remove(0) != STAYS {
            return None;
        }
        Some(())
    })?;
    texts.next().is_none().then_some(())
}

/// Whether as many texts as this were taken out of the record, and what stayed says so.
pub(super) fn fit(record: &mut Record, count: usize) -> bool {
    let mut out = 0;
    let all = each(std::slice::from_mut(record), &mut |text| {
        out += usize::from(text.is_empty());
        (text.is_empty() || text.starts_with(STAYS)).then_some(())
    });
    all.is_some() && out == count
}

fn each(records: &mut [Record], work: &mut impl FnMut(&mut String) -> Option<()>) -> Option<()> {
    for record in records {
        let items = record.lists.values_mut().flatten().flat_map(|item| item.fields.values_mut());
        for slot in record.fields.values_mut().chain(items) {
            in_slot(slot, work)?;
        }
    }
    Some(())
}

fn in_slot(slot: &mut Slot, work: &mut impl FnMut(&mut String) -> Option<()>) -> Option<()> {
    let others = slot.others.iter_mut().map(|version| &mut version.value);
    for value in std::iter::once(&mut slot.value).chain(others) {
        if let Value::Line(text) | Value::Prose(text) = value {
            work(text)?;
        }
    }
    Some(())
}
