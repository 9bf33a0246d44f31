//! Taking photos and files in: read, prepared in the worker, kept on the device, and only then shown. One after the
//! other, so that memory holds one photo at a time; a bad one says so and leaves the others alone.

use domain::file::{FileFact, LARGEST_FILE};
use leptos::prelude::*;
use leptos::task::spawn_local;
use sync::store::StoreError;
use worker::protocol::{PhotoError, PreparedPhoto};

use crate::notebook::Notebook;
use crate::platform::files::{self, PickedFile};
use crate::platform::worker::{self as photo_worker, WorkerError};
use crate::text::work::work as words;
use crate::ui::icon::Icon;
use crate::ui::notice::{Notice, NoticeTone};

/// What people attach besides photos.
pub(crate) const ANY_FILE: &str = "image/*,.pdf,.docx,.xlsx,.doc,.xls,.ppt,.pptx,.odt,.ods,.txt,.csv";

/// Why something could not be taken in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum NotTaken {
    /// The photo itself.
    Photo(PhotoError),
    /// The file could not be read, or preparing it failed.
    NotRead,
    /// Larger than any file may be.
    TooLarge,
    /// The device could not keep it.
    Store(StoreError),
}

/// Photos and files on their way in.
#[derive(Clone, Copy)]
pub(crate) struct Taking {
    notebook: Notebook,
    /// How many are on their way.
    pub(crate) under_way: RwSignal<usize>,
    /// What went wrong with the last ones, by name.
    not_taken: RwSignal<Vec<(String, NotTaken)>>,
}

impl Taking {
    pub(crate) fn new(notebook: Notebook) -> Self {
        Self { notebook, under_way: RwSignal::new(0), not_taken: RwSignal::new(Vec::new()) }
    }

    /// Takes in what was picked, in its order; `each` gets what is kept. Nothing reaches `each` before it is.
    pub(crate) fn take(self, event: &leptos::ev::Event, each: impl Fn(FileFact) + 'static) {
        let picked = files::picked(event);
        self.not_taken.set(Vec::new());
        self.under_way.update(|count| *count += picked.len());
        spawn_local(async move {
            for file in picked {
                let name = file.name();
                match take_in(self.notebook, file).await {
                    Ok(fact) => each(fact),
                    Err(why) => {
                        self.not_taken.try_update(|not_taken| not_taken.push((name, why)));
                    }
                }
                self.under_way.try_update(|count| *count -= 1);
            }
        });
    }
}

async fn take_in(notebook: Notebook, file: PickedFile) -> Result<FileFact, NotTaken> {
    if file.size() > LARGEST_FILE {
        return Err(NotTaken::TooLarge);
    }
    let (name, media) = (file.name(), file.media());
    let bytes = file.read().await.map_err(|_| NotTaken::NotRead)?;
    drop(file);
    if !is_photo(&name, &media) {
        let hash = notebook.keep_file(&bytes).await.map_err(NotTaken::Store)?;
        return Ok(FileFact { hash, bytes: bytes.len() as u64, media, name, thumbnail: None });
    }
    let photo = photo_worker::prepare_photo(bytes).await.map_err(|error| match error {
        WorkerError::Photo(error) => NotTaken::Photo(error),
        _ => NotTaken::NotRead,
    })?;
    keep_photo(notebook, &photo, name).await.map_err(NotTaken::Store)
}

/// Some devices have no idea of a photo's type, but name it well.
fn is_photo(name: &str, media: &str) -> bool {
    const NAMES: [&str; 6] = [".jpg", ".jpeg", ".png", ".webp", ".heic", ".heif"];
    let name = name.to_lowercase();
    media.starts_with("image/") || (media.is_empty() && NAMES.iter().any(|end| name.ends_with(end)))
}

async fn keep_photo(notebook: Notebook, photo: &PreparedPhoto, name: String) -> Result<FileFact, StoreError> {
    let thumbnail = notebook.keep_file(&photo.thumb).await?;
    let hash = notebook.keep_file(&photo.jpeg).await?;
    let media = "image/jpeg".to_owned();
    Ok(FileFact { hash, bytes: photo.jpeg.len() as u64, media, name, thumbnail: Some(thumbnail) })
}

/// What is on its way, quietly, and what could not be taken in, with what to do.
#[component]
pub(crate) fn TakingState(taking: Taking) -> impl IntoView {
    let Taking { under_way, not_taken, .. } = taking;
    view! {
        <p class="fb-taking" role="status">
            {move || {
                let count = under_way.get();
                (count > 0).then(|| (words().preparing)(count))
            }}
        </p>
        <div role="alert">
            {move || {
                let notice = |(name, why): (String, NotTaken)| {
                    let strong = (words().not_taken)(&name);
                    view! { <Notice icon=Icon::Image strong text=not_taken_why(why) tone=NoticeTone::Lantern /> }
                };
                not_taken.get().into_iter().map(notice).collect_view()
            }}
        </div>
    }
}

/// What to do about something that could not be taken in.
fn not_taken_why(why: NotTaken) -> &'static str {
    match why {
        NotTaken::Photo(PhotoError::NotAPhoto) => words().not_a_photo,
        NotTaken::Photo(PhotoError::Heic) => words().heic,
        NotTaken::Photo(PhotoError::TooBig) => words().photo_too_big,
        NotTaken::Photo(PhotoError::Damaged) => words().photo_damaged,
        NotTaken::NotRead => words().not_read,
        NotTaken::TooLarge => words().file_too_large,
        NotTaken::Store(StoreError::Full) => words().device_full,
        NotTaken::Store(_) => words().not_kept,
    }
}
