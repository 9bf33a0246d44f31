//! What only paper shows: whose page it is at its head, and at its end which version it is, who printed it and when.

use domain::ids::RecordId;
use leptos::prelude::*;

use crate::circle::Circle;
use crate::platform::clock::now;
use crate::session::use_me;
use crate::text::record::record as words;
use crate::text::time;

/// The child's name, above everything.
#[component]
pub(crate) fn PrintedHead(#[prop(into)] circle: Signal<Circle>) -> impl IntoView {
    view! { <p class="fb-only-print fb-printed-name">{move || circle.with(|circle| circle.name().to_owned())}</p> }
}

/// The version, and by whom and when it was printed.
#[component]
pub(crate) fn PrintedFoot(#[prop(into)] circle: Signal<Circle>, record: RecordId) -> impl IntoView {
    let me = use_me().name;
    let version = move || {
        circle.with(|circle| {
            let record = circle.get(record)?;
            let by = record.changed.by;
            let name = if by == circle.me { me.clone() } else { circle.name_of(by).to_owned() };
            Some(match record.received.filter(|_| !circle.view.waiting.contains(&record.id)) {
                Some(at) => (words().version)(&name, &time::full(at)),
                None => (words().version_unsent)(&name),
            })
        })
    };
    let printed = move || (words().printed)(&use_me().name, &time::full(now()));
    view! {
        <p class="fb-only-print fb-small">{version} " " {printed}</p>
    }
}
