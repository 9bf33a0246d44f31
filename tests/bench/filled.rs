//! A server filled with the workload, over the real gate and its database.

use std::collections::BTreeMap;
use std::time::Instant;

use domain::change::Change;
use domain::compose::Compose;
use domain::field::{ChoiceOf, Field, Prose};
use domain::ids::{ChangeId, CircleId, RecordId};
use domain::kinds::circle_member;
use domain::record::Record;
use domain::role::{Role, Sensitivity};
use domain::value::Moment;
use server::gate::Packing;
use tempfile::TempDir;
use tests::{Circle, Person, Tablet, World};

use crate::mapping::{changes, nearest};
use crate::workload::{EACH, Made, Size, made, sentence_of, slot};

/// The server's folder, and what is in it.
pub(crate) struct Filled {
    pub(crate) size: Size,
    pub(crate) seed: u32,
    /// Two teachers: each is in every circle and wrote half of the records.
    pub(crate) people: [Person; 2],
    pub(crate) circles: Vec<CircleId>,
    records: BTreeMap<(u32, u32), (RecordId, Field<Prose>)>,
}

impl Filled {
    /// Makes the world and fills it, in the way in which people do: changes from two devices.
    pub(crate) async fn begin(seed: u32, size: Size) -> (World, Self) {
        let world = World::packing(Packing::SMALL).await;
        let now =
            std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).map_or(0, |passed| passed.as_secs());
        world.passes(i64::try_from(now).unwrap_or(0) - world.now().0 / 1_000);
        let people =
            [world.person("One", Role::HospitalTeacher).await, world.person("Other", Role::HospitalTeacher).await];
        let tablets = [world.tablet(&people[0]).await, world.tablet(&people[1]).await];
        let began = Instant::now();
        let mut filled = Self { size, seed, people, circles: Vec::new(), records: BTreeMap::new() };
        for child in 0..size.children {
            filled.add_child(&world, &tablets, child).await;
        }
        for tablet in &tablets {
            tablet.syncs().await;
            let refused = tablet.device.outbox().into_iter().find(|(_, entry)| entry.needs_somebody());
            assert!(refused.is_none(), "the server does not take the workload: {refused:?}");
        }
        println!(
            "filled: {} records of {} children in {:.1} s",
            size.records(),
            size.children,
            began.elapsed().as_secs_f64()
        );
        (world, filled)
    }

    async fn add_child(&mut self, world: &World, tablets: &[Tablet; 2], child: u32) {
        let circle = Circle::of(world, &tablets[0], &format!("Child {child:03}")).await;
        for person in &self.people {
            let member = Circle::member(circle, &tablets[0], person);
            tablets[0].does(member.set(circle_member::CEILING, ChoiceOf(Sensitivity::Sensitive as u8))).await;
        }
        // The other's changes are accepted once they are in the circle.
        tablets[0].syncs().await;
        self.circles.push(circle);
        let readers = [self.people[0].id, self.people[1].id];
        let mut by_writer: [Vec<Change>; 2] = Default::default();
        for number in 0..EACH {
            let made = made(self.seed, child, number);
            let (record, made_of_it) = changes(&made, circle, &readers);
            self.records.insert((child, number), (record, nearest(made.kind).prose));
            by_writer[(made.author % 2) as usize].extend(made_of_it);
        }
        for (tablet, changes) in tablets.iter().zip(by_writer) {
            tablet.device.record(changes).await.expect("the workload is sound");
        }
    }

    /// One record of the original workload.
    pub(crate) fn made(&self, child: u32, number: u32) -> Made {
        made(self.seed, child, number)
    }

    /// Of an edit's slot: circle, record, and the field with its prose.
    pub(crate) fn at(&self, edit: u32) -> (CircleId, RecordId, Field<Prose>) {
        let (child, number) = slot(edit);
        let (record, prose) = self.records[&(child, number)];
        (self.circles[child as usize], record, prose)
    }

    /// The change of an edit: its sentence at the end of the prose.
    pub(crate) fn edit(&self, who: char, edit: u32, at: Moment, record: &Record) -> Change {
        let (.., prose) = self.at(edit);
        let mut id = [who as u8; 10];
        id[..4].copy_from_slice(&edit.to_be_bytes());
        let text = format!("{}{}", record.text(prose), sentence_of(who, edit));
        Compose::on(ChangeId::new(0, id), at, record).set(prose, Prose(text)).done()
    }

    /// How many of the sentences of both devices a device does not hold, neither shown nor kept beside.
    pub(crate) async fn lost_on(&self, tablet: &Tablet) -> u32 {
        let mut lost = 0;
        for who in ['A', 'B'] {
            for edit in self.size.slots(who) {
                lost += u32::from(!self.holds(tablet, who, edit).await);
            }
        }
        lost
    }

    async fn holds(&self, tablet: &Tablet, who: char, edit: u32) -> bool {
        let (circle, record, prose) = self.at(edit);
        let Some(record) = tablet.record(circle, record).await else { return false };
        let Some(slot) = record.fields.get(&prose.key) else { return false };
        let sentence = sentence_of(who, edit);
        let mut all = std::iter::once(&slot.value).chain(slot.others.iter().map(|version| &version.value));
        all.any(|value| value.words().contains(sentence.trim()))
    }

    /// The workload as other stacks get it: a line of JSON a record.
    pub(crate) fn json(&self) -> String {
        let lines = (0..self.size.children)
            .flat_map(|child| (0..EACH).map(move |number| (child, number)))
            .map(|(child, number)| crate::workload::line(&self.made(child, number)) + "\n");
        lines.collect()
    }

    /// What a server that was stopped has left, asked by a device of its own.
    pub(crate) async fn lost_in(&self, folder: TempDir) -> u32 {
        let world = World::over(folder, Packing::SMALL).await;
        let tablet = world.tablet(&self.people[1]).await;
        tablet.syncs().await;
        self.lost_on(&tablet).await
    }
}
