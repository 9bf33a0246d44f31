//! Several tabs of the same app: one of them syncs, and each tells the others what it changed.

use std::cell::{OnceCell, RefCell};
use std::rc::Rc;

use domain::ids::PersonId;
use futures::FutureExt;
use futures::future::LocalBoxFuture;
use gloo_storage::{SessionStorage, Storage};
use wasm_bindgen::prelude::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::future_to_promise;
use web_sys::{BroadcastChannel, MessageEvent};

use super::js;

/// Runs the work if no other tab runs work of this name, holding them off until it ends; `None` if one does.
///
/// Where the browser has no locks, it runs: two tabs that sync at once are wasteful, not wrong.
pub async fn only_one<T: 'static>(name: &str, work: impl Future<Output = T> + 'static) -> Option<T> {
    let locks = js::get(&js::window().navigator(), "locks");
    if locks.is_undefined() {
        return Some(work.await);
    }
    let result = Rc::new(RefCell::new(None));
    let work: Rc<RefCell<Option<LocalBoxFuture<'static, ()>>>> = Rc::new(RefCell::new(Some({
        let result = Rc::clone(&result);
        async move { *result.borrow_mut() = Some(work.await) }.boxed_local()
    })));
    let granted = {
        let work = Rc::clone(&work);
        Closure::<dyn FnMut(JsValue) -> JsValue>::new(move |lock: JsValue| match work.borrow_mut().take() {
            Some(work) if !lock.is_null() => future_to_promise(async move {
                work.await;
                Ok(JsValue::UNDEFINED)
            })
            .into(),
            _ => JsValue::UNDEFINED,
        })
    };
    let options = js::object(&[("ifAvailable", JsValue::TRUE)]);
    let name = JsValue::from_str(&format!("footbridge.{name}"));
    let asked = js::call_async(&locks, "request", &[name, options, granted.as_ref().clone()]).await;
    if asked.is_err() {
        // Locks are refused to some pages, such as ones in a sandbox.
        let unused = work.borrow_mut().take();
        if let Some(work) = unused {
            work.await;
        }
    }
    result.take()
}

/// What one tab tells the others.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Telling {
    /// Something on this device has changed.
    Changed,
    /// Somebody locked: no tab may go on showing what was open.
    Locked,
    /// Somebody began to type something, or is done with it.
    Drafts,
}

impl Telling {
    const fn as_str(self) -> &'static str {
        match self {
            Telling::Changed => "changed",
            Telling::Locked => "locked",
            Telling::Drafts => "drafts",
        }
    }
}

/// Tells the other tabs.
pub fn tell_others(telling: Telling) {
    with_channel(|channel| {
        // Fails only on a closed channel, and ours never closes.
        let _ = channel.post_message(&JsValue::from_str(telling.as_str()));
    });
}

/// Calls when another tab has told this. Listens for as long as the page lives.
pub fn on_told(telling: Telling, call: impl Fn() + 'static) {
    let heard = move |event: JsValue| {
        let said = event.dyn_into::<MessageEvent>().ok().and_then(|event| event.data().as_string());
        if said.as_deref() == Some(telling.as_str()) {
            call();
        }
    };
    with_channel(|channel| js::listen(channel, "message", heard).forever());
}

/// What stands before the person in [`tell_who_came`].
const CAME: &str = "came ";

/// Tells the other tabs who has come in: those of anybody else lock. Nothing of it is kept anywhere.
pub fn tell_who_came(person: PersonId) {
    with_channel(|channel| {
        // As above.
        let _ = channel.post_message(&JsValue::from_str(&format!("{CAME}{person}")));
    });
}

/// Calls with whoever came in in another tab. Listens for as long as the page lives.
pub fn on_who_came(call: impl Fn(PersonId) + 'static) {
    let heard = move |event: JsValue| {
        let said = event.dyn_into::<MessageEvent>().ok().and_then(|event| event.data().as_string());
        if let Some(person) = said.as_deref().and_then(|said| PersonId::parse(said.strip_prefix(CAME)?)) {
            call(person);
        }
    };
    with_channel(|channel| js::listen(channel, "message", heard).forever());
}

/// Under this name each tab keeps who was last in it. A tab that is closed forgets it.
const LAST: &str = "footbridge.last";

/// Notes who is in this tab from now on; tells whether its address was left by somebody else.
pub fn is_left_by_another(person: PersonId) -> bool {
    let last = SessionStorage::get::<String>(LAST).ok().and_then(|text| PersonId::parse(&text));
    // Where it can't be kept, whoever comes next may have to look for their own page; it shows them nothing of the last.
    let _ = SessionStorage::set(LAST, person.to_string());
    last.is_some_and(|last| last != person)
}

thread_local! {
    // One for telling and hearing: a channel never hears itself.
    static CHANNEL: OnceCell<Option<BroadcastChannel>> = const { OnceCell::new() };
}

fn with_channel(work: impl FnOnce(&BroadcastChannel)) {
    CHANNEL.with(|channel| {
        let channel = channel.get_or_init(|| BroadcastChannel::new("footbridge").ok());
        if let Some(channel) = channel {
            work(channel.unchecked_ref());
        }
    });
}
