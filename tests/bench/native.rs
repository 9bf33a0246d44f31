//! Bytes and catch-up without a browser: over the real gate and SQLite, stores in memory and no network. Bytes are
//! exact; times are of this machine and build, and a lower bound.

use std::time::Instant;

use sync::device::Device;
use sync::memory::MemoryStore;
use sync::wire::{PROTOCOL, SyncRequest};
use tests::{Person, Tablet, World};

use crate::filled::Filled;

/// The first syncs, which also make the packs that the server keeps.
pub(crate) async fn first_syncs(world: &World, filled: &Filled) {
    let json = filled.json().len();
    // The first asks for packs that are then kept; the second is what every further device sees.
    for turn in ["cold packs", "kept packs"] {
        let (wire, seconds, stored) = first_sync(world, &filled.people[1]).await;
        println!(
            "first sync, {turn}: {wire} bytes on the wire ({:.2} of the JSON), {stored} bytes on the device, {seconds:.2} s",
            wire as f64 / json as f64
        );
    }
}

/// How often a device asks when there is nothing new, to see what asking costs.
const ASKED: u32 = 100;

/// What it costs to ask when there is nothing new.
pub(crate) async fn nothing_new(world: &World, filled: &Filled) {
    let tablet = world.tablet(&filled.people[1]).await;
    tablet.syncs().await;
    let began = Instant::now();
    for _ in 0..ASKED {
        tablet.syncs().await;
    }
    println!("nothing new: {:.2} ms each time", began.elapsed().as_secs_f64() * 1_000.0 / f64::from(ASKED));
}

/// A new device of the person: bytes on the wire, seconds, and bytes that it keeps.
async fn first_sync(world: &World, person: &Person) -> (usize, f64, usize) {
    let tablet = world.tablet(person).await;
    let store = MemoryStore::new();
    let device = Device::open(store.clone(), person.id, tablet.device.id()).await.expect("a new store opens");
    let began = Instant::now();
    let mut wire = 0;
    loop {
        let request = SyncRequest {
            protocol: PROTOCOL,
            device: device.id(),
            device_time: world.now(),
            server: device.server(),
            cursors: device.cursors(),
            push: Vec::new(),
            person: person.id,
            again: Vec::new(),
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

/// Two devices that were away. Gives how many sentences were lost.
pub(crate) async fn catch_up(world: &World, filled: &Filled) -> u32 {
    let [a, b] = [world.tablet(&filled.people[0]).await, world.tablet(&filled.people[1]).await];
    for (who, tablet) in [('A', &a), ('B', &b)] {
        tablet.syncs().await;
        edit_offline(tablet, who, filled).await;
    }
    let began = Instant::now();
    a.syncs().await;
    b.syncs().await;
    a.syncs().await;
    let seconds = began.elapsed().as_secs_f64();
    let lost = filled.lost_on(&a).await + filled.lost_on(&b).await;
    println!(
        "catch-up: {} edits offline on each of two devices, {} on the same text: {seconds:.2} s, {lost} of {} sentences lost",
        filled.size.edits,
        filled.size.shared,
        4 * filled.size.edits
    );
    lost
}

async fn edit_offline(tablet: &Tablet, who: char, filled: &Filled) {
    for edit in filled.size.slots(who) {
        let (circle, record, _) = filled.at(edit);
        let record = tablet.record(circle, record).await.expect("the record is here");
        let change = filled.edit(who, edit, tablet.now(), &record);
        tablet.device.record(vec![change]).await.expect("the edit is sound");
    }
}
