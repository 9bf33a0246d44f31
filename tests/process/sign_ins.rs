//! Many sign in at once, with passwords as hard to hash as people's.

use std::time::{Duration, Instant};

use axum::body::Body;
use axum::http::{Request, header};
use futures::future::{join, join_all};
use serde_json::json;
use tests::{PASSWORD, World};
use tokio::time::sleep;

use crate::server::{Server, folder_with_a_circle, world_of};

/// More is measured by hand: `FOOTBRIDGE_SIGN_INS=200`.
const MANY: usize = 60;

async fn signs_in(world: &World, address: &str, name: &str) -> (u16, Duration) {
    let body = json!({ "name": name, "password": PASSWORD }).to_string();
    let request = Request::post("/api/sign-in")
        .header(header::CONTENT_TYPE, "application/json")
        .header("x-forwarded-for", address)
        .body(Body::from(body))
        .unwrap();
    let begun = Instant::now();
    let answer = world.send(request).await;
    (answer.status.as_u16(), begun.elapsed())
}

#[tokio::test]
async fn a_crowd_keeps_nobody_else_waiting_and_leaves_no_memory_behind() {
    let many = std::env::var("FOOTBRIDGE_SIGN_INS").ok().and_then(|text| text.parse().ok()).unwrap_or(MANY);
    let (folder, circle) = folder_with_a_circle().await;
    let server = Server::start(folder.path(), &["--proxy"]).await;
    let world = world_of(&server).await;
    // One of each, so that what is kept for ever is there.
    signs_in(&world, "192.0.2.1", "nobody").await;
    let before = server.memory();
    let begun = Instant::now();
    // Nobody's name is hashed as anybody's would be.
    let crowd = join_all((0..many).map(|number| {
        // As many as one network may get wrong.
        let (world, from) = (&world, format!("198.51.100.{}", number / 60));
        async move { signs_in(world, &from, &format!("nobody{number}")).await }
    }));
    let alone = async {
        sleep(Duration::from_millis(50)).await;
        signs_in(&world, "192.0.2.1", circle.grace.name).await
    };
    let (crowd, (status, waited)) = join(crowd, alone).await;
    let took = begun.elapsed();
    assert_eq!(status, 200);
    assert!(waited < took / 3, "{waited:?} of {took:?}");
    assert!(crowd.iter().all(|(status, _)| *status == 403), "each is looked at: {crowd:?}");
    let more = server.memory().saturating_sub(before);
    let figures = format!(
        "{many} sign-ins in {:.1} s; one from elsewhere meanwhile {} ms; memory {} MB, {} MB more than before",
        took.as_secs_f32(),
        waited.as_millis(),
        server.memory() / 1_024,
        more / 1_024
    );
    // One more hash's memory, and what connections take.
    assert!(more < 40_000, "{figures}");
    std::io::Write::write_all(&mut std::io::stdout(), format!("{figures}\n").as_bytes()).unwrap();
}
