//! What strangers do at the door, and what the server leaves on the disk.

use std::os::unix::fs::PermissionsExt;
use std::path::Path;

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

use crate::server::Server;

async fn ask(server: &Server, text: &str) -> String {
    let mut stream = TcpStream::connect(server.address).await.unwrap();
    stream.write_all(text.as_bytes()).await.unwrap();
    let mut answer = Vec::new();
    // A server that will not read all of it may cut the line when it has answered.
    let _cut = stream.read_to_end(&mut answer).await;
    String::from_utf8_lossy(&answer).into_owned()
}

fn get(path: &str, headers: &str) -> String {
    format!("GET {path} HTTP/1.1\r\nHost: here\r\nConnection: close\r\n{headers}\r\n")
}

#[tokio::test]
async fn made_up_methods_cost_nothing_and_metrics_are_closed() {
    let folder = tempfile::tempdir().unwrap();
    let server = Server::start(&folder.path().join("data"), &["--metrics-token", "four quiet words"]).await;
    ask(&server, &get("/healthz", "")).await;
    let before = server.memory();
    for number in 0..300 {
        let method = format!("M{number}{}", "X".repeat(50_000));
        let ours = get("/healthz", "Content-Type: application/json\r\n");
        let answer = ask(&server, &ours.replacen("GET", &method, 1)).await;
        assert!(answer.starts_with("HTTP/1.1 4"), "{}", &answer[..answer.len().min(200)]);
    }
    let more = server.memory().saturating_sub(before);
    assert!(more < 6_000, "{more} KB more");
    assert!(ask(&server, &get("/metrics", "")).await.starts_with("HTTP/1.1 404"));
    assert!(ask(&server, &get("/metrics", "Authorization: Bearer four\r\n")).await.starts_with("HTTP/1.1 404"));
    let shown = ask(&server, &get("/metrics", "Authorization: Bearer four quiet words\r\n")).await;
    assert!(shown.starts_with("HTTP/1.1 200") && shown.contains("footbridge_requests_total"), "{shown}");
    assert!(shown.contains("method=\"other\"") && shown.len() < 5_000, "{} bytes", shown.len());
}

#[tokio::test]
async fn without_a_token_metrics_are_for_nobody() {
    let folder = tempfile::tempdir().unwrap();
    let server = Server::start(&folder.path().join("data"), &[]).await;
    assert!(ask(&server, &get("/metrics", "")).await.starts_with("HTTP/1.1 404"));
}

#[tokio::test]
async fn a_proxy_that_nobody_spoke_of_is_named() {
    let folder = tempfile::tempdir().unwrap();
    let server = Server::start(&folder.path().join("data"), &[]).await;
    assert!(!ask(&server, &get("/healthz", "")).await.contains("warning"));
    for _ in 0..3 {
        ask(&server, &get("/api/me", "X-Forwarded-For: 192.0.2.7\r\n")).await;
    }
    assert_eq!(server.said().matches("without --proxy").count(), 1, "{}", server.said());
    assert!(ask(&server, &get("/healthz", "")).await.contains("warning: requests come through a proxy"));

    let other = tempfile::tempdir().unwrap();
    let server = Server::start(&other.path().join("data"), &["--proxy"]).await;
    ask(&server, &get("/api/me", "X-Forwarded-For: 192.0.2.7\r\n")).await;
    assert!(!ask(&server, &get("/healthz", "")).await.contains("warning"));
    ask(&server, &get("/api/me", "")).await;
    assert!(ask(&server, &get("/healthz", "")).await.contains("warning: the server was started with --proxy"));
}

fn others_may_look(path: &Path) -> Vec<String> {
    let mut found = Vec::new();
    let mut paths = vec![path.to_owned()];
    while let Some(path) = paths.pop() {
        let facts = path.metadata().unwrap();
        if facts.permissions().mode() & 0o077 != 0 {
            found.push(format!("{} {:o}", path.display(), facts.permissions().mode()));
        }
        if facts.is_dir() {
            paths.extend(std::fs::read_dir(path).unwrap().map(|entry| entry.unwrap().path()));
        }
    }
    found
}

#[tokio::test]
async fn what_it_keeps_is_its_own_and_lies_in_one_file_when_it_stops() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("data");
    let mut server = Server::start(&data, &["--demo"]).await;
    assert_eq!(others_may_look(&data), Vec::<String>::new());
    server.stop();
    let log = data.join("footbridge.db-wal");
    assert!(!log.exists() || log.metadata().unwrap().len() == 0, "all of it is in the database");
    assert!(data.join("footbridge.db").metadata().unwrap().len() > 100_000);

    // As an older version left it.
    std::fs::set_permissions(&data, std::fs::Permissions::from_mode(0o755)).unwrap();
    std::fs::set_permissions(data.join("files"), std::fs::Permissions::from_mode(0o755)).unwrap();
    std::fs::set_permissions(data.join("footbridge.db"), std::fs::Permissions::from_mode(0o644)).unwrap();
    server.start_again().await;
    assert_eq!(others_may_look(&data), Vec::<String>::new());
}
