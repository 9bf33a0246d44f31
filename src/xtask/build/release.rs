//! `release.json`: every file of one release with its hash. The service worker installs exactly these or nothing.

use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
};

use anyhow::{Context, Result, bail, ensure};
use base64::{Engine as _, prelude::BASE64_STANDARD};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::{compress, split};

const LIST: &str = "release.json";
const WORKER: &str = "sw.js";

/// Served, but not part of what a device keeps.
const NOT_PINNED: [&str; 3] = [LIST, WORKER, "sw-off.js"];

/// Fetched only when first needed, so they are installed after the rest and don't count for the first screen.
const LATER: [&str; 3] = ["worker.js", "worker_bg.wasm", "worker-start.js"];

/// One build of the app.
#[derive(Serialize, Deserialize)]
pub(crate) struct Release {
    /// Names the release: a hash over all its files.
    pub(crate) release: String,
    pub(crate) version: String,
    /// In the order they are installed.
    pub(crate) files: Vec<PinnedFile>,
}

#[derive(Serialize, Deserialize)]
pub(crate) struct PinnedFile {
    /// As a URL path, from the slash.
    pub(crate) path: String,
    /// `sha256-` and the hash in base64, as `fetch` takes it.
    pub(crate) integrity: String,
    pub(crate) bytes: u64,
    /// What crosses the network.
    pub(crate) sent: u64,
    /// Wanted only by something opened later.
    pub(crate) later: bool,
}

impl Release {
    pub(crate) fn read(folder: &Path) -> Result<Self> {
        Ok(serde_json::from_slice(&fs::read(folder.join(LIST))?)?)
    }

    /// What a person waits for the first time: page, code and styles.
    pub(crate) fn first_screen(&self) -> u64 {
        let is_code = |file: &&PinnedFile| [".html", ".js", ".css", ".wasm"].iter().any(|end| file.path.ends_with(end));
        self.files.iter().filter(|file| !file.later).filter(is_code).map(|file| file.sent).sum()
    }
}

/// Lists, stamps and packs what Trunk has left in the folder.
pub(crate) fn finish(folder: &Path) -> Result<Release> {
    refuse_inline_scripts(folder)?;
    let served = files_in(folder)?;
    let pinned: BTreeMap<_, _> = served.iter().filter(|(path, _)| is_pinned(path)).collect();

    let mut name = Sha256::new();
    name.update(fs::read(folder.join(WORKER)).context("public/sw.js is missing")?);
    let mut files = Vec::new();
    for (path, file) in pinned {
        let content = fs::read(file)?;
        let hash = Sha256::digest(&content);
        name.update(path);
        name.update(hash);
        files.push(PinnedFile {
            path: format!("/{path}"),
            integrity: integrity(&hash),
            bytes: content.len() as u64,
            sent: content.len() as u64,
            later: is_later(path),
        });
    }
    files.sort_by_key(|file| file.later);

    pack(folder, &mut files)?;
    let release = Release {
        release: format!("{:x}", name.finalize())[..16].to_owned(),
        version: env!("CARGO_PKG_VERSION").to_owned(),
        files,
    };
    let list = serde_json::to_vec_pretty(&release)?;
    fs::write(folder.join(LIST), &list)?;
    stamp_worker(folder, &release.release, &list)?;
    compress::brotli(&[folder.join(LIST), folder.join(WORKER), folder.join("sw-off.js")])?;
    Ok(release)
}

/// The worker's bytes name the release and the hash of its list: that is how a browser notices a new one.
fn stamp_worker(folder: &Path, release: &str, list: &[u8]) -> Result<()> {
    let file = folder.join(WORKER);
    let integrity = integrity(&Sha256::digest(list));
    let mut worker = fs::read_to_string(&file)?;
    for (mark, value) in [("%RELEASE%", release), ("%LIST_INTEGRITY%", integrity.as_str())] {
        ensure!(worker.matches(mark).count() == 1, "public/sw.js must hold {mark} once");
        worker = worker.replace(mark, value);
    }
    fs::write(&file, worker)?;
    Ok(())
}

/// The server's policy lets only files run; an inline script would leave a blank page.
fn refuse_inline_scripts(folder: &Path) -> Result<()> {
    let page = fs::read_to_string(folder.join("index.html"))?;
    for script in page.split("<script").skip(1) {
        let tag = script.split('>').next().unwrap_or_default();
        if !tag.contains("src=") {
            bail!("index.html holds an inline script: <script{tag}>");
        }
    }
    ensure!(!page.contains("<style") && !page.contains(" style="), "index.html holds an inline style");
    Ok(())
}

fn pack(folder: &Path, files: &mut [PinnedFile]) -> Result<()> {
    let worth_it: Vec<_> = files.iter_mut().filter(|file| compress::is_worth_it(Path::new(&file.path))).collect();
    let places: Vec<PathBuf> = worth_it.iter().map(|file| folder.join(file.path.trim_start_matches('/'))).collect();
    for (file, sent) in worth_it.into_iter().zip(compress::brotli(&places)?) {
        file.sent = sent;
    }
    Ok(())
}

fn is_later(path: &str) -> bool {
    LATER.contains(&path) || split::is_later_part(path)
}

fn is_pinned(path: &str) -> bool {
    !NOT_PINNED.contains(&path) && !path.starts_with("screenshots/")
}

/// Every file below a folder, by its path from there.
fn files_in(folder: &Path) -> Result<BTreeMap<String, PathBuf>> {
    let mut found = BTreeMap::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(inside) = folders.pop() {
        for entry in fs::read_dir(inside)? {
            let path = entry?.path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_none_or(|extension| extension != "br") {
                let name = path.strip_prefix(folder)?.to_str().context("a file name is not UTF-8")?;
                found.insert(name.to_owned(), path);
            }
        }
    }
    Ok(found)
}

/// As `fetch` takes it.
fn integrity(hash: &[u8]) -> String {
    format!("sha256-{}", BASE64_STANDARD.encode(hash))
}
