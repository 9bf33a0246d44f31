//! One more invitation for somebody who is signed in: as themselves, or it is for somebody else.

use domain::ids::CircleId;
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;

use super::look::{CodeForm, Found};
use crate::invited::use_invited;
use crate::notebook::use_notebook;
use crate::platform::http::{self, FirstLook};
use crate::routes::paths;
use crate::session::{Refused, use_me, use_session};
use crate::text::joining::joining as words;
use crate::text::sign_in::sign_in as sign_in_words;
use crate::ui::button::{Button, ButtonKind};
use crate::ui::card::{Card, CardTone};
use crate::ui::icon::Icon;
use crate::ui::loading::Loading;
use crate::ui::page::{Page, PageWidth, Stack};
use crate::ui::page_header::{Back, PageHeader};

/// How far they are.
#[derive(Clone)]
enum Step {
    /// The code, and what is wrong with it.
    Code(Option<String>),
    /// What it is to.
    Found(FirstLook),
    /// In, and the circle is on its way.
    In(CircleId),
}

/// The page.
#[component]
pub(crate) fn TakeUpPage() -> impl IntoView {
    let step = RwSignal::new(Step::Code(None));
    let on_found = Callback::new(move |look| step.set(Step::Found(look)));
    view! {
        <Page width=PageWidth::Narrow>
            <PageHeader
                title=words().take_up_title
                sub=words().take_up_sub
                back=Back { href: paths::TODAY.to_owned(), label: crate::text::shell::shell().to_today.to_owned() }
            />
            {move || match step.get() {
                Step::Code(problem) => {
                    let form = match problem {
                        Some(problem) => view! { <CodeForm problem on_found /> }.into_any(),
                        None => view! { <CodeForm on_found /> }.into_any(),
                    };
                    view! { <Card>{form}</Card> }.into_any()
                }
                Step::Found(look) => view! { <AsMe look step /> }.into_any(),
                Step::In(circle) => view! { <OnItsWay circle /> }.into_any(),
            }}
        </Page>
    }
}

#[component]
fn AsMe(look: FirstLook, step: RwSignal<Step>) -> impl IntoView {
    let (session, invited, notebook) = (use_session(), use_invited(), use_notebook());
    let navigate = StoredValue::new_local(use_navigate());
    let busy = RwSignal::new(false);
    let trouble = RwSignal::new(None::<String>);
    let take_up = move |()| {
        if busy.get_untracked() {
            return;
        }
        busy.set(true);
        trouble.set(None);
        spawn_local(async move {
            let outcome = http::take_up(&notebook.pass(), &invited.code.get_untracked()).await.map_err(Refused::from);
            busy.try_set(false);
            match outcome {
                Ok(circle) => {
                    invited.code.set(String::new());
                    notebook.nudge();
                    match circle {
                        Some(circle) => {
                            step.try_set(Step::In(circle));
                        }
                        None => navigate.with_value(|navigate| navigate(paths::TODAY, NavigateOptions::default())),
                    }
                }
                Err(
                    refused @ (Refused::NoInvitation
                    | Refused::InvitationUsed
                    | Refused::AlreadyHere
                    | Refused::OwnInvitation),
                ) => {
                    step.try_set(Step::Code(Some((sign_in_words().refused)(refused))));
                }
                Err(refused) => {
                    trouble.try_set(Some((sign_in_words().refused)(refused)));
                }
            }
        });
    };
    let lock = move |()| {
        invited.leave_for_the_next(&invited.code.get_untracked());
        session.lock();
    };
    let me = use_me();
    let title = (words().join_as)(&me.name);
    // They join under the name that they have.
    let look = FirstLook { name: me.name, ..look };
    view! {
        <Stack>
            <Card title=words().is_this_right>
                <Found look />
                {move || trouble.get().map(|trouble| view! { <p role="alert">{trouble}</p> })}
                <div class="fb-actions">
                    <Button label=title icon=Icon::Check busy on_press=take_up />
                    <Button
                        label=words().something_wrong
                        kind=ButtonKind::Plain
                        on_press=move |()| step.set(Step::Code(None))
                    />
                </div>
            </Card>
            <Card tone=CardTone::Sunk title=words().somebody_else sub=words().somebody_else_more>
                <Button label=words().lock_for_them kind=ButtonKind::Raised icon=Icon::Lock on_press=lock />
            </Card>
        </Stack>
    }
}

/// Goes to the child's page as soon as it is on the device.
#[component]
fn OnItsWay(circle: CircleId) -> impl IntoView {
    let (notebook, navigate) = (use_notebook(), use_navigate());
    Effect::new(move |_| {
        if notebook.circles.with(|circles| circles.contains(&circle)) {
            navigate(&paths::pupil(circle), NavigateOptions { replace: true, ..NavigateOptions::default() });
        }
    });
    view! {
        <Card title=words().you_are_in sub=words().on_its_way>
            <Loading />
        </Card>
    }
}
