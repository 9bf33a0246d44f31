//! Who wrote what, the latest first: all of it from the server when there is a network, and always what is here.

use domain::history::{Step, steps};
use domain::merge::apply;
use domain::record::Record;
use domain::value::{Value, Written};
use leptos::prelude::*;
use leptos::task::spawn_local;
use sync::wire::HistoryEntry;

use super::shown::in_words;
use super::view::cards;
use crate::at_record::at_address;
use crate::circle::Circle;
use crate::features::not_here::NotHerePage;
use crate::notebook::use_notebook;
use crate::platform::page::set_title;
use crate::routes::paths;
use crate::show;
use crate::text::record::record as words;
use crate::text::{kinds, time};
use crate::ui::button::{Button, ButtonKind, ButtonSize};
use crate::ui::card::Card;
use crate::ui::dialog::Dialog;
use crate::ui::icon::Icon;
use crate::ui::page::{Page, PageWidth, Stack};
use crate::ui::page_header::{Back, PageHeader};

/// The page, as the record stood when it was opened: what arrives meanwhile closes nothing that is being read.
#[component]
pub(crate) fn HistoryPage() -> impl IntoView {
    at_address(move |known, id| {
        let is_here = Memo::new(move |_| known.with(|circle| circle.as_ref().map(|circle| circle.get(id).is_some())));
        let drawn = move || match is_here.get()? {
            false => Some(view! { <NotHerePage /> }.into_any()),
            true => {
                let circle = known.get_untracked()?;
                let record = circle.get(id)?.clone();
                Some(view! { <History circle record /> }.into_any())
            }
        };
        drawn.into_any()
    })
}

#[component]
fn History(circle: Circle, record: Record) -> impl IntoView {
    let entries = RwSignal::new(None::<Result<Vec<HistoryEntry>, ()>>);
    let (notebook, id) = (use_notebook(), record.id);
    spawn_local(async move {
        let reply = notebook.history(id).await;
        entries.try_set(Some(reply.map(|reply| reply.entries).map_err(|_| ())));
    });
    let title = show::called(&record);
    set_title(&(words().history_of)(kinds::kind(record.kind)));
    let kept = kept_versions(&circle, &record);
    let then = RwSignal::new(None::<Then>);
    let entries_of = circle.clone();
    view! {
        <Page width=PageWidth::Narrow>
            <PageHeader
                title=(words().history_of)(&title)
                sub=words().history_sub
                back=Back { href: paths::of(&record), label: (words().back_to_title)(&title) }
            />
            <Stack>
                {move || match entries.get() {
                    Some(Ok(entries)) => view! { <Entries circle=entries_of.clone() entries then /> }.into_any(),
                    Some(Err(())) => view! { <p>{words().history_away}</p> }.into_any(),
                    None => ().into_any(),
                }}
                {kept}
            </Stack>
            <AsItWas circle then />
        </Page>
    }
}

/// The record as it stood after one of its changes.
#[derive(Clone)]
struct Then {
    title: String,
    record: Record,
}

/// The whole of it as it stood, over the page.
#[component]
fn AsItWas(circle: Circle, then: RwSignal<Option<Then>>) -> impl IntoView {
    let title =
        Signal::derive(move || then.with(|then| then.as_ref().map(|then| then.title.clone()).unwrap_or_default()));
    let whole = StoredValue::new(move || {
        then.with(|then| {
            then.as_ref().map(|then| [true, false].map(|own_words| cards(&circle, &then.record, own_words)))
        })
    });
    view! {
        <Dialog title open=Signal::derive(move || then.with(Option::is_some)) on_close=move |()| then.set(None)>
            {move || whole.with_value(|whole| whole())}
        </Dialog>
    }
}

/// Each change, told as what was before and what was written.
#[component]
fn Entries(circle: Circle, entries: Vec<HistoryEntry>, then: RwSignal<Option<Then>>) -> impl IntoView {
    let mut before: Option<Record> = None;
    let mut cards = Vec::new();
    for entry in entries {
        let told: Vec<AnyView> =
            steps(before.as_ref(), &entry.change).iter().filter_map(|step| told(&circle, &entry, step)).collect();
        let name = show::name(&circle, entry.author);
        let title = if name.is_empty() { entry.author_name.clone() } else { name };
        let received = time::when(entry.at, show::today());
        let when = match show::said_of(Written::of(entry.change.made_at, entry.at)) {
            Some(written) => format!("{received}, {written}"),
            None => received,
        };
        before = apply(before.as_ref(), &entry.change, entry.author, entry.revision)
            .ok()
            .map(|applied| applied.record)
            .or(before);
        let as_it_was = before.clone().map(|record| {
            let title = (words().as_it_was)(&when);
            let open = move |()| then.set(Some(Then { title: title.clone(), record: record.clone() }));
            view! {
                <Button
                    label=words().see_as_it_was
                    kind=ButtonKind::Plain
                    size=ButtonSize::Small
                    icon=Icon::History
                    on_press=open
                />
            }
        });
        cards.push(view! { <Card title sub=when>{told} {as_it_was}</Card> }.into_any());
    }
    cards.reverse();
    cards
}

/// One step in words; nothing for what only programs read.
fn told(circle: &Circle, entry: &HistoryEntry, step: &Step) -> Option<AnyView> {
    let spec = entry.change.kind.spec();
    let of_kind = show::words(circle, entry.change.kind);
    let list_name = |list| of_kind.field(list).label();
    let line = match step {
        Step::Began => words().began.to_owned(),
        Step::Added(list, _) | Step::Back(list, _) => (words().added)(&list_name(*list)),
        Step::Gone(list, _) => (words().removed)(&list_name(*list)),
        Step::Moved(_, to) => (words().moved)(&of_kind.state(*to)),
        Step::Changed(difference) | Step::Chosen(difference) => {
            let at = difference.at;
            let Some(field) = spec.and_then(|spec| spec.field_at(at)) else {
                return Some(view! { <p>{words().other_step}</p> }.into_any());
            };
            if field.hidden {
                return None;
            }
            let said = of_kind.at(at);
            let in_words = |value: &Value| in_words(circle, field, said, value);
            let (was, is) = (in_words(&difference.before), in_words(&difference.after));
            let changed = view! {
                <section>
                    <h3>{(words().changed)(&said.label())}</h3>
                    <p class="fb-prose">{is}</p>
                    {(!was.is_empty()).then(|| view! { <p class="fb-quiet fb-prose">{words().before} ": " {was}</p> })}
                </section>
            };
            return Some(changed.into_any());
        }
        Step::TakenAway => words().removed_it.to_owned(),
        Step::BroughtBack => words().brought_it_back.to_owned(),
        _ => words().other_step.to_owned(),
    };
    Some(view! { <p>{line}</p> }.into_any())
}

/// What else was written in each field and is still part of the record.
fn kept_versions(circle: &Circle, record: &Record) -> Option<AnyView> {
    let spec = record.kind.spec()?;
    let of_kind = show::words(circle, record.kind);
    let versions: Vec<AnyView> = record
        .fields
        .iter()
        .flat_map(|(key, slot)| slot.others.iter().map(move |version| (key, version)))
        .filter_map(|(key, version)| {
            let field = spec.field(*key).filter(|field| !field.hidden)?;
            let label = of_kind.field(*key).label();
            let said = in_words(circle, field, of_kind.field(*key), &version.value);
            let by = (words().by_when)(&show::name(circle, version.stamp.by), &time::when(version.stamp.at, show::today()));
            Some(view! { <section><h3>{label}</h3> <p class="fb-prose">{said}</p> <p class="fb-quiet fb-small">{by}</p></section> }.into_any())
        })
        .collect();
    (!versions.is_empty()).then(|| view! { <Card title=words().also_written>{versions}</Card> }.into_any())
}
