//! The real server, as a process of its own on a port and a data folder of its own.

use std::{
    collections::BTreeSet,
    env,
    net::SocketAddr,
    path::{Path, PathBuf},
    process::Command,
    time::{Duration, Instant},
};

use anyhow::{Context as _, Result, bail, ensure};
use tempfile::TempDir;
use tokio::{
    io::{AsyncReadExt as _, AsyncWriteExt as _},
    net::{TcpListener, TcpStream},
    time::sleep,
};

use super::program::Program;

/// Making the demonstration circles may take longer than anything a page does.
const START: Duration = Duration::from_secs(60);

/// One server with the demonstration circles.
pub(crate) struct Server {
    program: Option<Program>,
    binary: PathBuf,
    address: SocketAddr,
    data: TempDir,
    app: PathBuf,
}

impl Server {
    pub(crate) async fn start(app: &Path) -> Result<Self> {
        Self::over(TempDir::with_prefix("footbridge-data-")?, app).await
    }

    /// A server on what is there already; the demonstration is made only in an empty folder.
    pub(crate) async fn over(data: TempDir, app: &Path) -> Result<Self> {
        let binary = match env::var_os("FOOTBRIDGE_SERVER") {
            Some(file) => PathBuf::from(file),
            None => super::stage::target().join("debug").join("footbridge"),
        };
        ensure!(
            binary.is_file(),
            "the server isn't built: run `cargo xtask test browser`, or `cargo build -p server` first"
        );
        // Taken and given back: the port stays free for the moment until the server takes it.
        let address = TcpListener::bind("127.0.0.1:0").await?.local_addr()?;
        let mut server = Self { program: None, binary, address, data, app: app.to_owned() };
        server.start_again().await?;
        Ok(server)
    }

    pub(crate) fn address(&self) -> SocketAddr {
        self.address
    }

    /// Its data folder: files, database, `server.log`.
    pub(crate) fn data(&self) -> &Path {
        self.data.path()
    }

    /// The names of the whole files it keeps: their hashes.
    pub(crate) fn files(&self) -> Result<BTreeSet<String>> {
        let mut found = BTreeSet::new();
        for folder in std::fs::read_dir(self.data().join("files"))? {
            let folder = folder?.path();
            if !folder.ends_with("arriving") {
                for file in std::fs::read_dir(folder)? {
                    found.insert(file?.file_name().to_string_lossy().into_owned());
                }
            }
        }
        Ok(found)
    }

    pub(crate) fn log(&self) -> PathBuf {
        self.data().join("server.log")
    }

    /// Ends it and gives its data folder.
    pub(crate) fn into_data(self) -> TempDir {
        self.data
    }

    /// As when the power goes.
    pub(crate) fn kill(&mut self) {
        self.program = None;
    }

    /// Starts on the data that is there; the demonstration is made only in an empty folder.
    pub(crate) async fn start_again(&mut self) -> Result<()> {
        let mut command = Command::new(&self.binary);
        command.args(["serve", "--demo", "--listen", &self.address.to_string()]);
        command.arg("--data").arg(self.data.path()).arg("--app").arg(&self.app);
        let mut program = Program::start(&mut command, &self.log())?;
        let started = Instant::now();
        while !self.is_healthy().await {
            program.is_running().with_context(|| format!("the server said:\n{}", self.said()))?;
            if started.elapsed() > START {
                bail!("the server doesn't answer /healthz; it said:\n{}", self.said());
            }
            sleep(Duration::from_millis(50)).await;
        }
        self.program = Some(program);
        Ok(())
    }

    /// A copy of its database is made, while it runs.
    pub(crate) fn copy(&self) -> Result<()> {
        self.command("backup").map(drop)
    }

    /// It ends, the copy is put in place of its database, and it starts again.
    pub(crate) async fn put_back(&mut self) -> Result<()> {
        self.kill();
        self.command("restore")?;
        self.start_again().await
    }

    fn command(&self, what: &str) -> Result<String> {
        let mut command = Command::new(&self.binary);
        let done = command.arg(what).arg("--data").arg(self.data()).arg(self.data().join("copy.db")).output()?;
        ensure!(done.status.success(), "{what}: {}", String::from_utf8_lossy(&done.stderr));
        Ok(String::from_utf8_lossy(&done.stdout).into_owned())
    }

    /// What it has written to its log.
    pub(crate) fn said(&self) -> String {
        std::fs::read_to_string(self.log()).unwrap_or_default()
    }

    async fn is_healthy(&self) -> bool {
        let ask = async {
            let mut stream = TcpStream::connect(self.address).await?;
            stream.write_all(b"GET /healthz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n").await?;
            let mut answer = String::new();
            stream.read_to_string(&mut answer).await?;
            Ok::<_, std::io::Error>(answer.split(' ').nth(1) == Some("200"))
        };
        ask.await.unwrap_or(false)
    }
}
