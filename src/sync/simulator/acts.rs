//! What goes on in a tab, as futures: somebody types, photographs, drafts; the app syncs, reads anew, tidies.

use std::cell::{Cell, RefCell};
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use domain::access::{Membership, Viewer};
use domain::change::{At, Edit};
use domain::file::{FileFact, FileHash};
use domain::ids::{CircleId, PersonId, RecordId};
use domain::kinds::session;
use domain::record::Record;
use domain::value::Moment;

use super::authority::Authority;
use super::deeds::{Hand, marks_in, words_of};
use super::dice::Dice;
use super::disk::Disk;
use super::line::Line;
use super::oracle::Oracle;
use crate::device::{Device, Draft, NotRecorded};
use crate::engine::{SyncError, fetch_file, sync_once};
use crate::remote::RemoteError;
use crate::session::SessionToken;
use crate::store::StoreError;
use crate::wire::CHUNK;

/// More segments than this in a scope, and a simulated device tidies up. Real ones wait longer.
const MANY: usize = 2;

/// One tab, as somebody uses it.
pub(super) struct Desk {
    pub(super) dice: Rc<Dice>,
    pub(super) oracle: Rc<RefCell<Oracle>>,
    pub(super) roles: Rc<BTreeMap<(PersonId, CircleId), Membership>>,
    pub(super) marks: Rc<Cell<u32>>,
    pub(super) device: Rc<Device<Disk>>,
    pub(super) machine: usize,
    pub(super) tab: usize,
    pub(super) clock: Rc<Cell<i64>>,
}

impl Desk {
    fn person(&self) -> PersonId {
        self.device.person()
    }

    fn now(&self) -> Moment {
        self.clock.set(self.clock.get() + 10);
        Moment(self.clock.get())
    }

    fn complain(&self, what: String) {
        self.oracle.borrow_mut().wrong.push(what);
    }

    /// Somebody does something in one of the circles that this device knows.
    pub(super) async fn act(self) {
        let known: Vec<CircleId> = self.device.cursors().iter().filter_map(|cursor| cursor.scope.circle()).collect();
        let Some(circle) = self.dice.pick(&known).copied() else { return };
        let Ok(view) = self.device.circle(circle).await else { return };
        let file = if self.dice.chance(80) { self.photograph().await } else { None };
        let own = self.roles.iter().filter(|((person, _), _)| *person == self.person());
        let memberships = own.map(|((_, circle), membership)| (*circle, *membership)).collect();
        let viewer = Viewer { person: self.person(), memberships, may_add_pupils: false };
        let hand =
            Hand { dice: &self.dice, viewer: &viewer, view: &view, circle, now: self.now(), file, marks: &self.marks };
        let Some(deed) = hand.deed() else { return };
        self.oracle.borrow_mut().attempt(&deed, self.person(), self.machine);
        let mut saved = false;
        for _ in 0..4 {
            match self.device.record(vec![deed.change.clone()]).await {
                Ok(()) => {
                    saved = true;
                    break;
                }
                // The text is still on the screen, and the person presses the button again.
                Err(NotRecorded::Store(StoreError::Full | StoreError::Lost)) => {}
                Err(error) => return self.complain(format!("{:?} was not recorded: {error}", deed.change)),
            }
        }
        if !saved {
            return;
        }
        self.oracle.borrow_mut().saved(deed.change.id);
        let kept = self.device.outbox().iter().any(|(_, entry)| entry.change.id == deed.change.id);
        if !kept && !self.oracle.borrow().was_answered(deed.change.id) {
            return self.complain(format!("was saved and is in no outbox: {:?}", deed.change));
        }
        let Ok(after) = self.device.circle(circle).await else { return };
        // Nothing came after it: in another tab of this device, somebody may have written over it by now.
        let held = self.device.outbox();
        let last = held.iter().rfind(|(_, entry)| entry.change.record == deed.change.record);
        let waits = last.is_some_and(|(_, entry)| entry.change.id == deed.change.id && entry.is_waiting());
        let Some(record) = after.get(deed.change.record).filter(|_| waits && deed.must_stand) else { return };
        // The item that it changes may have come with an earlier change, which another tab has meanwhile heard is not
        // accepted: this one then waits to be handed over with it.
        let fell_with = |at: &At| {
            let (list, item) = at.item?;
            let brings =
                |edit: &Edit| matches!(edit, Edit::AddItem { list: to, item: one, .. } if (*to, *one) == (list, item));
            held.iter().find(|(_, entry)| !entry.is_waiting() && entry.change.edits.iter().any(brings))
        };
        for (at, mark) in &deed.marks {
            if !is_shown(record, *at, mark) && fell_with(at).is_none() {
                let slot = record.slot(*at);
                self.complain(format!("{mark} was saved and is not shown: {:?}, but {slot:?}", deed.change));
            }
        }
    }

    async fn photograph(&self) -> Option<FileFact> {
        // Now and then one that needs two chunks.
        let long = self.dice.chance(15);
        let size = if long { usize::try_from(CHUNK).unwrap_or_default() + 5 } else { self.dice.below(60) };
        let mut bytes = self.dice.ten().to_vec();
        bytes.resize(10 + size, 7);
        let hash: FileHash = self.device.keep_file(&bytes).await.ok()?;
        self.oracle.borrow_mut().files.push((hash, self.person(), self.machine, bytes.clone()));
        let name = "photo.jpg".to_owned();
        Some(FileFact { hash, bytes: bytes.len() as u64, media: "image/jpeg".to_owned(), name, thumbnail: None })
    }

    /// Somebody begins something and does not save it yet.
    pub(super) async fn draft(self, record: RecordId) {
        let Some(circle) = self.device.circles().first().copied() else { return };
        self.marks.set(self.marks.get() + 1);
        let words = format!("Q{}Q, as far as I have come", self.marks.get());
        let (kind, at, form) = (session::KIND, self.now(), String::new());
        let draft = Draft { record, kind, circle, at, form, words: words.clone(), version: 0 };
        self.oracle.borrow_mut().drafting(self.machine, record, &words);
        if self.device.keep_draft(&draft, &[]).await.is_ok() {
            self.oracle.borrow_mut().drafted(self.machine, record, &words);
        }
    }

    /// A person has read why something was not accepted, and lets it go.
    pub(super) async fn let_go(self) {
        let held = self.device.outbox();
        let Some((number, entry)) = held.iter().find(|(_, entry)| entry.needs_somebody()) else { return };
        self.oracle.borrow_mut().let_go(entry.change.id);
        let _stays_then = self.device.let_go(*number).await;
    }

    /// This person has signed in: the session is sealed in their store.
    pub(super) async fn signed_in(self, session: SessionToken, held: Rc<Cell<Option<SessionToken>>>) {
        // Where it could not be kept, the tab goes on with it for as long as it is open.
        let _kept = self.device.keep_session(Some(session)).await;
        held.set(Some(session));
    }

    /// Another tab has changed something.
    pub(super) async fn reload(self) {
        let _as_before_then = self.device.reload().await;
    }

    /// Brings device and server in step, and looks after the store.
    pub(super) async fn sync<A: Authority>(&self, line: &Line<A>, anew: bool) -> Result<(), SyncError> {
        if anew {
            self.device.reload().await?;
        }
        let (life, before) = (self.device.server(), self.in_sight().await);
        let mut done = sync_once(&self.device, line, || self.now(), |_| {}).await;
        if let Err(SyncError::Remote(RemoteError::SignedOut | RemoteError::OtherPerson)) = done {
            // Another tab may have signed in anew.
            line.session.set(self.device.session().await?);
            done = sync_once(&self.device, line, || self.now(), |_| {}).await;
        }
        if life != self.device.server() {
            self.is_still_in_sight(&before).await;
        }
        done?;
        if self.dice.chance(200) {
            self.device.tidy_above(MANY).await?;
        }
        let files = match self.device.circles().first() {
            Some(circle) if self.dice.chance(100) => self.device.circle(*circle).await?,
            _ => return Ok(()),
        };
        let wanted = files.records.values().flat_map(Record::files).next().map(|file| file.hash);
        match wanted {
            Some(hash) => match fetch_file(&self.device, line, hash).await {
                Err(SyncError::Remote(RemoteError::NotFound)) | Ok(_) => Ok(()),
                Err(error) => Err(error),
            },
            None => Ok(()),
        }
    }

    /// The records that are shown.
    async fn in_sight(&self) -> BTreeSet<(CircleId, RecordId)> {
        let mut found = BTreeSet::new();
        for circle in self.device.circles() {
            if let Ok(view) = self.device.circle(circle).await {
                found.extend(view.records.keys().map(|record| (circle, *record)));
            }
        }
        found
    }

    /// The server was put back: what was shown before is still shown, unless somebody may no longer see it.
    async fn is_still_in_sight(&self, before: &BTreeSet<(CircleId, RecordId)>) {
        let now = self.in_sight().await;
        for (circle, record) in before.difference(&now) {
            let oracle = self.oracle.borrow();
            if !oracle.ended.contains(&(self.person(), *circle)) && !oracle.gone.contains(record) {
                drop(oracle);
                self.complain(format!("{record:?} is no longer shown since the server was put back"));
            }
        }
    }
}

fn is_shown(record: &Record, at: domain::change::At, mark: &str) -> bool {
    let Some(slot) = record.slot(at) else { return false };
    let values = std::iter::once(&slot.value).chain(slot.others.iter().map(|version| &version.value));
    values.into_iter().any(|value| marks_in(words_of(value)).contains(mark))
}
