//! Something begun and not finished: go on with it, copy its words, or throw it away.

use leptos::prelude::*;
use leptos::task::spawn_local;
use sync::device::Draft;

use crate::circle::Circle;
use crate::features::today::{draft_name, draft_tag, first_words, is_open};
use crate::features::work::CopyButton;
use crate::notebook::use_notebook;
use crate::routes::paths;
use crate::text::drafts::drafts as words;
use crate::ui::button::{Button, ButtonKind, ButtonSize};
use crate::ui::dialog::Dialog;
use crate::ui::row::Row;
use crate::ui::sync_tag::SyncTag;

/// One draft. What was recorded from another window meanwhile leads nowhere any more, and still holds its words.
#[component]
pub(super) fn OneDraft(draft: Draft, circles: Vec<Circle>) -> impl IntoView {
    let notebook = use_notebook();
    let circle = circles.iter().find(|circle| circle.id() == draft.circle);
    let (strong, tag, first) = (draft_name(circle, &draft), draft_tag(&draft), first_words(&draft));
    let open = circle.is_none_or(|circle| is_open(circle, &draft));
    let href = open.then(|| paths::of_draft(&draft, circle));
    let has_words = first.is_some();
    let small = first.unwrap_or_else(|| words().no_words.to_owned());
    let asking = RwSignal::new(false);
    let to_copy = draft.words.clone();
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
            {has_words.then(|| view! { <CopyButton text=to_copy label=words().copy copied=words().copied /> })}
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
