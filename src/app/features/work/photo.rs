//! Photos out of the notebook: the small picture first, the whole one when it is there. Memory is given back when
//! the photo leaves the page.

use domain::file::{FileFact, FileHash};
use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::notebook::use_notebook;
use crate::platform::files::ObjectUrl;
use crate::ui::photo_page::Turn;
use crate::ui::thumb::{Thumb, ThumbShape};

/// Where the small picture of a photo is; nothing while it is being fetched, or cannot be had.
pub(crate) fn small_src(file: &FileFact) -> Signal<Option<String>> {
    src_of(vec![file.thumbnail.unwrap_or(file.hash)])
}

/// Where a photo is: first its small picture, then the whole.
pub(crate) fn whole_src(file: &FileFact) -> Signal<Option<String>> {
    src_of(file.thumbnail.into_iter().chain([file.hash]).collect())
}

fn src_of(hashes: Vec<FileHash>) -> Signal<Option<String>> {
    let notebook = use_notebook();
    let src = RwSignal::new(None);
    // Dropped with the component that asked: the bytes leave memory then.
    let shown = StoredValue::new_local(None::<ObjectUrl>);
    spawn_local(async move {
        for hash in hashes {
            let Some(bytes) = notebook.file(hash).await else { continue };
            let url = ObjectUrl::new(&bytes, "image/jpeg");
            let address = url.address().to_owned();
            if shown.try_set_value(Some(url)).is_some() {
                // Nobody looks any more.
                return;
            }
            src.try_set(Some(address));
        }
    });
    src.into()
}

/// A turn as the kit shows it.
pub(crate) fn turn_of(quarters: u8) -> Turn {
    match quarters % 4 {
        1 => Turn::Quarter,
        2 => Turn::Half,
        3 => Turn::ThreeQuarters,
        _ => Turn::None,
    }
}

const fn turn_class(quarters: u8) -> &'static str {
    match quarters % 4 {
        1 => "fb-photo fb-photo--quarter",
        2 => "fb-photo fb-photo--half",
        3 => "fb-photo fb-photo--three-quarters",
        _ => "fb-photo",
    }
}

/// A photo at any size, turned as its maker turned it.
#[component]
pub(crate) fn Photo(
    file: FileFact,
    /// Quarter turns to the right.
    #[prop(optional)]
    turn: u8,
    /// What it shows; empty where the words beside it say so.
    #[prop(optional, into)]
    alt: String,
    #[prop(optional)] shape: ThumbShape,
    /// On the photo: "3 photos", a sticker.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    let src = if shape == ThumbShape::Small { small_src(&file) } else { whole_src(&file) };
    view! {
        <span class=turn_class(turn)>
            {match children {
                Some(children) => view! { <Thumb src alt shape>{children()}</Thumb> }.into_any(),
                None => view! { <Thumb src alt shape /> }.into_any(),
            }}
        </span>
    }
}
