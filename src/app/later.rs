//! What nobody needs for the first screen travels in files of its own, fetched as soon as that screen stands: all other
//! pages, what takes somebody in who signs in, and what keeps the device and the server in step.
//!
//! `cargo xtask build` cuts the app at the functions marked here (`src/xtask/build/split.rs`). The service worker
//! installs the parts along with everything else, so after one visit they are there without a network.

use std::cell::Cell;

use futures::future::LocalBoxFuture;
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos::wasm_split::SplitLoaderError;
#[cfg(not(test))]
use leptos::wasm_split::wasm_split;

use crate::come_in::{Typed, come_in};
use crate::features::{
    both_kept, feedback, hand_in, more, plan, pupil, pupils, record, review, search, session, sign_in, to_send, work,
};
use crate::platform::marks::{Mark, mark};
use crate::platform::page::{self, set_title};
use crate::session::{Open, Refused};
use crate::sync_loop::{self, InStep};
use crate::text::shell::shell;
use crate::ui::button::{Button, ButtonKind, ButtonSize};
use crate::ui::icon::Icon;
use crate::ui::loading::Loading;
use crate::ui::notice::{Notice, NoticeTone};

/// A page that is not in the first part of the app.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum LaterPage {
    Pupils,
    AddPupil,
    Pupil,
    Removed,
    People,
    Invitation,
    /// The form of somebody who comes with a code for the first time.
    JoinForm,
    /// One more invitation, for whoever is signed in.
    TakeUp,
    NewPlan,
    Plan,
    Paste,
    Session,
    HandIn,
    OneWork,
    Feedback,
    Review,
    Record,
    EditRecord,
    History,
    NewRecord,
    BothKept,
    Work,
    Reviews,
    ToSend,
    Search,
    More,
    #[cfg(feature = "gallery")]
    Gallery,
}

impl LaterPage {
    /// Whether a page only shows what is on the device, or keeps what is typed on it as a draft from the first letter on:
    /// then it can be drawn anew at any time.
    pub(crate) fn is_read(self) -> bool {
        use LaterPage::{History, OneWork, Pupil, Pupils, Record, Removed, Reviews, ToSend, Work};
        matches!(self, Pupils | Pupil | Removed | OneWork | Record | History | Work | Reviews | ToSend)
    }
}

/// Makes a page of the part it came with.
type Show = fn(LaterPage) -> AnyView;

/// What the second part gives. Whatever is reached from here alone is not in the first.
#[derive(Clone, Copy)]
pub(crate) struct Pages {
    show: Show,
    pub(crate) come_in: fn(Typed) -> LocalBoxFuture<'static, Result<Open, Refused>>,
    /// Keeps the device and the server in step for as long as somebody is here.
    pub(crate) keep_in_step: fn(InStep) -> LocalBoxFuture<'static, ()>,
}

thread_local! {
    /// The pages once they have come, so that nothing stands in their place for a moment on every way.
    static HERE: Cell<Option<Pages>> = const { Cell::new(None) };
}

const PAGES: Pages = Pages { show, come_in, keep_in_step: sync_loop::keep_in_step };

#[cfg(not(test))]
#[wasm_split(pages, wasm_split_path = leptos::wasm_split, fallible)]
fn pages() -> Result<Pages, SplitLoaderError> {
    Ok(PAGES)
}

/// Tests are not cut into parts: what stands for one would have nothing behind it.
#[cfg(test)]
fn pages() -> std::future::Ready<Result<Pages, SplitLoaderError>> {
    std::future::ready(Ok(PAGES))
}

#[cfg(all(feature = "gallery", not(test)))]
#[wasm_split(gallery, wasm_split_path = leptos::wasm_split, fallible)]
fn gallery() -> Result<Show, SplitLoaderError> {
    Ok(|_| view! { <crate::features::gallery::GalleryRoutes /> }.into_any())
}

#[cfg(all(feature = "gallery", test))]
fn gallery() -> std::future::Ready<Result<Show, SplitLoaderError>> {
    std::future::ready(Ok(|_| view! { <crate::features::gallery::GalleryRoutes /> }.into_any()))
}

fn show(page: LaterPage) -> AnyView {
    match page {
        LaterPage::Pupils => view! { <pupils::PupilsPage /> }.into_any(),
        LaterPage::AddPupil => view! { <pupils::AddPupilPage /> }.into_any(),
        LaterPage::Pupil => view! { <pupil::PupilPage /> }.into_any(),
        LaterPage::Removed => view! { <record::RemovedPage /> }.into_any(),
        LaterPage::People => view! { <pupil::PeoplePage /> }.into_any(),
        LaterPage::Invitation => view! { <pupil::InvitationPage /> }.into_any(),
        LaterPage::JoinForm => view! { <sign_in::JoinForm /> }.into_any(),
        LaterPage::TakeUp => view! { <sign_in::TakeUpPage /> }.into_any(),
        LaterPage::NewPlan => view! { <plan::NewPlanPage /> }.into_any(),
        LaterPage::Plan => view! { <plan::PlanPage /> }.into_any(),
        LaterPage::Paste => view! { <plan::PastePage /> }.into_any(),
        LaterPage::Session => view! { <session::SessionPage /> }.into_any(),
        LaterPage::HandIn => view! { <hand_in::HandInPage /> }.into_any(),
        LaterPage::OneWork => view! { <work::OneWorkPage /> }.into_any(),
        LaterPage::Feedback => view! { <feedback::FeedbackPage /> }.into_any(),
        LaterPage::Review => view! { <review::ReviewPage /> }.into_any(),
        LaterPage::Record => view! { <record::RecordPage /> }.into_any(),
        LaterPage::EditRecord => view! { <record::EditPage /> }.into_any(),
        LaterPage::History => view! { <record::HistoryPage /> }.into_any(),
        LaterPage::NewRecord => view! { <record::NewPage /> }.into_any(),
        LaterPage::BothKept => view! { <both_kept::BothKeptPage /> }.into_any(),
        LaterPage::Work => view! { <work::WorkPage /> }.into_any(),
        LaterPage::Reviews => view! { <review::ReviewsPage /> }.into_any(),
        LaterPage::ToSend => view! { <to_send::ToSendPage /> }.into_any(),
        LaterPage::Search => view! { <search::SearchPage /> }.into_any(),
        LaterPage::More => view! { <more::MorePage /> }.into_any(),
        #[cfg(feature = "gallery")]
        LaterPage::Gallery => ().into_any(),
    }
}

/// What the tab and a screen reader call the page.
fn title(page: LaterPage) -> &'static str {
    let words = shell();
    match page {
        LaterPage::Pupils => words.pupils,
        LaterPage::AddPupil => words.add_pupil,
        LaterPage::Pupil => words.one_pupil,
        LaterPage::Removed => words.removed,
        LaterPage::People => words.people,
        LaterPage::Invitation => words.invitation,
        LaterPage::JoinForm | LaterPage::TakeUp => words.join,
        LaterPage::NewPlan | LaterPage::Plan => words.plan,
        LaterPage::Paste => words.paste_plan,
        LaterPage::Session => words.session,
        LaterPage::HandIn => words.hand_in,
        LaterPage::OneWork => words.one_work,
        LaterPage::Feedback => words.feedback,
        LaterPage::Review => words.review,
        LaterPage::Record => words.record,
        LaterPage::EditRecord | LaterPage::NewRecord => words.change_record,
        LaterPage::History => words.history,
        LaterPage::BothKept => words.both_kept,
        LaterPage::Work => words.work,
        LaterPage::Reviews => words.reviews,
        LaterPage::ToSend => words.to_send,
        LaterPage::Search => words.search,
        LaterPage::More => words.more,
        #[cfg(feature = "gallery")]
        LaterPage::Gallery => "Gallery",
    }
}

async fn bring_pages() -> Result<Pages, SplitLoaderError> {
    pages().await.inspect(|pages| HERE.set(Some(*pages)))
}

async fn bring(page: LaterPage) -> Result<Show, Missing> {
    match page {
        #[cfg(feature = "gallery")]
        LaterPage::Gallery => or_why(gallery().await).await,
        _ => Ok(brought().await?.show),
    }
}

/// The second part, as soon as it is here.
pub(crate) async fn brought() -> Result<Pages, Missing> {
    or_why(bring_pages().await).await
}

/// What came, or why it did not.
async fn or_why<T>(came: Result<T, SplitLoaderError>) -> Result<T, Missing> {
    match came {
        Ok(part) => Ok(part),
        Err(_) if page::reaches_server().await => Err(Missing::Replaced),
        Err(_) => Err(Missing::NoNetwork),
    }
}

/// What is here already.
fn here(page: LaterPage) -> Option<Show> {
    match page {
        #[cfg(feature = "gallery")]
        LaterPage::Gallery => None,
        _ => HERE.get().map(|pages| pages.show),
    }
}

/// Fetches the pages while the first screen is looked at, so that the first tap need not wait.
pub(crate) fn bring_ahead() {
    if HERE.get().is_some() {
        return;
    }
    spawn_local(async {
        // Whoever opens a page before it came is told there, and can try again.
        if bring_pages().await.is_ok() {
            mark(Mark::PagesHere);
        }
    });
}

/// Why a part did not come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Missing {
    /// Nothing answers.
    NoNetwork,
    /// The server answers, but has another release by now.
    Replaced,
}

/// A page of a later part, or its opening, or what to do when it can't be fetched.
#[component]
pub(crate) fn Later(page: LaterPage) -> impl IntoView {
    set_title(title(page));
    let brought = RwSignal::new(here(page).map(Ok::<Show, Missing>));
    let ask = move || {
        brought.set(None);
        spawn_local(async move {
            brought.try_set(Some(bring(page).await));
        });
    };
    if brought.with_untracked(Option::is_none) {
        ask();
    }
    move || {
        match brought.get() {
        Some(Ok(show)) => show(page),
        // A page that was open while the server got a new release asks for parts that are no longer there.
        Some(Err(Missing::Replaced)) => view! {
            <Notice icon=Icon::RefreshCw strong=shell().part_replaced text=shell().part_replaced_why tone=NoticeTone::Lantern>
                <Button
                    label=shell().load_new
                    kind=ButtonKind::Raised
                    size=ButtonSize::Small
                    on_press=Callback::new(move |()| page::reload())
                />
            </Notice>
        }
        .into_any(),
        Some(Err(Missing::NoNetwork)) => view! {
            <Notice icon=Icon::WifiOff strong=shell().part_missing text=shell().part_missing_why tone=NoticeTone::Lantern>
                <Button
                    label=shell().try_again
                    kind=ButtonKind::Raised
                    size=ButtonSize::Small
                    on_press=Callback::new(move |()| ask())
                />
            </Notice>
        }
        .into_any(),
        None => view! { <Loading /> }.into_any(),
    }
    }
}
