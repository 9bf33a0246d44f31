//! Stickers: which picture and words each choice has.

use domain::kinds::feedback;
use leptos::prelude::*;

use super::model::FeedbackForm;
use crate::text::feedback::feedback as words;
use crate::ui::button::{Button, ButtonKind, ButtonSize};
use crate::ui::sticker::{Sticker, StickerArt};

/// The picture in the middle of a sticker, by its name among `feedback::STICKERS`.
fn art(name: &str) -> StickerArt {
    match name {
        "compass" | "magnifier" => StickerArt::Compass,
        "heart" | "book" | "paintbrush" => StickerArt::Heart,
        "rainbow" | "lantern" => StickerArt::Bridge,
        _ => StickerArt::Star,
    }
}

/// A sticker by its place.
pub(super) fn sticker(place: u8) -> Option<impl IntoView + use<>> {
    let at = usize::from(place);
    let name = feedback::STICKERS.get(at)?;
    let said = words().stickers.get(at)?;
    Some(view! { <Sticker words=(*said).to_owned() art=art(name) /> })
}

/// All of them to choose from; the chosen one again takes it off.
#[component]
pub(super) fn ChooseSticker(form: RwSignal<FeedbackForm>) -> impl IntoView {
    let each = (0u8..).take(feedback::STICKERS.len()).map(|place| {
        let chosen = move || form.with(|form| form.sticker == Some(place));
        view! {
            <button
                class="fb-stickers__one"
                type="button"
                aria-pressed=move || if chosen() { "true" } else { "false" }
                on:click=move |_| form.update(|form| form.sticker = if form.sticker == Some(place) { None } else { Some(place) })
            >
                {sticker(place)}
            </button>
        }
    });
    view! {
        <div class="fb-stickers" role="group" aria-label=words().sticker>
            {each.collect_view()}
        </div>
        <Show when=move || form.with(|form| form.sticker.is_some())>
            <Button
                label=words().no_sticker
                kind=ButtonKind::Plain
                size=ButtonSize::Small
                on_press=move |()| form.update(|form| form.sticker = None)
            />
        </Show>
    }
}
