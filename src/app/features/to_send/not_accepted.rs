//! A change that the server could not let stand.

use leptos::prelude::*;
use leptos::task::spawn_local;
use sync::device::Entry;

use super::model::{was_handed_over, words_in};
use super::page::about;
use crate::circle::Circle;
use crate::features::work::CopyButton;
use crate::notebook::use_notebook;
use crate::text::problems;
use crate::text::to_send::to_send as words;
use crate::ui::button::{Button, ButtonKind, ButtonSize};
use crate::ui::dialog::Dialog;
use crate::ui::row::Row;
use crate::ui::sync_tag::{DeliveryTag, SyncTag};

/// Why, its words, and what to do.
#[component]
pub(super) fn NotAccepted(number: u64, entry: Entry, all: Signal<Vec<Circle>>) -> impl IntoView {
    let notebook = use_notebook();
    let why = if was_handed_over(&entry) {
        words().handed_over.to_owned()
    } else {
        entry.refusal().map(problems::refusal).unwrap_or_default()
    };
    let text = words_in(&entry.change);
    let asking = RwSignal::new(false);
    let change = entry.change;
    let strong = Signal::derive(move || all.with(|circles| about(change.kind, change.circle, change.record, circles)));
    let let_go = move |()| {
        asking.set(false);
        spawn_local(async move { notebook.let_go(number).await });
    };
    // A step such as "seen" has no words to keep.
    let has_words = !text.is_empty();
    let to_copy = text.clone();
    view! {
        <Row strong small=why tag=|| view! { <SyncTag tag=DeliveryTag::NeedsYou /> } no_arrow=true>
            {has_words.then(|| view! { <blockquote class="fb-kept-words">{text}</blockquote> })}
            <div class="fb-actions">
                {has_words.then(|| view! { <CopyButton text=to_copy label=words().copy copied=words().copied /> })}
                <Button label=words().let_go kind=ButtonKind::Plain size=ButtonSize::Small on_press=move |()| asking.set(true) />
            </div>
            <Dialog
                title=words().let_go_sure
                open=asking
                on_close=move |()| asking.set(false)
                actions=move || {
                    view! {
                        <Button label=words().keep on_press=move |()| asking.set(false) />
                        <Button label=words().let_go kind=ButtonKind::Plain on_press=let_go />
                    }
                }
            >
                <p>{words().let_go_text}</p>
            </Dialog>
        </Row>
    }
}
