//! What waits for me: choices between texts first, then duties by day.

use domain::duty::{self, About, Duty, Standing};
use domain::ids::PersonId;
use domain::record::Record;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::model::{Waits, others_asked, put_in, waits_for_me};
use crate::circle::Circle;
use crate::features::both_kept::place_name;
use crate::features::work::may_hand_in;
use crate::notebook::use_notebook;
use crate::platform::clock::{new_id, now};
use crate::routes::paths;
use crate::show;
use crate::text::to_send::to_send;
use crate::text::today::today as words;
use crate::text::{duties, kinds, time};
use crate::ui::card::Card;
use crate::ui::row::{Row, Rows};
use crate::ui::sync_tag::{DeliveryTag, SyncTag};
use crate::ui::tag::{Tag, TagTone};

/// As many as are read at once; the rest is a tap away.
const SHOWN: usize = 8;

/// The card.
#[component]
pub(super) fn ForYou(circles: Signal<Vec<Circle>>) -> impl IntoView {
    let waits = Memo::new(move |_| waits_for_me(&circles.get(), show::today()));
    let put_in = put_in_unread(circles);
    let whole = RwSignal::new(false);
    view! {
        <Card title=words().for_you flush=true>
            {move || {
                let (waits, put_in) = (waits.get(), put_in.get());
                if waits.is_empty() && put_in.is_empty() {
                    view! {
                        <Rows>
                            <Row strong=words().nothing_waits small=words().nothing_waits_more />
                        </Rows>
                    }
                        .into_any()
                } else {
                    let put_in = put_in.into_iter().map(|(circle, by)| {
                        let who = show::name(&circle, by);
                        view! {
                            <Row
                                strong=(words().put_you_in)(&who, circle.first_name())
                                small=words().see_circle
                                href=paths::people(circle.id())
                            />
                        }
                    });
                    let shown = if whole.get() || waits.len() == SHOWN + 1 { waits.len() } else { SHOWN };
                    let more = waits.len().saturating_sub(shown);
                    view! {
                        <Rows>
                            {put_in.collect_view()} {waits.into_iter().take(shown).map(one).collect_view()}
                            {(more > 0)
                                .then(|| {
                                    let strong = (words().more_waits)(more);
                                    view! { <Row strong quiet=true no_arrow=true on_press=move |()| whole.set(true) /> }
                                })}
                        </Rows>
                    }
                        .into_any()
                }
            }}
        </Card>
    }
}

/// The circles that somebody else put me into, by whom, until I have looked who is in them.
fn put_in_unread(circles: Signal<Vec<Circle>>) -> RwSignal<Vec<(Circle, PersonId)>> {
    let notebook = use_notebook();
    let unread = RwSignal::new(Vec::new());
    Effect::new(move |_| {
        let circles = circles.get();
        spawn_local(async move {
            let mut found = Vec::new();
            for circle in circles {
                let Some((place, by)) = put_in(&circle, now()).map(|(place, by)| (place.id, by)) else { continue };
                if notebook.seen(place).await.is_none() {
                    found.push((circle, by));
                }
            }
            unread.try_update(|unread| {
                if *unread != found {
                    *unread = found;
                }
            });
        });
    });
    unread
}

fn one((circle, waits): (Circle, Waits)) -> impl IntoView {
    let today = show::today();
    let name = circle.first_name().to_owned();
    match waits {
        Waits::ToChoose { circle: id, record, at } => {
            let record_here = circle.get(record);
            let strong = record_here.map(|record| (to_send().two_people)(kinds::kind(record.kind))).unwrap_or_default();
            let about = record_here.map(|record| place_name(&circle, record, at)).unwrap_or(name);
            view! {
                <Row
                    strong
                    small=about
                    tag=|| view! { <SyncTag tag=DeliveryTag::NeedsYou /> }
                    href=paths::choose(id, record, at)
                />
            }
            .into_any()
        }
        Waits::Duty(duty) => {
            let about = match &duty.about {
                About::Record(record) => circle.get(*record).map(Record::title).unwrap_or_default(),
                About::Missing(_, period) => period.name.clone(),
            };
            let by = duty.due.map(|due| (words().by)(&time::day(due, today)));
            let (by, tag) = match circle.role().map(|role| duty.standing(role, today)) {
                Some(Standing::Late(days)) => (None, Some((duties::late(days), TagTone::Lantern))),
                Some(Standing::Soon) => (None, by.map(|by| (by, TagTone::LanternSoft))),
                _ => (by, None),
            };
            let others = others_asked(&circle, &duty, today).into_iter();
            let others: Vec<String> = others.map(|person| show::first_name(circle.name_of(person))).collect();
            let one = (!others.is_empty()).then(|| (words().one_is_enough)(&others));
            // Whoever has one page only, and it is theirs, needs no name on it.
            let about = if circle.is_child() { about } else { joined(&name, &about) };
            let about = Some(about).filter(|about| !about.is_empty());
            let small = [about, by, one].into_iter().flatten().collect::<Vec<_>>().join(" · ");
            let tag = move || tag.clone().map(|(label, tone)| view! { <Tag label tone /> });
            let beside = Some(&name).filter(|_| !circle.is_child());
            let strong = beside.and_then(|child| duties::beside(duty.what, child));
            let strong = strong.unwrap_or_else(|| duties::duty(duty.what).to_owned());
            view! { <Row strong small tag href=path_of(&circle, &duty) /> }.into_any()
        }
    }
}

fn joined(name: &str, about: &str) -> String {
    if about.is_empty() || about == name { name.to_owned() } else { format!("{name} · {about}") }
}

/// Where a duty is done.
pub(crate) fn path_of(circle: &Circle, duty: &Duty) -> String {
    match duty.about {
        // The duty is the work's until there is feedback.
        About::Record(work) if duty.what == duty::GIVE_FEEDBACK => paths::feedback(duty.circle, work),
        // The lesson's own page asks; what is made for it is handed in.
        About::Record(_) if duty.what == duty::MAKE_LESSON_WORK && may_hand_in(circle) => {
            paths::hand_in(duty.circle, new_id())
        }
        About::Record(record) => circle.get(record).map_or_else(|| paths::pupil(duty.circle), paths::of),
        About::Missing(kind, _) => paths::to_begin(duty.circle, kind),
    }
}
