//! The first page anybody sees, and the one that a locked device shows. It tells nothing about any child.

use leptos::prelude::*;
use leptos::task::spawn_local;
use sync::store::StoreError;

use crate::come_in::Typed;
use crate::invited::{Way, use_invited};
use crate::later::{Later, LaterPage};
use crate::platform::{http, online, storage};
use crate::session::{Refused, use_session};
use crate::text::problems;
use crate::text::shell::shell;
use crate::text::sign_in::sign_in as words;
use crate::ui::button::{Button, ButtonKind};
use crate::ui::card::Card;
use crate::ui::checkbox::Checkbox;
use crate::ui::error_summary::{ErrorSummary, FieldProblem, problem_of};
use crate::ui::icon::Icon;
use crate::ui::logo::Logo;
use crate::ui::notice::{Notice, NoticeTone};
use crate::ui::text_field::{TextField, TextKind};

/// Sign in, or join.
#[component]
pub(crate) fn SignInPage() -> impl IntoView {
    let way = use_invited().way;
    let joins = move || way.get() == Way::Join;
    let other =
        Callback::new(move |()| way.update(|way| *way = if *way == Way::Join { Way::SignIn } else { Way::Join }));
    let endings_wait = RwSignal::new(false);
    let tell = move || {
        spawn_local(async move {
            // Whoever has come in meanwhile looks at another page.
            endings_wait.try_set(http::endings_wait() && !http::send_endings().await);
        });
    };
    tell();
    let forbidden = RwSignal::new(false);
    spawn_local(async move {
        forbidden.try_set(storage::is_forbidden().await);
    });
    online::on_network_change(tell);
    view! {
        <main class="fb-sign-in">
            <Logo />
            <h1 class="fb-hidden">"Footbridge"</h1>
            <Show when=move || endings_wait.get()>
                <p class="fb-quiet" role="status">{words().signed_out_here}</p>
            </Show>
            // Nobody should type a name and a password to learn that nothing can be kept here.
            <Show when=move || forbidden.get()>
                <Notice
                    icon=Icon::Warning
                    strong=shell().cannot_keep
                    text=problems::store(StoreError::Forbidden)
                    tone=NoticeTone::Lantern
                />
            </Show>
            <Card title=Signal::derive(move || {
                if joins() { words().join_title } else { words().title }.to_owned()
            })
            sub=Signal::derive(move || {
                Some(if joins() { words().join_sub } else { words().sub }.to_owned())
            })>
                {move || {
                    if joins() {
                        view! { <Later page=LaterPage::JoinForm /> }.into_any()
                    } else {
                        view! { <SignInForm /> }.into_any()
                    }
                }}
                {move || {
                    let label = if joins() { words().have_password } else { words().have_code };
                    view! { <Button label kind=ButtonKind::Plain on_press=other /> }
                }}
            </Card>
        </main>
    }
}

#[component]
fn SignInForm() -> impl IntoView {
    let (session, invited) = (use_session(), use_invited());
    let name = RwSignal::new(invited.name.get_untracked());
    let password = RwSignal::new(String::new());
    let stay = RwSignal::new(false);
    let busy = RwSignal::new(false);
    let problems = RwSignal::new(Vec::<FieldProblem>::new());
    let come_in = move || {
        let missing = FieldProblem::found([
            (name.with(|name| name.trim().is_empty()), "sign-in-name", words().fill_name),
            (password.with(String::is_empty), "sign-in-password", words().fill_password),
        ]);
        if busy.get_untracked() || !missing.is_empty() {
            problems.set(missing);
            return;
        }
        busy.set(true);
        spawn_local(async move {
            let name = name.with_untracked(|name| name.trim().to_owned());
            let typed = Typed { name, password: password.get_untracked(), stay: stay.get_untracked() };
            let outcome = session.sign_in(typed).await;
            show_outcome(outcome, "sign-in-name", busy, problems);
        });
    };
    view! {
        <form on:submit=move |event| {
            event.prevent_default();
            come_in();
        }>
            <Show when=move || invited.code.with(|code| !code.is_empty())>
                <Notice icon=Icon::UserPlus strong=words().code_waits text=words().code_waits_more />
            </Show>
            <ErrorSummary problems />
            <TextField
                id="sign-in-name"
                error=problem_of(problems, "sign-in-name")
                label=words().name
                hint=words().name_hint
                value=name
                on_input=move |text| name.set(text)
                autocomplete="username"
            />
            <TextField
                id="sign-in-password"
                error=problem_of(problems, "sign-in-password")
                label=words().password
                kind=TextKind::Password
                value=password
                on_input=move |text| password.set(text)
                autocomplete="current-password"
            />
            <Checkbox label=words().stay hint=words().stay_hint checked=stay on_toggle=move |on| stay.set(on) />
            <Button
                label=Signal::derive(move || if busy.get() { words().coming } else { words().come_in }.to_owned())
                busy
                submit=true
                wide=true
            />
            <p class="fb-quiet fb-small">{words().nothing_lost}</p>
        </form>
    }
}

/// Says what went wrong, beside the field it is about. After success the page is gone, and its signals with it.
fn show_outcome(
    outcome: Result<(), Refused>,
    field: &'static str,
    busy: RwSignal<bool>,
    problems: RwSignal<Vec<FieldProblem>>,
) {
    if let Err(refused) = outcome {
        busy.try_set(false);
        problems.try_set(vec![FieldProblem { field_id: field.to_owned(), text: (words().refused)(refused) }]);
    }
}
