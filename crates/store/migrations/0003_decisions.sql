-- Format 3. What persons say about incidents is kept beside what was read, and laid on it again whenever incidents
-- are made anew.

-- `body` is the whole decision as JSON; `at` is UTC with all its digits, so that two of one second keep their order.
-- Rows are only ever added: a decision is taken back by another, whose verdict is `undo`.
CREATE TABLE decisions (
    seq     INTEGER PRIMARY KEY,
    id      TEXT NOT NULL UNIQUE,                           -- made from all the decision says
    at      TEXT NOT NULL,
    author  TEXT NOT NULL,
    reason  TEXT NOT NULL,
    verdict TEXT NOT NULL,                                  -- accept, reject, correct, merge, split, keep_apart, note, undo
    body    TEXT NOT NULL CHECK (json_valid(body))
) STRICT;
CREATE TRIGGER decisions_keep_rows BEFORE UPDATE ON decisions
BEGIN SELECT RAISE(ABORT, 'decisions are append-only'); END;
CREATE TRIGGER decisions_keep_all BEFORE DELETE ON decisions
BEGIN SELECT RAISE(ABORT, 'decisions are append-only'); END;

-- The decisions in force that incidents were last fused with, and the claims each acts on: a JSON array of ids. Where
-- today's differ, those claims are fused again.
CREATE TABLE acting (
    decision TEXT PRIMARY KEY NOT NULL REFERENCES decisions (id),
    claims   TEXT NOT NULL CHECK (json_valid(claims))
) STRICT, WITHOUT ROWID;

-- The decisions in force that bear on an incident.
CREATE TABLE incident_decisions (
    incident INTEGER NOT NULL REFERENCES incidents (num) ON DELETE CASCADE,
    ordinal  INTEGER NOT NULL,
    decision TEXT NOT NULL REFERENCES decisions (id),
    PRIMARY KEY (incident, ordinal)
) STRICT, WITHOUT ROWID;
CREATE INDEX incident_decisions_by_decision ON incident_decisions (decision);

ALTER TABLE incidents ADD COLUMN review TEXT NOT NULL DEFAULT 'open'
    CHECK (review IN ('open', 'accepted', 'rejected'));

-- Incidents of earlier formats have no decisions; how their tolls went is filled in when they are fused again.
UPDATE incident_bodies SET body = json_set(
    body,
    '$.review', 'open',
    '$.decisions', json('[]'),
    '$.tolls', json((SELECT json_group_array(json_set(value, '$.course', json('[]')))
        FROM json_each(incident_bodies.body, '$.tolls')))
);
UPDATE incidents SET is_stale = 1;
