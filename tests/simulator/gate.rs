//! The real gate over its database in memory, as the simulator's server. Its circles are kept by a service lead
//! who has no device in the simulation and only lets people in and out. File bytes lie in the model's shelf:
//! the real one is a folder, and has its own tests.

use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;
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
use server::db::PersonRow;
use server::db::memory::MemoryDb;
use server::gate::{Actor, Gate, GateError, Packing};
use sync::remote::RemoteError;
use sync::simulator::{Authority, Dice, Model};
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
}

impl RealGate {
    pub(crate) fn new(seed: u64) -> Self {
        let (db, dice) = (MemoryDb::default(), Dice::new(seed ^ 0xF007));
        let gate = RefCell::new(opened(&db));
        let keeper = PersonId::new(0, dice.ten());
        Self { db, gate, clock: Cell::new(0), dice, keeper, places: RefCell::default(), files: Model::default() }
    }

    fn ask(&self, person: PersonId, request: &SyncRequest) -> Result<SyncReply, RemoteError> {
        self.clock.set(self.clock.get() + 1000);
        let keeper = person == self.keeper;
        let role = if keeper { Role::ServiceLead } else { Role::Parent };
        let account =
            PersonRow { id: person, name: "somebody".to_owned(), role, may_add_pupils: keeper, administrator: false };
        let actor = Actor { account, device: request.device };
        let gate = self.gate.borrow().clone();
        let answer = gate.sync(&actor, request, Moment(self.clock.get())).now_or_never();
        answer.expect("nothing in memory is waited for").map_err(|error| match error {
            GateError::OtherProtocol => RemoteError::TooOld,
            _ => RemoteError::Unreachable,
        })
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
        };
        let reply = self.ask(self.keeper, &request).expect("the keeper is heard");
        let stands = matches!(reply.outcomes[..], [(_, Outcome::Accepted { .. })]);
        assert!(stands, "the keeper may not: {:?}: {request:?}", reply.outcomes);
    }
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

    fn sync(&self, person: PersonId, request: &[u8]) -> Result<Vec<u8>, RemoteError> {
        let request: SyncRequest = postcard::from_bytes(request).map_err(|_| RemoteError::Nonsense)?;
        let reply = self.ask(person, &request)?;
        postcard::to_allocvec(&reply).map_err(|_| RemoteError::Nonsense)
    }

    fn file_progress(&self, person: PersonId, file: FileHash) -> Result<FileProgress, RemoteError> {
        self.files.file_progress(person, file)
    }

    fn put_chunk(
        &self,
        person: PersonId,
        file: FileHash,
        offset: u64,
        whole: u64,
        bytes: &[u8],
    ) -> Result<FileProgress, RemoteError> {
        self.files.put_chunk(person, file, offset, whole, bytes)
    }

    fn get_chunk(
        &self,
        person: PersonId,
        file: FileHash,
        offset: u64,
        most: u64,
    ) -> Result<(Vec<u8>, u64), RemoteError> {
        self.files.get_chunk(person, file, offset, most)
    }

    fn restart(&self) {
        self.gate.replace(opened(&self.db));
    }

    fn records(&self, circle: CircleId) -> Vec<Record> {
        const LEVELS: [Sensitivity; 4] =
            [Sensitivity::Practice, Sensitivity::Everyday, Sensitivity::Sensitive, Sensitivity::Restricted];
        let reading = async {
            let gate = self.gate.borrow().clone();
            let mut txn = gate.db().read().await?;
            let mut records = Vec::new();
            for level in LEVELS {
                records.extend(txn.records_after(Scope::Circle(circle, level), Revision(0), u32::MAX).await?);
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
        found.map(|(_, outcome)| outcome)
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
