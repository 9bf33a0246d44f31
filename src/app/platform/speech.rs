//! Reading aloud, by the device's own voices; nothing is sent anywhere by us.

use wasm_bindgen::JsCast;
use web_sys::{SpeechSynthesis, SpeechSynthesisUtterance, SpeechSynthesisVoice};

use super::js::{self, listen};

/// Reads aloud, instead of what was being read. Calls when it has ended or was stopped. `false` where the device
/// cannot.
pub fn read_aloud(text: &str, language: &str, on_end: impl Fn() + Clone + 'static) -> bool {
    let Some(synthesis) = synthesis() else { return false };
    let Ok(utterance) = SpeechSynthesisUtterance::new_with_text(text) else { return false };
    synthesis.cancel();
    utterance.set_lang(language);
    utterance.set_voice(voice_for(&synthesis, language).as_ref());
    // A little slower than usual: many who listen are still learning the language.
    utterance.set_rate(0.9);
    let failed = on_end.clone();
    listen(&utterance, "end", move |_| on_end()).forever();
    listen(&utterance, "error", move |_| failed()).forever();
    synthesis.speak(&utterance);
    true
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

/// The exact language if there is a voice for it, else its family; one on the device before one that needs a network.
fn voice_for(synthesis: &SpeechSynthesis, language: &str) -> Option<SpeechSynthesisVoice> {
    let voices = synthesis.get_voices();
    voices
        .iter()
        .map(JsCast::unchecked_into::<SpeechSynthesisVoice>)
        .filter_map(|voice| nearness(&voice.lang(), language).map(|near| (near, voice.local_service(), voice)))
        .max_by_key(|(near, is_local, _)| (*is_local, *near))
        .map(|(_, _, voice)| voice)
}

/// How near a voice's language is to the one that is wanted; `None` for another language.
fn nearness(voice: &str, wanted: &str) -> Option<u8> {
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
        assert_eq!(nearness("en_GB", "en-GB"), Some(2));
        assert_eq!(nearness("en-US", "en-GB"), Some(1));
        assert_eq!(nearness("ur-PK", "ur"), Some(1));
        assert_eq!(nearness("uk-UA", "ur"), None);
    }
}
