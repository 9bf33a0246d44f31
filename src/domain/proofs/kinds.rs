//! Every declaration is sound, whoever wrote it.

use std::collections::BTreeSet;

use crate::field::{BegunWith, FieldSpec, FieldType};
use crate::kinds::ALL;
use crate::role::{Right, Role};

fn fields_are_sound(fields: &[FieldSpec], what: &str) {
    let keys: BTreeSet<_> = fields.iter().map(|field| field.key).collect();
    let names: BTreeSet<_> = fields.iter().map(|field| field.name).collect();
    assert_eq!(keys.len(), fields.len(), "{what}: two fields share a number");
    assert_eq!(names.len(), fields.len(), "{what}: two fields share a name");
    for field in fields {
        let what = format!("{what}.{}", field.name);
        assert!(field.name.chars().all(|c| c.is_ascii_lowercase() || c == '_'), "{what}");
        let own = |key| fields.iter().find(|other| other.key == key).map(|other| other.holds);
        assert!(field.day_of.is_none_or(|moment| matches!(own(moment), Some(FieldType::Moment))), "{what}");
        let is_begun_right = match field.begun_with {
            Some(BegunWith::Today) => matches!(field.holds, FieldType::Date),
            Some(BegunWith::ChildsName | BegunWith::ChildsBadge) => matches!(field.holds, FieldType::Line(_)),
            None => true,
        };
        assert!(is_begun_right, "{what}: the device writes something else into it");
        assert!(!(field.hidden && (field.asked_to_begin || field.own_place)), "{what}: hidden, and asked for");
        match field.holds {
            FieldType::Line(most) | FieldType::Prose(most) => assert!(most > 0, "{what}"),
            FieldType::Number(low, high) => assert!(low < high, "{what}"),
            FieldType::Choice(choices) => {
                let different: BTreeSet<_> = choices.iter().collect();
                assert!(choices.len() > 1 && different.len() == choices.len(), "{what}");
            }
            FieldType::Record(kind) => assert!(kind.spec().is_some(), "{what}: no such kind"),
            FieldType::Items(inner) => {
                assert!(!inner.is_empty(), "{what}");
                assert!(
                    inner.iter().all(|field| !matches!(field.holds, FieldType::Items(_))),
                    "{what}: lists in lists"
                );
                fields_are_sound(inner, &what);
            }
            _ => {}
        }
    }
}

#[test]
fn fields_have_their_own_numbers_and_names() {
    for spec in ALL {
        fields_are_sound(spec.fields, spec.name);
    }
}

#[test]
fn kinds_have_their_own_numbers_and_names_in_order() {
    assert!(ALL.is_sorted_by(|a, b| a.kind < b.kind), "by number, none twice");
    let names: BTreeSet<_> = ALL.iter().map(|spec| spec.name).collect();
    assert_eq!(names.len(), ALL.len());
}

#[test]
fn every_state_can_be_reached_and_every_move_leads_somewhere() {
    for spec in ALL {
        let keys: BTreeSet<_> = spec.states.iter().map(|state| state.key).collect();
        let names: BTreeSet<_> = spec.states.iter().map(|state| state.name).collect();
        assert_eq!((keys.len(), names.len()), (spec.states.len(), spec.states.len()), "{}", spec.name);
        let mut reached = BTreeSet::from([spec.first_state()]);
        for _ in spec.states {
            reached.extend(spec.moves.iter().filter(|m| reached.contains(&m.from)).map(|m| m.to).collect::<Vec<_>>());
        }
        assert_eq!(reached, keys, "{}: a state that nothing leads to, or a move to nowhere", spec.name);
        let moves: BTreeSet<_> = spec.moves.iter().map(|m| (m.from, m.to)).collect();
        assert_eq!(moves.len(), spec.moves.len(), "{}: the same move twice", spec.name);
        assert!(spec.moves.iter().all(|m| m.from != m.to && !m.by.is_empty()), "{}", spec.name);
    }
}

#[test]
fn whoever_moves_a_record_on_or_fills_in_a_field_of_it_may_read_it() {
    for spec in ALL {
        for role in spec.moves.iter().flat_map(|m| m.by) {
            assert!(
                spec.right_of(*role) >= Right::Read || is_family_named(spec.name, *role),
                "{}: {role:?}",
                spec.name
            );
        }
        let inner = |field: &FieldSpec| match field.holds {
            FieldType::Items(fields) => fields.iter().flat_map(|field| field.also).copied().collect(),
            _ => Vec::new(),
        };
        for role in spec.fields.iter().flat_map(|field| [field.also.to_vec(), inner(field)].concat()) {
            assert!(spec.right_of(role) > Right::Nothing, "{}: {role:?}", spec.name);
        }
    }
}

/// A parent sees only sessions shared with them, and may say "not today" of those.
fn is_family_named(kind: &str, role: Role) -> bool {
    kind == "session" && role == Role::Parent
}

#[test]
fn somebody_can_begin_every_kind_and_the_roles_are_listed_once() {
    for spec in ALL {
        assert!(spec.rights.iter().any(|(_, right)| *right >= Right::Ask), "{}", spec.name);
        let roles: BTreeSet<_> = spec.rights.iter().map(|(role, _)| role).collect();
        assert_eq!(roles.len(), spec.rights.len(), "{}", spec.name);
        assert!(spec.rights.iter().all(|(_, right)| *right > Right::Nothing), "{}: leave it out", spec.name);
    }
}

#[test]
fn the_next_step_is_neither_a_pause_nor_an_outcome_nor_letting_go() {
    use crate::kinds::{meeting, pen_portrait, resource, session, target};
    let next = |spec: &crate::kind::KindSpec, from| {
        let may: Vec<_> = spec.moves.iter().filter(|m| m.from == from).map(|m| m.to).collect();
        spec.next_step(from, &may)
    };
    assert_eq!(next(&meeting::SPEC, meeting::DRAFT), Some(meeting::CONFIRMED));
    assert_eq!(next(&pen_portrait::SPEC, pen_portrait::AGREED), Some(pen_portrait::SHARED));
    assert_eq!(next(&pen_portrait::SPEC, pen_portrait::SHARED), None, "to look at it again is asked for with a reason");
    assert_eq!(next(&session::SPEC, session::DONE), Some(session::SHARED));
    assert_eq!(next(&target::SPEC, target::ACTIVE), None, "how it went is for people to say");
    assert_eq!(next(&resource::SPEC, resource::SHARED), None);
    assert_eq!(meeting::SPEC.next_step(meeting::DRAFT, &[]), None, "whoever may do nothing has no next step");
}
