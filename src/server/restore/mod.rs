//! Putting a copy in place of the database, without giving anybody back what they had lost since.

use std::path::{Path, PathBuf};

use anyhow::Context;
use domain::value::Moment;

use crate::config::Data;
use crate::db::sqlite::SqliteDb;
use crate::db::{ChangeRow, Db, DeviceRow, FileRow, Txn};
use crate::files::FileStore;
use crate::gate::{begin_another_life, replay};
use crate::journal::{self, Changed, Entry, Journal, Page};
use crate::lock::FolderLock;
use crate::private;
use crate::serve::fresh_epoch;

mod place;

/// What was done.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Restored {
    /// The journal knows of everything that happened since the copy was made.
    pub journal_is_whole: bool,
    /// How much of the journal was made again.
    pub made_again: usize,
    /// How much of it no longer fits.
    pub unfit: usize,
    /// How many sessions ended, because nothing proves that they had not ended since.
    pub sessions_ended: u64,
    /// How many files are not on the disk, and are asked for again.
    pub files_missing: usize,
    /// Where the database is that was in its place.
    pub before: Option<PathBuf>,
}

/// Puts a copy in place of the database. Access, passwords and ended sessions are then brought up to today from the
/// journal; everything else is offered again by the devices that made it. All of that is done beside the present
/// database, which stays as it is if anything fails, and is kept if nothing does.
///
/// # Errors
/// When a server is running on this folder, the copy is not a sound database or is newer than this program, or the disk
/// fails.
pub async fn restore(data: &Data, copy: &Path, now: Moment) -> anyhow::Result<Restored> {
    private::folder(&data.folder).await.context("the data folder cannot be made, or kept from others")?;
    let _nobody_serves = FolderLock::take(&data.folder)?;
    SqliteDb::check(copy).await.context("this is no sound copy")?;
    let beside = place::beside(&data.database());
    place::forget(&beside).await?;
    let restored = match brought_up_to_today(data, copy, &beside, now).await {
        Ok(restored) => restored,
        Err(error) => {
            place::forget(&beside).await.ok();
            return Err(error);
        }
    };
    let before = place::put(&beside, &data.database()).await.context("the copy cannot be put in place")?;
    Ok(Restored { before, ..restored })
}

/// Makes a database of the copy, with a life of its own, in which is what must not be forgotten.
async fn brought_up_to_today(data: &Data, copy: &Path, beside: &Path, now: Moment) -> anyhow::Result<Restored> {
    place::copy(copy, beside).await.context("the copy cannot be copied")?;
    // Without a journal of its own: what is made again stands there already.
    let db = SqliteDb::open(beside).await.context("the copy cannot be opened")?;
    let mut txn = db.write().await?;
    begin_another_life(&mut *txn, fresh_epoch(), now).await?;
    let files = FileStore::open(&data.files()).await.context("the folder of files cannot be made")?;
    let (pages, last, whole) = since(&mut *txn, &Journal::at(&data.journal())).await?;
    let mut restored = Restored { journal_is_whole: whole, ..Restored::default() };
    for entry in pages.iter().flat_map(|page| &page.entries) {
        if make_again(&mut *txn, entry, &files, now).await? {
            restored.made_again += 1;
        } else {
            restored.unfit += 1;
        }
    }
    if let Some((id, number)) = last {
        txn.put_setting(journal::ID, &id).await?;
        txn.put_setting(journal::NUMBER, &number.to_le_bytes()).await?;
    }
    txn.commit().await?;
    if !whole {
        restored.sessions_ended = db.end_every_session().await?;
    }
    for file in db.files().await? {
        let there = tokio::fs::metadata(files.path(file.hash)).await.is_ok_and(|facts| facts.len() == file.bytes);
        if !there {
            db.forget_file(file.hash).await?;
            restored.files_missing += 1;
        }
    }
    db.close().await;
    Ok(restored)
}

/// Refuses a database that somebody put back by hand: it would give back what was taken from people since.
///
/// # Errors
/// When the journal knows of more than the database.
pub async fn is_up_to_date(db: &dyn Db, journal: &Journal) -> anyhow::Result<()> {
    let mut txn = db.read().await?;
    let Some(id) = txn.setting(journal::ID).await? else { return Ok(()) };
    let number = number_of(txn.setting(journal::NUMBER).await?);
    let pages = journal.pages().context("the journal cannot be read")?;
    let last = pages.keys().filter(|(of, _)| of[..] == id[..]).map(|(_, number)| *number).max().unwrap_or_default();
    // The last one may never have come to stand in the database.
    anyhow::ensure!(
        last <= number + 1,
        "the database is older than its journal: put it back with `footbridge restore`, so that nobody gets back what \
         they lost since"
    );
    if last < number {
        tracing::warn!("the journal does not reach to today: after a restore, everybody would have to sign in again");
    }
    Ok(())
}

type Since = (Vec<Page>, Option<([u8; 16], u64)>, bool);

/// What the journal has after the moment at which the copy was made, its last page, and whether nothing is missing.
async fn since(txn: &mut dyn Txn, journal: &Journal) -> anyhow::Result<Since> {
    let id: Option<[u8; 16]> = txn.setting(journal::ID).await?.and_then(|bytes| bytes.try_into().ok());
    let number = number_of(txn.setting(journal::NUMBER).await?);
    let pages = journal.pages().context("the journal cannot be read")?;
    // A copy from before there was a journal has no number: whatever the one here says is made again.
    let id = id.or_else(|| pages.keys().map(|(id, _)| *id).next_back());
    let Some(id) = id else { return Ok((Vec::new(), None, false)) };
    let own: Vec<Page> = pages.into_values().filter(|page| page.journal == id).collect();
    let last = own.last().map_or(number, |page| page.number.max(number));
    let reaches = own.iter().any(|page| page.number == number) || (number == 0 && !own.is_empty());
    let later: Vec<Page> = own.into_iter().filter(|page| page.number > number).collect();
    let gapless = later.iter().zip(number + 1..).all(|(page, expected)| page.number == expected);
    Ok((later, Some((id, last)), number > 0 && reaches && gapless))
}

/// The number in [`journal::NUMBER`].
pub(crate) fn number_of(bytes: Option<Vec<u8>>) -> u64 {
    bytes.and_then(|bytes| bytes.try_into().ok()).map_or(0, u64::from_le_bytes)
}

/// Makes one entry of the journal again; `false` when it no longer fits.
async fn make_again(txn: &mut dyn Txn, entry: &Entry, files: &FileStore, now: Moment) -> anyhow::Result<bool> {
    match entry {
        Entry::Person(row) => txn.put_person(row).await?,
        Entry::SignIn { name, person, password } => return Ok(txn.put_sign_in(name, *person, password).await?),
        Entry::Device { person, device, secret, seen } => {
            txn.put_device(*person, &DeviceRow { device: *device, secret: *secret, seen: *seen }).await?;
        }
        Entry::SessionEnded(token) => txn.end_session(token).await?,
        Entry::SessionsEnded(person) => {
            txn.end_sessions_of(*person).await?;
        }
        Entry::Changed(Changed { scope, revision, author, device, at, change }) => {
            let (change, author, device) = (change.clone(), *author, *device);
            let row = ChangeRow { scope: *scope, revision: *revision, author, device, at: *at, change };
            return Ok(replay(txn, &row, now).await?);
        }
        Entry::File { hash, bytes, media, by, at } => {
            let there = tokio::fs::metadata(files.path(*hash)).await.is_ok_and(|facts| facts.len() == *bytes);
            if there {
                txn.put_file(&FileRow { hash: *hash, bytes: *bytes, media: media.clone() }, *by, *at).await?;
            }
        }
    }
    Ok(true)
}
