//! Values of incidents and claims as the page shows them, with the words they rest on.

use dateline_model::{
    Actor, Casualty, Claim, ClaimId, EventPlace, Link, Materiel, Sides, Span, Speaker, TimeRange,
};
use dateline_store::{Change, HistoryRow};
use serde_json::Value;

use crate::words;

/// A time with its grain.
pub(super) fn time(range: TimeRange) -> String {
    format!("{} ({})", words::time(range), words::plain(range.grain().as_str()))
}

/// A place with what it lies in, its coordinates and how exactly they are known.
pub(super) fn place(at: &EventPlace) -> String {
    let known = at.place.as_ref();
    let names = [
        Some(known.map_or(at.name.as_str(), |place| &place.name)),
        known.and_then(|place| place.admin1.as_deref()),
        known.and_then(|place| place.country.as_deref()),
    ];
    let mut shown: Vec<&str> = Vec::new();
    for name in names.into_iter().flatten() {
        if !shown.contains(&name) {
            shown.push(name);
        }
    }
    let relation = words::plain(at.relation.as_str());
    let spot = at.lat.zip(at.lon).map_or_else(
        || "no coordinates".to_owned(),
        |(lat, lon)| {
            format!("{lat:.4}, {lon:.4} within {:.1} km", f64::from(at.radius_m.unwrap_or(0)) / 1_000.0)
        },
    );
    format!("{relation} {}; {spot}; where_prec {}", shown.join(", "), at.where_prec)
}

/// An actor with its key.
pub(super) fn actor(sides: &Sides) -> String {
    match &sides.id {
        Some(id) => format!("{} ({id})", sides.name),
        None => sides.name.clone(),
    }
}

/// What happened to what.
pub(super) fn materiel(materiel: &Materiel) -> String {
    let owner = materiel.owner.as_ref().map(|owner| format!(" of {owner}")).unwrap_or_default();
    format!(
        "{} {} ({}) {}{owner}",
        materiel.count,
        materiel.name,
        materiel.class,
        words::plain(materiel.loss.as_str())
    )
}

/// `1 report`, `2 reports`.
pub(super) fn plural(count: u32, noun: &str) -> String {
    let ending = if count == 1 { "" } else { "s" };
    format!("{count} {noun}{ending}")
}

/// The words of these spans, each in quotes; nothing for a span that covers none.
pub(super) fn quote(spans: &[Span], text: &str) -> String {
    let words = spans.iter().filter_map(|span| span.of(text)).filter(|words| !words.is_empty());
    let quoted = words.map(|words| format!("\"{}\"", words.split_whitespace().collect::<Vec<_>>().join(" ")));
    quoted.collect::<Vec<_>>().join(" ")
}

/// The fields of a claim with their words, in the order a reader asks for them.
pub(super) fn of_claim(claim: &Claim, text: &str) -> Vec<(&'static str, String)> {
    let quote = |spans: &[Span]| quote(spans, text);
    let mut lines = vec![("said by", chain(&claim.attribution, text))];
    let (stance, modality) = (&claim.stance, &claim.modality);
    let cited = |name: &str, spans: &[Span]| format!("{name} {}", quote(spans)).trim_end().to_owned();
    let (stance, modality) =
        (cited(stance.value.as_str(), &stance.spans), cited(modality.value.as_str(), &modality.spans));
    lines.push(("as", format!("{stance}, {modality}")));
    lines.push(("what", format!("{} {}", claim.event_type.value, quote(&claim.event_type.spans))));
    lines.extend(claim.means.iter().map(|it| ("means", format!("{} {}", it.value, quote(&it.spans)))));
    for Actor { role, id, name, spans } in &claim.actors {
        let id = id.as_ref().map(|id| format!(" ({id})")).unwrap_or_default();
        lines.push((role.as_str(), format!("{name}{id} {}", quote(spans))));
    }
    lines.extend(claim.place.iter().map(|it| ("where", format!("{} {}", place(it), quote(&it.spans)))));
    if let Some(when) = &claim.time {
        let range = when.range.map_or_else(|| words::plain(when.status.as_str()), time);
        let anchor = words::plain(when.anchor.as_str());
        lines.push(("when", format!("{range}, anchor {anchor} {}", quote(&when.spans))));
    }
    lines.extend(claim.casualties.iter().map(|it| (it.harm.as_str(), casualty(it, text))));
    lines.extend(
        claim.materiel.iter().map(|it| ("materiel", format!("{} {}", materiel(it), quote(&it.spans)))),
    );
    lines.extend(claim.repeats.first().map(|_| ("again", quote(&claim.repeats))));
    lines.extend(claim.denies.map(|ordinal| ("denies", ClaimId { ordinal, ..claim.id }.to_string())));
    lines.push(("confidence", format!("{:.2} that it was read rightly", claim.confidence)));
    for (_, value) in &mut lines {
        value.truncate(value.trim_end().len());
    }
    lines
}

/// The speakers from the innermost to the outlet, each with the words that name it and attribute to it.
fn chain(speakers: &[Speaker], text: &str) -> String {
    let speaker = |speaker: &Speaker| {
        let spans: Vec<Span> = speaker.words.iter().chain(&speaker.cue).copied().collect();
        let kind = words::plain(speaker.kind.as_str());
        let side = speaker.side.as_ref().map(|side| format!(", {side}")).unwrap_or_default();
        format!("{} ({kind}{side}) {}", speaker.name, quote(&spans, text)).trim_end().to_owned()
    };
    match speakers {
        [] => "nobody named".to_owned(),
        _ => speakers.iter().map(speaker).collect::<Vec<_>>().join(" < "),
    }
}

fn casualty(casualty: &Casualty, text: &str) -> String {
    let side = casualty.side.as_ref().map(|side| format!(" of {side}")).unwrap_or_default();
    let subset = if casualty.is_subset { ", among the others" } else { "" };
    let cumulative = if casualty.is_cumulative { ", over a longer time" } else { "" };
    let victims = words::plain(casualty.victims.as_str());
    format!("{} {victims}{side}{subset}{cumulative} {}", casualty.count, quote(&casualty.spans, text))
}

/// Why a claim stands with the others.
pub(super) fn link(link: &Link) -> String {
    let parts: Vec<String> =
        link.parts.iter().map(|(reason, weight)| format!("{reason} {weight:+.1}")).collect();
    format!("{:.2}: {}", link.score, parts.join(", "))
}

/// What a change changed: the fields of the summaries that differ.
pub(super) fn change(row: &HistoryRow) -> String {
    let parse =
        |text: &Option<String>| text.as_deref().and_then(|text| serde_json::from_str::<Value>(text).ok());
    let (Some(Value::Object(before)), Some(Value::Object(after))) = (parse(&row.before), parse(&row.after))
    else {
        return match (row.change, &row.before, &row.after) {
            (Change::IncidentMerged, _, Some(heir)) => format!("into {heir}"),
            (Change::IncidentSplit, Some(origin), _) => format!("out of {origin}"),
            _ => String::new(),
        };
    };
    // Fields that an earlier version did not note down tell no change.
    let both = after.iter().filter_map(|(name, value)| Some((name, before.get(name)?, value)));
    let differs = both.filter(|(name, old, value)| *name != "revision" && old != value);
    let told = differs.map(|(name, old, value)| format!("{name} {old} → {value}"));
    told.collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use dateline_model::SpeakerKind;

    use super::*;

    #[test]
    fn words_are_quoted_on_one_line() {
        let text = "Two shells\n   fell on Wadi Sahl.";
        assert_eq!(
            quote(&[Span::between(0, 18), Span::between(22, 31)], text),
            r#""Two shells fell" "Wadi Sahl""#
        );
        assert_eq!(quote(&[Span::between(3, 3), Span::between(9, 99)], text), "");
    }

    #[test]
    fn a_chain_goes_from_the_innermost_speaker_to_the_outlet() {
        let text = "a resident told Example";
        let speaker = |kind, name: &str, words, cue| Speaker {
            kind,
            name: name.to_owned(),
            side: None,
            source: None,
            words,
            cue,
        };
        let speakers = [
            speaker(
                SpeakerKind::Resident,
                "a resident",
                Some(Span::between(0, 10)),
                Some(Span::between(11, 15)),
            ),
            speaker(SpeakerKind::LocalMedia, "Example", None, None),
        ];
        let expected = r#"a resident (resident) "a resident" "told" < Example (local media)"#;
        assert_eq!(chain(&speakers, text), expected);
        assert_eq!(chain(&[], text), "nobody named");
    }
}
