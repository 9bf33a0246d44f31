//! Targets worked on, who is told today, and what got in the way.

use domain::access::Subject;
use domain::ids::{PersonId, RecordId};
use domain::kinds::session;
use domain::role::{Role, Side};
use leptos::prelude::*;

use super::model::SessionForm;
use super::suggest;
use crate::circle::Circle;
use crate::features::work::people;
use crate::show;
use crate::text::session::session as words;
use crate::text::work::listed;
use crate::ui::button::{Button, ButtonKind, ButtonSize};
use crate::ui::card::Card;
use crate::ui::checkbox::Checkbox;
use crate::ui::dialog::Dialog;
use crate::ui::icon::Icon;
use crate::ui::notice::Notice;
use crate::ui::section::Section;
use crate::ui::seen_by::Readers;
use crate::ui::toggle::Toggle;

/// The active targets, to tick.
#[component]
pub(super) fn Targets(circle: Signal<Circle>, form: RwSignal<SessionForm>) -> impl IntoView {
    let targets = Memo::new(move |_| {
        circle.with(|circle| {
            suggest::targets(circle).into_iter().map(|target| (target.id, target.title())).collect::<Vec<_>>()
        })
    });
    view! {
        <Show when=move || !targets.with(Vec::is_empty)>
            <Section title=words().targets>
                <Card>
                    <For each=move || targets.get() key=|target| target.clone() let:target>
                        <Checkbox
                            label=target.1.clone()
                            checked=Signal::derive(move || form.with(|form| form.targets.contains(&target.0)))
                            on_toggle=move |on: bool| form.update(|form| form.tick(target.0, on))
                        />
                    </For>
                </Card>
            </Section>
        </Show>
    }
}

/// "Tell school today", with who will see it; and whether the family sees it too.
#[component]
pub(super) fn Tell(circle: Signal<Circle>, id: RecordId, form: RwSignal<SessionForm>) -> impl IntoView {
    let school = Memo::new(move |_| circle.with(|circle| form.with(|form| at_school(circle, id, form))));
    let family = Memo::new(move |_| circle.with(|circle| names(circle, people(circle, &[Role::Parent]))));
    let hint = Signal::derive(move || {
        school.with(|names| match names.is_empty() {
            true => Some(words().nobody_at_school.to_owned()),
            false => Some(format!("{} {}", (words().everyone_at_school)(names), words().goes_when)),
        })
    });
    let family_label = Signal::derive(move || (words().show_family)(&family.get()));
    view! {
        <Card>
            <Toggle
                label=words().tell_school
                hint
                on=Signal::derive(move || form.with(|form| form.tell_school))
                on_toggle=move |on: bool| form.update(|form| form.tell_school = on)
            />
            <Show when=move || !family.with(String::is_empty)>
                <Toggle
                    label=family_label
                    hint=words().show_family_hint
                    on=Signal::derive(move || form.with(|form| form.share_with_family))
                    on_toggle=move |on: bool| form.update(|form| form.share_with_family = on)
                />
            </Show>
        </Card>
    }
}

/// Who reads the session once it is shared.
pub(super) fn readers(circle: &Circle, id: RecordId, form: &SessionForm) -> Readers {
    show::readers_of(circle, shared(circle, id, &named(circle, id, form)))
}

/// The names of those at the home school who read it once it is shared.
fn at_school(circle: &Circle, id: RecordId, form: &SessionForm) -> String {
    let named = named(circle, id, form);
    let readers = circle.readers(shared(circle, id, &named), show::today()).unwrap_or_default();
    names(circle, readers.into_iter().filter(|person| circle.side_of(*person) == Side::School).collect())
}

fn named(circle: &Circle, id: RecordId, form: &SessionForm) -> Vec<PersonId> {
    let already = circle.get(id).map(|record| record.named.clone()).unwrap_or_default();
    let family = if form.share_with_family { people(circle, &[Role::Parent]) } else { Vec::new() };
    already.into_iter().chain(family).collect()
}

fn shared<'a>(circle: &Circle, id: RecordId, named: &'a [PersonId]) -> Subject<'a> {
    let author = circle.get(id).map_or(circle.me, |record| record.created.by);
    let (kind, sensitivity, state) = (session::KIND, session::SPEC.sensitivity, session::SHARED);
    Subject { circle: circle.id(), kind, sensitivity, state, author, moved_by: Some(circle.me), named }
}

fn names(circle: &Circle, people: Vec<PersonId>) -> String {
    listed(&people.into_iter().map(|person| show::name(circle, person)).collect::<Vec<_>>())
}

/// Not today, or stopped early: one reason, nobody's fault, and the way back.
#[component]
pub(super) fn Stopped(form: RwSignal<SessionForm>) -> impl IntoView {
    let asking = RwSignal::new(false);
    let why = Memo::new(move |_| form.with(|form| form.not_done));
    let choose = move |place: usize| {
        form.update(|form| form.not_done = u8::try_from(place).ok());
        asking.set(false);
    };
    view! {
        <Show
            when=move || why.get().is_some()
            fallback=move || {
                view! { <Button label=words().stopped kind=ButtonKind::Plain icon=Icon::Moon on_press=move |()| asking.set(true) /> }
            }
        >
            <Notice icon=Icon::Moon strong=Signal::derive(move || (words().not_today_because)(reason(why.get())))>
                <Button
                    label=words().it_happened
                    kind=ButtonKind::Raised
                    size=ButtonSize::Small
                    on_press=move |()| form.update(|form| form.not_done = None)
                />
            </Notice>
        </Show>
        <Dialog title=words().why_stopped open=asking on_close=move |()| asking.set(false)>
            <div class="fb-session-reasons">
                {session::NOT_DONE_REASONS
                    .iter()
                    .zip(words().reasons)
                    .enumerate()
                    .map(|(place, (_, reason))| {
                        view! { <Button label=reason kind=ButtonKind::Second wide=true on_press=move |()| choose(place) /> }
                    })
                    .collect_view()}
            </div>
        </Dialog>
    }
}

fn reason(place: Option<u8>) -> &'static str {
    place.and_then(|place| words().reasons.get(usize::from(place)).copied()).unwrap_or_default()
}
