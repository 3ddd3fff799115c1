//! What can go wrong at this edge.

use std::io;
use std::net::SocketAddr;

use dateline_review::ReviewError;
use dateline_store::StoreError;

/// Why an export or the server stopped.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ServeError {
    /// The output could not be written.
    #[error("cannot write the export")]
    Write(#[from] io::Error),
    /// A value has no place in the format.
    #[error("cannot write the export as JSON")]
    Json(#[from] serde_json::Error),
    /// The database cannot be read.
    #[error("cannot read the database")]
    Store(#[from] StoreError),
    /// What reads reports cannot be made.
    #[error("cannot read reports")]
    Reader(#[source] ReviewError),
    /// Another program listens at the port that the user named.
    #[error("port {} is taken; name another with --port, or none to get a free one", address.port())]
    PortTaken {
        /// Where it was to listen.
        address: SocketAddr,
        /// What the operating system says.
        source: io::Error,
    },
    /// Every port of the default range is taken.
    #[error("the ports {first} to {last} are all taken; --port 0 takes any free one")]
    NoFreePort {
        /// First port tried.
        first: u16,
        /// Last port tried.
        last: u16,
    },
    /// The address cannot be listened at.
    #[error("cannot listen at {address}")]
    Bind {
        /// The address.
        address: SocketAddr,
        /// What the operating system says.
        source: io::Error,
    },
    /// The server cannot run or was stopped by the operating system.
    #[error("the server stopped")]
    Run(#[source] io::Error),
}

impl From<csv::Error> for ServeError {
    fn from(error: csv::Error) -> Self {
        Self::Write(error.into())
    }
}
