//! Claims in, incidents out: the room fuse.
