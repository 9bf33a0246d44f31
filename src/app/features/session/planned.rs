//! A session that is still to come: called off with one tap, by the child, the family or the teacher, and nobody is to
//! blame (A27).

use domain::access::Action;
use domain::field::ChoiceOf;
use domain::ids::{CircleId, RecordId};
use domain::kind::StateKey;
use domain::kinds::session;
use domain::record::Record;
use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::circle::Circle;
use crate::just_done::use_just_done;
use crate::notebook::{Notebook, use_notebook};
use crate::show;
use crate::text::session::session as words;
use crate::ui::button::{Button, ButtonKind};
use crate::ui::icon::Icon;

/// In [`session::NOT_DONE_REASONS`]: unwell.
const UNWELL: ChoiceOf = ChoiceOf(0);

/// The button, or its way back.
#[component]
pub(super) fn CalledOff(circle: Circle, record: Record) -> impl IntoView {
    let notebook = use_notebook();
    let done = use_just_done();
    let (circle_id, id) = (circle.id(), record.id);
    let (to, label, icon) = match record.state {
        session::PLANNED => (session::NOT_DONE, words().unwell, Icon::Moon),
        session::NOT_DONE => (session::PLANNED, words().it_happens, Icon::Undo),
        _ => return ().into_any(),
    };
    if !circle.may(Action::Move { from: record.state, to }, &record, show::today()) {
        return ().into_any();
    }
    let from = record.state;
    let on_press = move |()| {
        moves(notebook, circle_id, id, to);
        if to == session::NOT_DONE {
            done.say(words().called_off.to_owned(), move || moves(notebook, circle_id, id, from));
        }
    };
    view! { <div class="fb-actions"><Button label kind=ButtonKind::Second icon on_press /></div> }.into_any()
}

fn moves(notebook: Notebook, circle: CircleId, id: RecordId, to: StateKey) {
    let known = notebook.circle(circle).get_untracked();
    let Some(record) = known.as_ref().and_then(|circle| circle.get(id)) else { return };
    let begun = notebook.on(record);
    let begun = if to == session::NOT_DONE {
        begun.set(session::NOT_DONE_WHY, UNWELL)
    } else {
        begun.clear(session::NOT_DONE_WHY)
    };
    let change = begun.move_to(to).done();
    spawn_local(async move {
        // What could not be kept is announced above every page.
        let _ = notebook.record(vec![change]).await;
    });
}
