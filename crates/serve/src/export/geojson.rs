//! GeoJSON after RFC 7946: a spot is a point, an area a polygon, an unknown place null.

use std::io::Write;

use serde::Serialize;
use serde_json::Value;

use super::{area, corrections};
use crate::dossier::Dossier;
use crate::error::ServeError;
use crate::wire::SummaryJson;

#[derive(Serialize)]
struct Feature<'a> {
    r#type: &'static str,
    id: &'a str,
    geometry: Value,
    properties: Properties<'a>,
}

#[derive(Serialize)]
struct Properties<'a> {
    #[serde(flatten)]
    summary: &'a SummaryJson,
    /// Beside `place.radius_m`, for readers that see flat properties only.
    radius_m: Option<u32>,
    where_prec: Option<u8>,
    grade_reason: &'a str,
    urls: Vec<&'a str>,
    /// The fields that a person set, each with who and why.
    corrected: Vec<String>,
}

pub(super) fn head(out: &mut impl Write) -> Result<(), ServeError> {
    Ok(out.write_all(b"{\"type\":\"FeatureCollection\",\"features\":[")?)
}

/// Writes one incident, with the comma that parts it from the one before.
pub(super) fn feature(out: &mut impl Write, dossier: &Dossier, is_first: bool) -> Result<(), ServeError> {
    out.write_all(if is_first { b"\n" } else { b",\n" })?;
    let summary = SummaryJson::from(&dossier.stored);
    let place = dossier.stored.incident.place.headline.as_ref();
    let feature = Feature {
        r#type: "Feature",
        id: &summary.id,
        geometry: area::geometry(place),
        properties: Properties {
            radius_m: place.and_then(|place| place.radius_m),
            where_prec: place.map(|place| place.where_prec),
            grade_reason: &dossier.stored.incident.grade_reason,
            urls: dossier.reports.iter().filter_map(|report| report.url.as_deref()).collect(),
            corrected: corrections(dossier),
            summary: &summary,
        },
    };
    Ok(serde_json::to_writer(out, &feature)?)
}

pub(super) fn foot(out: &mut impl Write, is_empty: bool) -> Result<(), ServeError> {
    Ok(out.write_all(if is_empty { b"]}\n" } else { b"\n]}\n" })?)
}
