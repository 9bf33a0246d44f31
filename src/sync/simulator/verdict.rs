//! What is compared once all is quiet: every device with the server, and with what its person may see.

use std::collections::{BTreeMap, BTreeSet};

use domain::access::{self, Action, Subject, Viewer};
use domain::change::Change;
use domain::field::FieldKey;
use domain::ids::{CircleId, PersonId, RecordId};
use domain::record::{Item, Record};
use domain::withheld::as_given;

use super::authority::Authority;
use super::machine::finish;
use super::model::today;
use super::world::World;

impl<A: Authority + 'static> World<A> {
    /// Compares everything with everything.
    pub(super) fn judge(&mut self) {
        for at in 0..self.machines.len() {
            if self.machines[at].tabs.is_empty() {
                continue;
            }
            self.judge_cursors(at);
            self.judge_views(at);
            self.judge_rows(at);
            self.judge_drafts(at);
        }
        self.judge_files();
        let outboxes: Vec<_> = self
            .machines
            .iter()
            .map(|machine| machine.tabs.first().map(|tab| tab.device.outbox()).unwrap_or_default())
            .collect();
        let authority = std::rc::Rc::clone(&self.authority);
        let roles = std::rc::Rc::clone(&self.roles);
        let may = |person: PersonId, record: &Record, change: &Change| {
            let own = roles.iter().filter(|((who, _), _)| *who == person);
            let memberships = own.map(|((_, circle), membership)| (*circle, *membership)).collect();
            let viewer = Viewer { person, memberships, may_add_pupils: false };
            access::allows_change(&viewer, Some(record), change, today())
        };
        self.oracle.borrow_mut().judge(&*authority, &self.circles, &outboxes, may);
    }

    fn complain(&self, what: String) {
        self.oracle.borrow_mut().wrong.push(what);
    }

    /// What a person may see of a circle now.
    fn rightful(&self, person: PersonId, circle: CircleId) -> BTreeMap<RecordId, Record> {
        let held = self.roles.iter().filter(|(key, _)| self.members.contains(key) && key.0 == person);
        let memberships = held.map(|((_, circle), membership)| (*circle, *membership)).collect();
        let viewer = Viewer { person, memberships, may_add_pupils: false };
        let records = self.authority.records(circle).into_iter();
        let seen = records.filter(|record| access::allows(&viewer, Action::Read, Subject::from(record), today()));
        seen.map(|record| (record.id, as_given(&viewer, &record, today()).into_owned())).collect()
    }

    /// No cursor stands beyond the records on the disk.
    pub(super) fn judge_cursors(&self, at: usize) {
        let machine = &self.machines[at];
        let person = machine.person();
        let cursors: BTreeMap<_, _> = machine.cursors_on_disk().iter().map(|c| (c.scope, c.upto)).collect();
        let disk: BTreeSet<_> = machine.records_on_disk().iter().map(|record| (record.id, record.revision())).collect();
        for circle in &self.circles {
            // Of somebody whose access ended, it cannot be said from here under which access a cursor stands.
            if self.oracle.borrow().ended.contains(&(person, *circle)) {
                continue;
            }
            for record in self.rightful(person, *circle).values() {
                let passed = cursors.get(&record.scope()).is_some_and(|upto| *upto >= record.revision());
                if passed && !disk.contains(&(record.id, record.revision())) {
                    self.complain(format!(
                        "device {at} has passed {:?} of {:?} without it",
                        record.revision(),
                        record.id
                    ));
                }
            }
        }
    }

    fn judge_views(&self, at: usize) {
        for tab in &self.machines[at].tabs {
            if tab.device.has_due() {
                self.complain(format!("device {at} still has {} changes to send", tab.device.waiting()));
            }
            for circle in &self.circles {
                let Some(Ok(view)) = finish(tab.device.circle(*circle)) else {
                    self.complain(format!("device {at} cannot show {circle:?}"));
                    continue;
                };
                let rightful = self.rightful(self.machines[at].person(), *circle);
                // What is put off is laid over what the server has; the oracle looks whether it may be.
                let laid_over = |id: &&RecordId| !view.waiting.contains(id) && !self.may_be_held(**id);
                for id in rightful.keys().chain(view.records.keys()).filter(laid_over).collect::<BTreeSet<_>>() {
                    let (shown, there) = (view.records.get(id), rightful.get(id));
                    if shown != there {
                        self.complain(format!("device {at} shows {shown:?}\n    where the server has {there:?}"));
                    }
                }
            }
        }
    }

    fn may_be_held(&self, record: RecordId) -> bool {
        self.oracle.borrow().may_be_held(record, &*self.authority)
    }

    /// Nothing lies on the disk that its person may not see.
    fn judge_rows(&self, at: usize) {
        let person = self.machines[at].person();
        let rightful: BTreeSet<RecordId> =
            self.circles.iter().flat_map(|circle| self.rightful(person, *circle).into_keys()).collect();
        self.judge_hollow(at);
        let wrong = |record: &&Record| !rightful.contains(&record.id) && !self.may_be_held(record.id);
        for record in self.machines[at].records_on_disk().iter().filter(wrong) {
            self.complain(format!("{:?} still lies on the disk of device {at}", record.id));
        }
    }

    /// Nor anything that was taken out, and that its person may not bring back.
    fn judge_hollow(&self, at: usize) {
        let person = self.machines[at].person();
        let rightful: BTreeMap<RecordId, Record> =
            self.circles.iter().flat_map(|circle| self.rightful(person, *circle)).collect();
        for held in self.machines[at].records_on_disk().iter().filter(|record| !self.may_be_held(record.id)) {
            let Some(given) = rightful.get(&held.id) else { continue };
            let out = |list: &FieldKey, item: &Item| {
                let given = given.item(*list, item.id);
                given.is_some_and(|given| given.removed && given.fields.is_empty()) && !item.fields.is_empty()
            };
            let items = held.lists.iter().any(|(list, items)| items.iter().any(|item| out(list, item)));
            let all = given.removed && given.fields.is_empty() && given.lists.is_empty();
            if items || (all && !(held.fields.is_empty() && held.lists.is_empty())) {
                self.complain(format!("what was taken out of {:?} still lies on the disk of device {at}", held.id));
            }
        }
    }

    fn judge_drafts(&self, at: usize) {
        let Some(tab) = self.machines[at].tabs.first() else { return };
        let Some(Ok(drafts)) = finish(tab.device.drafts()) else {
            return self.complain(format!("device {at} cannot show its drafts"));
        };
        let found = drafts.into_iter().map(|draft| (draft.record, draft.words)).collect();
        self.oracle.borrow_mut().judge_drafts(at, &found);
    }

    /// Every file that was kept and that a record speaks of is whole on the server; and none is left on the
    /// device of somebody who may see no record that speaks of it.
    fn judge_files(&self) {
        let files = self.oracle.borrow().files.clone();
        let records: Vec<Record> = self.circles.iter().flat_map(|circle| self.authority.records(*circle)).collect();
        for (hash, person, at, bytes) in files {
            let speak: Vec<&Record> =
                records.iter().filter(|record| record.files().iter().any(|file| file.hash == hash)).collect();
            let ended = speak.iter().any(|record| self.oracle.borrow().ended.contains(&(person, record.circle)));
            if speak.is_empty() || ended {
                continue;
            }
            if !self.authority.has_file(hash) {
                self.complain(format!("{hash} never came to the server from device {at}"));
            }
            for machine in self.machines.iter().filter(|machine| machine.person() != person) {
                let Some(tab) = machine.tabs.first() else { continue };
                let may = speak.iter().any(|r| self.rightful(machine.person(), r.circle).contains_key(&r.id));
                if !may && finish(tab.device.file(hash)) != Some(Ok(None)) {
                    self.complain(format!("{hash} lies on a device of somebody who may not see it"));
                }
            }
            let Some(tab) = self.machines[at].tabs.first() else { continue };
            let held = finish(tab.device.file(hash));
            // An item that was taken out is given without its files to whoever may not bring it back.
            let gives = |given: &Record| given.files().iter().any(|file| file.hash == hash);
            let in_sight =
                speak.iter().any(|record| self.rightful(person, record.circle).get(&record.id).is_some_and(gives));
            if in_sight && held != Some(Ok(Some(bytes))) {
                self.complain(format!("{hash} is no longer on device {at}"));
            }
        }
    }
}
