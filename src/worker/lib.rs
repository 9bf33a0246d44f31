//! Work that would make the screen stutter, done in a Web Worker that is loaded when first needed: reading plans out
//! of documents and preparing photos. [`protocol`] is what the app sees of it, and [`files`] what it runs itself on
//! every file that is picked; the rest needs the feature `engine`.

#[cfg(feature = "engine")]
pub mod document;
pub mod files;
#[cfg(feature = "engine")]
pub mod photo;
pub mod protocol;

#[cfg(feature = "engine")]
pub use engine::answer;

#[cfg(feature = "engine")]
mod engine {
    use super::protocol::{Answer, Job};
    use super::{document, photo};

    /// Does one job.
    pub fn answer(job: Job) -> Answer {
        match job {
            Job::Document { name, bytes } => Answer::Document(document::read(&name, &bytes)),
            Job::Html(html) => Answer::Document(document::read_html(&html)),
            Job::Text(text) => Answer::Document(document::read_text(&text)),
            Job::Photo { bytes } => Answer::Photo(photo::prepare(&bytes)),
        }
    }
}
