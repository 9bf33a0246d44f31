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
    let Some(record) = circle.get(draft.record) else { return true };
    let is_over = || record.state != session::PLANNED && FormName::of(draft) == Some(FormName::Session);
    !record.removed && !is_over()
}

/// The drafts in these circles, the last touched first: one for each record that can be gone on with, and one for each
/// whose words are left over from what was finished or removed meanwhile.
fn unfinished(circles: &[Circle], drafts: &[Draft]) -> Vec<(Circle, Draft, bool)> {
    let mut found: Vec<(Circle, Draft, bool)> = Vec::new();
    for draft in drafts {
        let Some(circle) = circles.iter().find(|circle| circle.id() == draft.circle) else { continue };
        let open = is_open(circle, draft);
        let is_shown = open || !draft.words.trim().is_empty();
        if is_shown && found.iter().all(|(_, known, of)| (known.record, *of) != (draft.record, open)) {
            found.push((circle.clone(), draft.clone(), open));
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
                        let rows = found.into_iter().take(SHOWN).map(|(circle, draft, open)| row(&circle, &draft, open)).collect_view();
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

/// What a draft is about: "Zara: Session".
pub(crate) fn draft_name(circle: Option<&Circle>, draft: &Draft) -> String {
    let kind = kinds::kind(draft.kind);
    match circle.map_or("", Circle::first_name) {
        "" => kind.to_owned(),
        name => format!("{name}: {kind}"),
    }
}

/// How its words begin, if it has any. The first line alone is often a subject, which says little.
pub(crate) fn first_words(draft: &Draft) -> Option<String> {
    let lines = draft.words.lines().map(str::trim).filter(|line| !line.is_empty()).collect::<Vec<_>>().join(" · ");
    Some(lines.chars().take(80).collect()).filter(|first: &String| !first.is_empty())
}

/// Where and since when it is safe.
pub(crate) fn draft_tag(draft: &Draft) -> DeliveryTag {
    DeliveryTag::SavedHere { device: this_device(), time: time::when(draft.at, show::today()) }
}

fn row(circle: &Circle, draft: &Draft, open: bool) -> impl IntoView + use<> {
    let (strong, first, tag) = (draft_name(Some(circle), draft), first_words(draft), draft_tag(draft));
    let small = if open { first } else { first.map(|first| (words().left_over)(&first)) };
    // What is left over can be read, copied and thrown away there.
    let href = if open { paths::of_draft(draft, Some(circle)) } else { paths::TO_SEND.to_owned() };
    view! { <Row strong small tag=move || view! { <SyncTag tag=tag.clone() /> } href /> }
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
                let is_here = draft.circle == circle.id() && is_open(&circle, draft);
                is_here && FormName::of(draft) == Some(FormName::Session)
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

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::Arc;

    use domain::compose::Compose;
    use domain::ids::{ChangeId, CircleId, PersonId};
    use domain::merge::apply;
    use domain::scope::Revision;
    use domain::value::Moment;
    use sync::device::CircleView;

    fn draft(record: RecordId, form: &str, words: &str) -> Draft {
        let (kind, circle) = (session::KIND, CircleId::from_bytes([1; 16]));
        let form = format!(r#"{{"form_name":"{form}"}}"#);
        Draft { record, kind, circle, at: Moment(0), form, words: words.to_owned(), version: 1 }
    }

    #[test]
    fn words_left_over_from_what_was_finished_in_another_window_stay_in_sight() {
        let (circle, id, me) =
            (CircleId::from_bytes([1; 16]), RecordId::from_bytes([2; 16]), PersonId::from_bytes([3; 16]));
        let begin = Compose::begin(ChangeId::from_bytes([4; 16]), Moment(0), session::KIND, circle, id);
        let change = begin.move_to(session::DONE).move_to(session::SHARED).done();
        let held = apply(None, &change, me, Revision(1)).unwrap().record;
        let view = CircleView::of(circle, [(id, held)].into());
        let circle = Circle { view: Arc::new(view), me, role_elsewhere: None };
        let drafts = [
            draft(id, "session", "He did halves"),
            draft(id, "session", "  "),
            draft(id, "general", "A change of it"),
            draft(RecordId::from_bytes([5; 16]), "session", "Another"),
        ];
        let found = unfinished(&[circle], &drafts);
        let shown: Vec<(&str, bool)> = found.iter().map(|(_, draft, open)| (draft.words.as_str(), *open)).collect();
        assert_eq!(shown, [("He did halves", false), ("A change of it", true), ("Another", true)]);
    }
}
