//! Moving a record on, taking it away and bringing it back; each can be undone where it leads both ways.

use domain::access::Action;
use domain::change::Edit;
use domain::check::missing_before;
use domain::field::FieldSpec;
use leptos::prelude::*;

use crate::at_record::Here;
use crate::circle::Circle;
use crate::routes::paths;
use crate::show;
use crate::text::record::record as words;
use crate::ui::button::{Button, ButtonKind, ButtonSize};
use crate::ui::icon::Icon;

/// The buttons, for what this person may do as the record stands.
#[component]
pub(super) fn Moves(
    here: Here,
    /// The way to the general form, where the page has none of its own: what it is called there.
    #[prop(optional)]
    change: Option<&'static str>,
) -> impl IntoView {
    let missing = RwSignal::new(Vec::<String>::new());
    let spec = here.record.with_untracked(|record| record.kind.spec())?;
    let of_kind = here.circle.with_untracked(|circle| show::words(circle, spec.kind));
    let of_kind = StoredValue::new(of_kind);
    // What is drawn anew is pressed anew: only what the buttons depend on counts.
    let possible = Memo::new(move |_| {
        here.circle.with(|circle| {
            here.record.with(|record| {
                let may = |action| circle.may(action, record, show::today());
                let moves = spec.moves.iter().filter(|m| m.from == record.state);
                let moves = moves.filter(|m| may(Action::Move { from: m.from, to: m.to })).map(|m| m.to);
                let takes = if record.removed { may(Action::Edit) } else { circle.may_remove(record, show::today()) };
                (record.state, moves.collect::<Vec<_>>(), takes.then_some(record.removed))
            })
        })
    });
    let go = move |to| {
        let lacking = here.record.with_untracked(|record| missing_before(record, to));
        let name = |key| of_kind.with_value(|words| words.field(key).label());
        let names: Vec<String> = lacking.into_iter().filter_map(|problem| Some(name(problem.at?.field))).collect();
        if names.is_empty() {
            here.act(|compose| compose.move_to(to), (words().done)(&of_kind.with_value(|words| words.state(to))));
        }
        missing.set(names);
    };
    let take = move |removed: bool| match removed {
        true => here.act(|compose| compose.edit(Edit::Restore), words().brought_back),
        false => here.act(|compose| compose.edit(Edit::Remove), words().taken_away),
    };
    let buttons = move || {
        let (from, moves, removed) = possible.get();
        let moves = moves.into_iter().map(|to| {
            let label = of_kind.with_value(|words| words.move_to(from, to));
            view! { <Button label kind=ButtonKind::Second size=ButtonSize::Small on_press=move |()| go(to) /> }
        });
        let moves = moves.collect_view();
        let take = removed.map(|removed| {
            let label = if removed { words().bring_back } else { words().take_away };
            view! { <Button label kind=ButtonKind::Plain size=ButtonSize::Small on_press=move |()| take(removed) /> }
        });
        view! { {moves} {take} }
    };
    let lacking = move || {
        let names = missing.get();
        (!names.is_empty()).then(|| view! { <p role="alert">{words().still_missing} ": " {names.join(" · ")}</p> })
    };
    let (circle_id, id) = here.record.with_untracked(|record| (record.circle, record.id));
    let may_change = Memo::new(move |_| {
        let may = |field: &FieldSpec| {
            let may = |circle: &Circle| here.record.with(|record| circle.may_fill_in(field, record, show::today()));
            field.is_asked() && here.circle.with(may)
        };
        spec.fields.iter().any(may)
    });
    let form = move |own: &'static str| {
        // Who fills in only a part of it plans nothing.
        let label = Signal::derive(move || {
            let whole = possible.with(|(.., removed)| removed.is_some());
            if whole { own.to_owned() } else { words().change.to_owned() }
        });
        view! {
            <Show when=move || may_change.get()>
                <Button label kind=ButtonKind::Second size=ButtonSize::Small icon=Icon::Pencil href=paths::edit(circle_id, id) />
            </Show>
            <Button
                label=words().history
                kind=ButtonKind::Plain
                size=ButtonSize::Small
                icon=Icon::History
                href=paths::history(circle_id, id)
            />
        }
    };
    Some(view! {
        {lacking}
        <div class="fb-actions fb-no-print">{change.map(form)} {buttons}</div>
    })
}
