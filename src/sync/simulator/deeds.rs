//! What people do: one change at a time, made from what their screen shows. Every text carries a mark of its own.

use std::collections::BTreeSet;

use domain::access::{self, Action, Subject, Viewer};
use domain::change::{At, Change, Edit};
use domain::field::{FieldKey, FieldSpec, FieldType};
use domain::file::FileFact;
use domain::ids::{ChangeId, CircleId, ItemId, RecordId};
use domain::kind::{KindSpec, Move};
use domain::kinds::{medium_term_plan, session, work};
use domain::record::{Place, Record};
use domain::role::{Right, Sensitivity};
use domain::value::{Moment, Value};

use super::dice::Dice;
use super::model::today;
use crate::device::CircleView;

/// The kinds that people write in: prose, lines, lists, files, states that hide a record and show it again.
const KINDS: [&KindSpec; 3] = [&session::SPEC, &medium_term_plan::SPEC, &work::SPEC];

/// The most characters of a prose that is still added to.
const LONG: usize = 700;

/// Something done.
pub(super) struct Deed {
    /// The change.
    pub(super) change: Change,
    /// Each new text's mark, and where it stands.
    pub(super) marks: Vec<(At, String)>,
    /// The server has no reason not to take it, unless this person's access ends.
    pub(super) must_stand: bool,
}

/// Who does something, where, and with what.
pub(super) struct Hand<'a> {
    pub(super) dice: &'a Dice,
    pub(super) viewer: &'a Viewer,
    pub(super) view: &'a CircleView,
    pub(super) circle: CircleId,
    pub(super) now: Moment,
    /// A file that is on the device, to be shown somewhere.
    pub(super) file: Option<FileFact>,
    /// Counts the marks.
    pub(super) marks: &'a std::cell::Cell<u32>,
}

/// The marks in a text.
pub(super) fn marks_in(text: &str) -> BTreeSet<&str> {
    text.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| is_mark(word)).collect()
}

/// Whether a word is a mark.
pub(super) fn is_mark(word: &str) -> bool {
    word.len() > 2 && word.starts_with('Q') && word.ends_with('Q')
}

/// The words that are in a value.
pub(super) fn words_of(value: &Value) -> &str {
    match value {
        Value::Line(text) | Value::Prose(text) => text,
        _ => "",
    }
}

impl Hand<'_> {
    /// Does something, if there is something that can be done.
    pub(super) fn deed(&self) -> Option<Deed> {
        let mine: Vec<&Record> = self.view.records.values().filter(|record| self.may(Action::Edit, record)).collect();
        if mine.is_empty() || self.dice.chance(120) {
            return self.create();
        }
        // Two thirds of the time everybody is busy with the same record: that is where it hurts.
        let busy = mine.iter().min_by_key(|record| record.id).filter(|_| self.dice.chance(660));
        let record = busy.or_else(|| self.dice.pick(&mine))?;
        let edits = 1 + usize::from(self.dice.chance(200));
        let mut deed = self.begun(record.id, record, true);
        for _ in 0..edits {
            self.edit(record, &mut deed);
        }
        deed.must_stand &= !deed.change.edits.iter().any(|edit| self.speaks_for_others(record, edit));
        (!deed.change.edits.is_empty()).then_some(deed)
    }

    fn may(&self, action: Action, record: &Record) -> bool {
        KINDS.iter().any(|spec| spec.kind == record.kind)
            && access::allows(self.viewer, action, Subject::from(record), today())
    }

    /// Whether an edit is in words that are another's own: they may have changed them meanwhile, and then it is refused.
    fn speaks_for_others(&self, record: &Record, edit: &Edit) -> bool {
        let (Edit::Write { at, .. } | Edit::Set { at, .. } | Edit::Choose { at, .. }) = edit else { return false };
        let Some(spec) = record.kind.spec() else { return false };
        let role = self.viewer.memberships.get(&self.circle).map(|membership| membership.role);
        let field = match at.item {
            None => spec.field(at.field),
            Some((list, _)) => spec.item_field(list, at.field),
        };
        field.is_some_and(|field| field.own_words && role.is_none_or(|role| !field.words_of.contains(&role)))
    }

    fn begun(&self, id: RecordId, like: &Record, must_stand: bool) -> Deed {
        let change = Change {
            id: ChangeId::new(0, self.dice.ten()),
            record: id,
            kind: like.kind,
            circle: self.circle,
            made_at: self.now,
            edits: Vec::new(),
        };
        let right = self.viewer.memberships.get(&self.circle).map(|m| like.kind.spec().map(|s| s.right_of(m.role)));
        Deed { change, marks: Vec::new(), must_stand: must_stand && right.flatten() >= Some(Right::Write) }
    }

    fn mark(&self) -> String {
        self.marks.set(self.marks.get() + 1);
        format!("Q{}Q", self.marks.get())
    }

    fn create(&self) -> Option<Deed> {
        let spec = self.dice.pick(&KINDS)?;
        let membership = self.viewer.memberships.get(&self.circle)?;
        let sensitive = membership.ceiling >= Sensitivity::Sensitive && self.dice.chance(250);
        let sensitivity = if sensitive { Sensitivity::Sensitive } else { spec.sensitivity };
        let (kind, author, state) = (spec.kind, self.viewer.person, spec.first_state());
        let subject = Subject { circle: self.circle, kind, sensitivity, state, author, moved_by: None, named: &[] };
        if !access::allows(self.viewer, Action::Create, subject, today()) {
            return None;
        }
        let change = Change {
            id: ChangeId::new(0, self.dice.ten()),
            record: RecordId::new(0, self.dice.ten()),
            kind,
            circle: self.circle,
            made_at: self.now,
            edits: vec![Edit::Create { sensitivity, named: Vec::new() }],
        };
        let mut deed = Deed { change, marks: Vec::new(), must_stand: true };
        if let Some(field) = field_of(self.dice, spec.fields, is_prose) {
            let at = At::field(field.key);
            let mark = self.mark();
            let text = format!("{mark} is new. A second sentence. And a third one.");
            deed.change.edits.push(Edit::Write { at, text, base: String::new() });
            deed.marks.push((at, mark));
        }
        if let Some(field) = field_of(self.dice, spec.fields, is_line) {
            let at = At::field(field.key);
            let mark = self.mark();
            deed.change.edits.push(Edit::Set { at, value: Value::Line(mark.clone()), base: Value::Empty });
            deed.marks.push((at, mark));
        }
        Some(deed)
    }

    fn edit(&self, record: &Record, deed: &mut Deed) {
        let Some(spec) = record.kind.spec() else { return };
        match self.dice.below(100) {
            0..36 => self.type_prose(record, spec.fields, None, deed),
            36..52 => self.set_line(record, spec.fields, None, deed),
            52..66 => self.add_item(record, spec, deed),
            66..80 => self.edit_item(record, spec, deed),
            80..86 => self.choose(record, deed),
            86..88 if record.removed => deed.change.edits.push(Edit::Restore),
            86..88 => deed.change.edits.push(Edit::Remove),
            _ => self.move_on(record, spec, deed),
        }
    }

    fn type_prose(&self, record: &Record, fields: &[FieldSpec], item: Option<(FieldKey, ItemId)>, deed: &mut Deed) {
        // The first prose of a kind is where most people write.
        let first = fields.iter().find(|field| is_prose(field)).filter(|_| self.dice.chance(600));
        let Some(field) = first.or_else(|| field_of(self.dice, fields, is_prose)) else { return };
        let at = At { field: field.key, item };
        if deed.change.edits.iter().any(|edit| matches!(edit, Edit::Write { at: other, .. } if *other == at)) {
            return;
        }
        let base = record.slot(at).map_or("", |slot| words_of(&slot.value)).to_owned();
        let mut sentences: Vec<String> = base.split_inclusive(". ").map(str::to_owned).collect();
        let mark = self.mark();
        let new = format!("{mark} went well. ");
        let place = self.dice.below(sentences.len() + 1);
        if base.len() > LONG || (place < sentences.len() && self.dice.chance(250)) {
            let place = place.min(sentences.len() - 1);
            sentences[place] = new;
        } else {
            if place == sentences.len() && place > 0 && !base.ends_with(' ') {
                sentences[place - 1].push(' ');
            }
            sentences.insert(place, new);
        }
        deed.marks.push((at, mark));
        deed.change.edits.push(Edit::Write { at, text: sentences.concat(), base });
    }

    fn set_line(&self, record: &Record, fields: &[FieldSpec], item: Option<(FieldKey, ItemId)>, deed: &mut Deed) {
        let Some(field) = field_of(self.dice, fields, is_line) else { return };
        let at = At { field: field.key, item };
        if deed.change.edits.iter().any(|edit| matches!(edit, Edit::Set { at: other, .. } if *other == at)) {
            return;
        }
        let base = record.slot(at).map_or(Value::Empty, |slot| slot.value.clone());
        let mark = self.mark();
        deed.change.edits.push(Edit::Set { at, value: Value::Line(mark.clone()), base });
        deed.marks.push((at, mark));
    }

    fn add_item(&self, record: &Record, spec: &KindSpec, deed: &mut Deed) {
        let wanted: fn(&FieldSpec) -> bool = if self.file.is_some() { has_file } else { has_words };
        let Some(list) = field_of(self.dice, spec.fields, wanted) else { return };
        let FieldType::Items(fields) = list.holds else { return };
        let item = ItemId::new(0, self.dice.ten());
        let items = record.items_by_key(list.key);
        let after = self.dice.below(items.len() + 1);
        let before = after.checked_sub(1).and_then(|i| items.get(i)).map(|item| &item.place);
        let next = items.get(after).map(|item| &item.place);
        // Two people adding at the same place at once get the same place: then their items' ids decide.
        let place = if before.is_some() && before == next {
            before.cloned().unwrap_or_default()
        } else {
            Place::between(before, next)
        };
        let mut values = Vec::new();
        for field in fields {
            match (field.holds, &self.file) {
                (FieldType::File, Some(file)) => values.push((field.key, Value::File(file.clone()))),
                (FieldType::Line(most), _) if most >= 60 => {
                    let mark = self.mark();
                    deed.marks.push((At::item(list.key, item, field.key), mark.clone()));
                    values.push((field.key, Value::Line(mark)));
                }
                _ => {}
            }
        }
        deed.change.edits.push(Edit::AddItem { list: list.key, item, place, fields: values });
    }

    fn edit_item(&self, record: &Record, spec: &KindSpec, deed: &mut Deed) {
        let Some(list) = field_of(self.dice, spec.fields, has_words) else { return };
        let FieldType::Items(fields) = list.holds else { return };
        let items = record.items_by_key(list.key);
        let Some(item) = self.dice.pick(&items) else { return };
        let inside = Some((list.key, item.id));
        match self.dice.below(10) {
            0..3 => self.set_line(record, fields, inside, deed),
            3..6 => self.type_prose(record, fields, inside, deed),
            6 => {
                let first = items.first().map(|first| &first.place);
                let place = Place::between(None, first);
                deed.change.edits.push(Edit::PlaceItem { list: list.key, item: item.id, place });
            }
            7..9 => deed.change.edits.push(Edit::RemoveItem { list: list.key, item: item.id }),
            _ => deed.change.edits.push(Edit::RestoreItem { list: list.key, item: item.id }),
        }
    }

    /// Settles a place where two texts were kept: one of them, or both with nothing said twice.
    fn choose(&self, record: &Record, deed: &mut Deed) {
        let places = record.to_choose();
        let Some(at) = self.dice.pick(&places) else { return };
        if deed.change.edits.iter().any(|edit| matches!(edit, Edit::Write { at: other, .. } if other == at)) {
            return;
        }
        let Some(slot) = record.slot(*at) else { return };
        let open: Vec<_> = slot.others.iter().filter(|version| version.to_choose).collect();
        let Some(version) = self.dice.pick(&open) else { return };
        let value = match self.dice.below(3) {
            0 => slot.value.clone(),
            1 => version.value.clone(),
            _ => {
                let mut both = words_of(&slot.value).to_owned();
                let held: Vec<String> = both.split(". ").map(|s| s.trim_matches(['.', ' ']).to_owned()).collect();
                for sentence in words_of(&version.value).split(". ").map(|s| s.trim_matches(['.', ' '])) {
                    if !held.iter().any(|known| known == sentence) {
                        both.push_str(&format!(" {sentence}. "));
                    }
                }
                Value::Prose(both)
            }
        };
        deed.change.edits.push(Edit::Choose { at: *at, value, settles: vec![version.change] });
    }

    fn move_on(&self, record: &Record, spec: &KindSpec, deed: &mut Deed) {
        let Some(membership) = self.viewer.memberships.get(&self.circle) else { return };
        let ways: Vec<&Move> =
            spec.moves.iter().filter(|m| m.from == record.state && m.by.contains(&membership.role)).collect();
        let Some(way) = self.dice.pick(&ways) else { return };
        if deed.change.edits.is_empty() {
            deed.must_stand = false;
            deed.change.edits.push(Edit::Move { from: way.from, to: way.to });
        }
    }
}

fn field_of<'a>(dice: &Dice, fields: &'a [FieldSpec], wanted: fn(&FieldSpec) -> bool) -> Option<&'a FieldSpec> {
    let fitting: Vec<&FieldSpec> = fields.iter().filter(|field| wanted(field)).collect();
    dice.pick(&fitting).copied()
}

fn is_prose(field: &FieldSpec) -> bool {
    matches!(field.holds, FieldType::Prose(most) if most >= 4_000)
}

fn is_line(field: &FieldSpec) -> bool {
    matches!(field.holds, FieldType::Line(most) if most >= 60)
}

fn has_words(field: &FieldSpec) -> bool {
    matches!(field.holds, FieldType::Items(fields) if fields.iter().any(is_line))
}

fn has_file(field: &FieldSpec) -> bool {
    matches!(field.holds, FieldType::Items(fields) if fields.iter().any(|f| matches!(f.holds, FieldType::File)))
}
