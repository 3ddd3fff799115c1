-- Format 1. Every table a room writes, in the order data flows: sources, reports, claims, incidents, history.
--
-- Conventions. `num` is a row's number inside this file and means nothing elsewhere; `id` is the identity that
-- Dateline prints. Times of events and of publication are civil times on the clock of the place, as ISO 8601 text
-- (`2016-12-16T00:00:00`); times of this database (`*_at`, `first_seen`, `last_changed`) are UTC, ending in `Z`.
-- Spans (`span_start`, `span_end`) are half-open ranges of byte offsets into `reports.text` as UTF-8.
-- A `body` is the whole record as JSON; the columns beside it repeat what is often asked for.

CREATE TABLE sources (
    id          TEXT PRIMARY KEY NOT NULL,
    name        TEXT NOT NULL,
    aliases     TEXT NOT NULL CHECK (json_valid(aliases)),  -- JSON array of names and host names
    kind        TEXT NOT NULL,
    country     TEXT,
    side        TEXT,
    reliability TEXT NOT NULL DEFAULT 'F' CHECK (reliability IN ('A', 'B', 'C', 'D', 'E', 'F')),
    user_edited INTEGER NOT NULL DEFAULT 0                  -- 1: the user set it, and no table overwrites it
) STRICT, WITHOUT ROWID;

CREATE TABLE reports (
    num                INTEGER PRIMARY KEY,
    id                 TEXT NOT NULL UNIQUE,
    external_id        TEXT,
    source             TEXT,                                -- a key of sources, or a host name unknown there
    url                TEXT,
    title              TEXT,
    published          TEXT,
    published_has_time INTEGER NOT NULL DEFAULT 0,
    published_offset   INTEGER,                             -- minutes east of UTC
    lang               TEXT,
    text               TEXT NOT NULL,
    is_html            INTEGER NOT NULL,
    origin             TEXT NOT NULL,
    version            INTEGER NOT NULL,                    -- 1, 2, ... in the order the versions of one url came
    previous           INTEGER REFERENCES reports (num),
    is_superseded      INTEGER NOT NULL DEFAULT 0,          -- 1: a newer version of its url feeds the incidents
    engine             TEXT NOT NULL,                       -- version of Dateline that read it
    retrieved_at       TEXT NOT NULL
) STRICT;
CREATE INDEX reports_by_url ON reports (url) WHERE url IS NOT NULL;
CREATE INDEX reports_by_source ON reports (source, published);
CREATE INDEX reports_by_published ON reports (published);
CREATE INDEX reports_by_previous ON reports (previous) WHERE previous IS NOT NULL;

CREATE TABLE cuts (
    report     INTEGER NOT NULL REFERENCES reports (num) ON DELETE CASCADE,
    ordinal    INTEGER NOT NULL,
    span_start INTEGER NOT NULL,
    span_end   INTEGER NOT NULL,
    reason     TEXT NOT NULL,
    PRIMARY KEY (report, ordinal)
) STRICT, WITHOUT ROWID;

CREATE TABLE repeats (
    report      INTEGER NOT NULL REFERENCES reports (num) ON DELETE CASCADE,
    ordinal     INTEGER NOT NULL,
    kept_start  INTEGER NOT NULL,
    kept_end    INTEGER NOT NULL,
    again_start INTEGER NOT NULL,
    again_end   INTEGER NOT NULL,
    PRIMARY KEY (report, ordinal)
) STRICT, WITHOUT ROWID;

CREATE TABLE notes (
    report     INTEGER NOT NULL REFERENCES reports (num) ON DELETE CASCADE,
    ordinal    INTEGER NOT NULL,
    room       TEXT NOT NULL CHECK (room IN ('read', 'claims')),
    kind       TEXT NOT NULL,
    span_start INTEGER,
    span_end   INTEGER,
    detail     TEXT NOT NULL,
    PRIMARY KEY (report, ordinal)
) STRICT, WITHOUT ROWID;

CREATE TABLE digests (
    report INTEGER PRIMARY KEY REFERENCES reports (num) ON DELETE CASCADE,
    digest BLOB NOT NULL                                    -- the fuse room's sketch of the text
) STRICT;

CREATE TABLE claims (
    num           INTEGER PRIMARY KEY,
    report        INTEGER NOT NULL REFERENCES reports (num) ON DELETE CASCADE,
    ordinal       INTEGER NOT NULL,                         -- its id is `<id of the report>-<ordinal>`
    event_type    TEXT NOT NULL,
    means         TEXT,
    modality      TEXT NOT NULL,
    stance        TEXT NOT NULL,
    time_start    TEXT,
    time_end      TEXT,                                     -- first moment after it
    grain         TEXT,
    lat           REAL,
    lon           REAL,
    country       TEXT,
    place         TEXT,
    place_id      TEXT,
    confidence    REAL NOT NULL,
    is_superseded INTEGER NOT NULL DEFAULT 0,               -- 1: feeds no incident, its report has a newer version
    is_fused      INTEGER NOT NULL DEFAULT 0,               -- 0: no incident was looked for yet
    UNIQUE (report, ordinal)
) STRICT;
CREATE INDEX claims_not_fused ON claims (num) WHERE is_fused = 0;
CREATE INDEX claims_by_type ON claims (event_type, modality);

CREATE TABLE claim_bodies (
    claim INTEGER PRIMARY KEY REFERENCES claims (num) ON DELETE CASCADE,
    body  TEXT NOT NULL
) STRICT;

CREATE TABLE claim_actors (
    claim   INTEGER NOT NULL REFERENCES claims (num) ON DELETE CASCADE,
    ordinal INTEGER NOT NULL,
    role    TEXT NOT NULL,
    actor   TEXT,
    name    TEXT NOT NULL,
    PRIMARY KEY (claim, ordinal)
) STRICT, WITHOUT ROWID;
CREATE INDEX claim_actors_by_actor ON claim_actors (actor);

-- Claims that share a key may speak of the same event. The fuse room makes the keys.
CREATE TABLE blocks (
    key   INTEGER NOT NULL,
    claim INTEGER NOT NULL REFERENCES claims (num) ON DELETE CASCADE,
    PRIMARY KEY (key, claim)
) STRICT, WITHOUT ROWID;
CREATE INDEX blocks_by_claim ON blocks (claim);

-- `num` is made from the start of the incident's time (minutes since 1970, shifted left by 20 bits) and a serial
-- number below it, so that walking the table, the text index or a page backwards is "newest first".
CREATE TABLE incidents (
    num          INTEGER PRIMARY KEY,
    id           TEXT NOT NULL UNIQUE,
    event_type   TEXT,
    means        TEXT,
    time_start   TEXT,
    time_end     TEXT,
    grain        TEXT,
    lat          REAL,
    lon          REAL,
    radius_m     INTEGER,
    country      TEXT,
    place        TEXT,
    where_prec   INTEGER,
    killed_min   INTEGER,
    killed_max   INTEGER,                                   -- NULL beside a killed_min: no upper end told
    injured_min  INTEGER,
    injured_max  INTEGER,
    reports      INTEGER NOT NULL,
    outlets      INTEGER NOT NULL,
    roots        INTEGER NOT NULL,                          -- independent sources
    grade        TEXT NOT NULL,
    headline     TEXT NOT NULL,                             -- the sentence of the founding claim
    first_seen   TEXT NOT NULL,
    last_changed TEXT NOT NULL,
    revision     INTEGER NOT NULL,
    is_stale     INTEGER NOT NULL DEFAULT 0                 -- 1: a claim of it was replaced, and it was not fused since
) STRICT;
CREATE INDEX incidents_by_country ON incidents (country);
CREATE INDEX incidents_by_type ON incidents (event_type);
CREATE INDEX incidents_by_end ON incidents (time_end);
CREATE INDEX incidents_by_roots ON incidents (roots);
CREATE INDEX incidents_stale ON incidents (num) WHERE is_stale = 1;

CREATE TABLE incident_bodies (
    incident INTEGER PRIMARY KEY REFERENCES incidents (num) ON DELETE CASCADE,
    body     TEXT NOT NULL
) STRICT;

CREATE TABLE incident_actors (
    incident INTEGER NOT NULL REFERENCES incidents (num) ON DELETE CASCADE,
    ordinal  INTEGER NOT NULL,
    role     TEXT NOT NULL,
    actor    TEXT,
    name     TEXT NOT NULL,
    PRIMARY KEY (incident, ordinal)
) STRICT, WITHOUT ROWID;
CREATE INDEX incident_actors_by_actor ON incident_actors (actor, incident);

CREATE TABLE incident_claims (
    incident INTEGER NOT NULL REFERENCES incidents (num) ON DELETE CASCADE,
    claim    INTEGER NOT NULL REFERENCES claims (num) ON DELETE CASCADE,
    part     TEXT NOT NULL CHECK (part IN ('founds', 'supports', 'denies')),
    PRIMARY KEY (incident, claim)
) STRICT, WITHOUT ROWID;
CREATE INDEX incident_claims_by_claim ON incident_claims (claim);

-- An incident that was merged into another; the target is never itself a redirect.
CREATE TABLE redirects (
    id     TEXT PRIMARY KEY NOT NULL,
    target TEXT NOT NULL,
    since  TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX redirects_by_target ON redirects (target);

CREATE TABLE history (
    seq     INTEGER PRIMARY KEY,
    at      TEXT NOT NULL,
    change  TEXT NOT NULL,
    subject TEXT NOT NULL,                                  -- id of the report, incident or source
    before  TEXT,
    after   TEXT
) STRICT;
CREATE INDEX history_by_subject ON history (subject);
CREATE TRIGGER history_keeps_rows BEFORE UPDATE ON history
BEGIN SELECT RAISE(ABORT, 'history is append-only'); END;
CREATE TRIGGER history_keeps_all BEFORE DELETE ON history
BEGIN SELECT RAISE(ABORT, 'history is append-only'); END;

-- The indexes hold no text of their own: rowid is the number of the report or incident.
CREATE VIRTUAL TABLE reports_text USING fts5 (
    title, text, content = '', contentless_delete = 1, tokenize = 'porter unicode61 remove_diacritics 2'
);
CREATE VIRTUAL TABLE incidents_text USING fts5 (
    type, place, actors, sentences, content = '', contentless_delete = 1,
    tokenize = 'porter unicode61 remove_diacritics 2'
);
-- Boxes around the circles that hold the incidents, in degrees.
CREATE VIRTUAL TABLE incidents_box USING rtree (incident, west, east, south, north);
