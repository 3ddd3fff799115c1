-- Format 2. The sentence of each claim stands beside it, so that nobody has to cut it out of the report by bytes,
-- and one view answers what is asked most: which words of which report stand behind an incident.

-- The sentence without the passages cut from its report. Rows of format 1 get it with those passages in; reading
-- the report again by a newer engine cleans them.
ALTER TABLE claims ADD COLUMN sentence TEXT NOT NULL DEFAULT '';
UPDATE claims SET sentence = (
    SELECT trim(CAST(substr(
        CAST(r.text AS BLOB),
        1 + json_extract(b.body, '$.sentence[0]'),
        json_extract(b.body, '$.sentence[1]') - json_extract(b.body, '$.sentence[0]')
    ) AS TEXT))
    FROM claim_bodies b JOIN reports r ON r.num = claims.report
    WHERE b.claim = claims.num
);

CREATE INDEX incidents_by_start ON incidents (time_start);

CREATE VIEW evidence AS
SELECT i.id AS incident, ic.part, r.id || '-' || c.ordinal AS claim, c.event_type, c.modality, c.stance, c.sentence,
    r.id AS report, r.source, r.url, r.title, r.published
FROM incidents i
JOIN incident_claims ic ON ic.incident = i.num
JOIN claims c ON c.num = ic.claim
JOIN reports r ON r.num = c.report;
