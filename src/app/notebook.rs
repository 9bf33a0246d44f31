//! The reactive face of what is on this device. Screens read signals from here and write through
//! [`Notebook::record`]; they never touch the store or the network.

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
use sync::device::{Adopted, CircleView, Device, Draft, Entry, NotRecorded};
use sync::remote::{Remote, RemoteError};
use sync::session::{SessionToken, StoreName};
use sync::store::{Durability, Key, LocalStore as _, StoreError, Table, Write};
use sync::wire::HistoryReply;
use worker::files::Clean;

use crate::circle::Circle;
use crate::forms::FormName;
use crate::platform::clock::{device_clock, new_id, now, put_right, random_bytes, sleep};
use crate::platform::finger;
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

/// As many versions are remembered: of saves that overtake each other, the later takes the place of the earlier.
const HELD: usize = 4;

impl Inner {
    fn hold(&self, form: (RecordId, FormName), versions: impl IntoIterator<Item = u64>) {
        let mut versions: Vec<u64> = versions.into_iter().collect();
        let old = versions.len().saturating_sub(HELD);
        versions.drain(..old);
        self.held.borrow_mut().insert(form, versions);
    }
}

/// A number for a draft's version that no tab has given: 53 bits, so that every store keeps it whole.
fn new_version() -> u64 {
    (u64::from_le_bytes(random_bytes()) >> 11).max(1)
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

    /// Makes sure that the device still answers, and says so where it does not.
    pub(crate) async fn wake(&self) {
        let inner = self.inner();
        if let Err(error) = inner.store.probe().await {
            self.trouble.set(Some(error));
        }
    }

    /// Sends what waits and takes in what is new: for the sync loop only.
    pub(crate) async fn sync_once(&self) -> Result<(), sync::engine::SyncError> {
        let inner = self.inner();
        inner.in_round.set(true);
        let outcome = self.round(&inner).await;
        inner.in_round.set(false);
        // It may have come too late for this round.
        let is_left = || self.has_unsent() || self.files_waiting.with_untracked(|files| !files.is_empty());
        if inner.recorded_in_round.replace(false) && (outcome.is_err() || is_left()) {
            self.nudge();
        }
        outcome
    }

    async fn round(&self, inner: &Inner) -> Result<(), sync::engine::SyncError> {
        let notebook = *self;
        let heard = move |adopted: &Adopted| notebook.after_exchange(adopted);
        sync::engine::sync_once(&inner.device, &inner.remote, device_clock, heard).await?;
        self.refresh_lists().await?;
        inner.device.tidy().await?;
        Ok(())
    }

    /// What this person shows the server, and for which store.
    pub(crate) fn pass(&self) -> Pass {
        self.inner().pass.clone()
    }

    /// Whether another tab has signed in anew for this person, so that trying again can help.
    pub(crate) async fn finds_new_session(&self) -> bool {
        let inner = self.inner();
        let kept = inner.device.session().await.ok().flatten();
        let is_new = kept.is_some() && kept != inner.pass.session();
        if is_new {
            inner.pass.hold(kept);
        }
        is_new
    }

    /// This person is signed out here: no session is left on the device.
    pub(crate) async fn drop_session(&self) -> Result<(), StoreError> {
        let inner = self.inner();
        inner.device.keep_session(None).await?;
        inner.pass.hold(None);
        Ok(())
    }

    /// The changes of a record that this person was allowed to see happen; only the server has them.
    pub(crate) async fn history(&self, record: RecordId) -> Result<HistoryReply, RemoteError> {
        self.inner().remote.history(record).await
    }

    /// Whether files may travel the way that leads to the server now.
    pub(crate) fn takes_files(&self) -> bool {
        self.inner().remote.takes_files()
    }

    /// Whether a change has not been sent yet.
    pub(crate) fn has_unsent(&self) -> bool {
        self.inner().device.waiting() > 0
    }

    /// Goes by what the server said of this device's clock; whether that is news.
    fn heed_clock(self) -> bool {
        let off = self.inner().device.clock_off(device_clock());
        put_right(off);
        crate::show::look_at_the_day();
        let is_news = self.clock_off.get_untracked() != off;
        if is_news {
            self.clock_off.set(off);
        }
        is_news
    }

    fn after_exchange(self, adopted: &Adopted) {
        let clock_news = self.heed_clock();
        if !adopted.circles.is_empty() {
            mark(Mark::TakenIn);
        }
        if clock_news || !adopted.circles.is_empty() {
            tabs::tell_others(Telling::Changed);
        }
        let circles = adopted.circles.clone();
        spawn_local(async move {
            self.refresh(&circles).await;
            self.trouble.set(self.refresh_lists().await.err());
        });
    }

    /// Another tab has changed something.
    pub(crate) async fn reload(&self) {
        let inner = self.inner();
        let outcome = inner.device.reload().await;
        self.heed_clock();
        let loaded: Vec<CircleId> = inner.views.borrow().keys().copied().collect();
        self.refresh(&loaded).await;
        self.trouble.set(outcome.and(self.refresh_lists().await).err());
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

    async fn refresh(&self, circles: &[CircleId]) {
        let inner = self.inner();
        let shown = {
            let views = inner.views.borrow();
            circles.iter().filter_map(|circle| Some((*circle, views.get(circle)?.clone()))).collect()
        };
        self.load_all(shown).await;
    }

    /// Reads several circles and shows them together: whoever looks at all of them looks once.
    async fn load_all(&self, circles: Vec<(CircleId, Shown)>) {
        let inner = self.inner();
        let mut read = Vec::with_capacity(circles.len());
        for (circle, signal) in circles {
            while inner.asked_for.get() > 0 {
                sleep(0).await;
            }
            let view = inner.device.circle(circle).await;
            if let Some(view) = self.readable(circle, view) {
                read.push((signal, view));
            }
        }
        finger::lifted().await;
        for (signal, view) in read {
            if signal.with_untracked(|shown| shown.as_ref().is_none_or(|shown| !Arc::ptr_eq(shown, &view))) {
                signal.set(Some(view));
            }
        }
    }

    async fn load(&self, circle: CircleId, signal: ArcRwSignal<Option<Arc<CircleView>>>) {
        let inner = self.inner();
        inner.asked_for.update(|count| count + 1);
        let read = inner.device.circle(circle).await;
        inner.asked_for.update(|count| count - 1);
        if let Some(view) = self.readable(circle, read) {
            signal.set(Some(view));
        }
    }

    /// What was read of a circle. One that cannot be read is said to be so, and keeps nobody from the others.
    fn readable(&self, circle: CircleId, read: Result<Arc<CircleView>, StoreError>) -> Option<Arc<CircleView>> {
        let unreadable = matches!(read, Err(StoreError::Damaged));
        if self.unreadable.with_untracked(|circles| circles.contains(&circle)) != unreadable {
            self.unreadable.update(|circles| {
                circles.retain(|known| *known != circle);
                circles.extend(unreadable.then_some(circle));
            });
        }
        match read {
            Ok(view) => Some(view),
            Err(StoreError::Damaged) => None,
            Err(error) => {
                self.trouble.set(Some(error));
                None
            }
        }
    }

    /// Whether this circle is on the device and cannot be read there: then it is not on its way.
    pub(crate) fn is_unreadable(&self, circle: Option<CircleId>) -> bool {
        circle.is_some_and(|circle| self.unreadable.with(|circles| circles.contains(&circle)))
    }

    /// Asks the server anew for the circles that cannot be read here.
    pub(crate) async fn fetch_unreadable(&self) {
        let inner = self.inner();
        for circle in self.unreadable.get_untracked() {
            if let Err(error) = inner.device.fetch_anew(circle).await {
                self.trouble.set(Some(error));
                return;
            }
        }
        self.unreadable.set(Vec::new());
        tabs::tell_others(Telling::Changed);
        self.nudge();
    }

    /// Reads a circle that is on the device before anything is drawn: the page that was opened shows it at once.
    pub(crate) async fn read_first(&self, circle: CircleId) {
        let inner = self.inner();
        if self.circles.with_untracked(|circles| circles.contains(&circle)) {
            let signal = ArcRwSignal::new(None);
            inner.views.borrow_mut().insert(circle, signal.clone());
            self.load(circle, signal).await;
        }
    }

    /// A circle as it stands, `None` until it is read. Reading begins with the first call.
    pub(crate) fn circle(&self, circle: CircleId) -> Signal<Option<Circle>> {
        let inner = self.inner();
        let signal = inner.views.borrow_mut().entry(circle).or_insert_with(|| ArcRwSignal::new(None)).clone();
        // It may be on its way among all of them; who asks for this one does not wait for those.
        if signal.with_untracked(Option::is_none) {
            let (notebook, loading) = (*self, signal.clone());
            spawn_local(async move { notebook.load(circle, loading).await });
        }
        let notebook = *self;
        Signal::derive(move || signal.get().map(|view| notebook.seen_by_me(view)))
    }

    fn seen_by_me(&self, view: Arc<CircleView>) -> Circle {
        Circle { view, me: self.me, role_elsewhere: self.role }
    }

    /// Every circle that has been read so far; asks for all of them.
    pub(crate) fn all(&self) -> Signal<Vec<Circle>> {
        let notebook = *self;
        Signal::derive(move || {
            let ids = notebook.circles.get();
            notebook.begin_all(&ids);
            let inner = notebook.inner();
            let signals: Vec<Shown> = {
                let views = inner.views.borrow();
                ids.iter().filter_map(|circle| views.get(circle).cloned()).collect()
            };
            signals.into_iter().filter_map(|signal| Some(notebook.seen_by_me(signal.get()?))).collect()
        })
    }

    /// Whether circles are on the device that have not been read yet, so that nobody says there are none.
    pub(crate) fn is_reading(&self) -> Signal<bool> {
        let (notebook, all) = (*self, self.all());
        let readable = move || notebook.circles.with(Vec::len).saturating_sub(notebook.unreadable.with(Vec::len));
        Signal::derive(move || readable() > all.with(Vec::len))
    }

    /// The circles that have been read so far, once.
    pub(crate) fn read_so_far(&self) -> Vec<Circle> {
        let inner = self.inner();
        let views = inner.views.borrow();
        views.values().filter_map(|signal| Some(self.seen_by_me(signal.get_untracked()?))).collect()
    }

    /// Begins to read those circles that nobody has asked for yet.
    fn begin_all(self, ids: &[CircleId]) {
        let inner = self.inner();
        let mut new = Vec::new();
        {
            let mut views = inner.views.borrow_mut();
            for circle in ids {
                views.entry(*circle).or_insert_with(|| {
                    let signal = ArcRwSignal::new(None);
                    new.push((*circle, signal.clone()));
                    signal
                });
            }
        }
        if !new.is_empty() {
            spawn_local(async move {
                // A page that is about to be drawn may ask for one of them first.
                sleep(0).await;
                self.load_all(new).await;
            });
        }
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

    /// Keeps what is being typed in this form and tab, in place of what was kept there of it or gone on from. What another
    /// tab or form kept meanwhile stays beside it.
    pub(crate) async fn keep_draft(&self, draft: Draft, form: FormName) -> Result<(), StoreError> {
        let inner = self.inner();
        let draft = Draft { version: new_version(), ..draft };
        let before = inner.held.borrow().get(&(draft.record, form)).cloned().unwrap_or_default();
        inner.hold((draft.record, form), before.iter().copied().chain([draft.version]));
        let outcome = inner.device.keep_draft(&draft, &before).await;
        self.trouble.set(outcome.err());
        // Other tabs hear what was begun or gone on from, and not of each few letters, unless two write at once.
        let others = |kept: &Draft| kept.record == draft.record && !before.contains(&kept.version);
        let tells = before.len() < 2 || self.drafts.with_untracked(|drafts| drafts.iter().any(others));
        self.drafts.update(|drafts| {
            let drafts = Arc::make_mut(drafts);
            drafts.retain(|kept| kept.record != draft.record || !before.contains(&kept.version));
            drafts.insert(0, draft);
        });
        if tells {
            tabs::tell_others(Telling::Drafts);
        }
        outcome
    }

    /// The draft of this form for a record: what this tab holds of it, else the last touched. From now on this tab goes on
    /// from it. What the form does not read is left as it is.
    pub(crate) async fn draft<F>(
        &self,
        record: RecordId,
        form: FormName,
        read: impl Fn(&Draft) -> Option<F>,
    ) -> Option<(Draft, F)> {
        let inner = self.inner();
        let drafts = match inner.device.drafts_of(record).await {
            Ok(drafts) => drafts,
            Err(error) => {
                self.trouble.set(Some(error));
                return None;
            }
        };
        let of_form = |draft: Draft| read(&draft).map(|form| (draft, form));
        let mut of_form: Vec<(Draft, F)> = drafts.into_iter().filter_map(of_form).collect();
        let own = of_form.iter().position(|(draft, _)| self.holds_draft(draft)).unwrap_or_default();
        let found = (own < of_form.len()).then(|| of_form.swap_remove(own))?;
        inner.hold((record, form), [found.0.version]);
        Some(found)
    }

    /// Whether a draft is what this tab goes on from.
    pub(crate) fn holds_draft(&self, draft: &Draft) -> bool {
        let Some(form) = FormName::of(draft) else { return false };
        self.inner().held.borrow().get(&(draft.record, form)).is_some_and(|versions| versions.contains(&draft.version))
    }

    /// Goes on from this draft of a form instead; what this tab held stays beside it.
    pub(crate) fn go_on_from(&self, draft: &Draft, form: FormName) {
        self.inner().hold((draft.record, form), [draft.version]);
        self.drafts.notify();
    }

    /// What this tab held of a form has become a change, or was thrown away. What another tab or form holds stays.
    pub(crate) async fn drop_draft(&self, record: RecordId, form: FormName) {
        let held = self.inner().held.borrow_mut().remove(&(record, form)).unwrap_or_default();
        self.drop_versions(record, held).await;
    }

    /// Somebody throws a draft away, whoever holds it.
    pub(crate) async fn throw_away(&self, draft: &Draft) {
        if let Some(form) = FormName::of(draft).filter(|_| self.holds_draft(draft)) {
            self.inner().held.borrow_mut().remove(&(draft.record, form));
        }
        self.drop_versions(draft.record, vec![draft.version]).await;
    }

    async fn drop_versions(&self, record: RecordId, versions: Vec<u64>) {
        if versions.is_empty() {
            return;
        }
        if let Err(error) = self.inner().device.drop_draft(record, &versions).await {
            self.trouble.set(Some(error));
        }
        let gone = |kept: &Draft| kept.record == record && versions.contains(&kept.version);
        self.drafts.update(|drafts| Arc::make_mut(drafts).retain(|kept| !gone(kept)));
        tabs::tell_others(Telling::Drafts);
    }

    /// Reads the drafts anew: another tab has begun or ended one.
    pub(crate) async fn reread_drafts(&self) {
        match self.inner().device.drafts().await {
            Ok(drafts) => self.drafts.set(Arc::new(drafts)),
            Err(error) => self.trouble.set(Some(error)),
        }
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
