//! Every kind has its row, and every row says what is true of its kind.

use domain::field::{FieldSpec, FieldType};
use domain::kind::KindSpec;
use domain::kinds::ALL;

use super::*;

fn spec(face: &Face) -> &'static KindSpec {
    face.kind.spec().expect("a row of a kind that is declared")
}

fn field(face: &Face, key: FieldKey) -> &'static FieldSpec {
    spec(face).field(key).unwrap_or_else(|| panic!("{}: no field {key:?}", spec(face).name))
}

/// A kind that the app knows nothing of would be found by nobody: in no part of the child's page.
#[test]
fn every_kind_has_one_row_in_the_order_of_the_declarations() {
    let names = |kinds: Vec<Kind>| kinds.into_iter().map(|kind| kind.spec().map(|spec| spec.name)).collect::<Vec<_>>();
    let rows = FACES.iter().map(|face| face.kind).collect();
    assert_eq!(names(rows), names(ALL.iter().map(|spec| spec.kind).collect()), "faces.rs has one row a kind");
}

/// What stands on the general screens alone has no other way to it than its heading.
#[test]
fn what_has_no_part_of_its_own_has_a_heading() {
    // With a part or a place of their own: the people, notes on Today, targets.
    let apart = [circle_member::KIND, today_note::KIND, target::KIND];
    for face in FACES.iter().filter(|face| matches!(face.place, Place::General) && !apart.contains(&face.kind)) {
        assert!(face.group.is_some(), "{} is to be found nowhere", spec(face).name);
    }
    for group in Group::ALL {
        assert!(FACES.iter().any(|face| face.group == Some(*group)), "{group:?} is empty");
    }
    assert!(FACES.iter().filter_map(|face| face.group).all(|group| Group::ALL.contains(&group)));
}

#[test]
fn what_a_row_points_to_is_in_its_kind() {
    for face in FACES {
        if let Place::FeedbackOf(at) | Place::OnPlan(at) = face.place {
            assert!(matches!(field(face, at.key).holds, FieldType::Record(_)), "{}", spec(face).name);
        }
        if let News::Written { said: Some(said) } = face.news {
            assert!(matches!(field(face, said).holds, FieldType::Prose(_)), "{}", spec(face).name);
        }
        if let Some((list, words)) = face.said_later {
            let inner = spec(face).item_field(list, words);
            assert!(inner.is_some_and(|field| matches!(field.holds, FieldType::Prose(_))), "{}", spec(face).name);
        }
        if let Files::AheadIn(state) = face.files {
            assert!(spec(face).state(state).is_some(), "{}", spec(face).name);
        }
        if face.files != Files::WhenOpened {
            let holds = |field: &FieldSpec| matches!(field.holds, FieldType::File);
            let list = |field: &FieldSpec| matches!(field.holds, FieldType::Items(inner) if inner.iter().any(holds));
            assert!(spec(face).fields.iter().any(|field| holds(field) || list(field)), "{}", spec(face).name);
        }
    }
}

#[test]
fn what_a_newer_version_made_is_read_on_the_general_screen() {
    let newer = face(Kind(250));
    assert!(matches!(newer.place, Place::General));
    assert_eq!(newer.group, None);
}
