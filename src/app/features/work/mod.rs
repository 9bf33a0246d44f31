//! The child's work: one inbox for all of it, and the page of one piece. Photos, voices and drafts are handled here
//! for every screen that has them.

mod about_files;
mod copy_button;
mod enlarge;
mod keeping;
mod line;
mod list;
mod model;
mod one;
mod other_writing;
mod pages;
mod photo;
mod steps;
mod taking;
mod truth;
mod used;
mod voice;

pub(crate) use about_files::{is_picture, is_voice, seconds_of};
pub(crate) use copy_button::CopyButton;
pub(crate) use enlarge::EnlargingPhoto;
pub(crate) use keeping::{About, Keeping, Kept, drop_kept, keep, keep_form, kept, read};
pub(crate) use list::WorkPage;
pub(crate) use model::{feedback_on, files_left, gives_feedback, may_hand_in, pages, people, pictures, released};
pub(crate) use one::OneWorkPage;
pub(crate) use other_writing::{OtherForms, OtherWriting};
pub(crate) use pages::Pages;
pub(crate) use photo::{Photo, small_src, turn_of};
pub(crate) use taking::{ANY_FILE, NotTaken, Taken, Taking, TakingState, keep as keep_clean, take_in};
pub(crate) use truth::RecordTag;
pub(crate) use voice::{VoiceNote, VoicePlayer};
