//! Words said on a record's own page: kept as its draft while they are typed, and sent with a press.

use domain::change::Change;
use domain::record::Record;
use leptos::prelude::*;
use leptos::task::spawn_local;
use serde::{Deserialize, Serialize};
use sync::device::Draft;

use super::work::{About, Kept, keep, kept};
use crate::at_record::say;
use crate::forms::FormName;
use crate::just_done::use_just_done;
use crate::notebook::use_notebook;
use crate::routes::paths;
use crate::text::problems;
use crate::text::record::record as words;
use crate::ui::button::{Button, ButtonKind};
use crate::ui::icon::Icon;
use crate::ui::notice::Notice;
use crate::ui::sync_tag::SyncTag;
use crate::ui::text_area::TextArea;

/// As it is being typed.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
struct Said {
    #[serde(alias = "reply")]
    said: String,
}

impl Kept for Said {
    const NAME: FormName = FormName::Said;

    fn words(&self) -> String {
        self.said.clone()
    }
    fn is_begun(&self) -> bool {
        !self.said.trim().is_empty()
    }
}

/// What is on the device of this record, not sent yet.
#[derive(Clone, Debug, PartialEq)]
enum Before {
    Said(Said),
    /// Only the general form was begun: there they go on, rather than begin the same thing twice.
    OtherForm,
}

/// The place to write, and the button. `compose` gives the record as it stands and a change of it that says what was
/// typed, or nothing where there is nothing to change any more: then it stays where it was typed.
#[component]
pub(crate) fn Saying(
    about: About,
    #[prop(into)] label: String,
    #[prop(into)] send: String,
    #[prop(into)] compose: Callback<String, Option<(Record, Change)>>,
) -> impl IntoView {
    let notebook = use_notebook();
    let before = RwSignal::new(None::<Before>);
    spawn_local(async move {
        let said = kept::<Said>(notebook, about.record).await.map(|(said, _)| said);
        let general = |draft: &Draft| draft.record == about.record && FormName::of(draft) == Some(FormName::General);
        let is_changing = said.is_none() && notebook.drafts.with_untracked(|drafts| drafts.iter().any(general));
        let said = Before::Said(said.unwrap_or_default());
        before.try_set(Some(if is_changing { Before::OtherForm } else { said }));
    });
    move || {
        let before = before.get()?;
        let (label, send) = (label.clone(), send.clone());
        Some(match before {
            Before::Said(said) => view! { <Write about label send compose said /> }.into_any(),
            Before::OtherForm => view! {
                <Notice icon=Icon::PencilLine strong=words().change_begun>
                    <Button
                        label=words().go_on
                        kind=ButtonKind::Second
                        icon=Icon::Pencil
                        href=paths::edit(about.circle, about.record)
                    />
                </Notice>
            }
            .into_any(),
        })
    }
}

#[component]
fn Write(
    about: About,
    label: String,
    send: String,
    compose: Callback<String, Option<(Record, Change)>>,
    said: Said,
) -> impl IntoView {
    let (notebook, done) = (use_notebook(), use_just_done());
    let form = RwSignal::new(said);
    let keeping = keep(notebook, about, form, None);
    let busy = RwSignal::new(false);
    let error = RwSignal::new(None::<String>);
    let on_press = Callback::new(move |()| {
        let said = form.with_untracked(|form| form.said.trim().to_owned());
        if said.is_empty() || busy.get_untracked() {
            return;
        }
        let Some((before, change)) = compose.run(said.clone()) else { return };
        busy.set(true);
        // From here on the page may be gone.
        spawn_local(async move {
            let outcome = notebook.try_record(vec![change.clone()]).await;
            busy.try_set(false);
            error.try_set(outcome.as_ref().err().map(problems::not_recorded));
            if outcome.is_ok() {
                // What was typed meanwhile stays.
                form.try_maybe_update(|form| {
                    let sent = form.said.trim() == said;
                    if sent {
                        *form = Said::default();
                    }
                    (sent, ())
                });
                say(notebook, done, &before, &change, words().noted);
            }
        });
    });
    let text = Signal::derive(move || form.with(|form| form.said.clone()));
    view! {
        <TextArea label value=text error on_input=move |said: String| form.set(Said { said }) />
        <div class="fb-actions">
            <Button label=send kind=ButtonKind::Second icon=Icon::Send busy on_press />
            {move || keeping.tag().get().map(|tag| view! { <SyncTag tag /> })}
        </div>
    }
}
