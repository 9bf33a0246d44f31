//! Recording a voice, and playing one. Only the picture of it: the microphone lives in `platform`.

use leptos::prelude::*;

#[cfg(feature = "gallery")]
use super::example::Example;
use super::icon::{Icon, IconSize};
use crate::text::ui as words;

/// What the recorder is doing. Seconds count up.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum RecorderState {
    /// Nothing recorded yet.
    #[default]
    Ready,
    Recording {
        seconds: u32,
    },
    Recorded {
        seconds: u32,
    },
    Playing {
        at: u32,
        seconds: u32,
    },
}

/// "0:18".
pub(crate) fn clock(seconds: u32) -> String {
    format!("{}:{:02}", seconds / 60, seconds % 60)
}

/// The recorder. `levels` are loudness from 0 to 100, the newest last.
#[component]
pub(crate) fn Recorder(
    #[prop(into)] state: Signal<RecorderState>,
    #[prop(optional, into)] levels: Signal<Vec<u8>>,
    #[prop(into)] on_record: Callback<()>,
    #[prop(into)] on_stop: Callback<()>,
    #[prop(into)] on_play: Callback<()>,
    #[prop(into)] on_remove: Callback<()>,
) -> impl IntoView {
    let face = move || match state.get() {
        RecorderState::Ready => (Icon::Mic, words::record_voice(), words::record_voice().to_owned()),
        RecorderState::Recording { seconds } => (Icon::Square, words::stop(), words::recording(&clock(seconds))),
        RecorderState::Recorded { seconds } => (Icon::Play, words::play(), words::recorded(&clock(seconds))),
        RecorderState::Playing { at, .. } => (Icon::Pause, words::pause(), words::recorded(&clock(at))),
    };
    let press = move |_| match state.get() {
        RecorderState::Ready => on_record.run(()),
        RecorderState::Recorded { .. } => on_play.run(()),
        RecorderState::Recording { .. } | RecorderState::Playing { .. } => on_stop.run(()),
    };
    let recording = move || matches!(state.get(), RecorderState::Recording { .. });
    let kept = move || matches!(state.get(), RecorderState::Recorded { .. });
    view! {
        <div class="fb-recorder" class=("fb-recorder--on", recording)>
            <button class="fb-recorder__key" type="button" aria-label=move || face().1 on:click=press>
                {move || face().0.view()}
            </button>
            <div class="fb-recorder__body">
                <p class="fb-recorder__words">{move || face().2}</p>
                <Show when=move || state.get() != RecorderState::Ready>
                    <Wave levels />
                </Show>
            </div>
            <Show when=kept>
                <button
                    class="fb-recorder__remove"
                    type="button"
                    aria-label=words::remove_recording()
                    title=words::remove_recording()
                    on:click=move |_| on_remove.run(())
                >
                    {Icon::Trash.view()}
                </button>
            </Show>
        </div>
    }
}

#[component]
fn Wave(levels: Signal<Vec<u8>>) -> impl IntoView {
    let bars = move || {
        levels
            .get()
            .into_iter()
            .take(36)
            .enumerate()
            .map(|(at, level)| {
                let half = f32::from(level.clamp(6, 100)) / 5.0;
                let d = format!("M{} {}v{}", at * 7 + 3, 20.0 - half, half * 2.0);
                view! { <path d=d /> }
            })
            .collect_view()
    };
    view! {
        <svg class="fb-recorder__wave" viewBox="0 0 252 40" preserveAspectRatio="xMinYMid meet" aria-hidden="true">
            {bars}
        </svg>
    }
}

/// A voice to listen to, as a pill with its length.
#[component]
pub(crate) fn Player(
    #[prop(into)] seconds: Signal<u32>,
    #[prop(optional, into)] playing: Signal<bool>,
    /// Whose voice; read out.
    #[prop(into)]
    label: Signal<String>,
    #[prop(into)] on_toggle: Callback<()>,
) -> impl IntoView {
    view! {
        <button
            class="fb-player"
            type="button"
            aria-label=move || format!("{}, {}", label.get(), clock(seconds.get()))
            aria-pressed=move || if playing.get() { "true" } else { "false" }
            on:click=move |_| on_toggle.run(())
        >
            {move || if playing.get() { Icon::Pause.sized(IconSize::Normal) } else { Icon::Play.sized(IconSize::Normal) }}
            <span>{move || clock(seconds.get())}</span>
        </button>
    }
}

#[cfg(test)]
mod tests {
    use super::clock;

    #[test]
    fn seconds_have_two_digits() {
        assert_eq!(clock(18), "0:18");
        assert_eq!(clock(125), "2:05");
    }
}

#[cfg(feature = "gallery")]
pub(crate) fn examples() -> Vec<Example> {
    let example = |state: RecorderState| {
        let levels: Vec<u8> = (0..34_u8).map(|n| (n.wrapping_mul(47) % 70) + 20).collect();
        view! {
            <Recorder state levels on_record=|()| () on_stop=|()| () on_play=|()| () on_remove=|()| () />
        }
    };
    vec![
        Example::new("ready", move || example(RecorderState::Ready)),
        Example::new("recording", move || example(RecorderState::Recording { seconds: 18 })),
        Example::new("recorded", move || example(RecorderState::Recorded { seconds: 24 })),
        Example::new("playing", move || example(RecorderState::Playing { at: 6, seconds: 24 })),
        Example::new("player", || {
            let on = RwSignal::new(false);
            view! { <Player seconds=24_u32 playing=on label="Mrs Whitcombe’s voice" on_toggle=move |()| on.update(|on| *on = !*on) /> }
        }),
    ]
}
