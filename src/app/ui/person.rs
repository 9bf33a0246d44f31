//! A person with a name under or beside the avatar: a child's circle at a glance.

use leptos::prelude::*;

use super::avatar::{Avatar, Side, initials};
#[cfg(feature = "gallery")]
use super::example::Example;

/// Holds people in a line that wraps.
#[component]
pub(crate) fn People(children: Children) -> impl IntoView {
    view! { <ul class="fb-people" role="list">{children()}</ul> }
}

/// One person of a circle. `name` gives the initials; `shown` is what stands under them.
#[component]
pub(crate) fn Person(
    /// The whole name.
    #[prop(into)]
    name: String,
    /// "Helen", "You".
    #[prop(into)]
    shown: String,
    /// "Teacher", "Therapy".
    #[prop(optional, into)]
    small: Option<String>,
    side: Side,
    #[prop(optional, into)] href: Option<String>,
) -> impl IntoView {
    let inside = view! {
        <Avatar initials=initials(&name) side />
        <strong class="fb-person__name">{shown}</strong>
        {small.map(|small| view! { <span class="fb-person__small">{small}</span> })}
    };
    let body = match href {
        Some(href) => view! { <a class="fb-person__inside" href=href>{inside}</a> }.into_any(),
        None => view! { <span class="fb-person__inside">{inside}</span> }.into_any(),
    };
    view! { <li class="fb-person">{body}</li> }
}

#[cfg(feature = "gallery")]
pub(crate) fn examples() -> Vec<Example> {
    vec![Example::new("a circle", || {
        view! {
            <People>
                <Person name="Helen Whitcombe" shown="Helen" small="Teacher" side=Side::School href="#person" />
                <Person name="Grace Adeyemi" shown="Grace" small="Hospital" side=Side::Hospital href="#person" />
                <Person name="Daniel Osei" shown="Daniel" small="School" side=Side::School />
                <Person name="Priya Nair" shown="Priya" small="Therapy" side=Side::Therapy />
            </People>
        }
    })]
}
