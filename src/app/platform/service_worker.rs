//! The service worker, which keeps the app on the device, and the new version that waits until somebody wants it.

use std::cell::{Cell, RefCell};

use js_sys::Date;
use leptos::prelude::*;
use leptos::task::spawn_local;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{ServiceWorker, ServiceWorkerRegistration};

use super::clock::sleep;
use super::js::{self, listen};
use super::{online, page};

/// Looks for a new version when the page becomes visible, but at most this often, in milliseconds.
const CHECK_EVERY: f64 = 15.0 * 60.0 * 1000.0;
/// Some engines never say that the new version has taken over: load the page anew after this, in milliseconds.
const TAKEOVER: u32 = 3_000;

thread_local! {
    static REGISTRATION: RefCell<Option<ServiceWorkerRegistration>> = const { RefCell::new(None) };
    static WAITING: ArcRwSignal<bool> = ArcRwSignal::new(false);
    static LAST_CHECK: Cell<f64> = const { Cell::new(0.0) };
}

/// Starts to keep the app on this device. Nothing happens where there are no service workers.
pub fn register() {
    spawn_local(async {
        let container = js::get(&js::window().navigator(), "serviceWorker");
        if container.is_undefined() {
            return;
        }
        let options = js::object(&[("updateViaCache", "none".into())]);
        let Ok(registration) = js::call_async(&container, "register", &["/sw.js".into(), options]).await else {
            // Without it the app works while there is a network; it is tried again at the next start.
            return;
        };
        watch(registration.unchecked_into());
    });
}

/// Whether a new version is on the device and waits to be used.
#[must_use]
pub fn waiting_update() -> Signal<bool> {
    WAITING.with(|waiting| waiting.read_only().into())
}

/// Uses the new version: the page loads anew. Keep what is being typed first.
pub fn use_update() {
    let waiting = with_registration(|registration| registration.waiting()).flatten();
    let Some(waiting) = waiting else { return page::reload() };
    let container = js::window().navigator().service_worker();
    listen(&container, "controllerchange", |_| page::reload()).forever();
    tell(&waiting, "SKIP_WAITING");
    spawn_local(async {
        sleep(TAKEOVER).await;
        page::reload();
    });
}

/// Asks now whether there is a new version.
pub async fn check_for_update() {
    LAST_CHECK.set(Date::now());
    if let Some(registration) = with_registration(Clone::clone) {
        // Fails without a network: then at another time.
        let _ = js::call_async(&registration, "update", &[]).await;
    }
}

/// Asks whether there is a new version, and uses it. Keep what is being typed first.
pub async fn load_new() {
    check_for_update().await;
    use_update();
}

fn watch(registration: ServiceWorkerRegistration) {
    LAST_CHECK.set(Date::now());
    if let Some(active) = registration.active() {
        tell(&active, "STARTED");
    }
    notice_waiting(&registration);
    let found = registration.clone();
    listen(&registration, "updatefound", move |_| {
        let Some(installing) = found.installing() else { return };
        let registration = found.clone();
        listen(&installing, "statechange", move |_| notice_waiting(&registration)).forever();
    })
    .forever();
    REGISTRATION.with(|held| *held.borrow_mut() = Some(registration));
    online::on_visible(|| {
        if Date::now() - LAST_CHECK.get() > CHECK_EVERY {
            spawn_local(check_for_update());
        }
    })
    .forever();
}

/// The very first version waits for nobody.
fn notice_waiting(registration: &ServiceWorkerRegistration) {
    let waits = registration.waiting().is_some() && js::window().navigator().service_worker().controller().is_some();
    WAITING.with(|waiting| {
        if waiting.get_untracked() != waits {
            waiting.set(waits);
        }
    });
}

fn tell(worker: &ServiceWorker, what: &str) {
    // Fails only for what cannot be copied.
    let _ = worker.post_message(&js::object(&[("type", JsValue::from_str(what))]));
}

fn with_registration<T>(work: impl FnOnce(&ServiceWorkerRegistration) -> T) -> Option<T> {
    REGISTRATION.with(|held| held.borrow().as_ref().map(work))
}
