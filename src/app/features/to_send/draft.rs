//! Something begun and not finished: go on with it, copy its words, or throw it away.

use leptos::prelude::*;
use leptos::task::spawn_local;
use sync::device::Draft;

use crate::circle::Circle;
use crate::features::today::is_open;
use crate::notebook::use_notebook;
use crate::platform::clipboard;
use crate::platform::device::this_device;
use crate::routes::paths;
use crate::show;
use crate::text::drafts::drafts as words;
use crate::text::{kinds, time};
use crate::ui::button::{Button, ButtonKind, ButtonSize};
use crate::ui::dialog::Dialog;
use crate::ui::row::Row;
use crate::ui::sync_tag::{DeliveryTag, SyncTag};

/// One draft. What was recorded from another window meanwhile leads nowhere any more, and still holds its words.
#[component]
pub(super) fn OneDraft(draft: Draft, circles: Vec<Circle>) -> impl IntoView {
    let notebook = use_notebook();
    let circle = circles.iter().find(|circle| circle.id() == draft.circle);
    let kind = draft.kind.spec().map(kinds::kind).unwrap_or_default();
    let name = circle.map(|circle| circle.first_name().to_owned()).unwrap_or_default();
    let strong = if name.is_empty() { kind } else { format!("{name}: {kind}") };
    let tag = DeliveryTag::SavedHere { device: this_device(), time: time::when(draft.at, show::today()) };
    let open = circle.is_none_or(|circle| is_open(circle, &draft));
    let href = open.then(|| paths::of_draft(&draft, circle));
    let has_words = !draft.words.trim().is_empty();
    let first: String = draft.words.chars().take(80).collect();
    let small = if has_words { first } else { words().no_words.to_owned() };
    let (copied, asking) = (RwSignal::new(false), RwSignal::new(false));
    let to_copy = draft.words.clone();
    let copy = move |()| {
        let text = to_copy.clone();
        spawn_local(async move {
            copied.try_set(clipboard::copy(&text).await);
        });
    };
    let copy_label = Signal::derive(move || if copied.get() { words().copied } else { words().copy }.to_owned());
    let of_closed = (!open && has_words).then(|| draft.words.clone());
    let throw = Callback::new(move |()| {
        asking.set(false);
        let draft = draft.clone();
        spawn_local(async move { notebook.throw_away(&draft).await });
    });
    // Nothing is lost with a draft that holds nothing: nobody need be asked.
    let press = move |()| if has_words { asking.set(true) } else { throw.run(()) };
    let actions = view! {
        {of_closed.map(|text| view! { <blockquote class="fb-kept-words" dir="auto">{text}</blockquote> })}
        <div class="fb-actions">
            {has_words
                .then(|| view! { <Button label=copy_label kind=ButtonKind::Second size=ButtonSize::Small on_press=copy /> })}
            <Button label=words().throw_away kind=ButtonKind::Plain size=ButtonSize::Small on_press=press />
        </div>
        <Dialog
            title=words().throw_away_sure
            open=asking
            on_close=move |()| asking.set(false)
            actions=move || {
                view! {
                    <Button label=words().keep_it on_press=move |()| asking.set(false) />
                    <Button label=words().throw_away kind=ButtonKind::Plain on_press=throw />
                }
            }
        >
            <p>{words().throw_away_text}</p>
        </Dialog>
    };
    match href {
        Some(href) => {
            view! { <Row strong small tag=move || view! { <SyncTag tag=tag.clone() /> } href>{actions}</Row> }
                .into_any()
        }
        None => {
            view! { <Row strong small tag=move || view! { <SyncTag tag=tag.clone() /> }>{actions}</Row> }.into_any()
        }
    }
}
