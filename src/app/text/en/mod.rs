//! English.

pub(crate) mod drafts;
pub(crate) mod feedback;
pub(crate) mod first_contact;
pub(crate) mod hand_in;
pub(crate) mod in_touch;
pub(crate) mod joining;
pub(crate) mod kinds;
pub(crate) mod more;
pub(crate) mod plan;
pub(crate) mod plan_paste;
mod plural;
pub(crate) mod pupil;
pub(crate) mod pupils;
pub(crate) mod record;
pub(crate) mod review;
pub(crate) mod session;
pub(crate) mod shell;
pub(crate) mod sign_in;
pub(crate) mod to_send;
pub(crate) mod today;
pub(crate) mod way_back;
pub(crate) mod work;
