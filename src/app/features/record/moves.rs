//! Moving a record on, taking it away and bringing it back; each can be undone where it leads both ways.

use domain::access::Action;
use domain::change::{Change, Edit};
use domain::check::missing_before;
use domain::record::Record;
use domain::undo::inverse;
use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::circle::Circle;
use crate::notebook::{Notebook, use_notebook};
use crate::show;
use crate::text::kinds;
use crate::text::record::record as words;
use crate::ui::button::{Button, ButtonKind, ButtonSize};
use crate::ui::undo_bar::UndoBar;

/// The buttons, and what was just done.
#[component]
pub(super) fn Moves(circle: Circle, record: Record) -> impl IntoView {
    let notebook = use_notebook();
    let today = show::today();
    let done = RwSignal::new(None::<(String, Option<Change>)>);
    let missing = RwSignal::new(Vec::<String>::new());
    let Some(spec) = record.kind.spec() else { return ().into_any() };
    let possible = spec
        .moves
        .iter()
        .filter(|m| m.from == record.state && circle.may(Action::Move { from: m.from, to: m.to }, &record, today));
    let buttons = possible
        .map(|m| {
            let state = kinds::state(spec, m.to);
            let (record, to, label) = (record.clone(), m.to, (words().move_to)(&state));
            let go = move |()| {
                let lacking = missing_before(&record, to);
                if !lacking.is_empty() {
                    let names =
                        lacking.into_iter().filter_map(|problem| spec.field(problem.at?.field)).map(kinds::field);
                    missing.set(names.collect());
                    return;
                }
                missing.set(Vec::new());
                let change = notebook.on(&record).move_to(to).done();
                make(notebook, record.clone(), change, (words().done)(&state), done);
            };
            view! { <Button label kind=ButtonKind::Second size=ButtonSize::Small on_press=go /> }
        })
        .collect_view();
    let may_edit = circle.may(Action::Edit, &record, today);
    let removed = record.removed;
    let take = move |()| {
        let edit = if removed { Edit::Restore } else { Edit::Remove };
        let said = if removed { words().bring_back } else { words().taken_away };
        let change = notebook.on(&record).edit(edit).done();
        make(notebook, record.clone(), change, said.to_owned(), done);
    };
    let undo = move |()| {
        if let Some((_, Some(change))) = done.get_untracked() {
            done.set(None);
            // What could not be kept is announced above every page.
            spawn_local(async move {
                let _ = notebook.record(vec![change]).await;
            });
        }
    };
    view! {
        {move || {
            let names = missing.get();
            (!names.is_empty()).then(|| view! { <p role="alert">{words().still_missing} ": " {names.join(", ")}</p> })
        }}
        <div class="fb-actions">
            {buttons}
            {may_edit
                .then(|| {
                    let label = if removed { words().bring_back } else { words().take_away };
                    view! { <Button label kind=ButtonKind::Plain size=ButtonSize::Small on_press=take /> }
                })}
        </div>
        <UndoBar
            text=Signal::derive(move || done.get().map(|(said, _)| said))
            on_undo=undo
            on_close=move |()| done.set(None)
        />
    }
    .into_any()
}

/// Records a change, and keeps what takes it back.
fn make(
    notebook: Notebook,
    before: Record,
    change: Change,
    said: String,
    done: RwSignal<Option<(String, Option<Change>)>>,
) {
    let back = inverse(&before, &change).map(|edits| {
        let mut compose = notebook.on(&before);
        for edit in edits {
            compose = compose.edit(edit);
        }
        compose.done()
    });
    spawn_local(async move {
        // What could not be kept is announced above every page.
        if notebook.record(vec![change]).await.is_ok() {
            done.try_set(Some((said, back)));
        }
    });
}
