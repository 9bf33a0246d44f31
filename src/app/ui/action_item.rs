//! Something agreed, with who does it. Never a count of what was not done.

use leptos::prelude::*;

#[cfg(feature = "gallery")]
use super::{card::Card, example::Example, icon::Icon, tag::Tag};

/// Holds action items; put it in a `Card flush=true`.
#[component]
pub(crate) fn ActionItems(children: Children) -> impl IntoView {
    view! { <ul class="fb-action-items" role="list">{children()}</ul> }
}

/// One action. Without `on_toggle` it only tells.
#[component]
pub(crate) fn ActionItem(
    #[prop(into)] text: Signal<String>,
    /// "Daniel Osei · from 6 Nov".
    #[prop(into)]
    owner: Signal<String>,
    #[prop(into)] done: Signal<bool>,
    #[prop(optional, into)] tag: Option<ViewFn>,
    #[prop(optional, into)] on_toggle: Option<Callback<bool>>,
) -> impl IntoView {
    view! {
        <li class="fb-action-item" class=("fb-action-item--done", done)>
            <label class="fb-action-item__label">
                <input
                    class="fb-checkbox__input"
                    type="checkbox"
                    prop:checked=done
                    disabled=on_toggle.is_none()
                    on:change=move |event| {
                        if let Some(on_toggle) = on_toggle {
                            on_toggle.run(event_target_checked(&event));
                        }
                    }
                />
                <span class="fb-action-item__lines">
                    <span class="fb-action-item__text" dir="auto">{text}</span>
                    <span class="fb-action-item__owner">{owner}</span>
                    {tag.map(|tag| view! { <span class="fb-action-item__tag">{tag.run()}</span> })}
                </span>
            </label>
        </li>
    }
}

#[cfg(feature = "gallery")]
pub(crate) fn examples() -> Vec<Example> {
    vec![Example::new("actions of a review", || {
        let done = RwSignal::new(true);
        let not = RwSignal::new(false);
        view! {
            <Card flush=true title="Actions" end=|| "1 of 3 done">
                <ActionItems>
                    <ActionItem text="Send the reading list" owner="Helen Whitcombe · done 16 Oct" done on_toggle=move |on| done.set(on) />
                    <ActionItem text="Friends call each Friday, 2:00" owner="Daniel Osei · from 6 Nov" done=not on_toggle=move |on| not.set(on) />
                    <ActionItem
                        text="Larger print for the reading test"
                        owner="Daniel Osei · by 4 Dec"
                        done=false
                        tag=|| view! { <Tag label="From last review" icon=Icon::Redo /> }
                        on_toggle=|_| ()
                    />
                </ActionItems>
            </Card>
        }
    })]
}
