//! The network between one device and the server: a small proxy that can be switched off, so that the server runs on
//! while the device is away. The browsers themselves know nothing of it, as on a ward where Wi-Fi shows but leads nowhere.

use std::{net::SocketAddr, sync::Arc};

use anyhow::Result;
use tokio::{
    io::copy_bidirectional,
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
}

/// Switches the network of one device.
pub(crate) struct Network {
    state: Arc<watch::Sender<State>>,
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
        let accepting = tokio::spawn(async move {
            while let Ok((device, _)) = listener.accept().await {
                tokio::spawn(carry(device, server, changes.subscribe()));
            }
        });
        Ok(Self { state, port, accepting })
    }

    pub(crate) fn port(&self) -> u16 {
        self.port
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
async fn carry(mut device: TcpStream, server: SocketAddr, mut changes: watch::Receiver<State>) {
    let state = *changes.borrow_and_update();
    match state {
        State::Off => {}
        State::Silent => {
            // Holds the connection open, unanswered, for as long as this lasts.
            let _ = changes.changed().await;
        }
        State::On => {
            let Ok(mut upstream) = TcpStream::connect(server).await else {
                return;
            };
            tokio::select! {
                // Either way the connection ends here; the browser sees it and so does the server.
                _ = copy_bidirectional(&mut device, &mut upstream) => {}
                _ = changes.changed() => {}
            }
        }
    }
}
