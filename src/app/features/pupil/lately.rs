//! What happened lately, the latest first.

use domain::kind::Kind;
use domain::kinds::{session, today_note};
use leptos::prelude::*;

use super::model::{News, news};
use crate::circle::Circle;
use crate::routes::paths;
use crate::show;
use crate::text::pupil::pupil as words;
use crate::text::time;
use crate::ui::avatar::{Avatar, initials};
use crate::ui::button::{Button, ButtonKind, ButtonSize};
use crate::ui::empty::Empty;
use crate::ui::icon::Icon;
use crate::ui::page::Stack;
use crate::ui::sync_tag::SyncTag;
use crate::ui::timeline_item::{Timeline, TimelineItem};

/// As much as a person reads at once; the rest is under the other tabs and in search.
const SHOWN: usize = 50;

/// The timeline.
#[component]
pub(super) fn Lately(circle: Circle) -> impl IntoView {
    let news = news(&circle);
    let begins = |kind: Kind, label: &'static str, icon: Icon| {
        circle.may_begin(kind).then(|| {
            let href = paths::new_record(circle.id(), kind);
            view! { <Button label icon kind=ButtonKind::Second size=ButtonSize::Small href /> }
        })
    };
    let note = begins(today_note::KIND, words().add_note, Icon::Sun);
    let plan = begins(session::KIND, words().plan_session, Icon::Calendar);
    let lately = if news.is_empty() {
        view! { <Empty icon=Icon::Clock title=words().nothing_yet text=(words().nothing_yet_more)(&circle.whom()) /> }
            .into_any()
    } else {
        let items = news.into_iter().take(SHOWN).map(|news| item(&circle, news)).collect_view();
        view! { <Timeline>{items}</Timeline> }.into_any()
    };
    view! {
        <Stack>
            <div class="fb-actions fb-no-print">{note} {plan}</div>
            {lately}
        </Stack>
    }
}

fn item(circle: &Circle, news: News) -> impl IntoView + use<> {
    let side = show::side(circle.side_of(news.who));
    let shown = initials(circle.name_of(news.who));
    let tag = show::delivery_if_unsent(circle, &news.record);
    let known_as = circle.known_as(news.who);
    // What was moved or answered later has a time of its own.
    let written = (news.at == news.record.created.at).then(|| show::written(&news.record)).flatten();
    let when = [Some(time::when(news.at, show::today())), written].into_iter().flatten().collect::<Vec<_>>().join(", ");
    let what = if known_as.is_empty() { news.what } else { format!("{known_as} · {}", news.what) };
    view! {
        <TimelineItem
            mark=move || view! { <Avatar initials=shown.clone() side /> }
            who=show::name(circle, news.who)
            what
            when
            text=news.text
            tag=move || tag.clone().map(|tag| view! { <SyncTag tag /> })
            href=paths::of(&news.record)
        />
    }
}
