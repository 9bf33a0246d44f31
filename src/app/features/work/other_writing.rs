//! What was typed at the same thing in another window: both texts stand, and the person says which goes on.

use leptos::prelude::*;
use leptos::task::spawn_local;
use sync::device::Draft;

use super::keeping::{Keeping, Kept};
use crate::platform::clipboard;
use crate::text::drafts::drafts as words;
use crate::ui::button::{Button, ButtonKind, ButtonSize};
use crate::ui::icon::Icon;
use crate::ui::notice::{Notice, NoticeTone};

/// The other texts, each with what to do; nothing where there are none.
#[component]
pub(crate) fn OtherWriting<F: Kept>(keeping: Keeping<F>) -> impl IntoView {
    let (notebook, about) = (keeping.notebook, keeping.about);
    let others = Memo::new(move |_| {
        notebook.drafts.with(|drafts| {
            let of_this = drafts.iter().filter(|draft| draft.record == about.record && !notebook.holds_draft(draft));
            of_this.cloned().collect::<Vec<Draft>>()
        })
    });
    move || others.get().into_iter().map(|draft| view! { <Other keeping draft /> }).collect_view()
}

#[component]
fn Other<F: Kept>(keeping: Keeping<F>, draft: Draft) -> impl IntoView {
    let notebook = keeping.notebook;
    let read = serde_json::from_str::<F>(&draft.form).ok();
    let copied = RwSignal::new(false);
    let label = Signal::derive(move || if copied.get() { words().copied } else { words().copy }.to_owned());
    let words_of_it = draft.words.clone();
    let copy = move |()| {
        let text = words_of_it.clone();
        spawn_local(async move {
            copied.try_set(clipboard::copy(&text).await);
        });
    };
    let (chosen, gone) = (draft.clone(), draft.clone());
    let throw_away = move |()| {
        let draft = gone.clone();
        spawn_local(async move { notebook.throw_away(&draft).await });
    };
    let text = draft.words;
    view! {
        <Notice icon=Icon::Copy strong=words().also_here text=words().also_here_more tone=NoticeTone::Lantern>
            <blockquote class="fb-kept-words" dir="auto">{text}</blockquote>
            {read
                .map(|form| {
                    let go_on = move |()| keeping.go_on_from(&chosen, form.clone());
                    view! { <Button label=words().use_this kind=ButtonKind::Raised size=ButtonSize::Small on_press=go_on /> }
                })}
            <Button label kind=ButtonKind::Plain size=ButtonSize::Small on_press=copy />
            <Button label=words().throw_away kind=ButtonKind::Plain size=ButtonSize::Small on_press=throw_away />
        </Notice>
    }
}
