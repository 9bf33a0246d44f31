//! Two people write the same passage without a network: both texts stay, and a person chooses.

use domain::change::{At, Edit};
use domain::kinds::pupil::{self, ACCESS_NEEDS};
use domain::value::Value;
use tests::{Circle, Sheet, World};

#[tokio::test]
async fn both_texts_are_kept_until_somebody_chooses() {
    let world = World::new().await;
    let circle = Circle::begin(&world).await;
    let (grace, daniel) = (&circle.tablet, world.tablet(&circle.daniel).await);
    daniel.syncs().await;
    let write = |tablet: &tests::Tablet, base: &str, text: &str| {
        Sheet::edit(circle.id, &pupil::SPEC, circle.id.pupil(), tablet.now()).rewrite(ACCESS_NEEDS, base, text)
    };
    grace.does(write(grace, "", "Short bursts.")).await;
    daniel.does(write(&daniel, "", "A sloped board.")).await;
    grace.syncs().await;
    daniel.syncs().await;
    grace.syncs().await;
    for tablet in [grace, &daniel] {
        let pupil = tablet.record(circle.id, circle.id.pupil()).await.unwrap();
        assert_eq!(pupil.text(ACCESS_NEEDS), "Short bursts.");
        assert_eq!(pupil.to_choose(), [At::field(ACCESS_NEEDS.key)]);
    }
    let pupil = daniel.record(circle.id, circle.id.pupil()).await.unwrap();
    let waiting = pupil.slot(At::field(ACCESS_NEEDS.key)).unwrap().others.iter().find(|v| v.to_choose).unwrap().clone();
    assert_eq!(waiting.value, Value::Prose("A sloped board.".into()));

    let mut choice = Sheet::edit(circle.id, &pupil::SPEC, circle.id.pupil(), daniel.now());
    let both = Value::Prose("Short bursts. A sloped board.".into());
    choice.change.edits.push(Edit::Choose {
        at: At::field(ACCESS_NEEDS.key),
        value: both,
        settles: vec![waiting.change],
    });
    daniel.does(choice).await;
    daniel.syncs().await;
    grace.syncs().await;
    let pupil = grace.record(circle.id, circle.id.pupil()).await.unwrap();
    assert_eq!(pupil.text(ACCESS_NEEDS), "Short bursts. A sloped board.");
    assert!(pupil.to_choose().is_empty());
    let kept = &pupil.slot(At::field(ACCESS_NEEDS.key)).unwrap().others;
    assert!(kept.iter().any(|version| version.value == Value::Prose("A sloped board.".into())), "and stays in history");
}

#[tokio::test]
async fn different_sentences_merge_by_themselves() {
    let world = World::new().await;
    let circle = Circle::begin(&world).await;
    let (grace, daniel) = (&circle.tablet, world.tablet(&circle.daniel).await);
    let write = |tablet: &tests::Tablet, base: &str, text: &str| {
        Sheet::edit(circle.id, &pupil::SPEC, circle.id.pupil(), tablet.now()).rewrite(ACCESS_NEEDS, base, text)
    };
    let base = "Short bursts. Music helps. Rest at noon.";
    grace.does(write(grace, "", base)).await;
    grace.syncs().await;
    daniel.syncs().await;
    grace.does(write(grace, base, "Two short bursts. Music helps. Rest at noon.")).await;
    daniel.does(write(&daniel, base, "Short bursts. Music helps. Rest at one.")).await;
    daniel.syncs().await;
    grace.syncs().await;
    daniel.syncs().await;
    for tablet in [grace, &daniel] {
        let pupil = tablet.record(circle.id, circle.id.pupil()).await.unwrap();
        assert_eq!(pupil.text(ACCESS_NEEDS), "Two short bursts. Music helps. Rest at one.");
        assert!(pupil.to_choose().is_empty());
    }
}
