//! [`Remote`] over fetch.

use domain::file::FileHash;
use domain::ids::RecordId;
use serde::de::DeserializeOwned;
use sync::remote::{Remote, RemoteError};
use sync::wire::{FileProgress, HistoryReply, SyncReply, SyncRequest};

use super::fetch::{Answer, Ask};
use super::pass::Pass;
use crate::platform::clock::sleep;
use crate::platform::{online, preferences};

/// The server that the app came from, for one person's store.
#[derive(Clone, Debug)]
pub struct HttpRemote(Pass);

impl HttpRemote {
    /// The server that the app came from, for this person's store.
    #[must_use]
    pub fn of(pass: Pass) -> Self {
        Self(pass)
    }

    /// The changes of a record that this person was allowed to see happen.
    ///
    /// # Errors
    /// As for any request.
    pub async fn history(&self, record: RecordId) -> Result<HistoryReply, RemoteError> {
        let (mut all, mut after) = (HistoryReply::default(), 0);
        loop {
            let answer = self.ask(Ask::get(&format!("/api/history/{record}?after={after}"))).await?.good()?;
            let mut page: HistoryReply = unpacked(&answer)?;
            let last = page.entries.last().map(|entry| entry.revision.0);
            all.entries.append(&mut page.entries);
            match last.filter(|last| answer.header("history-complete").as_deref() == Some("?0") && *last > after) {
                Some(last) => after = last,
                None => return Ok(all),
            }
        }
    }

    async fn ask(&self, ask: Ask<'_>) -> Result<Answer, RemoteError> {
        ask.shown(&self.0)?.send().await
    }
}

impl Remote for HttpRemote {
    async fn sync(&self, request: &SyncRequest) -> Result<SyncReply, RemoteError> {
        let body = postcard::to_allocvec(request).map_err(|_| RemoteError::Nonsense)?;
        unpacked(&self.ask(Ask::post("/api/sync", &body)).await?.good()?)
    }

    async fn wait(&self, seconds: u32) {
        sleep(seconds.saturating_mul(1_000)).await;
    }

    fn takes_files(&self) -> bool {
        !(preferences::load().files_on_wifi_only && online::is_on_mobile_data() == Some(true))
    }

    async fn file_progress(&self, file: FileHash) -> Result<FileProgress, RemoteError> {
        let answer = self.ask(Ask::head(&address(file))).await?.good()?;
        let received = answer.header("upload-offset").and_then(|text| text.parse().ok());
        let complete = answer.header("upload-complete").as_deref() == Some("?1");
        received.map(|received| FileProgress { received, complete }).ok_or(RemoteError::Nonsense)
    }

    async fn put_chunk(
        &self,
        file: FileHash,
        offset: u64,
        whole: u64,
        bytes: &[u8],
    ) -> Result<FileProgress, RemoteError> {
        let address = format!("{}?offset={offset}&whole={whole}", address(file));
        unpacked(&self.ask(Ask::put(&address, bytes)).await?.good()?)
    }

    async fn get_chunk(&self, file: FileHash, offset: u64, most: u64) -> Result<(Vec<u8>, u64), RemoteError> {
        let last = offset.saturating_add(most.max(1)) - 1;
        let answer = self.ask(Ask::get(&address(file)).range(offset, last)).await?;
        // An empty file has no range to give.
        if answer.status == 416 {
            return Ok((Vec::new(), offset));
        }
        let answer = answer.good()?;
        let whole = match answer.status {
            206 => answer.header("content-range").as_deref().and_then(whole_of).ok_or(RemoteError::Nonsense)?,
            // Something between us and the server took no notice of the range: only good from the start.
            _ if offset == 0 => answer.body.len() as u64,
            _ => return Err(RemoteError::Nonsense),
        };
        Ok((answer.body, whole))
    }
}

fn address(file: FileHash) -> String {
    format!("/api/files/{file}")
}

fn unpacked<T: DeserializeOwned>(answer: &Answer) -> Result<T, RemoteError> {
    postcard::from_bytes(&answer.body).map_err(|_| RemoteError::Nonsense)
}

/// `bytes first-last/whole`.
fn whole_of(range: &str) -> Option<u64> {
    range.rsplit_once('/')?.1.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_range_says_how_much_there_is() {
        assert_eq!(whole_of("bytes 0-9/120"), Some(120));
        assert_eq!(whole_of("bytes 0-9/*"), None);
        assert_eq!(whole_of(""), None);
    }
}
