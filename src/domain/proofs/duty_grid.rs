//! Who must do what by when, as one table that a person can read and compare with requirements.md; and that every row of
//! it speaks of what is there.

use std::fmt::Write;

use super::grid::{names, same_as_file};
use crate::duty::{ALL_WHATS, Because, DutySpec, Given, Per, Unless, When, WhoseSpec};
use crate::field::{FieldKey, FieldType};
use crate::kind::{KindSpec, StateKey};
use crate::kinds::ALL;
use crate::role::Right;

#[test]
fn the_duties_are_the_ones_that_were_agreed() {
    let mut grid = String::from(
        "Who must do what by when. Amber: so many days before the last day; late the day after it.\n\
         Next: to whom it goes as well, so many days late. A child or a parent is never told that they are late.\n",
    );
    for spec in ALL.iter().filter(|spec| !spec.duties.is_empty()) {
        write!(grid, "\n{}\n", spec.name).unwrap();
        for row in spec.duties {
            write!(grid, "  {}: {}, {}", row.what, whose(spec, row), because(spec, row)).unwrap();
            let unless: Vec<String> = row.unless.iter().map(|unless| unless_words(spec, unless)).collect();
            if !unless.is_empty() {
                write!(grid, "; unless {}", unless.join(" or ")).unwrap();
            }
            write!(grid, "; from {}", when(spec, row.from)).unwrap();
            if !matches!(row.due, When::Never) {
                write!(grid, "; due {}", when(spec, row.due)).unwrap();
                match row.amber {
                    Some(days) => write!(grid, "; amber {days}").unwrap(),
                    None => grid.push_str("; never late"),
                }
            }
            if let Some((days, roles)) = row.then {
                write!(grid, "; next {days} {}", names(roles)).unwrap();
            }
            grid.push('\n');
        }
    }
    same_as_file("duty_grid.txt", &grid);
}

fn whose(spec: &KindSpec, row: &DutySpec) -> String {
    match row.whose {
        WhoseSpec::Roles(roles) => names(roles),
        WhoseSpec::PersonIn(key, roles) => format!("{} or {}", field(spec, key), names(roles)),
    }
}

fn because(spec: &KindSpec, row: &DutySpec) -> String {
    match row.because {
        Because::States(states) => state_names(spec, states),
        Because::Missing(per, given) => {
            let per = match per {
                Per::HalfTerm(key) => format!("for a half term by {}", field(spec, key)),
                Per::Days(key, days) => format!("for {days} days since {}", field(spec, key)),
                Per::UnknownDates => "for days that no dates are known for".to_owned(),
            };
            let given: Vec<String> = given.iter().map(given_words).collect();
            let with = if given.is_empty() { String::new() } else { format!(" with {}", given.join(" and ")) };
            format!("none {per}{with}")
        }
    }
}

fn given_words(given: &Given) -> String {
    match *given {
        Given::Has(kind, states) => {
            let spec = kind.spec().unwrap();
            format!("{} {}", spec.name, state_names(spec, states))
        }
        Given::Member(role) => names(&[role]),
        Given::Aged(from, below) => format!("a child from {from} to under {below}"),
    }
}

fn unless_words(spec: &KindSpec, unless: &Unless) -> String {
    match *unless {
        Unless::Filled(key) => field(spec, key),
        Unless::Empty(key) => format!("no {}", field(spec, key)),
        Unless::Yes(key) => format!("yes to {}", field(spec, key)),
        Unless::NotYes(key) => format!("not yes to {}", field(spec, key)),
        Unless::Marked(list, _) => format!("marked in {}", field(spec, list.key)),
        Unless::NeverMoved => "never moved".to_owned(),
        Unless::Made(kind, by, not_in) => {
            let made = kind.spec().unwrap();
            format!("{} by {}, not {}", made.name, field(made, by), state_names(made, not_in))
        }
    }
}

fn when(spec: &KindSpec, day: When) -> String {
    let all = |days: &[When]| days.iter().map(|day| when(spec, *day)).collect::<Vec<_>>().join(", ");
    match day {
        When::Never => "never".to_owned(),
        When::Created => "created".to_owned(),
        When::Moved => "moved".to_owned(),
        When::Changed => "changed".to_owned(),
        When::Day(key) => field(spec, key),
        When::Began => "the circle's first day".to_owned(),
        When::PeriodFirst => "its first day".to_owned(),
        When::PeriodLast => "its last day".to_owned(),
        When::Before(day, days) => format!("{} - {days}", when(spec, *day)),
        When::After(day, days) => format!("{} + {days}", when(spec, *day)),
        When::SchoolDaysBefore(day, days) => format!("{} - {days} school days", when(spec, *day)),
        When::SchoolDaysAfter(day, days) => format!("{} + {days} school days", when(spec, *day)),
        When::First(days) => format!("first known of ({})", all(days)),
        When::Earliest(days) => format!("earliest of ({})", all(days)),
        When::Latest(days) => format!("latest of ({})", all(days)),
        When::WorkedOut(words, ..) => format!("\"{words}\""),
    }
}

fn field(spec: &KindSpec, key: FieldKey) -> String {
    spec.field(key).unwrap_or_else(|| panic!("{}: no field {key:?}", spec.name)).name.to_owned()
}

fn state_names(spec: &KindSpec, states: &[StateKey]) -> String {
    let name = |key: &StateKey| spec.state(*key).unwrap_or_else(|| panic!("{}: no {key:?}", spec.name)).name;
    states.iter().map(name).collect::<Vec<_>>().join("/")
}

/// The fields whose day a row asks for.
fn days(day: When, found: &mut Vec<FieldKey>) {
    match day {
        When::Day(key) => found.push(key),
        When::Before(day, _) | When::After(day, _) | When::SchoolDaysBefore(day, _) | When::SchoolDaysAfter(day, _) => {
            days(*day, found);
        }
        When::First(all) | When::Earliest(all) | When::Latest(all) => all.iter().for_each(|day| days(*day, found)),
        _ => {}
    }
}

#[test]
fn every_row_speaks_of_what_its_kind_holds() {
    for spec in ALL {
        let holds = |key: FieldKey| spec.field(key).unwrap_or_else(|| panic!("{}: {key:?}", spec.name)).holds;
        for row in spec.duties {
            let what = format!("{}: {}", spec.name, row.what);
            assert!(ALL_WHATS.contains(&row.what), "{what}");
            let mut asked = Vec::new();
            days(row.from, &mut asked);
            days(row.due, &mut asked);
            match row.because {
                Because::States(states) => assert!(!states.is_empty(), "{what}: in no state"),
                Because::Missing(Per::HalfTerm(key) | Per::Days(key, _), _) => asked.push(key),
                Because::Missing(Per::UnknownDates, _) => {}
            }
            if matches!(row.because, Because::Missing(..)) {
                let WhoseSpec::Roles(roles) = row.whose else { panic!("{what}: a person in no record") };
                let ask = |role: &crate::role::Role| spec.right_of(*role) >= Right::Ask;
                assert!(roles.iter().all(ask), "{what}: asked for what they cannot begin");
            }
            for key in asked {
                assert!(matches!(holds(key), FieldType::Date | FieldType::Moment), "{what}: {key:?} is no day");
            }
            if let WhoseSpec::PersonIn(key, _) = row.whose {
                assert!(matches!(holds(key), FieldType::Person), "{what}");
            }
            for unless in row.unless {
                match *unless {
                    Unless::Yes(key) | Unless::NotYes(key) => assert!(matches!(holds(key), FieldType::Flag), "{what}"),
                    Unless::Marked(list, _) => assert!(spec.field(list.key).unwrap().mark.is_some(), "{what}"),
                    Unless::Made(kind, by, _) => {
                        let by = kind.spec().unwrap().field(by).unwrap().holds;
                        assert!(matches!(by, FieldType::Record(named) if named == spec.kind), "{what}");
                    }
                    Unless::Filled(_) | Unless::Empty(_) | Unless::NeverMoved => {}
                }
            }
            assert!(row.then.is_none() || !matches!(row.due, When::Never), "{what}: never late, yet goes on");
        }
    }
}
