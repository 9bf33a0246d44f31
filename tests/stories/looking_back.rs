//! What became of a record, for those who were allowed to see it happen; and what the audit holds of it.

use axum::http::StatusCode;
use domain::change::Edit;
use domain::kinds::{medium_term_plan as plan, pupil, target};
use server::db::{AuditEntry, Deed, first_bad_link};
use sync::wire::HistoryReply;
use tests::{Circle, Sheet, Tablet, World};

async fn history(world: &World, tablet: &Tablet, record: domain::ids::RecordId) -> Option<HistoryReply> {
    let session = tablet.wire.session.borrow().clone();
    let answer = world.ask("GET", &format!("/api/history/{record}"), session.as_deref(), Vec::new()).await;
    (answer.status == StatusCode::OK).then(|| postcard::from_bytes(&answer.body).unwrap())
}

#[tokio::test]
async fn history_begins_where_somebody_first_saw_the_record() {
    let world = World::new().await;
    let circle = Circle::begin(&world).await;
    let (helen, samina) = (world.tablet(&circle.helen).await, world.tablet(&circle.samina).await);
    let edit = |record| Sheet::edit(circle.id, &plan::SPEC, record, world.now());
    let sheet = Sheet::begin(circle.id, &plan::SPEC, world.now()).line(plan::SUBJECT, "Maths");
    let plan = helen.does(sheet.prose(plan::PRIORITIES, "A first thought, not for everybody.")).await;
    helen.does(edit(plan).rewrite(plan::PRIORITIES, "A first thought, not for everybody.", "Fractions first.")).await;
    helen.does(edit(plan).then(plan::DRAFT, plan::SHARED)).await;
    helen.does(edit(plan).rewrite(plan::PRIORITIES, "Fractions first.", "Fractions first. Then rivers.")).await;
    helen.syncs().await;
    assert_eq!(history(&world, &helen, plan).await.unwrap().entries.len(), 4);
    let seen = history(&world, &samina, plan).await.unwrap();
    assert_eq!(seen.entries.len(), 1);
    assert_eq!(seen.entries[0].author_name, "Helen");
    assert!(!format!("{seen:?}").contains("first thought"));
    let session = samina.wire.session.borrow().clone();
    let at = |revision: u64| format!("/api/record/{plan}/at/{revision}");
    let revision = seen.entries[0].revision.0;
    let now = world.ask("GET", &at(revision), session.as_deref(), Vec::new()).await;
    let record: domain::record::Record = postcard::from_bytes(&now.body).unwrap();
    assert_eq!(record.text(plan::PRIORITIES), "Fractions first. Then rivers.");
    let before = world.ask("GET", &at(revision - 2), session.as_deref(), Vec::new()).await;
    assert_eq!(before.status, StatusCode::NOT_FOUND, "as a draft it was not hers to see");
}

#[tokio::test]
async fn what_was_written_while_a_record_was_away_stays_with_those_who_could_see_it() {
    let world = World::new().await;
    let circle = Circle::begin(&world).await;
    let (tablet, samina) = (&circle.tablet, world.tablet(&circle.samina).await);
    let edit = |record| Sheet::edit(circle.id, &target::SPEC, record, world.now());
    let with = |mut sheet: Sheet, edit| {
        sheet.change.edits.push(edit);
        sheet
    };
    let sheet = Sheet::begin(circle.id, &target::SPEC, world.now()).line(target::WORDING, "Read a page");
    let goal = tablet.does(sheet.prose(target::WHY, "why one")).await;
    tablet.does(with(edit(goal).prose(target::BASELINE, "anotherchild"), Edit::Remove)).await;
    tablet.does(edit(goal).rewrite(target::WHY, "why one", "anotherchild too")).await;
    tablet.does(edit(goal).rewrite(target::WHY, "anotherchild too", "why two")).await;
    // What stood there meanwhile is told neither before the record is back nor by what replaces it.
    tablet.does(with(edit(goal), Edit::Restore).rewrite(target::BASELINE, "anotherchild", "Reads alone")).await;
    tablet.does(edit(goal).rewrite(target::WHY, "why two", "why three")).await;
    tablet.syncs().await;
    assert_eq!(tablet.device.outbox(), []);
    assert_eq!(history(&world, tablet, goal).await.unwrap().entries.len(), 6);
    let seen = history(&world, &samina, goal).await.unwrap();
    let said = format!("{seen:?}");
    assert!(!said.contains("anotherchild"), "{said}");
    samina.syncs().await;
    let record = samina.record(circle.id, goal).await.unwrap();
    assert_eq!((record.text(target::BASELINE), record.text(target::WHY)), ("Reads alone", "why three"));
    for told in ["why one", "Remove", "Restore", "why three"] {
        assert!(said.contains(told), "{told}: {said}");
    }
}

#[tokio::test]
async fn every_change_is_audited_once_and_the_chain_holds() {
    let world = World::new().await;
    let circle = Circle::begin(&world).await;
    for _ in 0..10 {
        let sheet = Sheet::edit(circle.id, &pupil::SPEC, circle.id.pupil(), world.now());
        circle.tablet.does(sheet.set(pupil::YEAR_GROUP, 5)).await;
    }
    circle.tablet.syncs().await;
    history(&world, &circle.tablet, circle.id.pupil()).await.unwrap();
    let mut chain = world.app.db().read().await.unwrap().audit_chain().await.unwrap();
    let entries: Vec<AuditEntry> = chain.iter().map(|row| row.entry().unwrap()).collect();
    let of_pupil = entries.iter().filter(|entry| entry.record == Some(circle.id.pupil()));
    let (changes, looks): (Vec<_>, Vec<_>) = of_pupil.partition(|entry| matches!(entry.deed, Deed::Changed(_)));
    assert_eq!(changes.len(), 11, "ten edits and the beginning, not one");
    assert_eq!(looks.len(), 1);
    assert!(changes.iter().all(|entry| entry.person == circle.grace.id && entry.role == Some(circle.grace.role)));
    assert_eq!(first_bad_link(&chain), None);
    chain.remove(5);
    assert_eq!(first_bad_link(&chain), Some(5));
}

#[tokio::test]
async fn a_long_history_comes_in_pages() {
    let world = World::new().await;
    let circle = Circle::begin(&world).await;
    let helen = world.tablet(&circle.helen).await;
    let record = helen.does(Sheet::begin(circle.id, &plan::SPEC, world.now()).line(plan::SUBJECT, "Maths")).await;
    for number in 0..450 {
        let sheet = Sheet::edit(circle.id, &plan::SPEC, record, world.now());
        helen.does(sheet.line(plan::SUBJECT, &format!("Maths {number}"))).await;
    }
    helen.syncs().await;
    let session = helen.wire.session.borrow().clone();
    let (mut revisions, mut pages, mut after) = (Vec::new(), 0, 0);
    loop {
        let path = format!("/api/history/{record}?after={after}");
        let answer = world.ask("GET", &path, session.as_deref(), Vec::new()).await;
        let page: HistoryReply = postcard::from_bytes(&answer.body).unwrap();
        assert!(page.entries.len() <= 200, "{}", page.entries.len());
        revisions.extend(page.entries.iter().map(|entry| entry.revision));
        after = revisions.last().unwrap().0;
        pages += 1;
        if answer.headers["history-complete"] == "?1" {
            break;
        }
    }
    assert_eq!((revisions.len(), pages), (451, 3));
    assert!(revisions.is_sorted());
    let mut txn = world.app.db().read().await.unwrap();
    assert_eq!(txn.past_of(record).await.unwrap().len(), 451, "all of it was worked out");
}
