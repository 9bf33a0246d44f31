//! The smallest server that keeps the protocol, in memory: for this crate's own tests, and as a second opinion
//! beside the real one. It is generous where the real one is careful: it names every record that may not be seen.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use domain::access::{self, Action, Membership, Subject, Viewer};
use domain::change::{Change, Edit};
use domain::check::problems_of;
use domain::file::FileHash;
use domain::ids::{ChangeId, CircleId, PersonId, RecordId};
use domain::merge::{self, Unfit};
use domain::record::Record;
use domain::scope::{Revision, Scope};
use domain::value::Moment;
use domain::withheld::as_given;
use sha2::{Digest, Sha256};

use super::authority::{Authority, Ticket};
use crate::pack;
use crate::remote::RemoteError;
use crate::session::{SessionToken, StoreName};
use crate::wire::{
    AccessEpoch, FileProgress, Outcome, PROTOCOL, Refusal, Segment, ServerEpoch, SyncReply, SyncRequest,
};

/// How many records it puts into one reply: few, so that there often is a next page.
const PAGE: usize = 4;

/// The server in memory.
#[derive(Default)]
pub struct Model {
    rows: RefCell<Rows>,
    copy: RefCell<Option<Rows>>,
}

#[derive(Clone, Default)]
struct Rows {
    records: BTreeMap<RecordId, Record>,
    heads: BTreeMap<Scope, u64>,
    outcomes: BTreeMap<ChangeId, Outcome>,
    authors: BTreeMap<ChangeId, PersonId>,
    sessions: BTreeMap<[u8; 32], StoreName>,
    quarantine: Vec<Change>,
    members: BTreeMap<(PersonId, CircleId), Membership>,
    epochs: BTreeMap<(PersonId, CircleId), u64>,
    files: BTreeMap<FileHash, (Vec<u8>, u64)>,
    clock: i64,
    /// How often it was put back, and since when the lives are that it remembers, but the first.
    life: u64,
    lives: Vec<(ServerEpoch, Moment)>,
}

/// The day on which everything happens.
#[must_use]
pub fn today() -> NaiveDate {
    NaiveDate::default()
}

impl Authority for Model {
    fn begin(&self, circle: CircleId, people: &[(PersonId, Membership)]) {
        for (person, membership) in people {
            self.set_member(circle, *person, Some(*membership));
        }
    }

    fn set_member(&self, circle: CircleId, person: PersonId, membership: Option<Membership>) {
        let mut rows = self.rows.borrow_mut();
        *rows.epochs.entry((person, circle)).or_default() += 1;
        match membership {
            Some(membership) => rows.members.insert((person, circle), membership),
            None => rows.members.remove(&(person, circle)),
        };
    }

    fn sign_in(&self, store: StoreName, session: SessionToken) {
        self.rows.borrow_mut().sessions.insert(session.mark(), store);
    }

    fn end_session(&self, session: SessionToken) {
        self.rows.borrow_mut().sessions.remove(&session.mark());
    }

    fn sync(&self, ticket: Ticket, request: &[u8]) -> Result<Vec<u8>, RemoteError> {
        let request: SyncRequest = postcard::from_bytes(request).map_err(|_| RemoteError::Nonsense)?;
        let mut rows = self.rows.borrow_mut();
        let person = rows.whose(ticket)?;
        if ticket.store != Some(StoreName { person: request.person, device: request.device }) {
            return Err(RemoteError::OtherPerson);
        }
        rows.clock += 1000;
        let (server, began) = (ServerEpoch(rows.life + 1), rows.began_after(request.server));
        let reply = if request.server.is_some_and(|known| known != server) {
            let (outcomes, removed, gone, segments, later) = Default::default();
            let (protocol, server_time, more) = (PROTOCOL, Moment(rows.clock), true);
            SyncReply { protocol, server, server_time, outcomes, removed, gone, segments, more, person, began, later }
        } else {
            let (mut outcomes, mut later) = (Vec::new(), Vec::new());
            for change in &request.push {
                let again = request.again.iter().any(|again| again.change == change.id);
                match rows.outcome_of(person, change, again) {
                    Some(outcome) => outcomes.push((change.id, outcome)),
                    None => later.push(change.id),
                }
            }
            SyncReply { later, ..rows.pull(person, &request, outcomes) }
        };
        postcard::to_allocvec(&reply).map_err(|_| RemoteError::Nonsense)
    }

    fn file_progress(&self, ticket: Ticket, file: FileHash) -> Result<FileProgress, RemoteError> {
        let rows = self.rows.borrow();
        rows.whose(ticket)?;
        Ok(rows.progress(file))
    }

    fn put_chunk(
        &self,
        ticket: Ticket,
        file: FileHash,
        offset: u64,
        whole: u64,
        bytes: &[u8],
    ) -> Result<FileProgress, RemoteError> {
        let mut rows = self.rows.borrow_mut();
        rows.whose(ticket)?;
        let (held, size) = rows.files.entry(file).or_default();
        *size = whole;
        if offset == held.len() as u64 {
            held.extend_from_slice(bytes);
        }
        Ok(rows.progress(file))
    }

    fn get_chunk(&self, ticket: Ticket, file: FileHash, offset: u64, most: u64) -> Result<(Vec<u8>, u64), RemoteError> {
        let rows = self.rows.borrow();
        rows.whose(ticket)?;
        let (held, size) =
            rows.files.get(&file).filter(|_| rows.progress(file).complete).ok_or(RemoteError::NotFound)?;
        let chunk = held.iter().skip(offset as usize).take(most as usize).copied().collect();
        Ok((chunk, *size))
    }

    fn restart(&self) {}

    fn copy(&self) {
        self.copy.replace(Some(self.rows.borrow().clone()));
    }

    fn put_back(&self) {
        let Some(copy) = self.copy.borrow().clone() else { return };
        let mut rows = self.rows.borrow_mut();
        rows.clock += 1000;
        let life = rows.life + 1;
        let mut lives = copy.lives.clone();
        lives.push((ServerEpoch(life + 1), Moment(rows.clock)));
        // Who is in which circle comes back from the journal; so does the time of day.
        let (members, epochs, clock) = (rows.members.clone(), rows.epochs.clone(), rows.clock);
        let (sessions, authors) = (rows.sessions.clone(), rows.authors.clone());
        // Of files, every other one's bytes are lost as well.
        let kept = |(hash, _): &(&FileHash, &(Vec<u8>, u64))| copy.files.contains_key(hash) || hash.0[0] % 2 == 0;
        let files = rows.files.iter().filter(kept).map(|(hash, file)| (*hash, file.clone())).collect();
        *rows = Rows { members, epochs, clock, life, lives, files, sessions, authors, ..copy };
    }

    fn records(&self, circle: CircleId) -> Vec<Record> {
        self.rows.borrow().records.values().filter(|record| record.circle == circle).cloned().collect()
    }

    fn outcome(&self, change: ChangeId) -> Option<Outcome> {
        self.rows.borrow().outcomes.get(&change).cloned()
    }

    fn author(&self, change: ChangeId) -> Option<PersonId> {
        self.rows.borrow().authors.get(&change).copied()
    }

    fn has_file(&self, file: FileHash) -> bool {
        self.rows.borrow().progress(file).complete
    }

    fn is_quarantined(&self, change: &Change) -> bool {
        self.rows.borrow().quarantine.contains(change)
    }
}

impl Rows {
    /// Whose session a request shows, if it is good for the store that is named.
    fn whose(&self, ticket: Ticket) -> Result<PersonId, RemoteError> {
        let store = self.sessions.get(&ticket.session.mark()).ok_or(RemoteError::SignedOut)?;
        if ticket.store == Some(*store) { Ok(store.person) } else { Err(RemoteError::OtherPerson) }
    }

    fn viewer(&self, person: PersonId) -> Viewer {
        let own = self.members.iter().filter(|((who, _), _)| *who == person);
        Viewer { person, memberships: own.map(|((_, circle), m)| (*circle, *m)).collect(), may_add_pupils: false }
    }

    fn began_after(&self, known: Option<ServerEpoch>) -> Moment {
        let known = known.unwrap_or_default();
        let place = self.lives.iter().position(|(epoch, _)| *epoch == known).map(|place| place + 1);
        // The first life is in no list: the one after it is the first there.
        let place = if known == ServerEpoch(1) { Some(0) } else { place };
        let next = place.and_then(|place| self.lives.get(place)).or(self.lives.last());
        next.map_or(Moment(0), |(_, began)| *began)
    }

    fn progress(&self, file: FileHash) -> FileProgress {
        self.files.get(&file).map_or(FileProgress { received: 0, complete: false }, |(held, size)| FileProgress {
            received: held.len() as u64,
            complete: held.len() as u64 == *size && Sha256::digest(held)[..] == file.0,
        })
    }

    fn outcome_of(&mut self, person: PersonId, change: &Change, again: bool) -> Option<Outcome> {
        if let Some(outcome) = self.outcomes.get(&change.id) {
            return Some(outcome.clone());
        }
        let outcome = self.decide(person, change);
        if again && matches!(outcome, Outcome::Refused { .. }) {
            return None;
        }
        self.outcomes.insert(change.id, outcome.clone());
        self.authors.insert(change.id, person);
        Some(outcome)
    }

    fn decide(&mut self, person: PersonId, change: &Change) -> Outcome {
        let viewer = self.viewer(person);
        if !viewer.memberships.contains_key(&change.circle) {
            if self.epochs.contains_key(&(person, change.circle)) {
                self.quarantine.push(change.clone());
                return Outcome::Quarantined { at: Moment(self.clock) };
            }
            return Outcome::Refused { reason: Refusal::Unfit(Unfit::NoSuchRecord) };
        }
        let problems = problems_of(change);
        if !problems.is_empty() {
            return Outcome::Refused { reason: Refusal::Unsound(problems) };
        }
        let current = self.records.get(&change.record);
        if let Err(reason) = may(&viewer, current, change) {
            return Outcome::Refused { reason };
        }
        let scope = match (current, change.edits.first()) {
            (Some(record), _) => record.scope(),
            (None, Some(Edit::Create { sensitivity, .. })) => Scope::Circle(change.circle, *sensitivity),
            _ => return Outcome::Refused { reason: Refusal::Unfit(Unfit::NoSuchRecord) },
        };
        let revision = Revision(self.heads.get(&scope).copied().unwrap_or_default() + 1);
        match merge::accept(current, change, person, revision, Moment(self.clock)) {
            Err(unfit) => Outcome::Refused { reason: Refusal::Unfit(unfit) },
            Ok(applied) => {
                let at = Moment(self.clock);
                self.heads.insert(scope, revision.0);
                self.records.insert(change.record, applied.record);
                Outcome::Accepted { fate: applied.fate, scope, revision, at }
            }
        }
    }

    fn pull(&self, person: PersonId, request: &SyncRequest, outcomes: Vec<(ChangeId, Outcome)>) -> SyncReply {
        let viewer = self.viewer(person);
        let open: BTreeSet<Scope> = access::scopes(&viewer, today()).into_iter().collect();
        let epoch = |scope: &Scope| {
            let circle = scope.circle().and_then(|circle| self.epochs.get(&(person, circle)));
            AccessEpoch(circle.copied().unwrap_or_default())
        };
        let mut removed = Vec::new();
        let mut held = BTreeMap::new();
        for cursor in &request.cursors {
            if open.contains(&cursor.scope) && epoch(&cursor.scope) == cursor.access {
                held.insert(cursor.scope, cursor.upto);
            } else {
                removed.push(cursor.scope);
            }
        }
        let (mut gone, mut segments, mut more) = (Vec::new(), Vec::new(), false);
        for scope in open {
            let head = Revision(self.heads.get(&scope).copied().unwrap_or_default());
            let since = held.get(&scope).copied();
            if since == Some(head) {
                continue;
            }
            let after = since.unwrap_or_default();
            let mut new: Vec<&Record> =
                self.records.values().filter(|r| r.scope() == scope && r.revision() > after).collect();
            new.sort_by_key(|record| record.revision());
            let rest = new.split_off(new.len().min(PAGE));
            more |= !rest.is_empty();
            let upto = if rest.is_empty() { head } else { new.last().map_or(head, |record| record.revision()) };
            let (seen, unseen): (Vec<&Record>, Vec<&Record>) =
                new.into_iter().partition(|r| access::allows(&viewer, Action::Read, Subject::from(*r), today()));
            gone.extend(unseen.iter().filter(|_| since.is_some()).map(|record| (scope, record.id)));
            // In two segments, as a server does that keeps one of them packed.
            let given = seen.iter().map(|record| as_given(&viewer, record, today()).into_owned());
            let given: Vec<Record> = given.collect();
            let (first, second) = given.split_at(given.len() / 2);
            for part in [first, second].into_iter().filter(|part| seen.is_empty() || !part.is_empty()) {
                let packed =
                    if part.is_empty() { Vec::new() } else { pack::pack_quickly(&part.iter().collect::<Vec<_>>()) };
                segments.push(Segment { scope, access: epoch(&scope), upto, count: part.len() as u32, packed });
            }
        }
        let (server, server_time) = (ServerEpoch(self.life + 1), Moment(self.clock));
        let (protocol, began, later) = (PROTOCOL, self.began_after(request.server), Vec::new());
        SyncReply { protocol, server, server_time, outcomes, removed, gone, segments, more, person, began, later }
    }
}

/// Whether the viewer may make this change.
fn may(viewer: &Viewer, current: Option<&Record>, change: &Change) -> Result<(), Refusal> {
    let allowed = |action, subject| access::allows(viewer, action, subject, today());
    let Some(record) = current else {
        let Some(Edit::Create { sensitivity, named }) = change.edits.first() else {
            return Err(Refusal::Unfit(Unfit::NoSuchRecord));
        };
        let state = change.kind.spec().map(|spec| spec.first_state()).ok_or(Refusal::NotAllowed)?;
        let (circle, kind, author) = (change.circle, change.kind, viewer.person);
        let subject = Subject { circle, kind, sensitivity: *sensitivity, state, author, moved_by: None, named };
        return if allowed(Action::Create, subject) { Ok(()) } else { Err(Refusal::NotAllowed) };
    };
    if !allowed(Action::Read, Subject::from(record)) {
        return Err(Refusal::Unfit(Unfit::NoSuchRecord));
    }
    if access::allows_change(viewer, current, change, today()) { Ok(()) } else { Err(Refusal::NotAllowed) }
}
