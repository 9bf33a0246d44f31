//! Golden samples of stored shapes, for the tests of whoever declares some: what each release wrote is kept for ever, in
//! a file for each version, and read by every later one.
//!
//! `FOOTBRIDGE_GOLDEN=write` writes the file of a version that has none yet. No file is ever changed.

use std::collections::BTreeSet;
use std::fmt::Debug;
use std::fs;
use std::path::{Path, PathBuf};

use super::{Stored, from_row, to_row};

/// The samples in one folder.
pub struct Samples {
    folder: PathBuf,
    seen: BTreeSet<&'static str>,
}

impl Samples {
    /// Those in this folder.
    #[must_use]
    pub fn in_folder(folder: &Path) -> Self {
        Self { folder: folder.to_owned(), seen: BTreeSet::new() }
    }

    /// Every version that was ever written is read as this value, and it is written as the newest of them.
    ///
    /// # Panics
    /// Where that is not so.
    pub fn hold<T: Stored + PartialEq + Debug>(&mut self, value: &T) {
        let written = to_row(value).expect("it serialises");
        let path = self.folder.join(format!("{}.{}.hex", T::NAME, T::VERSION));
        if !path.exists() && std::env::var("FOOTBRIDGE_GOLDEN").is_ok_and(|ask| ask == "write") {
            fs::write(&path, hex(&written)).expect("the folder can be written");
        }
        for version in 0..=T::VERSION {
            let path = self.folder.join(format!("{}.{version}.hex", T::NAME));
            // A shape that came after rows said their version has none without.
            let Ok(kept) = fs::read_to_string(&path) else {
                assert!(version == 0, "{} is missing", path.display());
                continue;
            };
            let kept = unhex(&kept);
            assert_eq!(from_row::<T>(&kept).as_ref(), Ok(value), "{}, version {version}, is read differently", T::NAME);
            if version == T::VERSION {
                assert_eq!(hex(&written), hex(&kept), "{} is written differently: it needs a new version", T::NAME);
            }
        }
        self.seen.insert(T::NAME);
    }

    /// Each of the declared shapes was looked at.
    ///
    /// # Panics
    /// Where one was not.
    pub fn are_of_all(&self, shapes: &[(&'static str, u8)]) {
        let declared: BTreeSet<&str> = shapes.iter().map(|(name, _)| *name).collect();
        assert_eq!(declared.len(), shapes.len(), "two shapes have one name");
        assert_eq!(self.seen, declared, "each shape has its sample");
    }
}

fn hex(bytes: &[u8]) -> String {
    let digits: String = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
    digits.as_bytes().chunks(100).map(|line| format!("{}\n", String::from_utf8_lossy(line))).collect()
}

fn unhex(text: &str) -> Vec<u8> {
    let digits: Vec<u32> = text.chars().filter_map(|c| c.to_digit(16)).collect();
    digits.chunks_exact(2).map(|pair| u8::try_from(pair[0] * 16 + pair[1]).unwrap_or_default()).collect()
}
