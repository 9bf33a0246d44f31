//! A first look at an invitation: the code is typed or came in the address, and what it is to is shown before anybody
//! joins.

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::invited::{code_in, use_invited};
use crate::platform::http::{self, FirstLook};
use crate::session::Refused;
use crate::text::joining::joining as words;
use crate::text::pupil::pupil as pupil_words;
use crate::text::sign_in::sign_in as sign_in_words;
use crate::text::time;
use crate::ui::avatar::Mark;
use crate::ui::button::Button;
use crate::ui::error_summary::{ErrorSummary, FieldProblem, problem_of};
use crate::ui::icon::Icon;
use crate::ui::row::{Row, Rows};
use crate::ui::text_field::{TextField, TextKind};

/// A field of these forms.
pub(super) const CODE: &str = "join-code";

/// Asks for the code, and looks. A code that came in the address is looked at at once.
#[component]
pub(super) fn CodeForm(
    /// What is said of the code already, once a later step found something.
    #[prop(optional)]
    problem: Option<String>,
    on_found: Callback<FirstLook>,
) -> impl IntoView {
    let invited = use_invited();
    let typed = RwSignal::new(invited.code.get_untracked());
    let busy = RwSignal::new(false);
    let said = |text| FieldProblem { field_id: CODE.to_owned(), text };
    let is_looked_at = problem.is_some();
    let problems = RwSignal::new(problem.map(said).into_iter().collect::<Vec<_>>());
    let look = move || {
        let code = typed.with_untracked(|typed| code_in(typed).to_owned());
        if code.is_empty() {
            problems.set(vec![said(sign_in_words().fill_code.to_owned())]);
        }
        if busy.get_untracked() || code.is_empty() {
            return;
        }
        busy.set(true);
        spawn_local(async move {
            match http::first_look(&code).await {
                Ok(look) => {
                    invited.code.set(code);
                    on_found.run(look);
                }
                Err(error) => {
                    // It leads nowhere, so nobody goes on with it later.
                    invited.code.set(String::new());
                    busy.try_set(false);
                    problems.try_set(vec![said((sign_in_words().refused)(Refused::from(error)))]);
                }
            }
        });
    };
    if !is_looked_at && typed.with_untracked(|typed| !typed.is_empty()) {
        look();
    }
    view! {
        <form class="fb-form" on:submit=move |event| {
            event.prevent_default();
            look();
        }>
            <ErrorSummary problems />
            <TextField
                id=CODE
                error=problem_of(problems, CODE)
                label=sign_in_words().code
                hint=sign_in_words().code_hint
                kind=TextKind::Code
                value=typed
                on_input=move |text| typed.set(text)
                autocomplete="one-time-code"
            />
            <Button
                label=Signal::derive(move || if busy.get() { words().looking } else { words().go_on }.to_owned())
                busy
                submit=true
                wide=true
            />
        </form>
    }
}

/// Who invites, as what, and whose circle it is, as far as somebody may know who is not in.
#[component]
pub(super) fn Found(look: FirstLook) -> impl IntoView {
    let role = (pupil_words().role)(look.role);
    let you = if look.name.trim().is_empty() { role.to_owned() } else { format!("{}, {role}", look.name) };
    let invites =
        if look.inviter.is_empty() { words().first_here.to_owned() } else { (words().invites)(&look.inviter) };
    let until = look.until.and_then(domain::calendar::london).map(|time| time::long_day(time.date()));
    let child = (!look.child.is_empty()).then(|| {
        view! {
            <Row
                strong=look.child.clone()
                small=words().full_name_later
                mark=|| view! { <Mark icon=Icon::Backpack /> }
            />
        }
    });
    view! {
        <p>{invites}</p>
        <div class="fb-found">
            <Rows>
                <Row strong=you mark=|| view! { <Mark icon=Icon::User /> } />
                {child}
            </Rows>
        </div>
        {until.map(|day| view! { <p class="fb-quiet fb-small">{(words().works_until)(&day)}</p> })}
    }
}
