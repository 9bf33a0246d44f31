//! From what somebody pastes, drops or opens to the tables in it. A file is kept on the device before it is read, so
//! that it can go with the plan whatever comes of it.

use domain::file::{FileFact, LARGEST_FILE};
use domain::plan_table::Document;
use worker::protocol::DocumentError;

use super::draft::{NotRead, Source};
use crate::notebook::Notebook;
use crate::platform::clipboard::Pasted;
use crate::platform::files::PickedFile;
use crate::platform::worker::{self as reader, WorkerError};

/// The tables in a file.
pub(super) async fn open_file(notebook: Notebook, file: PickedFile) -> Result<Source, NotRead> {
    if file.size() > LARGEST_FILE {
        return Err(NotRead { why: Some(DocumentError::TooBig), file: None });
    }
    let (name, media) = (file.name(), file.media());
    let bytes = file.read().await.map_err(|_| NotRead { why: None, file: None })?;
    if media.starts_with("image/") {
        let file = keep_picture(notebook, bytes, name).await;
        return Err(NotRead { why: Some(DocumentError::Picture), file });
    }
    // What could not be kept is announced above every page.
    let hash = notebook.keep_file(&bytes).await.map_err(|_| NotRead { why: None, file: None })?;
    let fact = FileFact { hash, bytes: bytes.len() as u64, media, name: name.clone(), thumbnail: None };
    match reader::read_document(name, bytes).await {
        Ok(document) => Ok(Source { document, file: Some(fact) }),
        Err(error) => Err(NotRead { why: why(error), file: Some(fact) }),
    }
}

/// A picture is no table, but it can be attached: upright, and without where it was taken.
async fn keep_picture(notebook: Notebook, bytes: Vec<u8>, name: String) -> Option<FileFact> {
    let photo = reader::prepare_photo(bytes).await.ok()?;
    let thumbnail = notebook.keep_file(&photo.thumb).await.ok()?;
    let hash = notebook.keep_file(&photo.jpeg).await.ok()?;
    let media = "image/jpeg".to_owned();
    Some(FileFact { hash, bytes: photo.jpeg.len() as u64, media, name, thumbnail: Some(thumbnail) })
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
