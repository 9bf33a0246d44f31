//! How much there may be of anything: one set of limits for what a device records and a server takes in. Each is far
//! above what people write, and low enough that nobody's writing costs others more than a moment.
//!
//! Bytes are counted by [`Weigh`], which never says less than a value takes on the wire.

use chrono::{Datelike, NaiveDate};

use crate::change::{At, Change, Edit};
use crate::record::{Item, Place, Record, Slot, Version};
use crate::value::{Moment, Value};

/// The most edits in one change. Our reasoning: a pasted plan of 500 rows with its fields fits several times.
pub const MOST_EDITS: usize = 5_000;
/// The most bytes of one change: 256 KB. Our reasoning: eighty dense pages of text, with what they replace.
pub const MOST_OF_CHANGE: usize = 256 * 1024;
/// The most bytes of one record: 1 MB. Our reasoning: a fat novel, and every change of it still takes milliseconds.
pub const MOST_OF_RECORD: usize = 1024 * 1024;
/// The most bytes of all records of one scope: 64 MB. Our reasoning: ten thousand long records; a device holds it.
pub const MOST_OF_SCOPE: u64 = 64 * 1024 * 1024;
/// The most items in one record, those that were taken out included.
pub const MOST_ITEMS: usize = 5_000;
/// The most files that one change speaks of.
pub const MOST_FILES: usize = 200;
/// The most tags in one field.
pub const MOST_TAGS: usize = 100;
/// The longest tag, in characters.
pub const LONGEST_TAG: usize = 60;
/// The most people that one edit names, and that a record names.
pub const MOST_NAMED: usize = 500;
/// The most versions that one choice settles.
pub const MOST_SETTLED: usize = 1_000;
/// The longest name of a file, in characters: as long as file systems take.
pub const LONGEST_FILE_NAME: usize = 255;
/// The longest media type, in characters (RFC 6838 allows 127 to each side; nothing in use comes near).
pub const LONGEST_MEDIA: usize = 127;
/// The longest place of an item, in bytes: room for thousands of moves to the very same spot.
pub const LONGEST_PLACE: usize = 1_024;
/// The most problems that are told of one change: who mends these is told the next.
pub const MOST_PROBLEMS: usize = 20;
/// The first and the last year of any day that people write about.
pub const YEARS: std::ops::RangeInclusive<i32> = 1900..=2200;

/// Whether a day is one that people write about.
#[must_use]
pub fn is_sensible_day(day: NaiveDate) -> bool {
    YEARS.contains(&day.year())
}

/// Whether an instant is one that people write about.
#[must_use]
pub fn is_sensible_moment(moment: Moment) -> bool {
    moment.to_utc().is_some_and(|time| YEARS.contains(&time.year()))
}

/// What a device's clock may have shown, as a server takes it that knows what time it is: not before 2000, and not
/// more than a day from now. A clock beyond that is wrong; the words that came with it are as good as any.
#[must_use]
pub fn bounded(shown: Moment, now: Moment) -> Moment {
    /// The start of 2000, in milliseconds.
    const FIRST: i64 = 946_684_800_000;
    const DAY: i64 = 24 * 60 * 60 * 1_000;
    if shown.0 < FIRST || shown.0 > now.0.saturating_add(DAY) { now } else { shown }
}

/// Something that takes room on the wire, in a store and in memory.
pub trait Weigh {
    /// An upper bound of its bytes on the wire.
    fn weight(&self) -> usize;
}

/// An identifier with its length.
const ID: usize = 17;
/// A number of any size; the length of a text or list.
const NUMBER: usize = 10;
/// Which of several shapes follows; a small number.
const TAG: usize = 3;
const STAMP: usize = ID + 2 * NUMBER;
const AT: usize = TAG + 1 + TAG + ID;

impl Weigh for Value {
    fn weight(&self) -> usize {
        TAG + match self {
            Value::Empty => 0,
            Value::Line(text) | Value::Prose(text) => NUMBER + text.len(),
            Value::Number(_) | Value::Flag(_) | Value::Moment(_) | Value::Choice(_) => NUMBER,
            // Written out, with a sign and six digits of a year at most.
            Value::Date(_) => 2 * NUMBER,
            Value::Person(_) | Value::Record(_) => ID,
            Value::File(file) => 2 * 33 + 3 * NUMBER + file.media.len() + file.name.len(),
            Value::Tags(tags) => NUMBER + tags.iter().map(|tag| NUMBER + tag.len()).sum::<usize>(),
        }
    }
}

impl Weigh for Place {
    fn weight(&self) -> usize {
        NUMBER + self.0.len()
    }
}

impl Weigh for Edit {
    fn weight(&self) -> usize {
        TAG + match self {
            Edit::Create { named, .. } => TAG + NUMBER + named.len() * ID,
            Edit::Set { value, base, .. } => AT + value.weight() + base.weight(),
            Edit::Write { text, base, .. } => AT + 2 * NUMBER + text.len() + base.len(),
            Edit::AddItem { place, fields, .. } => {
                let fields = fields.iter().map(|(_, value)| TAG + value.weight());
                TAG + ID + place.weight() + NUMBER + fields.sum::<usize>()
            }
            Edit::PlaceItem { place, .. } => TAG + ID + place.weight(),
            Edit::RemoveItem { .. } | Edit::RestoreItem { .. } => TAG + ID,
            Edit::Move { .. } => 2 * TAG,
            Edit::Choose { value, settles, .. } => AT + value.weight() + NUMBER + settles.len() * ID,
            Edit::Name { add, remove } => 2 * NUMBER + (add.len() + remove.len()) * ID,
            Edit::Remove | Edit::Restore => 0,
        }
    }
}

impl Weigh for Change {
    fn weight(&self) -> usize {
        3 * ID + TAG + 2 * NUMBER + self.edits.iter().map(Weigh::weight).sum::<usize>()
    }
}

impl Weigh for Slot {
    fn weight(&self) -> usize {
        let other = |version: &Version| version.value.weight() + STAMP + ID + 1;
        self.value.weight() + 1 + STAMP + NUMBER + self.others.iter().map(other).sum::<usize>()
    }
}

impl Weigh for Item {
    fn weight(&self) -> usize {
        let fields = self.fields.values().map(|slot| TAG + slot.weight());
        ID + self.place.weight() + STAMP + NUMBER + 1 + NUMBER + fields.sum::<usize>()
    }
}

impl Weigh for Record {
    fn weight(&self) -> usize {
        let fields = self.fields.values().map(|slot| TAG + slot.weight());
        let lists = self.lists.values().map(|items| TAG + NUMBER + items.iter().map(Weigh::weight).sum::<usize>());
        let frame = 2 * ID + 3 * TAG + NUMBER + self.named.len() * ID + 3 * (STAMP + 1) + NUMBER + 2;
        frame + 2 * NUMBER + fields.sum::<usize>() + lists.sum::<usize>()
    }
}

/// How many items a record has, those that were taken out included.
#[must_use]
pub fn items_of(record: &Record) -> usize {
    record.lists.values().map(Vec::len).sum()
}

/// How many files a change speaks of.
pub(crate) fn files_of(change: &Change) -> usize {
    let is_file = |value: &Value| matches!(value, Value::File(_));
    let in_edit = |edit: &Edit| match edit {
        Edit::Set { value, .. } | Edit::Choose { value, .. } => usize::from(is_file(value)),
        Edit::AddItem { fields, .. } => fields.iter().filter(|(_, value)| is_file(value)).count(),
        _ => 0,
    };
    change.edits.iter().map(in_edit).sum()
}

/// The place that an edit is about, for problems with the edit as a whole.
pub(crate) fn place_of(edit: &Edit) -> Option<At> {
    match edit {
        Edit::Set { at, .. } | Edit::Write { at, .. } | Edit::Choose { at, .. } => Some(*at),
        Edit::AddItem { list, .. }
        | Edit::PlaceItem { list, .. }
        | Edit::RemoveItem { list, .. }
        | Edit::RestoreItem { list, .. } => Some(At::field(*list)),
        _ => None,
    }
}
