//! The server's own binary on a port and a data folder, and a router that hands every request to it, so that the devices
//! of the stories talk to a process that can be killed.

use std::fs::File;
use std::net::{SocketAddr, TcpListener};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use axum::Router;
use axum::body::Body;
use axum::extract::Request;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use hyper_util::rt::TokioIo;
use tests::{Circle, World};
use tokio::net::TcpStream;
use tokio::time::sleep;

/// How long the server may take to begin.
const START: Duration = Duration::from_secs(30);

/// A server.
pub(crate) struct Server {
    child: Child,
    pub(crate) address: SocketAddr,
    pub(crate) data: PathBuf,
    flags: Vec<String>,
}

impl Server {
    /// Starts over this folder.
    pub(crate) async fn start(data: &Path, flags: &[&str]) -> Self {
        // Taken and given back: the port stays free for the moment until the server takes it.
        let address = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
        let flags: Vec<String> = flags.iter().map(ToString::to_string).collect();
        let child = spawn(data, address, &flags);
        let mut server = Self { child, address, data: data.to_owned(), flags };
        server.is_up().await;
        server
    }

    /// As when the power goes.
    pub(crate) fn kill(&mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }

    /// Starts again on what is there.
    pub(crate) async fn start_again(&mut self) {
        self.child = spawn(&self.data, self.address, &self.flags);
        self.is_up().await;
    }

    /// Asks it to stop, and waits until it has.
    pub(crate) fn stop(&mut self) {
        let asked = Command::new("kill").arg(self.child.id().to_string()).status().unwrap();
        assert!(asked.success());
        assert!(self.child.wait().unwrap().success());
    }

    /// Waits until it takes connections. It may be unwell.
    async fn is_up(&mut self) {
        let begun = Instant::now();
        while TcpStream::connect(self.address).await.is_err() {
            assert!(self.child.try_wait().unwrap().is_none(), "it ended: {}", self.said());
            assert!(begun.elapsed() < START, "it takes no connection: {}", self.said());
            sleep(Duration::from_millis(10)).await;
        }
    }

    /// What it has written to its log.
    pub(crate) fn said(&self) -> String {
        std::fs::read_to_string(log(&self.data)).unwrap_or_default()
    }

    /// How many kilobytes of memory it has.
    pub(crate) fn memory(&self) -> u64 {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.child.id())).unwrap();
        let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:")).unwrap();
        line.trim().trim_end_matches("kB").trim().parse().unwrap()
    }

    /// A router whose every request goes to this server.
    pub(crate) fn router(&self) -> Router {
        let address = self.address;
        Router::new().fallback(move |request: Request| async move {
            // As a gateway whose server is away.
            forward(address, request).await.unwrap_or_else(|_| StatusCode::BAD_GATEWAY.into_response())
        })
    }

    /// A command of the same binary over the same folder: whether it went well, and what it said.
    pub(crate) fn command(&self, words: &[&str]) -> (bool, String) {
        command_over(&self.data, words)
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ended = self.child.kill();
        let _gone = self.child.wait();
    }
}

/// A command of the binary over a folder: whether it went well, and what it said.
pub(crate) fn command_over(data: &Path, words: &[&str]) -> (bool, String) {
    let done = Command::new(binary()).args(words).arg("--data").arg(data).output().unwrap();
    let said = [done.stdout, done.stderr].concat();
    (done.status.success(), String::from_utf8_lossy(&said).into_owned())
}

fn binary() -> PathBuf {
    std::env::var_os("FOOTBRIDGE_SERVER").map_or_else(|| env!("CARGO_BIN_EXE_footbridge").into(), PathBuf::from)
}

/// Beside the folder: on a full disk the log goes on.
fn log(data: &Path) -> PathBuf {
    data.with_extension("log")
}

fn spawn(data: &Path, address: SocketAddr, flags: &[String]) -> Child {
    let said = File::options().create(true).append(true).open(log(data)).unwrap();
    let mut command = Command::new(binary());
    command.args(["serve", "--listen", &address.to_string()]).arg("--data").arg(data).args(flags);
    command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(said).spawn().unwrap()
}

async fn forward(address: SocketAddr, request: Request) -> Result<Response, Box<dyn std::error::Error + Send + Sync>> {
    let stream = TcpStream::connect(address).await?;
    let (mut send, connection) = hyper::client::conn::http1::handshake(TokioIo::new(stream)).await?;
    tokio::spawn(connection);
    let (mut parts, body) = request.into_parts();
    parts.headers.entry("host").or_insert(address.to_string().parse()?);
    let answer = send.send_request(Request::from_parts(parts, body)).await?;
    Ok(answer.map(Body::new))
}

/// A folder with Zara's circle in it, as a server that has stopped left it.
pub(crate) async fn folder_with_a_circle() -> (tempfile::TempDir, Circle) {
    let world = World::new().await;
    let circle = Circle::begin(&world).await;
    world.app.db().close().await;
    (world.into_folder(), circle)
}

/// The people of a folder, whose devices talk to this server.
pub(crate) async fn world_of(server: &Server) -> World {
    let mut world = World::new().await;
    world.router = server.router();
    world
}
