//! The whole app: who is here, the shell around every page, and what is said when something is wrong with the
//! device itself.

use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::NavigateOptions;
use leptos_router::components::Router;
use leptos_router::hooks::{use_location, use_navigate};

use domain::role::Role;

use crate::features::sign_in::{SignInPage, StoreSilentPage};
use crate::invited::{Invited, use_invited};
use crate::just_done::{JustDone, JustDoneBar};
use crate::later;
#[cfg(feature = "gallery")]
use crate::later::{Later, LaterPage};
use crate::notebook::use_notebook;
use crate::paper;
use crate::platform::marks::{Mark, mark};
use crate::platform::storage::{self, Canary};
use crate::platform::{finger, focus, install, page, preferences, service_worker};
use crate::routes::{SignedInRoutes, paths};
use crate::session::{Here, Session, use_session};
use crate::show;
use crate::sync_loop::{Sending, use_syncing};
use crate::text::more::more;
use crate::text::problems;
use crate::text::shell::shell;
use crate::ui::button::{Button, ButtonKind, ButtonSize};
use crate::ui::icon::Icon;
use crate::ui::loading::Loading;
use crate::ui::notice::{Notice, NoticeTone};
use crate::ui::page::Page;
use crate::ui::page_header::PageHeader;
use crate::ui::shell::{NavItem, NavPlace, Shell};

/// The app.
#[component]
pub(crate) fn App() -> impl IntoView {
    mark(Mark::Begins);
    preferences::apply();
    finger::watch();
    paper::watch();
    install::listen_for_offer();
    show::keep_the_day();
    service_worker::register();
    let session = Session::start();
    provide_context(session);
    provide_context(Invited::start());
    view! {
        <Router>
            <Opened />
        </Router>
    }
}

/// The gallery at its own addresses, where nobody need be signed in; else the page of whoever is here.
#[component]
fn Opened() -> impl IntoView {
    #[cfg(feature = "gallery")]
    if use_location().pathname.get_untracked().starts_with("/gallery") {
        return view! { <Later page=LaterPage::Gallery /> }.into_any();
    }
    // Whoever comes back to a page of the second part waits for it and for what is on the device at once, not in turn.
    if use_location().pathname.get_untracked() != paths::TODAY {
        later::bring_ahead();
    }
    let session = use_session();
    let page = move || match session.here() {
        Here::Starting => view! {
            <main>
                <h1 class="fb-hidden">"Footbridge"</h1>
                <Loading />
            </main>
        }
        .into_any(),
        Here::Nobody => {
            // What comes after signing in is fetched while somebody types.
            later::bring_ahead();
            view! { <SignInPage /> }.into_any()
        }
        Here::StoreSilent(error) => view! { <StoreSilentPage error /> }.into_any(),
        Here::Somebody(open) => {
            provide_context(open.notebook);
            provide_context(open.syncing);
            provide_context(open.me);
            provide_context(JustDone::new());
            view! { <SignedIn begins=open.begins /> }.into_any()
        }
    };
    page.into_any()
}

/// The shell and the page in it.
#[component]
fn SignedIn(begins: bool) -> impl IntoView {
    // Elsewhere they are on their way already.
    if use_location().pathname.get_untracked() == paths::TODAY {
        later::bring_ahead();
    }
    let session = use_session();
    // Whoever came with a code and has just signed in goes on with it.
    let (invited, navigate) = (use_invited(), use_navigate());
    Effect::new(move |_| {
        if invited.code.with_untracked(|code| !code.is_empty()) && page::path() != paths::JOIN {
            navigate(paths::JOIN, NavigateOptions::default());
        }
    });
    let elsewhere = on_another_page(begins);
    let items = nav_items();
    let arriving = first_exchange_is_to_come();
    let on_lock = Callback::new(move |()| session.lock());
    follow_moves();
    view! {
        <Shell items on_lock>
            <Announcements />
            <Show when=move || !arriving.get() fallback=|| view! { <Arriving /> }>
                <Show when=move || !elsewhere.get()>
                    <SignedInRoutes />
                </Show>
            </Show>
            <JustDoneBar />
        </Shell>
    }
}

/// Leads whoever finds somebody else's page to their own Today; until they are there, nothing of that page is drawn.
fn on_another_page(begins: bool) -> Memo<bool> {
    let (path, navigate) = (use_location().pathname, use_navigate());
    if begins {
        // Back does not lead there either.
        spawn_local(async move { navigate(paths::TODAY, NavigateOptions { replace: true, ..Default::default() }) });
    }
    Memo::new(move |last: Option<&bool>| *last.unwrap_or(&begins) && path.with(|path| paths::is_left(path)))
}

/// After each move from one page to another the focus is at the new page's heading, and after each step within one near
/// where it was.
fn follow_moves() {
    focus::follow_steps();
    let path = use_location().pathname;
    Effect::new(move |before: Option<String>| {
        let path = path.get();
        if before.is_some_and(|before| before != path) {
            spawn_local(focus::to_heading());
        }
        path
    });
}

/// Whether nothing has come from the server yet, so that no page may say that there is nothing.
fn first_exchange_is_to_come() -> Memo<bool> {
    let (notebook, syncing) = (use_notebook(), use_syncing());
    Memo::new(move |_| {
        // The last exchange is asked for anew after each one.
        syncing.track();
        notebook.circles.with(Vec::is_empty) && notebook.last_exchange().is_none()
    })
}

/// The first moments on a device.
#[component]
fn Arriving() -> impl IntoView {
    let words = shell();
    let syncing = use_syncing();
    let sub = Signal::derive(move || {
        let status = syncing.get();
        let more = match (status.sending(), status.away_since) {
            (Sending::AfterSigningIn, _) => words.arriving_signed_out,
            (_, Some(_)) => words.arriving_away,
            (_, None) if status.server_busy => words.arriving_busy,
            (_, None) => words.arriving_more,
        };
        Some(more.to_owned())
    });
    view! {
        <Page>
            <PageHeader title=words.arriving sub />
            <Loading />
        </Page>
    }
}

/// What a person has to know whatever page they are on: trouble keeping things, a new version, the session's end.
#[component]
fn Announcements() -> impl IntoView {
    let words = shell();
    let (notebook, syncing) = (use_notebook(), use_syncing());
    let session = use_session();
    let update = service_worker::waiting_update();
    let put_off = RwSignal::new(false);
    let cleared = RwSignal::new(false);
    let load_new = Callback::new(move |()| {
        spawn_local(async move {
            notebook.keep_all_drafts().await;
            service_worker::load_new().await;
        });
    });
    let use_update = Callback::new(move |()| {
        spawn_local(async move {
            notebook.keep_all_drafts().await;
            service_worker::use_update();
        });
    });
    // It was about something on the page before.
    let page = use_location().pathname;
    Effect::new(move |before: Option<()>| {
        page.track();
        if before.is_some() {
            notebook.refused.set(None);
        }
    });
    spawn_local(async move {
        cleared.set(storage::check_canary().await == Ok(Canary::Cleared));
    });
    view! {
        {move || {
            let error = notebook.trouble.get()?;
            Some(view! { <Notice icon=Icon::Warning strong=words.cannot_keep text=problems::store(error) tone=NoticeTone::Lantern /> })
        }}
        {move || {
            let text = problems::problem(notebook.refused.get()?);
            Some(view! { <Notice icon=Icon::Warning strong=words.not_saved text tone=NoticeTone::Lantern /> })
        }}
        <Show when=move || notebook.unreadable.with(|circles| !circles.is_empty())>
            <Notice icon=Icon::Warning strong=words.unreadable text=words.unreadable_why tone=NoticeTone::Lantern>
                <Button
                    label=words.fetch_again
                    kind=ButtonKind::Raised
                    size=ButtonSize::Small
                    on_press=Callback::new(move |()| {
                        spawn_local(async move { notebook.fetch_unreadable().await });
                    })
                />
            </Notice>
        </Show>
        <Show when=move || cleared.get()>
            <Notice icon=Icon::Info strong=more().cleared text=more().cleared_more tone=NoticeTone::Lantern>
                <Button
                    label=more().cleared_read
                    kind=ButtonKind::Raised
                    size=ButtonSize::Small
                    on_press=Callback::new(move |()| cleared.set(false))
                />
            </Notice>
        </Show>
        <Show when=move || syncing.get().signed_out>
            <Notice icon=Icon::Lock strong=words.signed_out text=words.signed_out_why tone=NoticeTone::Lantern>
                <Button
                    label=words.sign_in_again
                    kind=ButtonKind::Raised
                    size=ButtonSize::Small
                    on_press=Callback::new(move |()| session.lock())
                />
            </Notice>
        </Show>
        <Show when=move || syncing.get().server_full>
            <Notice icon=Icon::Warning strong=words.server_full text=words.server_full_why tone=NoticeTone::Lantern />
        </Show>
        <Show when=move || syncing.get().too_old && !update.get()>
            <Notice icon=Icon::RefreshCw strong=words.too_old text=words.too_old_why tone=NoticeTone::Lantern>
                <Button label=words.load_new kind=ButtonKind::Raised size=ButtonSize::Small on_press=load_new />
            </Notice>
        </Show>
        <Show when=move || update.get() && !put_off.get()>
            <Notice icon=Icon::RefreshCw strong=words.new_version text=words.new_version_why>
                <Button
                    label=words.use_new_version
                    kind=ButtonKind::Raised
                    size=ButtonSize::Small
                    on_press=use_update
                />
                <Button
                    label=words.later
                    kind=ButtonKind::Plain
                    size=ButtonSize::Small
                    on_press=Callback::new(move |()| put_off.set(true))
                />
            </Notice>
        </Show>
    }
}

/// The menu: five items at most on a phone. A family sees its child where staff see their pupils.
fn nav_items() -> Memo<Vec<NavItem>> {
    let words = shell();
    let location = use_location();
    let notebook = use_notebook();
    let unsent = notebook.unsent();
    let all = notebook.all();
    Memo::new(move |_| {
        let path = location.pathname.get();
        let circles = all.get();
        // Staff may have hundreds of circles: the first tells.
        let is_family = circles.iter().all(|circle| matches!(circle.role(), Some(Role::Parent | Role::Pupil)));
        let here = paths::part_of(&path);
        let item =
            |label: &str, icon: Icon, href: &str| NavItem::new(label, icon, href).current(here == paths::part_of(href));
        let mut items = vec![item(words.today, Icon::Sun, paths::TODAY)];
        match circles.first() {
            Some(circle) if is_family && circles.len() == 1 => {
                items.push(item(circle.first_name(), Icon::Backpack, &paths::pupil(circle.id())));
            }
            Some(_) if is_family => items.push(item(words.children, Icon::Backpack, paths::PUPILS)),
            _ => items.push(item(words.pupils, Icon::Users, paths::PUPILS)),
        }
        items.push(item(words.work, Icon::Images, paths::WORK));
        items.push(item(words.reviews, Icon::Calendar, paths::REVIEWS));
        let waiting = u32::try_from(unsent.get()).unwrap_or(u32::MAX);
        // In the bar it stands for what is only in the rail, too.
        let for_rest = [paths::MORE, paths::TO_SEND, paths::SEARCH].contains(&here);
        let more = item(words.more, Icon::Ellipsis, paths::MORE);
        items.push(more.clone().current(for_rest).waiting(waiting).at(NavPlace::Bar));
        items.push(more.at(NavPlace::Rail));
        items.push(item(words.search, Icon::Search, paths::SEARCH).at(NavPlace::Rail));
        items.push(item(words.to_send, Icon::Tablet, paths::TO_SEND).waiting(waiting).at(NavPlace::Foot));
        items
    })
}
