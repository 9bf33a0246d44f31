//! A photo that a press makes as large as the screen.

use domain::file::FileFact;
use leptos::prelude::*;

use super::photo::Photo;
use crate::text::work::work as words;
use crate::ui::dialog::Dialog;
use crate::ui::thumb::ThumbShape;

/// The photo, and itself again over the page.
#[component]
pub(crate) fn EnlargingPhoto(file: FileFact, #[prop(optional)] turn: u8, #[prop(into)] alt: String) -> impl IntoView {
    let open = RwSignal::new(false);
    let title = if alt.is_empty() { words().photo.to_owned() } else { alt.clone() };
    let label = (words().enlarge)(&title);
    let whole = StoredValue::new((file.clone(), alt.clone()));
    view! {
        <button class="fb-enlarge" type="button" aria-label=label on:click=move |_| open.set(true)>
            <Photo file turn alt shape=ThumbShape::Whole />
        </button>
        <Dialog title open on_close=move |()| open.set(false)>
            {
                let (file, alt) = whole.get_value();
                view! { <div class="fb-enlarged"><Photo file turn alt shape=ThumbShape::Whole /></div> }
            }
        </Dialog>
    }
}
