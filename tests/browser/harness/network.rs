//! The network between one device and the server: a small proxy that can be switched off, so that the server runs on
//! while the device is away. The browsers themselves know nothing of it, as on a ward where Wi-Fi shows but leads nowhere.

use std::{
    net::SocketAddr,
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
};

use anyhow::Result;
use tokio::{
    io::{AsyncRead, AsyncReadExt as _, AsyncWrite, AsyncWriteExt as _},
    net::{TcpListener, TcpStream},
    sync::watch,
    task::JoinHandle,
};

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum State {
    On,
    /// Connections end at once.
    Off,
    /// Connections are taken and never answered.
    Silent,
    /// What is asked arrives; what is answered does not.
    OneWay,
    /// Whatever is asked is answered with a failure: the server is there, and can't.
    Failing,
}

/// What has crossed the network, in bytes: bodies and all that HTTP adds to them.
#[derive(Default)]
struct Carried {
    up: AtomicU64,
    down: AtomicU64,
    /// Answers that never came.
    lost: AtomicU64,
}

/// Switches the network of one device.
pub(crate) struct Network {
    state: Arc<watch::Sender<State>>,
    carried: Arc<Carried>,
    port: u16,
    accepting: JoinHandle<()>,
}

impl Network {
    /// Opens a port of this machine that leads to the server.
    pub(crate) async fn open(server: SocketAddr) -> Result<Self> {
        let listener = TcpListener::bind("127.0.0.1:0").await?;
        let port = listener.local_addr()?.port();
        let state = Arc::new(watch::Sender::new(State::On));
        let changes = Arc::clone(&state);
        let carried = Arc::<Carried>::default();
        let counts = Arc::clone(&carried);
        let accepting = tokio::spawn(async move {
            while let Ok((device, _)) = listener.accept().await {
                tokio::spawn(carry(device, server, changes.subscribe(), Arc::clone(&counts)));
            }
        });
        Ok(Self { state, carried, port, accepting })
    }

    pub(crate) fn port(&self) -> u16 {
        self.port
    }

    /// How many bytes went to the server and came from it so far.
    pub(crate) fn carried(&self) -> (u64, u64) {
        (self.carried.up.load(Ordering::Relaxed), self.carried.down.load(Ordering::Relaxed))
    }

    pub(crate) fn on(&self) {
        self.state.send_replace(State::On);
    }

    /// Cuts what is open, wherever it is, and refuses what is new.
    pub(crate) fn off(&self) {
        self.state.send_replace(State::Off);
    }

    /// Takes connections and never answers, until switched on or off: the network that is there and isn't.
    pub(crate) fn silent(&self) {
        self.state.send_replace(State::Silent);
    }

    /// The server gets what is asked, and its answers are lost.
    pub(crate) fn loses_answers(&self) {
        self.state.send_replace(State::OneWay);
    }

    /// How many bytes of answers were lost.
    pub(crate) fn lost(&self) -> u64 {
        self.carried.lost.load(Ordering::Relaxed)
    }

    /// Answers everything with a server's failure, in its place.
    pub(crate) fn failing(&self) {
        self.state.send_replace(State::Failing);
    }

    /// Cuts what is open once; the next connection works again.
    pub(crate) fn cut(&self) {
        self.off();
        self.on();
    }
}

impl Drop for Network {
    fn drop(&mut self) {
        self.accepting.abort();
    }
}

/// Carries bytes both ways until one end closes or the network changes.
async fn carry(device: TcpStream, server: SocketAddr, mut changes: watch::Receiver<State>, carried: Arc<Carried>) {
    let state = *changes.borrow_and_update();
    match state {
        State::Off => {}
        State::Silent => {
            // Holds the connection open, unanswered, for as long as this lasts.
            let _ = changes.changed().await;
        }
        State::Failing => fail(device).await,
        State::On | State::OneWay => {
            let Ok(upstream) = TcpStream::connect(server).await else {
                return;
            };
            let ((from_device, to_device), (from_server, to_server)) = (device.into_split(), upstream.into_split());
            let both = async {
                let up = pump(from_device, to_server, &carried.up);
                match state {
                    State::OneWay => tokio::join!(up, pump(from_server, tokio::io::sink(), &carried.lost)),
                    _ => tokio::join!(up, pump(from_server, to_device, &carried.down)),
                }
            };
            tokio::select! {
                // Either way the connection ends here; the browser sees it and so does the server.
                _ = both => {}
                _ = changes.changed() => {}
            }
        }
    }
}

/// Answers one request with a failure.
async fn fail(mut device: TcpStream) {
    let mut asked = vec![0; 16 * 1024];
    if matches!(device.read(&mut asked).await, Ok(1..)) {
        let answer = "HTTP/1.1 500 Internal Server Error\r\ncontent-type: application/json\r\ncontent-length: 18\r\nconnection: close\r\n\r\n{\"error\":\"failed\"}";
        // The browser may have gone already.
        let _ = device.write_all(answer.as_bytes()).await;
        let _ = device.shutdown().await;
    }
}

/// Carries and counts bytes until one end closes, and tells the other end.
async fn pump(mut from: impl AsyncRead + Unpin, mut to: impl AsyncWrite + Unpin, count: &AtomicU64) {
    let mut bytes = vec![0; 16 * 1024];
    while let Ok(read @ 1..) = from.read(&mut bytes).await {
        if to.write_all(&bytes[..read]).await.is_err() {
            return;
        }
        count.fetch_add(read as u64, Ordering::Relaxed);
    }
    // It may be closed already.
    let _ = to.shutdown().await;
}
