//! The journal's files: one for each day, to which pages are added, each with its length and a part of its hash.

use std::collections::BTreeMap;
use std::fs::{self, DirBuilder, OpenOptions};
use std::io::{self, ErrorKind, Write};
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt};
use std::path::{Path, PathBuf};

use chrono::{Days, NaiveDate, Utc};
use sha2::{Digest, Sha256};
use sync::stored::{Unreadable, from_body, from_row, to_row};

use super::Page;

/// For how many days a journal is kept. A backup that is older has no whole journal any more. Our reasoning: as long as
/// devices keep what was accepted, [`sync::device::KEPT_FOR`].
pub const KEPT_DAYS: u64 = 35;

/// What each page begins with: a page that was cut is passed over, and the next one found.
const MARK: [u8; 4] = *b"FBJ2";
/// The same of pages from before they said their version.
const UNMARKED: [u8; 4] = *b"FBJ1";
/// After the mark: the length, and the first bytes of the hash.
const HEAD: usize = MARK.len() + 4 + 8;

/// A folder of the journal's files.
#[derive(Clone, Debug)]
pub struct Journal {
    folder: PathBuf,
}

impl Journal {
    /// The journal in this folder, which is made, and kept from everybody else, when the first page is written.
    #[must_use]
    pub fn at(folder: &Path) -> Self {
        Self { folder: folder.to_owned() }
    }

    /// Adds a page, and is done when it is on the disk.
    ///
    /// # Errors
    /// When the disk fails; then nothing was added.
    pub async fn add(&self, page: Page) -> io::Result<()> {
        let journal = self.clone();
        match tokio::task::spawn_blocking(move || journal.write(&page)).await {
            Ok(written) => written,
            Err(_) => Err(io::Error::from(ErrorKind::Interrupted)),
        }
    }

    fn write(&self, page: &Page) -> io::Result<()> {
        DirBuilder::new().recursive(true).mode(0o700).create(&self.folder)?;
        let today = Utc::now().date_naive();
        let path = self.folder.join(format!("{today}.journal"));
        let is_new = !path.exists();
        let mut file = OpenOptions::new().create(true).append(true).mode(0o600).open(&path)?;
        let length = file.metadata()?.len();
        if let Err(error) = file.write_all(&framed(page)?).and_then(|()| file.sync_data()) {
            file.set_len(length)?;
            return Err(error);
        }
        if is_new {
            fs::File::open(&self.folder)?.sync_all()?;
            self.sweep(today)?;
        }
        Ok(())
    }

    /// Lets go of days that no sensible backup is from.
    fn sweep(&self, today: NaiveDate) -> io::Result<()> {
        let oldest = today.checked_sub_days(Days::new(KEPT_DAYS)).unwrap_or_default();
        for (day, path) in self.days()? {
            if day < oldest {
                fs::remove_file(path)?;
            }
        }
        Ok(())
    }

    fn days(&self) -> io::Result<BTreeMap<NaiveDate, PathBuf>> {
        let folder = match fs::read_dir(&self.folder) {
            Ok(folder) => folder,
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(BTreeMap::new()),
            Err(error) => return Err(error),
        };
        let mut days = BTreeMap::new();
        for entry in folder {
            let path = entry?.path();
            let day = path.file_stem().and_then(|name| name.to_str()?.parse().ok());
            if let Some(day) = day.filter(|_| path.extension().is_some_and(|ending| ending == "journal")) {
                days.insert(day, path);
            }
        }
        Ok(days)
    }

    /// Every page that can be read, by its journal and number: of those with one number the last, for the others never
    /// came to stand.
    ///
    /// # Errors
    /// When the disk fails.
    pub fn pages(&self) -> io::Result<BTreeMap<([u8; 16], u64), Page>> {
        Ok(self.all()?.into_iter().map(|page| ((page.journal, page.number), page)).collect())
    }

    /// Every page that can be read, as they were written.
    pub(crate) fn all(&self) -> io::Result<Vec<Page>> {
        let mut pages = Vec::new();
        for (_, path) in self.days()? {
            pages.append(&mut read(&fs::read(path)?)?);
        }
        Ok(pages)
    }
}

fn framed(page: &Page) -> io::Result<Vec<u8>> {
    let body = to_row(page).map_err(io::Error::other)?;
    let length = u32::try_from(body.len()).map_err(io::Error::other)?;
    let mut frame = MARK.to_vec();
    frame.extend_from_slice(&length.to_le_bytes());
    frame.extend_from_slice(&Sha256::digest(&body)[..8]);
    frame.extend_from_slice(&body);
    Ok(frame)
}

/// The pages in a file. One of a newer version is not passed over: what it says of access would be forgotten.
fn read(bytes: &[u8]) -> io::Result<Vec<Page>> {
    let mut pages = Vec::new();
    let mut rest = bytes;
    while !rest.is_empty() {
        match first(rest) {
            Some((Ok(page), length)) => {
                pages.push(page);
                rest = &rest[length..];
            }
            Some((Err(error @ Unreadable::Newer), _)) => return Err(io::Error::other(error)),
            Some((Err(Unreadable::Damaged), _)) | None => rest = &rest[1..],
        }
    }
    Ok(pages)
}

/// The whole page at the start of these bytes, and how many of them it is.
fn first(bytes: &[u8]) -> Option<(Result<Page, Unreadable>, usize)> {
    let (mark, after_mark) = bytes.split_at_checked(MARK.len())?;
    let length = usize::try_from(u32::from_le_bytes(after_mark.get(..4)?.try_into().ok()?)).ok()?;
    let body = bytes.get(HEAD..HEAD.checked_add(length)?)?;
    let page = match mark {
        _ if Sha256::digest(body)[..8] != *after_mark.get(4..12)? => return None,
        _ if mark == MARK => from_row(body),
        // A page begins with an identifier, so its own bytes do not tell whether a version stands in front.
        _ if mark == UNMARKED => from_body(body).ok_or(Unreadable::Damaged),
        _ => return None,
    };
    Some((page, HEAD + length))
}

#[cfg(test)]
mod tests {
    use domain::ids::PersonId;

    use super::super::Entry;
    use super::*;

    fn page(number: u64, who: u8) -> Page {
        let entries = vec![Entry::SessionsEnded(PersonId::from_bytes([who; 16]))];
        Page { journal: [1; 16], number, entries }
    }

    #[tokio::test]
    async fn pages_are_found_again_around_a_cut_one() {
        let folder = tempfile::tempdir().expect("a folder");
        let journal = Journal::at(&folder.path().join("journal"));
        assert!(journal.pages().expect("nothing is fine").is_empty());
        journal.add(page(1, 1)).await.expect("added");
        let (_, path) = journal.days().expect("days").pop_first().expect("today");
        let cut = framed(&page(2, 9)).expect("framed");
        OpenOptions::new().append(true).open(&path).expect("opens").write_all(&cut[..cut.len() - 3]).expect("a cut");
        journal.add(page(2, 2)).await.expect("added");
        journal.add(page(2, 3)).await.expect("added");
        let pages: Vec<Page> = journal.pages().expect("read").into_values().collect();
        assert_eq!(pages, [page(1, 1), page(2, 3)], "of two with one number the last counts");
    }

    fn framed_as(mark: [u8; 4], body: &[u8]) -> Vec<u8> {
        let length = u32::try_from(body.len()).expect("it is short");
        [&mark[..], &length.to_le_bytes(), &Sha256::digest(body)[..8], body].concat()
    }

    #[test]
    fn pages_from_before_versions_are_read_and_those_of_a_later_one_are_not_passed_over() {
        let unmarked =
            postcard::to_allocvec(&Page { journal: [0x80, 0, 9, 7].repeat(4).try_into().expect("16"), ..page(1, 1) });
        let before = framed_as(UNMARKED, &unmarked.expect("written"));
        let bytes = [&before[..], &framed(&page(2, 2)).expect("framed")].concat();
        let numbers: Vec<u64> = read(&bytes).expect("reads").iter().map(|page| page.number).collect();
        assert_eq!(numbers, [1, 2]);
        let later = framed_as(MARK, &[0x80, 0, 99, 1, 2, 3]);
        let error = read(&[&bytes[..], &later].concat()).expect_err("it says what nobody here understands");
        assert_eq!(error.to_string(), Unreadable::Newer.to_string());
    }

    #[tokio::test]
    async fn nobody_else_reads_it_and_old_days_go() {
        use std::os::unix::fs::PermissionsExt;
        let folder = tempfile::tempdir().expect("a folder");
        let inner = folder.path().join("journal");
        fs::create_dir(&inner).expect("a folder");
        fs::write(inner.join("2020-01-01.journal"), b"old").expect("an old day");
        let journal = Journal::at(&inner);
        journal.add(page(1, 1)).await.expect("added");
        let days = journal.days().expect("days");
        assert_eq!(days.len(), 1);
        let mode = fs::metadata(days.values().next().expect("today")).expect("facts").permissions().mode();
        assert_eq!(mode & 0o777, 0o600);
    }
}
