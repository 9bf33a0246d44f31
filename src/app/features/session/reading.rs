//! A recorded session, to read: what was done, how it was, what comes next, who at school has seen it.

use domain::access::Action;
use domain::compose::with;
use domain::field::ChoiceOf;
use domain::ids::RecordId;
use domain::kinds::session;
use domain::record::{Item, Record};
use domain::role::Role;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::model::HowFar;
use super::planned::CalledOff;
use super::replies::{Answer, Replies};
use crate::circle::Circle;
use crate::features::work::{EnlargingPhoto, RecordTag, VoicePlayer, seconds_of};
use crate::notebook::{Notebook, use_notebook};
use crate::platform::clock::{new_id, now};
use crate::routes::paths;
use crate::show;
use crate::text::session::session as words;
use crate::text::time;
use crate::text::work::listed;
use crate::ui::badge::ChildBadge;
use crate::ui::button::{Button, ButtonKind};
use crate::ui::card::{Card, CardTone};
use crate::ui::icon::Icon;
use crate::ui::notice::{Notice, NoticeTone};
use crate::ui::page::{Page, PageWidth, Stack};
use crate::ui::page_header::{Back, PageHeader};
use crate::ui::quote::Quote;
use crate::ui::row::{Row, Rows};
use crate::ui::section::Section;
use crate::ui::tag::{Tag, TagTone};

/// The page.
#[component]
pub(super) fn SessionReading(circle: Memo<Option<Circle>>, id: RecordId) -> impl IntoView {
    let notebook = use_notebook();
    let both = Memo::new(move |_| {
        circle.with(|circle| circle.as_ref().and_then(|circle| Some((circle.clone(), circle.get(id)?.clone()))))
    });
    mark_seen_once(notebook, both);
    let answers = Memo::new(move |_| both.with(|both| both.as_ref().is_some_and(|(circle, _)| is_at_school(circle))));
    // The place to answer stands apart: what arrives meanwhile must not disturb what is being typed there.
    view! {
        <Page width=PageWidth::Narrow>
            {move || both.get().map(|(circle, record)| view! { <Whole circle record /> })}
            <Show when=move || answers.get()>
                <Answer both id />
            </Show>
        </Page>
    }
}

#[component]
fn Whole(circle: Circle, record: Record) -> impl IntoView {
    let badge = show::badge(&circle);
    let id = record.id;
    let whom = circle.whom();
    let back = Back { href: paths::pupil(circle.id()), label: (words().back_to)(&whom) };
    let changes = circle.may(Action::Edit, &record, show::today()).then(|| paths::edit(circle.id(), id));
    let tagged = Signal::stored(circle.clone());
    let planned = (circle.clone(), record.clone());
    let (what, comes, rated, told) =
        (record.clone(), record.clone(), (circle.clone(), record.clone()), (circle.clone(), record.clone()));
    view! {
        <PageHeader
            title=(words().session_with)(&whom)
            sub=sub(&circle, &record)
            back
            mark=move || view! { <ChildBadge badge /> }
            tag=move || view! { <RecordTag circle=tagged record=id /> }
            end=move || changes.clone().map(|href| view! { <Button label=words().edit kind=ButtonKind::Second icon=Icon::Pencil href /> })
        />
        <Stack>
            {not_done(&record).map(|why| view! { <Notice icon=Icon::Moon strong=(words().not_today_because)(why) /> })}
            <CalledOff circle=planned.0 record=planned.1 />
            {rating(&rated.0, &rated.1)} <Done record=what /> <Kept record=comes /> <Replies circle=told.0 record=told.1 />
        </Stack>
    }
}

fn sub(circle: &Circle, record: &Record) -> String {
    let by = record.get(session::TEACHER).unwrap_or(record.created.by);
    let day = record.get(session::DATE).map(|day| time::day(day, show::today())).unwrap_or_default();
    let at = record.get(session::STARTED).filter(|_| record.state == session::PLANNED);
    let day = at.map_or_else(|| day.clone(), |at| format!("{day} {}", time::clock(at)));
    let place = record
        .get(session::PLACE)
        .and_then(|place| words().places.get(usize::from(place.0)).copied())
        .unwrap_or_default();
    let lasted = session::minutes(record).map(words().lasted).unwrap_or_default();
    let parts = [
        record.text(session::SUBJECT).to_owned(),
        place.to_owned(),
        lasted,
        (words().by_and_when)(&show::name(circle, by), &day),
    ];
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ")
}

fn not_done(record: &Record) -> Option<&'static str> {
    let ChoiceOf(why) = record.get(session::NOT_DONE_WHY)?;
    words().reasons.get(usize::from(why)).copied()
}

/// The child's own tap and words come first.
fn rating(circle: &Circle, record: &Record) -> impl IntoView + use<> {
    let name = circle.first_name().to_owned();
    let badge = show::badge(circle);
    let face = record.get(session::RATING).and_then(show::face);
    let said = record.text(session::PUPIL_SAID).trim().to_owned();
    let title = (words().rated)(&circle.whom());
    view! {
        {face
            .map(|face| {
                view! {
                    <Card tone=CardTone::Lantern title>
                        <p class="fb-session-face">{face.view()} <strong>{face.word()}</strong></p>
                    </Card>
                }
            })}
        {(!said.is_empty())
            .then(|| {
                view! { <Quote who=name text=said mark=move || view! { <ChildBadge badge /> } lantern=true /> }
            })}
    }
}

/// What was done of the plan, and instead of it.
#[component]
fn Done(record: Record) -> impl IntoView {
    let rows = record.items(session::ROWS).into_iter().map(row).collect_view();
    let has_rows = !record.items(session::ROWS).is_empty();
    let title = if record.state == session::PLANNED { words().to_do } else { words().did };
    let instead = record.text(session::SOMETHING_ELSE).trim().to_owned();
    (has_rows || !instead.is_empty()).then(|| {
        view! {
            <Section title>
                <Card flush=true>
                    <Rows>{rows} {(!instead.is_empty()).then(|| view! { <Row strong=instead small=words().something_else /> })}</Rows>
                </Card>
            </Section>
        }
    })
}

fn row(item: &Item) -> impl IntoView + use<> {
    let far = how_far(item);
    let tag = move || far.map(|(label, icon, tone)| view! { <Tag label icon tone /> });
    view! { <Row strong=item.text(session::ROW_WORDS).to_owned() end=tag /> }
}

/// How far a row came. Of one that is still to come, or of which nobody has said it, nothing is said.
fn how_far(item: &Item) -> Option<(&'static str, Icon, TagTone)> {
    Some(match HowFar::of_choice(item.get(session::ROW_HOW_FAR)?)? {
        HowFar::Taught => (words().row_taught, Icon::CircleCheck, TagTone::Pine),
        HowFar::Part => (words().row_part, Icon::CircleHalf, TagTone::Pine),
        HowFar::Skipped => (words().row_left_out, Icon::CircleSlash, TagTone::Sunk),
        HowFar::NotToday => (words().row_not_today, Icon::Circle, TagTone::Sunk),
    })
}

/// What happened, what comes next, photos and voices.
#[component]
fn Kept(record: Record) -> impl IntoView {
    let texts = [(words().what_happened, session::WHAT_HAPPENED), (words().next_step, session::NEXT_STEP)];
    let texts = texts.into_iter().filter_map(|(title, field)| {
        let text = record.text(field).trim().to_owned();
        (!text.is_empty()).then(|| view! { <Card title><p dir="auto" class="fb-work-typed">{text}</p></Card> })
    });
    let photos = record.items(session::PHOTOS).into_iter().filter_map(|item| {
        let file = item.get(session::FILE)?;
        let alt = item.text(session::CAPTION).to_owned();
        Some(view! { <EnlargingPhoto file alt /> })
    });
    let voices = record.items(session::VOICE).into_iter().filter_map(|item| {
        let file = item.get(session::FILE)?;
        let seconds = seconds_of(&file);
        Some(view! { <VoicePlayer file seconds label=words().voice /> })
    });
    view! {
        {texts.collect_view()} <div class="fb-session-photos">{photos.collect_view()}</div> {voices.collect_view()}
    }
}

/// Who of the home school has seen it, where school was told.
#[component]
pub(super) fn SeenAtSchool(circle: Circle, record: Record) -> impl IntoView {
    let told = record.get(session::TELL_SCHOOL) == Some(true);
    let seen = session::seen_by(&record).into_iter().map(|(person, at)| {
        let at = at.map(|at| time::when(at, show::today())).unwrap_or_default();
        format!("{} {at}", show::name(&circle, person))
    });
    let seen = seen.collect::<Vec<_>>();
    told.then(|| match seen.is_empty() {
        true => view! { <Notice icon=Icon::Send strong=words().not_seen_yet tone=NoticeTone::School /> },
        false => {
            view! { <Notice icon=Icon::Eye strong=(words().seen_at_school)(&listed(&seen)) tone=NoticeTone::School /> }
        }
    })
}

/// The roles that a session is told to.
pub(super) fn is_at_school(circle: &Circle) -> bool {
    matches!(circle.role(), Some(Role::KeyContact | Role::ClassTeacher | Role::TeachingAssistant | Role::SeniorLeader))
}

/// Opening it at school says "seen", once for each person. Keeps the record in step with who has looked.
fn mark_seen_once(notebook: Notebook, both: Memo<Option<(Circle, Record)>>) {
    let told = StoredValue::new(false);
    Effect::new(move || {
        let Some((circle, record)) = both.get() else { return };
        let seen = session::seen_by(&record).iter().any(|(person, _)| *person == circle.me);
        let recorded = matches!(record.state, session::SHARED | session::NOT_DONE);
        if told.get_value() || seen || !recorded || !is_at_school(&circle) {
            return;
        }
        told.set_value(true);
        let fields = vec![with(session::SEEN_PERSON, circle.me), with(session::SEEN_AT, now())];
        let change = notebook.on(&record).add(session::SEEN_BY, new_id(), fields).done();
        spawn_local(async move {
            // What could not be kept is announced above every page.
            let _ = notebook.record(vec![change]).await;
        });
    });
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::compose::Compose;
    use domain::ids::{ChangeId, CircleId, ItemId, PersonId};
    use domain::merge::apply;
    use domain::scope::Revision;
    use domain::value::Moment;

    #[test]
    fn of_a_row_that_is_still_to_come_nothing_is_said() {
        let (circle, id) = (CircleId::from_bytes([1; 16]), RecordId::from_bytes([2; 16]));
        let begin = Compose::begin(ChangeId::from_bytes([3; 16]), Moment(0), session::KIND, circle, id);
        let row = |n: u8, fields| (ItemId::from_bytes([n; 16]), fields);
        let rows = [row(1, vec![]), row(2, vec![with(session::ROW_HOW_FAR, session::NOT_TODAY)])];
        let change =
            rows.into_iter().fold(begin, |begin, (item, fields)| begin.add(session::ROWS, item, fields)).done();
        let record = apply(None, &change, PersonId::from_bytes([4; 16]), Revision(1)).unwrap().record;
        let said: Vec<_> = record.items(session::ROWS).into_iter().map(|item| how_far(item).map(|far| far.0)).collect();
        assert_eq!(said, [None, Some("Not today")]);
    }
}
