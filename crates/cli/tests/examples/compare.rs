//! Side by side: what was read and what a reader coded.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use dateline_model::{Claim, CountRange, Harm, Incident, Modality, Role, Span};

use crate::Reading;
use crate::truth::{TrueClaim, TrueIncident};

/// Hits over coded and read, and per field of the hits how many are right.
#[derive(Default)]
struct Score {
    coded: usize,
    read: usize,
    hits: usize,
    fields: BTreeMap<&'static str, (usize, usize)>,
}

impl Score {
    fn field(&mut self, name: &'static str, right: bool) -> bool {
        let (n_right, n) = self.fields.entry(name).or_default();
        *n_right += usize::from(right);
        *n += 1;
        right
    }

    fn render(&self, what: &str) -> String {
        let mut line = format!("{what}: {} coded, {} read, {} in both.\n", self.coded, self.read, self.hits);
        for (name, (right, n)) in &self.fields {
            writeln!(line, "- {name}: {right} of {n}").unwrap();
        }
        line
    }
}

/// Every span of a claim.
pub(crate) fn spans(claim: &Claim) -> Vec<Span> {
    let mut spans = claim.event_type.spans.clone();
    spans.extend(claim.means.iter().flat_map(|it| it.spans.clone()));
    spans.extend(claim.actors.iter().flat_map(|it| it.spans.clone()));
    spans.extend(claim.place.iter().flat_map(|it| it.spans.clone()));
    spans.extend(claim.time.iter().flat_map(|it| it.spans.clone()));
    spans.extend(claim.casualties.iter().flat_map(|it| it.spans.clone()));
    spans.extend(claim.materiel.iter().flat_map(|it| it.spans.clone()));
    spans.extend(claim.attribution.iter().flat_map(|it| it.words.into_iter().chain(it.cue)));
    spans.extend(claim.modality.spans.iter().chain(&claim.stance.spans).copied());
    spans.push(claim.sentence);
    spans
}

/// Claims, report by report.
pub(crate) fn claims(reading: &Reading, truth: &[TrueClaim]) -> (String, String) {
    let mut lines = String::from("## Claims\n");
    let mut score = Score::default();
    for (key, (report, claims)) in &reading.reports {
        let coded: Vec<&TrueClaim> = truth.iter().filter(|it| it.report == *key).collect();
        writeln!(lines, "\n### {key}\n").unwrap();
        let mut used = vec![false; claims.len()];
        for row in &coded {
            let optional = row.incident == "history";
            let best = claims
                .iter()
                .enumerate()
                .filter(|(idx, _)| !used[*idx])
                .map(|(idx, claim)| (likeness(row, claim, &report.text), idx))
                .filter(|(likeness, _)| *likeness >= 3)
                .max_by_key(|(likeness, idx)| (*likeness, usize::MAX - idx));
            score.coded += usize::from(!optional);
            match best {
                Some((_, idx)) => {
                    used[idx] = true;
                    score.hits += usize::from(!optional);
                    score.read += usize::from(!optional);
                    let wrong = differing(row, claims, idx, &report.text, &mut score);
                    writeln!(lines, "= {} \"{}\"{wrong}", row.event_type, row.trigger).unwrap();
                }
                None if optional => {}
                None => writeln!(lines, "- {} \"{}\" {}", row.event_type, row.trigger, row.modality).unwrap(),
            }
        }
        for (claim, _) in claims.iter().zip(&used).filter(|(_, used)| !**used) {
            // Another sentence on an event that was coded once is no fault.
            let again =
                coded.iter().any(|row| is_type(row, claim) && row.modality == claim.modality.value.as_str());
            if !again {
                score.read += 1;
                writeln!(lines, "+ {}", shown(claim, &report.text)).unwrap();
            }
        }
    }
    (lines, score.render("Claims"))
}

fn likeness(row: &TrueClaim, claim: &Claim, text: &str) -> i32 {
    let words = |spans: &[Span]| {
        spans.iter().filter_map(|it| it.of(text)).collect::<Vec<_>>().join(" ").to_lowercase()
    };
    let trigger = words(&claim.event_type.spans);
    let sentence = words(&[claim.sentence]);
    let shares =
        row.trigger.to_lowercase().split_whitespace().any(|word| word.len() > 2 && trigger.contains(word));
    let in_sentence = sentence.contains(&row.trigger.to_lowercase());
    let modality = claim.modality.value.as_str() == row.modality
        || claim.modality.value.makes_incident() && matches!(row.modality.as_str(), "occurred" | "possible");
    3 * i32::from(is_type(row, claim))
        + 2 * i32::from(shares)
        + 2 * i32::from(in_sentence)
        + 2 * i32::from(modality)
        - 4
}

/// Whether the type is the coded one, or one that the reader's comment allows.
fn is_type(row: &TrueClaim, claim: &Claim) -> bool {
    let kind = claim.event_type.value.as_str();
    row.event_type == kind || row.comment.contains(&format!("`{kind}`"))
}

/// The fields that differ, as text.
fn differing(row: &TrueClaim, claims: &[Claim], idx: usize, text: &str, score: &mut Score) -> String {
    let claim = &claims[idx];
    let mut wrong = String::new();
    let mut check = |name: &'static str, coded: &str, read: String, right: bool| {
        if !coded.is_empty() && !score.field(name, right) {
            write!(wrong, " | {name}: {coded} / {read}").unwrap();
        }
    };
    let kind = claim.event_type.value.as_str();
    check("type", &row.event_type, kind.to_owned(), is_type(row, claim));
    check(
        "modality",
        &row.modality,
        claim.modality.value.to_string(),
        claim.modality.value.as_str() == row.modality,
    );
    let initiator: Vec<String> = claim
        .actors_as(Role::Initiator)
        .map(|actor| {
            let words: Vec<&str> = actor.spans.iter().filter_map(|span| span.of(text)).collect();
            format!("{} ({})", actor.name, words.join(" "))
        })
        .collect();
    let initiator = initiator.join(", ");
    let agrees = shares_a_word(&row.initiator, &initiator);
    check("initiator", &row.initiator, initiator, agrees);
    let place = claim.place.as_ref().map_or(String::new(), |it| {
        let known = it.place.as_ref().map(|place| place.name.as_str()).filter(|_| it.where_prec == 1);
        // A spot of a town is right when the town is coded.
        known
            .filter(|known| !shares_a_word(known, &it.name))
            .map_or(it.name.clone(), |known| format!("{}, {known}", it.name))
    });
    let agrees =
        shares_a_word(&row.place, &place) || !row.near.is_empty() && shares_a_word(&row.near, &place);
    check("place", &row.place, place, agrees);
    let range = claim.time.as_ref().and_then(|time| time.range);
    let date = range.map_or(String::new(), |it| it.start().date().to_string());
    let agrees = date >= row.start && date <= row.end;
    check("date", &row.start, date, agrees);
    let killed = toll(claims, claim, Harm::Killed);
    let agrees = killed == row.killed;
    check("killed", &row.killed, killed, agrees);
    let injured = toll(claims, claim, Harm::Injured);
    let agrees = injured == row.injured;
    check("injured", &row.injured, injured, agrees);
    let speaker = claim.attribution.first().map_or(String::new(), |it| {
        format!("{} ({})", it.name, it.words.and_then(|span| span.of(text)).unwrap_or_default())
    });
    let agrees = shares_a_word(&row.speaker, &speaker);
    check("speaker", &row.speaker, speaker, agrees);
    wrong
}

/// The toll of the claim, or of the first claim that goes on about its event and tells one: the sum of the counts that
/// are no subsets, as the tables write it; empty when there are none.
fn toll(claims: &[Claim], claim: &Claim, harm: Harm) -> String {
    let first = first_of(claims, claim);
    let own = std::iter::once(claim);
    let told =
        own.chain(claims.iter().filter(|it| first_of(claims, it) == first)).map(|it| own_toll(it, harm));
    told.into_iter().find(|toll| !toll.is_empty()).unwrap_or_default()
}

/// Number of the first claim of the chain that `claim` goes on with.
fn first_of(claims: &[Claim], claim: &Claim) -> u16 {
    match claim.continues.and_then(|ordinal| claims.get(usize::from(ordinal))) {
        Some(earlier) if earlier.id.ordinal < claim.id.ordinal => first_of(claims, earlier),
        _ => claim.id.ordinal,
    }
}

fn own_toll(claim: &Claim, harm: Harm) -> String {
    let counts: Vec<CountRange> = claim
        .casualties
        .iter()
        .filter(|it| it.harm == harm && !it.is_subset && !it.is_cumulative)
        .map(|it| it.count)
        .collect();
    if counts.is_empty() {
        return String::new();
    }
    let min: u32 = counts.iter().map(|count| CountRange::min(*count)).sum();
    let max: Option<u32> = counts.iter().map(|count| CountRange::max(*count)).sum();
    written(CountRange::new(min, max))
}

fn written(count: CountRange) -> String {
    match count.max() {
        None => format!("{}+", count.min()),
        Some(max) => format!("{}-{max}", count.min()),
    }
}

/// Whether a word of the coded name, or the first six letters of a longer one, stands in what was read.
fn shares_a_word(coded: &str, read: &str) -> bool {
    let words = |text: &str| -> Vec<String> {
        text.to_lowercase()
            .split(|c: char| !c.is_alphanumeric())
            .map(|word| word.chars().take(6).collect())
            .collect()
    };
    let read = words(read);
    words(coded)
        .iter()
        .any(|word| word.chars().count() > 1 && word != "the" && word != "of" && read.contains(word))
}

fn shown(claim: &Claim, text: &str) -> String {
    let trigger = claim.event_type.spans.first().and_then(|span| span.of(text)).unwrap_or_default();
    let sentence =
        claim.sentence.of(text).unwrap_or_default().split_whitespace().collect::<Vec<_>>().join(" ");
    let short: String = sentence.chars().take(110).collect();
    format!("{} \"{trigger}\" {}: {short}", claim.event_type.value, claim.modality.value)
}

/// Incidents, by their reports.
pub(crate) fn incidents(reading: &Reading, truth: &[TrueIncident], silent: &[String]) -> (String, String) {
    let mut lines = String::from("## Incidents\n\n");
    let mut score = Score { coded: truth.len(), ..Score::default() };
    let reports = |incident: &Incident| -> Vec<String> {
        let mut keys: Vec<String> =
            incident.links.iter().map(|link| reading.key(link.claim.report).to_owned()).collect();
        keys.sort();
        keys.dedup();
        keys
    };
    let mut used = vec![false; reading.incidents.len()];
    for row in truth {
        let best = reading
            .incidents
            .iter()
            .enumerate()
            .filter(|(idx, _)| !used[*idx])
            .map(|(idx, incident)| {
                let kind =
                    incident.event_type.headline.as_ref().is_some_and(|it| it.as_str() == row.event_type);
                let own = reports(incident);
                let shared = own.iter().filter(|key| row.reports.contains(key)).count();
                (
                    shared * 4 + usize::from(kind) * usize::from(shared > 0) * 3,
                    usize::MAX - own.len(),
                    usize::MAX - idx,
                )
            })
            .max()
            .filter(|(likeness, _, _)| *likeness > 0);
        let Some((_, _, rest)) = best else {
            writeln!(lines, "- {} ({})", row.key, row.reports.join(" ")).unwrap();
            continue;
        };
        let idx = usize::MAX - rest;
        used[idx] = true;
        score.hits += 1;
        let incident = &reading.incidents[idx];
        let own = reports(incident);
        let mut coded = row.reports.clone();
        coded.sort();
        let kind = incident.event_type.headline.as_ref().map_or("none", |it| it.as_str()).to_owned();
        let killed = incident
            .tolls
            .iter()
            .find(|toll| toll.harm == Harm::Killed)
            .and_then(|toll| toll.count.headline)
            .map_or(String::new(), written);
        let roots = incident.sources.roots.to_string();
        write!(lines, "= {}", row.key).unwrap();
        for (name, coded, read) in [
            ("type", row.event_type.clone(), kind),
            ("reports", coded.join(" "), own.join(" ")),
            ("killed", row.killed.clone(), killed),
            ("roots", row.roots.clone(), roots),
        ] {
            if !coded.is_empty() && !score.field(name, coded == read) {
                write!(lines, " | {name}: {coded} / {read}").unwrap();
            }
        }
        lines.push('\n');
    }
    score.read = reading.incidents.len();
    for (incident, _) in reading.incidents.iter().zip(&used).filter(|(_, used)| !**used) {
        let kind = incident.event_type.headline.as_ref().map_or("none", |it| it.as_str());
        let own = reports(incident);
        let mark =
            if own.iter().all(|key| silent.contains(key)) { "+ (no incident in this report)" } else { "+" };
        writeln!(lines, "{mark} {kind} ({})", own.join(" ")).unwrap();
    }
    let false_reports = reading
        .reports
        .iter()
        .filter(|(key, (_, claims))| {
            silent.contains(key)
                && claims
                    .iter()
                    .any(|claim| matches!(claim.modality.value, Modality::Occurred | Modality::Possible))
        })
        .count();
    let mut rendered = score.render("Incidents");
    writeln!(rendered, "- reports without incident that give one: {false_reports} of {}", silent.len())
        .unwrap();
    (lines, rendered)
}
