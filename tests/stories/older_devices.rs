//! Devices of other releases than the server's: each is given what it reads, and shows everything that it understands.

use domain::kinds::{medium_term_plan as plan, work};
use domain::record::Record;
use sync::device::Adopted;
use sync::pack::strange::{as_the_newer_release_reads, from_a_newer_release};
use sync::pack::{self, Found};
use sync::remote::Remote;
use sync::store::{LocalStore, Table};
use sync::wire::{OLDEST, PROTOCOL, SyncReply, SyncRequest};
use tests::{Circle, Sheet, Tablet, World};

/// What this tablet asks, as a device of that protocol does.
fn asks(tablet: &Tablet, protocol: u16) -> SyncRequest {
    SyncRequest {
        protocol,
        device: tablet.device.id(),
        device_time: tablet.now(),
        server: tablet.device.server(),
        cursors: tablet.device.cursors(),
        push: Vec::new(),
        person: tablet.person,
        again: Vec::new(),
    }
}

fn all_in(reply: &SyncReply) -> Vec<Record> {
    let records = reply.segments.iter().flat_map(|segment| pack::unpack(&segment.packed).unwrap());
    let mut records: Vec<Record> = records.collect();
    records.sort_by_key(|record| record.id);
    records
}

#[tokio::test]
async fn a_tablet_of_an_older_release_is_given_packs_that_it_reads() {
    let world = World::new().await;
    let circle = Circle::begin(&world).await;
    let helen = world.tablet(&circle.helen).await;
    // The first answer makes the packs that are kept; the second is made of those.
    for _ in 0..2 {
        let [old, new] = [OLDEST, PROTOCOL].map(|protocol| asks(&helen, protocol));
        let (new, old) = (helen.wire.sync(&new).await.unwrap(), helen.wire.sync(&old).await.unwrap());
        assert!(new.segments.iter().all(|segment| pack::stand_apart(&segment.packed)));
        assert!(!old.segments.iter().any(|segment| pack::stand_apart(&segment.packed)));
        assert!(all_in(&old).len() > 3);
        assert_eq!(all_in(&old), all_in(&new));
    }
}

/// The server and Grace's laptop have been updated; this tablet has not, and one piece of work holds something new.
#[tokio::test]
async fn a_tablet_that_was_not_updated_shows_everything_else_and_loses_nothing() {
    let world = World::new().await;
    let circle = Circle::begin(&world).await;
    let (grace, helen) = (world.tablet(&circle.grace).await, world.tablet(&circle.helen).await);
    let page = |title: &str| Sheet::begin(circle.id, &work::SPEC, world.now()).line(work::TITLE, title);
    let fractions = grace.does(page("Fractions").then(work::DRAFT, work::HANDED_IN)).await;
    let rivers = grace.does(page("Rivers").then(work::DRAFT, work::HANDED_IN)).await;
    grace.syncs().await;
    let request = asks(&helen, PROTOCOL);
    let mut reply = helen.wire.sync(&request).await.unwrap();
    let mut as_written = None;
    for segment in &mut reply.segments {
        let mut found = pack::open(&segment.packed).unwrap();
        for one in &mut found {
            if let Found::Read(record) = &*one
                && record.id == rivers
            {
                as_written = Some(record.clone());
                *one = from_a_newer_release(record);
            }
        }
        segment.packed = pack::pack_found(&found.iter().collect::<Vec<_>>(), pack::compress);
    }
    let as_written = as_written.expect("Helen is given it");
    let Adopted { circles, .. } = helen.device.adopt(&request, &reply).await.unwrap();
    assert_eq!(circles, [circle.id]);
    let view = helen.device.circle(circle.id).await.unwrap();
    assert!(view.pupil().is_some() && view.get(fractions).is_some(), "everything else is there");
    assert_eq!((view.get(rivers), view.unread.iter().collect::<Vec<_>>()), (None, vec![&rivers]));

    // Helen goes on working, and so do the others.
    let written = helen.does(Sheet::begin(circle.id, &plan::SPEC, world.now()).line(plan::SUBJECT, "Maths")).await;
    let later = grace.does(page("Maps").then(work::DRAFT, work::HANDED_IN)).await;
    grace.syncs().await;
    helen.syncs().await;
    assert_eq!(helen.device.waiting(), 0);
    let view = helen.device.circle(circle.id).await.unwrap();
    assert!(view.get(written).is_some() && view.get(later).is_some() && view.unread.contains(&rivers));

    // The page is not shown, and lies there as it came for the release that knows it.
    let scope = as_written.scope().key();
    let rows = helen.device.store().group(Table::Segments, &scope).await.unwrap();
    let kept = rows.iter().flat_map(|(_, row)| sync::device::found_in(row)).find(|found| found.id() == rivers);
    assert_eq!(kept.as_ref().and_then(as_the_newer_release_reads), Some(as_written));

    // Grace takes the new thing out again: what is left is understood.
    grace.does(Sheet::edit(circle.id, &work::SPEC, rivers, grace.now()).line(work::TITLE, "Rivers and lakes")).await;
    grace.syncs().await;
    helen.syncs().await;
    let view = helen.device.circle(circle.id).await.unwrap();
    assert_eq!(view.get(rivers).map(|record| record.text(work::TITLE)), Some("Rivers and lakes"));
    assert!(view.unread.is_empty());
}
