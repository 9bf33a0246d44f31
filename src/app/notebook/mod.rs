//! The reactive face of what is on this device. Screens read signals from here and write through
//! [`Notebook::record`]; they never touch the store or the network.

mod circles;
mod drafts;
mod syncing;

use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use std::rc::Rc;
use std::sync::Arc;

use domain::change::Change;
use domain::check::ProblemKind;
use domain::compose::Compose;
use domain::file::FileHash;
use domain::ids::{ChangeId, CircleId, DeviceId, PersonId, RecordId};
use domain::kind::Kind;
use domain::order::gathered;
use domain::record::Record;
use domain::role::Role;
use domain::scope::Revision;
use domain::value::Moment;
use futures::future::try_join;
use leptos::prelude::*;
use leptos::task::spawn_local;
use sync::device::{CircleView, Device, Draft, Entry, NotRecorded};
use sync::session::{SessionToken, StoreName};
use sync::store::{Durability, Key, LocalStore as _, StoreError, Table, Write};
use worker::files::Clean;

use crate::forms::FormName;
use crate::platform::clock::{new_id, now, sleep};
use crate::platform::http::{HttpRemote, Pass};
use crate::platform::idb::IdbStore;
use crate::platform::marks::{Mark, mark};
use crate::platform::tabs::{self, Telling};

/// A circle as it is shown, `None` until it is read.
type Shown = ArcRwSignal<Option<Arc<CircleView>>>;
type Views = BTreeMap<CircleId, Shown>;

/// What is on this device, for one person. Cheap to copy.
#[derive(Clone, Copy)]
pub(crate) struct Notebook {
    inner: StoredValue<Rc<Inner>, LocalStorage>,
    me: PersonId,
    /// What I am, wherever no circle says otherwise.
    role: Option<Role>,
    /// The circles of which something is here.
    pub(crate) circles: RwSignal<Vec<CircleId>>,
    /// Every change made here that is not simply part of the records yet.
    pub(crate) outbox: RwSignal<Arc<Vec<(u64, Entry)>>>,
    /// Files that the server does not have yet.
    pub(crate) files_waiting: RwSignal<Arc<Vec<FileHash>>>,
    /// Everything begun and not saved.
    pub(crate) drafts: RwSignal<Arc<Vec<Draft>>>,
    /// The last trouble with the store: shown until something is kept again.
    pub(crate) trouble: RwSignal<Option<StoreError>>,
    /// Why what was done last could not be recorded as it is: shown until something is recorded, or another page is.
    pub(crate) refused: RwSignal<Option<ProblemKind>>,
    /// Circles that are on the device and cannot be read there.
    pub(crate) unreadable: RwSignal<Vec<CircleId>>,
    /// Rises when there is something to send.
    pub(crate) nudges: RwSignal<u32>,
    /// By how many milliseconds this device's clock is behind the server's, where it is wrong.
    pub(crate) clock_off: RwSignal<Option<i64>>,
}

struct Inner {
    store: IdbStore,
    device: Device<IdbStore>,
    pass: Pass,
    remote: HttpRemote,
    views: RefCell<Views>,
    /// Whether a round of syncing is on.
    in_round: Cell<bool>,
    /// Whether something was recorded meanwhile.
    recorded_in_round: Cell<bool>,
    /// How many circles are being read because a page shows just them: those come first.
    asked_for: Cell<usize>,
    /// Of each record's form, the versions that this tab wrote or went on from: what it takes the place of.
    held: RefCell<BTreeMap<(RecordId, FormName), Vec<u64>>>,
}

impl Notebook {
    /// Opens what is on the device, which the server knows by this name. A session that has just begun is kept with it;
    /// without one it goes on with the session that lies there, if one does.
    pub(crate) async fn open(
        store: IdbStore,
        (person, role): (PersonId, Option<Role>),
        name: DeviceId,
        begun: Option<SessionToken>,
    ) -> Result<Self, StoreError> {
        let device = Device::open(store.clone(), person, name).await?;
        let pass = Pass::of(StoreName { person, device: name });
        if begun.is_some() {
            device.keep_session(begun).await?;
        }
        let remote = HttpRemote::of(pass.clone());
        let notebook = Self {
            inner: StoredValue::new_local(Rc::new(Inner {
                store,
                device,
                pass,
                remote,
                views: RefCell::default(),
                in_round: Cell::default(),
                recorded_in_round: Cell::default(),
                asked_for: Cell::default(),
                held: RefCell::default(),
            })),
            me: person,
            role,
            circles: RwSignal::new(Vec::new()),
            outbox: RwSignal::new(Arc::default()),
            files_waiting: RwSignal::new(Arc::default()),
            drafts: RwSignal::new(Arc::default()),
            trouble: RwSignal::new(None),
            refused: RwSignal::new(None),
            unreadable: RwSignal::new(Vec::new()),
            nudges: RwSignal::new(0),
            clock_off: RwSignal::new(None),
        };
        notebook.heed_clock();
        let inner = notebook.inner();
        let (session, ()) = try_join(inner.device.session(), notebook.refresh_lists()).await?;
        inner.pass.hold(session);
        Ok(notebook)
    }

    fn inner(&self) -> Rc<Inner> {
        self.inner.get_value()
    }

    /// Whether anybody still holds it open.
    pub(crate) fn is_open(&self) -> bool {
        self.nudges.try_get_untracked().is_some()
    }

    pub(crate) fn me(&self) -> PersonId {
        self.me
    }

    async fn refresh_lists(&self) -> Result<(), StoreError> {
        let inner = self.inner();
        let circles = inner.device.circles();
        if self.circles.with_untracked(|known| *known != circles) {
            self.circles.set(circles);
        }
        self.outbox.set(Arc::new(inner.device.outbox()));
        let (files, drafts) = try_join(inner.device.files_waiting(), inner.device.drafts()).await?;
        self.files_waiting.set(Arc::new(files.into_iter().map(|(_, file)| file).collect()));
        self.drafts.set(Arc::new(drafts));
        Ok(())
    }

    /// Records what a person did: the only door for writing. Afterwards it is on the device, shown, and will be sent. What
    /// could not be recorded is announced above every page, with why.
    pub(crate) async fn record(&self, changes: Vec<Change>) -> Result<(), NotRecorded> {
        let outcome = self.try_record(changes).await;
        if let Err(NotRecorded::Unsound(problems)) = &outcome {
            self.refused.set(problems.first().map(|problem| problem.what));
        }
        outcome
    }

    /// The same for a form that says beside its fields what is to be mended.
    pub(crate) async fn try_record(&self, changes: Vec<Change>) -> Result<(), NotRecorded> {
        let circles: std::collections::BTreeSet<CircleId> = gathered(changes.iter().map(|change| change.circle));
        let inner = self.inner();
        mark(Mark::SaveBegins);
        // A round of syncing needs a moment to begin, and first looks at what is stored: by then this is.
        self.nudge();
        inner.device.record(changes).await.inspect_err(|error| {
            if let NotRecorded::Store(error) = error {
                self.trouble.set(Some(*error));
            }
        })?;
        mark(Mark::Saved);
        if inner.in_round.get() {
            inner.recorded_in_round.set(true);
        } else {
            self.nudge();
        }
        self.trouble.set(None);
        if self.refused.with_untracked(Option::is_some) {
            self.refused.set(None);
        }
        self.outbox.set(Arc::new(inner.device.outbox()));
        self.refresh(&circles.into_iter().collect::<Vec<_>>()).await;
        // What is saved is shown first; nobody waits for the rest.
        let notebook = *self;
        spawn_local(async move {
            sleep(0).await;
            tabs::tell_others(Telling::Changed);
            notebook.trouble.set(notebook.refresh_lists().await.err());
        });
        Ok(())
    }

    /// A change that begins a record.
    pub(crate) fn begin(&self, kind: Kind, circle: CircleId, record: RecordId) -> Compose<'static> {
        Compose::begin(new_id::<ChangeId>(), now(), kind, circle, record)
    }

    /// A change of a record as it is seen here.
    pub(crate) fn on<'a>(&self, current: &'a Record) -> Compose<'a> {
        Compose::on(new_id::<ChangeId>(), now(), current)
    }

    /// Keeps a file before it is shown. Only what is free of place and device can be kept.
    pub(crate) async fn keep_file(&self, file: &Clean) -> Result<FileHash, StoreError> {
        self.inner().device.keep_file(file.bytes()).await.inspect_err(|error| self.trouble.set(Some(*error)))
    }

    /// A file's bytes, from the device or else from the server; `None` while they cannot be had.
    pub(crate) async fn file(&self, hash: FileHash) -> Option<Vec<u8>> {
        let inner = self.inner();
        sync::engine::fetch_file(&inner.device, &inner.remote, hash).await.ok()
    }

    /// Brings a file's bytes onto the device, where they are not yet.
    pub(crate) async fn fetch(&self, hash: FileHash) -> Result<(), sync::engine::SyncError> {
        if self.holds(hash).await {
            return Ok(());
        }
        let inner = self.inner();
        sync::engine::fetch_file(&inner.device, &inner.remote, hash).await.map(drop)
    }

    /// Whether a file's bytes are on the device.
    pub(crate) async fn holds(&self, hash: FileHash) -> bool {
        matches!(self.inner().device.file_state(hash).await, Ok(Some(_)))
    }

    /// Keeps a small fact under a name, sealed like everything here; `None` lets it go.
    pub(crate) async fn keep_fact(&self, name: &[u8], fact: Option<Vec<u8>>) -> Result<(), StoreError> {
        let key = Key::new(name, 0);
        let write = fact
            .map_or_else(|| Write::Delete(Table::Meta, key.clone()), |fact| Write::Put(Table::Meta, key.clone(), fact));
        let outcome = self.inner().store.commit(vec![write], Durability::Strict).await;
        outcome.map(drop).inspect_err(|error| self.trouble.set(Some(*error)))
    }

    /// A fact that was kept under this name.
    pub(crate) async fn fact(&self, name: &[u8]) -> Option<Vec<u8>> {
        self.inner().store.get(Table::Meta, &Key::new(name, 0)).await.ok().flatten()
    }

    /// What I last saw of a record.
    pub(crate) async fn seen(&self, record: RecordId) -> Option<Revision> {
        self.inner().device.seen(record).await.ok().flatten()
    }

    pub(crate) async fn mark_seen(&self, record: RecordId, revision: Revision) {
        if let Err(error) = self.inner().device.mark_seen(record, revision).await {
            self.trouble.set(Some(error));
        }
    }

    /// A person has read why a change was not accepted and lets it go.
    pub(crate) async fn let_go(&self, number: u64) {
        let outcome = self.inner().device.let_go(number).await;
        self.trouble.set(outcome.and(self.refresh_lists().await).err());
    }

    pub(crate) fn last_exchange(&self) -> Option<Moment> {
        self.inner().device.last_exchange()
    }

    /// Asks to send now.
    pub(crate) fn nudge(&self) {
        self.nudges.update(|count| *count += 1);
    }

    /// How many things the server has not got: for the badge.
    pub(crate) fn unsent(&self) -> Signal<usize> {
        let (outbox, files) = (self.outbox, self.files_waiting);
        Signal::derive(move || {
            let records: std::collections::BTreeSet<RecordId> = outbox.with(|entries| {
                let unsent = entries.iter().filter(|(_, entry)| !entry.is_shown() || entry.is_waiting());
                gathered(unsent.map(|(_, entry)| entry.change.record))
            });
            records.len() + usize::from(records.is_empty() && files.with(|files| !files.is_empty()))
        })
    }
}

/// The notebook of the person who is signed in. Only inside signed-in pages.
pub(crate) fn use_notebook() -> Notebook {
    expect_context::<Notebook>()
}
