//! Where the child stands: the home school on one bank, hospital or home on the other, the bridge between.
//! The home school never scrolls out of sight: `collapsed` keeps both on one line.

use leptos::prelude::*;

#[cfg(feature = "gallery")]
use super::example::Example;
use super::{
    avatar::{AvatarSize, Mark, Side},
    icon::Icon,
};

const ARC: &str = r##"<g fill="none" stroke-linecap="round"><path class="fb-two-banks__rail" stroke-width="3.200" d="M4 50C92-5 238-5 326 50"/><path class="fb-two-banks__posts" stroke-width="3" d="M4 50v29M45 30v27M86 17v24M126 10v22M165 8.500v22M204 10v22M244 17v24M285 30v27M326 50v29"/><path class="fb-two-banks__deck" stroke-width="5.200" d="M4 79C92 18 238 18 326 79"/></g>"##;

/// One side of the bridge.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Bank {
    /// Over the name: "Home school", "Here since 28 September".
    pub(crate) over: String,
    pub(crate) name: String,
    /// Under it: class and teacher, hospital.
    pub(crate) small: String,
}

/// The two banks and the bridge.
#[component]
pub(crate) fn TwoBanks(
    #[prop(into)] school: Signal<Bank>,
    /// Hospital ward, or home.
    #[prop(into)]
    here: Signal<Bank>,
    /// The picture for `here`; a hospital unless told.
    #[prop(default = Icon::Hospital)]
    here_icon: Icon,
    /// Under the arch: "Next contact".
    #[prop(optional, into)]
    under: MaybeProp<String>,
    /// Under the arch, strong: "Friday 13 Nov".
    #[prop(optional, into)]
    under_strong: MaybeProp<String>,
    /// A line at the foot, on phones: "Mrs Whitcombe writes on Friday".
    #[prop(optional, into)]
    foot: MaybeProp<String>,
    #[prop(optional, into)] collapsed: Signal<bool>,
) -> impl IntoView {
    let bank = |bank: Signal<Bank>, icon, side, class| {
        view! {
            <div class=class>
                <Mark icon side size=AvatarSize::Large />
                <div class="fb-two-banks__names">
                    <p class="fb-two-banks__over">{move || bank.get().over}</p>
                    <p class="fb-two-banks__name">{move || bank.get().name}</p>
                    <p class="fb-two-banks__small">{move || bank.get().small}</p>
                </div>
            </div>
        }
    };
    view! {
        <section class="fb-two-banks" class=("fb-two-banks--collapsed", collapsed)>
            <div class="fb-two-banks__row">
                {bank(school, Icon::School, Side::School, "fb-two-banks__bank fb-two-banks__bank--school")}
                <div class="fb-two-banks__bridge">
                    <svg viewBox="0 0 330 84" preserveAspectRatio="none" aria-hidden="true" focusable="false" inner_html=ARC></svg>
                    <p class="fb-two-banks__under">
                        {move || under.get().map(|under| view! { <span>{under}</span> })}
                        {move || under_strong.get().map(|strong| view! { <strong>{strong}</strong> })}
                    </p>
                </div> {bank(here, here_icon, Side::Hospital, "fb-two-banks__bank fb-two-banks__bank--here")}
            </div>
            {move || {
                foot.get()
                    .map(|foot| {
                        view! {
                            <p class="fb-two-banks__foot">{Icon::CalendarCheck.view()} <strong>{foot}</strong></p>
                        }
                    })
            }}
        </section>
    }
}

#[cfg(feature = "gallery")]
pub(crate) fn examples() -> Vec<Example> {
    let banks = || {
        (
            Bank {
                over: "Home school".into(),
                name: "Larkfield Primary School".into(),
                small: "5 Kestrel · Mrs Whitcombe".into(),
            },
            Bank {
                over: "Here since 28 September".into(),
                name: "Robin ward".into(),
                small: "St Brannock’s Hospital".into(),
            },
        )
    };
    vec![
        Example::new("for a teacher", move || {
            let (school, here) = banks();
            view! { <TwoBanks school here under="Next contact" under_strong="Friday 13 Nov" /> }
        }),
        Example::new("for a parent", move || {
            let (school, here) = banks();
            view! { <TwoBanks school here foot="Mrs Whitcombe writes on Friday" /> }
        }),
        Example::new("one line", move || {
            let (school, here) = banks();
            view! { <TwoBanks school here under_strong="Friday 13 Nov" collapsed=true /> }
        }),
    ]
}
