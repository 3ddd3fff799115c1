//! The six fields that later work scores: type of incident and five roles (Du, Rush and Cardie 2021, "GTT").

use std::collections::BTreeSet;

use serde_json::{Value, json};

use super::documents::Document;
use super::templates::Template;
use crate::assignment::best_assignment;
use crate::tally::Tally;

/// The roles in the order of the scorers, each with our label.
pub(crate) const ROLES: [(&str, &str); 5] = [
    ("PerpInd", "perp_individual"),
    ("PerpOrg", "perp_org"),
    ("Target", "phys_tgt"),
    ("Victim", "hum_tgt"),
    ("Weapon", "instrument"),
];

/// Templates in the scorers' form: `{docid: {pred_templates: [...]}}` is made of these.
#[must_use]
pub fn predicted(templates: &[Template]) -> Vec<Value> {
    let one = |template: &Template| {
        let mut fields = serde_json::Map::new();
        fields.insert("incident_type".to_owned(), json!(template.kind.to_lowercase()));
        for (name, role) in ROLES {
            let entities: Vec<Value> =
                template.role(role).map(|it| json!([[it.words.to_lowercase(), 0]])).collect();
            fields.insert(name.to_owned(), Value::Array(entities));
        }
        Value::Object(fields)
    };
    templates.iter().map(one).collect()
}

/// A template of a key or of the system: its types, and for each role entities by their names.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Simple {
    kinds: String,
    roles: [Vec<BTreeSet<String>>; 5],
}

/// The templates of a document's key. Alternatives are names of one entity, and so are the name and the descriptions of
/// one person; a template that says the same as another counts once.
pub(crate) fn keys(document: &Document) -> Vec<Simple> {
    let mut found: Vec<Simple> = Vec::new();
    for key in document.keys.iter().filter(|key| first(key, "type").is_some()) {
        let mut roles: [Vec<BTreeSet<String>>; 5] = Default::default();
        for (to, slot) in roles.iter_mut().zip([
            "perp_individual",
            "perp_org",
            "phys_tgt_id",
            "hum_tgt_name",
            "instrument_id",
        ]) {
            *to = fills(key, slot).map(names).filter(|names| !names.is_empty()).collect();
        }
        for fill in fills(key, "hum_tgt_desc") {
            let all: Vec<String> = quoted(fill);
            let (own, of) = fill.rsplit_once("\":").map_or((names(fill), BTreeSet::new()), |(_, of)| {
                let of = names(of);
                (names(fill).difference(&of).cloned().collect(), of)
            });
            match roles[3].iter_mut().find(|known| !known.is_disjoint(&of)) {
                Some(known) => known.extend(own),
                None if !all.is_empty() => roles[3].push(own.union(&of).cloned().collect()),
                None => {}
            }
        }
        let kinds = first(key, "type").unwrap_or_default().to_lowercase();
        let simple = Simple { kinds, roles };
        if !found.contains(&simple) {
            found.push(simple);
        }
    }
    found
}

/// The same of a system's templates.
pub(crate) fn simple(templates: &[Template]) -> Vec<Simple> {
    let one = |template: &Template| Simple {
        kinds: template.kind.to_lowercase(),
        roles: ROLES
            .map(|(_, role)| template.role(role).map(|it| BTreeSet::from([plain(&it.words)])).collect()),
    };
    templates.iter().map(one).collect()
}

/// Counts of one document under the best pairing of templates of like type: type first, then the roles, then all.
pub(crate) fn score(system: &[Simple], gold: &[Simple]) -> [Tally; 7] {
    let matched = |ours: &Simple, theirs: &Simple| -> Option<[usize; 6]> {
        if !theirs.kinds.contains(&ours.kinds) {
            return None;
        }
        let mut counts = [1; 6];
        for role in 0..5 {
            let weights: Vec<Vec<usize>> = ours.roles[role]
                .iter()
                .map(|a| theirs.roles[role].iter().map(|b| usize::from(a.is_subset(b))).collect())
                .collect();
            counts[role + 1] = best_assignment(&weights).iter().map(|&(i, j)| weights[i][j]).sum();
        }
        Some(counts)
    };
    let table: Vec<Vec<Option<[usize; 6]>>> =
        system.iter().map(|ours| gold.iter().map(|theirs| matched(ours, theirs)).collect()).collect();
    let weights: Vec<Vec<usize>> = table
        .iter()
        .map(|row| row.iter().map(|cell| cell.map_or(0, |counts| counts.iter().sum())).collect())
        .collect();
    let mut tallies = [Tally::default(); 7];
    for (i, j) in best_assignment(&weights) {
        for (tally, right) in tallies.iter_mut().zip(table[i][j].unwrap_or_default()) {
            tally.right += right;
        }
    }
    let count = |side: &[Simple], field: usize| -> usize {
        side.iter().map(|it| field.checked_sub(1).map_or(1, |role| it.roles[role].len())).sum()
    };
    for (field, tally) in tallies.iter_mut().enumerate().take(6) {
        tally.told = count(system, field);
        tally.wanted = count(gold, field);
    }
    tallies[6] = tallies[..6].iter().copied().fold(Tally::default(), Tally::and);
    tallies
}

fn fills<'a>(key: &'a Value, slot: &str) -> impl Iterator<Item = &'a str> {
    key[slot].as_array().into_iter().flatten().filter_map(Value::as_str)
}

fn first<'a>(key: &'a Value, slot: &str) -> Option<&'a str> {
    key[slot].as_array()?.first()?.as_str()
}

/// What stands between quotation marks, `\"` within them read as a mark.
pub(crate) fn quoted(fill: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut open: Option<String> = None;
    let mut is_escaped = false;
    for letter in fill.chars() {
        match (&mut open, letter) {
            (Some(words), _) if is_escaped => {
                words.push(letter);
                is_escaped = false;
            }
            (Some(_), '\\') => is_escaped = true,
            (Some(_), '"') => found.extend(open.take()),
            (Some(words), _) => words.push(letter),
            (None, '"') => open = Some(String::new()),
            (None, _) => {}
        }
    }
    found.retain(|words| !words.is_empty() && words != "-");
    found
}

fn names(fill: &str) -> BTreeSet<String> {
    quoted(fill).iter().map(|words| plain(words)).collect()
}

/// Lower case, no punctuation, no articles.
fn plain(words: &str) -> String {
    let bare: String = words.to_lowercase().chars().filter(|letter| !letter.is_ascii_punctuation()).collect();
    bare.split_whitespace().filter(|word| !matches!(*word, "a" | "an" | "the")).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn document(key: Value) -> Document {
        Document { id: String::new(), text: String::new(), keys: vec![key] }
    }

    #[test]
    fn a_name_and_its_description_are_one_victim() {
        let key = json!({
            "type": ["ATTACK / BOMBING"],
            "hum_tgt_name": ["\"JUAN INVENTADO\""],
            "hum_tgt_desc": ["\"MAYOR\": \"JUAN INVENTADO\"", "\"GUARDS\""],
        });
        let keys = keys(&document(key));
        assert_eq!(keys[0].roles[3].len(), 2);
        assert_eq!(keys[0].roles[3][0], BTreeSet::from(["juan inventado".to_owned(), "mayor".to_owned()]));
    }

    #[test]
    fn a_spurious_filler_costs_precision() {
        let set = |words: &str| BTreeSet::from([words.to_owned()]);
        let simple = |victims: Vec<BTreeSet<String>>| Simple {
            kinds: "attack".to_owned(),
            roles: [vec![], vec![], vec![], victims, vec![]],
        };
        let all = score(&[simple(vec![set("mayor"), set("guards")])], &[simple(vec![set("mayor")])])[6];
        assert_eq!((all.right, all.told, all.wanted), (2, 3, 2));
    }
}
