//! How to put Footbridge on an iPhone's or iPad's home screen, in three pictures.

use leptos::prelude::*;

#[cfg(feature = "gallery")]
use super::example::Example;
use super::{icon::Icon, logo::Logo};
use crate::text::ui as words;

/// Three steps with pictures.
#[component]
pub(crate) fn InstallHelp() -> impl IntoView {
    view! {
        <ol class="fb-install-help" role="list">
            <li class="fb-install-help__step">
                <span class="fb-install-help__picture">{Icon::Upload.view()}</span>
                <span>{words::install_open_share()}</span>
            </li>
            <li class="fb-install-help__step">
                <span class="fb-install-help__picture">{Icon::CirclePlus.view()}</span>
                <span>{words::install_add()}</span>
            </li>
            <li class="fb-install-help__step">
                <span class="fb-install-help__picture">
                    <Logo />
                </span>
                <span>{words::install_done()}</span>
            </li>
        </ol>
    }
}

#[cfg(feature = "gallery")]
pub(crate) fn examples() -> Vec<Example> {
    vec![Example::new("three steps", || view! { <InstallHelp /> })]
}
