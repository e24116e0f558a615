//! Serving over HTTP with patience that ends: a client that sends slowly, or nothing, does not hold
//! a connection for ever, and there are only so many of them.

use std::{convert::Infallible, future::Future, net::SocketAddr, sync::Arc, time::Duration};

use axum::{
    Router,
    body::Body,
    extract::ConnectInfo,
    http::{Request, Response},
};
use hyper::{body::Incoming, server::conn::http1::Builder, service::service_fn};
use hyper_util::{
    rt::{TokioIo, TokioTimer},
    server::graceful::GracefulShutdown,
};
use tokio::{
    net::{TcpListener, TcpStream},
    sync::Semaphore,
};
use tower::Service as _;
use tower_http::timeout::TimeoutBody;

/// How long clients may take, and how many there may be.
#[derive(Clone, Copy, Debug)]
pub struct Patience {
    /// From the first byte of a request, or from the answer before it, to the end of its head.
    pub head: Duration,
    /// Between one piece of a request's body and the next.
    pub piece: Duration,
    /// For the requests under way when asked to stop.
    pub stop: Duration,
    pub connections: usize,
}

impl Default for Patience {
    fn default() -> Self {
        Self {
            head: Duration::from_secs(20),
            piece: Duration::from_secs(20),
            stop: Duration::from_secs(10),
            connections: 1024,
        }
    }
}

/// Serves until `stop` comes; then takes no more and lets what is under way finish.
pub async fn serve(
    listener: TcpListener,
    router: Router,
    patience: Patience,
    stop: impl Future<Output = ()> + Send,
) {
    let mut http = Builder::new();
    http.timer(TokioTimer::new())
        .header_read_timeout(patience.head);
    let under_way = GracefulShutdown::new();
    let free = Arc::new(Semaphore::new(patience.connections));
    let mut stop = std::pin::pin!(stop);
    loop {
        let Ok(place) = Arc::clone(&free).acquire_owned().await else {
            return;
        };
        let (stream, peer) = tokio::select! {
            accepted = accept(&listener) => accepted,
            () = &mut stop => break,
        };
        let answering = answering(router.clone(), peer, patience.piece);
        let connection = http.serve_connection(TokioIo::new(stream), service_fn(answering));
        let connection = under_way.watch(connection);
        tokio::spawn(async move {
            if let Err(error) = connection.await {
                tracing::debug!(%peer, %error, "a connection ended early");
            }
            drop(place);
        });
    }
    drop(listener);
    tokio::select! {
        () = under_way.shutdown() => {}
        () = tokio::time::sleep(patience.stop) => {
            tracing::warn!("some requests took too long to finish and were given up");
        }
    }
}

/// The next connection. One that fails before it is one is the client's affair; when the system has
/// no more to give, the next try waits a little.
async fn accept(listener: &TcpListener) -> (TcpStream, SocketAddr) {
    loop {
        match listener.accept().await {
            Ok(accepted) => return accepted,
            Err(error) => {
                tracing::warn!(%error, "a connection could not be taken");
                tokio::time::sleep(Duration::from_millis(100)).await;
            }
        }
    }
}

fn answering(
    router: Router,
    peer: SocketAddr,
    piece: Duration,
) -> impl Fn(Request<Incoming>) -> Answering + Clone {
    move |request| {
        let mut request = request.map(|body| Body::new(TimeoutBody::new(piece, body)));
        request.extensions_mut().insert(ConnectInfo(peer));
        let answer = router.clone().call(request);
        Box::pin(answer)
    }
}

type Answering = std::pin::Pin<Box<dyn Future<Output = Result<Response<Body>, Infallible>> + Send>>;

#[cfg(test)]
mod tests {
    use std::io::{Read as _, Write as _};

    use axum::{extract::Request as Asked, routing::post};
    use tokio::sync::oneshot;

    use super::*;

    const IMPATIENT: Patience = Patience {
        head: Duration::from_millis(300),
        piece: Duration::from_millis(300),
        stop: Duration::from_secs(5),
        connections: 2,
    };

    async fn started() -> (SocketAddr, oneshot::Sender<()>, tokio::task::JoinHandle<()>) {
        let echo = post(async |request: Asked| {
            match axum::body::to_bytes(request.into_body(), 1000).await {
                Ok(bytes) => (axum::http::StatusCode::OK, bytes),
                Err(_) => (axum::http::StatusCode::REQUEST_TIMEOUT, "".into()),
            }
        });
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let (stop, stopped) = oneshot::channel();
        let router = Router::new().route("/", echo);
        let serving = tokio::spawn(serve(listener, router, IMPATIENT, async {
            let _ = stopped.await;
        }));
        (address, stop, serving)
    }

    /// What comes back when this is sent and then nothing more.
    async fn answer(address: SocketAddr, sent: &'static str) -> String {
        tokio::task::spawn_blocking(move || {
            let mut stream = std::net::TcpStream::connect(address).unwrap();
            stream
                .set_read_timeout(Some(Duration::from_secs(10)))
                .unwrap();
            stream.write_all(sent.as_bytes()).unwrap();
            let mut answer = Vec::new();
            stream.read_to_end(&mut answer).unwrap();
            String::from_utf8_lossy(&answer).into_owned()
        })
        .await
        .unwrap()
    }

    #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
    async fn a_client_that_sends_nothing_more_is_let_go() {
        let (address, stop, serving) = started().await;
        // Half a head, half a body, and three that hang on where two have room.
        let hanging: Vec<_> = (0..3)
            .map(|_| answer(address, "POST / HTTP/1.1\r\nHost: x\r\n"))
            .collect();
        for answer in hanging {
            let answer = answer.await;
            assert!(
                answer.is_empty() || answer.starts_with("HTTP/1.1 408"),
                "{answer}"
            );
        }
        let half =
            "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 10\r\nConnection: close\r\n\r\nhalf";
        assert!(answer(address, half).await.starts_with("HTTP/1.1 408"));
        let whole =
            "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nConnection: close\r\n\r\nhello";
        let answered = answer(address, whole).await;
        assert!(
            answered.starts_with("HTTP/1.1 200") && answered.ends_with("hello"),
            "{answered}"
        );
        stop.send(()).unwrap();
        serving.await.unwrap();
    }
}
