//! Every kind with its states and fields, as one table that a person can read.

use std::fmt::Write;

use super::grid::{names, same_as_file};
use crate::field::{BegunWith, FieldSpec, FieldType};
use crate::kind::{KindSpec, StateKey, StateSpec};
use crate::kinds::ALL;

const HEAD: &str = "\
Every kind with its states and its fields, in the order of the forms. Numbers are stored: never change or reuse one.
A state: draft (seen by those who may write it and by its author), settled (nothing more is expected), let go (settled
without being finished, so nothing has to be filled in), aside (reached when there is a reason, and nobody's next step).
A field: needed (before others see the record, or before it comes into a state), own words (of the child or the family,
shown first and quoted), marks (each item is what its author says for themselves), hidden (programs fill it in), asked to
begin (where a kind has such fields, a new record asks for these only). Who may fill it in: access_grid.txt.
";

/// The first line of a kind's file, which says what it is.
fn what_it_is(spec: &KindSpec) -> String {
    let file = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("kinds/{}.rs", spec.name));
    let source = std::fs::read_to_string(file).unwrap();
    let lines = source.lines().map_while(|line| line.strip_prefix("//!")).map(str::trim);
    lines.take_while(|line| !line.is_empty()).collect::<Vec<_>>().join(" ")
}

fn state(state: &StateSpec) -> String {
    let marks = [
        (state.draft, "draft"),
        (state.settled && !state.let_go, "settled"),
        (state.let_go, "let go"),
        (state.aside, "aside"),
    ];
    let marks: Vec<&str> = marks.into_iter().filter(|(is, _)| *is).map(|(_, mark)| mark).collect();
    let marks = if marks.is_empty() { String::new() } else { format!(" ({})", marks.join(", ")) };
    format!("{} {}{marks}", state.key.0, state.name)
}

fn holds(holds: FieldType) -> String {
    match holds {
        FieldType::Choice(choices) => format!("one of {}", choices.join(", ")),
        FieldType::Items(_) => "items of".to_owned(),
        FieldType::Record(kind) => format!("a record: {}", kind.spec().map_or("?", |spec| spec.name)),
        other => format!("{other:?}"),
    }
}

fn marks(spec: &KindSpec, field: &FieldSpec) -> Vec<String> {
    let name = |key: &StateKey| spec.state(*key).map_or("?", |state| state.name);
    let needed_in: Vec<&str> = field.required_in.iter().map(name).collect();
    let flags = [
        (field.required, "needed"),
        (field.own_words, "own words"),
        (field.mark.is_some(), "marks"),
        (field.hidden, "hidden"),
        (field.hidden && !field.code, "looked for"),
        (!field.hidden && field.code, "code"),
        (field.own_place, "own place"),
        (field.asked_to_begin, "asked to begin"),
    ];
    let mut marks: Vec<String> = flags.into_iter().filter(|(is, _)| *is).map(|(_, mark)| mark.to_owned()).collect();
    if !needed_in.is_empty() {
        marks.push(format!("needed in {}", needed_in.join(", ")));
    }
    marks.extend(field.begun_with.map(|with| {
        let with = match with {
            BegunWith::Today => "today",
            BegunWith::ChildsName => "the child's name",
            BegunWith::ChildsBadge => "the child's badge",
        };
        format!("begun with {with}")
    }));
    if !field.also.is_empty() {
        marks.push(format!("also {}", names(field.also)));
    }
    if !field.only.is_empty() {
        marks.push(format!("only {}", names(field.only)));
    }
    if field.its_authors {
        marks.push("taken back by its author".to_owned());
    }
    marks
}

fn line(grid: &mut String, indent: &str, spec: &KindSpec, field: &FieldSpec) {
    let said = std::iter::once(holds(field.holds)).chain(marks(spec, field)).collect::<Vec<_>>().join("; ");
    writeln!(grid, "{indent}{:>2} {:<20} {said}", field.key.0, field.name).unwrap();
}

#[test]
fn the_kinds_are_the_ones_that_were_agreed() {
    let mut grid = HEAD.to_owned();
    for spec in ALL {
        writeln!(grid, "\n{} {}\n  {}", spec.kind.0, spec.name, what_it_is(spec)).unwrap();
        let states: Vec<String> = spec.states.iter().map(state).collect();
        writeln!(grid, "  states: {}", states.join(" · ")).unwrap();
        for field in spec.fields {
            line(&mut grid, "  ", spec, field);
            if let FieldType::Items(inner) = field.holds {
                for field in inner {
                    line(&mut grid, "      ", spec, field);
                }
            }
        }
    }
    same_as_file("kinds_grid.txt", &grid);
}
