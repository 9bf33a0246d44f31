//! How much of a plan is done: a mark per row, a bar per plan, and the words for those who see neither.

use leptos::prelude::*;

#[cfg(feature = "gallery")]
use super::example::Example;
use super::{
    icon::{Icon, IconSize},
    unique::unique_id,
};
use crate::text::ui as words;

/// What happened to one row of a plan.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub(crate) enum Coverage {
    Taught,
    Part,
    #[default]
    NotYet,
    Skipped,
}

impl Coverage {
    /// In the order in which a choice offers them.
    pub(crate) const ALL: [Coverage; 4] = [Coverage::Taught, Coverage::Part, Coverage::NotYet, Coverage::Skipped];

    pub(crate) const fn as_str(self) -> &'static str {
        match self {
            Coverage::Taught => "taught",
            Coverage::Part => "part",
            Coverage::NotYet => "not_yet",
            Coverage::Skipped => "skipped",
        }
    }

    pub(crate) const fn word(self) -> &'static str {
        match self {
            Coverage::Taught => words::taught(),
            Coverage::Part => words::part(),
            Coverage::NotYet => words::not_yet(),
            Coverage::Skipped => words::skipped(),
        }
    }

    const fn cell(self) -> &'static str {
        match self {
            Coverage::Taught => "fb-coverage__cell fb-coverage__cell--taught",
            Coverage::Part => "fb-coverage__cell fb-coverage__cell--part",
            Coverage::NotYet => "fb-coverage__cell",
            Coverage::Skipped => "fb-coverage__cell fb-coverage__cell--skipped",
        }
    }

    /// Tick, half disc, ring or struck ring. A word stands beside it.
    pub(crate) fn mark(self) -> AnyView {
        match self {
            Coverage::Taught => Icon::CircleCheck.sized(IconSize::Small),
            Coverage::NotYet => Icon::Circle.sized(IconSize::Small),
            Coverage::Skipped => Icon::CircleSlash.sized(IconSize::Small),
            Coverage::Part => Icon::HalfDisc.sized(IconSize::Small),
        }
    }
}

fn count(cells: &[Coverage], state: Coverage) -> usize {
    cells.iter().filter(|cell| **cell == state).count()
}

/// "4 taught, 2 part, 5 not yet, 1 skipped".
pub(crate) fn coverage_words(cells: &[Coverage]) -> String {
    words::coverage(
        count(cells, Coverage::Taught),
        count(cells, Coverage::Part),
        count(cells, Coverage::NotYet),
        count(cells, Coverage::Skipped),
    )
}

/// One cell a row. `legend` adds the four marks with their counts; `title` sets the plan's name over it.
#[component]
pub(crate) fn CoverageBar(
    #[prop(into)] cells: Signal<Vec<Coverage>>,
    #[prop(optional, into)] title: MaybeProp<String>,
    #[prop(optional)] legend: bool,
) -> impl IntoView {
    let bar = move || cells.get().into_iter().map(|cell| view! { <span class=cell.cell()></span> }).collect_view();
    let marks = move || {
        let cells = cells.get();
        Coverage::ALL
            .into_iter()
            .filter(|state| *state == Coverage::Taught || count(&cells, *state) > 0)
            .map(|state| {
                view! {
                    <li class="fb-coverage__mark">
                        {state.mark()} <span>{format!("{} {}", count(&cells, state), state.word().to_lowercase())}</span>
                    </li>
                }
            })
            .collect_view()
    };
    view! {
        <div class="fb-coverage">
            {move || {
                title
                    .get()
                    .map(|title| {
                        let cells = cells.get();
                        view! {
                            <p class="fb-coverage__head">
                                <strong>{title}</strong>
                                <span>{words::taught_of(count(&cells, Coverage::Taught), cells.len())}</span>
                            </p>
                        }
                    })
            }} <div class="fb-coverage__bar" role="img" aria-label=move || coverage_words(&cells.get())>
                {bar}
            </div> {legend.then(|| view! { <ul class="fb-coverage__legend" role="list">{marks}</ul> })}
        </div>
    }
}

/// The state of one row, to change in place: a device's own menu under our face.
#[component]
pub(crate) fn CoverageSelect(
    /// Which row; read out, not shown.
    #[prop(into)]
    label: Signal<String>,
    #[prop(into)] selected: Signal<Coverage>,
    #[prop(into)] on_select: Callback<Coverage>,
) -> impl IntoView {
    let id = unique_id("coverage");
    let options = Coverage::ALL
        .into_iter()
        .map(|state| {
            view! { <option value=state.as_str() prop:selected=move || selected.get() == state>{state.word()}</option> }
        })
        .collect_view();
    let choose = move |event| {
        let value = event_target_value(&event);
        if let Some(state) = Coverage::ALL.into_iter().find(|state| state.as_str() == value) {
            on_select.run(state);
        }
    };
    view! {
        <span class="fb-coverage-select">
            <span class="fb-coverage-select__mark">{move || selected.get().mark()}</span>
            <select class="fb-coverage-select__menu" autocomplete="off" id=id aria-label=label on:change=choose>
                {options}
            </select>
            {Icon::ChevronDown.sized(IconSize::Small)}
        </span>
    }
}

#[cfg(test)]
mod tests {
    use super::{Coverage, coverage_words};

    #[test]
    fn words_leave_out_what_there_is_none_of() {
        use Coverage::{NotYet, Part, Taught};
        assert_eq!(coverage_words(&[Taught, Part, NotYet, NotYet]), "1 taught, 1 part, 2 not yet");
        assert_eq!(coverage_words(&[]), "0 taught");
    }
}

#[cfg(feature = "gallery")]
pub(crate) fn examples() -> Vec<Example> {
    let twelve = || {
        use Coverage::{NotYet, Part, Skipped, Taught};
        vec![Taught, Taught, Taught, Taught, Part, Part, NotYet, NotYet, NotYet, NotYet, NotYet, Skipped]
    };
    vec![
        Example::new("with counts", move || view! { <CoverageBar cells=twelve() legend=true /> }),
        Example::new("small, with a name", move || view! { <CoverageBar cells=twelve() title="Maths: fractions" /> }),
        Example::new("sixty rows", || {
            let cells = [[Coverage::Taught, Coverage::Part, Coverage::NotYet]; 20].concat();
            view! { <CoverageBar cells title="History: the Romans" /> }
        }),
        Example::new("to change in place", || {
            let state = RwSignal::new(Coverage::Part);
            view! { <CoverageSelect label="Fractions on a number line" selected=state on_select=move |s| state.set(s) /> }
        }),
    ]
}
