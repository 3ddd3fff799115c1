//! The page inside the binary.

use axum::body::Body;
use axum::extract::Request;
use axum::http::{HeaderMap, Method, Response, StatusCode, header};
use axum::response::IntoResponse;
use rust_embed::{EmbeddedFile, RustEmbed};

/// The built page, or the plain one: the build script decides.
#[derive(RustEmbed)]
#[cfg_attr(built_page, folder = "../../web/dist")]
#[cfg_attr(not(built_page), folder = "fallback")]
struct Files;

/// Media types of the kinds of file that a page is made of.
const MEDIA_TYPES: &[(&str, &str)] = &[
    ("css", "text/css; charset=utf-8"),
    ("html", "text/html; charset=utf-8"),
    ("js", "text/javascript; charset=utf-8"),
    ("json", "application/json"),
    ("svg", "image/svg+xml"),
    ("txt", "text/plain; charset=utf-8"),
];

/// Answers with the file of the page that the path names; `/` is its front.
pub(crate) async fn file(request: Request) -> Response<Body> {
    if !matches!(*request.method(), Method::GET | Method::HEAD) {
        return StatusCode::METHOD_NOT_ALLOWED.into_response();
    }
    let path = match request.uri().path().trim_start_matches('/') {
        "" => "index.html",
        path => path,
    };
    match Files::get(path) {
        Some(file) => answer(path, file, request.headers()),
        None => (StatusCode::NOT_FOUND, "There is no such page.").into_response(),
    }
}

fn answer(path: &str, file: EmbeddedFile, asked: &HeaderMap) -> Response<Body> {
    let hash: [u8; 32] = file.metadata.sha256_hash();
    let tag =
        format!("\"{:032x}\"", hash.iter().take(16).fold(0_u128, |tag, byte| tag << 8 | u128::from(*byte)));
    let headers = [
        (header::CONTENT_TYPE, media_type(path).to_owned()),
        // Asked again every time, answered briefly when nothing changed.
        (header::CACHE_CONTROL, "no-cache".to_owned()),
        (header::ETAG, tag.clone()),
    ];
    if asked.get(header::IF_NONE_MATCH).is_some_and(|known| known.as_bytes() == tag.as_bytes()) {
        return (StatusCode::NOT_MODIFIED, headers).into_response();
    }
    (headers, file.data).into_response()
}

fn media_type(path: &str) -> &'static str {
    let extension = path.rsplit_once('.').map_or("", |(_, extension)| extension);
    let known = MEDIA_TYPES.iter().find(|(ending, _)| *ending == extension);
    known.map_or("application/octet-stream", |(_, media_type)| media_type)
}
