//! What was typed at the same thing in another window, or on another form of it: both texts stand, and the person says
//! which goes on.

use domain::ids::RecordId;
use leptos::prelude::*;
use leptos::task::spawn_local;
use sync::device::Draft;

use super::keeping::{Keeping, Kept, read};
use crate::forms::FormName;
use crate::notebook::use_notebook;
use crate::platform::clipboard;
use crate::routes::paths;
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
            let of_form = drafts.iter().filter(|draft| FormName::of(draft) == Some(F::NAME));
            let others = of_form.filter(|draft| draft.record == about.record && !notebook.holds_draft(draft));
            others.cloned().collect::<Vec<Draft>>()
        })
    });
    view! {
        {move || others.get().into_iter().map(|draft| view! { <Other keeping draft /> }).collect_view()}
        <OtherForms record=about.record form=F::NAME />
    }
}

/// What was begun of this record on other forms, and where each is gone on with; nothing where nothing was.
#[component]
pub(crate) fn OtherForms(record: RecordId, form: FormName) -> impl IntoView {
    let notebook = use_notebook();
    let others = Memo::new(move |_| {
        notebook.drafts.with(|drafts| {
            let others = drafts.iter().filter(|draft| draft.record == record && FormName::of(draft) != Some(form));
            others.cloned().collect::<Vec<Draft>>()
        })
    });
    move || others.get().into_iter().map(|draft| view! { <OfOtherForm draft /> }).collect_view()
}

#[component]
fn OfOtherForm(draft: Draft) -> impl IntoView {
    // What no form here understands can be read, and copied.
    let circle = use_notebook().circle(draft.circle).get_untracked();
    let href = FormName::of(&draft).map(|_| paths::of_draft(&draft, circle.as_ref()));
    let text = draft.words.clone();
    view! {
        <Notice icon=Icon::PencilLine strong=words().also_begun text=words().also_begun_more tone=NoticeTone::Lantern>
            <blockquote class="fb-kept-words" dir="auto">{text}</blockquote>
            {href
                .map(|href| {
                    view! { <Button label=words().go_on kind=ButtonKind::Raised size=ButtonSize::Small icon=Icon::Pencil href /> }
                })}
            <CopyOrThrow draft />
        </Notice>
    }
}

#[component]
fn Other<F: Kept>(keeping: Keeping<F>, draft: Draft) -> impl IntoView {
    let form = read::<F>(&draft);
    let (chosen, text) = (draft.clone(), draft.words.clone());
    view! {
        <Notice icon=Icon::Copy strong=words().also_here text=words().also_here_more tone=NoticeTone::Lantern>
            <blockquote class="fb-kept-words" dir="auto">{text}</blockquote>
            {form
                .map(|form| {
                    let go_on = move |()| keeping.go_on_from(&chosen, form.clone());
                    view! { <Button label=words().use_this kind=ButtonKind::Raised size=ButtonSize::Small on_press=go_on /> }
                })}
            <CopyOrThrow draft />
        </Notice>
    }
}

#[component]
fn CopyOrThrow(draft: Draft) -> impl IntoView {
    let notebook = use_notebook();
    let copied = RwSignal::new(false);
    let label = Signal::derive(move || if copied.get() { words().copied } else { words().copy }.to_owned());
    let words_of_it = draft.words.clone();
    let copy = move |()| {
        let text = words_of_it.clone();
        spawn_local(async move {
            copied.try_set(clipboard::copy(&text).await);
        });
    };
    let throw_away = move |()| {
        let draft = draft.clone();
        spawn_local(async move { notebook.throw_away(&draft).await });
    };
    view! {
        <Button label kind=ButtonKind::Plain size=ButtonSize::Small on_press=copy />
        <Button label=words().throw_away kind=ButtonKind::Plain size=ButtonSize::Small on_press=throw_away />
    }
}
