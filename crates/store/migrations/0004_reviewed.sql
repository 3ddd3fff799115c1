-- Format 4. What a person decided is asked for in nearly every question, so it has an index: without it each count
-- reads every row. Neighbours of one kind are found without reading the rows between.

CREATE INDEX incidents_by_review ON incidents (review);
CREATE INDEX incidents_near ON incidents (event_type, num, lat, lon);
