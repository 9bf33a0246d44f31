//! The few ways in which the rest of `platform` touches JavaScript values. Nothing here is public outside it.

use std::cell::RefCell;
use std::rc::Rc;

use futures::channel::oneshot;
use futures::future::{Either, select};
use gloo_timers::future::TimeoutFuture;
use js_sys::{Array, Function, Promise, Reflect, Uint8Array};
use wasm_bindgen::prelude::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

/// A property, or `undefined` where there is none: for what not every engine has.
pub(super) fn get(object: &JsValue, name: &str) -> JsValue {
    Reflect::get(object, &JsValue::from_str(name)).unwrap_or(JsValue::UNDEFINED)
}

/// Whether the engine has this.
pub(super) fn has(object: &JsValue, name: &str) -> bool {
    let value = get(object, name);
    !value.is_undefined() && !value.is_null()
}

/// Sets a property of an object that we made ourselves.
pub(super) fn set(object: &JsValue, name: &str, value: &JsValue) {
    // Fails only on frozen objects and proxies, which ours are not.
    let _ = Reflect::set(object, &JsValue::from_str(name), value);
}

/// An object with these properties.
pub(super) fn object(properties: &[(&str, JsValue)]) -> JsValue {
    let object = js_sys::Object::new().into();
    for (name, value) in properties {
        set(&object, name, value);
    }
    object
}

/// Calls a method by its name.
pub(super) fn call(object: &JsValue, method: &str, arguments: &[JsValue]) -> Result<JsValue, JsValue> {
    let method: Function = get(object, method).dyn_into()?;
    method.apply(object, &arguments.iter().collect::<Array>())
}

/// Calls a method that gives a promise, and waits for it.
pub(super) async fn call_async(object: &JsValue, method: &str, arguments: &[JsValue]) -> Result<JsValue, JsValue> {
    let promise: Promise = call(object, method, arguments)?.dyn_into()?;
    JsFuture::from(promise).await
}

/// The bytes of an `ArrayBuffer` or of a view on one.
pub(super) fn bytes(buffer: &JsValue) -> Vec<u8> {
    buffer.dyn_ref::<Uint8Array>().cloned().unwrap_or_else(|| Uint8Array::new(buffer)).to_vec()
}

/// The name of a thrown `DOMException` or error.
pub(super) fn error_name(error: &JsValue) -> String {
    get(error, "name").as_string().unwrap_or_default()
}

/// The one moment at which several handlers lead to one answer. The first to speak wins. Keep it until then:
/// dropped, its handlers are gone.
pub(super) struct Answer<T> {
    sender: Rc<RefCell<Option<oneshot::Sender<T>>>>,
    receiver: oneshot::Receiver<T>,
    handlers: Vec<Closure<dyn FnMut(JsValue)>>,
}

impl<T: 'static> Answer<T> {
    pub(super) fn new() -> Self {
        let (sender, receiver) = oneshot::channel();
        Self { sender: Rc::new(RefCell::new(Some(sender))), receiver, handlers: Vec::new() }
    }

    /// A handler that answers with what this makes of the event.
    pub(super) fn on(&mut self, mut make: impl FnMut(JsValue) -> T + 'static) -> Function {
        let sender = Rc::clone(&self.sender);
        self.keep(move |event| {
            if let Some(sender) = sender.borrow_mut().take() {
                // Nobody listens any more: then nobody minds.
                let _ = sender.send(make(event));
            }
        })
    }

    /// A handler that may answer.
    pub(super) fn on_maybe(&mut self, mut make: impl FnMut(JsValue) -> Option<T> + 'static) -> Function {
        let sender = Rc::clone(&self.sender);
        self.keep(move |event| {
            if let Some(answer) = make(event)
                && let Some(sender) = sender.borrow_mut().take()
            {
                let _ = sender.send(answer);
            }
        })
    }

    /// The answer, or `None` when it does not come in this many milliseconds.
    pub(super) async fn within(self, millis: u32) -> Option<T> {
        let Self { sender, receiver, handlers } = self;
        let answer = timeout(receiver, millis).await.and_then(Result::ok);
        drop((sender, handlers));
        answer
    }

    fn keep(&mut self, handler: impl FnMut(JsValue) + 'static) -> Function {
        let closure = Closure::<dyn FnMut(JsValue)>::new(handler);
        let function = closure.as_ref().unchecked_ref::<Function>().clone();
        self.handlers.push(closure);
        function
    }
}

/// What a future gives within so many milliseconds.
pub(super) async fn timeout<T>(future: impl Future<Output = T>, millis: u32) -> Option<T> {
    let future = std::pin::pin!(future);
    match select(future, TimeoutFuture::new(millis)).await {
        Either::Left((value, _)) => Some(value),
        Either::Right(_) => None,
    }
}

/// Something that is listened to until this is dropped.
#[must_use = "dropped, it listens no more"]
pub struct Listening {
    stop: Option<Box<dyn FnOnce()>>,
}

impl Listening {
    pub(super) fn until(stop: impl FnOnce() + 'static) -> Self {
        Self { stop: Some(Box::new(stop)) }
    }

    /// Listens on for as long as the page lives.
    pub fn forever(mut self) {
        std::mem::forget(self.stop.take());
    }
}

impl Drop for Listening {
    fn drop(&mut self) {
        if let Some(stop) = self.stop.take() {
            stop();
        }
    }
}

/// Listens to an event of a target.
pub(super) fn listen(
    target: &web_sys::EventTarget,
    event: &'static str,
    on: impl FnMut(JsValue) + 'static,
) -> Listening {
    let closure = Closure::<dyn FnMut(JsValue)>::new(on);
    let target = target.clone();
    // Fails only when the handler is no function.
    let _ = target.add_event_listener_with_callback(event, closure.as_ref().unchecked_ref());
    Listening::until(move || {
        let _ = target.remove_event_listener_with_callback(event, closure.as_ref().unchecked_ref());
    })
}

/// The window. The app runs nowhere else.
pub(super) fn window() -> web_sys::Window {
    web_sys::window().expect("the app runs in a window")
}
