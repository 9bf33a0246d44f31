//! One hash over everything the app is made from, so that an unchanged app is not built again.

use std::{fs, path::Path};

use anyhow::Result;
use sha2::{Digest, Sha256};

use crate::paths;

const FILES_AND_FOLDERS: [&str; 12] = [
    "Cargo.toml",
    "Cargo.lock",
    "Trunk.toml",
    "public",
    "style",
    "src/app",
    "src/domain",
    "src/sync",
    "src/worker",
    "src/xtask/build",
    "src/xtask/npm",
    "src/xtask/setup",
];

pub(crate) fn hash(profile: &str) -> Result<String> {
    let mut hasher = Sha256::new();
    hasher.update(profile);
    for name in FILES_AND_FOLDERS {
        add(&paths::root().join(name), &mut hasher)?;
    }
    Ok(format!("{:x}", hasher.finalize()))
}

/// Names, lengths and contents, in a fixed order.
fn add(path: &Path, hasher: &mut Sha256) -> Result<()> {
    if path.is_dir() {
        let mut inside =
            fs::read_dir(path)?.map(|entry| entry.map(|entry| entry.path())).collect::<Result<Vec<_>, _>>()?;
        inside.sort();
        for entry in inside {
            add(&entry, hasher)?;
        }
    } else {
        let content = fs::read(path)?;
        hasher.update(path.strip_prefix(paths::root()).unwrap_or(path).as_os_str().as_encoded_bytes());
        hasher.update(content.len().to_le_bytes());
        hasher.update(content);
    }
    Ok(())
}
