//! Feedback to read: the work with its sticker, the teacher's voice, a strength first, one next step.

use domain::access::Action;
use domain::compose::with;
use domain::ids::RecordId;
use domain::kinds::{circle_member, feedback, work};
use domain::record::Record;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::answer::Answer;
use super::card::Words;
use crate::circle::Circle;
use crate::features::listen::Listen;
use crate::features::work::{Photo, RecordTag, VoicePlayer, pictures, released, seconds_of};
use crate::notebook::{Notebook, use_notebook};
use crate::platform::clock::{new_id, now};
use crate::routes::paths;
use crate::show;
use crate::text::feedback::feedback as words;
use crate::text::time;
use crate::ui::avatar::{Avatar, AvatarSize, initials};
use crate::ui::button::{Button, ButtonKind};
use crate::ui::card::Card;
use crate::ui::empty::Empty;
use crate::ui::icon::{Icon, IconSize};
use crate::ui::page::{Page, PageWidth, Stack};
use crate::ui::page_header::{Back, PageHeader};
use crate::ui::tag::{Tag, TagTone};
use crate::ui::thumb::ThumbShape;

/// The page.
#[component]
pub(super) fn FeedbackReading(circle: Memo<Option<Circle>>, work: RecordId) -> impl IntoView {
    let notebook = use_notebook();
    let said = Memo::new(move |_| {
        circle.with(|circle| circle.as_ref().and_then(|circle| released(circle, work, show::today()).cloned()))
    });
    mark_read_once(notebook, circle, work);
    let title = Signal::derive(move || {
        circle.with(|circle| {
            let title = circle.as_ref().and_then(|circle| circle.get(work)).map(Record::title).unwrap_or_default();
            if title.is_empty() { words().feedback.to_owned() } else { title }
        })
    });
    let circle_id = circle.with_untracked(|circle| circle.as_ref().map(Circle::id));
    let back = circle_id.map(|id| Back { href: paths::work(id, work), label: words().back_to_work.to_owned() });
    let answers =
        Memo::new(move |_| said.with(Option::is_some) && circle.with(|circle| circle.as_ref().is_some_and(is_family)));
    let head = move || {
        let end = move || view! { <Listen words=move |()| said.get_untracked().as_ref().map(aloud).unwrap_or_default() with_words=true /> };
        match back.clone() {
            Some(back) => view! { <PageHeader title back end /> }.into_any(),
            None => view! { <PageHeader title end /> }.into_any(),
        }
    };
    view! {
        <Page width=PageWidth::Narrow>
            {head}
            {move || {
                let circle = circle.get()?;
                match said.get() {
                    Some(said) => Some(view! { <Whole circle work said /> }.into_any()),
                    None => {
                        let more = (words().no_feedback_more)(&circle.whom());
                        Some(view! { <Empty icon=Icon::MessageCircle title=words().no_feedback text=more /> }.into_any())
                    }
                }
            }}
            <Show when=move || answers.get()>
                <Answer circle said />
            </Show>
        </Page>
    }
}

pub(super) fn is_family(circle: &Circle) -> bool {
    use domain::role::Role;
    matches!(circle.role(), Some(Role::Pupil | Role::Parent))
}

#[component]
fn Whole(circle: Circle, work: RecordId, said: Record) -> impl IntoView {
    let by = said.created.by;
    let (shown, side) = (initials(circle.name_of(by)), show::side(circle.side_of(by)));
    let known_as = circle.known_as(by).to_owned();
    let role = if is_family(&circle) { (words().your_teacher)(&known_as) } else { known_as };
    let name = show::name(&circle, by);
    let voice = said.get(feedback::VOICE);
    let about = circle.get(work).cloned();
    let place = about.as_ref().map(|work| work.text(work::USED_WHERE).trim().to_owned()).unwrap_or_default();
    let used = about.as_ref().is_some_and(|record| record.state == work::USED_IN_LESSON);
    let wall = if place.is_empty() { crate::text::work::work().used_in_lesson.to_owned() } else { place.clone() };
    let pages = about.as_ref().map(pictures).unwrap_or_default();
    let count = pages.len();
    let first = pages.into_iter().next();
    let tagged = Signal::stored(circle.clone());
    let id = said.id;
    let label = name.clone();
    let back = circle.may(Action::Move { from: said.state, to: feedback::DRAFT }, &said, show::today())
        && said.state == feedback::RELEASED
        && !feedback::is_opened(&said);
    let read = if is_family(&circle) { Vec::new() } else { read_lines(&circle, &said) };
    let parts = said.clone();
    view! {
        <Stack>
            {first
                .map(|page| {
                    view! {
                        <Photo file=page.file turn=page.turn shape=ThumbShape::Wide>
                            <span class="fb-feedback-photos">{Icon::Images.sized(IconSize::Small)} {(words().photos)(count)}</span>
                        </Photo>
                    }
                })}
            <div class="fb-feedback-who">
                <Avatar initials=shown side size=AvatarSize::Large />
                <p>
                    <strong>{name}</strong>
                    <span class="fb-quiet">{role}</span>
                </p>
                {voice.map(|file| view! { <VoicePlayer seconds=seconds_of(&file) file label=label /> })}
            </div>
            <Card>
                <Words said=parts />
            </Card>
            <p class="fb-cluster">
                <RecordTag circle=tagged record=id />
                {read.into_iter().map(|read| view! { <Tag label=read icon=Icon::Eye tone=TagTone::Bare /> }).collect_view()}
                {(used || !place.is_empty()).then(|| view! { <Tag label=wall icon=Icon::School tone=TagTone::School /> })}
            </p>
            {back.then(|| view! { <TakeBack said circle /> })}
        </Stack>
    }
}

/// Who of the family has opened it, each by their own mark: a parent's opening is not the child's reading. That the
/// child has not is said where the child signs in themselves.
pub(super) fn read_lines(circle: &Circle, said: &Record) -> Vec<String> {
    use domain::role::Role;
    let when = |at| time::when(at, show::today());
    let mut lines = Vec::new();
    let mover = said.moved.filter(|_| said.state == feedback::READ);
    let by_child = mover.filter(|stamp| circle.role_of(stamp.by).is_none_or(|role| role == Role::Pupil));
    let signs_in = circle
        .members()
        .into_iter()
        .any(|member| member.state == circle_member::ACTIVE && circle_member::role(member) == Some(Role::Pupil));
    match by_child {
        Some(stamp) => lines.push((words().read)(&circle.whom(), &when(stamp.at))),
        None if signs_in => lines.push((words().not_read)(&circle.whom())),
        None => {}
    }
    // Before a parent's opening had a mark of its own it moved the feedback on.
    let before = mover.filter(|_| by_child.is_none()).map(|stamp| (stamp.by, Some(stamp.at)));
    for (person, at) in before.into_iter().chain(feedback::opened_by(said)) {
        lines.push((words().opened)(&show::name(circle, person), &at.map(when).unwrap_or_default()));
    }
    if lines.is_empty() {
        lines.push(words().nobody_opened.to_owned());
    }
    lines
}

/// Until the child has opened it, it can be taken back and changed.
#[component]
fn TakeBack(circle: Circle, said: Record) -> impl IntoView {
    let notebook = use_notebook();
    let done = crate::just_done::use_just_done();
    let _ = circle;
    let on_press = Callback::new(move |()| {
        let change = notebook.on(&said).move_to(feedback::DRAFT).done();
        spawn_local(async move {
            // What could not be kept is announced above every page.
            if notebook.record(vec![change]).await.is_ok() {
                done.say_only(words().changed.to_owned());
            }
        });
    });
    view! { <Button label=words().change kind=ButtonKind::Plain icon=Icon::Undo on_press /> }
}

/// What is read out of a feedback.
fn aloud(said: &Record) -> String {
    let (strength, next_step) = (said.text(feedback::STRENGTH), said.text(feedback::NEXT_STEP));
    let next = if next_step.is_empty() { "" } else { words().next_step };
    format!("{}. {strength}. {next}. {next_step}", words().strong)
}

/// Opening it as the child says "read", once: the feedback and its work move on together. Opening it as a parent says
/// that this parent has opened it, and nothing about the child.
pub(crate) fn mark_read_once(notebook: Notebook, circle: Memo<Option<Circle>>, work: RecordId) {
    let told = StoredValue::new(false);
    Effect::new(move || {
        let Some(circle) = circle.get() else { return };
        let today = show::today();
        let moves = |record: &Record, to| circle.may(Action::Move { from: record.state, to }, record, today);
        let Some(said) = released(&circle, work, today).filter(|_| !told.get_value()) else { return };
        let opened = || {
            let opened = feedback::opened_by(said).iter().any(|(person, _)| *person == circle.me);
            let fields = vec![with(feedback::OPENED_PERSON, circle.me), with(feedback::OPENED_AT, now())];
            let change = notebook.on(said).add(feedback::OPENED_BY, new_id(), fields).done();
            (!opened && circle.may_change(Some(said), &change, today)).then_some(change)
        };
        let changes = if moves(said, feedback::READ) {
            let mut changes = vec![notebook.on(said).move_to(feedback::READ).done()];
            let of =
                circle.get(work).filter(|record| record.state == work::FEEDBACK_GIVEN && moves(record, work::READ));
            changes.extend(of.map(|record| notebook.on(record).move_to(work::READ).done()));
            changes
        } else if circle.role() == Some(domain::role::Role::Parent) {
            opened().into_iter().collect()
        } else {
            Vec::new()
        };
        if changes.is_empty() {
            return;
        }
        told.set_value(true);
        spawn_local(async move {
            // What could not be kept is announced above every page.
            let _ = notebook.record(changes).await;
        });
    });
}
