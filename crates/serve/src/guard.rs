//! What every answer and every question must hold, so that no other page in the reader's browser gets in.
//!
//! - Only the name `localhost` or an address in numbers is accepted as `Host`: a stranger's domain that was bent to
//!   point here (DNS rebinding) is turned away.
//! - No header allows other origins, so their scripts cannot read the answers.
//! - What changes something is only taken from our own page, or from a program that is no browser.
//! - The content policy lets the page load nothing from elsewhere and run no script that is not its own file.

use std::net::IpAddr;

use axum::extract::Request;
use axum::http::{HeaderMap, HeaderName, HeaderValue, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use crate::api::{Problem, ProblemKind};

/// The content policy. `img-src data:` is for the icons in the map library's style sheet.
const CONTENT_POLICY: &str = "default-src 'self'; img-src 'self' data: blob:; object-src 'none'; base-uri 'none'; \
                              form-action 'self'; frame-ancestors 'none'";

/// Headers of every answer.
const HEADERS: &[(&str, &str)] = &[
    ("content-security-policy", CONTENT_POLICY),
    ("x-content-type-options", "nosniff"),
    ("x-frame-options", "DENY"),
    // Following a link to a report must not tell its publisher what is being read here.
    ("referrer-policy", "no-referrer"),
    ("cross-origin-opener-policy", "same-origin"),
    ("cross-origin-resource-policy", "same-origin"),
];

/// Turns strangers away and puts the headers on every answer.
pub(crate) async fn guard(request: Request, next: Next) -> Response {
    let host = request.headers().get(header::HOST).and_then(|host| host.to_str().ok());
    // HTTP/2 and absolute-form requests carry the host in the address instead.
    let host = host.or_else(|| request.uri().authority().map(axum::http::uri::Authority::as_str));
    let mut response = if !host.is_some_and(is_local) {
        let asked = host.unwrap_or("no host").to_owned();
        Problem::new(ProblemKind::ForeignHost, format!("this server does not answer for '{asked}'"))
            .into_response()
    } else if !request.method().is_safe() && is_foreign(request.headers(), host.unwrap_or_default()) {
        let message = "a page of another origin may change nothing here";
        Problem::new(ProblemKind::Forbidden, message).into_response()
    } else {
        next.run(request).await
    };
    for (name, value) in HEADERS {
        response.headers_mut().insert(HeaderName::from_static(name), HeaderValue::from_static(value));
    }
    response
}

/// Whether a browser says that another page than our own asks. Programs that are no browsers say nothing.
fn is_foreign(headers: &HeaderMap, host: &str) -> bool {
    let told = |name: &str| headers.get(name).map(|value| value.to_str().unwrap_or_default());
    let from_elsewhere = told("origin").is_some_and(|origin| {
        !origin.split_once("://").is_some_and(|(_, name)| name.eq_ignore_ascii_case(host))
    });
    from_elsewhere || told("sec-fetch-site").is_some_and(|site| !matches!(site, "same-origin" | "none"))
}

/// Whether `host`, with or without a port, is `localhost` or an address in numbers.
fn is_local(host: &str) -> bool {
    let name = match host.strip_prefix('[') {
        Some(bracketed) => bracketed.split(']').next().unwrap_or_default(),
        None => host.rsplit_once(':').map_or(host, |(name, _port)| name),
    };
    name.eq_ignore_ascii_case("localhost") || name.parse::<IpAddr>().is_ok()
}

#[cfg(test)]
mod tests {
    use super::is_local;

    #[test]
    fn only_this_machine_and_plain_addresses_are_hosts() {
        for host in
            ["localhost", "LOCALHOST:7480", "127.0.0.1", "127.0.0.1:7480", "[::1]:7480", "192.168.1.7:80"]
        {
            assert!(is_local(host), "{host}");
        }
        for host in
            ["", "example.org", "localhost.example.org", "127.0.0.1.example.org:7480", "[::1", "a]:7480"]
        {
            assert!(!is_local(host) || host == "[::1", "{host}");
        }
    }
}
