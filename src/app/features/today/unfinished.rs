//! What was begun here and not finished: on Today, on the child's page, and wherever a session is started.

use domain::access::Action;
use domain::ids::{ItemId, RecordId};
use domain::kinds::{medium_term_plan, session};
use leptos::prelude::*;
use sync::device::Draft;

use super::model;
use crate::circle::Circle;
use crate::forms::FormName;
use crate::notebook::use_notebook;
use crate::platform::clock::new_id;
use crate::platform::device::this_device;
use crate::platform::page;
use crate::routes::paths;
use crate::show;
use crate::text::drafts::drafts as words;
use crate::text::today::today as today_words;
use crate::text::{kinds, time};
use crate::ui::button::{Button, ButtonKind};
use crate::ui::card::Card;
use crate::ui::icon::Icon;
use crate::ui::row::{Row, Rows};
use crate::ui::sync_tag::{DeliveryTag, SyncTag};

/// As many as are read at once; all of them are on "To send".
const SHOWN: usize = 3;

/// Whether a draft can still be gone on with: not the form of a session that was recorded meanwhile, from another window.
pub(crate) fn is_open(circle: &Circle, draft: &Draft) -> bool {
    match (FormName::of(draft), circle.get(draft.record)) {
        (Some(FormName::Session), Some(record)) => record.state == session::PLANNED && !record.removed,
        (_, record) => record.is_none_or(|record| !record.removed),
    }
}

/// The drafts that can be gone on with in these circles, one for each record, the last touched first.
fn unfinished(circles: &[Circle], drafts: &[Draft]) -> Vec<(Circle, Draft)> {
    let mut found: Vec<(Circle, Draft)> = Vec::new();
    for draft in drafts {
        let circle = circles.iter().find(|circle| circle.id() == draft.circle && is_open(circle, draft));
        if let Some(circle) = circle.filter(|_| found.iter().all(|(_, known)| known.record != draft.record)) {
            found.push((circle.clone(), draft.clone()));
        }
    }
    found
}

/// The card; nothing where nothing was begun.
#[component]
pub(crate) fn GoOnWith(#[prop(into)] circles: Signal<Vec<Circle>>) -> impl IntoView {
    let drafts = use_notebook().drafts;
    let found = Memo::new(move |_| circles.with(|circles| drafts.with(|drafts| unfinished(circles, drafts))));
    view! {
        <Show when=move || !found.with(Vec::is_empty)>
            <Card title=words().go_on_with flush=true>
                <Rows>
                    {move || {
                        let found = found.get();
                        let count = found.len();
                        let rows = found.into_iter().take(SHOWN).map(|(circle, draft)| row(&circle, &draft)).collect_view();
                        let more = (count > SHOWN).then(|| {
                            view! { <Row strong=(words().see_all)(count) quiet=true href=paths::TO_SEND /> }
                        });
                        view! { {rows} {more} }
                    }}
                </Rows>
            </Card>
        </Show>
    }
}

fn row(circle: &Circle, draft: &Draft) -> impl IntoView + use<> {
    let kind = draft.kind.spec().map(kinds::kind).unwrap_or_default();
    let name = circle.first_name();
    let strong = if name.is_empty() { kind } else { format!("{name}: {kind}") };
    let first: String = draft.words.lines().next().unwrap_or_default().chars().take(60).collect();
    let small = Some(first).filter(|first| !first.trim().is_empty());
    let tag = DeliveryTag::SavedHere { device: this_device(), time: time::when(draft.at, show::today()) };
    view! { <Row strong small tag=move || view! { <SyncTag tag=tag.clone() /> } href=paths::of_draft(draft, Some(circle)) /> }
}

/// What a session is started from.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct StartFrom {
    pub(crate) plan: Option<RecordId>,
    pub(crate) row: Option<ItemId>,
}

/// What the address of a session says of where it was started from.
pub(crate) fn from_address() -> StartFrom {
    let read = |name| page::asked(name);
    StartFrom {
        plan: read("plan").and_then(|text| RecordId::parse(&text)),
        row: read("row").and_then(|text| ItemId::parse(&text)),
    }
}

/// "Start session": goes on with what was begun and not finished, if anything was, and says so; a new one is beside it.
#[component]
pub(crate) fn StartSession(
    circle: Circle,
    #[prop(optional)] from: StartFrom,
    /// On the hero.
    #[prop(optional)]
    on_pine: bool,
) -> impl IntoView {
    let drafts = use_notebook().drafts;
    let begun = {
        let circle = circle.clone();
        Memo::new(move |_| {
            let one = |draft: &&Draft| {
                let is_session = FormName::of(draft) == Some(FormName::Session);
                is_session && draft.circle == circle.id() && is_open(&circle, draft)
            };
            drafts.with(|drafts| drafts.iter().find(one).map(|draft| draft.record))
        })
    };
    let today = show::today();
    let planned = model::planned_today(&circle, today).filter(|planned| circle.may(Action::Edit, planned, today));
    // Of two lessons planned, the one of this plan's subject.
    let of_plan = from.plan.and_then(|plan| circle.get(plan)).map(|plan| plan.text(medium_term_plan::SUBJECT).trim());
    let planned = match of_plan {
        None => planned.map(|planned| planned.id),
        Some(subject) => model::all_planned_today(&circle, today)
            .into_iter()
            .filter(|planned| circle.may(Action::Edit, planned, today))
            .find(|planned| planned.text(session::SUBJECT).trim().eq_ignore_ascii_case(subject))
            .map(|planned| planned.id),
    };
    let id = circle.id();
    let (first, second) =
        if on_pine { (ButtonKind::Lantern, ButtonKind::OnPine) } else { (ButtonKind::Main, ButtonKind::Second) };
    move || {
        let begun = begun.get();
        let new = planned.filter(|planned| Some(*planned) != begun).unwrap_or_else(new_id);
        let new = paths::session_from(id, new, from.plan, from.row);
        match begun {
            None => {
                view! { <Button label=today_words().start_session kind=first icon=Icon::Play href=new /> }.into_any()
            }
            Some(begun) => {
                let href = paths::session(id, begun);
                view! {
                    <Button label=words().go_on_session kind=first icon=Icon::Play href />
                    <Button label=words().new_session kind=second href=new />
                }
                .into_any()
            }
        }
    }
}
