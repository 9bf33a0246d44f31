//! What happened lately, the latest first.

use domain::kinds::today_note;
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
    let note = circle.may_begin(today_note::KIND).then(|| {
        let href = paths::new_record(circle.id(), today_note::KIND);
        view! {
            <div class="fb-actions fb-no-print">
                <Button label=words().add_note icon=Icon::Sun kind=ButtonKind::Second size=ButtonSize::Small href />
            </div>
        }
    });
    let lately = if news.is_empty() {
        view! { <Empty icon=Icon::Clock title=words().nothing_yet text=words().nothing_yet_more /> }.into_any()
    } else {
        let items = news.into_iter().take(SHOWN).map(|news| item(&circle, news)).collect_view();
        view! { <Timeline>{items}</Timeline> }.into_any()
    };
    view! { <Stack>{note} {lately}</Stack> }
}

fn item(circle: &Circle, news: News) -> impl IntoView + use<> {
    let side = show::side(circle.side_of(news.who));
    let shown = initials(circle.name_of(news.who));
    let tag = show::delivery(circle, &news.record);
    let known_as = circle.known_as(news.who);
    let what = if known_as.is_empty() { news.what } else { format!("{known_as} · {}", news.what) };
    view! {
        <TimelineItem
            mark=move || view! { <Avatar initials=shown.clone() side /> }
            who=show::name(circle, news.who)
            what
            when=time::when(news.at, show::today())
            text=news.text
            tag=move || view! { <SyncTag tag=tag.clone() /> }
            href=paths::of(&news.record)
        />
    }
}
