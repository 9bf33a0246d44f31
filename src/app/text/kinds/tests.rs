//! Every kind says all of itself, in words that people use.

use std::collections::BTreeSet;

use domain::field::{FieldKey, FieldSpec, FieldType};
use domain::kind::{Kind, KindSpec};
use domain::kinds::ALL;

use super::*;

/// What no screen says: names from code, words of our trade, and stamps in place of what a button does.
const NEVER: &[&str] = &[
    "episode",
    "contact rhythm",
    "lesson contribution",
    "step ladder",
    "resource request",
    "mark as",
    "due review",
    "circle member",
    "baseline",
    "wording",
    "preferred name",
    "superseded",
    "archived",
    "_",
];

/// A label of one word from code, where a person asks a question.
const NEVER_ALONE: &[&str] = &["Liked", "Matters", "Voice", "Writer", "Spaces", "Avoid", "Measure", "Live", "Source"];

/// Every field with the list that it is a part of.
fn fields(spec: &'static KindSpec) -> Vec<(Option<FieldKey>, &'static FieldSpec)> {
    let of = |field: &'static FieldSpec| match field.holds {
        FieldType::Items(parts) => parts.iter().map(|part| (Some(field.key), part)).collect::<Vec<_>>(),
        _ => Vec::new(),
    };
    spec.fields.iter().flat_map(|field| std::iter::once((None, field)).chain(of(field))).collect()
}

fn choices(field: &FieldSpec) -> usize {
    if let FieldType::Choice(names) = field.holds { names.len() } else { 0 }
}

fn both(kind: Kind) -> [Words; 2] {
    [false, true].map(|to_child| Words::new(kind, to_child, "Zara"))
}

/// Every text of a kind, to others and to the child.
fn texts(spec: &'static KindSpec) -> Vec<String> {
    let mut texts = vec![kind(spec.kind).to_owned()];
    for words in both(spec.kind) {
        texts.extend([words.begin(), words.change()]);
        for (list, field) in fields(spec) {
            let said = words.part(list, field.key);
            texts.push(said.label());
            texts.extend((0..choices(field)).map(|place| said.choice(place)));
            texts.extend(matches!(field.holds, FieldType::Items(_)).then(|| said.add()));
        }
        texts.extend(spec.states.iter().map(|state| words.state(state.key)));
        texts.extend(spec.moves.iter().map(|m| words.move_to(m.from, m.to)));
    }
    texts
}

#[test]
fn every_field_state_move_and_choice_of_every_kind_has_words() {
    for spec in ALL {
        let of = spec.name;
        let words = super::super::en::kinds::words(spec.kind).unwrap_or_else(|| panic!("{of} has no words"));
        for (list, field) in fields(spec) {
            let at = format!("{of}: {list:?} {}", field.name);
            for said in both(spec.kind).each_ref().map(|words| words.part(list, field.key)) {
                assert!(said.field.is_some(), "{at} has no words");
                assert_eq!(said.field.map_or(0, |field| field.choices.len()), choices(field), "{at}: its choices");
            }
        }
        for m in spec.moves {
            let own = words.moves.iter().any(|said| said.to == m.to && said.from.is_none_or(|from| from == m.from));
            assert!(own, "{of}: no button from {:?} to {:?}", m.from, m.to);
        }
        assert!(texts(spec).iter().all(|text| !text.trim().is_empty()), "{of}: something is said with no words");
    }
}

/// Words of a field, state or move that is not there stand for nothing, or under a wrong key.
#[test]
fn no_words_are_of_something_else() {
    for spec in ALL {
        let of = spec.name;
        let words = super::super::en::kinds::words(spec.kind).unwrap_or_else(|| panic!("{of} has no words"));
        let declared: BTreeSet<_> = fields(spec).into_iter().map(|(list, field)| (list, field.key)).collect();
        let own = words.fields.iter().flat_map(|field| {
            std::iter::once((None, field.key)).chain(field.parts.iter().map(|part| (Some(field.key), part.key)))
        });
        let own: Vec<_> = own.collect();
        assert_eq!(own.iter().copied().collect::<BTreeSet<_>>(), declared, "{of}");
        assert_eq!(own.len(), declared.len(), "{of}: a field twice");
        assert!(words.states.iter().all(|(key, _)| spec.state(*key).is_some()), "{of}");
        for said in words.moves {
            let there = |m: &domain::kind::Move| m.to == said.to && said.from.is_none_or(|from| from == m.from);
            assert!(spec.moves.iter().any(there), "{of}: {} leads nowhere", said.button);
        }
    }
}

#[test]
fn no_screen_says_names_from_code_or_words_of_our_trade() {
    for spec in ALL {
        for text in texts(spec) {
            let small = text.to_lowercase();
            let found = NEVER.iter().find(|never| small.contains(*never));
            assert_eq!(found, None, "{}: {text}", spec.name);
            assert!(!NEVER_ALONE.contains(&text.as_str()), "{}: {text}", spec.name);
            assert!(!text.contains('{'), "{}: {text}", spec.name);
            assert!(text.chars().next().is_some_and(|first| first.is_uppercase() || !first.is_alphabetic()), "{text}");
        }
    }
}

#[test]
fn a_child_is_spoken_to_and_not_about() {
    for spec in ALL {
        let words = Words::new(spec.kind, true, "Zara");
        for (list, field) in fields(spec).into_iter().filter(|(_, field)| field.is_asked()) {
            let said = words.part(list, field.key);
            let texts = std::iter::once(said.label()).chain((0..choices(field)).map(|place| said.choice(place)));
            for text in texts {
                assert!(!text.contains("Zara") && !text.contains("the child"), "{}: {text}", spec.name);
            }
        }
    }
    let portrait = |to_child| Words::new(domain::kinds::pen_portrait::KIND, to_child, "Zara");
    let liked = domain::kinds::pen_portrait::LIKED.key;
    assert_eq!(portrait(true).field(liked).label(), "What people like about me");
    assert_eq!(portrait(false).field(liked).label(), "What people like about Zara");
}

#[test]
fn what_a_newer_version_made_has_an_honest_name() {
    let newer = Kind(250);
    assert_eq!(newer.spec().map(|spec| spec.name), None);
    assert_eq!(kind(newer), "Something from a newer version");
    assert_eq!(Words::new(newer, false, "Zara").field(FieldKey(1)).label(), "Something from a newer version");
}
