//! From what is true to what the kit shows: sides, badges, names, and where a record is safe.

use chrono::NaiveDate;
use domain::access::{Action, Subject};
use domain::calendar::london_day;
use domain::field::ChoiceOf;
use domain::ids::PersonId;
use domain::kind::{Kind, StateKey};
use domain::kinds::action;
use domain::record::Record;
use domain::role;
use domain::value::{Moment, Written};
use leptos::prelude::*;
use leptos::reactive::graph::Observer;
use leptos::task::spawn_local;

use crate::circle::Circle;
use crate::paper::is_printing;
use crate::platform::clock::{now, sleep};
use crate::platform::device::this_device;
use crate::platform::online;
use crate::routes::paths;
use crate::text::drafts::drafts;
use crate::text::review::review as review_words;
use crate::text::{kinds, time};
use crate::ui::avatar::Side;
use crate::ui::badge::Badge;
use crate::ui::face_choice::Face;
use crate::ui::seen_by::Readers;
use crate::ui::sync_tag::DeliveryTag;

/// The words of a kind of record in this circle, as they are said to me.
pub(crate) fn words(circle: &Circle, kind: Kind) -> kinds::Words {
    kinds::Words::new(kind, circle.is_child(), circle.first_name())
}

thread_local! {
    /// The day that is shown. Whatever is worked out from it is worked out anew when the day turns.
    static DAY: ArcRwSignal<NaiveDate> = ArcRwSignal::new(london_day(now()));
}

/// Today, in the United Kingdom. Whatever asks for it in a closure, memo or effect asks anew when the day turns.
pub(crate) fn today() -> NaiveDate {
    if Observer::get().is_some() {
        DAY.with(Track::track);
    }
    london_day(now())
}

/// Looks whether the day has turned: now and then, on waking, and when the server has put the clock right.
pub(crate) fn look_at_the_day() {
    let day = london_day(now());
    DAY.with(|shown| {
        if shown.get_untracked() != day {
            shown.set(day);
        }
    });
}

/// How often the day is looked at, in milliseconds: nobody needs to know of midnight to the second.
const EVERY: u32 = 20_000;

/// Turns the day at midnight and on waking, for as long as the page lives.
pub(crate) fn keep_the_day() {
    // A sleeping page is told nothing, and its timers stand still.
    online::on_visible(look_at_the_day).forever();
    spawn_local(async {
        loop {
            sleep(EVERY).await;
            look_at_the_day();
        }
    });
}

/// Draws what is only read anew when the day turns. What is filled in on it must be kept elsewhere.
pub(crate) fn each_day<V: IntoView + 'static>(
    draw: impl Fn() -> V + Send + 'static,
) -> impl Fn() -> V + Send + 'static {
    move || {
        let _turns = today();
        draw()
    }
}

/// The faces in which a child says how it was, in the order of `session::RATINGS`.
pub(crate) const FACES: [Face; 4] = [Face::Good, Face::AllRight, Face::Hard, Face::TooTired];

/// The face of a rating.
pub(crate) fn face(ChoiceOf(place): ChoiceOf) -> Option<Face> {
    FACES.get(usize::from(place)).copied()
}

/// The rating that a face stands for.
pub(crate) fn rating(face: Face) -> Option<ChoiceOf> {
    let place = FACES.iter().position(|listed| *listed == face)?;
    u8::try_from(place).ok().map(ChoiceOf)
}

/// The mark of a side.
pub(crate) fn side(side: role::Side) -> Side {
    match side {
        role::Side::Hospital => Side::Hospital,
        role::Side::Ward => Side::Ward,
        role::Side::School => Side::School,
        role::Side::Family => Side::Family,
        role::Side::Therapy => Side::Therapy,
    }
}

/// What a person would call a record, in a line: by its own words, or else by its kind.
pub(crate) fn called(record: &Record) -> String {
    Some(record.title()).filter(|title| !title.is_empty()).unwrap_or_else(|| kinds::kind(record.kind).to_owned())
}

/// The picture that the child chose; a kite until they choose.
pub(crate) fn badge(circle: &Circle) -> Badge {
    Badge::from_key(circle.badge()).unwrap_or(Badge::Kite)
}

/// Who wrote a note for today, as what they are here, and when by their own clock where that is not when it came:
/// "Samina Malik · Mum, written yesterday 15:10".
pub(crate) fn note_writer(circle: &Circle, note: &Record) -> String {
    let known_as = if note.created.by == circle.me { "" } else { circle.known_as(note.created.by) };
    let name = name(circle, note.created.by);
    let who = [name.as_str(), known_as].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ");
    match written(note) {
        Some(written) => format!("{who}, {written}"),
        None => who,
    }
}

/// When a record was written by the clock of its writer's device, where that is not when the server received it.
pub(crate) fn written(record: &Record) -> Option<String> {
    said_of(record.written())
}

/// The same of one change.
pub(crate) fn said_of(written: Written) -> Option<String> {
    match written {
        Written::Then => None,
        Written::Earlier(at) => Some((drafts().written)(&time::when(at, today()))),
        Written::Doubtful => Some(drafts().their_clock.to_owned()),
    }
}

/// "You", or what a person is called.
pub(crate) fn name(circle: &Circle, person: PersonId) -> String {
    if person == circle.me && !is_printing() { "You".to_owned() } else { circle.name_of(person).to_owned() }
}

/// Who does what was agreed, and by when, or since when it is done: "Daniel Osei · by 4 Dec".
pub(crate) fn doer(circle: &Circle, action: &Record) -> String {
    let words = review_words();
    let owner = action.get(action::OWNER).map(|person| name(circle, person)).filter(|name| !name.is_empty());
    let owner = owner.unwrap_or_else(|| action.text(action::OWNER_NAME).to_owned());
    let owner = if owner.is_empty() { words.nobody_yet.to_owned() } else { owner };
    let when = match (action.state == action::DONE, action.get(action::DONE_ON), action.get(action::DUE)) {
        (true, Some(on), _) => Some((words.done_on)(&time::short_day(on))),
        (true, None, _) => Some(words.done.to_owned()),
        (false, _, Some(due)) => Some((words.by_day)(&time::short_day(due))),
        (false, _, None) => None,
    };
    std::iter::once(owner).chain(when).collect::<Vec<_>>().join(" · ")
}

/// Who reads a record as it stands.
pub(crate) fn readers(circle: &Circle, record: &Record) -> Readers {
    readers_of(circle, Subject::from(record))
}

/// Who reads a record once I have moved it on to this state.
pub(crate) fn readers_in(circle: &Circle, record: &Record, state: StateKey) -> Readers {
    let moved_by = if state == record.state { record.moved.map(|stamp| stamp.by) } else { Some(circle.me) };
    readers_of(circle, Subject { state, moved_by, ..Subject::from(record) })
}

/// Who reads a record that I begin, in this state, with these people named on it.
pub(crate) fn readers_if(circle: &Circle, kind: Kind, state: StateKey, named: &[PersonId]) -> Readers {
    let sensitivity = kind.spec().map_or(role::Sensitivity::Restricted, |spec| spec.sensitivity);
    readers_of(
        circle,
        Subject { circle: circle.id(), kind, sensitivity, state, author: circle.me, moved_by: Some(circle.me), named },
    )
}

/// Who reads this, or what would be this.
pub(crate) fn readers_of(circle: &Circle, subject: Subject<'_>) -> Readers {
    let is_draft = subject.kind.spec().and_then(|spec| spec.state(subject.state)).is_some_and(|state| state.draft);
    let Some(readers) = circle.readers(subject, today()) else {
        return Readers { is_draft, circle_of: Some(circle.first_name().to_owned()), people: Vec::new() };
    };
    let others = readers.into_iter().filter(|person| *person != circle.me);
    let people = others.map(|person| (name(circle, person), circle.known_as(person).to_owned())).collect();
    Readers { people, is_draft, circle_of: None }
}

/// What somebody is called in short: "Helen", "Mrs Lee".
pub(crate) fn first_name(name: &str) -> String {
    domain::names::spoken(name)
}

/// Where I choose between the texts that stand beside each other in a record, if there are any and I may.
pub(crate) fn choice(circle: &Circle, record: &Record) -> Option<String> {
    let at = *record.to_choose().first()?;
    circle.may(Action::Edit, record, today()).then(|| paths::choose(circle.id(), record.id, at))
}

/// Where a record is safe. Only those who may choose between its texts are needed.
pub(crate) fn delivery(circle: &Circle, record: &Record) -> DeliveryTag {
    if choice(circle, record).is_some() {
        return DeliveryTag::NeedsYou;
    }
    match record.received {
        Some(at) if !circle.view.waiting.contains(&record.id) => on_server(at),
        _ => DeliveryTag::OnlyHere(this_device()),
    }
}

fn on_server(at: Moment) -> DeliveryTag {
    DeliveryTag::OnServer { time: time::when(at, today()) }
}

/// A tag only where a record is not on the server yet: for rows that merely point to it.
pub(crate) fn delivery_if_unsent(circle: &Circle, record: &Record) -> Option<DeliveryTag> {
    Some(delivery(circle, record)).filter(|tag| !matches!(tag, DeliveryTag::OnServer { .. }))
}

#[cfg(test)]
mod tests;
