//! The rules of access as bytes, kind by kind: who reads what and is given what of it. Whoever stores something that was
//! worked out by them finds here whether it was worked out by the same ones.

use super::{Action, Membership, Subject, allows_by};
use crate::field::{FieldSpec, FieldType};
use crate::ids::{CircleId, PersonId};
use crate::kind::{Kind, KindSpec};
use crate::role::{Role, Sensitivity};
use crate::withheld::WITHHOLDING;

const LEVELS: [Sensitivity; 4] =
    [Sensitivity::Practice, Sensitivity::Everyday, Sensitivity::Sensitive, Sensitivity::Restricted];

/// Every kind with its rules.
pub fn grids() -> impl Iterator<Item = (Kind, Vec<u8>)> {
    crate::kinds::ALL.iter().map(|spec| (spec.kind, grid_of(spec)))
}

/// The rules of one kind: what each role's right is, and what comes of it for every state, sensitivity and ceiling, for
/// the author, somebody named and anybody else; who may fill in what besides. Other bytes, where any of that is another.
#[must_use]
pub fn grid_of(spec: &KindSpec) -> Vec<u8> {
    let mut grid = vec![WITHHOLDING, spec.sensitivity as u8];
    grid.extend(spec.states.iter().flat_map(|state| [state.key.0, u8::from(state.draft)]));
    for role in Role::ALL {
        grid.push(spec.right_of(role) as u8);
        for ceiling in LEVELS {
            let membership = Membership { role, ceiling, from: None, until: None };
            grid.extend(LEVELS.iter().map(|level| u8::from(membership.is_reached_by_name(spec, *level))));
            sights(spec, &membership, &mut grid);
        }
    }
    fields(spec.fields, &mut grid);
    grid
}

/// What somebody reads and edits in each case.
fn sights(spec: &KindSpec, membership: &Membership, grid: &mut Vec<u8>) {
    let (viewer, other, circle) =
        (PersonId::from_bytes([1; 16]), PersonId::from_bytes([2; 16]), CircleId::from_bytes([0; 16]));
    let named = [viewer];
    for state in spec.states {
        for sensitivity in LEVELS {
            let subject = |author, moved_by, named| Subject {
                circle,
                kind: spec.kind,
                sensitivity,
                state: state.key,
                author,
                moved_by,
                named,
            };
            let cases = [
                subject(viewer, None, &[]),
                subject(viewer, Some(other), &[]),
                subject(other, Some(other), &named),
                subject(other, None, &[]),
            ];
            grid.extend(cases.map(|subject| {
                let may = |action| u8::from(allows_by(spec, viewer, membership, action, subject));
                may(Action::Read) | may(Action::Edit) << 1
            }));
        }
    }
}

fn fields(specs: &[FieldSpec], grid: &mut Vec<u8>) {
    let roles = |roles: &[Role], grid: &mut Vec<u8>| {
        grid.extend(Role::ALL.iter().map(|role| u8::from(roles.contains(role))));
    };
    for field in specs {
        grid.extend([field.key.0, u8::from(field.own_words), u8::from(field.mark.is_some())]);
        for some in [field.also, field.only, field.words_of] {
            roles(some, grid);
        }
        if let FieldType::Items(inner) = field.holds {
            fields(inner, grid);
        }
    }
}
