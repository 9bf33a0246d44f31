//! Putting the app on the home screen: where the browser offers it, by its offer; elsewhere by words that fit the
//! browser.

use std::cell::RefCell;

use wasm_bindgen::JsValue;

use super::js::{self, listen};

/// Which words help.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Browser {
    /// Safari, or another browser, on an iPhone or iPad: the Share menu, "Add to Home Screen".
    OnIphoneOrIpad,
    /// Safari on a Mac: the File menu, "Add to Dock".
    SafariOnMac,
    /// Firefox on Android: its menu, "Install" or "Add to Home screen".
    FirefoxOnAndroid,
    /// Firefox on a computer: cannot.
    Firefox,
    /// Chrome, Edge and their like: in the address bar or the menu.
    Chromium,
    /// Something else.
    Other,
}

/// What somebody answered to the browser's offer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Offered {
    /// Yes.
    Installed,
    /// Not now.
    NotNow,
    /// The browser has nothing to offer, or not any more.
    NoOffer,
}

thread_local! {
    static OFFER: RefCell<Option<JsValue>> = const { RefCell::new(None) };
}

/// Keeps the browser's offer for later instead of letting it show it now. To be called at the start.
pub fn listen_for_offer() {
    let window = js::window();
    listen(&window, "beforeinstallprompt", |event| {
        // An event that cannot be stopped just shows.
        let _ = js::call(&event, "preventDefault", &[]);
        OFFER.set(Some(event));
    })
    .forever();
    listen(&window, "appinstalled", |_| OFFER.set(None)).forever();
}

/// Whether [`offer`] will do something.
#[must_use]
pub fn can_offer() -> bool {
    OFFER.with_borrow(Option::is_some)
}

/// Shows the browser's offer. Only after a press.
pub async fn offer() -> Offered {
    let Some(event) = OFFER.take() else { return Offered::NoOffer };
    match js::call_async(&event, "prompt", &[]).await {
        Ok(choice) if js::get(&choice, "outcome").as_string().as_deref() == Some("accepted") => Offered::Installed,
        Ok(_) => Offered::NotNow,
        Err(_) => Offered::NoOffer,
    }
}

/// Whether this already runs as an app of its own.
#[must_use]
pub fn is_installed() -> bool {
    let window = js::window();
    let standalone = window.match_media("(display-mode: standalone)").ok().flatten();
    standalone.is_some_and(|query| query.matches()) || js::get(&window.navigator(), "standalone").is_truthy()
}

/// Which words help here.
#[must_use]
pub fn browser() -> Browser {
    let navigator = js::window().navigator();
    browser_of(&navigator.user_agent().unwrap_or_default(), navigator.max_touch_points())
}

/// An iPad calls itself a Mac, but no Mac has a touch screen.
fn browser_of(agent: &str, touch_points: i32) -> Browser {
    let has = |word: &str| agent.contains(word);
    if has("iPhone") || has("iPad") || (has("Macintosh") && touch_points > 1) {
        Browser::OnIphoneOrIpad
    } else if has("Firefox") {
        if has("Android") { Browser::FirefoxOnAndroid } else { Browser::Firefox }
    } else if has("Chrome") || has("Chromium") {
        Browser::Chromium
    } else if has("Macintosh") && has("Safari") {
        Browser::SafariOnMac
    } else {
        Browser::Other
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn browsers_are_known_by_what_they_say() {
        let mac = "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 Safari/605.1.15";
        assert_eq!(browser_of(mac, 0), Browser::SafariOnMac);
        assert_eq!(browser_of(mac, 5), Browser::OnIphoneOrIpad);
        let android = "Mozilla/5.0 (Android 14; Mobile; rv:128.0) Gecko/128.0 Firefox/128.0";
        assert_eq!(browser_of(android, 5), Browser::FirefoxOnAndroid);
        let chrome = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0.0.0 Safari/537.36";
        assert_eq!(browser_of(chrome, 0), Browser::Chromium);
    }
}
