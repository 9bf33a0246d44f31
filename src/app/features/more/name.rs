//! What everybody calls me.

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::session::{Refused, use_me, use_session};
use crate::text::joining::joining as words;
use crate::text::sign_in::sign_in as sign_in_words;
use crate::ui::button::{Button, ButtonKind};
use crate::ui::error_summary::{ErrorSummary, FieldProblem, problem_of};
use crate::ui::more::More;
use crate::ui::text_field::TextField;

const NAME: &str = "more-name";

/// The form, behind its summary.
#[component]
pub(super) fn ChangeName() -> impl IntoView {
    let session = use_session();
    let name = RwSignal::new(use_me().name);
    let busy = RwSignal::new(false);
    let problems = RwSignal::new(Vec::<FieldProblem>::new());
    let say = move |text: String| vec![FieldProblem { field_id: NAME.to_owned(), text }];
    let change = move || {
        let typed = name.with_untracked(|name| name.trim().to_owned());
        if !domain::names::fits(&typed) {
            problems.set(say((sign_in_words().refused)(Refused::NoShownName)));
        } else if !busy.get_untracked() {
            busy.set(true);
            problems.set(Vec::new());
            spawn_local(async move {
                // After success every page is drawn anew, under the new name.
                let Err(refused) = session.rename(&typed).await else { return };
                busy.try_set(false);
                problems.try_set(say(match refused {
                    Refused::NoNetwork => words().name_later.to_owned(),
                    refused => (sign_in_words().refused)(refused),
                }));
            });
        }
    };
    view! {
        <More summary=words().change_name>
            <form
                class="fb-form"
                on:submit=move |event| {
                    event.prevent_default();
                    change();
                }
            >
                <ErrorSummary problems />
                <TextField
                    id=NAME
                    error=problem_of(problems, NAME)
                    label=words().your_name
                    hint=words().change_name_hint
                    value=name
                    on_input=move |text| name.set(text)
                    autocomplete="name"
                />
                <Button label=words().save_name kind=ButtonKind::Second busy submit=true />
            </form>
        </More>
    }
}
