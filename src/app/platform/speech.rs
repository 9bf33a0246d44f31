//! Reading aloud, only by voices of the device itself. Browsers also offer voices that send every word to their
//! maker; what a child wrote never goes that way, so where there is no voice of the device's own, nothing is read.

use wasm_bindgen::JsCast;
use web_sys::{SpeechSynthesis, SpeechSynthesisUtterance, SpeechSynthesisVoice};

use super::js::{self, Listening, listen};

/// Reads aloud, instead of what was being read. Calls when it has ended or was stopped. `false` where the device
/// has no voice of its own for the language.
pub fn read_aloud(text: &str, language: &str, on_end: impl Fn() + Clone + 'static) -> bool {
    let Some(synthesis) = synthesis() else { return false };
    let Some(voice) = voice_for(&synthesis, language) else { return false };
    let Ok(utterance) = SpeechSynthesisUtterance::new_with_text(text) else { return false };
    synthesis.cancel();
    utterance.set_lang(&voice.lang());
    utterance.set_voice(Some(&voice));
    // A little slower than usual: many who listen are still learning the language.
    utterance.set_rate(0.9);
    let failed = on_end.clone();
    listen(&utterance, "end", move |_| on_end()).forever();
    listen(&utterance, "error", move |_| failed()).forever();
    synthesis.speak(&utterance);
    true
}

/// Whether the device has a voice of its own for this language, as far as the browser has said by now.
#[must_use]
pub fn can_read(language: &str) -> bool {
    synthesis().is_some_and(|synthesis| voice_for(&synthesis, language).is_some())
}

/// Calls when the browser names its voices, for as long as what it gives is kept.
#[must_use]
pub fn on_voices(call: impl Fn() + 'static) -> Option<Listening> {
    synthesis().map(|synthesis| listen(&synthesis, "voiceschanged", move |_| call()))
}

/// Falls silent.
pub fn stop() {
    if let Some(synthesis) = synthesis() {
        synthesis.cancel();
    }
}

fn synthesis() -> Option<SpeechSynthesis> {
    let synthesis = js::get(&js::window(), "speechSynthesis");
    (!synthesis.is_undefined()).then(|| synthesis.unchecked_into())
}

/// A voice on the device itself: of the exact language if there is one, else of its family.
fn voice_for(synthesis: &SpeechSynthesis, language: &str) -> Option<SpeechSynthesisVoice> {
    let voices = synthesis.get_voices();
    voices
        .iter()
        .map(JsCast::unchecked_into::<SpeechSynthesisVoice>)
        .filter_map(|voice| nearness(&voice.lang(), language, voice.local_service()).map(|near| (near, voice)))
        .max_by_key(|(near, _)| *near)
        .map(|(_, voice)| voice)
}

/// How near a voice's language is to the one that is wanted; `None` for another language, and for a voice that needs
/// a network.
fn nearness(voice: &str, wanted: &str, is_local: bool) -> Option<u8> {
    if !is_local {
        return None;
    }
    let (voice, wanted) = (voice.replace('_', "-").to_lowercase(), wanted.to_lowercase());
    let family = |tag: &str| tag.split('-').next().unwrap_or_default().to_owned();
    if voice == wanted {
        Some(2)
    } else if family(&voice) == family(&wanted) {
        Some(1)
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_voice_of_the_same_language_will_do() {
        assert_eq!(nearness("en_GB", "en-GB", true), Some(2));
        assert_eq!(nearness("en-US", "en-GB", true), Some(1));
        assert_eq!(nearness("ur-PK", "ur", true), Some(1));
        assert_eq!(nearness("uk-UA", "ur", true), None);
    }

    #[test]
    fn a_voice_that_would_send_the_words_away_reads_nothing() {
        assert_eq!(nearness("en-GB", "en-GB", false), None);
        assert_eq!(nearness("en-US", "en-GB", false), None);
    }
}
