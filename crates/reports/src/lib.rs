//! Bytes in, clean text out: the rooms read and clean.
