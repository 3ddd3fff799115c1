//! HTTP, page and exports: the only crate that knows the wire formats.
