//! Joining with an invitation code: what it is to, then who one is.

use leptos::prelude::*;
use leptos::task::spawn_local;
use sync::{password, sign_in_name};

use super::look::{CodeForm, Found};
use crate::invited::use_invited;
use crate::platform::http::{FirstLook, Newcomer};
use crate::session::{Refused, use_session};
use crate::text::joining::joining;
use crate::text::sign_in::sign_in as words;
use crate::ui::button::{Button, ButtonKind};
use crate::ui::checkbox::Checkbox;
use crate::ui::error_summary::{ErrorSummary, FieldProblem, problem_of};
use crate::ui::text_field::{TextField, TextKind};

/// The two steps.
#[component]
pub(crate) fn JoinForm() -> impl IntoView {
    let found = RwSignal::new(None::<FirstLook>);
    // What the server found wrong with a code that looked well a moment ago.
    let refused = RwSignal::new(None::<String>);
    let on_found = Callback::new(move |look| found.set(Some(look)));
    let on_back = Callback::new(move |problem: Option<String>| {
        refused.set(problem);
        found.set(None);
    });
    move || match (found.get(), refused.get()) {
        (Some(look), _) => view! { <Newcomers look on_back /> }.into_any(),
        (None, Some(problem)) => view! { <CodeForm problem on_found /> }.into_any(),
        (None, None) => view! { <CodeForm on_found /> }.into_any(),
    }
}

/// Is this right? Then an account; or the one that somebody has.
#[component]
fn Newcomers(look: FirstLook, on_back: Callback<Option<String>>) -> impl IntoView {
    let (session, invited) = (use_session(), use_invited());
    let shown_name = RwSignal::new(look.name.trim().to_owned());
    let name = RwSignal::new(String::new());
    let password = RwSignal::new(String::new());
    let stay = RwSignal::new(false);
    let busy = RwSignal::new(false);
    let problems = RwSignal::new(Vec::<FieldProblem>::new());
    let trouble = RwSignal::new(None::<String>);
    let join = move || {
        let found = problems_of(&shown_name.get_untracked(), &name.get_untracked(), &password.get_untracked());
        if busy.get_untracked() || !found.is_empty() {
            problems.set(found);
            return;
        }
        busy.set(true);
        trouble.set(None);
        problems.set(Vec::new());
        let newcomer = Newcomer {
            code: invited.code.get_untracked(),
            name: shown_name.get_untracked().trim().to_owned(),
            sign_in_name: name.get_untracked().trim().to_owned(),
            password: password.get_untracked(),
        };
        spawn_local(async move {
            // After success the page is gone, and its signals with it.
            let Err(refused) = session.join(&newcomer, stay.get_untracked(), invited).await else { return };
            busy.try_set(false);
            let text = match refused {
                // Nobody comes in by joining without a network; and what was lost may be the answer only.
                Refused::NoNetwork => joining().no_answer.to_owned(),
                refused => (words().refused)(refused),
            };
            match refused {
                Refused::NoInvitation | Refused::InvitationUsed => on_back.run(Some(text)),
                refused => match field_of(refused) {
                    Some(field) => {
                        problems.try_set(vec![FieldProblem { field_id: field.to_owned(), text }]);
                    }
                    None => {
                        trouble.try_set(Some(text));
                    }
                },
            }
        });
    };
    let is_first = look.inviter.is_empty();
    let sign_in = Callback::new(move |()| invited.sign_in_first(name.get_untracked().trim().to_owned()));
    view! {
        <h3 class="fb-join__title">{joining().is_this_right}</h3>
        <Found look />
        {(!is_first)
            .then(|| {
                view! {
                    <div class="fb-join__known">
                        <p class="fb-join__title">{joining().have_account}</p>
                        <p class="fb-small">{joining().have_account_more}</p>
                        <Button label=joining().sign_in_and_add kind=ButtonKind::Raised on_press=sign_in />
                    </div>
                    <h3 class="fb-join__title">{joining().new_here}</h3>
                }
            })}
        <form on:submit=move |event| {
            event.prevent_default();
            join();
        }>
            <ErrorSummary problems />
            <TextField
                id=SHOWN_NAME
                error=problem_of(problems, SHOWN_NAME)
                label=joining().your_name
                hint=(!is_first).then(|| joining().your_name_hint.to_owned())
                value=shown_name
                on_input=move |text| shown_name.set(text)
                autocomplete="name"
            />
            <TextField
                id=NAME
                error=problem_of(problems, NAME)
                label=words().new_name
                hint=words().new_name_hint
                value=name
                on_input=move |text| name.set(text)
                autocomplete="username"
            />
            <TextField
                id=PASSWORD
                error=problem_of(problems, PASSWORD)
                label=words().new_password
                hint=words().new_password_hint
                kind=TextKind::Password
                value=password
                on_input=move |text| password.set(text)
                autocomplete="new-password"
            />
            <Checkbox label=words().stay hint=words().stay_hint checked=stay on_toggle=move |on| stay.set(on) />
            {move || trouble.get().map(|trouble| view! { <p role="alert">{trouble}</p> })}
            <Button label=words().join busy submit=true wide=true />
        </form>
        <Button label=joining().something_wrong kind=ButtonKind::Plain on_press=move |()| on_back.run(None) />
    }
}

const SHOWN_NAME: &str = "join-shown-name";
const NAME: &str = "join-name";
const PASSWORD: &str = "join-password";

/// The field of joining that a refusal is about; `None` where it is about none.
fn field_of(refused: Refused) -> Option<&'static str> {
    match refused {
        Refused::NameTaken | Refused::NoSignInName => Some(NAME),
        Refused::NoShownName => Some(SHOWN_NAME),
        Refused::WeakPassword(_) => Some(PASSWORD),
        _ => None,
    }
}

/// What is to be put right before anything is sent, each at its own field, by the rules that the server has too.
fn problems_of(shown_name: &str, name: &str, password: &str) -> Vec<FieldProblem> {
    let said = |field_id: &str, text: String| FieldProblem { field_id: field_id.to_owned(), text };
    let shown = (!domain::names::fits(shown_name)).then(|| said(SHOWN_NAME, (words().refused)(Refused::NoShownName)));
    let name_problem = if name.trim().is_empty() {
        Some(words().fill_name.to_owned())
    } else {
        sign_in_name::problem(name).map(words().name_problem)
    };
    let weak = password::problem(password, name);
    let password = weak.map(|problem| said(PASSWORD, (words().weak_password)(problem).to_owned()));
    shown.into_iter().chain(name_problem.map(|text| said(NAME, text))).chain(password).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fields(shown: &str, name: &str, password: &str) -> Vec<String> {
        problems_of(shown, name, password).into_iter().map(|problem| problem.field_id).collect()
    }

    #[test]
    fn each_problem_stands_at_its_own_field() {
        assert_eq!(fields("Tom Reed", "tom.reed", "four quiet words"), [] as [&str; 0]);
        assert_eq!(fields("Tom Reed", "tom reed", "four quiet words"), [NAME]);
        assert_eq!(fields(" ", "tom.reed", "short"), [SHOWN_NAME, PASSWORD]);
        assert!(problems_of("Tom", "tom reed", "four quiet words")[0].text.contains("spaces"));
    }
}
