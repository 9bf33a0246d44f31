//! The connections: how many, and for how long somebody may take to say what they want.

use std::collections::HashMap;
use std::convert::Infallible;
use std::net::SocketAddr;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use axum::extract::ConnectInfo;
use axum::http::Request;
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::GracefulShutdown;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{Semaphore, watch};
use tower::ServiceExt;

use crate::auth::limits::Key;

/// The most bytes of a request's head, and of what is read ahead of a body.
const HEAD: usize = 64 * 1024;
/// After a failure to accept, as when there are no file handles left.
const PAUSE: Duration = Duration::from_millis(200);

/// How connections are kept.
#[derive(Clone, Copy, Debug)]
pub struct Serving {
    /// How long the head of a request may take, and so how long a connection may lie idle.
    pub head: Duration,
    /// How many connections there are at once: more wait until one ends.
    pub connections: usize,
    /// How many of them one network may have, so that it takes none from the others; none behind a proxy, from whose
    /// address everybody comes. A ward of two hundred devices has less than half of it.
    pub of_network: Option<usize>,
}

impl Default for Serving {
    fn default() -> Self {
        Self { head: Duration::from_secs(30), connections: 8_192, of_network: Some(2_048) }
    }
}

/// How many connections each network has.
#[derive(Clone, Default)]
struct Networks(Arc<Mutex<HashMap<Key, usize>>>);

impl Networks {
    /// A place for one more from here, unless there are as many as there may be.
    fn place(&self, peer: SocketAddr, most: usize) -> Option<NetworkPlace> {
        let network = Key::of_network("connection", &peer.ip().to_string());
        let mut open = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let count = open.entry(network).or_default();
        if *count >= most {
            return None;
        }
        *count += 1;
        Some(NetworkPlace { networks: self.clone(), network })
    }
}

/// One connection's place among those of its network, until it ends.
struct NetworkPlace {
    networks: Networks,
    network: Key,
}

impl Drop for NetworkPlace {
    fn drop(&mut self) {
        let mut open = self.networks.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(count) = open.get_mut(&self.network) {
            *count -= 1;
            if *count == 0 {
                open.remove(&self.network);
            }
        }
    }
}

impl Serving {
    /// Serves until `closing` turns true, and then until everybody who is being answered has their answer.
    pub async fn serve(self, listener: TcpListener, router: Router, mut closing: watch::Receiver<bool>) {
        let room = Arc::new(Semaphore::new(self.connections));
        let networks = Networks::default();
        let graceful = GracefulShutdown::new();
        let mut http = http1::Builder::new();
        http.timer(TokioTimer::new()).header_read_timeout(self.head).max_buf_size(HEAD);
        loop {
            let next = async {
                // Only ever closed with the server itself.
                let place = room.clone().acquire_owned().await.ok();
                (place, listener.accept().await)
            };
            let (place, accepted) = tokio::select! {
                next = next => next,
                _ = closing.wait_for(|closing| *closing) => break,
            };
            let (stream, peer) = match accepted {
                Ok(accepted) => accepted,
                Err(error) => {
                    tracing::warn!(kind = ?error.kind(), "no connection could be taken");
                    tokio::time::sleep(PAUSE).await;
                    continue;
                }
            };
            let among = match self.of_network.map(|most| networks.place(peer, most)) {
                // Closed at once: whoever has that many already is told nothing by one more.
                Some(None) => continue,
                among => among,
            };
            prompt(&stream);
            let router = router.clone();
            let service = service_fn(move |request: Request<Incoming>| {
                let mut request = request.map(Body::new);
                request.extensions_mut().insert(ConnectInfo(peer));
                let answer = router.clone().oneshot(request);
                async move { Ok::<_, Infallible>(answer.await.unwrap_or_else(|never| match never {})) }
            });
            let connection = graceful.watch(http.serve_connection(TokioIo::new(stream), service));
            tokio::spawn(async move {
                // Cut lines and late heads are everyday matters.
                if let Err(error) = connection.await {
                    tracing::trace!(?error, "a connection ended");
                }
                drop((place, among));
            });
        }
        drop(listener);
        graceful.shutdown().await;
    }
}

/// Small answers go at once.
fn prompt(stream: &TcpStream) {
    if let Err(error) = stream.set_nodelay(true) {
        tracing::trace!(kind = ?error.kind(), "answers may wait for more");
    }
}

#[cfg(test)]
mod tests {
    use std::net::SocketAddr;
    use std::time::Instant;

    use axum::routing::get;
    use tokio::io::{AsyncReadExt, AsyncWriteExt};
    use tokio::task::JoinHandle;

    use super::*;

    const WHOLE: &[u8] = b"GET / HTTP/1.1\r\nHost: here\r\n\r\n";

    async fn begin(serving: Serving) -> (SocketAddr, watch::Sender<bool>, JoinHandle<()>) {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let address = listener.local_addr().expect("an address");
        let slow = get(|| async {
            tokio::time::sleep(Duration::from_millis(300)).await;
            "done"
        });
        let router = Router::new().route("/", get(|| async { "ok" })).route("/slow", slow);
        let closing = watch::Sender::new(false);
        let served = tokio::spawn(serving.serve(listener, router, closing.subscribe()));
        (address, closing, served)
    }

    async fn answers(stream: &mut TcpStream) -> bool {
        let mut answer = [0; 15];
        let read = tokio::time::timeout(Duration::from_millis(200), stream.read_exact(&mut answer)).await;
        read.is_ok_and(|read| read.is_ok()) && &answer == b"HTTP/1.1 200 OK"
    }

    #[tokio::test]
    async fn half_a_request_is_not_waited_for_for_ever() {
        let serving = Serving { head: Duration::from_millis(300), connections: 8, of_network: None };
        let (address, _closing, _served) = begin(serving).await;
        let mut half = Vec::new();
        for _ in 0..8 {
            let mut stream = TcpStream::connect(address).await.expect("a place");
            stream.write_all(&WHOLE[..20]).await.expect("half of it");
            half.push(stream);
        }
        let mut late = TcpStream::connect(address).await.expect("the machine itself takes it");
        late.write_all(WHOLE).await.expect("sent");
        assert!(!answers(&mut late).await, "there is no place");
        let begun = Instant::now();
        for stream in &mut half {
            let mut rest = Vec::new();
            let _cut = stream.read_to_end(&mut rest).await;
        }
        assert!(begun.elapsed() < Duration::from_secs(2), "{:?}", begun.elapsed());
        assert!(answers(&mut late).await, "and now there is");
    }

    #[tokio::test]
    async fn one_network_does_not_take_the_places_of_all_others() {
        let serving = Serving { connections: 16, of_network: Some(4), ..Serving::default() };
        let (address, _closing, _served) = begin(serving).await;
        let mut half = Vec::new();
        for _ in 0..20 {
            let mut stream = TcpStream::connect(address).await.expect("the machine itself takes it");
            let _sent = stream.write_all(&WHOLE[..20]).await;
            half.push(stream);
        }
        // Another network: the whole of 127/8 is this machine.
        let socket = tokio::net::TcpSocket::new_v4().expect("a socket");
        socket.bind("127.0.0.2:0".parse().expect("an address")).expect("free");
        let mut other = socket.connect(address).await.expect("a place");
        other.write_all(WHOLE).await.expect("sent");
        assert!(answers(&mut other).await, "there are places left");
        half.truncate(3);
        tokio::time::sleep(Duration::from_millis(100)).await;
        let mut again = TcpStream::connect(address).await.expect("a place");
        again.write_all(WHOLE).await.expect("sent");
        assert!(answers(&mut again).await, "a place that was given back");
    }

    #[tokio::test]
    async fn who_is_being_answered_is_not_cut_off() {
        let (address, closing, served) = begin(Serving::default()).await;
        let mut stream = TcpStream::connect(address).await.expect("a place");
        stream.write_all(b"GET /slow HTTP/1.1\r\nHost: here\r\n\r\n").await.expect("sent");
        let _idle = TcpStream::connect(address).await.expect("a place");
        tokio::time::sleep(Duration::from_millis(100)).await;
        closing.send_replace(true);
        let mut answer = String::new();
        stream.read_to_string(&mut answer).await.expect("answered, then closed");
        assert!(answer.ends_with("done"), "{answer}");
        tokio::time::timeout(Duration::from_secs(2), served).await.expect("ends").expect("well");
    }
}
