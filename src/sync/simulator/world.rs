//! A whole history: circles, people, devices, a server, and everything that goes wrong between them.

use std::cell::{Cell, RefCell};
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use domain::access::Membership;
use domain::ids::{CircleId, PersonId, RecordId};
use domain::role::{Role, Sensitivity};

use super::acts::Desk;
use super::authority::{Authority, Ticket};
use super::dice::Dice;
use super::disk::Disk;
use super::line::{Line, Network};
use super::machine::{Machine, Task, finish, records_on};
use super::oracle::Oracle;
use super::sabotage::{Meddled, Sabotage};
use super::{Failure, Plan, Report};
use crate::session::SessionToken;
use crate::store::{LocalStore, Table};

pub(super) struct World<A> {
    pub(super) dice: Rc<Dice>,
    pub(super) authority: Rc<Meddled<A>>,
    pub(super) oracle: Rc<RefCell<Oracle>>,
    pub(super) roles: Rc<BTreeMap<(PersonId, CircleId), Membership>>,
    /// Who is in which circle now.
    pub(super) members: BTreeSet<(PersonId, CircleId)>,
    pub(super) circles: Vec<CircleId>,
    pub(super) machines: Vec<Machine>,
    pub(super) network: Rc<Network>,
    /// The session that began last in each browser.
    pub(super) latest: Vec<Rc<Cell<Option<SessionToken>>>>,
    /// The sessions that have ended, and those of which the server has not been told yet.
    pub(super) over: BTreeSet<[u8; 32]>,
    pub(super) to_end: Vec<SessionToken>,
    marks: Rc<Cell<u32>>,
    sabotage: Option<Sabotage>,
    put_back: bool,
    /// Counts how often access has changed.
    access: Rc<Cell<u64>>,
    /// Whether there is a copy of the server's database.
    copied: bool,
    trace: Option<Vec<String>>,
    faults: BTreeMap<&'static str, u64>,
}

impl<A: Authority + 'static> World<A> {
    pub(super) fn new(seed: u64, authority: A, plan: &Plan) -> Self {
        let dice = Rc::new(Dice::new(seed));
        let person = |_| PersonId::new(0, dice.ten());
        let people: Vec<PersonId> = (0..4).map(person).collect();
        let circles: Vec<CircleId> = (0..=dice.below(2)).map(|_| CircleId::new(0, dice.ten())).collect();
        let mut roles = BTreeMap::new();
        for circle in &circles {
            let second = if dice.chance(600) { Role::HospitalTeacher } else { Role::KeyContact };
            let cast = [Role::HospitalTeacher, second, Role::ClassTeacher, Role::Pupil];
            for (i, (person, role)) in people.iter().zip(cast).enumerate() {
                let ceiling = if i < 2 { Sensitivity::Sensitive } else { Sensitivity::Everyday };
                if i == 0 || dice.chance(850) {
                    roles.insert((*person, *circle), Membership { role, ceiling, from: None, until: None });
                }
            }
        }
        let authority = Rc::new(Meddled::new(authority, plan.sabotage, seed ^ 1));
        for circle in &circles {
            let own = roles.iter().filter(|((_, of), _)| of == circle);
            authority.begin(*circle, &own.map(|((person, _), role)| (*person, *role)).collect::<Vec<_>>());
        }
        let mut holders = vec![people[0], people[1], people[2]];
        let more = [people[0], people[3], people[1]];
        holders.extend(dice.pick(&more).filter(|_| dice.chance(600)));
        // Mostly two people take turns at one device, each with a store of their own.
        let shared = dice.chance(700);
        let machines: Vec<Machine> = holders
            .into_iter()
            .enumerate()
            .map(|(at, who)| {
                let browser = if shared && at == 2 { 1 } else { at };
                Machine::new(who, browser, Disk::new(Rc::clone(&dice), plan.sabotage))
            })
            .collect();
        Self {
            authority,
            oracle: Rc::default(),
            members: roles.keys().copied().collect(),
            roles: Rc::new(roles),
            circles,
            latest: machines.iter().map(|_| Rc::default()).collect(),
            machines,
            over: BTreeSet::new(),
            to_end: Vec::new(),
            network: Rc::new(Network {
                storm: Cell::new(true),
                stuck: RefCell::default(),
                sessions: RefCell::default(),
                replies: RefCell::default(),
                faults: RefCell::default(),
            }),
            marks: Rc::default(),
            sabotage: plan.sabotage,
            put_back: plan.put_back,
            access: Rc::default(),
            copied: false,
            trace: plan.trace.then(Vec::new),
            faults: BTreeMap::new(),
            dice,
        }
    }

    fn say(&mut self, what: impl FnOnce() -> String) {
        if let Some(trace) = &mut self.trace {
            trace.push(what());
        }
    }

    pub(super) fn count(&mut self, fault: &'static str, machine: Option<usize>) {
        *self.faults.entry(fault).or_default() += 1;
        self.say(|| machine.map_or_else(|| fault.to_owned(), |machine| format!("device {machine}: {fault}")));
    }

    fn storm(&self, on: bool) {
        self.network.storm.set(on);
        for machine in &self.machines {
            machine.disk.weather.storm.set(on);
            machine.disk.weather.full.set(0);
        }
    }

    /// Lives through a history and judges it.
    pub(super) fn live(mut self, seed: u64, steps: usize) -> Result<Report, Failure> {
        for machine in 0..self.machines.len() {
            self.come_in(machine, true);
        }
        // Everybody begins with what there is, so that there is something to disagree about.
        self.storm(true);
        for _ in 0..steps {
            self.step();
            self.look_for_the_dead();
            if !self.oracle.borrow().wrong.is_empty() {
                break;
            }
        }
        if self.oracle.borrow().wrong.is_empty() {
            self.come_to_rest();
        }
        if self.oracle.borrow().wrong.is_empty() {
            self.judge();
        }
        let wrong = self.oracle.borrow().wrong.clone();
        if wrong.is_empty() {
            let marks = self.oracle.borrow().marks();
            self.faults.extend(self.network.faults.take());
            return Ok(Report { histories: 1, marks, faults: self.faults });
        }
        Err(Failure { seed, wrong, trace: self.trace.unwrap_or_default() })
    }

    fn step(&mut self) {
        let at = self.dice.below(self.machines.len());
        match self.dice.below(1000) {
            _ if self.machines[at].locked && self.dice.chance(400) => {
                let with_network = self.dice.chance(500);
                self.come_in(at, with_network);
            }
            0..535 => self.machines[at].go_on(&self.dice),
            535..541 => self.leave(at),
            541..544 => self.end_a_session(at),
            544..550 => self.sign_in_again(at),
            550..710 => self.start(at, Self::act),
            710..840 => self.start_sync(at),
            840..860 => self.start(at, Self::draft),
            860..880 => self.start(at, Self::reload),
            880..890 => self.start(at, Self::let_go),
            890..910 => self.deliver_stuck(),
            910..925 => self.toggle_access(),
            925..940 => {
                let jump = (self.dice.below(2_000_000) as i64 - 1_000_000) * 3600;
                self.machines[at].clock.set(self.machines[at].clock.get() + jump);
                self.count("clock jumps", Some(at));
            }
            940..955 => {
                let commits = 1 + self.dice.below(6) as u32;
                self.machines[at].disk.weather.full.set(commits);
                self.count("device full", Some(at));
            }
            955..964 => {
                self.authority.restart();
                self.count("server restarts", None);
            }
            964..970 => self.copy_or_put_back(),
            970..985 => self.open_or_close_tab(at),
            985..992 => {
                // The device is switched off in the middle of whatever it was doing.
                let browser = self.machines[at].browser;
                for machine in self.machines.iter().filter(|one| one.browser == browser && !one.locked) {
                    machine.disk.weather.crashed.set(true);
                }
                self.count("device switched off", Some(at));
            }
            _ => self.network.storm.set(!self.network.storm.get()),
        }
    }

    /// Somebody makes a copy of the server's database, or has to put the last one in its place.
    fn copy_or_put_back(&mut self) {
        if self.copied && self.dice.chance(400) && self.put_back {
            self.copied = false;
            self.authority.put_back();
            self.oracle.borrow_mut().put_back();
            self.count("server put back", None);
        } else {
            self.copied = true;
            self.authority.copy();
            self.count("server copied", None);
        }
    }

    pub(super) fn desk(&self, machine: usize, tab: usize) -> Desk {
        Desk {
            dice: Rc::clone(&self.dice),
            oracle: Rc::clone(&self.oracle),
            roles: Rc::clone(&self.roles),
            marks: Rc::clone(&self.marks),
            device: Rc::clone(&self.machines[machine].tabs[tab].device),
            machine,
            tab: self.machines[machine].tabs[tab].name,
            clock: Rc::clone(&self.machines[machine].clock),
        }
    }

    fn line(&self, machine: usize, tab: usize) -> Line<Meddled<A>> {
        let Machine { store, browser, ref tabs, .. } = self.machines[machine];
        Line {
            authority: Rc::clone(&self.authority),
            store,
            session: Rc::clone(&tabs[tab].session),
            latest: Rc::clone(&self.latest[browser]),
            dice: Rc::clone(&self.dice),
            network: Rc::clone(&self.network),
            oracle: Rc::clone(&self.oracle),
            sabotage: self.sabotage,
        }
    }

    fn start(&mut self, machine: usize, what: fn(&mut Self, usize, Desk) -> Task) {
        let tab = self.dice.below(self.machines[machine].tabs.len());
        let Some(name) = self.machines[machine].tabs.get(tab).map(|tab| tab.name) else { return };
        if !self.machines[machine].is_busy(name) {
            let desk = self.desk(machine, tab);
            let mut task = what(self, machine, desk);
            task.tab = name;
            self.machines[machine].tasks.push(task);
        }
    }

    fn act(&mut self, machine: usize, desk: Desk) -> Task {
        self.say(|| format!("device {machine}: somebody does something"));
        Task { tab: 0, syncs: false, future: Box::pin(desk.act()) }
    }

    fn draft(&mut self, _: usize, desk: Desk) -> Task {
        // Each tab has a form of its own open: of two that write one draft at once, nobody could say which is last.
        let record = RecordId::from_bytes([(desk.tab % 200) as u8; 16]);
        Task { tab: 0, syncs: false, future: Box::pin(desk.draft(record)) }
    }

    fn reload(&mut self, machine: usize, desk: Desk) -> Task {
        self.say(|| format!("device {machine}: a tab reads anew"));
        Task { tab: 0, syncs: false, future: Box::pin(desk.reload()) }
    }

    fn let_go(&mut self, _: usize, desk: Desk) -> Task {
        Task { tab: 0, syncs: false, future: Box::pin(desk.let_go()) }
    }

    fn start_sync(&mut self, machine: usize) {
        if self.machines[machine].is_syncing() || self.machines[machine].tabs.is_empty() {
            return;
        }
        let tab = self.dice.below(self.machines[machine].tabs.len());
        let name = self.machines[machine].tabs[tab].name;
        let anew = self.machines[machine].synced.replace(name) != Some(name);
        let (desk, line) = (self.desk(machine, tab), self.line(machine, tab));
        let (access, before) = (Rc::clone(&self.access), self.access.get());
        self.say(|| format!("device {machine}: syncs"));
        let (members, disk) = (self.members.clone(), self.machines[machine].disk.clone());
        let future = async move {
            let done = desk.sync(&line, anew).await;
            if done.is_ok() && access.get() == before {
                let person = line.store.person;
                for record in records_on(&disk).iter().filter(|r| !members.contains(&(person, r.circle))) {
                    let what = format!("{:?} is on a disk after an exchange, and its access had ended", record.id);
                    desk.oracle.borrow_mut().wrong.push(what);
                }
            }
        };
        self.machines[machine].tasks.push(Task { tab: name, syncs: true, future: Box::pin(future) });
    }

    fn deliver_stuck(&mut self) {
        let stuck = self.network.stuck.borrow().len();
        if stuck > 0 {
            let at = self.dice.below(stuck);
            let (ticket, body) = self.network.stuck.borrow_mut().swap_remove(at);
            self.count("old request arrives", None);
            self.hear(ticket, &body);
            if self.dice.chance(300) {
                self.network.stuck.borrow_mut().push((ticket, body));
            }
        }
    }

    fn hear(&self, ticket: Ticket, body: &[u8]) {
        if let Ok(reply) = self.authority.sync(ticket, body)
            && let Ok(reply) = postcard::from_bytes(&reply)
        {
            self.oracle.borrow_mut().heard(&reply);
        }
    }

    fn toggle_access(&mut self) {
        let all: Vec<(PersonId, CircleId)> = self.roles.keys().copied().collect();
        // The first in each circle keeps it.
        let keeper = self.machines[0].person();
        let Some((person, circle)) = self.dice.pick(&all).copied().filter(|(person, _)| *person != keeper) else {
            return;
        };
        self.access.set(self.access.get() + 1);
        if self.members.remove(&(person, circle)) {
            self.oracle.borrow_mut().ended.insert((person, circle));
            self.authority.set_member(circle, person, None);
            self.count("access ends", None);
        } else {
            self.members.insert((person, circle));
            self.authority.set_member(circle, person, self.roles.get(&(person, circle)).copied());
            self.count("access comes back", None);
        }
    }

    fn open_or_close_tab(&mut self, machine: usize) {
        if self.machines[machine].locked {
            return;
        }
        let tabs = self.machines[machine].tabs.len();
        if tabs < 2 {
            self.count("tab opened", Some(machine));
            self.open(machine);
        } else {
            self.count("tab closed", Some(machine));
            let at = self.dice.below(tabs);
            self.machines[machine].close_tab(at);
        }
    }

    pub(super) fn open(&mut self, machine: usize) {
        if let Err(error) = self.machines[machine].open_tab() {
            self.oracle.borrow_mut().wrong.push(format!("device {machine} does not open: {error}"));
        }
    }

    fn look_for_the_dead(&mut self) {
        for at in 0..self.machines.len() {
            if self.machines[at].disk.weather.crashed.get() {
                self.machines[at].die();
                self.count("device crashes", Some(at));
                if self.sabotage == Some(Sabotage::DraftsDropped) {
                    for record in 0..200 {
                        let group = RecordId::from_bytes([record; 16]).as_bytes().to_vec();
                        let wipe = vec![crate::store::Write::DeleteGroup(Table::Drafts, group)];
                        drop(finish(self.machines[at].disk.rows.commit(wipe, crate::store::Durability::Strict)));
                    }
                }
                if !self.machines[at].locked {
                    self.open(at);
                }
                // A cursor of an earlier life says nothing of what the server has now.
                if !self.oracle.borrow().was_put_back {
                    self.judge_cursors(at);
                }
            }
        }
    }

    /// Good weather: everything under way ends, old requests arrive at last, and all devices sync until nothing
    /// is left to say.
    fn come_to_rest(&mut self) {
        self.say(|| "good weather from here".to_owned());
        self.storm(false);
        for at in 0..self.machines.len() {
            let mut patience = 100_000;
            while !self.machines[at].tasks.is_empty() && patience > 0 {
                self.machines[at].go_on(&self.dice);
                patience -= 1;
            }
            if !self.machines[at].tasks.is_empty() {
                self.oracle.borrow_mut().wrong.push(format!("something on device {at} never ends"));
            }
        }
        for at in 0..self.machines.len() {
            if self.machines[at].tabs.is_empty() {
                self.come_in_at_last(at);
            }
        }
        // What was put off comes back in turns: one device's creation, the next one's words in it, and so on.
        let rounds = if self.oracle.borrow().was_put_back { 7 } else { 3 };
        for round in 0..rounds {
            for at in 0..self.machines.len() {
                let tabs = self.machines[at].tabs.len();
                for tab in 0..tabs {
                    let (desk, line) = (self.desk(at, tab), self.line(at, tab));
                    let outcome = finish(desk.sync(&line, true));
                    if round == 0 && self.needs_sign_in(at, tab, &outcome) {
                        finish(self.desk(at, tab).signed_in(self.new_session(at), Rc::clone(&line.session)));
                        continue;
                    }
                    match outcome {
                        None => self.oracle.borrow_mut().wrong.push(format!("device {at} syncs for ever")),
                        Some(Ok(())) => {}
                        Some(Err(error)) => {
                            let what = format!("device {at} does not come to rest in round {round}: {error}");
                            self.oracle.borrow_mut().wrong.push(what);
                        }
                    }
                }
            }
            let stuck = std::mem::take(&mut *self.network.stuck.borrow_mut());
            for (ticket, body) in stuck.into_iter().rev() {
                self.hear(ticket, &body);
            }
        }
        for at in 0..self.machines.len() {
            for tab in 0..self.machines[at].tabs.len() {
                finish(self.desk(at, tab).reload());
            }
        }
    }
}
