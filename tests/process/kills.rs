//! The power goes while people write, again and again.

use std::cell::Cell;
use std::collections::{BTreeMap, BTreeSet};
use std::time::{Duration, Instant};

use domain::kinds::work;
use futures::future::{join, join_all};
use tests::{Sheet, Tablet, cell};
use tokio::time::sleep;

use crate::server::{Server, folder_with_a_circle, world_of};

/// In the test command; `FOOTBRIDGE_KILLS=100` for more.
const KILLS: usize = 10;
/// So many devices write at once.
const WRITERS: usize = 6;

/// What a device was told that the server has.
#[derive(Default)]
struct Acknowledged {
    records: BTreeSet<domain::ids::RecordId>,
    files: BTreeMap<domain::file::FileHash, Vec<u8>>,
}

/// How long the devices may take to be answered so often as the next kill needs.
const PATIENCE: Duration = Duration::from_secs(60);

/// Somebody writes and photographs until told to stop, then sends the rest. `answered` counts what was taken.
async fn works(
    tablet: &Tablet,
    circle: domain::ids::CircleId,
    stop: &Cell<bool>,
    answered: &Cell<usize>,
) -> Acknowledged {
    let mut waiting = Acknowledged::default();
    let mut sure = Acknowledged::default();
    let mut number = 0usize;
    while !stop.get() || tablet.tries_to_sync().await.is_err() {
        if !stop.get() {
            number += 1;
            let photo = [&b"\xff\xd8\xff\xe0"[..], &server::auth::secret::random::<4_000>()].concat();
            let fact = tablet.photographs(&photo).await;
            let sheet = Sheet::begin(circle, &work::SPEC, tablet.now()).line(work::TITLE, &format!("Page {number}"));
            waiting.files.insert(fact.hash, photo);
            let sheet = sheet.with(work::PAGES, vec![cell(work::FILE, fact)]);
            waiting.records.insert(tablet.does(sheet.then(work::DRAFT, work::HANDED_IN)).await);
            if tablet.tries_to_sync().await.is_ok() {
                // All of it was answered for, from here on it is the server's word.
                answered.set(answered.get() + waiting.records.len());
                sure.records.append(&mut waiting.records);
                sure.files.append(&mut waiting.files);
            }
        }
        sleep(Duration::from_millis(10)).await;
    }
    sure.records.append(&mut waiting.records);
    sure.files.append(&mut waiting.files);
    sure
}

/// Waits until so many more changes have been answered.
async fn is_answered(answered: &Cell<usize>, more: usize) {
    let (begun, wanted) = (Instant::now(), answered.get() + more);
    while answered.get() < wanted {
        assert!(begun.elapsed() < PATIENCE, "{} of {wanted} changes are answered", answered.get());
        sleep(Duration::from_millis(5)).await;
    }
}

#[tokio::test]
async fn killed_under_load_it_loses_nothing_and_doubles_nothing() {
    let kills = std::env::var("FOOTBRIDGE_KILLS").ok().and_then(|text| text.parse().ok()).unwrap_or(KILLS);
    let (folder, circle) = folder_with_a_circle().await;
    let mut server = Server::start(folder.path(), &[]).await;
    let world = world_of(&server).await;
    let people = [&circle.grace, &circle.zara, &circle.samina];
    let mut tablets = Vec::new();
    for number in 0..WRITERS {
        tablets.push(world.tablet(people[number % people.len()]).await);
    }
    let (stop, answered) = (Cell::new(false), Cell::new(0));
    let begun = Instant::now();
    let mut longest = Duration::ZERO;
    let killer = async {
        for number in 0..kills {
            // By what was answered and not by time: a slow machine is under load as well.
            is_answered(&answered, 1 + number % (2 * WRITERS)).await;
            sleep(Duration::from_millis((number as u64 * 37) % 100)).await;
            server.kill();
            let down = Instant::now();
            server.start_again().await;
            longest = longest.max(down.elapsed());
        }
        is_answered(&answered, WRITERS).await;
        stop.set(true);
    };
    let work = join_all(tablets.iter().map(|tablet| works(tablet, circle.id, &stop, &answered)));
    let (sure, ()) = join(work, killer).await;

    let fresh = world.tablet(&circle.grace).await;
    fresh.syncs().await;
    let view = fresh.circle(circle.id).await;
    let there: Vec<_> = view.of_kind(work::KIND).iter().map(|record| record.id).collect();
    let expected: BTreeSet<_> = sure.iter().flat_map(|one| one.records.iter().copied()).collect();
    let found: BTreeSet<_> = there.iter().copied().collect();
    assert_eq!(there.len(), found.len(), "nothing is there twice");
    assert_eq!(found, expected, "nothing is lost, and nothing is there that nobody wrote");
    let mut files = 0;
    for record in view.of_kind(work::KIND) {
        for fact in record.files() {
            let bytes = fresh.fetches(fact).await.unwrap().unwrap();
            assert!(sure.iter().any(|one| one.files.get(&fact.hash) == Some(&bytes)), "the photo as it was taken");
            files += 1;
        }
    }
    server.stop();
    let (sound, chain) = server.command(&["verify-audit"]);
    assert!(sound, "{chain}");
    let mut pages = std::process::Command::new("sqlite3");
    if let Ok(done) = pages.arg(folder.path().join("footbridge.db")).arg("PRAGMA integrity_check").output() {
        assert_eq!(String::from_utf8_lossy(&done.stdout).trim(), "ok");
    }
    let figures = format!(
        "{kills} kills in {:.1} s: {} records and {files} photos acknowledged, 0 lost, 0 twice; back after {} ms at most; {}",
        begun.elapsed().as_secs_f32(),
        found.len(),
        longest.as_millis(),
        chain.trim(),
    );
    assert!(found.len() > kills, "there was load: {figures}");
    std::io::Write::write_all(&mut std::io::stdout(), format!("{figures}\n").as_bytes()).unwrap();
}
