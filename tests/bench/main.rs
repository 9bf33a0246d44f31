//! Size and catch-up at size M over the real gate and SQLite: `cargo xtask bench`.
//!
//! Bytes are exact. Times are of this machine and this build, over a store in memory and without a network: read
//! them as a lower bound. What a browser adds is not measured here yet.
#![allow(clippy::print_stdout, reason = "a bench prints its figures")]

mod workload;

use std::collections::BTreeMap;
use std::time::Instant;

use domain::change::Change;
use domain::compose::Compose;
use domain::field::{Field, Prose};
use domain::ids::{ChangeId, CircleId, DeviceId, RecordId};
use domain::kind::Kind;
use domain::kinds::{feedback, meeting, progress_review, session, step_ladder, target, work};
use domain::role::Role;
use domain::value::Moment;
use server::gate::Packing;
use sync::device::Device;
use sync::memory::MemoryStore;
use sync::wire::{PROTOCOL, SyncRequest};
use tests::{Circle, Tablet, World};

use workload::{CHILDREN, EACH, EDITS, Made, SEED, SHARED, made, sentence_of, slot};

/// Identifiers in order: chance would only make runs differ.
struct Ids(u64);

impl Ids {
    fn bytes(&mut self) -> [u8; 10] {
        self.0 += 1;
        // Spread over all bytes, so that identifiers are as hard to pack as real ones.
        let mixed = u128::from(self.0).wrapping_mul(0x9e37_79b9_7f4a_7c15_f39c_c060_5ced_c835);
        let mut bytes = [0; 10];
        bytes.copy_from_slice(&mixed.to_be_bytes()[..10]);
        bytes
    }
}

/// The nearest kind of ours: where the title goes, and the prose.
fn nearest(kind: &str) -> (Kind, Field<String>, Field<Prose>) {
    match kind {
        "plan_session" => (session::KIND, session::SUBJECT, session::WHAT_HAPPENED),
        "submission" => (work::KIND, work::TITLE, work::TYPED),
        "feedback" => (feedback::KIND, Field::new(0), feedback::STRENGTH),
        "target" => (target::KIND, target::WORDING, target::ACTIONS),
        "review" => (progress_review::KIND, progress_review::PLACE, progress_review::SUMMARY),
        "postcard" | "note" => (step_ladder::KIND, step_ladder::GOAL, step_ladder::PUPIL_SAID),
        _ => (meeting::KIND, meeting::PURPOSE, meeting::NOTES),
    }
}

fn begin(
    made: &Made,
    circle: CircleId,
    ids: &mut Ids,
    records: &mut BTreeMap<(u32, u32), (RecordId, Field<Prose>)>,
) -> Change {
    let (kind, title, prose) = nearest(made.kind);
    let millis = made.created.unsigned_abs();
    let record = RecordId::new(millis, ids.bytes());
    records.insert((made.child, made.number), (record, prose));
    let mut compose = Compose::begin(ChangeId::new(millis, ids.bytes()), Moment(made.created), kind, circle, record)
        .set(prose, Prose(made.body.clone()));
    if title.key.0 > 0 {
        compose = compose.set(title, made.title.chars().take(80).collect());
    }
    compose.done()
}

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let seed = std::env::args().nth(1).and_then(|seed| seed.parse().ok()).unwrap_or(SEED);
    let world = World::packing(Packing::SMALL).await;
    let one = world.person("One", Role::HospitalTeacher).await;
    let other = world.person("Other", Role::HospitalTeacher).await;
    let first = world.tablet(&one).await;
    let mut ids = Ids(0);
    let mut records = BTreeMap::new();
    let mut circles = Vec::new();
    let began = Instant::now();
    for child in 0..CHILDREN {
        let circle = Circle::of(&world, &first, "Child").await;
        for person in [&one, &other] {
            first.does(Circle::member(circle, &first, person)).await;
        }
        circles.push(circle);
        let changes =
            (0..EACH).map(|number| begin(&made(seed, child, number), circle, &mut ids, &mut records)).collect();
        first.device.record(changes).await.expect("the workload is sound");
    }
    first.syncs().await;
    println!("filled: {} records of {CHILDREN} children in {:.1} s", CHILDREN * EACH, began.elapsed().as_secs_f64());

    let json: usize = (0..CHILDREN)
        .flat_map(|child| (0..EACH).map(move |number| workload::line(&made(seed, child, number)).len() + 1))
        .sum();
    // The first asks for packs that are then kept; the second is what every further device sees.
    for turn in ["cold packs", "kept packs"] {
        let (wire, seconds, stored) = first_sync(&world, &other).await;
        println!(
            "first sync, {turn}: {wire} bytes on the wire ({:.2} of the JSON), {stored} bytes on the device, {seconds:.2} s",
            wire as f64 / json as f64
        );
    }

    let (a, b) = (first, world.tablet(&other).await);
    b.syncs().await;
    for edit in 0..EDITS {
        edits(&a, 'A', edit, &circles, &records).await;
        edits(&b, 'B', EDITS - SHARED + edit, &circles, &records).await;
    }
    let began = Instant::now();
    a.syncs().await;
    b.syncs().await;
    a.syncs().await;
    let seconds = began.elapsed().as_secs_f64();
    let mut lost = 0;
    for tablet in [&a, &b] {
        for (who, from) in [('A', 0), ('B', EDITS - SHARED)] {
            for edit in from..from + EDITS {
                lost += u32::from(!holds(tablet, who, edit, &circles, &records).await);
            }
        }
    }
    println!(
        "catch-up: {EDITS} edits offline on each of two devices, {SHARED} on the same text: {seconds:.2} s, {lost} of {} sentences lost",
        4 * EDITS
    );
    assert_eq!(lost, 0, "a sentence was lost");
}

/// A new device of the person: bytes on the wire, seconds, and bytes that it keeps.
async fn first_sync(world: &World, person: &tests::Person) -> (usize, f64, usize) {
    let tablet = world.tablet(person).await;
    let store = MemoryStore::new();
    let device =
        Device::open(store.clone(), person.id, DeviceId::from_bytes([9; 16])).await.expect("a new store opens");
    let began = Instant::now();
    let mut wire = 0;
    loop {
        let request = SyncRequest {
            protocol: PROTOCOL,
            device: tablet.device.id(),
            device_time: world.now(),
            server: device.server(),
            cursors: device.cursors(),
            push: Vec::new(),
        };
        let reply = sync::remote::Remote::sync(&tablet.wire, &request).await.expect("the server answers");
        wire += tablet.wire.last_bytes.get();
        device.adopt(&request, &reply).await.expect("the reply fits");
        if !reply.more {
            break;
        }
    }
    (wire, began.elapsed().as_secs_f64(), store.bytes())
}

type Records = BTreeMap<(u32, u32), (RecordId, Field<Prose>)>;

async fn edits(tablet: &Tablet, who: char, edit: u32, circles: &[CircleId], records: &Records) {
    let (child, number) = slot(edit);
    let (id, prose) = records[&(child, number)];
    let record = tablet.record(circles[child as usize], id).await.expect("the record is here");
    let text = format!("{}{}", record.text(prose), sentence_of(who, edit));
    let change =
        Compose::on(ChangeId::new(0, edit_id(who, edit)), tablet.now(), &record).set(prose, Prose(text)).done();
    tablet.device.record(vec![change]).await.expect("the edit is sound");
}

fn edit_id(who: char, edit: u32) -> [u8; 10] {
    let mut bytes = [who as u8; 10];
    bytes[..4].copy_from_slice(&edit.to_be_bytes());
    bytes
}

/// Whether a sentence stands in the record on this device, shown or kept beside.
async fn holds(tablet: &Tablet, who: char, edit: u32, circles: &[CircleId], records: &Records) -> bool {
    let (child, number) = slot(edit);
    let (id, prose) = records[&(child, number)];
    let Some(record) = tablet.record(circles[child as usize], id).await else { return false };
    let sentence = sentence_of(who, edit);
    let Some(slot) = record.fields.get(&prose.key) else { return false };
    let all = std::iter::once(&slot.value).chain(slot.others.iter().map(|version| &version.value));
    all.into_iter().any(|value| value.words().contains(sentence.trim()))
}
