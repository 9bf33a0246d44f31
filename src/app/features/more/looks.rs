//! Light or dark, and how large the words are.

use leptos::prelude::*;

use crate::platform::preferences::{self, TextSize, Theme};
use crate::text::more::more as words;
use crate::ui::card::Card;
use crate::ui::choice::Choice;
use crate::ui::segmented::{Segmented, SegmentedLook};

/// The card. Each choice holds at once.
#[component]
pub(super) fn Looks() -> impl IntoView {
    let chosen = RwSignal::new(preferences::load());
    let change = move |change: Box<dyn FnOnce(&mut preferences::Preferences)>| {
        chosen.update(|chosen| {
            // Something else on this page may have been chosen meanwhile.
            *chosen = preferences::load();
            change(chosen);
            preferences::save(chosen);
        });
    };
    let themes = [Theme::Device, Theme::Light, Theme::Dark].into_iter().zip(words().themes);
    let sizes =
        [TextSize::Device, TextSize::Large, TextSize::Larger, TextSize::Largest].into_iter().zip(words().text_sizes);
    view! {
        <Card title=words().looks>
            <p aria-hidden="true">{words().theme}</p>
            <Segmented
                legend=words().theme
                options=themes.map(|(theme, label)| Choice::new(theme, label)).collect()
                selected=Signal::derive(move || Some(chosen.get().theme))
                on_select=move |theme: Theme| change(Box::new(move |chosen| chosen.theme = theme))
                look=SegmentedLook::Edged
            />
            <p aria-hidden="true">{words().text_size}</p>
            <Segmented
                legend=words().text_size
                options=sizes.map(|(size, label)| Choice::new(size, label)).collect()
                selected=Signal::derive(move || Some(chosen.get().text_size))
                on_select=move |size: TextSize| change(Box::new(move |chosen| chosen.text_size = size))
                look=SegmentedLook::Edged
            />
        </Card>
    }
}
