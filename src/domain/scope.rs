//! Scopes: what one permission covers, and therefore what one cursor and one key cover
//! (design, section 4; offline-first.md, 1.3).

use serde::{Deserialize, Serialize};

use crate::ids::{CircleId, RecordId};
use crate::role::Sensitivity;

/// One permission's worth of records. Every record is in exactly one scope. Order and cursors are per scope,
/// never global, so that circles can live on different servers later.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Scope {
    /// A child's circle at one sensitivity.
    Circle(CircleId, Sensitivity),
    /// One record shared with somebody outside the circle.
    Share(RecordId),
}

impl Scope {
    /// The bytes under which a store files this scope. Injective.
    #[must_use]
    pub fn key(&self) -> Vec<u8> {
        match self {
            Scope::Circle(circle, sensitivity) => {
                let mut key = vec![b'c', *sensitivity as u8];
                key.extend_from_slice(circle.as_bytes());
                key
            }
            Scope::Share(record) => {
                let mut key = vec![b's', 0];
                key.extend_from_slice(record.as_bytes());
                key
            }
        }
    }

    /// The circle this scope belongs to, if it is a circle's.
    #[must_use]
    pub fn circle(&self) -> Option<CircleId> {
        match self {
            Scope::Circle(circle, _) => Some(*circle),
            Scope::Share(_) => None,
        }
    }
}

/// A place in one scope's order of accepted changes; 0 is before the first. Given by the server only.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Revision(pub u64);

impl Revision {
    /// Of a change that the server has not placed yet: after everything it has.
    pub const PENDING: Revision = Revision(u64::MAX);
}
