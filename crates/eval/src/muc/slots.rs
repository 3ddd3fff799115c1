//! A template with all slots of MUC-4, as its scorer reads them.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use dateline_model::{Grain, Place, PlaceKind};
use dateline_places::{Context, Gazetteer, Toponym, Usage, find_toponyms};
use dateline_times::{Timex, find_times};
use serde_json::{Value, json};

use super::documents::{Document, muc_day, sentences};
use super::fillers::{Filler, Seen};
use super::templates::Template;

/// People of a town that MUC calls a city.
const CITY: u32 = 50_000;

/// Names and times of a document.
pub struct Surroundings {
    toponyms: Vec<Toponym>,
    times: Vec<Timex>,
    sentences: Vec<std::ops::Range<usize>>,
}

impl Surroundings {
    /// Finds them.
    #[must_use]
    pub fn of(document: &Document, gazetteer: &Gazetteer) -> Self {
        let mut toponyms = find_toponyms(&document.text, gazetteer, &Context::default());
        toponyms.retain(|it| !matches!(it.usage, Usage::Demonym | Usage::Metonym) && it.chosen().is_some());
        let times = find_times(&document.text, document.published());
        Self { toponyms, times, sentences: sentences(&document.text) }
    }

    /// Spans in the order in which a template is looked for: sentences of its fillers, then its window, then all.
    fn near(&self, template: &Template, seen: &Seen) -> Vec<std::ops::Range<usize>> {
        let mut near: Vec<std::ops::Range<usize>> = Vec::new();
        for filler in &template.fillers {
            let own = self.sentences.iter().find(|sentence| sentence.contains(&filler.span.start));
            near.extend(own.filter(|it| !near.contains(it)).cloned());
        }
        near.extend(seen.windows.get(template.window).cloned());
        near.push(0..usize::MAX);
        near
    }

    /// Where: the first town near the fillers, else the first larger area.
    fn place(&self, template: &Template, seen: &Seen) -> Option<(&Toponym, &Place)> {
        let near = self.near(template, seen);
        let within = |span: &std::ops::Range<usize>, narrow: bool| {
            let mut named = self.toponyms.iter().filter(|it| span.contains(&it.span.start()));
            named.find_map(|it| {
                let place = it.chosen().filter(|place| (place.kind != PlaceKind::Country) == narrow)?;
                Some((it, place))
            })
        };
        let narrow = near.iter().find_map(|span| within(span, true));
        narrow.or_else(|| near.iter().find_map(|span| within(span, false)))
    }

    /// When: the first time near the fillers that is no longer than a week and not after the report.
    fn time(&self, template: &Template, seen: &Seen, document: &Document) -> Option<&Timex> {
        let reported = document.day();
        let is_fit = |it: &&Timex| {
            it.range.is_some_and(|range| {
                range.grain() <= Grain::Week && reported.is_none_or(|day| range.start().date() <= day)
            })
        };
        let near = self.near(template, seen);
        let near = &near[..near.len().saturating_sub(1)];
        let head = self.sentences.first().map_or(0, |first| first.start + 60);
        near.iter().find_map(|span| {
            self.times
                .iter()
                .filter(|it| span.contains(&it.span.start()) && it.span.start() > head)
                .find(is_fit)
        })
    }
}

/// The template as one JSON object; slots that do not apply are "*", unknown ones "-".
#[must_use]
pub fn all_slots(template: &Template, seen: &Seen, around: &Surroundings, document: &Document) -> Value {
    let strings = |role: &str| -> Vec<String> { template.role(role).map(|it| quote(&it.words)).collect() };
    let class = |role: &str, head: &str| -> Vec<String> {
        let told = template.role(role).filter_map(|it| {
            let (label, _) = it.classes.get(head).filter(|(label, _)| label != "-")?;
            let value = if head == "number" { number(label, it, document) } else { label.clone() };
            Some(format!("{value}: {}", quote(&it.words)))
        });
        told.collect()
    };
    let (names, others): (Vec<&Filler>, Vec<&Filler>) =
        template.role("hum_tgt").partition(|it| is_name(&it.words));
    let window = template.window;
    let stage = stage(seen, window);
    let is_state = seen.state.get(window).is_some_and(|chance| *chance >= 0.5);
    let perpetrators = if is_state { "STATE-SPONSORED VIOLENCE" } else { "TERRORIST ACT" };
    json!({
        "message_id": [document.id],
        "date": [date(around.time(template, seen, document), document)],
        "location": [around.place(template, seen).map_or_else(|| "-".to_owned(), |(named, place)| location(named, place))],
        "type": [template.kind],
        "stage": [stage],
        "instrument_id": or_dash(strings("instrument")),
        "instrument_type": or_dash(class("instrument", "instrument_type")),
        "perp_category": [perpetrators],
        "perp_individual": or_dash(strings("perp_individual")),
        "perp_org": or_dash(strings("perp_org")),
        "perp_org_confidence": or_dash(class("perp_org", "org_confidence")),
        "phys_tgt_id": or_dash(strings("phys_tgt")),
        "phys_tgt_type": or_dash(class("phys_tgt", "physical_type")),
        "phys_tgt_number": or_dash(class("phys_tgt", "number")),
        "phys_tgt_nation": ["-"],
        "phys_tgt_effect": or_dash(class("phys_tgt", "physical_effect")),
        "phys_tgt_total": ["-"],
        "hum_tgt_name": or_dash(names.iter().map(|it| quote(&it.words)).collect()),
        "hum_tgt_desc": or_dash(descriptions(&names, &others, document)),
        "hum_tgt_type": or_dash(class("hum_tgt", "human_type")),
        "hum_tgt_number": or_dash(class("hum_tgt", "number")),
        "hum_tgt_nation": ["-"],
        "hum_tgt_effect": or_dash(class("hum_tgt", "human_effect")),
        "hum_tgt_total": ["-"],
    })
}

/// Whether the words are a person's name: one of two or more is a given name, and none is "of".
fn is_name(words: &str) -> bool {
    static GIVEN: LazyLock<BTreeSet<&str>> =
        LazyLock::new(|| dateline_tables::places::given_names().map(|row| row.cell(0)).collect());
    let words: Vec<String> = words.split_whitespace().map(str::to_lowercase).collect();
    words.len() > 1
        && words.iter().any(|word| GIVEN.contains(word.as_str()))
        && !words.iter().any(|word| word == "of")
}

fn quote(words: &str) -> String {
    format!("\"{}\"", words.replace('"', "\\\""))
}

fn or_dash(fills: Vec<String>) -> Vec<String> {
    if fills.is_empty() { vec!["-".to_owned()] } else { fills }
}

/// The stage of the window, accomplished unless another one is likelier than not.
fn stage(seen: &Seen, window: usize) -> &'static str {
    let chances = seen.stages.get(window).map_or([].as_slice(), Vec::as_slice);
    match chances {
        [_, attempted, _] if *attempted >= 0.5 => "ATTEMPTED",
        [_, _, threatened] if *threatened >= 0.5 => "THREATENED",
        _ => "ACCOMPLISHED",
    }
}

/// Descriptions; one that stands directly before or after a name describes it.
fn descriptions(names: &[&Filler], others: &[&Filler], document: &Document) -> Vec<String> {
    let touches = |a: &Filler, b: &Filler| {
        let between = document.text.get(a.span.end..b.span.start);
        between.is_some_and(|words| words.len() < 8 && words.trim_matches([' ', ',', '\n', '-']).is_empty())
    };
    let told = |it: &&Filler| {
        let of = names.iter().find(|name| touches(it, name) || touches(name, it));
        of.map_or_else(|| quote(&it.words), |name| format!("{}: {}", quote(&it.words), quote(&name.words)))
    };
    others.iter().map(told).collect()
}

/// The number of a filler: one, several, or the figure written before or within it.
fn number(label: &str, filler: &Filler, document: &Document) -> String {
    if label != "written" {
        return label.to_owned();
    }
    let before = document.text.get(..filler.span.start).unwrap_or_default().split_whitespace().next_back();
    let words = before.into_iter().chain(filler.words.split_whitespace());
    let figure = words.filter_map(|word| {
        let word = word.trim_matches(|letter: char| !letter.is_alphanumeric());
        let digits: String = word.chars().filter(|letter| *letter != ',').collect();
        digits
            .parse::<u64>()
            .ok()
            .or_else(|| dateline_tables::numbers::number_word(&word.to_lowercase()).map(|it| it.value))
    });
    figure.map(|figure| figure.to_string()).next().unwrap_or_else(|| "PLURAL".to_owned())
}

/// A day, a stretch of days, or "up to the day of the report".
fn date(time: Option<&Timex>, document: &Document) -> String {
    let reported = document.day();
    let told = time.and_then(|it| it.range).map(|range| {
        let last = range.end().date().yesterday().unwrap_or(range.end().date());
        let first = range.start().date();
        if range.grain() <= Grain::Day || last <= first {
            muc_day(first)
        } else {
            format!("{} - {}", muc_day(first), muc_day(last))
        }
    });
    told.or_else(|| Some(format!("- {}", muc_day(reported?)))).unwrap_or_else(|| "-".to_owned())
}

/// "COUNTRY: DIVISION (DEPARTMENT)" or "COUNTRY: TOWN (CITY)", the name as the text has it.
fn location(named: &Toponym, place: &Place) -> String {
    let country = place.country.as_deref().and_then(country_name).unwrap_or_default();
    let kind = match place.kind {
        PlaceKind::Country => return country,
        PlaceKind::Admin1 => "DEPARTMENT",
        PlaceKind::Admin2 => "PROVINCE",
        PlaceKind::Settlement if place.population >= CITY => "CITY",
        PlaceKind::Settlement => "TOWN",
        PlaceKind::Neighbourhood => "NEIGHBORHOOD",
        PlaceKind::Water => "RIVER",
        PlaceKind::Terrain => "MOUNTAIN",
        _ => "REGION",
    };
    format!("{country}: {} ({kind})", named.name.to_uppercase())
}

fn country_name(code: &str) -> Option<String> {
    let row = dateline_tables::places::countries().find(|row| row.cell(0) == code)?;
    Some(row.cell(1).to_uppercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn filler(words: &str, span: std::ops::Range<usize>) -> Filler {
        Filler {
            role: "hum_tgt".to_owned(),
            words: words.to_owned(),
            span,
            chance: 1.0,
            incidents: Vec::new(),
            classes: std::collections::BTreeMap::new(),
            windows: Vec::new(),
        }
    }

    #[test]
    fn a_description_beside_a_name_describes_it() {
        let text = "MAYOR JUAN INVENTADO AND TWO NURSES";
        let document = Document { id: String::new(), text: text.to_owned(), keys: Vec::new() };
        let (mayor, juan, nurses) =
            (filler("MAYOR", 0..5), filler("JUAN INVENTADO", 6..20), filler("NURSES", 29..35));
        let told = descriptions(&[&juan], &[&mayor, &nurses], &document);
        assert_eq!(told, ["\"MAYOR\": \"JUAN INVENTADO\"", "\"NURSES\""]);
        assert_eq!(number("written", &nurses, &document), "2");
        assert!(is_name("PEDRO INVENTADO") && !is_name("MAYOR OF QAMRA") && !is_name("NURSES"));
    }
}
