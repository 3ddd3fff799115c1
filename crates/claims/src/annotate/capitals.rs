//! Capitals told by their country: "in the Somali capital", "in the capital of Niger".

use dateline_model::{Candidate, Place, PlaceKind, Relation, Span};
use dateline_places::{Gazetteer, Toponym, Usage};

use super::Annotated;

/// Most bytes between such words and the capital's own name beside them: "the Somali capital, Mogadishu".
const BESIDE: usize = 8;

/// Puts the capital where the words tell it by its country, unless its own name stands beside them.
pub(super) fn read(text: &mut Annotated, gazetteer: &Gazetteer) {
    for nth in 0..text.toponyms.len() {
        let Some(span) = told_by_country(text, nth) else { continue };
        let country = text.toponyms[nth].chosen().and_then(|it| it.country.as_deref());
        let Some(capital) = country.and_then(|code| gazetteer.capital_of(code)) else { continue };
        if !is_named_beside(text, nth, span, &capital) {
            text.toponyms[nth] = of(text, nth, span, capital);
        }
    }
}

/// The span of "Somali capital" or "capital of Niger", where the toponym is its country.
fn told_by_country(text: &Annotated, nth: usize) -> Option<Span> {
    let toponym = &text.toponyms[nth];
    let tokens = text.tokens_in(toponym.span);
    let word = text.words.class("capital");
    let is_capital = |idx: usize| text.tokens.get(idx).is_some_and(|it| it.classes.meets(word));
    if toponym.chosen().is_none_or(|it| it.kind != PlaceKind::Country) {
        return None;
    }
    let whole = match toponym.usage {
        Usage::Demonym if is_capital(tokens.end) => tokens.start..tokens.end + 1,
        Usage::Place
            if tokens.start > 1 && is_capital(tokens.start - 2) && text.lower(tokens.start - 1) == "of" =>
        {
            tokens.start - 2..tokens.end
        }
        _ => return None,
    };
    Some(text.span(whole))
}

fn is_named_beside(text: &Annotated, nth: usize, span: Span, capital: &Place) -> bool {
    let is_it = |other: &&Toponym| other.chosen().is_some_and(|it| it.id == capital.id);
    let before = nth.checked_sub(1).map(|it| &text.toponyms[it]).filter(is_it);
    let after = text.toponyms.get(nth + 1).filter(is_it);
    before.is_some_and(|it| span.start().saturating_sub(it.span.end()) <= BESIDE)
        || after.is_some_and(|it| it.span.start().saturating_sub(span.end()) <= BESIDE)
}

fn of(text: &Annotated, nth: usize, span: Span, capital: Place) -> Toponym {
    let confidence = text.toponyms[nth].confidence;
    Toponym {
        span,
        full: span,
        name: text.words_of(span).to_owned(),
        usage: Usage::Place,
        relation: Relation::At,
        offset: None,
        part: None,
        other_end: None,
        holder: None,
        candidates: vec![Candidate { place: capital, score: confidence }],
        confidence,
    }
}

#[cfg(test)]
mod tests {
    use super::super::annotate;

    #[track_caller]
    fn check(text: &str, expected: &[(&str, &str)]) {
        let annotated = annotate(text, None);
        let names: Vec<_> = annotated
            .toponyms
            .iter()
            .filter_map(|it| Some((it.name.as_str(), it.chosen()?.name.as_str())))
            .collect();
        assert_eq!(names, expected, "{text}");
    }

    #[test]
    fn a_capital_told_by_its_country_is_that_town() {
        check("A bomb went off in the Somali capital on Monday.", &[("Somali capital", "Mogadishu")]);
        check("Shots were heard in the capital of Niger.", &[("capital of Niger", "Niamey")]);
    }

    #[test]
    fn where_its_name_stands_beside_the_words_the_name_counts() {
        check(
            "A bomb went off in Mogadishu, the Somali capital.",
            &[("Mogadishu", "Mogadishu"), ("Somali", "Somalia")],
        );
        check(
            "A bomb went off in the Somali capital, Mogadishu.",
            &[("Somali", "Somalia"), ("Mogadishu", "Mogadishu")],
        );
    }
}
