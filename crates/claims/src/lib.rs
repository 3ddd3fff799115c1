//! One report in, claims out: the rooms annotate, extract and resolve.
