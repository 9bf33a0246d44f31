//! The pages of a piece of work, each opening to the whole screen; recordings and files after them.

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::about_files::{is_picture, is_voice, seconds_of};
use super::model::Page;
use super::photo::Photo;
use super::voice::VoicePlayer;
use crate::notebook::use_notebook;
use crate::platform::files;
use crate::text::work::work as words;
use crate::ui::avatar::{Mark, Side};
use crate::ui::card::Card;
use crate::ui::dialog::Dialog;
use crate::ui::icon::Icon;
use crate::ui::row::{Row, Rows};
use crate::ui::thumb::ThumbShape;

/// The pages.
#[component]
pub(crate) fn Pages(pages: Vec<Page>, whose: String) -> impl IntoView {
    let open = RwSignal::new(None::<usize>);
    let (pictures, others): (Vec<Page>, Vec<Page>) = pages.into_iter().partition(|page| is_picture(&page.file));
    let (voices, files): (Vec<Page>, Vec<Page>) = others.into_iter().partition(|page| is_voice(&page.file));
    let count = pictures.len();
    let opened = StoredValue::new(pictures.clone());
    let each = pictures.into_iter().enumerate().map(|(at, page)| {
        let label = (words().open_photo)(at + 1, count);
        view! {
            <li>
                <button class="fb-work-pages__page" type="button" aria-label=label on:click=move |_| open.set(Some(at))>
                    <Photo file=page.file turn=page.turn shape=ThumbShape::Whole />
                </button>
                {(!page.caption.is_empty()).then(|| view! { <p class="fb-quiet">{page.caption}</p> })}
            </li>
        }
    });
    let each = each.collect_view();
    let voices = voices.into_iter().map(|page| {
        let seconds = seconds_of(&page.file);
        view! { <VoicePlayer file=page.file seconds label=(words().voice_of)(&whose) /> }
    });
    let voices = voices.collect_view();
    let has_files = !files.is_empty();
    let files = files.into_iter().map(|page| view! { <FileRow page /> }).collect_view();
    let title = Signal::derive(move || (words().photo_of)(open.get().unwrap_or_default() + 1, count));
    view! {
        <ol class="fb-work-pages" role="list">{each}</ol>
        {voices}
        {has_files.then(|| view! { <Card flush=true><Rows>{files}</Rows></Card> })}
        <Dialog title open=Signal::derive(move || open.get().is_some()) on_close=move |()| open.set(None)>
            <div class="fb-work-zoom">
                {move || {
                    let page = open.get().and_then(|at| opened.with_value(|pages| pages.get(at).cloned()))?;
                    Some(view! { <Zoomed page /> })
                }}
                <ZoomSteps open count />
            </div>
        </Dialog>
    }
}

/// One page at its full size; pressed again, twice as large, to look at a detail.
#[component]
fn Zoomed(page: Page) -> impl IntoView {
    let close = RwSignal::new(false);
    view! {
        <button
            class="fb-work-zoom__photo"
            class=("fb-work-zoom__photo--close", close)
            type="button"
            aria-pressed=move || if close.get() { "true" } else { "false" }
            aria-label=words().closer
            on:click=move |_| close.update(|close| *close = !*close)
        >
            <Photo file=page.file turn=page.turn alt=page.caption shape=ThumbShape::Whole />
        </button>
    }
}

#[component]
fn ZoomSteps(open: RwSignal<Option<usize>>, count: usize) -> impl IntoView {
    use crate::ui::icon_button::IconButton;
    let step = move |by: isize| {
        open.update(|at| {
            if let Some(now) = *at {
                *at = now.checked_add_signed(by).filter(|next| *next < count).or(Some(now));
            }
        });
    };
    view! {
        <Show when=move || { count > 1 }>
            <div class="fb-actions">
                <IconButton icon=Icon::ArrowLeft label=words().photo_before on_press=move |()| step(-1) />
                <IconButton icon=Icon::ArrowRight label=words().photo_after on_press=move |()| step(1) />
            </div>
        </Show>
    }
}

#[component]
fn FileRow(page: Page) -> impl IntoView {
    let notebook = use_notebook();
    let name = page.file.name.clone();
    let missing = RwSignal::new(false);
    let small = Signal::derive(move || missing.get().then(|| words().not_here_yet.to_owned()));
    let on_press = Callback::new(move |()| {
        let file = page.file.clone();
        spawn_local(async move {
            match notebook.file(file.hash).await {
                Some(bytes) => files::save(&bytes, &file.media, &file.name),
                None => missing.set(true),
            }
        });
    });
    view! {
        <Row strong=name small mark=|| view! { <Mark icon=Icon::FileText side=Side::Ward /> } on_press />
    }
}
