//! Every review there is, across the circles: what needs a date, what is under way, what is over.

use domain::access::Action;
use domain::calendar::{Dates, HalfTerm, london_day};
use domain::change::Edit;
use domain::duty::GIVE_TERM_DATES;
use domain::ids::RecordId;
use domain::kinds::{progress_review as review, term_dates};
use domain::record::Record;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::desk::begin_review;
use super::model::{Line, WhenForm, guests, likely, lines, suggested_day};
use crate::circle::Circle;
use crate::features::hand_made::stands;
use crate::just_done::use_just_done;
use crate::notebook::{Notebook, use_notebook};
use crate::platform::clock::new_id;
use crate::routes::paths;
use crate::show;
use crate::text::duties;
use crate::text::review::review as words;
use crate::text::time;
use crate::ui::badge::{BadgeSize, ChildBadge};
use crate::ui::button::{Button, ButtonKind, ButtonSize};
use crate::ui::card::{Card, CardTone};
use crate::ui::date_field::DateField;
use crate::ui::empty::Empty;
use crate::ui::icon::Icon;
use crate::ui::notice::Notice;
use crate::ui::page::{Page, PageWidth, Stack};
use crate::ui::page_header::PageHeader;
use crate::ui::row::{Row, Rows};
use crate::ui::section::Section;
use crate::ui::seen_by::SeenBy;
use crate::ui::sync_tag::SyncTag;
use crate::ui::text_field::{TextField, TextKind};

/// A line with the circle it belongs to.
type Placed = (Circle, Line);

/// The page.
#[component]
pub(crate) fn ReviewsPage() -> impl IntoView {
    let all = use_notebook().all();
    let placed = Memo::new(move |_| all.get().into_iter().flat_map(of_circle).collect::<Vec<Placed>>());
    let typical = Memo::new(move |_| all.with(|circles| circles.iter().find_map(typical_dates)));
    // Dates that are being chosen stay on the page, whatever else arrives.
    let due = Memo::new(move |_| {
        let is_due = |(circle, line): &Placed| match line {
            Line::Due(half_term) => Some((circle.id(), half_term.clone())),
            _ => None,
        };
        placed.with(|placed| placed.iter().filter_map(is_due).collect::<Vec<_>>())
    });
    let rows = move |which: fn(&Line) -> bool| {
        placed.with(|placed| placed.iter().filter(|(_, line)| which(line)).cloned().collect::<Vec<_>>())
    };
    view! {
        <Page width=PageWidth::Narrow>
            <PageHeader title=words().reviews sub=words().reviews_sub />
            <Stack>
                <Show when=move || placed.with(Vec::is_empty)>
                    <Empty icon=Icon::Calendar title=words().none_yet text=words().none_yet_more />
                </Show>
                <For each=move || due.get() key=|(circle, half_term)| (*circle, half_term.first) let:one>
                    <ChooseDate circle=one.0 half_term=one.1 />
                </For>
                {move || list(words().no_day_yet, rows(|line| matches!(line, Line::NoDay(_))))}
                {move || list(words().coming, rows(|line| matches!(line, Line::Coming(_))))}
                {move || list(words().held, rows(|line| matches!(line, Line::Held(_))))}
                {move || list(words().ahead, rows(|line| matches!(line, Line::Ahead(..))))}
                {move || list(words().past, rows(|line| matches!(line, Line::Past(_))))}
                {move || list(words().term_dates, rows(|line| matches!(line, Line::NoDates)))}
                {move || typical.get().map(|strong| view! { <Notice icon=Icon::Calendar strong /> })}
            </Stack>
        </Page>
    }
}

fn of_circle(circle: Circle) -> Vec<Placed> {
    let today = show::today();
    let mut reviews = circle.of_kind(review::KIND);
    reviews.retain(|record| circle.may(Action::Read, record, today));
    reviews.sort_by_key(|record| {
        record.get(review::WHEN).map_or(i64::MAX, |at| if record.state == review::CLOSED { -at.0 } else { at.0 })
    });
    let duties = if circle.may_begin(review::KIND) { circle.duties(today) } else { Vec::new() };
    let found = lines(&duties, &reviews, today);
    found.into_iter().map(|line| (circle.clone(), line)).collect()
}

/// What is said of half terms that are not this child's school's own.
fn typical_dates(circle: &Circle) -> Option<&'static str> {
    let known = circle.calendar().dates(show::today());
    duties::dates(known).filter(|_| circle.may_begin(review::KIND) && matches!(known, Dates::Typical(_)))
}

fn list(title: &'static str, placed: Vec<Placed>) -> Option<impl IntoView> {
    let rows = placed.into_iter().map(|(circle, line)| line_row(&circle, &line)).collect::<Vec<_>>();
    (!rows.is_empty()).then(|| {
        view! {
            <Section title>
                <Card flush=true>
                    <Rows>{rows}</Rows>
                </Card>
            </Section>
        }
    })
}

fn line_row(circle: &Circle, line: &Line) -> AnyView {
    match line {
        Line::Due(_) => ().into_any(),
        Line::Ahead(half_term, from) => {
            let badge = show::badge(circle);
            let small = (words().from_day)(&half_term.name, &time::long_day(*from));
            view! {
                <Row
                    strong=circle.name().to_owned()
                    small
                    mark=move || view! { <ChildBadge badge /> }
                    href=paths::review(circle.id(), new_id())
                    quiet=true
                />
            }
            .into_any()
        }
        Line::NoDates => {
            let badge = show::badge(circle);
            view! {
                <Row
                    strong=circle.name().to_owned()
                    small=duties::duty(GIVE_TERM_DATES)
                    mark=move || view! { <ChildBadge badge /> }
                    href=paths::new_record(circle.id(), term_dates::KIND)
                />
            }
            .into_any()
        }
        Line::NoDay(id) | Line::Coming(id) | Line::Held(id) | Line::Past(id) => {
            circle.get(*id).map(|record| record_row(circle, record)).into_any()
        }
    }
}

/// A review as a row: the child, the day, where it stands.
fn record_row(circle: &Circle, record: &Record) -> impl IntoView + use<> {
    let badge = show::badge(circle);
    let day =
        record.get(review::WHEN).map(|at| format!("{}, {}", time::day(london_day(at), show::today()), time::clock(at)));
    let state = stands(circle, record);
    let parts = [Some(record.title()), day, Some(state)];
    let small = parts.into_iter().flatten().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ");
    let tag = show::delivery_if_unsent(circle, record);
    view! {
        <Row
            strong=circle.name().to_owned()
            small
            mark=move || view! { <ChildBadge badge /> }
            tag=move || tag.clone().map(|tag| view! { <SyncTag tag /> })
            href=paths::review(circle.id(), record.id)
        />
    }
}

/// A review that is due: the likely day stands there, one press books it.
#[component]
fn ChooseDate(circle: domain::ids::CircleId, half_term: HalfTerm) -> impl IntoView {
    let notebook = use_notebook();
    let circle = notebook.circle(circle);
    let Some(first) = circle.get_untracked() else { return ().into_any() };
    let id: RecordId = new_id();
    let day = suggested_day(&first.calendar(), &half_term, show::today());
    let guests = guests(&first);
    let form = RwSignal::new(WhenForm {
        day: day.to_string(),
        time: "14:00".to_owned(),
        people: likely(&guests),
        ..WhenForm::default()
    });
    let of = first.clone();
    let readers =
        Signal::derive(move || form.with(|form| show::readers_if(&of, review::KIND, review::BOOKED, &form.people)));
    let badge = show::badge(&first);
    let busy = RwSignal::new(false);
    let failed = RwSignal::new(false);
    let done = use_just_done();
    let why_not =
        Signal::derive(move || form.with(|form| form.moment().is_none().then(|| words().fill_date.to_owned())));
    let (last, over) = (time::long_day(half_term.last), half_term.last < show::today());
    let title = (words().review_of)(first.first_name(), &half_term.name);
    let on_press = Callback::new(move |()| {
        let Some(circle) = circle.get_untracked() else { return };
        let Some(change) = booked(notebook, &circle, id, &half_term, &form.get_untracked()) else { return };
        busy.set(true);
        failed.set(false);
        let (name, circle_id) = (circle.first_name().to_owned(), circle.id());
        spawn_local(async move {
            let outcome = notebook.record(vec![change]).await;
            busy.try_set(false);
            match outcome {
                Ok(()) => done.say((words().booked_for)(&name), move || take_away(notebook, circle_id, id)),
                Err(_) => {
                    failed.try_set(true);
                }
            }
        });
    });
    let circle_id = first.id();
    view! {
        <Card tone=CardTone::Lantern title sub=(words().due_until)(&last, over) mark=move || view! { <ChildBadge badge size=BadgeSize::Small /> }>
            <SeenBy readers />
            <div class="fb-cluster">
                <DateField
                    label=words().day
                    value=Signal::derive(move || form.with(|form| form.day.clone()))
                    on_input=move |text: String| form.update(|form| form.day = text)
                />
                <TextField
                    label=words().time
                    kind=TextKind::Time
                    value=Signal::derive(move || form.with(|form| form.time.clone()))
                    on_input=move |text: String| form.update(|form| form.time = text)
                />
            </div>
            <Show when=move || failed.get()>
                <p role="alert">{words().not_saved}</p>
            </Show>
            <div class="fb-actions">
                <Button label=words().book icon=Icon::CalendarCheck kind=ButtonKind::Raised busy why_not on_press />
                <Button label=words().more_choices kind=ButtonKind::Plain size=ButtonSize::Small href=paths::review(circle_id, id) />
            </div>
        </Card>
    }
    .into_any()
}

/// One change: the review begins, and has its day.
fn booked(
    notebook: Notebook,
    circle: &Circle,
    id: RecordId,
    half_term: &HalfTerm,
    form: &WhenForm,
) -> Option<domain::change::Change> {
    form.moment()?;
    let would_be = super::desk::proposed(notebook, circle, id)?;
    let compose = begin_review(notebook, circle, id, half_term);
    Some(form.write(compose, &would_be, &guests(circle), true).move_to(review::BOOKED).done())
}

fn take_away(notebook: Notebook, circle: domain::ids::CircleId, id: RecordId) {
    let Some(circle) = notebook.circle(circle).get_untracked() else { return };
    let Some(record) = circle.get(id) else { return };
    let change = notebook.on(record).edit(Edit::Remove).done();
    spawn_local(async move {
        // What could not be kept is announced above every page.
        let _ = notebook.record(vec![change]).await;
    });
}
