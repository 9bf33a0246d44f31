//! Today for a parent or the child: say how the child is, see what is new.

use domain::compose::Compose;
use domain::field::{ChoiceOf, Prose};
use domain::ids::CircleId;
use domain::kinds::{feedback, session, today_note, work};
use domain::order::sort_by_key;
use domain::record::Record;
use domain::role::Role;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::for_you::ForYou;
use super::model;
use super::not_sent::NotSent;
use super::staff::note_words;
use super::unfinished::GoOnWith;
use crate::circle::Circle;
use crate::notebook::{Notebook, use_notebook};
use crate::platform::clock::{new_id, now};
use crate::routes::paths;
use crate::show;
use crate::text::time;
use crate::text::today::today as words;
use crate::ui::avatar::{Avatar, initials};
use crate::ui::badge::ChildBadge;
use crate::ui::button::{Button, ButtonKind};
use crate::ui::card::{Card, CardTone};
use crate::ui::face_choice::{Face, FaceChoice};
use crate::ui::icon::Icon;
use crate::ui::page::Stack;
use crate::ui::row::{Row, Rows};
use crate::ui::seen_by::SeenBy;
use crate::ui::sync_tag::SyncTag;
use crate::ui::today_note::TodayNote;

/// The cards of each child.
#[component]
pub(super) fn FamilyToday(circles: Signal<Vec<Circle>>) -> impl IntoView {
    let children = Memo::new(move |_| circles.with(|circles| circles.iter().map(Circle::id).collect::<Vec<_>>()));
    view! {
        <Stack>
            {move || children.get().into_iter().map(|child| view! { <OfChild circles child /> }).collect_view()}
            <GoOnWith circles />
            <ForYou circles />
            <NotSent circles />
        </Stack>
    }
}

/// Stands still while what is in it changes, so that whoever chooses by keyboard keeps their place.
#[component]
fn OfChild(circles: Signal<Vec<Circle>>, child: CircleId) -> impl IntoView {
    let circle =
        Memo::new(move |_| circles.with(|circles| circles.iter().find(|circle| circle.id() == child).cloned()));
    let first = circle.get_untracked()?;
    let circle = Signal::derive(move || circle.get().unwrap_or_else(|| first.clone()));
    let may_say = Memo::new(move |_| circle.with(|circle| circle.may_begin(today_note::KIND)));
    Some(view! {
        <Show when=move || may_say.get()>
            <HowToday circle />
        </Show>
        {move || circle.with(others_notes)}
        {move || circle.with(planned)}
        {move || view! { <Lately circle=circle.get() /> }}
    })
}

/// What the others say of today.
fn others_notes(circle: &Circle) -> Option<AnyView> {
    let mine = my_note(circle).map(|note| note.id);
    let _turns = show::today();
    let notes: Vec<&Record> =
        model::live_notes(circle, now()).into_iter().filter(|note| Some(note.id) != mine).collect();
    let one = |note: &&Record| {
        let (text, who) = (note_words(note), show::note_writer(circle, note));
        view! { <TodayNote text who tag=show::delivery_if_unsent(circle, note) /> }
    };
    (!notes.is_empty()).then(|| notes.iter().map(one).collect_view().into_any())
}

/// The sessions that are planned for today: from there one tap calls one off.
fn planned(circle: &Circle) -> Option<AnyView> {
    let planned = model::all_planned_today(circle, show::today());
    if planned.is_empty() {
        return None;
    }
    let rows = planned.into_iter().map(|record| {
        let by = record.get(session::TEACHER).unwrap_or(record.created.by);
        let at = record.get(session::STARTED).map(time::clock).unwrap_or_default();
        let parts = [at, record.title()].into_iter().filter(|part| !part.is_empty());
        let strong = parts.collect::<Vec<_>>().join(" · ");
        let (shown, side) = (initials(circle.name_of(by)), show::side(circle.side_of(by)));
        view! {
            <Row
                strong
                small=show::name(circle, by)
                mark=move || view! { <Avatar initials=shown.clone() side /> }
                href=paths::of(record)
            />
        }
    });
    let rows = rows.collect_view();
    Some(view! { <Card title=words().sessions_today flush=true><Rows>{rows}</Rows></Card> }.into_any())
}

const FACES: [Face; 3] = [Face::Good, Face::Tired, Face::NotWell];

/// Three faces: one tap is enough, another changes it.
#[component]
fn HowToday(circle: Signal<Circle>) -> impl IntoView {
    let notebook = use_notebook();
    let mine = Memo::new(move |_| {
        let _turns = show::today();
        circle.with(my_note)
    });
    let selected = Signal::derive(move || mine.with(|note| note.as_ref().and_then(face_of)));
    let tag = move || mine.get().map(|note| circle.with(|circle| show::delivery(circle, &note)));
    let title = Signal::derive(move || {
        circle.with(|circle| match circle.role() {
            Some(Role::Pupil) => words().how_are_you.to_owned(),
            _ => (words().how_is)(circle.first_name()),
        })
    });
    let sub = Signal::derive(move || mine.with(|note| note.as_ref().map(note_words)));
    let readers = Signal::derive(move || {
        circle.with(|circle| {
            mine.with(|note| match note {
                Some(note) => show::readers(circle, note),
                None => show::readers_if(circle, today_note::KIND, today_note::LIVE, &[]),
            })
        })
    });
    let on_select = Callback::new(move |face: Face| {
        let place =
            u8::try_from(FACES.iter().position(|listed| *listed == face).unwrap_or_default()).unwrap_or_default();
        let text = tapped(face);
        let note = mine.get_untracked();
        let compose = match &note {
            Some(note) if is_only_tap(note) => notebook.on(note),
            // What somebody wrote in their own words stays beside it.
            _ => circle.with_untracked(|circle| begin_note(notebook, circle)),
        };
        let change =
            compose.set(today_note::FEELING, ChoiceOf(place)).set(today_note::TEXT, Prose(text.to_owned())).done();
        // What could not be kept is announced above every page.
        spawn_local(async move {
            let _ = notebook.record(vec![change]).await;
        });
    });
    view! {
        <Card
            tone=CardTone::Lantern
            title
            sub
            mark=move || view! { <ChildBadge badge=circle.with(show::badge) /> }
        >
            <SeenBy readers />
            <FaceChoice legend=title faces=FACES.to_vec() selected on_select />
            {move || tag().map(|tag| view! { <SyncTag tag /> })}
            <div class="fb-actions">
                {move || {
                    let id = circle.with(Circle::id);
                    let new = || paths::new_record(id, today_note::KIND);
                    let href = mine.with(|note| note.as_ref().map_or_else(new, |note| paths::edit(id, note.id)));
                    view! { <Button label=words().say_more kind=ButtonKind::Plain icon=Icon::Pencil href /> }
                }}
            </div>
        </Card>
    }
}

/// What a tap says.
fn tapped(face: Face) -> &'static str {
    match face {
        Face::Good => words().note_good,
        Face::Tired => words().note_tired,
        _ => words().note_not_well,
    }
}

/// What was tapped of a note, in words; somebody may tap and write nothing.
pub(super) fn tapped_in(note: &Record) -> Option<&'static str> {
    face_of(note).map(tapped)
}

fn face_of(note: &Record) -> Option<Face> {
    note.get(today_note::FEELING).and_then(|ChoiceOf(place)| FACES.get(usize::from(place)).copied())
}

/// Whether a note says what a tap says and nothing else, so that another tap may take its place.
fn is_only_tap(note: &Record) -> bool {
    face_of(note).is_some_and(|face| note.text(today_note::TEXT).trim() == tapped(face))
}

/// What I last tapped of today, if I did, with what I may have added to it. What I only wrote stands with the others'.
fn my_note(circle: &Circle) -> Option<Record> {
    let notes = model::live_notes(circle, now()).into_iter();
    notes.filter(|note| note.created.by == circle.me).find(|note| note.get(today_note::FEELING).is_some()).cloned()
}

fn begin_note(notebook: Notebook, circle: &Circle) -> Compose<'static> {
    notebook
        .begin(today_note::KIND, circle.id(), new_id())
        .set(today_note::PUPIL_NAME, circle.first_name().to_owned())
        .set(today_note::PUPIL_BADGE, circle.badge().to_owned())
}

/// Feedback and work of late, latest first, and the way to hand in more.
#[component]
fn Lately(circle: Circle) -> impl IntoView {
    let id = circle.id();
    let mut latest: Vec<Record> =
        circle.of_kind(feedback::KIND).into_iter().chain(circle.of_kind(work::KIND)).cloned().collect();
    sort_by_key(&mut latest, |record| std::cmp::Reverse(record.created.turn()));
    let rows = latest
        .into_iter()
        .take(4)
        .map(|record| {
            let by = record.created.by;
            let (shown, side) = (initials(circle.name_of(by)), show::side(circle.side_of(by)));
            let tag = show::delivery_if_unsent(&circle, &record);
            view! {
                <Row
                    strong=record.title()
                    small=format!("{}, {}", show::name(&circle, by), time::when(record.created.at, show::today()))
                    mark=move || view! { <Avatar initials=shown.clone() side /> }
                    tag=move || tag.clone().map(|tag| view! { <SyncTag tag /> })
                    href=paths::of(&record)
                />
            }
        })
        .collect_view();
    view! {
        <Card title=words().lately flush=true>
            <Rows>{rows}</Rows>
        </Card>
        <Button
            label=words().hand_in
            kind=ButtonKind::Main
            icon=Icon::Camera
            wide=true
            href=paths::hand_in(id, new_id())
        />
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::ids::{ChangeId, PersonId, RecordId};
    use domain::merge::apply;
    use domain::scope::Revision;
    use domain::value::Moment;

    fn note(feeling: Option<u8>, text: &str) -> Record {
        let circle = CircleId::from_bytes([1; 16]);
        let begin = |id| Compose::begin(ChangeId::from_bytes([1; 16]), Moment(0), today_note::KIND, circle, id);
        let compose = begin(RecordId::from_bytes([2; 16])).set(today_note::TEXT, Prose(text.to_owned()));
        let compose = match feeling {
            Some(place) => compose.set(today_note::FEELING, ChoiceOf(place)),
            None => compose,
        };
        apply(None, &compose.done(), PersonId::from_bytes([1; 16]), Revision(1)).unwrap().record
    }

    #[test]
    fn a_tap_takes_the_place_of_a_tap_and_of_nothing_that_was_written() {
        assert!(is_only_tap(&note(Some(1), tapped(Face::Tired))));
        assert!(!is_only_tap(&note(Some(0), tapped(Face::Tired))));
        assert!(!is_only_tap(&note(Some(1), "Tired this morning. Short bursts, please.")));
        assert!(!is_only_tap(&note(None, "Tired this morning. Short bursts, please.")));
    }

    #[test]
    fn a_note_without_words_says_what_was_tapped() {
        assert_eq!(note_words(&note(Some(1), "")), tapped(Face::Tired));
        assert_eq!(note_words(&note(Some(1), "Two injections")), "Two injections");
    }
}
