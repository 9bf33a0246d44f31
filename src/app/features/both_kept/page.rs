//! The page: two taps, and neither text is lost.

use domain::access::Action;
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::hooks::{use_navigate, use_params_map};

use super::model::{Chosen, Texts, field_name, place_name, texts};
use crate::circle::Circle;
use crate::features::not_here::NotHerePage;
use crate::just_done::use_just_done;
use crate::notebook::use_notebook;
use crate::routes::{paths, use_circle_id, use_record_id};
use crate::show;
use crate::text::time;
use crate::text::to_send::to_send as words;
use crate::ui::avatar::{Avatar, initials};
use crate::ui::button::Button;
use crate::ui::icon::Icon;
use crate::ui::loading::Loading;
use crate::ui::page::{Page, PageWidth};
use crate::ui::page_header::PageHeader;
use crate::ui::radio_card::{Passage, RadioCard, RadioCards};
use crate::ui::sync_tag::{DeliveryTag, SyncTag};
use crate::ui::task_shell::{TaskShell, TaskWidth, WayOut};

/// Choosing between texts.
#[component]
pub(crate) fn BothKeptPage() -> impl IntoView {
    let (circle_id, record_id) = (use_circle_id(), use_record_id());
    let notebook = use_notebook();
    let params = use_params_map();
    let at = Memo::new(move |_| params.with(|params| paths::parse_at(params.get_str("at")?)));
    move || {
        let (Some(id), Some(record), Some(at)) = (circle_id.get(), record_id.get(), at.get()) else {
            return view! { <NotHerePage /> }.into_any();
        };
        let Some(circle) = notebook.circle(id).get() else { return view! { <Page><Loading /></Page> }.into_any() };
        let Some(record) = circle.get(record).filter(|record| circle.may(Action::Edit, record, show::today())).cloned()
        else {
            return view! { <NotHerePage /> }.into_any();
        };
        match texts(&record, at, |person| circle.role_of(person)) {
            Some(found) => view! { <Choose circle record at found /> }.into_any(),
            None => {
                let href = paths::of(&record);
                view! {
                    <Page width=PageWidth::Narrow>
                        <PageHeader title=words().settled sub=words().chosen />
                        <Button label=words().back_to_page href />
                    </Page>
                }
                .into_any()
            }
        }
    }
}

#[component]
fn Choose(circle: Circle, record: domain::record::Record, at: domain::change::At, found: Texts) -> impl IntoView {
    let notebook = use_notebook();
    let navigate = use_navigate();
    let done = use_just_done();
    let chosen = RwSignal::new(None::<Chosen>);
    let back = paths::of(&record);
    let title = (words().two_people)(&field_name(&circle, &record, at));
    let place = place_name(&circle, &record, at);
    let writers: Vec<Option<String>> = found
        .texts
        .iter()
        .map(|text| (text.by != circle.me).then(|| show::first_name(circle.name_of(text.by))))
        .collect();
    // The button says what happens.
    let label = Signal::derive(move || match chosen.get() {
        None => words().choose.to_owned(),
        Some(Chosen::All) => words().keep_all.to_owned(),
        Some(Chosen::New) => words().keep_and_write.to_owned(),
        Some(Chosen::One(number)) => match writers.get(number) {
            Some(Some(name)) => (words().keep_theirs)(name),
            _ => words().keep_mine.to_owned(),
        },
    });
    let cards = found
        .texts
        .iter()
        .enumerate()
        .map(|(number, text)| {
            let (name, side) = (show::name(&circle, text.by), show::side(circle.side_of(text.by)));
            let shown = initials(circle.name_of(text.by));
            let when = time::when(text.at, show::today());
            let state = if text.shown { words().now_shown } else { words().also_written };
            let passages =
                found.passages(number).into_iter().map(|(text, differs)| Passage { text, differs }).collect();
            view! {
                <RadioCard
                    name="both-kept"
                    selected=Signal::derive(move || chosen.get() == Some(Chosen::One(number)))
                    on_select=move |()| chosen.set(Some(Chosen::One(number)))
                    title=name
                    small=circle.known_as(text.by).to_owned()
                    mark=move || view! { <Avatar initials=shown.clone() side /> }
                    passages
                    foot=format!("{when}, {state}")
                />
            }
        })
        .collect_view();
    let before = paths::history(circle.id(), record.id);
    let joined_fits = found.fits(&record, at, Chosen::All);
    let keep = {
        let back = back.clone();
        let rewrite = paths::edit(circle.id(), record.id);
        move |()| {
            let Some(chosen) = chosen.get_untracked() else { return };
            let change = notebook.on(&record).edit(found.settle(at, chosen)).done();
            let next = if chosen == Chosen::New { &rewrite } else { &back };
            let (navigate, back) = (navigate.clone(), next.clone());
            spawn_local(async move {
                // What could not be kept is announced above every page, and this page stays.
                if notebook.record(vec![change]).await.is_ok() {
                    navigate(&back, Default::default());
                    done.say_only(words().chosen.to_owned());
                }
            });
        }
    };
    let keep = Callback::new(keep);
    let why_not = Signal::derive(move || match chosen.get() {
        None => Some(words().nothing_chosen.to_owned()),
        Some(Chosen::All | Chosen::New) if !joined_fits => Some(words().too_long_together.to_owned()),
        Some(_) => None,
    });
    view! {
        <TaskShell
            way_out=WayOut { label: words().decide_later.to_owned(), href: back, icon: Icon::Close }
            end=|| view! { <SyncTag tag=DeliveryTag::NeedsYou /> }
            note=|| view! { <p class="fb-quiet">{words().nothing_lost}</p> }
            actions=move || view! { <Button label why_not on_press=keep /> }
            width=TaskWidth::Wide
        >
            <PageHeader title sub=words().kept_both />
            <p class="fb-quiet fb-small">{place}</p>
            <RadioCards legend=words().kept_both>
                {cards}
                <RadioCard
                    name="both-kept"
                    selected=Signal::derive(move || chosen.get() == Some(Chosen::All))
                    on_select=move |()| chosen.set(Some(Chosen::All))
                    title=words().use_both
                    small=words().use_both_more
                />
                <RadioCard
                    name="both-kept"
                    selected=Signal::derive(move || chosen.get() == Some(Chosen::New))
                    on_select=move |()| chosen.set(Some(Chosen::New))
                    title=words().write_new
                    small=words().write_new_more
                />
            </RadioCards>
            <p>
                <a href=before>{words().before}</a>
            </p>
        </TaskShell>
    }
}
