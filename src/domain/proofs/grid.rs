//! Who may do what with which kind, as one table that a person can read and compare with requirements.md, 4.4.

use std::fmt::Write;

use crate::field::FieldType;
use crate::kinds::ALL;
use crate::role::{Right, Role};

/// Compares with a checked-in file. `UPDATE_GOLDEN=1 cargo test -p domain` writes it anew; read the difference.
pub(crate) fn same_as_file(path: &str, text: &str) {
    let file = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join(path);
    if std::env::var_os("UPDATE_GOLDEN").is_some() {
        std::fs::write(&file, text).unwrap();
    }
    let kept = std::fs::read_to_string(&file).unwrap_or_default();
    assert!(kept == text, "{path} no longer holds. Now it would be:\n{text}");
}

const SHORT: [&str; 11] = ["HT", "HL", "WS", "KC", "CT", "TA", "SL", "TH", "PC", "PU", "EX"];

/// Roles by their short names.
pub(super) fn names(roles: &[Role]) -> String {
    let short = Role::ALL.iter().zip(SHORT).filter(|(role, _)| roles.contains(role)).map(|(_, short)| short);
    short.collect::<Vec<_>>().join(" ")
}

#[test]
fn the_grid_is_the_one_that_was_agreed() {
    let mut grid = String::from(
        "Who may do what: S share, W write, A adds own, Q reads and asks, R read, v when named, - nothing.\nA star: may fill in some fields besides (listed below).\n\n",
    );
    write!(grid, "{:<26}", "kind").unwrap();
    for short in SHORT {
        write!(grid, "{short:<4}").unwrap();
    }
    grid.push('\n');
    let mut also = String::from("\nFields that readers may fill in, and lists they may add own items to:\n");
    let mut only = String::from("\nFields that nobody else writes, whoever may write the record:\n");
    let mut marks = String::from("\nLists of marks, each its author's own:\n");
    for spec in ALL {
        write!(grid, "{:<26}", spec.name).unwrap();
        for role in Role::ALL {
            let letter = match spec.right_of(role) {
                Right::Nothing => "-",
                Right::WhenNamed => "v",
                Right::Read => "R",
                Right::Ask => "Q",
                Right::AddOwn => "A",
                Right::Write => "W",
                Right::Share => "S",
            };
            let star = spec.fields.iter().any(|field| {
                let inner = match field.holds {
                    FieldType::Items(fields) => fields,
                    _ => &[],
                };
                field.also.contains(&role) || inner.iter().any(|field| field.also.contains(&role))
            });
            let star = star && spec.right_of(role) < Right::Write;
            write!(grid, "{:<4}", format!("{letter}{}", if star { "*" } else { "" })).unwrap();
        }
        grid.truncate(grid.trim_end().len());
        grid.push('\n');
        for field in spec.fields {
            if !field.also.is_empty() {
                writeln!(also, "{}.{}: {}", spec.name, field.name, names(field.also)).unwrap();
            }
            if !field.only.is_empty() {
                writeln!(only, "{}.{}: {}", spec.name, field.name, names(field.only)).unwrap();
            }
            if let Some(mark) = field.mark {
                let sides = |role: &Role| mark.side.is_none() || !mark.sides(*role).is_empty();
                let by = Role::ALL.into_iter().filter(sides).collect::<Vec<_>>();
                let of = if mark.side.is_some() { format!(", with a side: {}", names(&by)) } else { String::new() };
                writeln!(marks, "{}.{}{of}", spec.name, field.name).unwrap();
            }
            if let FieldType::Items(inner) = field.holds {
                for inner in inner.iter().filter(|inner| !inner.also.is_empty()) {
                    writeln!(also, "{}.{}.{}: {}", spec.name, field.name, inner.name, names(inner.also)).unwrap();
                }
            }
        }
    }
    same_as_file("access_grid.txt", &(grid + &also + &only + &marks));
}
