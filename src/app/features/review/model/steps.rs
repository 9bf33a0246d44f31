//! Where a review stands, the one thing to do next, and who sees what of it by then.

use domain::kind::StateKey;
use domain::kinds::progress_review as review;
use domain::record::Record;

/// What comes next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum MainStep {
    ChooseDate,
    SharePack,
    Hold,
    ShareNotes,
    Close,
}

impl MainStep {
    /// The state that it leads to.
    pub(crate) fn to(self) -> StateKey {
        match self {
            MainStep::ChooseDate => review::BOOKED,
            MainStep::SharePack => review::PACK_SHARED,
            MainStep::Hold => review::HELD,
            MainStep::ShareNotes => review::NOTES_SHARED,
            MainStep::Close => review::CLOSED,
        }
    }
}

/// The next thing to do with a review; nothing once it is closed.
pub(crate) fn main_step(state: StateKey) -> Option<MainStep> {
    match state {
        review::PROPOSED => Some(MainStep::ChooseDate),
        review::BOOKED => Some(MainStep::SharePack),
        review::PACK_SHARED => Some(MainStep::Hold),
        review::HELD => Some(MainStep::ShareNotes),
        review::NOTES_SHARED => Some(MainStep::Close),
        _ => None,
    }
}

/// Whether people who do not prepare the review see its pack yet.
pub(crate) fn sees_pack(of: &Record) -> bool {
    of.state.0 >= review::PACK_SHARED.0
}

/// Whether people who do not prepare the review see its notes yet.
pub(crate) fn sees_notes(of: &Record) -> bool {
    of.state.0 >= review::NOTES_SHARED.0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_step_is_a_move_that_the_kind_allows() {
        for state in review::SPEC.states {
            let Some(step) = main_step(state.key) else {
                assert_eq!(state.key, review::CLOSED);
                continue;
            };
            assert!(review::SPEC.moves.iter().any(|m| m.from == state.key && m.to == step.to()), "{}", state.name);
        }
    }
}
