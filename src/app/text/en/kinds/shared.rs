//! Choices that several kinds offer.

/// How it was: `session::RATINGS`.
pub(super) const RATINGS: &[&str] = &["Good", "All right", "Hard", "Too tired"];
/// Who comes: `progress_review::COMING`.
pub(super) const COMING: &[&str] = &["Asked to come", "Is coming", "Sends a report", "Can’t come", "Was there"];
/// Who gives a score: `target::RATERS`.
pub(super) const RATERS: &[&str] = &["An adult", "{name}"];
/// The same to the child.
pub(super) const RATERS_TO_CHILD: &[&str] = &["An adult", "Me"];
