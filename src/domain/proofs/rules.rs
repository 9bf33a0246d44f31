//! The rules of a kind as bytes change with every right, and with nothing else.

use crate::access::{grid_of, grids};
use crate::field::FieldSpec;
use crate::kind::{KindSpec, StateSpec};
use crate::kinds::ALL;
use crate::role::{Right, Role, Sensitivity};

const RIGHTS: [Right; 7] =
    [Right::Nothing, Right::WhenNamed, Right::Read, Right::Ask, Right::AddOwn, Right::Write, Right::Share];

fn with_right(spec: &KindSpec, role: Role, right: Right) -> KindSpec {
    let rights: Vec<(Role, Right)> =
        Role::ALL.iter().map(|of| (*of, if *of == role { right } else { spec.right_of(*of) })).collect();
    KindSpec { rights: rights.leak(), ..*spec }
}

#[test]
fn any_right_of_any_role_changes_the_rules_of_its_kind() {
    for spec in ALL {
        let rules = grid_of(spec);
        for role in Role::ALL {
            for right in RIGHTS {
                let same = right == spec.right_of(role);
                assert_eq!(grid_of(&with_right(spec, role, right)) == rules, same, "{} {role:?} {right:?}", spec.name);
            }
        }
    }
}

#[test]
fn so_do_its_sensitivity_its_drafts_and_who_fills_in_what() {
    for spec in ALL {
        let rules = grid_of(spec);
        for level in [Sensitivity::Practice, Sensitivity::Everyday, Sensitivity::Sensitive, Sensitivity::Restricted] {
            let other = KindSpec { sensitivity: level, ..**spec };
            assert_eq!(grid_of(&other) == rules, level == spec.sensitivity, "{} {level:?}", spec.name);
        }
        for place in 0..spec.states.len() {
            let mut states: Vec<StateSpec> = spec.states.to_vec();
            states[place].draft = !states[place].draft;
            assert_ne!(grid_of(&KindSpec { states: states.leak(), ..**spec }), rules, "{}", spec.name);
        }
        for place in 0..spec.fields.len() {
            let mut fields: Vec<FieldSpec> = spec.fields.to_vec();
            fields[place].also = if fields[place].also.is_empty() { &[Role::WardStaff] } else { &[] };
            assert_ne!(grid_of(&KindSpec { fields: fields.leak(), ..**spec }), rules, "{}", spec.name);
        }
    }
}

#[test]
fn its_words_do_not_and_each_kind_has_its_own() {
    for spec in ALL {
        let other = KindSpec { name: "another", title: |_| String::new(), moves: &[], ..**spec };
        assert_eq!(grid_of(&other), grid_of(spec), "{}", spec.name);
    }
    assert_eq!(grids().count(), ALL.len());
}
