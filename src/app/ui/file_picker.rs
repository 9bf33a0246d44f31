//! Taking or choosing a photo or a file: the device's own picker behind our face. Reading the file is `platform`'s work.

use leptos::prelude::*;

#[cfg(feature = "gallery")]
use super::example::Example;
use super::{class::classes, icon::Icon};

/// How the picker looks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum FilePickerLook {
    /// As a second button.
    #[default]
    Button,
    /// As an empty place among photos.
    Tile,
}

impl FilePickerLook {
    pub(crate) const fn as_str(self) -> &'static str {
        match self {
            FilePickerLook::Button => "fb-file-picker--button",
            FilePickerLook::Tile => "fb-file-picker--tile",
        }
    }
}

/// The picker. `on_pick` gets the input's change event; hand it to `platform`.
#[component]
pub(crate) fn FilePicker(
    #[prop(into)] label: Signal<String>,
    #[prop(default = Icon::Camera)] icon: Icon,
    /// As in HTML: `image/*`.
    #[prop(default = "image/*")]
    accept: &'static str,
    #[prop(optional)] multiple: bool,
    /// Opens the camera at once, on devices that have one.
    #[prop(optional)]
    camera: bool,
    #[prop(optional)] look: FilePickerLook,
    #[prop(into)] on_pick: Callback<leptos::ev::Event>,
) -> impl IntoView {
    view! {
        <label class=classes(["fb-file-picker", look.as_str()])>
            <input
                class="fb-file-picker__input"
                type="file"
                accept=accept
                multiple=multiple
                capture=camera.then_some("environment")
                on:change=move |event| on_pick.run(event)
            />
            {icon.view()}
            <span>{label}</span>
        </label>
    }
}

#[cfg(feature = "gallery")]
pub(crate) fn examples() -> Vec<Example> {
    vec![Example::new("button and tile", || {
        view! {
            <FilePicker label="Add a photo" multiple=true on_pick=|_| () />
            <FilePicker label="Photo" camera=true look=FilePickerLook::Tile on_pick=|_| () />
        }
    })]
}
