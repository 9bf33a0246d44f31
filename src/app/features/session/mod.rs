//! A session: recorded at the bedside, with gloves, offline, and read by everyone afterwards.

mod finish;
mod form;
mod happened;
mod model;
mod page;
mod pick;
mod planned;
mod rating;
mod reading;
mod replies;
mod rows;
mod suggest;
mod tell;
mod when_where;

pub(crate) use model::{VoiceForm, shortened};
pub(crate) use page::SessionPage;
pub(crate) use suggest::{next_rows, plans};
