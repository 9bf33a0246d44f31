//! The server's events, read from an answer that goes on: an `EventSource` sends no headers, and a session in an address
//! would stand in logs.

use js_sys::Uint8Array;
use sync::remote::RemoteError;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::AbortController;

use super::fetch::Ask;
use super::pass::Pass;
use crate::platform::js;

/// The server says something into a silent line every 20 seconds: after so many milliseconds of nothing it is dead,
/// as one is after the device slept.
const SILENCE: u32 = 65_000;
/// No event is nearly as long.
const LONGEST: usize = 16 * 1024;

/// A line that is open. Dropped, it is closed.
pub struct Events {
    reader: JsValue,
    controller: AbortController,
    heard: Heard,
}

impl Events {
    /// Opens the line for this person's device.
    ///
    /// # Errors
    /// As for any request.
    pub async fn open(pass: &Pass) -> Result<Self, RemoteError> {
        let controller = AbortController::new().map_err(|_| RemoteError::Unreachable)?;
        let response = Ask::get("/api/now").shown(pass)?.begin(&controller).await?;
        let kind = response.headers().get("content-type").ok().flatten().unwrap_or_default();
        if !kind.starts_with("text/event-stream") {
            controller.abort();
            return Err(RemoteError::Nonsense);
        }
        let reader = js::call(&js::get(&response, "body"), "getReader", &[]).map_err(|_| RemoteError::Nonsense)?;
        Ok(Self { reader, controller, heard: Heard::default() })
    }

    /// Waits until the server says "look now"; `false` when the line has ended.
    pub async fn look(&mut self) -> bool {
        loop {
            let read = js::timeout(js::call_async(&self.reader, "read", &[]), SILENCE).await;
            let Some(Ok(part)) = read else { return false };
            let Ok(bytes) = js::get(&part, "value").dyn_into::<Uint8Array>() else { return false };
            if self.heard.takes(&bytes.to_vec()) {
                return true;
            }
            if self.heard.0.len() > LONGEST {
                return false;
            }
        }
    }
}

impl Drop for Events {
    fn drop(&mut self) {
        self.controller.abort();
    }
}

/// What came of an event that has not ended yet.
#[derive(Default)]
struct Heard(Vec<u8>);

impl Heard {
    /// Whether a "look" ended with these bytes. Events end with an empty line; other events and comments are nothing.
    fn takes(&mut self, bytes: &[u8]) -> bool {
        self.0.extend(bytes.iter().filter(|byte| **byte != b'\r'));
        let mut looks = false;
        while let Some(end) = self.0.windows(2).position(|pair| pair == b"\n\n") {
            looks |= self.0[..end].split(|byte| *byte == b'\n').any(|line| line == b"event: look");
            self.0.drain(..end + 2);
        }
        looks
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_event_may_come_in_pieces_or_with_others() {
        let mut heard = Heard::default();
        assert!(!heard.takes(b":\n\nevent: lo"));
        assert!(!heard.takes(b"ok\ndata: look\n"));
        assert!(heard.takes(b"\n:"));
        assert!(!heard.takes(b"\n\nevent: other\ndata: event: look\n\n"));
        assert!(heard.takes(b"event: look\r\ndata: look\r\n\r\nevent: look\ndata: look\n\n"));
        assert!(heard.0.is_empty());
    }
}
