//! The server: binds, answers until it is told to stop.

use std::io;
use std::net::{IpAddr, Ipv4Addr, SocketAddr, TcpListener};
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use dateline_review::Reader;
use dateline_store::{Access, Store};
use tokio::sync::watch;
use tower_http::compression::CompressionLayer;

use crate::answers::Answers;
use crate::api::{self, House};
use crate::desk::Desk;
use crate::error::ServeError;
use crate::guard;
use crate::page;
use crate::readers::Readers;

/// The port when the user names none.
pub const DEFAULT_PORT: u16 = 7480;
/// How many ports are tried from [`DEFAULT_PORT`] on.
const N_PORTS: u16 = 20;
/// How long answers under way may take after the server was told to stop.
const LAST_ANSWERS: Duration = Duration::from_secs(3);

/// What to serve, and where.
#[derive(Clone, Debug)]
pub struct Options {
    /// The database.
    pub db: PathBuf,
    /// The address to listen at; [`Options::new`] gives 127.0.0.1, which only this machine reaches.
    pub address: IpAddr,
    /// The port, 0 for any free one; `None` for [`DEFAULT_PORT`] or the next free one.
    pub port: Option<u16>,
    /// Whether decisions are taken from others than this machine; from this machine alone they always are.
    pub allow_review: bool,
    /// What reads reports that are added; `None` for the places that ship alone.
    pub reader: Option<Arc<Reader>>,
}

impl Options {
    /// Serve `db` to this machine only, at the default port or the next free one.
    #[must_use]
    pub fn new(db: impl Into<PathBuf>) -> Self {
        let address = Ipv4Addr::LOCALHOST.into();
        Self { db: db.into(), address, port: None, allow_review: false, reader: None }
    }
}

/// A server that is bound to its port and has opened its database, and does not answer yet.
pub struct Server {
    listener: TcpListener,
    address: SocketAddr,
    house: House,
}

impl std::fmt::Debug for Server {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Server").field("address", &self.address).finish_non_exhaustive()
    }
}

impl Server {
    /// Opens the database for reading and takes the port.
    ///
    /// # Errors
    ///
    /// When the database or the gazetteer cannot be opened, when the named port is taken, or when no port of the
    /// default range is free.
    pub fn bind(options: &Options) -> Result<Self, ServeError> {
        let first = Store::open(&options.db, Access::ReadOnly)?;
        let listener = listen(options)?;
        let address = listener.local_addr().map_err(ServeError::Run)?;
        listener.set_nonblocking(true).map_err(ServeError::Run)?;
        let reader = match &options.reader {
            Some(reader) => Arc::clone(reader),
            None => Arc::new(Reader::shipped().map_err(ServeError::Reader)?),
        };
        let is_open = address.ip().is_loopback() || options.allow_review;
        let desk = Desk::new(options.db.clone(), is_open, reader);
        let answers = Answers::new(Store::open(&options.db, Access::ReadOnly)?)?;
        let house = House { readers: Readers::new(options.db.clone(), first), answers, desk };
        Ok(Self { listener, address, house })
    }

    /// Where it listens, with the port that was taken.
    #[must_use]
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// Answers until Ctrl-C or a request to terminate; blocks the thread. Answers under way are finished, for a few
    /// seconds at most.
    ///
    /// # Errors
    ///
    /// When the operating system gives no threads or stops the listener.
    pub fn run(self) -> Result<(), ServeError> {
        let runtime =
            tokio::runtime::Builder::new_multi_thread().enable_all().build().map_err(ServeError::Run)?;
        let outcome = runtime.block_on(self.answer_until(told_to_stop()));
        runtime.shutdown_timeout(Duration::from_millis(200));
        outcome.map_err(ServeError::Run)
    }

    /// Answers until `stop` is done.
    pub(crate) async fn answer_until(
        self,
        stop: impl Future<Output = ()> + Send + 'static,
    ) -> io::Result<()> {
        let listener = tokio::net::TcpListener::from_std(self.listener)?;
        let (stopped, mut is_stopped) = watch::channel(false);
        let stop = async move {
            stop.await;
            stopped.send_replace(true);
        };
        let answering = axum::serve(listener, router(self.house)).with_graceful_shutdown(stop).into_future();
        let patience = async move {
            // An error means that the sender is gone, which is as good as a stop.
            let _ = is_stopped.wait_for(|stopped| *stopped).await;
            tokio::time::sleep(LAST_ANSWERS).await;
        };
        tokio::select! {
            outcome = answering => outcome,
            () = patience => Ok(()),
        }
    }
}

/// Everything that is answered.
pub(crate) fn router(house: House) -> Router {
    api::router(house)
        .fallback(page::file)
        .layer(CompressionLayer::new())
        .layer(axum::middleware::from_fn(guard::guard))
}

fn listen(options: &Options) -> Result<TcpListener, ServeError> {
    let ports = match options.port {
        Some(port) => port..=port,
        None => DEFAULT_PORT..=DEFAULT_PORT + N_PORTS - 1,
    };
    let mut last = None;
    for port in ports.clone() {
        match TcpListener::bind((options.address, port)) {
            Ok(listener) => return Ok(listener),
            Err(source) if source.kind() == io::ErrorKind::AddrInUse => last = Some((port, source)),
            Err(source) => return Err(ServeError::Bind { address: (options.address, port).into(), source }),
        }
    }
    Err(match (options.port, last) {
        (Some(port), Some((_, source))) => {
            ServeError::PortTaken { address: (options.address, port).into(), source }
        }
        _ => ServeError::NoFreePort { first: *ports.start(), last: *ports.end() },
    })
}

/// Done when the user presses Ctrl-C or the system asks the program to end.
async fn told_to_stop() {
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        if let Ok(mut terminate) = signal(SignalKind::terminate()) {
            tokio::select! {
                _ = tokio::signal::ctrl_c() => {}
                _ = terminate.recv() => {}
            }
            return;
        }
    }
    // Without a way to hear of Ctrl-C the system's own handling, which ends the program, stays in place.
    if tokio::signal::ctrl_c().await.is_err() {
        std::future::pending::<()>().await;
    }
}
