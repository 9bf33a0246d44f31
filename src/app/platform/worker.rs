//! The Web Worker that reads documents and prepares photos. Started by the first job, stopped by silence: its
//! memory goes back to the device when nothing was asked of it for a while.

use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;

use ::worker::protocol::{Answer, DocumentError, Job, PhotoError, PreparedPhoto, Reply, Request};
use domain::plan_table::Document;
use futures::channel::oneshot;
use js_sys::{Array, Uint8Array};
use web_sys::Worker;

use super::clock::sleep;
use super::js::{self, Listening, listen};

/// How long a job may take, in milliseconds: a large photo on an old phone takes five seconds.
const PATIENCE: u32 = 60_000;
/// An idle worker is stopped after this, in milliseconds.
const IDLE: u32 = 120_000;

/// Why a job came to nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum WorkerError {
    /// The photo itself.
    #[error("the photo cannot be prepared")]
    Photo(PhotoError),
    /// The document itself.
    #[error("the document cannot be read")]
    Document(DocumentError),
    /// The worker could not be started, died, or took too long.
    #[error("the worker failed")]
    Failed,
    /// The worker is of another release: load the page anew.
    #[error("the worker is of another release")]
    OtherRelease,
}

/// A photo, upright and small, without where, when and with what it was taken.
pub async fn prepare_photo(bytes: Vec<u8>) -> Result<PreparedPhoto, WorkerError> {
    photo(Job::Photo { bytes }).await
}

/// The tables of a file.
pub async fn read_document(name: String, bytes: Vec<u8>) -> Result<Document, WorkerError> {
    document(Job::Document { name, bytes }).await
}

/// The tables of what was pasted as HTML.
pub async fn read_html(html: String) -> Result<Document, WorkerError> {
    document(Job::Html(html)).await
}

/// The table of what was pasted as plain text.
pub async fn read_text(text: String) -> Result<Document, WorkerError> {
    document(Job::Text(text)).await
}

async fn photo(job: Job) -> Result<PreparedPhoto, WorkerError> {
    match ask(job).await? {
        Answer::Photo(photo) => photo.map_err(WorkerError::Photo),
        _ => Err(WorkerError::OtherRelease),
    }
}

async fn document(job: Job) -> Result<Document, WorkerError> {
    match ask(job).await? {
        Answer::Document(document) => document.map_err(WorkerError::Document),
        _ => Err(WorkerError::OtherRelease),
    }
}

thread_local! {
    static RUNNING: RefCell<Option<Rc<Running>>> = const { RefCell::new(None) };
}

struct Running {
    worker: Worker,
    /// Who waits for which answer. Dropped senders tell those who wait that it died.
    waiting: Rc<RefCell<HashMap<u32, oneshot::Sender<Answer>>>>,
    asked: RefCell<u32>,
    _heard: [Listening; 3],
}

impl Drop for Running {
    fn drop(&mut self) {
        self.worker.terminate();
    }
}

async fn ask(job: Job) -> Result<Answer, WorkerError> {
    let running = running().ok_or(WorkerError::Failed)?;
    let id = {
        let mut asked = running.asked.borrow_mut();
        *asked += 1;
        *asked
    };
    let (sender, answer) = oneshot::channel();
    running.waiting.borrow_mut().insert(id, sender);
    let buffer = Uint8Array::from(&Request { id, job }.to_bytes()[..]).buffer();
    // The buffer goes over without being copied again.
    let sent = running.worker.post_message_with_transfer(&buffer, &Array::of1(&buffer));
    sent.map_err(|_| WorkerError::Failed)?;
    let answer = js::timeout(answer, PATIENCE).await;
    wasm_bindgen_futures::spawn_local(stop_when_idle(Rc::clone(&running), id));
    match answer {
        Some(Ok(answer)) => Ok(answer),
        _ => {
            stop(&running);
            Err(WorkerError::Failed)
        }
    }
}

fn running() -> Option<Rc<Running>> {
    if let Some(running) = RUNNING.with_borrow(Clone::clone) {
        return Some(running);
    }
    let worker = Worker::new("/worker-start.js").ok()?;
    let waiting = Rc::new(RefCell::new(HashMap::<u32, oneshot::Sender<Answer>>::new()));
    let answers = Rc::clone(&waiting);
    let heard = [
        listen(&worker, "message", move |event| hear(&answers, &js::bytes(&js::get(&event, "data")))),
        listen(&worker, "error", fail(&waiting)),
        listen(&worker, "messageerror", fail(&waiting)),
    ];
    let running = Rc::new(Running { worker, waiting, asked: RefCell::new(0), _heard: heard });
    RUNNING.set(Some(Rc::clone(&running)));
    Some(running)
}

fn hear(waiting: &RefCell<HashMap<u32, oneshot::Sender<Answer>>>, bytes: &[u8]) {
    // What it cannot say to anybody in particular: that it has started, or that it did not understand.
    let Some(reply) = Reply::from_bytes(bytes) else { return waiting.borrow_mut().clear() };
    match (reply.id, &reply.answer) {
        (0, Answer::NotUnderstood) => waiting.borrow_mut().clear(),
        (id, _) => {
            if let Some(sender) = waiting.borrow_mut().remove(&id) {
                // Nobody waits any more: then nobody minds.
                let _ = sender.send(reply.answer);
            }
        }
    }
}

fn fail(waiting: &Rc<RefCell<HashMap<u32, oneshot::Sender<Answer>>>>) -> impl FnMut(wasm_bindgen::JsValue) + 'static {
    let waiting = Rc::clone(waiting);
    move |_| waiting.borrow_mut().clear()
}

/// Stops the worker when no later job came and none is under way.
async fn stop_when_idle(running: Rc<Running>, last: u32) {
    sleep(IDLE).await;
    let is_idle = running.waiting.borrow().is_empty() && *running.asked.borrow() == last;
    if is_idle {
        stop(&running);
    }
}

fn stop(failed: &Rc<Running>) {
    RUNNING.with_borrow_mut(|running| {
        if running.as_ref().is_some_and(|running| Rc::ptr_eq(running, failed)) {
            running.take();
        }
    });
}
