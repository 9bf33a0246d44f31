//! An invitation's code, to be given by hand: as a square, as letters, and where to type them. It prints on its own.

use leptos::prelude::*;

use super::square::Square;
use crate::features::work::CopyButton;
use crate::platform::page;
use crate::routes::paths;
use crate::text::joining::joining;
use crate::text::pupils::pupils as words;
use crate::ui::button::{Button, ButtonKind, ButtonSize};
use crate::ui::card::Card;
use crate::ui::icon::Icon;

/// The card.
#[component]
pub(crate) fn CodeCard(
    /// Whom it is for.
    name: String,
    code: String,
    /// Until when it works, or when it begins to.
    #[prop(into)]
    until: Signal<String>,
) -> impl IntoView {
    let origin = page::origin();
    let address = format!("{origin}{}", paths::JOIN);
    let shown = address.split_once("://").map_or(address.clone(), |(_, rest)| rest.to_owned());
    // After the #, which is sent to no server and stands in no log.
    let link = format!("{address}#{code}");
    let to_copy = format!("{address}\n{code}");
    view! {
        <Card title=(words().code_for)(&name) sub=joining().how>
            <div class="fb-invitation">
                <Square text=link label=joining().square />
                <p class="fb-code">{code}</p>
                <p>{(joining().or_type_at)(&shown)}</p>
                <p class="fb-invitation__until">{until}</p>
            </div>
            <div class="fb-actions">
                <Button
                    label=joining().print
                    icon=Icon::Printer
                    kind=ButtonKind::Second
                    size=ButtonSize::Small
                    on_press=move |()| page::print()
                />
                <CopyButton text=to_copy label=words().copy_code copied=words().copied />
            </div>
        </Card>
    }
}
