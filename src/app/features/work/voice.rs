//! Voices: recording one, which is kept before it can be heard, and listening to one.

use std::rc::Rc;

use domain::file::FileFact;
use leptos::prelude::*;
use leptos::task::spawn_local;
use worker::files::{Sorted, sorted};

use super::about_files::voice_fact;
use crate::features::session::VoiceForm;
use crate::notebook::{Notebook, use_notebook};
use crate::platform::Listening;
use crate::platform::clock::{new_id, now};
use crate::platform::player;
use crate::platform::recorder::{self, Recorded, Recording};
use crate::text::work::work as words;
use crate::ui::icon::Icon;
use crate::ui::notice::{Notice, NoticeTone};
use crate::ui::recorder::{Player, Recorder, RecorderState};

/// Longer than this is a lesson, not a note; in seconds.
const LONGEST: u32 = 300;

/// Why there is no recording.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Trouble {
    Microphone,
    NotKept,
}

/// A place to record one voice note, to hear it, and to record it again.
#[component]
pub(crate) fn VoiceNote(
    /// What is kept.
    #[prop(into)]
    kept: Signal<Option<VoiceForm>>,
    #[prop(into)] on_kept: Callback<VoiceForm>,
    #[prop(into)] on_removed: Callback<()>,
) -> impl IntoView {
    let notebook = use_notebook();
    let recording = StoredValue::new_local(None::<Recording>);
    let seconds = RwSignal::new(None::<u32>);
    let trouble = RwSignal::new(None::<Trouble>);
    let sound = Sound::new();
    let stop = move || {
        let (Some(ended), Some(length)) = (recording.try_update_value(Option::take).flatten(), seconds.get_untracked())
        else {
            return;
        };
        seconds.set(None);
        spawn_local(async move {
            match keep_voice(notebook, ended, length).await {
                Some(voice) => on_kept.run(voice),
                None => {
                    trouble.try_set(Some(Trouble::NotKept));
                }
            }
        });
    };
    let record = move || {
        trouble.set(None);
        spawn_local(async move {
            match recorder::start().await {
                Ok(begun) => {
                    if recording.try_set_value(Some(begun)).is_none() {
                        seconds.set(Some(0));
                        count(seconds, stop);
                    }
                }
                Err(_) => {
                    trouble.try_set(Some(Trouble::Microphone));
                }
            }
        });
    };
    let state = Signal::derive(move || match (seconds.get(), kept.get(), sound.at.get()) {
        (Some(seconds), ..) => RecorderState::Recording { seconds },
        (None, Some(voice), Some(at)) => RecorderState::Playing { at, seconds: voice.seconds },
        (None, Some(voice), None) => RecorderState::Recorded { seconds: voice.seconds },
        (None, None, _) => RecorderState::Ready,
    });
    let play = move || {
        if let Some(voice) = kept.get_untracked() {
            sound.toggle(notebook, voice.file);
        }
    };
    let on_stop = move || if seconds.with_untracked(Option::is_some) { stop() } else { play() };
    view! {
        <Recorder
            state
            on_record=move |()| record()
            on_stop=move |()| on_stop()
            on_play=move |()| play()
            on_remove=move |()| {
                sound.silence();
                on_removed.run(());
            }
        />
        <div role="alert">
            {move || {
                trouble
                    .get()
                    .map(|trouble| match trouble {
                        Trouble::Microphone => {
                            view! { <Notice icon=Icon::Mic strong=words().no_microphone text=words().no_microphone_why tone=NoticeTone::Lantern /> }
                        }
                        Trouble::NotKept => view! { <Notice icon=Icon::Mic strong=words().voice_not_kept tone=NoticeTone::Lantern /> },
                    })
            }}
        </div>
    }
}

/// Counts the seconds while a recording runs, and ends it when it is long enough.
fn count(seconds: RwSignal<Option<u32>>, stop: impl Fn() + Copy + 'static) {
    let began = now();
    let tick = move || {
        let elapsed = u32::try_from((now().0 - began.0) / 1_000).unwrap_or_default();
        let runs = seconds.try_update(|seconds| {
            if seconds.is_some() {
                *seconds = Some(elapsed);
            }
            seconds.is_some()
        });
        if runs == Some(true) && elapsed >= LONGEST {
            stop();
        }
        runs == Some(true)
    };
    spawn_local(async move {
        while tick() {
            crate::platform::clock::sleep(500).await;
        }
    });
}

async fn keep_voice(notebook: Notebook, ended: Recording, length: u32) -> Option<VoiceForm> {
    let Recorded { bytes, media } = ended.stop().await.ok()?;
    // What browsers record holds no place; whatever else they write into it goes the way of all files.
    let Ok(Sorted::File(clean)) = sorted("", &media, bytes) else { return None };
    let hash = notebook.keep_file(&clean).await.ok()?;
    let seconds = length.max(1);
    Some(VoiceForm { item: new_id(), file: voice_fact(hash, clean.bytes().len(), &media, seconds), seconds })
}

/// A voice to listen to.
#[component]
pub(crate) fn VoicePlayer(file: FileFact, seconds: u32, #[prop(into)] label: Signal<String>) -> impl IntoView {
    let notebook = use_notebook();
    let sound = Sound::new();
    let file = StoredValue::new(file);
    view! {
        <Player seconds playing=sound.is_playing() label on_toggle=move |()| sound.toggle(notebook, file.get_value()) />
        <Show when=move || sound.missing.get()>
            <p class="fb-quiet fb-small" role="status">
                {words().not_here_yet}
            </p>
        </Show>
    }
}

/// What plays, and what listens to it.
type Playing = (Rc<player::Player>, [Listening; 2]);

/// A sound that this component plays; silent when it goes.
#[derive(Clone, Copy)]
struct Sound {
    playing: StoredValue<Option<Playing>, LocalStorage>,
    /// How many seconds in; nothing while it is silent.
    at: RwSignal<Option<u32>>,
    missing: RwSignal<bool>,
}

impl Sound {
    fn new() -> Self {
        Self { playing: StoredValue::new_local(None), at: RwSignal::new(None), missing: RwSignal::new(false) }
    }

    fn is_playing(self) -> Signal<bool> {
        Signal::derive(move || self.at.get().is_some())
    }

    fn silence(self) {
        self.playing.set_value(None);
        self.at.set(None);
    }

    fn toggle(self, notebook: Notebook, file: FileFact) {
        if self.at.with_untracked(Option::is_some) {
            self.silence();
            return;
        }
        self.at.set(Some(0));
        spawn_local(async move {
            let bytes = notebook.file(file.hash).await;
            let player = bytes.and_then(|bytes| player::Player::new(&bytes, &file.media)).map(Rc::new);
            let Some(player) = player else {
                self.at.try_set(None);
                self.missing.try_set(true);
                return;
            };
            let progress = player.on_progress({
                let player = Rc::downgrade(&player);
                move || {
                    if let Some(player) = player.upgrade() {
                        // Whole seconds of a short recording.
                        self.at.try_update(|at| *at = at.map(|_| player.position() as u32));
                    }
                }
            });
            let end = player.on_end(move || {
                self.at.try_set(None);
            });
            if self.playing.try_set_value(Some((Rc::clone(&player), [progress, end]))).is_some() {
                return;
            }
            if !player.play().await {
                self.at.try_set(None);
                self.missing.try_set(true);
            }
        });
    }
}
