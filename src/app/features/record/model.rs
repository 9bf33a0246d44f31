//! A form of any kind: what stands in it as text, from a record and back to the edits that save it.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{NaiveDate, NaiveDateTime};
use domain::calendar::{from_london, london};
use domain::change::At;
use domain::check::{ProblemKind, problem_of_value};
use domain::compose::Compose;
use domain::field::{BegunWith, Field, FieldKey, FieldSpec, FieldType, Items};
use domain::file::FileFact;
use domain::ids::{ItemId, PersonId, RecordId};
use domain::kind::KindSpec;
use domain::record::Record;
use domain::value::Value;
use serde::{Deserialize, Serialize};

use crate::circle::Circle;

/// What stands in the fields, as text; one entry an item of a list.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub(super) struct Form {
    pub(super) fields: BTreeMap<u8, String>,
    pub(super) lists: BTreeMap<u8, Vec<ItemForm>>,
    /// Who is named on it, as identifiers are displayed. Drafts from before it was asked name nobody.
    #[serde(default)]
    pub(super) named: BTreeSet<String>,
    /// How it stood before anything was typed.
    #[serde(skip)]
    pub(super) start: Option<Box<Form>>,
}

/// What a form holds, whatever stands in it empty: an item that was added and not filled in is nothing.
#[derive(PartialEq)]
struct Held<'a> {
    fields: Filled<'a>,
    items: Vec<(u8, &'a str, bool, Filled<'a>)>,
    named: &'a BTreeSet<String>,
}

/// Fields and what stands in them.
type Filled<'a> = Vec<(u8, &'a str)>;

fn filled(fields: &BTreeMap<u8, String>) -> Filled<'_> {
    let fields = fields.iter().filter(|(_, text)| !text.trim().is_empty());
    fields.map(|(key, text)| (*key, text.as_str())).collect()
}

/// An item of a list.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(super) struct ItemForm {
    /// Its identifier, as it is displayed.
    pub(super) id: String,
    pub(super) removed: bool,
    pub(super) fields: BTreeMap<u8, String>,
}

const DATE_AND_TIME: &str = "%Y-%m-%dT%H:%M";

/// A value as the form holds it.
pub(super) fn to_text(value: &Value) -> String {
    match value {
        Value::Empty => String::new(),
        Value::Line(text) | Value::Prose(text) => text.clone(),
        Value::Number(number) => number.to_string(),
        Value::Flag(flag) => flag.to_string(),
        Value::Date(day) => day.to_string(),
        Value::Moment(at) => london(*at).map(|time| time.format(DATE_AND_TIME).to_string()).unwrap_or_default(),
        Value::Choice(place) => place.to_string(),
        Value::Person(person) => person.to_string(),
        Value::Record(record) => record.to_string(),
        Value::Tags(tags) => tags.iter().cloned().collect::<Vec<_>>().join(", "),
        Value::File(file) => serde_json::to_string(file).unwrap_or_default(),
    }
}

/// What the form holds as a value.
pub(super) fn to_value(spec: &FieldSpec, text: &str) -> Result<Value, ProblemKind> {
    let text = text.trim();
    if text.is_empty() {
        return Ok(Value::Empty);
    }
    let wrong = ProblemKind::WrongType;
    let value = match spec.holds {
        FieldType::Line(_) => Value::Line(text.to_owned()),
        FieldType::Prose(_) => Value::Prose(text.to_owned()),
        FieldType::Number(..) => Value::Number(text.parse().map_err(|_| wrong)?),
        FieldType::Flag => Value::Flag(text == "true"),
        FieldType::Date => Value::Date(text.parse::<NaiveDate>().map_err(|_| wrong)?),
        FieldType::Moment => {
            let time = NaiveDateTime::parse_from_str(text, DATE_AND_TIME).map_err(|_| wrong)?;
            Value::Moment(from_london(time).ok_or(wrong)?)
        }
        FieldType::Choice(_) => Value::Choice(text.parse().map_err(|_| ProblemKind::NoSuchChoice)?),
        FieldType::Person => Value::Person(PersonId::parse(text).ok_or(wrong)?),
        FieldType::Record(_) => Value::Record(RecordId::parse(text).ok_or(wrong)?),
        FieldType::Tags => {
            let tags = text.split(',').map(|tag| tag.trim().to_owned()).filter(|tag| !tag.is_empty());
            Value::Tags(tags.collect())
        }
        FieldType::File => Value::File(serde_json::from_str::<FileFact>(text).map_err(|_| wrong)?),
        FieldType::Items(_) => return Err(wrong),
    };
    match problem_of_value(spec, &value) {
        None => Ok(value),
        Some(problem) => Err(problem),
    }
}

impl Form {
    /// What a record holds; empty for a new one.
    pub(super) fn of(spec: &KindSpec, record: Option<&Record>) -> Self {
        let mut form = Self::default();
        let Some(record) = record else { return form };
        form.named = record.named.iter().map(PersonId::to_string).collect();
        for field in spec.fields {
            if let FieldType::Items(_) = field.holds {
                let items = record.items_by_key(field.key).into_iter().map(|item| ItemForm {
                    id: item.id.to_string(),
                    removed: false,
                    fields: item.fields.iter().map(|(key, slot)| (key.0, to_text(&slot.value))).collect(),
                });
                form.lists.insert(field.key.0, items.collect());
            } else if let Some(slot) = record.fields.get(&field.key) {
                form.fields.insert(field.key.0, to_text(&slot.value));
            }
        }
        form
    }

    /// A new record's form, with what the device knows already.
    pub(super) fn begun(spec: &KindSpec, (first_name, badge): (&str, &str), today: NaiveDate) -> Self {
        let mut form = Self::default();
        for (field, what) in spec.fields.iter().filter_map(|field| Some((field, field.begun_with?))) {
            let known = match what {
                BegunWith::Today => today.to_string(),
                BegunWith::ChildsName => first_name.to_owned(),
                BegunWith::ChildsBadge => badge.to_owned(),
            };
            form.fields.insert(field.key.0, known);
        }
        form
    }

    /// What is wrong, with the id of the field on the page.
    pub(super) fn problems(&self, spec: &KindSpec, is_new: bool) -> Vec<(String, ProblemKind)> {
        let mut problems = Vec::new();
        for field in spec.fields {
            // Without its day nobody would ever be shown what is planned.
            if let Some(moment) = field.day_of.filter(|moment| is_new && self.day(field, *moment, None).is_none()) {
                problems.push((input_id(moment, None, moment), ProblemKind::Missing));
            }
            if let FieldType::Items(inner) = field.holds {
                for item in self.lists.get(&field.key.0).into_iter().flatten().filter(|item| !item.removed) {
                    for sub in inner {
                        let text = item.fields.get(&sub.key.0).map_or("", String::as_str);
                        problems.extend(
                            to_value(sub, text)
                                .err()
                                .map(|problem| (input_id(field.key, Some(&item.id), sub.key), problem)),
                        );
                    }
                }
            } else {
                let text = self.fields.get(&field.key.0).map_or("", String::as_str);
                problems
                    .extend(to_value(field, text).err().map(|problem| (input_id(field.key, None, field.key), problem)));
            }
        }
        problems
    }

    /// The day in a field, or of the moment that it goes with: what is planned says only when it starts, and whoever moves
    /// the start alone moves the day.
    fn day(&self, field: &FieldSpec, moment: FieldKey, record: Option<&Record>) -> Option<&str> {
        let given = |key: FieldKey| self.fields.get(&key.0).map(String::as_str).filter(|text| !text.is_empty());
        let (day, start) = (given(field.key), given(moment));
        let of_start = start.and_then(|start| start.split('T').next());
        let was = |key: FieldKey| record.and_then(|record| record.fields.get(&key)).map(|slot| to_text(&slot.value));
        let is_moved = record.is_some() && day == was(field.key).as_deref() && start != was(moment).as_deref();
        if is_moved { of_start.or(day) } else { day.or(of_start) }
    }

    /// Adds what differs from the record to a change.
    pub(super) fn write<'a>(&self, spec: &KindSpec, record: Option<&Record>, mut compose: Compose<'a>) -> Compose<'a> {
        for field in spec.fields {
            let FieldType::Items(inner) = field.holds else {
                let text = match field.day_of {
                    Some(moment) => self.day(field, moment, record).unwrap_or_default(),
                    None => self.fields.get(&field.key.0).map_or("", String::as_str),
                };
                if let Ok(value) = to_value(field, text) {
                    compose = compose.put(At::field(field.key), value);
                }
                continue;
            };
            let list: Field<Items> = Field::new(field.key.0);
            for item in self.lists.get(&field.key.0).into_iter().flatten() {
                let Some(id) = ItemId::parse(&item.id) else { continue };
                let is_there = record.is_some_and(|record| record.item(field.key, id).is_some());
                let value_of = |sub: &FieldSpec| {
                    to_value(sub, item.fields.get(&sub.key.0).map_or("", String::as_str)).unwrap_or(Value::Empty)
                };
                compose = match (is_there, item.removed) {
                    (true, true) => compose.remove(list, id),
                    (true, false) => inner
                        .iter()
                        .fold(compose, |compose, sub| compose.put(At::item(field.key, id, sub.key), value_of(sub))),
                    (false, true) => compose,
                    (false, false) => {
                        let values =
                            inner.iter().map(|sub| (sub.key, value_of(sub))).filter(|(_, value)| !value.is_empty());
                        compose.add(list, id, values.collect())
                    }
                };
            }
        }
        self.write_named(record, compose)
    }

    fn write_named<'a>(&self, record: Option<&Record>, compose: Compose<'a>) -> Compose<'a> {
        let named: Vec<PersonId> = self.named.iter().filter_map(|person| PersonId::parse(person)).collect();
        match record {
            None => compose.named(named),
            Some(record) => {
                let gone = record.named.iter().filter(|person| !named.contains(person)).copied().collect::<Vec<_>>();
                let new: Vec<PersonId> = named.into_iter().filter(|person| !record.named.contains(person)).collect();
                if new.is_empty() && gone.is_empty() { compose } else { compose.name(new, gone) }
            }
        }
    }

    /// Whether it differs from how it stood. Also where everything was emptied: that was done on purpose.
    pub(super) fn is_begun(&self) -> bool {
        self.start.as_ref().is_none_or(|start| start.held() != self.held())
    }

    fn held(&self) -> Held<'_> {
        let items = self.lists.iter().flat_map(|(list, items)| items.iter().map(move |item| (*list, item)));
        let items = items.map(|(list, item)| (list, item.id.as_str(), item.removed, filled(&item.fields)));
        let items = items.filter(|(.., fields)| !fields.is_empty()).collect();
        Held { fields: filled(&self.fields), items, named: &self.named }
    }

    /// Every word in it, for a draft's list.
    pub(super) fn words(&self) -> String {
        let items = self.lists.values().flatten().filter(|item| !item.removed).flat_map(|item| item.fields.values());
        self.fields.values().chain(items).filter(|text| text.len() > 2).cloned().collect::<Vec<_>>().join("\n")
    }
}

/// The fields of a form, in the order in which they are asked. Whoever begins a record is not asked how it ended.
pub(super) fn asked(spec: &KindSpec, is_new: bool) -> Vec<&'static FieldSpec> {
    let few = is_new && spec.fields.iter().any(|field| field.asked_to_begin);
    let now = |field: &&FieldSpec| !is_new || (!field.asked_later && (!few || field.asked_to_begin));
    spec.fields.iter().filter(|field| field.is_asked()).filter(now).collect()
}

/// Whether the form of a record asks me for anything: a field, a list, or a part of what others listed.
pub(super) fn may_write(circle: &Circle, record: &Record, today: NaiveDate) -> bool {
    let Some(spec) = record.kind.spec() else { return false };
    let part = |list: &FieldSpec, inner: &[FieldSpec]| {
        let items = record.items_by_key(list.key);
        let of_item = |item: ItemId| {
            let at = |part: &FieldSpec| At::item(list.key, item, part.key);
            inner.iter().any(|part| part.is_asked() && circle.may_fill_in_item(at(part), record, today))
        };
        items.iter().any(|item| of_item(item.id))
    };
    asked(spec, false).into_iter().any(|field| {
        circle.may_fill_in(field, record, today) || matches!(field.holds, FieldType::Items(inner) if part(field, inner))
    })
}

/// The id of an input on the page.
pub(super) fn input_id(list: FieldKey, item: Option<&str>, field: FieldKey) -> String {
    match item {
        None => format!("field-{}", field.0),
        Some(item) => format!("field-{}-{item}-{}", list.0, field.0),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::ids::{ChangeId, CircleId};
    use domain::kinds::{pupil, session, target};
    use domain::merge::apply;
    use domain::scope::Revision;
    use domain::value::Moment;

    #[test]
    fn what_is_typed_becomes_a_record_and_comes_back_as_it_was() {
        let spec = &pupil::SPEC;
        let mut form = Form::default();
        form.fields.insert(pupil::PREFERRED_NAME.key.0, "Zara".to_owned());
        form.fields.insert(pupil::BORN.key.0, "2017-02-03".to_owned());
        form.fields.insert(pupil::LANGUAGES.key.0, "Urdu, English".to_owned());
        assert_eq!(form.problems(spec, true), []);
        let circle = CircleId::from_bytes([1; 16]);
        let begin = Compose::begin(ChangeId::from_bytes([1; 16]), Moment(0), pupil::KIND, circle, circle.pupil());
        let change = form.write(spec, None, begin).done();
        let record = apply(None, &change, PersonId::from_bytes([1; 16]), Revision(1)).unwrap().record;
        assert_eq!(record.text(pupil::PREFERRED_NAME), "Zara");
        let again = Form::of(spec, Some(&record));
        assert_eq!(again.fields.get(&pupil::LANGUAGES.key.0).unwrap(), "English, Urdu");
        let same = Compose::on(ChangeId::from_bytes([2; 16]), Moment(0), &record);
        assert!(again.write(spec, Some(&record), same).is_empty());
    }

    #[test]
    fn a_form_with_nothing_but_an_empty_row_is_not_begun() {
        let mut before = Form::default();
        before.fields.insert(pupil::PREFERRED_NAME.key.0, "Zara".to_owned());
        let mut form = Form { start: Some(Box::new(before.clone())), ..before };
        assert!(!form.is_begun());
        let row = ItemForm { id: ItemId::from_bytes([1; 16]).to_string(), removed: false, fields: BTreeMap::new() };
        form.lists.insert(6, vec![row]);
        assert!(!form.is_begun());
        form.lists.get_mut(&6).unwrap()[0].fields.insert(1, "The window seat".to_owned());
        assert!(form.is_begun());
        form.lists.clear();
        form.fields.insert(pupil::PREFERRED_NAME.key.0, String::new());
        assert!(form.is_begun(), "what was emptied was emptied on purpose");
    }

    #[test]
    fn a_wrong_day_and_a_number_out_of_range_are_named() {
        let mut form = Form::default();
        form.fields.insert(pupil::BORN.key.0, "soon".to_owned());
        form.fields.insert(pupil::YEAR_GROUP.key.0, "40".to_owned());
        let found = form.problems(&pupil::SPEC, true);
        assert_eq!(found.len(), 2);
        assert!(found.contains(&("field-4".to_owned(), ProblemKind::OutOfRange(0, 13))));
    }

    #[test]
    fn every_kind_has_a_form() {
        let today: NaiveDate = "2026-11-22".parse().unwrap();
        for spec in domain::kinds::ALL.iter().filter(|spec| spec.kind != session::KIND) {
            assert_eq!(Form::begun(spec, ("Zara", "fox"), today).problems(spec, true), [], "{}", spec.name);
            assert!(!asked(spec, true).is_empty(), "{}", spec.name);
        }
        assert!(target::SPEC.fields.len() > 3);
    }

    #[test]
    fn whoever_begins_a_record_is_not_asked_how_it_ended() {
        let ends = ["done_on", "dropped_why", "outcome", "outcome_note", "outcome_why", "ended_on", "how_it_was"];
        let ends = [&ends[..], &["no_longer_why", "thanks", "answer", "we_did", "changes", "signatures"]].concat();
        for spec in domain::kinds::ALL {
            for field in asked(spec, true) {
                assert!(!ends.contains(&field.name), "{} asks for {}", spec.name, field.name);
            }
            assert!(asked(spec, false).len() >= asked(spec, true).len());
        }
        let asks =
            |is_new| asked(&domain::kinds::action::SPEC, is_new).into_iter().any(|field| field.name == "done_on");
        assert_eq!((asks(true), asks(false)), (false, true));
    }

    #[test]
    fn a_session_is_planned_by_when_it_starts() {
        let spec = &session::SPEC;
        let mut form = Form::begun(spec, ("Zara", "fox"), "2026-11-22".parse().unwrap());
        let start = "field-4".to_owned();
        assert_eq!(form.problems(spec, true), [(start, ProblemKind::Missing)]);
        form.fields.insert(session::STARTED.key.0, "2026-11-24T14:00".to_owned());
        assert_eq!(form.problems(spec, true), []);
        let circle = CircleId::from_bytes([1; 16]);
        let id = RecordId::from_bytes([2; 16]);
        let begin = Compose::begin(ChangeId::from_bytes([1; 16]), Moment(0), session::KIND, circle, id);
        let change = form.write(spec, None, begin).done();
        let record = apply(None, &change, PersonId::from_bytes([1; 16]), Revision(1)).unwrap().record;
        assert_eq!(record.get(session::DATE), "2026-11-24".parse().ok());

        // Whoever moves the start moves the day; whoever changes something else does not.
        let on = |form: &Form, number: u8| {
            let compose = Compose::on(ChangeId::from_bytes([number; 16]), Moment(0), &record);
            let change = form.write(spec, Some(&record), compose).done();
            apply(Some(&record), &change, PersonId::from_bytes([1; 16]), Revision(2)).unwrap().record
        };
        let mut moved = Form::of(spec, Some(&record));
        moved.fields.insert(session::STARTED.key.0, "2026-11-25T14:00".to_owned());
        assert_eq!(on(&moved, 2).get(session::DATE), "2026-11-25".parse().ok());
        let mut renamed = Form::of(spec, Some(&record));
        renamed.fields.insert(session::SUBJECT.key.0, "Maths".to_owned());
        assert_eq!(on(&renamed, 3).get(session::DATE), "2026-11-24".parse().ok());
    }
}
