//! The real gate over its database in memory, as the simulator's server. Its circles are kept by a service lead
//! who has no device in the simulation and only lets people in and out. File bytes lie in the model's shelf:
//! the real one is a folder, and has its own tests.

use std::cell::{Cell, RefCell};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use domain::access::Membership;
use domain::change::{At, Change, Edit};
use domain::field::{ChoiceOf, Field, Held};
use domain::file::FileHash;
use domain::ids::{ChangeId, CircleId, DeviceId, PersonId, RecordId};
use domain::kind::{Kind, StateKey};
use domain::kinds::{circle_member, pupil};
use domain::record::Record;
use domain::role::{Role, Sensitivity};
use domain::scope::{Revision, Scope};
use domain::value::{Moment, Value};
use futures::FutureExt;
use server::auth::sessions::{self, Closed};
use server::db::memory::MemoryDb;
use server::db::{Db, DbError, Most, PersonRow, SessionRow};
use server::gate::{Actor, Gate, GateError, Packing, begin_another_life, replay};
use sync::remote::RemoteError;
use sync::session::{SessionToken, StoreName};
use sync::simulator::{Authority, Dice, Model, Ticket};
use sync::wire::{FileProgress, Outcome, PROTOCOL, ServerEpoch, SyncReply, SyncRequest};

/// The gate, its database, and its clock.
pub(crate) struct RealGate {
    db: MemoryDb,
    gate: RefCell<Gate>,
    clock: Cell<i64>,
    dice: Dice,
    keeper: PersonId,
    /// The circle_member record of each person in each circle.
    places: RefCell<BTreeMap<(CircleId, PersonId), RecordId>>,
    files: Model,
    copy: RefCell<Option<MemoryDb>>,
}

impl RealGate {
    pub(crate) fn new(seed: u64) -> Self {
        let (db, dice) = (MemoryDb::default(), Dice::new(seed ^ 0xF007));
        let gate = RefCell::new(opened(&db));
        let keeper = PersonId::new(0, dice.ten());
        Self {
            db,
            gate,
            clock: Cell::new(0),
            dice,
            keeper,
            places: RefCell::default(),
            files: Model::default(),
            copy: RefCell::default(),
        }
    }

    fn now(&self) -> Moment {
        self.clock.set(self.clock.get() + 1000);
        Moment(self.clock.get())
    }

    /// Who shows this ticket: the server's own question.
    fn whose(&self, ticket: Ticket) -> Result<Actor, RemoteError> {
        let (now, gate) = (self.now(), self.gate.borrow().clone());
        let asking = async {
            let mut txn = gate.db().read().await?;
            sessions::open(&mut *txn, ticket.session, ticket.store, now).await
        };
        match asking.now_or_never().expect("memory is at hand") {
            Ok(open) => Ok(open.actor),
            Err(Closed::NoSession) => Err(RemoteError::SignedOut),
            Err(Closed::OtherStore) => Err(RemoteError::OtherPerson),
            Err(Closed::Db(error)) => panic!("memory does not fail: {error}"),
        }
    }

    fn ask(&self, actor: &Actor, request: &SyncRequest) -> Result<SyncReply, RemoteError> {
        let (now, gate) = (self.now(), self.gate.borrow().clone());
        let answer = gate.sync(actor, request, now).now_or_never();
        answer.expect("nothing in memory is waited for").map_err(|error| match error {
            GateError::OtherProtocol => RemoteError::TooOld,
            GateError::OtherPerson => RemoteError::OtherPerson,
            _ => RemoteError::Unreachable,
        })
    }

    /// Changes what only the server's own doors change.
    fn write<T>(&self, work: impl AsyncFnOnce(&mut dyn server::db::Txn) -> Result<T, DbError>) -> T {
        let gate = self.gate.borrow().clone();
        let writing = async {
            let mut txn = gate.db().write().await?;
            let done = work(&mut *txn).await?;
            txn.commit().await?;
            Ok::<_, DbError>(done)
        };
        writing.now_or_never().expect("memory is at hand").expect("memory does not fail")
    }

    /// The keeper does something; it must stand.
    fn keep(&self, circle: CircleId, record: RecordId, kind: Kind, edits: Vec<Edit>) {
        let id = ChangeId::new(0, self.dice.ten());
        let change = Change { id, record, kind, circle, made_at: Moment(self.clock.get()), edits };
        let request = SyncRequest {
            protocol: PROTOCOL,
            device: DeviceId::from_bytes([9; 16]),
            device_time: Moment(0),
            server: None,
            cursors: Vec::new(),
            push: vec![change],
            person: self.keeper,
            again: Vec::new(),
        };
        let actor = Actor { account: account(self.keeper, Role::ServiceLead), device: request.device };
        let reply = self.ask(&actor, &request).expect("the keeper is heard");
        let stands = matches!(reply.outcomes[..], [(_, Outcome::Accepted { .. })]);
        assert!(stands, "the keeper may not: {:?}: {request:?}", reply.outcomes);
    }
}

fn account(id: PersonId, role: Role) -> PersonRow {
    let may_add_pupils = role == Role::ServiceLead;
    PersonRow { id, name: "somebody".to_owned(), role, may_add_pupils, administrator: false }
}

fn opened(db: &MemoryDb) -> Gate {
    let opening = Gate::open(Arc::new(db.clone()), ServerEpoch(7), Packing::QUICK).now_or_never();
    opening.expect("nothing in memory is waited for").expect("memory does not fail")
}

fn begin() -> Edit {
    Edit::Create { sensitivity: Sensitivity::Everyday, named: Vec::new() }
}

fn set<T: Held>(field: Field<T>, value: T) -> Edit {
    Edit::Set { at: At::field(field.key), value: value.give(), base: Value::Empty }
}

fn moved(from: StateKey, to: StateKey) -> Edit {
    Edit::Move { from, to }
}

impl Authority for RealGate {
    fn begin(&self, circle: CircleId, people: &[(PersonId, Membership)]) {
        let name = set(pupil::PREFERRED_NAME, "Sam".to_owned());
        self.keep(circle, circle.pupil(), pupil::KIND, vec![begin(), name]);
        for (person, membership) in people {
            let record = RecordId::new(0, self.dice.ten());
            self.places.borrow_mut().insert((circle, *person), record);
            let edits = vec![
                begin(),
                set(circle_member::PERSON, *person),
                set(circle_member::NAME, "somebody".to_owned()),
                set(circle_member::ROLE, circle_member::role_choice(membership.role)),
                set(circle_member::CEILING, ChoiceOf(membership.ceiling as u8)),
                moved(circle_member::INVITED, circle_member::ACTIVE),
            ];
            self.keep(circle, record, circle_member::KIND, edits);
        }
    }

    fn set_member(&self, circle: CircleId, person: PersonId, membership: Option<Membership>) {
        let record = self.places.borrow()[&(circle, person)];
        let edit = match membership {
            Some(_) => moved(circle_member::ENDED, circle_member::ACTIVE),
            None => moved(circle_member::ACTIVE, circle_member::ENDED),
        };
        self.keep(circle, record, circle_member::KIND, vec![edit]);
    }

    fn sign_in(&self, store: StoreName, session: SessionToken) {
        let now = self.now();
        let StoreName { person, device } = store;
        let row = SessionRow { person, device, begun: now, expires: Moment(now.0 + sessions::LASTS) };
        self.write(async |txn| {
            txn.put_person(&account(person, Role::Parent)).await?;
            txn.put_session(&session.mark(), &row).await
        });
        self.files.sign_in(store, session);
    }

    fn end_session(&self, session: SessionToken) {
        self.write(async |txn| txn.end_session(&session.mark()).await);
        self.files.end_session(session);
    }

    fn sync(&self, ticket: Ticket, request: &[u8]) -> Result<Vec<u8>, RemoteError> {
        let actor = self.whose(ticket)?;
        let request: SyncRequest = postcard::from_bytes(request).map_err(|_| RemoteError::Nonsense)?;
        let reply = self.ask(&actor, &request)?;
        postcard::to_allocvec(&reply).map_err(|_| RemoteError::Nonsense)
    }

    fn file_progress(&self, ticket: Ticket, file: FileHash) -> Result<FileProgress, RemoteError> {
        self.files.file_progress(ticket, file)
    }

    fn put_chunk(
        &self,
        ticket: Ticket,
        file: FileHash,
        offset: u64,
        whole: u64,
        bytes: &[u8],
    ) -> Result<FileProgress, RemoteError> {
        self.files.put_chunk(ticket, file, offset, whole, bytes)
    }

    fn get_chunk(&self, ticket: Ticket, file: FileHash, offset: u64, most: u64) -> Result<(Vec<u8>, u64), RemoteError> {
        self.files.get_chunk(ticket, file, offset, most)
    }

    fn restart(&self) {
        self.gate.replace(opened(&self.db));
    }

    fn copy(&self) {
        let copy = self.db.copied().now_or_never().expect("memory is at hand");
        self.copy.replace(Some(copy));
        self.files.copy();
    }

    fn put_back(&self) {
        let Some(copy) = self.copy.borrow().clone() else { return };
        self.clock.set(self.clock.get() + 1000);
        let life = ServerEpoch(8 + self.clock.get().unsigned_abs());
        // What a journal keeps: every change of a pupil's or member's record.
        let circles: BTreeSet<CircleId> = self.places.borrow().keys().map(|(circle, _)| *circle).collect();
        let pupils = circles.iter().map(CircleId::pupil);
        let journalled: Vec<RecordId> = pupils.chain(self.places.borrow().values().copied()).collect();
        let putting = async {
            let mut journal = Vec::new();
            let mut txn = self.db.read().await?;
            for record in &journalled {
                journal.extend(txn.changes_of(*record).await?);
            }
            drop(txn);
            journal.sort_by_key(|row| (row.at, row.revision));
            self.db.put_back(&copy).await;
            let mut txn = self.db.write().await?;
            begin_another_life(&mut *txn, life, Moment(self.clock.get())).await?;
            for row in journal {
                assert!(replay(&mut *txn, &row, Moment(self.clock.get())).await?, "the journal fits: {row:?}");
            }
            txn.commit().await
        };
        putting.now_or_never().expect("memory is at hand").expect("memory does not fail");
        self.files.put_back();
        self.restart();
    }

    fn records(&self, circle: CircleId) -> Vec<Record> {
        const LEVELS: [Sensitivity; 4] =
            [Sensitivity::Practice, Sensitivity::Everyday, Sensitivity::Sensitive, Sensitivity::Restricted];
        let reading = async {
            let gate = self.gate.borrow().clone();
            let mut txn = gate.db().read().await?;
            let mut records = Vec::new();
            for level in LEVELS {
                records.extend(txn.records_after(Scope::Circle(circle, level), Revision(0), Most::ALL).await?.records);
            }
            Ok::<_, server::db::DbError>(records)
        };
        reading.now_or_never().expect("memory is at hand").expect("memory does not fail")
    }

    fn outcome(&self, change: ChangeId) -> Option<Outcome> {
        let reading = async {
            let gate = self.gate.borrow().clone();
            let mut txn = gate.db().read().await?;
            txn.outcome(change).await
        };
        let found = reading.now_or_never().expect("memory is at hand").expect("memory does not fail");
        found.map(|row| row.outcome)
    }

    fn author(&self, change: ChangeId) -> Option<PersonId> {
        let reading = async {
            let gate = self.gate.borrow().clone();
            let mut txn = gate.db().read().await?;
            txn.outcome(change).await
        };
        let found = reading.now_or_never().expect("memory is at hand").expect("memory does not fail");
        found.map(|row| row.author)
    }

    fn has_file(&self, file: FileHash) -> bool {
        self.files.has_file(file)
    }

    fn is_quarantined(&self, change: &Change) -> bool {
        let reading = async {
            let gate = self.gate.borrow().clone();
            let mut txn = gate.db().read().await?;
            txn.quarantined().await
        };
        let rows = reading.now_or_never().expect("memory is at hand").expect("memory does not fail");
        rows.iter().any(|row| row.change == *change)
    }
}
