//! Thousands of histories of several devices over the real gate: nothing that anybody saved is lost, doubled, or
//! shown to somebody it is not for. `FOOTBRIDGE_SEED=n` lives through one again and tells what happened;
//! `FOOTBRIDGE_SEEDS=n` lives through so many.
#![allow(clippy::unwrap_used, reason = "tests")]

mod gate;

use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, Ordering};

use gate::RealGate;
use sync::simulator::{Failure, Plan, Report, Sabotage, live};

/// How many histories the test command lives through. In the first half the server is put back as well; there the oracle
/// has to excuse more, so the others go without.
const SEEDS: u64 = 10_000;
/// After how many histories at the latest each deliberate bug has to be noticed.
const SOON: u64 = 300;
/// People seldom write into an item that somebody else takes out meanwhile: in one history of some 350.
const LATER: u64 = 3_000;

fn asked(name: &str) -> Option<u64> {
    std::env::var(name).ok()?.parse().ok()
}

/// Lives through these histories on all processors; stops at the first that goes wrong.
fn live_through(seeds: std::ops::Range<u64>, plan: Plan) -> Result<Report, Box<Failure>> {
    let next = AtomicU64::new(seeds.start);
    let failed: Mutex<Option<Box<Failure>>> = Mutex::new(None);
    let total = Mutex::new(Report::default());
    let workers = std::thread::available_parallelism().map_or(2, usize::from);
    std::thread::scope(|scope| {
        for _ in 0..workers {
            scope.spawn(|| {
                loop {
                    let seed = next.fetch_add(1, Ordering::Relaxed);
                    if seed >= seeds.end || failed.lock().unwrap().is_some() {
                        return;
                    }
                    match live(seed, RealGate::new(seed), &plan) {
                        Ok(report) => total.lock().unwrap().add(&report),
                        Err(failure) => *failed.lock().unwrap() = Some(failure),
                    }
                }
            });
        }
    });
    match failed.into_inner().unwrap() {
        Some(failure) => Err(failure),
        None => Ok(total.into_inner().unwrap()),
    }
}

#[test]
fn nothing_saved_is_lost() {
    let lived = |seeds, plan| live_through(seeds, plan).unwrap_or_else(|failure| panic!("{failure}"));
    if let Some(seed) = asked("FOOTBRIDGE_SEED") {
        for put_back in [true, false] {
            lived(seed..seed + 1, Plan { trace: true, put_back, ..Plan::default() });
        }
        return;
    }
    let seeds = asked("FOOTBRIDGE_SEEDS").unwrap_or(SEEDS);
    let mut report = lived(0..seeds / 2, Plan::default());
    assert!(seeds < 100 || report.faults.contains_key("server put back"), "{report:?}");
    report.add(&lived(seeds / 2..seeds, Plan { put_back: false, ..Plan::default() }));
    assert_eq!(report.histories, seeds);
    assert!(report.marks as u64 > 10 * seeds, "people hardly wrote anything: {report:?}");
    assert!(seeds < 100 || report.faults.len() >= 12, "too little went wrong: {report:?}");
}

#[test]
fn every_deliberate_bug_is_noticed() {
    let mut unnoticed = Vec::new();
    for sabotage in Sabotage::ALL {
        let plan = Plan { sabotage: Some(*sabotage), ..Plan::default() };
        let most = if *sabotage == Sabotage::WordsForRemovedItemDropped { LATER } else { SOON };
        if live_through(0..most, plan).is_ok() {
            unnoticed.push(*sabotage);
        }
    }
    assert!(unnoticed.is_empty(), "nobody noticed {unnoticed:?} in {SOON} or {LATER} histories");
}
