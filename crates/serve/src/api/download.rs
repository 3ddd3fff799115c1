//! Exports over HTTP, sent while they are made.

use std::io::{self, Write};
use std::pin::Pin;
use std::task::{Context, Poll};

use axum::body::{Body, Bytes};
use axum::extract::{Path, State};
use axum::http::header;
use axum::response::{IntoResponse, Response};
use dateline_model::Policy;
use futures_core::Stream;
use serde::Deserialize;
use tokio::sync::mpsc::{Receiver, Sender, channel};
use utoipa::IntoParams;

use super::incidents::find;
use super::problem::{Problem, ProblemJson, ProblemKind};
use super::query::{Asked, FilterParams, set};
use crate::error::ServeError;
use crate::export::{Exporter, Format, export};
use crate::readers::{ReadFault, Readers};

/// Bytes that are gathered before they are sent.
const PIECE: usize = 64 * 1024;

/// As what.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct FormatParams {
    /// `csv`, `geojson` or `jsonl`.
    format: Option<String>,
    /// How headline counts are chosen: `airwars_range` (default), `acled_minimum`, `ucdp_best_low_high` or
    /// `most_supported`.
    policy: Option<String>,
}

impl FormatParams {
    fn format(&self) -> Result<Format, Problem> {
        let name = set(self.format.as_deref()).unwrap_or("jsonl");
        Format::parse(name).ok_or_else(|| Problem::parameter("format", name, "csv, geojson or jsonl"))
    }

    fn policy(&self) -> Result<Policy, Problem> {
        let name = set(self.policy.as_deref()).unwrap_or("airwars_range");
        let policy = Policy::FOR_COUNTS.into_iter().find(|policy| policy.as_str() == name);
        policy.ok_or_else(|| {
            let known = Policy::FOR_COUNTS.map(Policy::as_str).join(", ");
            Problem::parameter("policy", name, &format!("one of {known}"))
        })
    }
}

/// The incidents of a filter as a file.
///
/// A fault on the way breaks the connection, so that half a file is not taken for the whole.
#[utoipa::path(
    get,
    path = "/api/v1/export",
    params(FilterParams, FormatParams),
    responses((status = 200, description = "The file"), (status = 400, body = ProblemJson))
)]
pub(crate) async fn all(
    State(readers): State<Readers>,
    Asked(filter): Asked<FilterParams>,
    Asked(asked): Asked<FormatParams>,
) -> Result<Response, Problem> {
    let (filter, format, policy) = (filter.filter()?, asked.format()?, asked.policy()?);
    let (sender, receiver) = channel(4);
    tokio::spawn(async move {
        let mut pieces = Pieces { sender: sender.clone(), gathered: Vec::with_capacity(PIECE) };
        let done = readers
            .read(move |store| export(store, &filter, policy, format, &mut pieces).map_err(Fault::from))
            .await;
        if let Err(Fault(fault)) = done {
            // The reader may have gone, and then nobody is left to tell.
            let _ = sender.send(Err(fault)).await;
        }
    });
    Ok(attached(format, Body::from_stream(Received(receiver))))
}

/// One incident as a file.
#[utoipa::path(
    get,
    path = "/api/v1/incidents/{id}/export",
    params(("id" = String, Path, description = "Id of the incident"), FormatParams),
    responses((status = 200, description = "The file"), (status = 404, body = ProblemJson))
)]
pub(crate) async fn one(
    State(readers): State<Readers>,
    Path(id): Path<String>,
    Asked(asked): Asked<FormatParams>,
) -> Result<Response, Problem> {
    let (format, policy) = (asked.format()?, asked.policy()?);
    let mut dossier = readers.read(move |store| find(store, &id)).await?;
    dossier.stored.incident = dossier.stored.incident.counted_by(policy);
    let file = || {
        let mut exporter = Exporter::new(format, Vec::new())?;
        exporter.write(&dossier)?;
        exporter.finish()
    };
    let file = file().map_err(|error: ServeError| Problem::new(ProblemKind::Internal, error.to_string()))?;
    Ok(attached(format, Body::from(file)))
}

fn attached(format: Format, body: Body) -> Response {
    let name = format!("attachment; filename=\"dateline-incidents.{}\"", format.as_str());
    let headers =
        [(header::CONTENT_TYPE, format.media_type().to_owned()), (header::CONTENT_DISPOSITION, name)];
    (headers, body).into_response()
}

/// Why an export broke off, as the connection is told.
struct Fault(io::Error);

impl From<ServeError> for Fault {
    fn from(error: ServeError) -> Self {
        Self(io::Error::other(error))
    }
}

impl From<ReadFault> for Fault {
    fn from(fault: ReadFault) -> Self {
        match fault {
            ReadFault::Store(error) => Self(io::Error::other(error)),
            ReadFault::Thread(message) => Self(io::Error::other(message)),
        }
    }
}

/// Gathers what the exporter writes and passes it on in pieces; waits when the other end is slow.
struct Pieces {
    sender: Sender<io::Result<Bytes>>,
    gathered: Vec<u8>,
}

impl Write for Pieces {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.gathered.extend_from_slice(bytes);
        if self.gathered.len() >= PIECE {
            self.flush()?;
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        if self.gathered.is_empty() {
            return Ok(());
        }
        let piece = Bytes::from(std::mem::replace(&mut self.gathered, Vec::with_capacity(PIECE)));
        self.sender.blocking_send(Ok(piece)).map_err(|_| io::ErrorKind::BrokenPipe.into())
    }
}

/// The pieces as they come in.
struct Received(Receiver<io::Result<Bytes>>);

impl Stream for Received {
    type Item = io::Result<Bytes>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.0.poll_recv(context)
    }
}
