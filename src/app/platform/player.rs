//! Playing a recorded voice.

use wasm_bindgen::JsCast;
use web_sys::HtmlAudioElement;

use super::files::ObjectUrl;
use super::js::{self, Listening, listen};

/// A sound that can be played. Dropped, it falls silent.
pub struct Player {
    audio: HtmlAudioElement,
    _url: ObjectUrl,
}

impl Player {
    /// Makes some bytes ready to be heard; `None` where the browser cannot.
    #[must_use]
    pub fn new(bytes: &[u8], media: &str) -> Option<Self> {
        let url = ObjectUrl::new(bytes, media);
        let audio = HtmlAudioElement::new_with_src(url.address()).ok()?;
        Some(Self { audio, _url: url })
    }

    /// Plays on from where it is; `false` where the browser cannot play this. Only after a press.
    pub async fn play(&self) -> bool {
        js::call_async(&self.audio, "play", &[]).await.is_ok()
    }

    /// Falls silent, and goes on from there later.
    pub fn pause(&self) {
        // Fails only on elements without a source.
        let _ = self.audio.pause();
    }

    /// How far it is, in seconds.
    #[must_use]
    pub fn position(&self) -> f64 {
        self.audio.current_time()
    }

    /// Calls as it goes on, some times a second.
    pub fn on_progress(&self, call: impl Fn() + 'static) -> Listening {
        listen(self.audio.unchecked_ref(), "timeupdate", move |_| call())
    }

    /// Calls when it has come to its end.
    pub fn on_end(&self, call: impl Fn() + 'static) -> Listening {
        listen(self.audio.unchecked_ref(), "ended", move |_| call())
    }
}

impl Drop for Player {
    fn drop(&mut self) {
        self.pause();
    }
}
