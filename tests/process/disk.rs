//! A disk that is full, and then is not any more.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};

use domain::kinds::medium_term_plan as plan;
use serde_json::json;
use sync::engine::SyncError;
use sync::remote::RemoteError;
use tests::{PASSWORD, Sheet, Tablet};
use tokio::time::sleep;

use crate::server::{Server, folder_with_a_circle, world_of};

/// A filesystem of a few megabytes.
struct Small(PathBuf);

impl Small {
    /// `None` where this machine lets nobody make one.
    fn make(place: PathBuf) -> Option<Self> {
        fs::create_dir_all(&place).unwrap();
        let mount = |with: &[&str]| {
            let words = ["mount", "-t", "tmpfs", "-o", "size=8m", "tmpfs"];
            let mut words = with.iter().chain(&words);
            let done = Command::new(words.next().unwrap()).args(words).arg(&place).output();
            done.is_ok_and(|done| done.status.success())
        };
        (mount(&[]) || mount(&["sudo", "-n"])).then(|| Self(place.clone()))
    }

    /// Fills it to the last byte.
    fn fill(&self) -> PathBuf {
        let filler = self.0.join("filler");
        let mut file = fs::File::create(&filler).unwrap();
        for size in [64 * 1024, 512, 1] {
            while file.write_all(&vec![7; size]).is_ok() {}
        }
        filler
    }
}

impl Drop for Small {
    fn drop(&mut self) {
        for with in [&["umount", "-l"][..], &["sudo", "-n", "umount", "-l"]] {
            let done = Command::new(with[0]).args(&with[1..]).arg(&self.0).output();
            if done.is_ok_and(|done| done.status.success()) {
                return;
            }
        }
    }
}

fn copy(from: &Path, to: &Path) {
    for entry in fs::read_dir(from).unwrap().map(Result::unwrap) {
        let place = to.join(entry.file_name());
        if entry.path().is_dir() {
            fs::create_dir_all(&place).unwrap();
            copy(&entry.path(), &place);
        } else {
            fs::copy(entry.path(), place).unwrap();
        }
    }
}

async fn writes(tablet: &Tablet, circle: domain::ids::CircleId, number: usize) {
    // Random, so that no packing makes it small.
    let words: String = (0..60).map(|_| server::auth::secret::to_hex(&server::auth::secret::random())).collect();
    let sheet = Sheet::begin(circle, &plan::SPEC, tablet.now());
    let sheet = sheet.line(plan::SUBJECT, &format!("Subject {number}")).prose(plan::NOTES, &words);
    tablet.does(sheet).await;
}

#[tokio::test]
async fn a_full_disk_is_said_and_service_comes_back_with_the_room() {
    let (folder, circle) = folder_with_a_circle().await;
    let place = tempfile::tempdir().unwrap();
    let Some(small) = Small::make(place.path().join("data")) else {
        assert!(std::env::var_os("CI").is_none(), "this machine makes no small filesystem: see `unshare`, or be root");
        return;
    };
    copy(folder.path(), &small.0);
    let server = Server::start(&small.0, &[]).await;
    let world = world_of(&server).await;
    let tablet = world.tablet(&circle.grace).await;
    writes(&tablet, circle.id, 0).await;
    tablet.syncs().await;

    let filler = small.fill();
    let mut refused = None;
    for number in 1..400 {
        writes(&tablet, circle.id, number).await;
        if let Err(error) = tablet.tries_to_sync().await {
            refused = Some(error);
            break;
        }
    }
    assert_eq!(refused, Some(SyncError::Remote(RemoteError::DiskFull)));
    assert!(tablet.device.waiting() > 0, "what was not taken stays");
    let sign_in = json!({ "name": "Helen", "password": PASSWORD });
    let mut answer = world.post("/api/sign-in", None, sign_in.clone()).await;
    for _ in 0..50 {
        // A few rows may still find room in what the log had taken.
        if answer.status.as_u16() == 200 {
            answer = world.post("/api/sign-in", None, sign_in.clone()).await;
        }
    }
    assert_eq!((answer.status.as_u16(), answer.json()["error"].as_str()), (507, Some("disk_full")));
    let health = world.ask("GET", "/healthz", None, Vec::new()).await;
    assert_eq!(health.status.as_u16(), 507);
    assert!(String::from_utf8_lossy(&health.body).contains("disk is full"), "{health:?}");
    for _ in 0..20 {
        assert_eq!(tablet.tries_to_sync().await, Err(SyncError::Remote(RemoteError::DiskFull)), "still");
    }

    fs::remove_file(filler).unwrap();
    let begun = Instant::now();
    while tablet.tries_to_sync().await.is_err() {
        assert!(begun.elapsed() < Duration::from_secs(5), "nobody had to start it again: {}", server.said());
        sleep(Duration::from_millis(100)).await;
    }
    assert_eq!(tablet.device.waiting(), 0);
    assert_eq!(world.post("/api/sign-in", None, sign_in).await.status.as_u16(), 200);
    let begun = Instant::now();
    while world.ask("GET", "/healthz", None, Vec::new()).await.status.as_u16() != 200 {
        assert!(begun.elapsed() < Duration::from_secs(8), "it is well again: {}", server.said());
        sleep(Duration::from_millis(200)).await;
    }

    let again = world.tablet(&circle.grace).await;
    again.syncs().await;
    let (mine, theirs) = (tablet.circle(circle.id).await, again.circle(circle.id).await);
    let subjects = |view: &sync::device::CircleView| {
        let mut subjects: Vec<String> =
            view.of_kind(plan::KIND).iter().map(|one| one.text(plan::SUBJECT).to_owned()).collect();
        subjects.sort();
        subjects
    };
    assert_eq!(subjects(&mine), subjects(&theirs), "nothing is lost, nothing is there twice");
    let (sound, said) = server.command(&["verify-audit"]);
    assert!(sound, "{said}");
}
