//! MUC-3 and MUC-4 (1991-92): news on political violence in Latin America, and templates of its incidents.
//!
//! [`documents`] reads a collection, [`fillers`] asks the learned reader for the words that fill a role, [`templates`]
//! makes incidents of them, [`slots`] writes them with all slots and [`gtt`] with the six fields of later work, which it
//! also scores. Nothing of this is known to the reader or to the claims: the templates are MUC's alone.

pub mod documents;
pub mod fillers;
pub mod templates;
pub mod slots;
pub mod gtt;

use std::path::Path;

use dateline_places::Gazetteer;
use dateline_reader::Reader;
use serde_json::{Map, Value, json};

use crate::error::EvalError;
use crate::files::{stem, write, write_lines};
use crate::{Score, Tally};

/// Reads the documents of a file; writes their templates with all slots (`muc_slots_NAME`) and with six fields
/// (`muc_gtt_NAME`), and counts the six fields and how many documents have as many templates as their key.
///
/// # Errors
///
/// [`EvalError`] when the file cannot be read, the model not run or a system file not written.
pub(crate) fn score(
    path: &Path,
    out: &Path,
    reader: &Reader,
    gazetteer: &Gazetteer,
) -> Result<Vec<Score>, EvalError> {
    let mut tallies = [Tally::default(); 7];
    let mut number = Tally::default();
    let (mut slots, mut six) = (Vec::new(), Map::new());
    for document in documents::read_documents(path)? {
        let seen = fillers::see(reader, &document)?;
        let templates = templates::templates(reader, &seen);
        let around = slots::Surroundings::of(&document, gazetteer);
        let all: Vec<Value> =
            templates.iter().map(|it| slots::all_slots(it, &seen, &around, &document)).collect();
        slots.push(json!({"docid": document.id, "templates": all}));
        six.insert(document.id.clone(), json!({"pred_templates": gtt::predicted(&templates)}));
        let keys = gtt::keys(&document);
        for (sum, tally) in tallies.iter_mut().zip(gtt::score(&gtt::simple(&templates), &keys)) {
            *sum = sum.and(tally);
        }
        let is_same = usize::from(templates.len() == keys.len());
        number = number.and(Tally { right: is_same, told: 1, wanted: 1 });
    }
    let name = stem(path);
    write_lines(&out.join(format!("muc_slots_{name}.system.jsonl")), &slots)?;
    write(&out.join(format!("muc_gtt_{name}.system.json")), &Value::Object(six).to_string())?;
    let fields = ["type"].into_iter().chain(gtt::ROLES.map(|(field, _)| field)).chain(["type and roles"]);
    let rows = fields.zip(tallies).chain([("as many templates", number)]);
    let row = |(measure, tally): (&str, Tally)| Score {
        room: "reader",
        collection: format!("muc4_{name}"),
        measure: measure.to_owned(),
        tally,
    };
    Ok(rows.map(row).collect())
}
