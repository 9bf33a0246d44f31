//! What to put right before going on, at the top, with a link to each field. Nothing typed is lost. The pattern is nhsuk's.

use leptos::{html, prelude::*};

#[cfg(feature = "gallery")]
use super::{example::Example, text_field::TextField};
use crate::{platform::dom::focus_by_id, text::ui as words};

/// One thing to put right.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct FieldProblem {
    /// The id the field was given.
    pub(crate) field_id: String,
    /// What to do: "Write the name of the worksheet."
    pub(crate) text: String,
}

impl FieldProblem {
    /// Those of these checks that found something: whether it is wrong, the field's id, and what to do.
    pub(crate) fn found(checks: impl IntoIterator<Item = (bool, &'static str, &'static str)>) -> Vec<Self> {
        let wrong = checks.into_iter().filter(|(is_wrong, ..)| *is_wrong);
        wrong.map(|(_, id, text)| Self { field_id: id.to_owned(), text: text.to_owned() }).collect()
    }
}

/// What is to be put right in one field, said beside it too.
pub(crate) fn problem_of(problems: RwSignal<Vec<FieldProblem>>, field_id: &'static str) -> Signal<Option<String>> {
    Signal::derive(move || {
        problems.with(|problems| {
            problems.iter().find(|problem| problem.field_id == field_id).map(|problem| problem.text.clone())
        })
    })
}

/// The list; nothing while there is nothing to put right. It takes the focus when it appears.
#[component]
pub(crate) fn ErrorSummary(
    #[prop(into)] problems: Signal<Vec<FieldProblem>>,
    /// "Check these first" unless told.
    #[prop(optional, into)]
    title: MaybeProp<String>,
) -> impl IntoView {
    let summary = NodeRef::<html::Div>::new();
    // Keeps the browser's focus in step: a new list of problems is read out and scrolled to.
    Effect::new(move |_| {
        if !problems.get().is_empty()
            && let Some(summary) = summary.get()
        {
            let _ = summary.focus();
        }
    });
    let links = move || {
        problems
            .get()
            .into_iter()
            .map(|problem| {
                let id = problem.field_id.clone();
                view! {
                    <li>
                        <a
                            href=format!("#{}", problem.field_id)
                            on:click=move |event| {
                                event.prevent_default();
                                focus_by_id(&id);
                            }
                        >
                            {problem.text}
                        </a>
                    </li>
                }
            })
            .collect_view()
    };
    view! {
        <Show when=move || !problems.get().is_empty()>
            <div class="nhsuk-error-summary fb-error-summary" role="alert" tabindex="-1" node_ref=summary>
                <h2 class="nhsuk-error-summary__title fb-error-summary__title">
                    {move || title.get().unwrap_or_else(|| words::check_these().to_owned())}
                </h2>
                <ul class="nhsuk-error-summary__list fb-error-summary__list" role="list">
                    {links}
                </ul>
            </div>
        </Show>
    }
}

#[cfg(feature = "gallery")]
pub(crate) fn examples() -> Vec<Example> {
    vec![Example::new("one thing", || {
        let problems = RwSignal::new(Vec::new());
        let ask = move |()| {
            problems.set(vec![FieldProblem {
                field_id: "gallery-sheet".into(),
                text: "Write the name of the worksheet.".into(),
            }]);
        };
        view! {
            <ErrorSummary problems />
            <TextField
                label="Name of the worksheet"
                id="gallery-sheet"
                value=String::new()
                on_input=|_| ()
                error=Signal::derive(move || problems.get().first().map(|problem| problem.text.clone()))
            />
            <super::button::Button label="Ask for it" kind=super::button::ButtonKind::Second on_press=ask />
        }
    })]
}
