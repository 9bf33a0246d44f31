//! Joining with an invitation code.

use leptos::prelude::*;
use leptos::task::spawn_local;
use sync::password;

use super::page::show_outcome;
use crate::session::use_session;
use crate::text::sign_in::sign_in as words;
use crate::ui::button::Button;
use crate::ui::checkbox::Checkbox;
use crate::ui::error_summary::{ErrorSummary, FieldProblem, problem_of};
use crate::ui::text_field::{TextField, TextKind};

/// The form.
#[component]
pub(super) fn JoinForm() -> impl IntoView {
    let session = use_session();
    let code = RwSignal::new(String::new());
    let name = RwSignal::new(String::new());
    let password = RwSignal::new(String::new());
    let stay = RwSignal::new(false);
    let busy = RwSignal::new(false);
    let problems = RwSignal::new(Vec::<FieldProblem>::new());
    let join = move || {
        let weak = password.with(|password| name.with(|name| password::problem(password, name).is_some()));
        let missing = FieldProblem::found([
            (code.with(|code| code.trim().is_empty()), "join-code", words().fill_code),
            (name.with(|name| name.trim().is_empty()), "join-name", words().fill_name),
            (weak, "join-password", words().short_password),
        ]);
        if busy.get_untracked() || !missing.is_empty() {
            problems.set(missing);
            return;
        }
        busy.set(true);
        spawn_local(async move {
            let (code, name, password) = (code.get_untracked(), name.get_untracked(), password.get_untracked());
            let outcome = session.join(code.trim(), name.trim(), &password, stay.get_untracked()).await;
            show_outcome(outcome, "join-code", busy, problems);
        });
    };
    view! {
        <form on:submit=move |event| {
            event.prevent_default();
            join();
        }>
            <ErrorSummary problems />
            <TextField
                id="join-code"
                error=problem_of(problems, "join-code")
                label=words().code
                hint=words().code_hint
                kind=TextKind::Code
                value=code
                on_input=move |text| code.set(text)
                autocomplete="one-time-code"
            />
            <TextField
                id="join-name"
                error=problem_of(problems, "join-name")
                label=words().new_name
                hint=words().new_name_hint
                value=name
                on_input=move |text| name.set(text)
                autocomplete="username"
            />
            <TextField
                id="join-password"
                error=problem_of(problems, "join-password")
                label=words().new_password
                hint=words().new_password_hint
                kind=TextKind::Password
                value=password
                on_input=move |text| password.set(text)
                autocomplete="new-password"
            />
            <Checkbox label=words().stay hint=words().stay_hint checked=stay on_toggle=move |on| stay.set(on) />
            <Button label=words().join busy submit=true wide=true />
        </form>
    }
}
