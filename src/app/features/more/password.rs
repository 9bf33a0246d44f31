//! Choosing a new password.

use leptos::prelude::*;
use leptos::task::spawn_local;
use sync::password;

use crate::just_done::use_just_done;
use crate::session::{Refused, use_session};
use crate::text::more::more as words;
use crate::text::sign_in::sign_in as sign_in_words;
use crate::ui::button::{Button, ButtonKind};
use crate::ui::error_summary::{ErrorSummary, FieldProblem, problem_of};
use crate::ui::more::More;
use crate::ui::text_field::{TextField, TextKind};

/// The form, folded away.
#[component]
pub(super) fn ChangePassword() -> impl IntoView {
    let (session, done) = (use_session(), use_just_done());
    let current = RwSignal::new(String::new());
    let new = RwSignal::new(String::new());
    let busy = RwSignal::new(false);
    let problems = RwSignal::new(Vec::<FieldProblem>::new());
    let change = move || {
        // Whether it holds the sign-in name is known to the server only.
        let weak = new.with(|new| password::problem(new, ""));
        let found = FieldProblem::found([
            (current.with(String::is_empty), "password-current", sign_in_words().fill_password),
            (weak.is_some(), "password-new", weak.map_or("", sign_in_words().weak_password)),
        ]);
        if busy.get_untracked() || !found.is_empty() {
            problems.set(found);
            return;
        }
        busy.set(true);
        spawn_local(async move {
            let outcome = session.change_password(&current.get_untracked(), &new.get_untracked()).await;
            busy.try_set(false);
            let refused = outcome.err().map(|refused| match refused {
                Refused::Wrong => ("password-current", words().wrong_password.to_owned()),
                Refused::WeakPassword(problem) => ("password-new", (sign_in_words().weak_password)(problem).to_owned()),
                Refused::NoNetwork => ("password-current", words().password_later.to_owned()),
                refused => ("password-current", (sign_in_words().refused)(refused)),
            });
            if refused.is_none() {
                current.try_set(String::new());
                new.try_set(String::new());
                done.say_only(words().password_changed.to_owned());
            }
            let refused = refused.map(|(id, text)| FieldProblem { field_id: id.to_owned(), text });
            problems.try_set(refused.into_iter().collect());
        });
    };
    view! {
        <More summary=words().change_password>
            <form
                class="fb-form"
                on:submit=move |event| {
                    event.prevent_default();
                    change();
                }
            >
                <ErrorSummary problems />
                <TextField
                    id="password-current"
                    error=problem_of(problems, "password-current")
                    label=words().current_password
                    kind=TextKind::Password
                    value=current
                    on_input=move |text| current.set(text)
                    autocomplete="current-password"
                />
                <TextField
                    id="password-new"
                    error=problem_of(problems, "password-new")
                    label=sign_in_words().new_password
                    hint=sign_in_words().new_password_hint
                    kind=TextKind::Password
                    value=new
                    on_input=move |text| new.set(text)
                    autocomplete="new-password"
                />
                <p class="fb-quiet">{words().password_hint}</p>
                <Button label=words().save_password kind=ButtonKind::Second busy submit=true />
            </form>
        </More>
    }
}
