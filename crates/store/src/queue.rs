//! What waits for a person: incidents by the reason why somebody should look at them, and the neighbours of one.

use dateline_model::IncidentId;
use rusqlite::params_from_iter;
use rusqlite::types::Value;

use crate::duplicates::{KEPT_APART, NEAR_DEGREES, NEAR_MINUTES};
use crate::error::StoreError;
use crate::filter::{Filter, Goal, Query};
use crate::incidents::SERIAL_BITS;
use crate::store::Store;

/// Neighbours of one incident are looked for so much farther, for a person who asks.
const NEIGHBOUR_DAYS: i64 = 3;

/// Why an incident waits for a person. None of them holds a rejected incident.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Queue {
    /// Nobody decided anything about it.
    New,
    /// Open, and its kind or time is unknown, or its place is unknown or no sharper than an area.
    Uncertain,
    /// Open, and a party denies it, two claim it, or several reports give different tolls.
    Disagreeing,
    /// Open, and another of the same kind lies within a day and some 25 km; not once the two were kept apart.
    Duplicate,
    /// Its number of killed is another than when it was accepted, or, when it is open, than when it was new.
    TollChanged,
}

impl Queue {
    /// Every queue, in the order they are worked.
    pub const ALL: &[Self] =
        &[Self::New, Self::Uncertain, Self::Disagreeing, Self::Duplicate, Self::TollChanged];

    /// Its fixed name.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::New => "new",
            Self::Uncertain => "uncertain",
            Self::Disagreeing => "disagreeing",
            Self::Duplicate => "duplicate",
            Self::TollChanged => "toll_changed",
        }
    }

    /// The queue with this name, or `None`.
    #[must_use]
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|it| it.as_str() == name)
    }

    /// The condition over `incidents i`. Few incidents wait for some reasons, and partial indexes hold just those.
    pub(crate) fn sql(self) -> String {
        match self {
            Self::New => "i.review = 'open'
                AND NOT EXISTS (SELECT 1 FROM incident_decisions d WHERE d.incident = i.num)"
                .to_owned(),
            Self::Uncertain => "i.review = 'open' AND i.num IN (
                SELECT num FROM incidents INDEXED BY incidents_uncertain
                WHERE event_type IS NULL OR time_start IS NULL OR lat IS NULL OR where_prec >= 4)"
                .to_owned(),
            Self::Disagreeing => "i.review = 'open' AND i.num IN (
                SELECT num FROM incidents INDEXED BY incidents_disagreeing
                WHERE grade = 'contested' OR (reports > 1 AND (killed_max > killed_min OR injured_max > injured_min)))"
                .to_owned(),
            Self::Duplicate => "i.review = 'open' AND i.num IN (SELECT num FROM temp.near_alike)".to_owned(),
            // What the first change found in its place is what stood before all of them.
            Self::TollChanged => "i.num IN (SELECT num FROM incidents INDEXED BY incidents_changed WHERE revision > 1)
                AND i.review <> 'rejected' AND EXISTS (
                SELECT 1 FROM (SELECT h.before FROM history h
                    WHERE h.subject = i.id AND h.change = 'incident_changed'
                    AND (i.review = 'open' OR h.at > (SELECT max(d.at) FROM incident_decisions x
                        JOIN decisions d ON d.id = x.decision WHERE x.incident = i.num AND d.verdict = 'accept'))
                    ORDER BY h.seq LIMIT 1)
                WHERE json_extract(before, '$.killed') IS NOT json_array(i.killed_min, i.killed_max))"
                .to_owned(),
        }
    }
}

impl Store {
    /// How many incidents `filter` leaves, counted no farther than `cap`: a queue only needs to know that it is long.
    ///
    /// # Errors
    /// [`StoreError`] when the file cannot be read.
    pub fn count_up_to(&self, filter: &Filter, cap: u32) -> Result<u64, StoreError> {
        self.read("counting incidents", |conn| {
            let mut query = Query::of(filter, Goal::All, conn)?;
            query.values.push(Value::from(cap));
            let (from, condition) = (query.from, query.condition());
            let sql = format!("SELECT count(*) FROM (SELECT 1 FROM {from} WHERE {condition} LIMIT ?)");
            let mut find = conn.prepare_cached(&sql)?;
            let count: i64 = find.query_row(params_from_iter(&query.values), |row| row.get(0))?;
            Ok(u64::try_from(count).unwrap_or_default())
        })
    }

    /// The incidents around this one: within three days and some 75 km, whatever their kind, the nearest in time
    /// first; at most `limit`. Those that were rejected, or that a person keeps apart from it, are left out. Empty
    /// when it has no time or no coordinates, or is not there.
    ///
    /// # Errors
    /// [`StoreError`] when the file cannot be read.
    pub fn neighbours(&self, id: &IncidentId, limit: u32) -> Result<Vec<IncidentId>, StoreError> {
        let window = (NEIGHBOUR_DAYS * NEAR_MINUTES) << SERIAL_BITS;
        let degrees = 3.0 * NEAR_DEGREES;
        let sql = format!(
            "SELECT j.id FROM incidents i JOIN incidents j ON j.num BETWEEN i.num - {window} AND i.num + {window}
            WHERE i.id = ?1 AND j.num <> i.num AND i.time_start IS NOT NULL AND j.review <> 'rejected'
            AND abs(j.lat - i.lat) <= {degrees} AND abs(j.lon - i.lon) <= {degrees} AND NOT {KEPT_APART}
            ORDER BY abs(j.num - i.num), j.id LIMIT ?2"
        );
        self.read("looking for neighbours", |conn| {
            let mut find = conn.prepare_cached(&sql)?;
            let found =
                find.query_map((id.as_str(), limit), |row| Ok(IncidentId::new(row.get::<_, String>(0)?)))?;
            Ok(found.collect::<Result<_, _>>()?)
        })
    }
}
