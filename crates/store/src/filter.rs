//! Which incidents are asked for, and how that is said in SQL.

use dateline_model::{EventType, Grade, Means, Review, Role};
use jiff::civil::DateTime;
use rusqlite::Connection;
use rusqlite::types::Value;

use crate::area::BBox;
use crate::duplicates::find_near_alike;
use crate::error::Fault;
use crate::incidents::{SERIAL_BITS, first_num};
use crate::queue::Queue;
use crate::rows::Stored;

/// Which incidents are asked for; every condition that is set must hold.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Filter {
    /// Those whose time ends after this moment. Incidents without a time never match.
    pub since: Option<DateTime>,
    /// Those whose time begins before this moment. Incidents without a time never match.
    pub until: Option<DateTime>,
    /// Those whose centre lies in this box.
    pub bbox: Option<BBox>,
    /// Together with `bbox`: also those whose circle only reaches into the box.
    pub bbox_touches: bool,
    /// Those in one of these countries (ISO 3166-1, two letters); empty for any.
    pub countries: Vec<String>,
    /// Those of one of these event types; empty for any.
    pub event_types: Vec<EventType>,
    /// Those with one of these means; empty for any.
    pub means: Vec<Means>,
    /// Those with one of these grades; empty for any.
    pub grades: Vec<Grade>,
    /// Those with this actor: its id in the actor table (`syria` takes in `syria.military`), or words of its name.
    pub actor: Option<String>,
    /// Those in which that actor, or anybody when none is named, has one of these roles; empty for any. Of a name,
    /// every word must stand in that of the actor.
    pub roles: Vec<Role>,
    /// Those with all these words among the names of their places and provinces, read as those of `text`.
    pub place: Option<String>,
    /// Those with all these words among their types, places, actors and sentences. Words in double quotes stand
    /// together; a word that ends in `*` is the start of one. Nothing but punctuation matches nothing.
    pub text: Option<String>,
    /// Those that rest on at least so many independent roots.
    pub min_roots: Option<u32>,
    /// Those a person looked at with one of these results; when empty, all that nobody rejected.
    pub reviews: Vec<Review>,
    /// Those with at least so many killed, by the lower end of the headline count.
    pub min_killed: Option<u32>,
    /// Those that wait for a person for this reason.
    pub queue: Option<Queue>,
}

/// That nobody rejected an incident. Few are, and their index gives them without a look at the rows of the others.
const NOT_REJECTED: &str = "i.num NOT IN (SELECT num FROM incidents WHERE review = 'rejected')";

/// How many incidents in a box or of an actor are few enough to be sorted rather than met on a walk from the newest.
const FEW: i64 = 4_000;

/// What the incidents of a filter are wanted for.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Goal {
    /// The first few on a walk from the newest.
    Page,
    /// All of them.
    All,
}

/// The SQL of a filter over `incidents i`.
pub(crate) struct Query {
    /// What to select from.
    pub(crate) from: &'static str,
    /// Conditions to be joined by AND; never empty.
    pub(crate) conditions: Vec<String>,
    /// The values of the `?`, in order.
    pub(crate) values: Vec<Value>,
}

impl Query {
    /// The SQL of `filter`. Whether a box or an actor goes through its index depends on how many incidents it holds.
    pub(crate) fn of(filter: &Filter, goal: Goal, conn: &Connection) -> Result<Self, Fault> {
        let mut query = Self { from: "incidents i", conditions: Vec::new(), values: Vec::new() };
        if let Some(text) = &filter.text {
            query.from = "incidents_text t CROSS JOIN incidents i ON i.num = t.rowid";
            query.add("incidents_text MATCH ?", [match_expression(text).into()]);
        }
        if let Some(since) = filter.since {
            query.add("i.time_end > ?", [since.to_row().into()]);
        }
        if let Some(until) = filter.until {
            query.add("i.time_start < ?", [until.to_row().into()]);
            // Says nothing new, but lets the walk from the newest begin there.
            if let Some(last) = first_num(until) {
                query.add("i.num < ?", [(last + (1 << SERIAL_BITS)).into()]);
            }
        }
        query.any_of("i.country", filter.countries.iter().map(|country| country.to_ascii_uppercase()));
        query.any_of("i.event_type", filter.event_types.iter().map(|kind| kind.as_str().to_owned()));
        query.any_of("i.means", filter.means.iter().map(|means| means.as_str().to_owned()));
        query.any_of("i.grade", filter.grades.iter().map(|grade| grade.as_str().to_owned()));
        if filter.reviews.is_empty() {
            query.conditions.push(NOT_REJECTED.to_owned());
        }
        query.any_of("i.review", filter.reviews.iter().map(|review| review.as_str().to_owned()));
        if let Some(actor) = &filter.actor {
            query.with_actor(actor, goal, conn)?;
        }
        if !filter.roles.is_empty() {
            query.with_roles(&filter.roles, filter.actor.as_deref());
        }
        if let Some(place) = &filter.place {
            let names = format!("place : ({})", match_expression(place));
            let condition = "i.num IN (SELECT rowid FROM incidents_text WHERE incidents_text MATCH ?)";
            query.add(condition, [names.into()]);
        }
        if let Some(roots) = filter.min_roots {
            query.add("i.roots >= ?", [i64::from(roots).into()]);
        }
        if let Some(killed) = filter.min_killed {
            query.add("i.killed_min >= ?", [i64::from(killed).into()]);
        }
        if let Some(queue) = filter.queue {
            if queue == Queue::Duplicate {
                find_near_alike(conn)?;
            }
            query.conditions.push(format!("({})", queue.sql()));
        }
        if let Some(bbox) = filter.bbox {
            query.within(bbox, filter.bbox_touches, conn)?;
        }
        Ok(query)
    }

    /// The conditions as one.
    pub(crate) fn condition(&self) -> String {
        self.conditions.join(" AND ")
    }

    fn add<const N: usize>(&mut self, condition: &str, values: [Value; N]) {
        self.conditions.push(condition.to_owned());
        self.values.extend(values);
    }

    fn any_of(&mut self, column: &str, values: impl ExactSizeIterator<Item = String>) {
        if values.len() == 0 {
            return;
        }
        let marks = vec!["?"; values.len()].join(", ");
        self.conditions.push(format!("{column} IN ({marks})"));
        self.values.extend(values.map(Value::from));
    }

    fn with_actor(&mut self, actor: &str, goal: Goal, conn: &Connection) -> Result<(), Fault> {
        const FEW_SQL: &str = "SELECT count(*) FROM (
            SELECT 1 FROM incident_actors WHERE actor = ?1 OR actor > ?1 || '.' AND actor < ?1 || '/'
            UNION ALL SELECT 1 FROM incidents_text WHERE incidents_text MATCH ?2 LIMIT ?3)";
        let name = format!("actors : ({})", match_expression(actor));
        let is_few = goal == Goal::All
            || conn
                .prepare_cached(FEW_SQL)?
                .query_row((actor, &name, FEW), |row| Ok(row.get::<_, i64>(0)? < FEW))?;
        let condition = if is_few {
            "i.num IN (
                SELECT incident FROM incident_actors WHERE actor = ?
                UNION ALL SELECT incident FROM incident_actors WHERE actor > ? || '.' AND actor < ? || '/'
                UNION ALL SELECT rowid FROM incidents_text WHERE incidents_text MATCH ?)"
        } else {
            "(EXISTS (SELECT 1 FROM incident_actors a
                WHERE a.incident = i.num AND (actor = ? OR actor > ? || '.' AND actor < ? || '/'))
            OR EXISTS (SELECT 1 FROM incidents_text WHERE rowid = i.num AND incidents_text MATCH ?))"
        };
        self.add(condition, [actor, actor, actor, &name].map(|value| Value::from(value.to_owned())));
        Ok(())
    }

    /// That somebody has one of `roles`: the named actor, by its id or the words of its name.
    fn with_roles(&mut self, roles: &[Role], actor: Option<&str>) {
        let marks = vec!["?"; roles.len()].join(", ");
        self.values.extend(roles.iter().map(|role| Value::from(role.as_str().to_owned())));
        let mut named = String::new();
        if let Some(actor) = actor {
            let has_words: Vec<_> =
                actor.split_whitespace().map(|_| "instr(lower(a.name), lower(?))").collect();
            let has_words = has_words.join(" AND ");
            named =
                format!(" AND (a.actor = ? OR a.actor > ? || '.' AND a.actor < ? || '/' OR ({has_words}))");
            let words = actor.split_whitespace().map(|word| word.trim_matches(['"', '*']));
            self.values.extend([actor; 3].into_iter().chain(words).map(|it| Value::from(it.to_owned())));
        }
        self.conditions.push(format!(
            "EXISTS (SELECT 1 FROM incident_actors a WHERE a.incident = i.num AND a.role IN ({marks}){named})"
        ));
    }

    fn within(&mut self, bbox: BBox, touches: bool, conn: &Connection) -> Result<(), Fault> {
        let boxes: Vec<_> =
            bbox.longitudes().into_iter().map(|(w, e)| (w, e, bbox.south, bbox.north)).collect();
        if touches || is_few(conn, &boxes)? {
            let mut parts = Vec::new();
            for (west, east, south, north) in &boxes {
                parts.push(
                    "SELECT incident FROM incidents_box WHERE east >= ? AND west <= ? AND north >= ? AND south <= ?",
                );
                self.values.extend([west, east, south, north].map(|degrees| Value::from(*degrees)));
            }
            self.conditions.push(format!("i.num IN ({})", parts.join(" UNION ALL ")));
        }
        if !touches {
            let mut parts = Vec::new();
            for (west, east, south, north) in &boxes {
                parts.push("i.lon BETWEEN ? AND ? AND i.lat BETWEEN ? AND ?");
                self.values.extend([west, east, south, north].map(|degrees| Value::from(*degrees)));
            }
            self.conditions.push(format!("({})", parts.join(" OR ")));
        }
        Ok(())
    }
}

fn is_few(conn: &Connection, boxes: &[(f64, f64, f64, f64)]) -> Result<bool, Fault> {
    const SQL: &str = "SELECT count(*) FROM (SELECT 1 FROM incidents_box
        WHERE east >= ?1 AND west <= ?2 AND north >= ?3 AND south <= ?4 LIMIT ?5)";
    let mut count = conn.prepare_cached(SQL)?;
    let mut found = 0;
    for (west, east, south, north) in boxes {
        found += count.query_row((west, east, south, north, FEW), |row| row.get::<_, i64>(0))?;
    }
    Ok(found < FEW)
}

/// The words of the user in the query language of the text index: all of them, quoted, so that no sign in them has
/// a meaning of its own but `"` around a phrase and `*` after the start of a word.
pub(crate) fn match_expression(text: &str) -> String {
    let mut parts = Vec::new();
    for (at, piece) in text.split('"').enumerate() {
        // Between an odd quote and the next stands a phrase.
        let is_phrase = at % 2 == 1;
        let words: Vec<&str> = if is_phrase { vec![piece] } else { piece.split_whitespace().collect() };
        for word in words.into_iter().filter(|word| word.chars().any(char::is_alphanumeric)) {
            let start = if word.ends_with('*') { "*" } else { "" };
            parts.push(format!("\"{}\"{start}", word.trim_end_matches('*')));
        }
    }
    // A string without a word matches nothing.
    if parts.is_empty() { "\"\"".to_owned() } else { parts.join(" AND ") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_the_user_are_quoted() {
        assert_eq!(match_expression("air strike"), r#""air" AND "strike""#);
        assert_eq!(match_expression(r#"near "Deir ez-Zor" -"#), r#""near" AND "Deir ez-Zor""#);
        assert_eq!(match_expression("shell* NOT"), r#""shell"* AND "NOT""#);
        assert_eq!(match_expression(r#"" * ("#), r#""""#);
    }
}
