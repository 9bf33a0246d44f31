//! Files that somebody picks, and files shown or handed over to them.

use js_sys::{Array, Uint8Array};
use wasm_bindgen::JsCast;
use web_sys::{Blob, BlobPropertyBag, Event, File, FileList, HtmlAnchorElement, HtmlInputElement, Url};

use super::clock::sleep;
use super::js;

/// A file that somebody picked, pasted or dropped. Reading it may fail later: it can be gone by then.
#[derive(Clone, Debug)]
pub struct PickedFile(File);

/// A file could not be read: it is gone, or the device would not let us.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the file could not be read")]
pub struct NotReadable;

/// What the file input of this event holds. Empties it, so that the same file can be picked again.
#[must_use]
pub fn picked(event: &Event) -> Vec<PickedFile> {
    let input = event.target().and_then(|target| target.dyn_into::<HtmlInputElement>().ok());
    let Some(input) = input else { return Vec::new() };
    let files = input.files().map(list).unwrap_or_default();
    input.set_value("");
    files
}

pub(super) fn list(files: FileList) -> Vec<PickedFile> {
    (0..files.length()).filter_map(|at| files.get(at)).map(PickedFile).collect()
}

impl PickedFile {
    /// What it is called on the device.
    #[must_use]
    pub fn name(&self) -> String {
        self.0.name()
    }

    /// Its media type as the device sees it; empty if it has no idea.
    #[must_use]
    pub fn media(&self) -> String {
        self.0.type_()
    }

    /// Its size in bytes.
    #[must_use]
    pub fn size(&self) -> u64 {
        self.0.size() as u64
    }

    /// All of its bytes.
    pub async fn read(&self) -> Result<Vec<u8>, NotReadable> {
        let buffer = js::call_async(&self.0, "arrayBuffer", &[]).await.map_err(|_| NotReadable)?;
        Ok(js::bytes(&buffer))
    }
}

/// An address under which the page can show some bytes, until this is dropped.
#[derive(Debug)]
pub struct ObjectUrl(String);

impl ObjectUrl {
    /// An address for these bytes of that media type. Empty where none could be had.
    #[must_use]
    pub fn new(bytes: &[u8], media: &str) -> Self {
        let address = blob(bytes, media).and_then(|blob| Url::create_object_url_with_blob(&blob).ok());
        Self(address.unwrap_or_default())
    }

    /// The address.
    #[must_use]
    pub fn address(&self) -> &str {
        &self.0
    }
}

impl Drop for ObjectUrl {
    fn drop(&mut self) {
        // Fails only for what is no address.
        let _ = Url::revoke_object_url(&self.0);
    }
}

/// Hands a file over: the browser saves it, or asks where to.
pub fn save(bytes: &[u8], media: &str, name: &str) {
    let url = ObjectUrl::new(bytes, media);
    let document = js::window().document();
    let link = document.and_then(|document| document.create_element("a").ok());
    let Some(link) = link.and_then(|link| link.dyn_into::<HtmlAnchorElement>().ok()) else { return };
    link.set_href(url.address());
    link.set_download(name);
    link.click();
    // Safari reads the bytes some time after the click.
    wasm_bindgen_futures::spawn_local(async move {
        sleep(60_000).await;
        drop(url);
    });
}

pub(super) fn blob(bytes: &[u8], media: &str) -> Option<Blob> {
    let options = BlobPropertyBag::new();
    options.set_type(media);
    Blob::new_with_u8_array_sequence_and_options(&Array::of1(&Uint8Array::from(bytes)), &options).ok()
}
