//! A record to read: the family's own words first, then everything that is written, in the order of its form.

use domain::access::Action;
use domain::deeds::last_deed;
use domain::field::{FieldSpec, FieldType};
use domain::record::{Record, Stamp};
use domain::value::Value;
use leptos::prelude::*;

use super::moves::{Moves, NextStep};
use super::printed::Printed;
use super::shown::shown;
use crate::at_record::{Here, at_address};
use crate::circle::Circle;
use crate::features::hand_made::{hand_made, stands};
use crate::features::not_here::NotHerePage;
use crate::platform::page::{print, set_title};
use crate::routes::paths;
use crate::show;
use crate::text::kinds::Words;
use crate::text::record::record as words;
use crate::text::{kinds, time};
use crate::ui::button::{Button, ButtonKind};
use crate::ui::card::{Card, CardTone};
use crate::ui::icon::Icon;
use crate::ui::icon_button::IconButton;
use crate::ui::loading::Loading;
use crate::ui::page::{Page, PageWidth, Stack};
use crate::ui::page_header::{Back, PageHeader};
use crate::ui::row::{Row, Rows};
use crate::ui::sync_tag::SyncTag;

/// The page: hand-made for some kinds, general for the others.
#[component]
pub(crate) fn RecordPage() -> impl IntoView {
    at_address(move |known, id| {
        let kind = Memo::new(move |_| {
            let kind = |circle: &Circle| circle.get(id).map(|record| record.kind);
            known.with(|circle| circle.as_ref().map(kind))
        });
        Effect::new(move |_| {
            if let Some(Some(kind)) = kind.get() {
                set_title(kinds::kind(kind));
            }
        });
        let drawn = move || match (kind.get(), Here::new(known, id)) {
            (None, _) => view! { <Page><Loading /></Page> }.into_any(),
            (Some(Some(kind)), Some(here)) => match hand_made(kind).page {
                Some(page) => page(here),
                None => {
                    view! { {move || view! { <OneRecord here circle=here.circle.get() record=here.record.get() /> }} }
                        .into_any()
                }
            },
            _ => view! { <NotHerePage /> }.into_any(),
        };
        drawn.into_any()
    })
}

#[component]
fn OneRecord(here: Here, circle: Circle, record: Record) -> impl IntoView {
    let spec = record.kind.spec();
    let kind = kinds::kind(record.kind);
    let state = stands(&circle, &record);
    let title = show::called(&record);
    let (id, circle_id) = (record.id, circle.id());
    let today = show::today();
    let may_edit = spec.is_some_and(|spec| {
        spec.fields.iter().any(|field| field.is_asked() && circle.may_fill_in(field, &record, today))
    });
    let (tag, choice) = (show::delivery(&circle, &record), show::choice(&circle, &record));
    let by = written_by(&circle, &record);
    // The title says what it is, where it has no name of its own.
    let sub = if title == kind { format!("{state} · {by}") } else { format!("{kind} · {state} · {by}") };
    let own_words = cards(&circle, &record, true);
    let rest = cards(&circle, &record, false);
    let belongs = belonging(&circle, &record);
    let nothing = record.fields.is_empty() && record.lists.is_empty();
    let on_paper = Signal::stored(circle.clone());
    view! {
        <Page width=PageWidth::Narrow>
            <Printed circle=on_paper record=id />
            <PageHeader
                title
                sub
                back=Back { href: paths::pupil(circle_id), label: (words().back_to)(&circle.whom()) }
                tag=move || view! { <SyncTag tag=tag.clone() href=choice.clone() /> }
                end=move || {
                    view! {
                        <IconButton icon=Icon::Printer label=words().print on_press=move |()| print() />
                        <IconButton icon=Icon::History label=words().history href=paths::history(circle_id, id) />
                        {may_edit
                            .then(|| {
                                view! { <Button label=words().change kind=ButtonKind::Second icon=Icon::Pencil href=paths::edit(circle_id, id) /> }
                            })}
                    }
                }
            />
            <Stack>
                {record.removed.then(|| view! { <p role="status">{words().taken_away}</p> })}
                <NextStep here />
                {own_words}
                {rest}
                {belongs}
                {nothing.then(|| view! { <p class="fb-quiet">{words().nothing_written}</p> })}
                {hand_made(record.kind).part.map(|part| part(here))}
                <Moves here next_is_shown=true />
            </Stack>
        </Page>
    }
}

/// Who wrote it and when; and who last changed it, where that was later.
fn written_by(circle: &Circle, record: &Record) -> String {
    let today = show::today();
    let stamp = |stamp: Stamp| (words().by_when)(&show::name(circle, stamp.by), &time::when(stamp.at, today));
    let last = last_deed(record);
    let changed = (last != record.created).then(|| (words().last_changed)(&stamp(last)));
    std::iter::once(stamp(record.created)).chain(changed).collect::<Vec<_>>().join(" · ")
}

/// Everything that is written, in the order of the form: the family's own words, or the rest.
pub(super) fn cards(circle: &Circle, record: &Record, own_words: bool) -> Option<AnyView> {
    let spec = record.kind.spec()?;
    let fields = spec.fields.iter().filter(|field| field.own_words == own_words && field.is_asked());
    let of_kind = show::words(circle, record.kind);
    let parts: Vec<AnyView> = fields.filter_map(|field| field_view(circle, record, field, &of_kind)).collect();
    if parts.is_empty() {
        return None;
    }
    let tone = if own_words { CardTone::Lantern } else { CardTone::Surface };
    Some(view! { <Card tone>{parts}</Card> }.into_any())
}

fn field_view(circle: &Circle, record: &Record, field: &'static FieldSpec, of_kind: &Words) -> Option<AnyView> {
    let said = of_kind.field(field.key);
    let label = said.label();
    if let FieldType::Items(inner) = field.holds {
        let items = record.items_by_key(field.key);
        if items.is_empty() {
            return None;
        }
        let lines: Vec<AnyView> = items
            .into_iter()
            .map(|item| {
                let parts: Vec<AnyView> = inner
                    .iter()
                    .filter(|sub| sub.is_asked())
                    .filter_map(|sub| {
                        let slot = item.fields.get(&sub.key).filter(|slot| !slot.value.is_empty())?;
                        let said = of_kind.part(Some(field.key), sub.key);
                        let shown = shown(circle, sub, said, &slot.value);
                        Some(
                            view! { <div><span class="fb-quiet fb-small">{said.label()}</span> {shown}</div> }
                                .into_any(),
                        )
                    })
                    .collect();
                view! { <li>{parts}</li> }.into_any()
            })
            .collect();
        return Some(
            view! { <section><h2 class="fb-record-field">{label}</h2> <ul class="fb-items">{lines}</ul></section> }
                .into_any(),
        );
    }
    let slot = record.fields.get(&field.key).filter(|slot| !slot.value.is_empty())?;
    let shown = shown(circle, field, said, &slot.value);
    Some(view! { <section><h2 class="fb-record-field">{label}</h2> {shown}</section> }.into_any())
}

/// What else of this circle points here: a lesson's work, a row's resources, a plan's requests.
fn belonging(circle: &Circle, record: &Record) -> Option<AnyView> {
    let today = show::today();
    let points = |other: &&Record| {
        let to_this = |slot: &domain::record::Slot| slot.value == Value::Record(record.id);
        !other.removed && other.fields.values().any(to_this) && circle.may(Action::Read, other, today)
    };
    let mut found: Vec<&Record> = circle.view.records.values().filter(points).collect();
    found.sort_by_key(|other| std::cmp::Reverse((other.created.turn(), other.id)));
    if found.is_empty() {
        return None;
    }
    let rows = found.into_iter().map(|other| {
        let kind = kinds::kind(other.kind);
        let strong = show::called(other);
        let small = format!("{kind}, {}", time::when(other.created.at, today));
        view! { <Row strong small href=paths::of(other) /> }
    });
    let rows = rows.collect_view();
    Some(view! { <Card title=words().belongs flush=true><Rows>{rows}</Rows></Card> }.into_any())
}
