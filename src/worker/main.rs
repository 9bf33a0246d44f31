//! The Web Worker: takes a request from the app, does it, posts the reply. It holds nothing between requests.

use js_sys::Uint8Array;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{DedicatedWorkerGlobalScope, MessageEvent};
use worker::protocol::{Answer, Reply, Request};

fn main() {
    console_error_panic_hook::set_once();
    let scope: DedicatedWorkerGlobalScope = js_sys::global().unchecked_into();
    let listener = scope.clone();
    let on_message = Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
        // A view on the buffer, or the buffer itself: both make an array.
        let bytes = Uint8Array::new(&event.data()).to_vec();
        let reply = match Request::from_bytes(&bytes) {
            Some(request) => {
                drop(bytes);
                Reply { id: request.id, answer: worker::answer(request.job) }
            }
            None => Reply { id: 0, answer: Answer::NotUnderstood },
        };
        post(&listener, &reply);
    });
    scope.set_onmessage(Some(on_message.as_ref().unchecked_ref()));
    // The listener lives as long as the worker.
    on_message.forget();
    post(&scope, &Reply { id: 0, answer: Answer::Ready });
}

/// Hands the reply over without copying it a second time. Nobody is left to tell when the page is gone.
fn post(scope: &DedicatedWorkerGlobalScope, reply: &Reply) {
    let buffer = Uint8Array::from(reply.to_bytes().as_slice()).buffer();
    let transfer = js_sys::Array::of1(&buffer);
    if scope.post_message_with_transfer(&buffer, &transfer).is_err() {
        scope.close();
    }
}
