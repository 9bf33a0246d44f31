//! From what somebody pastes, drops or opens to the tables in it. A file is kept on the device before it is read, so
//! that it can go with the plan whatever comes of it; it comes in the way all files do.

use domain::plan_table::Document;
use worker::protocol::{DocumentError, PhotoError};

use super::draft::{NotRead, Source};
use crate::features::work::{NotTaken, Taken, take_in};
use crate::notebook::Notebook;
use crate::platform::clipboard::Pasted;
use crate::platform::files::PickedFile;
use crate::platform::worker::{self as reader, WorkerError};

/// The tables in a file.
pub(super) async fn open_file(notebook: Notebook, file: PickedFile) -> Result<Source, NotRead> {
    let name = file.name();
    let taken = take_in(notebook, file).await.map_err(|why| NotRead { why: not_taken(why), file: None })?;
    let Taken { fact, bytes, .. } = taken;
    if fact.thumbnail.is_some() {
        return Err(NotRead { why: Some(DocumentError::Picture), file: Some(fact) });
    }
    match reader::read_document(name, bytes).await {
        Ok(document) => Ok(Source { document, file: Some(fact) }),
        Err(error) => Err(NotRead { why: why(error), file: Some(fact) }),
    }
}

/// Why a file is not here at all; what could not be kept is announced above every page.
fn not_taken(why: NotTaken) -> Option<DocumentError> {
    match why {
        NotTaken::Empty | NotTaken::Photo(PhotoError::Empty) => Some(DocumentError::Empty),
        NotTaken::TooLarge | NotTaken::Photo(PhotoError::TooBig) => Some(DocumentError::TooBig),
        NotTaken::Photo(_) => Some(DocumentError::PictureNotRead),
        NotTaken::NotRead | NotTaken::Store(_) => None,
    }
}

/// The tables in a paste, or the text to go on with where there are none.
pub(super) async fn open_paste(notebook: Notebook, pasted: Pasted) -> Result<Source, (NotRead, String)> {
    let Pasted { html, plain, mut files } = pasted;
    let mut failed = None;
    if !html.trim().is_empty() {
        match reader::read_html(html).await {
            Ok(document) => return Ok(Source { document, file: None }),
            Err(error) => failed = why(error),
        }
    }
    if !plain.trim().is_empty() {
        return match read_plain(&plain).await {
            Ok(document) => Ok(Source { document, file: None }),
            Err(error) => Err((NotRead { why: error.or(failed), file: None }, plain)),
        };
    }
    if files.is_empty() {
        return Err((NotRead { why: failed.or(Some(DocumentError::Empty)), file: None }, String::new()));
    }
    open_file(notebook, files.swap_remove(0)).await.map_err(|not_read| (not_read, String::new()))
}

/// The table in a plain text.
pub(super) async fn read_plain(text: &str) -> Result<Document, Option<DocumentError>> {
    reader::read_text(text.to_owned()).await.map_err(why)
}

fn why(error: WorkerError) -> Option<DocumentError> {
    match error {
        WorkerError::Document(error) => Some(error),
        _ => None,
    }
}
