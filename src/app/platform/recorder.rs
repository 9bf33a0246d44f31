//! Recording a voice. Nothing leaves the page: what was said comes back as bytes.

use std::cell::RefCell;
use std::rc::Rc;

use futures::channel::oneshot;
use js_sys::Array;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Blob, BlobEvent, MediaRecorder, MediaStream, MediaStreamTrack};

use super::js::{self, Listening, listen};

/// Why nothing was recorded.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum RecorderError {
    /// This browser cannot record.
    #[error("this browser cannot record")]
    NotSupported,
    /// The person, or the device's settings, said no.
    #[error("the microphone is not allowed")]
    NotAllowed,
    /// There is no microphone, or something else holds it.
    #[error("there is no microphone")]
    NoMicrophone,
    /// Recording broke off.
    #[error("recording failed")]
    Failed,
}

/// What was said.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Recorded {
    /// The sound.
    pub bytes: Vec<u8>,
    /// Its media type, such as `audio/webm;codecs=opus` or `audio/mp4`.
    pub media: String,
}

/// A recording under way. Dropped, it ends and what was said is gone; the microphone is let go.
pub struct Recording {
    recorder: MediaRecorder,
    stream: MediaStream,
    parts: Rc<RefCell<Vec<Blob>>>,
    _heard: Listening,
}

/// What engines record, the best first: Opus is the smallest, Safari has only MP4.
const MEDIA: [&str; 4] = ["audio/webm;codecs=opus", "audio/ogg;codecs=opus", "audio/mp4", "audio/webm"];
/// Enough for speech; in bits a second.
const QUALITY: u32 = 32_000;

/// Whether this browser can record at all.
#[must_use]
pub fn is_supported() -> bool {
    let window = js::window();
    js::has(&window, "MediaRecorder") && js::has(&js::get(&window.navigator(), "mediaDevices"), "getUserMedia")
}

/// Asks for the microphone and begins. Only after a press.
pub async fn start() -> Result<Recording, RecorderError> {
    if !is_supported() {
        return Err(RecorderError::NotSupported);
    }
    let devices = js::get(&js::window().navigator(), "mediaDevices");
    let voice_only = js::object(&[("audio", JsValue::TRUE)]);
    let stream = js::call_async(&devices, "getUserMedia", &[voice_only]).await.map_err(|error| refusal(&error))?;
    let stream: MediaStream = stream.unchecked_into();
    let begun = begin(&stream);
    if begun.is_err() {
        let_go(&stream);
    }
    let (recorder, parts, heard) = begun.map_err(|_| RecorderError::Failed)?;
    Ok(Recording { recorder, stream, parts, _heard: heard })
}

impl Recording {
    /// Ends it and gives what was said.
    pub async fn stop(self) -> Result<Recorded, RecorderError> {
        let (sender, stopped) = oneshot::channel();
        let mut sender = Some(sender);
        let heard = listen(&self.recorder, "stop", move |_| {
            if let Some(sender) = sender.take() {
                // Nobody waits any more: then nobody minds.
                let _ = sender.send(());
            }
        });
        // It may have ended by itself, as when the microphone was pulled out: what came until then is good.
        if self.recorder.stop().is_ok() {
            js::timeout(stopped, 5_000).await.ok_or(RecorderError::Failed)?.map_err(|_| RecorderError::Failed)?;
        }
        drop(heard);
        let parts: Array = self.parts.borrow().iter().collect();
        let whole = Blob::new_with_blob_sequence(&parts).map_err(|_| RecorderError::Failed)?;
        let buffer = js::call_async(&whole, "arrayBuffer", &[]).await.map_err(|_| RecorderError::Failed)?;
        let bytes = js::bytes(&buffer);
        if bytes.is_empty() {
            return Err(RecorderError::Failed);
        }
        Ok(Recorded { bytes, media: self.recorder.mime_type() })
    }
}

impl Drop for Recording {
    fn drop(&mut self) {
        // Fails when it has ended already.
        let _ = self.recorder.stop();
        let_go(&self.stream);
    }
}

type Begun = (MediaRecorder, Rc<RefCell<Vec<Blob>>>, Listening);

fn begin(stream: &MediaStream) -> Result<Begun, JsValue> {
    let options = js::object(&[("audioBitsPerSecond", QUALITY.into())]);
    if let Some(media) = MEDIA.into_iter().find(|media| MediaRecorder::is_type_supported(media)) {
        js::set(&options, "mimeType", &media.into());
    }
    let recorder = MediaRecorder::new_with_media_stream_and_media_recorder_options(stream, options.unchecked_ref())?;
    let parts = Rc::new(RefCell::new(Vec::new()));
    let heard = listen(&recorder, "dataavailable", {
        let parts = Rc::clone(&parts);
        move |event| {
            if let Some(part) = event.dyn_ref::<BlobEvent>().and_then(BlobEvent::data) {
                parts.borrow_mut().push(part);
            }
        }
    });
    // In parts of a second, so that little is lost when it breaks off.
    recorder.start_with_time_slice(1_000)?;
    Ok((recorder, parts, heard))
}

fn let_go(stream: &MediaStream) {
    for track in stream.get_tracks().iter() {
        track.unchecked_ref::<MediaStreamTrack>().stop();
    }
}

fn refusal(error: &JsValue) -> RecorderError {
    match js::error_name(error).as_str() {
        "NotAllowedError" | "SecurityError" => RecorderError::NotAllowed,
        "NotFoundError" | "NotReadableError" | "OverconstrainedError" => RecorderError::NoMicrophone,
        _ => RecorderError::Failed,
    }
}
