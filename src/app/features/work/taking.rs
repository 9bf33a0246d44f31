//! Taking photos and files in: read, freed of place and device, kept on the device, and only then shown. One after the
//! other, so that memory holds one photo at a time; a bad one says so and leaves the others alone.
//!
//! [`take_in`] is the only way from a file that somebody picked, pasted or dropped into the notebook, which keeps
//! nothing but [`Clean`] files.

use std::rc::Rc;

use domain::file::{FileFact, LARGEST_FILE};
use leptos::prelude::*;
use leptos::task::spawn_local;
use sync::store::StoreError;
use worker::files::{Clean, Refused, Sorted, Tells, sorted};
use worker::protocol::{PhotoError, PreparedPhoto};

use crate::notebook::Notebook;
use crate::platform::files::{self, PickedFile};
use crate::platform::worker::{self as photo_worker, WorkerError};
use crate::text::work::work as words;
use crate::ui::button::{Button, ButtonKind, ButtonSize};
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
    /// Nothing is in it.
    Empty,
    /// The device could not keep it.
    Store(StoreError),
}

/// A file that is kept on this device.
pub(crate) struct Taken {
    pub(crate) fact: FileFact,
    /// What it may still tell of how it was made.
    pub(crate) tells: Tells,
    /// Its bytes; nothing for a photo, which nobody reads any further.
    pub(crate) bytes: Vec<u8>,
}

/// A file that waits for a person to say whether it may go.
type Asked = (FileFact, Rc<dyn Fn(FileFact)>);

/// Photos and files on their way in.
#[derive(Clone, Copy)]
pub(crate) struct Taking {
    notebook: Notebook,
    /// How many are on their way.
    pub(crate) under_way: RwSignal<usize>,
    /// What went wrong with the last ones, by name.
    not_taken: RwSignal<Vec<(String, NotTaken)>>,
    /// Documents among the last ones, by name: they go as they are.
    as_written: RwSignal<Vec<String>>,
    /// Files that we can't look into: they stay here until somebody says that they may go.
    asked: RwSignal<Vec<Asked>, LocalStorage>,
}

impl Taking {
    pub(crate) fn new(notebook: Notebook) -> Self {
        Self {
            notebook,
            under_way: RwSignal::new(0),
            not_taken: RwSignal::new(Vec::new()),
            as_written: RwSignal::new(Vec::new()),
            asked: RwSignal::new_local(Vec::new()),
        }
    }

    /// Takes in what was picked, in its order; `each` gets what is kept. Nothing reaches `each` before it is.
    pub(crate) fn take(self, event: &leptos::ev::Event, each: impl Fn(FileFact) + 'static) {
        let picked = files::picked(event);
        let each: Rc<dyn Fn(FileFact)> = Rc::new(each);
        self.not_taken.set(Vec::new());
        self.as_written.set(Vec::new());
        self.under_way.update(|count| *count += picked.len());
        spawn_local(async move {
            for file in picked {
                let name = file.name();
                match take_in(self.notebook, file).await {
                    Ok(Taken { fact, tells: Tells::Nothing, .. }) => each(fact),
                    Ok(Taken { fact, tells: Tells::AsWritten, .. }) => {
                        self.as_written.try_update(|names| names.push(name));
                        each(fact);
                    }
                    Ok(Taken { fact, tells: Tells::Unknown, .. }) => {
                        let each = Rc::clone(&each);
                        self.asked.try_update(|asked| asked.push((fact, each)));
                    }
                    Err(why) => {
                        self.not_taken.try_update(|not_taken| not_taken.push((name, why)));
                    }
                }
                self.under_way.try_update(|count| *count -= 1);
            }
        });
    }

    /// The answer about the first file that waits for one.
    fn answer(self, may_go: bool) {
        let first = self.asked.try_update(|asked| (!asked.is_empty()).then(|| asked.remove(0))).flatten();
        if let Some((fact, each)) = first.filter(|_| may_go) {
            each(fact);
        }
    }
}

/// Keeps a file on this device, whatever its name says it is.
pub(crate) async fn take_in(notebook: Notebook, file: PickedFile) -> Result<Taken, NotTaken> {
    if file.size() > LARGEST_FILE {
        return Err(NotTaken::TooLarge);
    }
    let (name, media) = (file.name(), file.media());
    let bytes = file.read().await.map_err(|_| NotTaken::NotRead)?;
    drop(file);
    match sorted(&name, &media, bytes) {
        Err(Refused::Empty) => Err(NotTaken::Empty),
        Err(Refused::Picture(why)) => Err(NotTaken::Photo(why)),
        Ok(Sorted::Photo(bytes)) => {
            let photo = photo_worker::prepare_photo(bytes).await.map_err(|error| match error {
                WorkerError::Photo(error) => NotTaken::Photo(error),
                _ => NotTaken::NotRead,
            })?;
            let fact = keep_photo(notebook, photo, name).await.map_err(NotTaken::Store)?;
            Ok(Taken { fact, tells: Tells::Nothing, bytes: Vec::new() })
        }
        Ok(Sorted::File(clean)) => {
            let fact = keep(notebook, &clean, name).await.map_err(NotTaken::Store)?;
            Ok(Taken { fact, tells: clean.tells(), bytes: clean.into_bytes() })
        }
    }
}

/// Keeps a file that is clean already, such as a text of our own, under a name that looks like what it is.
pub(crate) async fn keep(notebook: Notebook, clean: &Clean, name: String) -> Result<FileFact, StoreError> {
    let name = name.replace(domain::names::misleads, "");
    let hash = notebook.keep_file(clean).await?;
    let (bytes, media) = (clean.bytes().len() as u64, clean.media().to_owned());
    Ok(FileFact { hash, bytes, media, name, thumbnail: None })
}

async fn keep_photo(notebook: Notebook, photo: PreparedPhoto, name: String) -> Result<FileFact, StoreError> {
    let (photo, small) = photo.into_files();
    let thumbnail = notebook.keep_file(&small).await?;
    Ok(FileFact { thumbnail: Some(thumbnail), ..keep(notebook, &photo, name).await? })
}

/// What is on its way, quietly, and what could not be taken in, with what to do.
#[component]
pub(crate) fn TakingState(taking: Taking) -> impl IntoView {
    let Taking { under_way, not_taken, as_written, asked, .. } = taking;
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
            {move || {
                let name = asked.with(|asked| asked.first().map(|(fact, _)| fact.name.clone()))?;
                Some(view! {
                    <Notice icon=Icon::FileQuestion strong=(words().not_looked_into)(&name) text=words().not_looked_into_more tone=NoticeTone::Lantern>
                        <Button
                            label=words().add_anyway
                            kind=ButtonKind::Raised
                            size=ButtonSize::Small
                            on_press=Callback::new(move |()| taking.answer(true))
                        />
                        <Button
                            label=words().leave_out
                            kind=ButtonKind::Plain
                            size=ButtonSize::Small
                            on_press=Callback::new(move |()| taking.answer(false))
                        />
                    </Notice>
                })
            }}
        </div>
        <div role="status">
            {move || {
                let names = as_written.get();
                (!names.is_empty()).then(|| view! { <p class="fb-quiet fb-small">{(words().as_written)(&names)}</p> })
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
        NotTaken::Photo(PhotoError::Avif) => words().avif,
        NotTaken::Photo(PhotoError::Empty) | NotTaken::Empty => words().file_empty,
        NotTaken::NotRead => words().not_read,
        NotTaken::TooLarge => words().file_too_large,
        NotTaken::Store(StoreError::Full) => words().device_full,
        NotTaken::Store(_) => words().not_kept,
    }
}
