//! One folder per thing that people do.

pub(crate) mod both_kept;
pub(crate) mod feedback;
pub(crate) mod first_contact;
#[cfg(feature = "gallery")]
pub(crate) mod gallery;
pub(crate) mod hand_in;
pub(crate) mod hand_made;
pub(crate) mod in_touch;
pub(crate) mod listen;
pub(crate) mod more;
pub(crate) mod needs_newer;
pub(crate) mod not_here;
pub(crate) mod plan;
pub(crate) mod pupil;
pub(crate) mod pupils;
pub(crate) mod record;
pub(crate) mod review;
pub(crate) mod saying;
pub(crate) mod search;
pub(crate) mod session;
pub(crate) mod sign_in;
pub(crate) mod to_send;
pub(crate) mod today;
pub(crate) mod way_back;
pub(crate) mod work;
