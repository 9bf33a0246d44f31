//! The page itself: a family's or that of staff.

use chrono::Timelike;
use domain::calendar::{london, london_day};
use domain::role::Role;
use leptos::prelude::*;

use super::family::FamilyToday;
use super::staff::StaffToday;
use crate::notebook::use_notebook;
use crate::platform::clock::{device_clock, now};
use crate::platform::page::set_title;
use crate::routes::paths;
use crate::session::use_me;
use crate::show;
use crate::sync_loop::use_syncing;
use crate::text::drafts::drafts;
use crate::text::shell::shell;
use crate::text::time;
use crate::text::today::today as words;
use crate::ui::icon::Icon;
use crate::ui::network_pill::{Network, NetworkPill};
use crate::ui::notice::{Notice, NoticeTone};
use crate::ui::page::Page;
use crate::ui::page_header::PageHeader;

/// Today.
#[component]
pub(crate) fn TodayPage() -> impl IntoView {
    set_title(shell().today);
    let all = use_notebook().all();
    let is_family = Memo::new(move |_| {
        all.with(|circles| circles.iter().any(|circle| matches!(circle.role(), Some(Role::Parent | Role::Pupil))))
    });
    let me = use_me();
    let name = show::first_name(&me.name);
    let title = Signal::derive(move || {
        if is_family.get() {
            return (words().hello)(&name);
        }
        match london(now()).map_or(9, |time| time.hour()) {
            0..12 => (words().good_morning)(&name),
            12..17 => (words().good_afternoon)(&name),
            _ => (words().good_evening)(&name),
        }
    });
    view! {
        <Page>
            <PageHeader title sub=Signal::derive(|| Some(time::long_day(show::today()))) end=|| view! { <NetworkState /> } />
            <ClockNotice />
            {move || {
                // Drawn anew when the day turns: what is typed here is kept the moment it is said.
                let _turns = show::today();
                if is_family.get() {
                    view! { <FamilyToday circles=all /> }.into_any()
                } else {
                    view! { <StaffToday circles=all /> }.into_any()
                }
            }}
        </Page>
    }
}

/// Says that this device's clock is wrong, by what the server's shows, and how to mend it.
#[component]
pub(crate) fn ClockNotice() -> impl IntoView {
    let off = use_notebook().clock_off;
    move || {
        off.get()?;
        let (shows, right) = (device_clock(), now());
        let shows = format!("{}, {}", time::day_with_year(london_day(shows)), time::clock(shows));
        let text = (drafts().clock_wrong_more)(&shows, &time::day_with_year(london_day(right)), &time::clock(right));
        Some(view! { <Notice icon=Icon::Clock strong=drafts().clock_wrong text tone=NoticeTone::Lantern /> })
    }
}

/// Whether there is a network, said once.
#[component]
pub(crate) fn NetworkState() -> impl IntoView {
    let syncing = use_syncing();
    let network = Signal::derive(move || {
        let status = syncing.get();
        match status.away_since {
            Some(since) => Network::Offline { since: Some(time::clock(since)) },
            None => Network::Settled,
        }
    });
    view! { <NetworkPill network href=paths::TO_SEND /> }
}
