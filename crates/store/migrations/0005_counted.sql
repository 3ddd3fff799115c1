-- Format 5. What the page asks again after every decision is answered from few columns, not from whole rows.

-- Incidents that wait for a person are few among many. The conditions are those of the queues.
CREATE INDEX incidents_uncertain ON incidents (num)
    WHERE event_type IS NULL OR time_start IS NULL OR lat IS NULL OR where_prec >= 4;
CREATE INDEX incidents_disagreeing ON incidents (num)
    WHERE grade = 'contested' OR (reports > 1 AND (killed_max > killed_min OR injured_max > injured_min));
CREATE INDEX incidents_changed ON incidents (num) WHERE revision > 1;

-- All that filters, counts and the map read, newest last as in the table, without the sentences.
CREATE INDEX incidents_shown ON incidents (
    num, lat, lon, radius_m, where_prec, event_type, place, country, time_start, time_end, killed_min, roots, grade,
    means, review, id
);

-- Reports that a person added stand in no input of a build: each build looks which to read again.
CREATE INDEX reports_by_hand ON reports (engine) WHERE substr(origin, 1, 9) = 'by hand: ';
