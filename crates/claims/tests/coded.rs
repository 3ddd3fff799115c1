//! Who says so and did it happen, against invented passages that a reader labelled before any output was seen.
//!
//! `cargo test -p dateline-claims --test coded -- --nocapture` prints scores and the passages of the first half (every
//! other line) that are read otherwise. Those of the second half are only counted, so that they stay unseen. There are
//! up to six collections; each was written after the rooms had been mended on those before.

#![expect(clippy::unwrap_used, reason = "a test may fail")]

use dateline_claims::{Reading, find_modality, read_claims};
use dateline_model::{Claim, Modality, Span, Speaker};
use dateline_places::Gazetteer;
use dateline_reports::{Record, clean, read_record};

/// A line of a table.
struct Line<'t> {
    collection: usize,
    /// Whether it belongs to the half that may be looked at.
    is_first_half: bool,
    cells: Vec<&'t str>,
}

/// The lines of the tables of the collections, without their headers.
fn lines<'t>(tables: &[&'t str]) -> impl Iterator<Item = Line<'t>> {
    tables.iter().enumerate().flat_map(|(collection, table)| {
        let rows = table.lines().filter(|line| !line.starts_with('#'));
        rows.enumerate().map(move |(at, line)| Line {
            collection,
            is_first_half: at % 2 == 0,
            cells: line.split('\t').collect(),
        })
    })
}

/// A passage without its brackets, and the span between them.
fn unmark(marked: &str) -> (String, Span) {
    let (start, end) = (marked.find('[').unwrap(), marked.find(']').unwrap() - 1);
    (marked.replace(['[', ']'], ""), Span::between(start, end))
}

fn read(text: &str, gazetteer: &Gazetteer) -> Reading {
    let record =
        Record { text: text.to_owned(), published: Some("2021-03-03".to_owned()), ..Record::default() };
    let report = read_record(record);
    read_claims(&report, &clean(&report), gazetteer)
}

/// Right answers in the two halves of each collection.
#[derive(Default)]
struct Halves {
    collections: Vec<[Half; 2]>,
}

#[derive(Clone, Copy, Default)]
struct Half {
    n: usize,
    right: usize,
}

impl Halves {
    fn add(&mut self, line: &Line, is_right: bool, told: impl FnOnce() -> String) {
        if self.collections.len() <= line.collection {
            self.collections.resize_with(line.collection + 1, Default::default);
        }
        let half = &mut self.collections[line.collection][usize::from(!line.is_first_half)];
        half.n += 1;
        half.right += usize::from(is_right);
        if line.is_first_half && !is_right {
            println!("{}", told());
        }
    }

    fn print(&self, what: &str) {
        for (at, [first, second]) in self.collections.iter().enumerate() {
            let (number, [a, n_a, b, n_b]) = (at + 1, [first.right, first.n, second.right, second.n]);
            println!("{what}, collection {number}: first half {a} of {n_a}, second {b} of {n_b}");
        }
    }

    /// Whether at least `percent` of all were right.
    fn reach(&self, percent: usize) -> bool {
        let halves = || self.collections.iter().flatten();
        let (n, right) = (halves().map(|it| it.n).sum::<usize>(), halves().map(|it| it.right).sum::<usize>());
        right * 100 >= n * percent
    }
}

/// Whether the speaker is the one that `label` (`words = kind`) tells, by its name or its words in `text`, articles
/// aside; and whether it is of that kind.
fn is_speaker(text: &str, speaker: &Speaker, label: &str) -> (bool, bool) {
    let (words, kind) = label.split_once(" = ").unwrap();
    let plain = |name: &str| {
        let name = name.to_lowercase();
        ["the ", "a ", "an "].iter().find_map(|it| name.strip_prefix(it)).unwrap_or(&name).to_owned()
    };
    let words = plain(words);
    let is_same = |name: &str| plain(name).contains(&words) || words.contains(&plain(name));
    let cited = speaker.words.map(|span| &text[span.start()..span.end()]);
    // A name of the table may be another form of the words: "AFP", "Agence France-Presse".
    let initials: String = speaker.name.split([' ', '-']).filter_map(|it| it.chars().next()).collect();
    let is_told = is_same(&speaker.name) || cited.is_some_and(is_same) || initials.to_lowercase() == words;
    (is_told, speaker.kind.as_str() == kind)
}

#[test]
fn chains_are_read_as_by_a_reader() {
    let gazetteer = Gazetteer::embedded().unwrap();
    let (mut chains, mut kinds) = (Halves::default(), Halves::default());
    for line in lines(&[
        include_str!("coded/chains.tsv"),
        include_str!("coded/second/chains.tsv"),
        include_str!("coded/third/chains.tsv"),
    ]) {
        let [label, marked] = line.cells[..] else { panic!("a label and a passage: {:?}", line.cells) };
        let (text, event) = unmark(marked);
        let labels: Vec<&str> = label.split(" > ").filter(|it| !it.is_empty()).collect();
        let claims = read(&text, &gazetteer).claims;
        let claim = claims.iter().find(|it| it.event_type.spans.iter().any(|span| span.overlaps(event)));
        let is_told = |part: fn((bool, bool)) -> bool| {
            claim.is_some_and(|it| {
                it.attribution.len() == labels.len()
                    && it
                        .attribution
                        .iter()
                        .zip(&labels)
                        .all(|(speaker, label)| part(is_speaker(&text, speaker, label)))
            })
        };
        let told = || {
            let chain = claim.map(|it| {
                let names = it
                    .attribution
                    .iter()
                    .map(|speaker| format!("{} = {}", speaker.name, speaker.kind.as_str()));
                names.collect::<Vec<_>>().join(" > ")
            });
            format!("{label}; read {}: {marked}", chain.as_deref().unwrap_or("no claim"))
        };
        chains.add(&line, is_told(|it| it.0), told);
        kinds.add(&line, is_told(|it| it.0 && it.1), told);
    }
    chains.print("chains");
    kinds.print("chains with kinds");
    assert!(chains.reach(80));
    assert!(kinds.reach(74));
}

#[test]
fn events_happened_or_not_as_by_a_reader() {
    let gazetteer = Gazetteer::embedded().unwrap();
    let mut halves = Halves::default();
    // Events marked so, read so, both, of each modality.
    let mut counts = vec![[0_usize; 3]; Modality::ALL.len()];
    let number = |modality: Modality| Modality::ALL.iter().position(|it| *it == modality).unwrap();
    for line in lines(&[include_str!("coded/modality.tsv"), include_str!("coded/second/modality.tsv")]) {
        let [label, _, marked] = line.cells[..] else {
            panic!("two labels and a sentence: {:?}", line.cells)
        };
        let (text, event) = unmark(marked);
        let marked_as = Modality::parse(label).unwrap();
        let read = find_modality(&text, event, &gazetteer);
        let told = || format!("{label}, read {}: {marked}", read.map_or("no event", Modality::as_str));
        halves.add(&line, read == Some(marked_as), told);
        counts[number(marked_as)][0] += 1;
        if let Some(read) = read {
            counts[number(read)][1] += 1;
            counts[number(read)][2] += usize::from(read == marked_as);
        }
    }
    halves.print("modality");
    let f1 = |[marked, read, both]: [usize; 3]| 200 * both / (marked + read).max(1);
    for (modality, counts) in Modality::ALL.iter().zip(&counts) {
        println!("  {} F {}", modality.as_str(), f1(*counts));
    }
    let macro_f1 = counts.iter().map(|it| f1(*it)).sum::<usize>() / counts.len();
    println!("modality, macro F {macro_f1}");
    assert!(macro_f1 >= 85);
}

#[test]
fn what_did_not_happen_makes_no_incident() {
    let gazetteer = Gazetteer::embedded().unwrap();
    let mut halves = Halves::default();
    let tables = [
        include_str!("coded/no_incident.tsv"),
        include_str!("coded/second/no_incident.tsv"),
        include_str!("coded/third/no_incident.tsv"),
        include_str!("coded/fourth/no_incident.tsv"),
        include_str!("coded/fifth/no_incident.tsv"),
        include_str!("coded/sixth/no_incident.tsv"),
    ];
    for line in lines(&tables) {
        let [kind, text] = line.cells[..] else { panic!("a kind and a passage: {:?}", line.cells) };
        let claims = read(text, &gazetteer).claims;
        let made: Vec<&str> = claims
            .iter()
            .filter(|it| it.modality.value.makes_incident())
            .map(|it| it.event_type.value.as_str())
            .collect();
        halves.add(&line, made.is_empty(), || format!("{kind} makes {made:?}: {text}"));
    }
    halves.print("no incident");
    assert!(halves.reach(88));
}

#[test]
fn what_happened_makes_an_incident_though_it_looks_otherwise() {
    let gazetteer = Gazetteer::embedded().unwrap();
    let mut halves = Halves::default();
    let tables = [
        include_str!("coded/third/incident.tsv"),
        include_str!("coded/fourth/incident.tsv"),
        include_str!("coded/fifth/incident.tsv"),
        include_str!("coded/sixth/incident.tsv"),
    ];
    for line in lines(&tables) {
        let [kind, marked] = line.cells[..] else { panic!("a kind and a passage: {:?}", line.cells) };
        let (text, event) = unmark(marked);
        let read = read(&text, &gazetteer);
        let is_told = read.claims.iter().any(|it| {
            it.modality.value.makes_incident() && it.event_type.spans.iter().any(|span| span.overlaps(event))
        });
        let told = || {
            let notes: Vec<&str> = read.notes.iter().map(|note| note.detail.as_str()).collect();
            let words = |it: &Claim| {
                let span = it.event_type.spans[0];
                format!("{} {}", &text[span.start()..span.end()], it.modality.value.as_str())
            };
            let claims: Vec<String> = read.claims.iter().map(words).collect();
            format!("{kind} makes none, but {claims:?} and notes {notes:?}: {marked}")
        };
        halves.add(&line, is_told, told);
    }
    halves.print("incident");
    assert!(halves.reach(72));
}
