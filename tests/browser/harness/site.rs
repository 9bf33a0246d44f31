//! A copy of the built app for one story, which may change it: publish another release, damage a file.

use std::{
    env, fs,
    path::{Path, PathBuf},
};

use anyhow::{Context as _, Result, ensure};
use base64::{Engine as _, prelude::BASE64_STANDARD};
use serde_json::Value;
use sha2::{Digest as _, Sha256};
use tempfile::TempDir;

/// The folder the server serves the app from.
pub(crate) struct Site {
    folder: TempDir,
}

impl Site {
    /// Copies what `cargo xtask build --quick` made.
    pub(crate) fn copy() -> Result<Self> {
        let built = match env::var_os("FOOTBRIDGE_APP") {
            Some(folder) => PathBuf::from(folder),
            None => super::stage::target().join("dist-quick"),
        };
        ensure!(
            built.join("release.json").is_file(),
            "the app isn't built: run `cargo xtask test browser`, or `cargo xtask build --quick` first"
        );
        let folder = TempDir::with_prefix("footbridge-app-")?;
        copy_folder(&built, folder.path())?;
        Ok(Self { folder })
    }

    pub(crate) fn path(&self) -> &Path {
        self.folder.path()
    }

    /// The name of the release that is served now.
    pub(crate) fn release(&self) -> Result<String> {
        let list: Value = serde_json::from_slice(&fs::read(self.path().join("release.json"))?)?;
        Ok(list["release"].as_str().context("release.json names no release")?.to_owned())
    }

    /// Every file of the release, as paths from the slash.
    pub(crate) fn files(&self) -> Result<Vec<String>> {
        let list: Value = serde_json::from_slice(&fs::read(self.path().join("release.json"))?)?;
        let files = list["files"].as_array().context("release.json lists no files")?;
        Ok(files.iter().filter_map(|file| file["path"].as_str()).map(str::to_owned).collect())
    }

    /// Overwrites one file, and nothing that vouches for it: what a broken proxy or half a copy would serve.
    pub(crate) fn damage(&self, path: &str, content: &[u8]) -> Result<()> {
        self.write(path, content)
    }

    /// Serves a newer release whose page carries `mark`, as the build would have made it.
    pub(crate) fn publish(&self, mark: &str) -> Result<String> {
        let page = fs::read_to_string(self.path().join("index.html"))?;
        let page = page.replace("</body>", &format!("<p id=\"mark\" hidden>{mark}</p></body>"));
        self.write("/index.html", page.as_bytes())?;

        let before = self.release()?;
        let release = hex(&Sha256::digest(page.as_bytes()))[..16].to_owned();
        let old_list = fs::read(self.path().join("release.json"))?;
        let mut list: Value = serde_json::from_slice(&old_list)?;
        list["release"] = release.clone().into();
        for file in list["files"].as_array_mut().context("release.json lists no files")? {
            if file["path"] == "/index.html" {
                file["integrity"] = integrity(page.as_bytes()).into();
            }
        }
        let new_list = serde_json::to_vec(&list)?;
        self.write("/release.json", &new_list)?;

        let worker = fs::read_to_string(self.path().join("sw.js"))?;
        ensure!(worker.contains(&before), "sw.js doesn't name its release");
        let worker = worker.replace(&before, &release).replace(&integrity(&old_list), &integrity(&new_list));
        self.write("/sw.js", worker.as_bytes())?;
        Ok(release)
    }

    /// Serves the way out in place of the service worker.
    pub(crate) fn switch_worker_off(&self) -> Result<()> {
        let off = fs::read(self.path().join("sw-off.js"))?;
        self.write("/sw.js", &off)
    }

    /// Without its packed copy, which would else be served in its place.
    fn write(&self, path: &str, content: &[u8]) -> Result<()> {
        let file = self.path().join(path.trim_start_matches('/'));
        let packed = PathBuf::from(format!("{}.br", file.display()));
        if packed.is_file() {
            fs::remove_file(packed)?;
        }
        fs::write(file, content)?;
        Ok(())
    }
}

fn integrity(content: &[u8]) -> String {
    format!("sha256-{}", BASE64_STANDARD.encode(Sha256::digest(content)))
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn copy_folder(from: &Path, to: &Path) -> Result<()> {
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        let place = to.join(entry.file_name());
        if entry.file_type()?.is_dir() {
            copy_folder(&entry.path(), &place)?;
        } else {
            fs::copy(entry.path(), place)?;
        }
    }
    Ok(())
}
