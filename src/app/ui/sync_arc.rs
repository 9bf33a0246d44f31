//! From this device to the server, as the arc of the bridge: how much of what waits has gone.

use leptos::prelude::*;

#[cfg(feature = "gallery")]
use super::example::Example;
use super::{device::Device, hero::Hero, icon::Icon};

/// The arc, on the pine card of the page of unsent things.
#[component]
pub(crate) fn SyncArc(
    device: Device,
    /// How much has gone, from 0 to 100.
    #[prop(into)]
    gone: Signal<f64>,
    /// "Sending 1 of 2".
    #[prop(into)]
    title: Signal<String>,
    /// "Keep Footbridge open until it is done."
    #[prop(optional, into)]
    small: MaybeProp<String>,
    /// A button: "Try now".
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    let share = move || (gone.get() / 100.0).clamp(0.0, 1.0);
    let dash = move || format!("{} 1000", share() * 100.0);
    let lamp = move || {
        // The arc is the curve (4,58) (92,-8) (238,-8) (326,58); the lamp stands at the same share of it.
        let (t, u) = (share(), 1.0 - share());
        let x = 4.0 * u * u * u + 276.0 * t * u * u + 714.0 * t * t * u + 326.0 * t * t * t;
        let y = 58.0 * u * u * u - 24.0 * t * u * u - 24.0 * t * t * u + 58.0 * t * t * t;
        format!("translate({x:.1} {y:.1})")
    };
    view! {
        <Hero plain=true>
            <div class="fb-sync-arc">
                <div class="fb-sync-arc__row">
                    <span class="fb-sync-arc__end">{device.icon().view()}</span>
                    <svg class="fb-sync-arc__arc" viewBox="-8 -8 346 76" aria-hidden="true" focusable="false">
                        <path class="fb-sync-arc__rest" d="M4 58C92-8 238-8 326 58" />
                        <path class="fb-sync-arc__gone" pathLength="100" stroke-dasharray=dash d="M4 58C92-8 238-8 326 58" />
                        <circle class="fb-sync-arc__lamp" r="13" transform=lamp />
                    </svg>
                    <span class="fb-sync-arc__end">{Icon::Server.view()}</span>
                </div>
                <h2 class="fb-sync-arc__title" aria-live="polite">
                    {title}
                </h2>
                {move || small.get().map(|small| view! { <p class="fb-sync-arc__small">{small}</p> })}
                {children.map(|children| children())}
            </div>
        </Hero>
    }
}

#[cfg(feature = "gallery")]
pub(crate) fn examples() -> Vec<Example> {
    vec![Example::new("sending", || {
        view! { <SyncArc device=Device::Phone gone=55.0 title="Sending 1 of 2" small="Keep Footbridge open until it is done." /> }
    })]
}
