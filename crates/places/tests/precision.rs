//! How places of events are coded, against invented sentences that a reader coded from the UCDP codebook.

use dateline_places::{Context, Gazetteer, event_place, find_toponyms};

/// Share of sentences that must be coded as the reader did.
const FLOOR: (usize, usize) = (85, 100);

#[test]
fn relation_and_precision_are_coded_as_by_a_reader() {
    let gazetteer = Gazetteer::embedded().unwrap();
    let (mut n, mut n_relations, mut n_codes, mut n_both) = (0, 0, 0, 0);
    for line in include_str!("coded/precision.tsv").lines().filter(|line| !line.starts_with('#')) {
        let [relation, code, marked] = line.split('\t').collect::<Vec<_>>().try_into().unwrap();
        let at = marked.find('[').unwrap();
        let text = marked.replace(['[', ']'], "");
        let toponyms = find_toponyms(&text, &gazetteer, &Context::default());
        let event = toponyms.iter().find(|it| it.span.start() <= at && at < it.span.end()).map(event_place);
        let told = event.as_ref().map(|it| (it.relation.as_str(), it.where_prec.to_string()));
        let (is_relation, is_code) =
            told.as_ref().map_or((false, false), |it| (it.0 == relation, it.1 == code));
        n += 1;
        n_relations += usize::from(is_relation);
        n_codes += usize::from(is_code);
        n_both += usize::from(is_relation && is_code);
        if !(is_relation && is_code) {
            println!("{relation} {code}, read as {told:?}: {marked}");
        }
    }
    println!("{n} sentences: relation {n_relations}, precision {n_codes}, both {n_both}");
    assert!(n >= 120);
    assert!(n_relations * FLOOR.1 >= n * FLOOR.0);
    assert!(n_codes * FLOOR.1 >= n * FLOOR.0);
}
