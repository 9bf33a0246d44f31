//! Something to know on this screen, said once and calmly: no internet, a machine translation, an ended access.

use leptos::prelude::*;

#[cfg(feature = "gallery")]
use super::{
    button::{Button, ButtonKind, ButtonSize},
    example::Example,
};
use super::{class::classes, icon::Icon};

/// What the ground means.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum NoticeTone {
    #[default]
    Sunk,
    /// A person has to decide something.
    Lantern,
    /// From the home school.
    School,
}

impl NoticeTone {
    pub(crate) const fn as_str(self) -> &'static str {
        match self {
            NoticeTone::Sunk => "",
            NoticeTone::Lantern => "fb-notice--lantern",
            NoticeTone::School => "fb-notice--school",
        }
    }
}

/// A notice. Children are buttons or links.
#[component]
pub(crate) fn Notice(
    icon: Icon,
    #[prop(into)] strong: Signal<String>,
    #[prop(optional, into)] text: MaybeProp<String>,
    #[prop(optional)] tone: NoticeTone,
    #[prop(optional)] children: Option<Children>,
) -> impl IntoView {
    view! {
        <div class=classes(["fb-notice", tone.as_str()])>
            {icon.view()} <div class="fb-notice__lines">
                <p class="fb-notice__strong">{strong}</p>
                {move || text.get().map(|text| view! { <p>{text}</p> })}
                {children.map(|children| view! { <div class="fb-actions">{children()}</div> })}
            </div>
        </div>
    }
}

#[cfg(feature = "gallery")]
pub(crate) fn examples() -> Vec<Example> {
    vec![
        Example::new("no internet", || {
            view! { <Notice icon=Icon::WifiOff strong="No internet. That’s fine." text="It will go when you are back online." /> }
        }),
        Example::new("a new version, with a button", || {
            view! {
                <Notice icon=Icon::RefreshCw strong="A new Footbridge is ready" text="Your draft stays as it is.">
                    <Button label="Use it now" kind=ButtonKind::Raised size=ButtonSize::Small />
                </Notice>
            }
        }),
        Example::new("needs a person", || {
            view! { <Notice icon=Icon::Hand tone=NoticeTone::Lantern strong="Two people wrote here" text="Choose what everyone should see." /> }
        }),
    ]
}
