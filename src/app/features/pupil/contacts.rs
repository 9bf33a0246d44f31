//! Whom to reach at the home school: a first contact, a second, and cover for the holidays (A13).

use domain::change::Change;
use domain::field::ChoiceOf;
use domain::kinds::circle_member;
use domain::record::Record;
use domain::undo;
use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::at_record::take_back;
use crate::circle::Circle;
use crate::just_done::use_just_done;
use crate::notebook::use_notebook;
use crate::text::pupil::pupil as words;
use crate::text::work::listed;
use crate::ui::choice::Choice;
use crate::ui::icon::Icon;
use crate::ui::notice::{Notice, NoticeTone};
use crate::ui::segmented::{Segmented, SegmentedLook};

/// What kind of contact somebody is, in words.
pub(super) fn order_of(member: &Record) -> Option<String> {
    let ChoiceOf(place) = member.get(circle_member::CONTACT_ORDER)?;
    words().contacts.get(usize::from(place)).map(|name| (*name).to_owned())
}

/// Which contacts the circle still lacks; nothing once there are all three.
#[component]
pub(super) fn ContactsMissing(circle: Memo<Option<Circle>>) -> impl IntoView {
    let missing = Memo::new(move |_| {
        let missing =
            circle.with(|circle| circle.as_ref().map(|circle| circle_member::contacts_missing(circle.members())));
        let names =
            missing.into_iter().flatten().filter_map(|ChoiceOf(place)| words().contacts.get(usize::from(place)));
        names.map(|name| name.to_lowercase()).collect::<Vec<_>>()
    });
    view! {
        <Show when=move || !missing.with(Vec::is_empty)>
            <Notice
                icon=Icon::Hand
                strong=Signal::derive(move || (words().contacts_missing)(&listed(&missing.get())))
                text=words().contacts_missing_more
                tone=NoticeTone::Lantern
            />
        </Show>
    }
}

/// One tap says it; whoever was it before no longer is.
#[component]
pub(super) fn ContactOrder(circle: Circle, member: Record) -> impl IntoView {
    let (notebook, done) = (use_notebook(), use_just_done());
    let legend = (words().contact_order)(member.text(circle_member::NAME));
    let options = (0u8..).map(ChoiceOf).zip(words().contacts).map(|(order, name)| Choice::new(order, name)).collect();
    let selected = member.get(circle_member::CONTACT_ORDER);
    let on_select = move |order: ChoiceOf| {
        let before = circle.members().into_iter().filter(|other| other.id != member.id);
        let before = before.filter(|other| other.get(circle_member::CONTACT_ORDER) == Some(order));
        let cleared = before.map(|other| (other, notebook.on(other).clear(circle_member::CONTACT_ORDER).done()));
        let chosen = (&member, notebook.on(&member).set(circle_member::CONTACT_ORDER, order).done());
        let (records, changes): (Vec<&Record>, Vec<Change>) = cleared.chain([chosen]).unzip();
        let inverse = |(record, change): (&&Record, &Change)| Some((record.id, undo::inverse(record, change)?));
        let back: Vec<_> = records.iter().zip(&changes).filter_map(inverse).collect();
        let (id, name) = (circle.id(), member.text(circle_member::NAME).to_owned());
        let said = (words().contact_is)(&name, words().contacts.get(usize::from(order.0)).copied().unwrap_or_default());
        spawn_local(async move {
            // What could not be kept is announced above every page.
            if notebook.record(changes).await.is_ok() {
                done.say(said, move || take_back(notebook, id, back.clone()));
            }
        });
    };
    view! {
        <Segmented
            legend
            options
            selected=Signal::stored(selected)
            on_select
            look=SegmentedLook::Edged
        />
    }
}
