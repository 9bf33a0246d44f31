//! One tap for "nothing new", wherever it stands.

use domain::field::ChoiceOf;
use domain::record::Record;
use leptos::prelude::*;

use super::model::update;
use crate::at_record::act;
use crate::just_done::use_just_done;
use crate::notebook::use_notebook;
use crate::platform::clock::new_id;
use crate::show;
use crate::text::in_touch::in_touch as words;
use crate::ui::button::{Button, ButtonKind, ButtonSize};
use crate::ui::icon::Icon;

/// The button. The rhythm is given as it stands when it is pressed.
#[component]
pub(super) fn NothingNew(
    #[prop(into)] record: Signal<Record>,
    side: ChoiceOf,
    #[prop(optional)] size: ButtonSize,
) -> impl IntoView {
    let (notebook, done) = (use_notebook(), use_just_done());
    let on_press = move |()| {
        let before = record.get_untracked();
        let change = update(notebook.on(&before), new_id(), side, show::today(), None).done();
        act(notebook, done, &before, None, change, words().said_nothing_new);
    };
    view! { <Button label=words().nothing_new kind=ButtonKind::Second size icon=Icon::Check on_press /> }
}
