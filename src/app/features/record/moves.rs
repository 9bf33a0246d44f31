//! Moving a record on, taking it away and bringing it back; each can be undone where it leads both ways.

use domain::access::Action;
use domain::change::Edit;
use domain::check::{Problem, missing_before};
use domain::field::FieldSpec;
use domain::kind::{KindSpec, StateKey};
use leptos::prelude::*;

use crate::at_record::Here;
use crate::circle::Circle;
use crate::routes::paths;
use crate::show;
use crate::text::kinds::Words;
use crate::text::record::record as words;
use crate::ui::button::{Button, ButtonKind, ButtonSize};
use crate::ui::icon::Icon;

/// What this person may do with a record as it stands.
#[derive(Clone, PartialEq)]
struct Possible {
    from: StateKey,
    moves: Vec<StateKey>,
    /// Whether it is removed, for who may remove it or bring it back.
    takes: Option<bool>,
}

/// Moves a record on, or says what is missing before.
#[derive(Clone, Copy)]
struct Stepping {
    here: Here,
    spec: &'static KindSpec,
    of_kind: StoredValue<Words>,
    possible: Memo<Possible>,
    missing: RwSignal<Vec<String>>,
}

impl Stepping {
    fn new(here: Here) -> Option<Self> {
        let spec = here.record.with_untracked(|record| record.kind.spec())?;
        let of_kind = StoredValue::new(here.circle.with_untracked(|circle| show::words(circle, spec.kind)));
        // What is drawn anew is pressed anew: only what the buttons depend on counts.
        let possible = Memo::new(move |_| {
            here.circle.with(|circle| {
                here.record.with(|record| {
                    let may = |action| circle.may(action, record, show::today());
                    let moves = spec.moves.iter().filter(|m| m.from == record.state);
                    let moves = moves.filter(|m| may(Action::Move { from: m.from, to: m.to })).map(|m| m.to);
                    let takes =
                        if record.removed { may(Action::Edit) } else { circle.may_remove(record, show::today()) };
                    Possible { from: record.state, moves: moves.collect(), takes: takes.then_some(record.removed) }
                })
            })
        });
        Some(Self { here, spec, of_kind, possible, missing: RwSignal::new(Vec::new()) })
    }

    /// What is next for this person, if anything is.
    fn next(self) -> Option<StateKey> {
        self.possible.with(|possible| self.spec.next_step(possible.from, &possible.moves))
    }

    fn label(self, to: StateKey) -> String {
        let from = self.possible.with(|possible| possible.from);
        self.of_kind.with_value(|words| words.move_to(from, to))
    }

    fn go(self, to: StateKey) {
        let lacking = self.here.record.with_untracked(|record| missing_before(record, to));
        let name = |key| self.of_kind.with_value(|words| words.field(key).label());
        // What is of no field is who should see it.
        let of = |problem: Problem| problem.at.map_or_else(|| words().who_sees.to_owned(), |at| name(at.field));
        let names: Vec<String> = lacking.into_iter().map(of).collect();
        if names.is_empty() {
            let said = self.of_kind.with_value(|words| words.state(to));
            self.here.act(|compose| compose.move_to(to), (words().done)(&said));
        }
        self.missing.set(names);
    }

    /// What is still missing, where somebody tried.
    fn lacking(self) -> impl IntoView {
        move || {
            let names = self.missing.get();
            let text = format!("{}: {}", words().still_missing, names.join(" · "));
            (!names.is_empty()).then(|| view! { <p role="alert">{text}</p> })
        }
    }
}

/// The one main button of the page: what is next for this person. Nothing where nothing is.
#[component]
pub(super) fn NextStep(here: Here) -> impl IntoView {
    let stepping = Stepping::new(here)?;
    let next = Memo::new(move |_| stepping.next());
    let button = move || {
        next.get().map(|to| {
            let label = stepping.label(to);
            view! { <div class="fb-actions fb-no-print"><Button label on_press=move |()| stepping.go(to) /></div> }
        })
    };
    Some(view! { {stepping.lacking()} {button} })
}

/// The buttons, for what this person may do as the record stands.
#[component]
pub(super) fn Moves(
    here: Here,
    /// The way to the general form, where the page has none of its own: what it is called there.
    #[prop(optional)]
    change: Option<&'static str>,
    /// Whether the next step stands on the page already.
    #[prop(optional)]
    next_is_shown: bool,
) -> impl IntoView {
    let stepping = Stepping::new(here)?;
    let Stepping { spec, possible, .. } = stepping;
    let take = move |removed: bool| match removed {
        true => here.act(|compose| compose.edit(Edit::Restore), words().brought_back),
        false => here.act(|compose| compose.edit(Edit::Remove), words().taken_away),
    };
    let buttons = move || {
        let Possible { moves, takes, .. } = possible.get();
        let next = stepping.next().filter(|_| next_is_shown);
        let moves = moves.into_iter().filter(|to| Some(*to) != next).map(|to| {
            let label = stepping.label(to);
            view! { <Button label kind=ButtonKind::Second size=ButtonSize::Small on_press=move |()| stepping.go(to) /> }
        });
        let moves = moves.collect_view();
        let take = takes.map(|removed| {
            let label = if removed { words().bring_back } else { words().take_away };
            view! { <Button label kind=ButtonKind::Plain size=ButtonSize::Small on_press=move |()| take(removed) /> }
        });
        view! { {moves} {take} }
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
            let whole = possible.with(|possible| possible.takes.is_some());
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
        {stepping.lacking()}
        <div class="fb-actions fb-no-print">{change.map(form)} {buttons}</div>
    })
}
