//! Brings the school's files onto the device before anybody opens them: at the bedside there may be no network (A5).

use std::cell::RefCell;
use std::collections::BTreeSet;

use domain::file::FileHash;
use domain::order::gathered;
use domain::record::Record;
use domain::role::Role;
use sync::engine::SyncError;
use sync::remote::RemoteError::{Busy, OtherPerson, SignedOut, Unreachable};

use crate::circle::Circle;
use crate::faces::{Files, face};
use crate::notebook::Notebook;

/// Larger files wait until somebody opens them, in bytes: a ward's Wi-Fi is shared.
const LARGEST: u64 = 10 * 1024 * 1024;

thread_local! {
    /// What is here, or what the server could not give since the page was opened.
    static DONE_WITH: RefCell<BTreeSet<FileHash>> = const { RefCell::new(BTreeSet::new()) };
}

/// Fetches what is missing, one file after the other. For teachers, who come to where there is no network.
pub(crate) async fn files_of_plans(notebook: Notebook) {
    let wanted: BTreeSet<FileHash> = gathered(notebook.read_so_far().iter().flat_map(files));
    let missing: Vec<FileHash> = DONE_WITH.with_borrow(|done| wanted.difference(done).copied().collect());
    for hash in missing {
        if !notebook.takes_files() {
            return;
        }
        if !notebook.is_open() {
            return;
        }
        let fetched = notebook.fetch(hash).await;
        if matches!(fetched, Err(SyncError::Remote(Unreachable | Busy(_) | SignedOut | OtherPerson))) {
            // The others would be tried in vain: they are fetched after a later round.
            return;
        }
        // What else can't be had now is asked for again when its page is opened.
        DONE_WITH.with_borrow_mut(|done| done.insert(hash));
    }
}

/// The files of shared plans and of the worksheets that came for them.
fn files(circle: &Circle) -> Vec<FileHash> {
    if circle.role() != Some(Role::HospitalTeacher) {
        return Vec::new();
    }
    let comes_ahead = |record: &&Record| match face(record.kind).files {
        Files::WhenOpened => false,
        Files::Ahead => true,
        Files::AheadIn(state) => record.state == state,
    };
    let records = circle.view.records.values().filter(|record| !record.removed).filter(comes_ahead);
    let facts = records.flat_map(Record::files);
    facts.filter(|file| file.bytes <= LARGEST).map(|file| file.hash).collect()
}
