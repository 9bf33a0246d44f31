//! All words, per language, under typed keys: a language is one value of each struct below, and the compiler
//! names the words that a new language still lacks. Plain English, reading age 11, comes first.

pub(crate) mod drafts;
pub(crate) mod duties;
pub(crate) mod en;
pub(crate) mod feedback;
pub(crate) mod first_contact;
pub(crate) mod hand_in;
pub(crate) mod in_touch;
pub(crate) mod joining;
pub(crate) mod kinds;
pub(crate) mod more;
pub(crate) mod plan;
pub(crate) mod problems;
pub(crate) mod pupil;
pub(crate) mod pupils;
pub(crate) mod record;
pub(crate) mod review;
pub(crate) mod session;
pub(crate) mod shell;
pub(crate) mod sign_in;
pub(crate) mod time;
pub(crate) mod to_send;
pub(crate) mod today;
pub(crate) mod ui;
pub(crate) mod way_back;
pub(crate) mod whom;
pub(crate) mod work;
