//! The button, and a link that looks like one. Never two filled ones in view; never disabled without saying why.

use leptos::prelude::*;

use super::{class::classes, icon::Icon, unique::unique_id};
#[cfg(feature = "gallery")]
use super::{example::Example, hero::Hero};

/// How strongly a button asks to be pressed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum ButtonKind {
    /// The one main action of a screen.
    #[default]
    Main,
    /// Any other action.
    Second,
    /// As light as a link: ways out and rare actions.
    Plain,
    /// The main action on pine.
    Lantern,
    /// A second action on pine.
    OnPine,
    /// White on a lantern or sunk ground.
    Raised,
    /// Destroys something. Staff only.
    Alarm,
}

impl ButtonKind {
    pub(crate) const fn as_str(self) -> &'static str {
        match self {
            ButtonKind::Main => "fb-button--main",
            ButtonKind::Second => "fb-button--second",
            ButtonKind::Plain => "fb-button--plain",
            ButtonKind::Lantern => "fb-button--lantern",
            ButtonKind::OnPine => "fb-button--on-pine",
            ButtonKind::Raised => "fb-button--raised",
            ButtonKind::Alarm => "fb-button--alarm",
        }
    }
}

/// How large a button is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum ButtonSize {
    /// 44 px: inside rows and cards.
    Small,
    /// 56 px.
    #[default]
    Normal,
    /// 64 px: for gloves, at the end of a bedside session.
    Large,
}

impl ButtonSize {
    pub(crate) const fn as_str(self) -> &'static str {
        match self {
            ButtonSize::Small => "fb-button--small",
            ButtonSize::Normal => "",
            ButtonSize::Large => "fb-button--large",
        }
    }
}

/// A button with words, or, with `href`, a link that looks the same.
#[component]
pub(crate) fn Button(
    /// What will happen, as a verb.
    #[prop(into)]
    label: Signal<String>,
    #[prop(optional)] kind: ButtonKind,
    #[prop(optional)] size: ButtonSize,
    /// Before the words.
    #[prop(optional)]
    icon: Option<Icon>,
    /// After the words.
    #[prop(optional)]
    icon_end: Option<Icon>,
    /// As wide as what holds it.
    #[prop(optional)]
    wide: bool,
    /// While it works: say so in the label; presses are ignored.
    #[prop(optional, into)]
    busy: Signal<bool>,
    /// Why it cannot be pressed now. Shown beside the button, which then does nothing.
    #[prop(optional, into)]
    why_not: MaybeProp<String>,
    /// Sends the form it stands in.
    #[prop(optional)]
    submit: bool,
    /// Where it leads; makes it a link.
    #[prop(optional, into)]
    href: Option<String>,
    #[prop(optional, into)] on_press: Option<Callback<()>>,
) -> impl IntoView {
    let class = classes(["fb-button", kind.as_str(), size.as_str(), if wide { "fb-button--wide" } else { "" }]);
    let words = view! {
        {icon.map(Icon::view)}
        <span class="fb-button__label">{label}</span>
        {icon_end.map(Icon::view)}
    };
    if let Some(href) = href {
        return view! { <a class=class href=href>{words}</a> }.into_any();
    }
    let reason_id = unique_id("why-not");
    let described_by = reason_id.clone();
    let blocked = move || busy.get() || why_not.get().is_some();
    let press = move |event: leptos::ev::MouseEvent| {
        if blocked() {
            event.prevent_default();
        } else if let Some(on_press) = on_press {
            on_press.run(());
        }
    };
    view! {
        <button
            class=class
            class=("fb-button--busy", busy)
            type=if submit { "submit" } else { "button" }
            aria-busy=move || busy.get().then_some("true")
            aria-disabled=move || blocked().then_some("true")
            aria-describedby=move || why_not.get().map(|_| described_by.clone())
            on:click=press
        >
            {words}
        </button>
        {move || {
            why_not
                .get()
                .map(|reason| view! { <span class="fb-button__why-not" id=reason_id.clone()>{reason}</span> })
        }}
    }
    .into_any()
}

#[cfg(feature = "gallery")]
pub(crate) fn examples() -> Vec<Example> {
    vec![
        Example::new("main", || view! { <Button label="Start session" icon=Icon::Play /> }),
        Example::new("second", || {
            view! { <Button label="Add a photo" kind=ButtonKind::Second icon=Icon::Camera /> }
        }),
        Example::new("plain", || {
            view! { <Button label="Not today: unwell" kind=ButtonKind::Plain icon=Icon::Moon /> }
        }),
        Example::new("small", || {
            view! {
                <Button label="Ask for this worksheet" kind=ButtonKind::Second size=ButtonSize::Small icon=Icon::FileQuestion />
            }
        }),
        Example::new("large and wide, for the bedside", || {
            view! { <Button label="Finish session" size=ButtonSize::Large wide=true /> }
        }),
        Example::new("busy", || view! { <Button label="Saving your plan" busy=true /> }),
        Example::new("cannot be pressed, and says why", || {
            view! { <Button label="Add 8 rows" icon_end=Icon::ArrowRight why_not="First choose where “Diff.” goes." /> }
        }),
        Example::new("link", || view! { <Button label="Open her page" kind=ButtonKind::Second href="#button" /> }),
        Example::new("alarm", || {
            view! { <Button label="Delete this plan for everyone" kind=ButtonKind::Alarm icon=Icon::Trash /> }
        }),
        Example::new("on pine", || {
            view! {
                <Hero>
                    <div class="fb-actions">
                        <Button label="Start session" kind=ButtonKind::Lantern icon=Icon::Play />
                        <Button label="Open her page" kind=ButtonKind::OnPine />
                    </div>
                </Hero>
            }
        }),
    ]
}
