//! A field and a value as people type them, checked against the tables and the gazetteer.

use dateline_model::{
    ActorId, Correction, CountRange, EventPlace, EventType, Harm, Means, Place, Relation, Role, Sides,
    Victims,
};
use dateline_places::{Gazetteer, at_place};
use dateline_tables::{actors, event_type, event_types, means, means_all};

use crate::error::ReviewError;
use crate::moment;

/// What takes a value away.
const UNKNOWN: &str = "unknown";
/// A point that a person gives by its coordinates is known to so many metres.
const POINT_RADIUS_M: u32 = 500;
/// At most so many places or actors are offered.
const OFFERED: usize = 8;

/// The fields that can be corrected, in words.
#[must_use]
pub fn allowed() -> String {
    let harms = Harm::ALL.iter().map(|harm| harm.as_str());
    let roles = Role::ALL.iter().map(|role| role.as_str());
    let fields: Vec<&str> =
        ["type", "means", "time", "place"].into_iter().chain(harms).chain(roles).collect();
    format!("{}; a count of one group is killed.children", fields.join(", "))
}

/// The correction that sets `field` to `value`.
///
/// # Errors
/// [`ReviewError::Field`] and [`ReviewError::Value`], which tell what is allowed; [`ReviewError::Gazetteer`].
pub fn parse_correction(field: &str, value: &str) -> Result<Correction, ReviewError> {
    let value = value.trim();
    let refused =
        |allowed: String| ReviewError::Value { field: field.to_owned(), value: value.to_owned(), allowed };
    let is_unknown = value == UNKNOWN;
    match field {
        "type" => {
            let list = || event_types().iter().map(|row| row.id).collect::<Vec<_>>().join(", ");
            let row = event_type(value).ok_or_else(|| refused(format!("types are {}", list())))?;
            Ok(Correction::EventType(EventType::new(row.id)))
        }
        "means" if is_unknown => Ok(Correction::Means(None)),
        "means" => {
            let list = || means_all().iter().map(|row| row.id).collect::<Vec<_>>().join(", ");
            let row = means(value).ok_or_else(|| refused(format!("means are {}, unknown", list())))?;
            Ok(Correction::Means(Some(Means::new(row.id))))
        }
        "time" if is_unknown => Ok(Correction::Time(None)),
        "time" => {
            let range = moment::parse(value).ok_or_else(|| refused(moment::FORMS.to_owned()))?;
            Ok(Correction::Time(Some(range)))
        }
        "place" if is_unknown => Ok(Correction::Place(None)),
        "place" => Ok(Correction::Place(Some(Box::new(place(value)?.map_err(refused)?)))),
        _ => {
            let (name, group) = field.split_once('.').unwrap_or((field, Victims::Unspecified.as_str()));
            if let (Some(harm), Some(victims)) = (Harm::parse(name), Victims::parse(group)) {
                let count = if is_unknown { None } else { Some(count(value).map_err(refused)?) };
                return Ok(Correction::Toll { harm, victims, count });
            }
            let role = Role::parse(field)
                .ok_or_else(|| ReviewError::Field { field: field.to_owned(), allowed: allowed() })?;
            let sides = value.split(';').map(str::trim).filter(|it| !it.is_empty() && !is_unknown);
            let sides = sides.map(|name| side(role, name)).collect::<Result<Vec<_>, _>>();
            let sides = sides.map_err(refused)?;
            if sides.is_empty() {
                return Err(refused("name at least one actor".to_owned()));
            }
            Ok(Correction::Sides(role, sides))
        }
    }
}

/// `9`, `6-9` or `12+`, as `show` writes counts.
fn count(text: &str) -> Result<CountRange, String> {
    let read = || {
        if let Some(min) = text.strip_suffix('+') {
            return Some(CountRange::new(min.parse().ok()?, None));
        }
        match text.split_once('-') {
            Some((min, max)) => {
                let (min, max) = (min.parse().ok()?, max.parse().ok()?);
                (min <= max).then(|| CountRange::new(min, Some(max)))
            }
            None => Some(CountRange::exactly(text.parse().ok()?)),
        }
    };
    read()
        .ok_or_else(|| "write a number as 9, a range as 6-9, a number and more as 12+, or unknown".to_owned())
}

/// An actor by its key or its name in the table; `=Name` for one that no table knows.
fn side(role: Role, text: &str) -> Result<Sides, String> {
    if let Some(name) = text.strip_prefix('=') {
        return Ok(Sides { role, id: None, name: name.trim().to_owned() });
    }
    let lower = text.to_lowercase();
    let is_called = |name: &str| name.to_lowercase() == lower;
    let row = actors::by_id(text).or_else(|| actors::all().iter().find(|row| is_called(&row.name)));
    if let Some(row) = row {
        return Ok(Sides { role, id: Some(ActorId::new(row.id.as_str())), name: row.name.clone() });
    }
    let near = actors::all().iter().filter(|row| {
        row.id.contains(&lower)
            || row.name.to_lowercase().contains(&lower)
            || row.aliases.iter().any(|it| is_called(it))
    });
    let near: Vec<&str> = near.take(OFFERED).map(|row| row.id.as_str()).collect();
    let offered = if near.is_empty() { String::new() } else { format!("near are {}; ", near.join(", ")) };
    Err(format!("it is the key or name of no known actor; {offered}write ={text} for a name of your own"))
}

/// `Homs`, `Homs, SY`, `Homs, geonames:169577`, or `34.73, 36.71`. The inner error tells what is allowed.
fn place(text: &str) -> Result<Result<EventPlace, String>, ReviewError> {
    if let Some(point) = point(text) {
        return Ok(Ok(point));
    }
    let mut parts = text.split(',').map(str::trim);
    let name = parts.next().unwrap_or_default();
    let within: Vec<String> = parts.filter(|it| !it.is_empty()).map(str::to_lowercase).collect();
    let found = Gazetteer::embedded()?.find(name);
    let fits = |place: &Place| {
        let lies_in = [place.country.as_deref(), place.admin1.as_deref(), place.admin2.as_deref()];
        within.iter().all(|wanted| {
            lies_in.iter().flatten().any(|it| it.to_lowercase() == *wanted) || place.id.as_str() == wanted
        })
    };
    let mut fitting: Vec<Place> = found.iter().filter(|place| fits(place)).cloned().collect();
    if fitting.len() == 1 {
        return Ok(Ok(at_place(fitting.remove(0))));
    }
    let offer = |places: &[Place]| places.iter().take(OFFERED).map(described).collect::<Vec<_>>().join("; ");
    Ok(Err(match (fitting.is_empty(), found.is_empty()) {
        (false, _) => format!("several places are called so, name one of: {}", offer(&fitting)),
        (true, false) => format!("none of that name lies there; there are: {}", offer(&found)),
        (true, true) => {
            "the gazetteer knows no such place; write another name, coordinates as 36.2, 37.1, or unknown"
                .to_owned()
        }
    }))
}

fn described(place: &Place) -> String {
    let parts = [place.admin1.as_deref(), place.country.as_deref(), Some(place.id.as_str())];
    let parts: Vec<&str> = [place.name.as_str()].into_iter().chain(parts.into_iter().flatten()).collect();
    parts.join(", ")
}

/// A point by its degrees north and east.
fn point(text: &str) -> Option<EventPlace> {
    let (lat, lon) = text.split_once(',')?;
    let (lat, lon): (f64, f64) = (lat.trim().parse().ok()?, lon.trim().parse().ok()?);
    let is_on_globe = (-90.0..=90.0).contains(&lat) && (-180.0..=180.0).contains(&lon);
    is_on_globe.then(|| EventPlace {
        place: None,
        name: format!("{lat}, {lon}"),
        relation: Relation::At,
        lat: Some(lat),
        lon: Some(lon),
        radius_m: Some(POINT_RADIUS_M),
        where_prec: 1,
        confidence: 1.0,
        others: Vec::new(),
        spans: Vec::new(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn refusal(field: &str, value: &str, expected: &str) {
        let message = parse_correction(field, value).unwrap_err().to_string();
        assert!(message.contains(expected), "{message}");
    }

    #[test]
    fn what_is_not_in_the_tables_is_refused_with_what_is() {
        refusal("type", "explosion", "air_drone_strike");
        refusal("means", "catapult", "small_arms");
        refusal("killed", "many", "6-9");
        refusal("killed", "9-6", "6-9");
        refusal("time", "soon", "2016-12-16");
        refusal("place", "Nowhere at all, XX", "knows no such place");
        refusal("place", "Homs, FR", "none of that name lies there");
        refusal("initiator", "syria.milit", "syria.military");
        refusal("headline", "x", "fields are type, means");
        refusal("target", "unknown", "at least one actor");
    }

    #[test]
    fn values_are_written_as_they_are_shown() {
        let count = |text| match parse_correction("killed.children", text).unwrap() {
            Correction::Toll { harm, victims, count } => (harm, victims, count.map(|it| it.to_string())),
            other => panic!("{other:?}"),
        };
        for text in ["9", "6-9", "12+"] {
            assert_eq!(count(text), (Harm::Killed, Victims::Children, Some(text.to_owned())));
        }
        assert_eq!(count("unknown").2, None);
        let Correction::Sides(Role::Initiator, sides) =
            parse_correction("initiator", "syria.military; =Men of the hill").unwrap()
        else {
            panic!("no sides");
        };
        assert_eq!(sides[0].id, Some(ActorId::new("syria.military")));
        assert_eq!((sides[1].id.as_ref(), sides[1].name.as_str()), (None, "Men of the hill"));
    }

    #[test]
    fn a_place_is_one_of_the_gazetteer_or_a_point() {
        let Correction::Place(Some(place)) = parse_correction("place", "36.25, 37.5").unwrap() else {
            panic!("no place");
        };
        assert_eq!((place.lat, place.lon, place.where_prec), (Some(36.25), Some(37.5), 1));
        let message = parse_correction("place", "Homs").unwrap_err().to_string();
        let first = message.split("one of: ").nth(1).unwrap().split("; ").next().unwrap();
        let id = first.split(", ").last().unwrap();
        let Correction::Place(Some(place)) = parse_correction("place", &format!("Homs, {id}")).unwrap()
        else {
            panic!("no place");
        };
        assert_eq!(place.place.unwrap().id.as_str(), id);
    }
}
