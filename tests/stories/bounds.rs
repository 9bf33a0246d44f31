//! Nothing that one person sends stops the others, closes a circle or is lost with its reason.
//!
//! `cargo test -p tests --test stories bounds -- --nocapture` prints how long others wait behind the worst changes;
//! `cargo test -p sync bounded -- --nocapture` what the worst bodies take of memory.
#![allow(clippy::print_stdout, reason = "figures")]

use std::time::{Duration, Instant};

use axum::body::{Body, to_bytes};
use axum::http::{Request, StatusCode, header};
use domain::change::{At, Change, Edit};
use domain::check::{Problem, ProblemKind};
use domain::file::{FileFact, FileHash};
use domain::ids::{ItemId, RecordId};
use domain::kinds::{medium_term_plan as plan, meeting, pupil, resource, session, work};
use domain::limits::{MOST_FILES, MOST_OF_CHANGE, Weigh};
use domain::merge::{Fate, Unfit, apply};
use domain::record::{Place, Record};
use domain::role::Sensitivity;
use domain::scope::Revision;
use domain::value::{Moment, Value};
use server::db::Roles;
use sync::device::NotRecorded;
use sync::session::STORE_HEADER;
use sync::wire::{HistoryReply, Outcome, PROTOCOL, Refusal, SyncReply, SyncRequest};
use tests::{Circle, Sheet, Tablet, World, cell};
use tower::ServiceExt;

fn request(tablet: &Tablet, push: Vec<Change>) -> SyncRequest {
    SyncRequest {
        protocol: PROTOCOL,
        device: tablet.device.id(),
        device_time: tablet.now(),
        server: None,
        cursors: Vec::new(),
        push,
        person: tablet.person,
        again: Vec::new(),
    }
}

fn body(tablet: &Tablet, push: Vec<Change>) -> Vec<u8> {
    postcard::to_allocvec(&request(tablet, push)).unwrap()
}

/// Sends these changes by hand, as no device of ours would.
async fn push(world: &World, tablet: &Tablet, push: Vec<Change>) -> Vec<Outcome> {
    let session = tablet.wire.session.borrow().clone();
    let answer = world.ask("POST", "/api/sync", session.as_deref(), body(tablet, push)).await;
    assert_eq!(answer.status, StatusCode::OK, "{}", String::from_utf8_lossy(&answer.body));
    let reply: SyncReply = postcard::from_bytes(&answer.body).unwrap();
    reply.outcomes.into_iter().map(|(_, outcome)| outcome).collect()
}

fn unsound(what: ProblemKind) -> Outcome {
    Outcome::Refused { reason: Refusal::Unsound(vec![Problem { at: None, what }]) }
}

#[tokio::test]
async fn a_change_that_is_too_large_is_refused_with_its_reason_and_what_is_behind_it_goes_on() {
    let world = World::new().await;
    let circle = Circle::begin(&world).await;
    let helen = world.tablet(&circle.helen).await;
    let mut large = Sheet::begin(circle.id, &plan::SPEC, world.now()).change;
    large.edits = vec![Edit::Remove; 4_000_000];
    let small = Sheet::begin(circle.id, &plan::SPEC, world.now()).line(plan::SUBJECT, "Maths").change;
    let begun = Instant::now();
    let answered = push(&world, &helen, vec![large.clone(), small.clone()]).await;
    println!("a body of 4 MB of edits of one byte is answered after {:?}", begun.elapsed());
    assert_eq!(answered, [unsound(ProblemKind::TooMuch)], "what is behind it is sent again");
    assert!(matches!(push(&world, &helen, vec![small]).await[..], [Outcome::Accepted { .. }]));
    // It is never remembered, and always the same.
    assert_eq!(push(&world, &helen, vec![large]).await, [unsound(ProblemKind::TooMuch)]);
    let session = helen.wire.session.borrow().clone();
    let huge = world.ask("POST", "/api/sync", session.as_deref(), vec![1; 5 * 1024 * 1024]).await;
    assert_eq!((huge.status, huge.json()["error"].as_str()), (StatusCode::PAYLOAD_TOO_LARGE, Some("too_large")));
}

#[tokio::test]
async fn a_device_says_so_itself_before_it_records() {
    let world = World::new().await;
    let circle = Circle::begin(&world).await;
    let zara = world.tablet(&circle.zara).await;
    let name = "n".repeat(4_000_000);
    let file = FileFact { hash: FileHash([1; 32]), bytes: 1, media: "image/jpeg".into(), name, thumbnail: None };
    let sheet = Sheet::begin(circle.id, &work::SPEC, world.now()).with(work::PAGES, vec![cell(work::FILE, file)]);
    let refused = zara.device.record(vec![sheet.change]).await;
    assert!(matches!(refused, Err(NotRecorded::Unsound(_))), "{refused:?}");
    assert_eq!(zara.device.waiting(), 0);
}

#[tokio::test]
async fn the_same_identifier_with_other_words_is_not_what_was_accepted() {
    let world = World::new().await;
    let circle = Circle::begin(&world).await;
    let helen = world.tablet(&circle.helen).await;
    let sheet = |text: &str| Sheet::begin(circle.id, &plan::SPEC, world.now()).line(plan::SUBJECT, text).change;
    let first = sheet("Maths");
    let other = Change { id: first.id, ..sheet("History") };
    assert!(matches!(push(&world, &helen, vec![first.clone()]).await[..], [Outcome::Accepted { .. }]));
    let refused = Outcome::Refused { reason: Refusal::Unfit(Unfit::ExistsAlready) };
    assert_eq!(push(&world, &helen, vec![other]).await, [refused]);
    assert!(matches!(push(&world, &helen, vec![first]).await[..], [Outcome::Accepted { .. }]));
}

#[tokio::test]
async fn a_wrong_clock_loses_no_words_and_shows_no_absurd_time() {
    let world = World::new().await;
    let circle = Circle::begin(&world).await;
    let helen = world.tablet(&circle.helen).await;
    for shown in [i64::MIN, -1, world.now().0 + 400 * 86_400_000, i64::MAX] {
        let sheet = Sheet::begin(circle.id, &plan::SPEC, world.now()).line(plan::SUBJECT, "Maths");
        let change = Change { made_at: Moment(shown), ..sheet.change };
        let record = change.record;
        assert!(matches!(push(&world, &helen, vec![change.clone()]).await[..], [Outcome::Accepted { .. }]), "{shown}");
        assert!(matches!(push(&world, &helen, vec![change]).await[..], [Outcome::Accepted { .. }]), "again: {shown}");
        let kept = world.app.db().read().await.unwrap().record(record).await.unwrap().unwrap();
        assert_eq!(kept.created.at, world.now(), "{shown}");
        assert_eq!(kept.text(plan::SUBJECT), "Maths");
    }
    let year = chrono::NaiveDate::from_ymd_opt(-262_143, 1, 1).unwrap();
    let absurd = Sheet::begin(circle.id, &plan::SPEC, world.now()).change;
    let at = At::field(domain::kinds::term_dates::FIRST.key);
    let dates = Change { kind: domain::kinds::term_dates::KIND, ..absurd };
    let fields = vec![(at.field, Value::Date(year))];
    let add = Edit::AddItem {
        list: domain::kinds::term_dates::HALF_TERMS.key,
        item: ItemId::from_bytes([1; 16]),
        place: Place(vec![1]),
        fields,
    };
    let dates = Change { edits: [dates.edits.clone(), vec![add]].concat(), ..dates };
    assert!(matches!(push(&world, &helen, vec![dates]).await[..], [Outcome::Refused { reason: Refusal::Unsound(_) }]));
}

#[tokio::test]
async fn five_thousand_problems_are_kept_as_a_few() {
    let world = World::new().await;
    let circle = Circle::begin(&world).await;
    let helen = world.tablet(&circle.helen).await;
    let mut wrong = Sheet::begin(circle.id, &plan::SPEC, world.now()).change;
    let nowhere = Edit::Set { at: At::field(domain::field::FieldKey(99)), value: Value::Empty, base: Value::Empty };
    wrong.edits.extend(vec![nowhere; 4_000]);
    let outcomes = push(&world, &helen, vec![wrong]).await;
    let [Outcome::Refused { reason: Refusal::Unsound(problems) }] = &outcomes[..] else { panic!("{outcomes:?}") };
    assert_eq!(problems.len(), 20);
}

/// What a server took in before there were limits: it reaches devices all the same.
#[tokio::test]
async fn a_circle_of_records_that_are_too_large_still_reaches_everybody() {
    let world = World::new().await;
    let circle = Circle::begin(&world).await;
    let mut txn = world.app.db().write().await.unwrap();
    let scope = domain::scope::Scope::Circle(circle.id, Sensitivity::Everyday);
    let mut head = txn.heads(&[scope]).await.unwrap()[0].1;
    for number in 1..=18_u8 {
        let name = format!("{number} {}", "n".repeat(4_000_000));
        let file =
            FileFact { hash: FileHash([number; 32]), bytes: 1, media: "image/jpeg".into(), name, thumbnail: None };
        let sheet = Sheet::begin_as(circle.id, &resource::SPEC, RecordId::from_bytes([number; 16]), world.now())
            .line(resource::TITLE, "Too large")
            .with(resource::FILES, vec![cell(resource::FILE, file)]);
        head.revision = Revision(head.revision.0 + 1);
        let record = apply(None, &sheet.change, circle.grace.id, head.revision).unwrap().record;
        txn.put_record(&Record { received: Some(world.now()), ..record }, Roles::which(|_| true)).await.unwrap();
    }
    txn.put_head(scope, head).await.unwrap();
    txn.commit().await.unwrap();
    let helen = world.tablet(&circle.helen).await;
    helen.syncs().await;
    let view = helen.circle(circle.id).await;
    let sizes = helen.wire.last.borrow().as_ref().map(|reply| reply.segments.len());
    println!("the last reply had {sizes:?} segments in {} bytes", helen.wire.last_bytes.get());
    assert_eq!(view.of_kind(resource::KIND).len(), 18);
    assert!(view.pupil().is_some());
    // Packed anew on the device it can still be read.
    for _ in 0..30 {
        let sheet = Sheet::edit(circle.id, &pupil::SPEC, circle.id.pupil(), world.now());
        circle.tablet.does(sheet.set(pupil::YEAR_GROUP, 5)).await;
        circle.tablet.syncs().await;
        helen.syncs().await;
    }
    helen.device.tidy().await.unwrap();
    helen.device.reload().await.unwrap();
    assert_eq!(helen.circle(circle.id).await.of_kind(resource::KIND).len(), 18);
    assert_eq!(helen.circle(circle.id).await.pupil().unwrap().get(pupil::YEAR_GROUP), Some(5));
}

#[tokio::test]
async fn a_record_that_is_full_takes_no_more_from_anybody_and_keeps_the_words_on_the_device() {
    let world = World::new().await;
    let circle = Circle::begin(&world).await;
    let helen = world.tablet(&circle.helen).await;
    let record = helen.does(Sheet::begin(circle.id, &plan::SPEC, world.now()).line(plan::SUBJECT, "Maths")).await;
    helen.syncs().await;
    let mut outcomes = Vec::new();
    for _ in 0..8 {
        let mut sheet = Sheet::edit(circle.id, &plan::SPEC, record, world.now());
        for _ in 0..40 {
            sheet.add(plan::ROWS, vec![cell(plan::ROW_ACTIVITY, domain::field::Prose("a".repeat(3_900)))]);
        }
        outcomes.extend(push(&world, &helen, vec![sheet.change]).await);
    }
    assert!(matches!(outcomes[..6], [Outcome::Accepted { .. }, .., Outcome::Accepted { .. }]), "{outcomes:?}");
    assert_eq!(outcomes[7], unsound(ProblemKind::RecordFull));
    let kept = world.app.db().read().await.unwrap().record(record).await.unwrap().unwrap();
    assert!(kept.weight() <= domain::limits::MOST_OF_RECORD);
    // The device, which sees that record, says so itself.
    helen.syncs().await;
    helen.circle(circle.id).await;
    let mut sheet = Sheet::edit(circle.id, &plan::SPEC, record, world.now());
    for _ in 0..40 {
        sheet.add(plan::ROWS, vec![cell(plan::ROW_ACTIVITY, domain::field::Prose("a".repeat(3_900)))]);
    }
    assert!(matches!(helen.device.record(vec![sheet.change]).await, Err(NotRecorded::Unsound(_))));
}

#[tokio::test]
async fn what_a_route_cannot_read_is_answered_as_everything_is() {
    let world = World::new().await;
    let answers = [
        world.ask("POST", "/api/sign-in", None, b"{\"name\": 5}".to_vec()).await,
        world.ask("POST", "/api/sign-in", None, b"{\"name\"".to_vec()).await,
        world.ask("POST", "/api/join", None, b"{}".to_vec()).await,
        world.ask("DELETE", "/api/sign-in", None, b"{}".to_vec()).await,
        world.ask("POST", "/api/sign-in", None, [b"{\"a\":\"".to_vec(), vec![b'a'; 20_000]].concat()).await,
    ];
    for answer in answers {
        assert!(answer.status.is_client_error());
        let kind = answer.headers[header::CONTENT_TYPE].to_str().unwrap();
        assert_eq!(kind, "application/json", "{}", String::from_utf8_lossy(&answer.body));
        assert!(answer.json()["error"].is_string());
    }
}

#[tokio::test]
async fn looking_back_says_the_same_the_second_time_and_at_every_revision() {
    let world = World::new().await;
    let circle = Circle::begin(&world).await;
    let helen = world.tablet(&circle.helen).await;
    let sheet = Sheet::begin(circle.id, &plan::SPEC, world.now()).line(plan::SUBJECT, "Maths");
    let record = helen.does(sheet.then(plan::DRAFT, plan::SHARED)).await;
    let mut text = String::new();
    let mut states = Vec::new();
    for number in 0..90 {
        let next = format!("{text}Sentence {number}. ");
        let sheet = Sheet::edit(circle.id, &plan::SPEC, record, world.now());
        helen.does(sheet.rewrite(plan::PRIORITIES, &text, &next)).await;
        text = next;
        states.push(text.clone());
    }
    helen.syncs().await;
    let session = helen.wire.session.borrow().clone();
    let look = async |path: String| world.ask("GET", &path, session.as_deref(), Vec::new()).await;
    let first = look(format!("/api/history/{record}")).await.body;
    let entries = postcard::from_bytes::<HistoryReply>(&first).unwrap().entries;
    assert_eq!(entries.len(), 91);
    assert_eq!(look(format!("/api/history/{record}")).await.body, first);
    for (entry, state) in entries[1..].iter().zip(&states) {
        let then = look(format!("/api/record/{record}/at/{}", entry.revision.0)).await;
        let then: Record = postcard::from_bytes(&then.body).unwrap();
        assert_eq!(then.text(plan::PRIORITIES), state);
        assert_eq!((then.revision(), then.received), (entry.revision, Some(entry.at)));
    }
    let sheet = Sheet::edit(circle.id, &plan::SPEC, record, world.now());
    helen.does(sheet.rewrite(plan::PRIORITIES, &text, "All new.")).await;
    helen.syncs().await;
    let later = look(format!("/api/history/{record}")).await.body;
    assert_eq!(postcard::from_bytes::<HistoryReply>(&later).unwrap().entries.len(), 92, "what came since is there too");
    let mut txn = world.app.db().read().await.unwrap();
    assert_eq!(txn.past_of(record).await.unwrap().len(), 92, "worked out once and kept");
}

/// A change for each way in which one may be made to take long, as large as it may be.
fn worst(circle: &Circle, record: &Record, now: Moment) -> Vec<(&'static str, Change)> {
    let base = |edits: Vec<Edit>| {
        let sheet = Sheet::edit(circle.id, &meeting::SPEC, record.id, now);
        Change { edits, ..sheet.change }
    };
    let differ = |letter: char, count: u32| (0..count).map(|n| format!("{letter}{n}. ")).collect::<String>();
    let at = At::field(meeting::NOTES.key);
    let merge = Edit::Write { at, text: differ('c', 990), base: differ('b', 990) };
    let many = |letter| Edit::Write { at, text: format!("{letter}. ").repeat(2_600), base: "a. ".repeat(2_600) };
    let item = |number: usize| {
        let mut bytes = [7; 16];
        bytes[..8].copy_from_slice(&number.to_be_bytes());
        ItemId::from_bytes(bytes)
    };
    let add = |list: domain::field::Field<domain::field::Items>, number: usize, fields| Edit::AddItem {
        list: list.key,
        item: item(number),
        place: Place(vec![128]),
        fields,
    };
    let file = |number: usize| {
        let mut hash = [9; 32];
        hash[..8].copy_from_slice(&number.to_be_bytes());
        FileFact {
            hash: FileHash(hash),
            bytes: 1,
            media: "a/b".into(),
            name: "n".into(),
            thumbnail: Some(FileHash([8; 32])),
        }
    };
    let files = Sheet::begin(circle.id, &session::SPEC, now).change;
    let files = Change {
        edits: files
            .edits
            .iter()
            .cloned()
            .chain((0..MOST_FILES).map(|n| add(session::PHOTOS, n, vec![cell(session::FILE, file(n))])))
            .collect(),
        ..files
    };
    let versions = (0..3_500_u32).map(|n| {
        let line = |n: u32| Value::Line(n.to_string());
        Edit::Set { at: At::field(meeting::PURPOSE.key), value: line(n + 1), base: line(n + 7) }
    });
    vec![
        ("two texts of 990 sentences that share none", base(vec![merge])),
        ("sixteen texts of 2,600 short sentences", base((0..16).map(|n| many(char::from(b'b' + n))).collect())),
        ("4,000 new items", base((0..4_000).map(|n| add(meeting::ATTENDEES, n, vec![])).collect())),
        ("3,500 values that nobody had seen", base(versions.collect())),
        (
            "5,000 times taken away and brought back",
            base((0..2_500).flat_map(|_| [Edit::Remove, Edit::Restore]).collect()),
        ),
        ("200 files with a small picture each", files),
    ]
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nobody_waits_long_behind_the_worst_change() {
    let world = World::new().await;
    let circle = Circle::begin(&world).await;
    let daniel = world.tablet(&circle.daniel).await;
    let grace = &circle.tablet;
    let sheet = Sheet::begin(circle.id, &meeting::SPEC, world.now()).line(meeting::PURPOSE, "Way back");
    let text: String = (0..990).map(|n| format!("a{n}. ")).collect();
    let record = grace.does(sheet.prose(meeting::NOTES, &text)).await;
    grace.syncs().await;
    let record = grace.record(circle.id, record).await.unwrap();
    let post = |tablet: &Tablet, push: Vec<Change>| {
        let session = tablet.wire.session.borrow().clone().unwrap();
        let (token, store) = session.split_once(' ').unwrap();
        let request = Request::post("/api/sync").header(header::AUTHORIZATION, format!("Bearer {token}"));
        let request = request.header(STORE_HEADER, store);
        let request = request.header(header::CONTENT_TYPE, "application/octet-stream");
        let request = request.body(Body::from(body(tablet, push))).unwrap();
        let router = world.router.clone();
        tokio::spawn(async move {
            let begun = Instant::now();
            let response = router.oneshot(request).await.unwrap();
            assert_eq!(response.status(), StatusCode::OK);
            let body = to_bytes(response.into_body(), usize::MAX).await.unwrap();
            (begun.elapsed(), postcard::from_bytes::<SyncReply>(&body).unwrap())
        })
    };
    let mut longest = Duration::ZERO;
    let mut worst =
        worst(&circle, &record, world.now()).into_iter().map(|(name, change)| (name, vec![change])).collect::<Vec<_>>();
    // The record has thousands of items by then: each word in it costs as much as all of it.
    let word =
        |_| Sheet::edit(circle.id, &meeting::SPEC, record.id, world.now()).line(meeting::SEATING, "Round").change;
    worst.push(("300 words in a record of 4,000 items", (0..300).map(word).collect()));
    for (name, changes) in worst {
        let heaviest = changes.iter().map(Weigh::weight).max().unwrap_or_default();
        assert!(heaviest <= MOST_OF_CHANGE, "{name} has {heaviest} bytes");
        // So that nobody asks too often.
        world.passes(60);
        let slow = post(grace, changes);
        let mut waited = Duration::ZERO;
        // Others write meanwhile.
        while !slow.is_finished() {
            let sheet = Sheet::begin(circle.id, &meeting::SPEC, world.now()).line(meeting::PURPOSE, "Soon");
            let (took, _) = post(&daniel, vec![sheet.change]).await.unwrap();
            waited = waited.max(took);
        }
        let (took, reply) = slow.await.unwrap();
        let outcome = &reply.outcomes[0].1;
        println!("{name}: {took:?}, another's push meanwhile at most {waited:?}");
        assert!(matches!(outcome, Outcome::Accepted { .. }), "{name}: {outcome:?}");
        longest = longest.max(waited);
    }
    println!("longest wait of another's push behind the worst changes: {longest:?}");
    assert!(longest < Duration::from_secs(2), "{longest:?}, on a busy machine");
}

#[tokio::test]
async fn texts_that_are_too_long_to_compare_are_both_kept() {
    let world = World::new().await;
    let circle = Circle::begin(&world).await;
    let grace = &circle.tablet;
    let short = |letter: char| format!("{letter}. ").repeat(2_600);
    let sheet = Sheet::begin(circle.id, &meeting::SPEC, world.now()).prose(meeting::NOTES, &short('a'));
    let record = grace.does(sheet).await;
    grace.syncs().await;
    let write = |base: char, text: char| {
        Sheet::edit(circle.id, &meeting::SPEC, record, world.now())
            .rewrite(meeting::NOTES, &short(base), &short(text))
            .change
    };
    let outcomes = push(&world, grace, vec![write('b', 'c')]).await;
    assert!(matches!(outcomes[..], [Outcome::Accepted { fate: Fate::BothKept, .. }]), "{outcomes:?}");
    let kept = world.app.db().read().await.unwrap().record(record).await.unwrap().unwrap();
    let slot = kept.slot(At::field(meeting::NOTES.key)).unwrap();
    assert_eq!(slot.value, Value::Prose(short('a')));
    assert_eq!(slot.others[0].value, Value::Prose(short('c')));
}
