//! What only paper shows, at its head: whose page it is, which version, who printed it and when. At the foot it could
//! stand alone on a page of its own.

use domain::deeds::last_deed;
use domain::ids::RecordId;
use leptos::prelude::*;

use crate::circle::Circle;
use crate::paper::is_printing;
use crate::platform::clock::now;
use crate::session::use_me;
use crate::text::record::record as words;
use crate::text::time;

/// The child's name, the version, and by whom and when it was printed.
#[component]
pub(crate) fn Printed(#[prop(into)] circle: Signal<Circle>, record: RecordId) -> impl IntoView {
    let me = use_me().name;
    let name = move || circle.with(|circle| circle.name().to_owned());
    let version = {
        let me = me.clone();
        move || {
            circle.with(|circle| {
                let record = circle.get(record)?;
                let by = last_deed(record).by;
                let name = if by == circle.me { me.clone() } else { circle.name_of(by).to_owned() };
                Some(match record.received.filter(|_| !circle.view.waiting.contains(&record.id)) {
                    Some(at) => (words().version)(&name, &time::full(at)),
                    None => (words().version_unsent)(&name),
                })
            })
        }
    };
    // Drawn anew when it is printed: the page may have been open for hours.
    let printed = move || is_printing().then(|| (words().printed)(&me, &time::full(now())));
    view! {
        <div class="fb-only-print">
            <p class="fb-printed-name">{name}</p>
            <p class="fb-small">{version} " " {printed}</p>
        </div>
    }
}
