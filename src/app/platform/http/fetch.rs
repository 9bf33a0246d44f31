//! One request and its answer, with an end to waiting.

use js_sys::Uint8Array;
use sync::remote::RemoteError;
use sync::session::{STORE_HEADER, SessionToken, StoreName};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{AbortController, Headers, RequestCache, RequestCredentials, RequestInit, Response};

use super::pass::Pass;
use crate::platform::js;

/// How long a small answer may take, in milliseconds: hospital networks are slow, but not that slow.
const PATIENCE: u32 = 20_000;
/// How long one with a body of up to half a megabyte may take.
const LONG_PATIENCE: u32 = 60_000;

/// What is asked.
pub(super) struct Ask<'a> {
    method: &'static str,
    address: &'a str,
    kind: &'static str,
    body: Option<&'a [u8]>,
    range: Option<String>,
    shown: Option<(StoreName, SessionToken)>,
    patience: u32,
}

/// What came back.
pub(super) struct Answer {
    pub(super) status: u16,
    headers: Headers,
    pub(super) body: Vec<u8>,
}

impl<'a> Ask<'a> {
    pub(super) fn get(address: &'a str) -> Self {
        Self::new("GET", address, "", None)
    }

    pub(super) fn head(address: &'a str) -> Self {
        Self::new("HEAD", address, "", None)
    }

    pub(super) fn post_json(address: &'a str, body: &'a [u8]) -> Self {
        Self::new("POST", address, "application/json", Some(body))
    }

    pub(super) fn post(address: &'a str, body: &'a [u8]) -> Self {
        Self::new("POST", address, "application/octet-stream", Some(body)).patient()
    }

    pub(super) fn put(address: &'a str, body: &'a [u8]) -> Self {
        Self::new("PUT", address, "application/octet-stream", Some(body)).patient()
    }

    /// Only bytes from `first` to `last`.
    pub(super) fn range(mut self, first: u64, last: u64) -> Self {
        self.range = Some(format!("bytes={first}-{last}"));
        self.patient()
    }

    /// For this store, under its person's session.
    ///
    /// # Errors
    /// [`RemoteError::SignedOut`] where there is none: then nothing is asked.
    pub(super) fn shown(mut self, pass: &Pass) -> Result<Self, RemoteError> {
        self.shown = Some((pass.store(), pass.session().ok_or(RemoteError::SignedOut)?));
        Ok(self)
    }

    /// Waits no longer than so many milliseconds.
    pub(super) fn within(mut self, patience: u32) -> Self {
        self.patience = patience;
        self
    }

    fn new(method: &'static str, address: &'a str, kind: &'static str, body: Option<&'a [u8]>) -> Self {
        Self { method, address, kind, body, range: None, shown: None, patience: PATIENCE }
    }

    fn patient(mut self) -> Self {
        self.patience = LONG_PATIENCE;
        self
    }

    /// Asks. Whatever the server answers is an answer; only silence is an error.
    pub(super) async fn send(self) -> Result<Answer, RemoteError> {
        let controller = AbortController::new().map_err(|_| RemoteError::Unreachable)?;
        let answer = js::timeout(self.exchange(&controller), self.patience).await;
        if answer.is_none() {
            controller.abort();
        }
        answer.unwrap_or(Err(RemoteError::Unreachable))
    }

    /// Asks, and gives a good answer while it is still coming.
    pub(super) async fn begin(self, controller: &AbortController) -> Result<Response, RemoteError> {
        let response = js::timeout(self.response(controller), self.patience).await;
        if !matches!(response, Some(Ok(_))) {
            controller.abort();
        }
        let response = response.unwrap_or(Err(RemoteError::Unreachable))?;
        let (status, headers) = (response.status(), response.headers());
        Answer { status, headers, body: Vec::new() }.good().inspect_err(|_| controller.abort())?;
        Ok(response)
    }

    async fn response(&self, controller: &AbortController) -> Result<Response, RemoteError> {
        let init = self.init(controller).map_err(|_| RemoteError::Unreachable)?;
        let window = js::window();
        let response = js::call_async(&window, "fetch", &[JsValue::from_str(self.address), init.into()]).await;
        response.and_then(JsCast::dyn_into).map_err(|_| RemoteError::Unreachable)
    }

    async fn exchange(&self, controller: &AbortController) -> Result<Answer, RemoteError> {
        let response = self.response(controller).await?;
        // A line that is cut in the middle of an answer is as good as none.
        let body = js::call_async(&response, "arrayBuffer", &[]).await.map_err(|_| RemoteError::Unreachable)?;
        Ok(Answer { status: response.status(), headers: response.headers(), body: js::bytes(&body) })
    }

    fn init(&self, controller: &AbortController) -> Result<RequestInit, JsValue> {
        let headers = Headers::new()?;
        if !self.kind.is_empty() {
            headers.set("content-type", self.kind)?;
        }
        if let Some(range) = &self.range {
            headers.set("range", range)?;
        }
        if let Some((store, session)) = &self.shown {
            headers.set("authorization", &format!("Bearer {}", session.to_hex()))?;
            headers.set(STORE_HEADER, &store.to_string())?;
        }
        let init = RequestInit::new();
        init.set_method(self.method);
        init.set_headers_headers(&headers);
        init.set_credentials(RequestCredentials::SameOrigin);
        init.set_cache(RequestCache::NoStore);
        init.set_signal(Some(&controller.signal()));
        if let Some(body) = self.body {
            init.set_body_opt_u8_array(Some(&Uint8Array::from(body)));
        }
        Ok(init)
    }
}

impl Answer {
    pub(super) fn header(&self, name: &str) -> Option<String> {
        self.headers.get(name).ok().flatten()
    }

    /// How many seconds the server asks to wait.
    pub(super) fn wait(&self) -> u32 {
        self.header("retry-after").and_then(|text| text.trim().parse().ok()).unwrap_or(30)
    }

    /// The body of a good answer; anything else as an error.
    pub(super) fn good(self) -> Result<Self, RemoteError> {
        match self.status {
            200..=299 => Ok(self),
            401 => Err(RemoteError::SignedOut),
            409 => Err(RemoteError::OtherPerson),
            404 => Err(RemoteError::NotFound),
            426 => Err(RemoteError::TooOld),
            429 | 503 => Err(RemoteError::Busy(self.wait())),
            507 => Err(RemoteError::DiskFull),
            // A gateway whose server is away speaks for it.
            502 | 504 => Err(RemoteError::Unreachable),
            _ => Err(RemoteError::Nonsense),
        }
    }
}
