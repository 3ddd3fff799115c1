//! Numbers in words and digits, with the words that widen them.

use std::ops::Range;

use dateline_model::CountRange;
use dateline_tables::numbers::{
    Effect, NumberKind, NumberWord, around_number, number_word, quantifiers, vague_counts,
};

use crate::annotate::Annotated;
use crate::annotate::tokens::TokenKind;

/// A number that may count people or things.
#[derive(Clone, Debug)]
pub(crate) struct Number {
    /// Its tokens, words that widen it included.
    pub(crate) tokens: Range<usize>,
    /// The number; `None` when it is too large to keep.
    pub(crate) count: Option<CountRange>,
    /// Whether it is the mere word "one", which may be a pronoun.
    pub(crate) is_one: bool,
}

/// Every number in the sentence that may count people or things, left to right: not ages, dates, times, years,
/// amounts of money, measures, ordinals, designations or scores.
pub(crate) fn find_numbers(text: &Annotated, sentence: usize) -> Vec<Number> {
    let Some(sentence) = text.sentences.get(sentence) else { return Vec::new() };
    let mut found = Vec::new();
    let mut at = sentence.tokens.start;
    while at < sentence.tokens.end {
        match number_at(text, at, &sentence.tokens) {
            Some((end, number)) => {
                found.extend(number);
                at = end.max(at + 1);
            }
            None => at += 1,
        }
    }
    found
}

/// The number that begins at token `at`, and the token after it; without the number when it counts nothing.
fn number_at(text: &Annotated, at: usize, bounds: &Range<usize>) -> Option<(usize, Option<Number>)> {
    let word = |idx: usize| if bounds.contains(&idx) { text.lower(idx) } else { "" };
    let vague_after = |from: usize| vague_counts().longest(|idx| word(from + idx));
    let (core, effect) = match quantifiers().longest(|idx| word(at + idx)) {
        Some((len, effect)) => (at + len, Some(*effect)),
        None => (at, None),
    };
    let is_between = effect.is_none() && word(at) == "between";
    let core = if is_between { at + 1 } else { core };
    if let Some((len, vague)) = vague_after(core) {
        let end = core + len;
        let count = CountRange::new(vague.min, vague.max.filter(|_| effect != Some(Effect::AtLeast)));
        return Some((end, Some(Number { tokens: at..end, count: Some(count), is_one: false })));
    }
    let (end, low) = read_value(text, core, bounds)?;
    let (end, high) = match read_upper(text, end, bounds, is_between) {
        Some((end, high)) => (end, Some(high)),
        None => (end, None),
    };
    // "2-1" is a score, "2014-15" are years.
    let is_score = high.is_some_and(|high| high < low);
    let tokens = at..end;
    let is_count = !is_score && is_count(text, core, end, effect, bounds);
    let is_one = end == core + 1 && effect.is_none() && word(core) == "one";
    let number = is_count.then(|| Number { tokens, count: range(low, high, effect), is_one });
    Some((end, number))
}

/// The range of a value widened by a quantifier; `None` when it does not fit.
fn range(low: u64, high: Option<u64>, effect: Option<Effect>) -> Option<CountRange> {
    let low = u32::try_from(low).ok()?;
    let high = high.map(u32::try_from).transpose().ok()?;
    let tenth = low / 10;
    Some(match (high, effect) {
        (Some(high), _) => CountRange::new(low, Some(high)),
        (None, None | Some(Effect::Exactly)) => CountRange::exactly(low),
        (None, Some(Effect::AtLeast)) => CountRange::new(low, None),
        (None, Some(Effect::AtMost)) => CountRange::new(0, Some(low)),
        (None, Some(Effect::About)) => CountRange::new(low - tenth, Some(low.saturating_add(tenth))),
        (None, Some(Effect::Nearly)) => CountRange::new(low - tenth, Some(low)),
    })
}

/// The upper end of a range whose lower end stops before `at`: "10-15", "10 to 15", "between 10 and 15".
fn read_upper(text: &Annotated, at: usize, bounds: &Range<usize>, is_between: bool) -> Option<(usize, u64)> {
    let joins = match text.lower(at) {
        "-" | "–" | "—" => {
            let (before, after) = (text.tokens.get(at.checked_sub(1)?)?, text.tokens.get(at + 1)?);
            before.span.end() == text.tokens.get(at)?.span.start()
                && text.tokens.get(at)?.span.end() == after.span.start()
        }
        "to" => at.checked_sub(2).is_none_or(|before| text.lower(before) != "from"),
        "or" => true,
        "and" => is_between,
        _ => false,
    };
    if !joins {
        return None;
    }
    // "between eight and more than 30".
    let widened = quantifiers().longest(|idx| text.lower(at + 1 + idx)).map_or(0, |(len, _)| len);
    read_value(text, at + 1 + if is_between { widened } else { 0 }, bounds)
}

/// The value that begins at token `at`, and the token after it. A slip such as "a hundred 100" is one value.
fn read_value(text: &Annotated, at: usize, bounds: &Range<usize>) -> Option<(usize, u64)> {
    let (end, value) = read_digits(text, at, bounds).or_else(|| read_words(text, at, bounds))?;
    match read_digits(text, end, bounds) {
        Some((again, same)) if same == value => Some((again, value)),
        _ => Some((end, value)),
    }
}

fn read_digits(text: &Annotated, at: usize, bounds: &Range<usize>) -> Option<(usize, u64)> {
    let token =
        text.tokens.get(at).filter(|token| bounds.contains(&at) && token.kind == TokenKind::Number)?;
    let digits = token.span.of(text.text)?;
    let scale = number_word(text.lower(at + 1))
        .filter(|word| word.kind == NumberKind::Scale && bounds.contains(&(at + 1)));
    if let Some((whole, part)) = digits.split_once('.') {
        let scale = scale?.value;
        let tenth: u64 = part.get(..1)?.parse().ok()?;
        let whole: u64 = whole.parse().ok()?;
        return Some((at + 2, whole.saturating_mul(scale).saturating_add(tenth.saturating_mul(scale / 10))));
    }
    let is_grouped = digits.split(',').skip(1).all(|group| group.len() == 3);
    if !is_grouped || digits.contains([':', '/']) {
        return None;
    }
    let digits: String = digits.chars().filter(char::is_ascii_digit).collect();
    // More digits than fit are a number too large, not none.
    let value: u64 = digits.parse().unwrap_or(u64::MAX);
    match scale {
        Some(scale) => Some((at + 2, value.saturating_mul(scale.value))),
        None => Some((at + 1, value)),
    }
}

fn read_words(text: &Annotated, at: usize, bounds: &Range<usize>) -> Option<(usize, u64)> {
    let mut end = at;
    // "a hundred", "a dozen".
    let is_article =
        text.lower(at) == "a" && parts(text.lower(at + 1)).is_some_and(|parts| parts[0].value >= 12);
    let (mut total, mut value): (u64, u64) = (0, u64::from(is_article));
    let mut last: Option<NumberWord> = None;
    if is_article {
        end += 1;
    }
    while bounds.contains(&end) {
        let lower = text.lower(end);
        let Some(parts) = parts(lower) else {
            let goes_on = lower == "and"
                && matches!(last, Some(NumberWord { kind: NumberKind::Hundred | NumberKind::Scale, .. }))
                && parts(text.lower(end + 1)).is_some_and(|parts| parts[0].value < 100);
            if goes_on && !is_article {
                end += 1;
                continue;
            }
            break;
        };
        // "two three": the second belongs to something else.
        let follows = match (last, parts[0].kind) {
            (None, _) => true,
            (Some(last), NumberKind::Unit) => last.kind != NumberKind::Unit && last.kind != NumberKind::Dozen,
            (Some(last), NumberKind::Ten) => matches!(last.kind, NumberKind::Hundred | NumberKind::Scale),
            (Some(last), _) => last.kind != NumberKind::Dozen,
        };
        if !follows {
            break;
        }
        for part in &parts {
            match part.kind {
                NumberKind::Unit | NumberKind::Ten => value = value.saturating_add(part.value),
                NumberKind::Hundred | NumberKind::Dozen => value = value.max(1).saturating_mul(part.value),
                NumberKind::Scale => {
                    total = total.saturating_add(value.max(1).saturating_mul(part.value));
                    value = 0;
                }
            }
        }
        last = parts.last().copied();
        end += 1;
    }
    last.map(|_| (end, total.saturating_add(value)))
}

/// The number words of one token: "twenty-one" has two. `None` when a part is none.
fn parts(lower: &str) -> Option<Vec<NumberWord>> {
    let parts: Option<Vec<NumberWord>> = lower.split('-').map(number_word).collect();
    parts.filter(|parts| !parts.is_empty())
}

/// Whether the number over tokens `core..end` can count people or things, by the words beside it.
fn is_count(
    text: &Annotated,
    core: usize,
    end: usize,
    effect: Option<Effect>,
    bounds: &Range<usize>,
) -> bool {
    let before = if core > bounds.start { text.lower(core - 1) } else { "" };
    let after = if end < bounds.end { text.lower(end) } else { "" };
    let is_month = |idx: usize| {
        let month = text.words.class("month");
        // "may" is a verb as often as a month.
        text.tokens.get(idx).is_some_and(|token| token.classes.meets(month) && token.is_capital)
    };
    let is_digits = text.tokens.get(core).is_some_and(|token| token.kind == TokenKind::Number);
    let is_unit = around_number(after) == Some("unit_after")
        || after.rsplit_once('-').is_some_and(|(_, last)| around_number(last) == Some("unit_after"));
    let month_before =
        core > bounds.start + usize::from(before == ".") && is_month(core - 1 - usize::from(before == "."));
    let is_date = is_digits && (month_before || is_month(end));
    let is_coded = is_digits && effect.is_none() && around_number(before) == Some("code_before");
    let is_money = around_number(before) == Some("money_before");
    let is_aged = around_number(before) == Some("age_before");
    !is_unit
        && !is_date
        && !is_coded
        && !is_money
        && !is_aged
        && !is_year(text, core, effect, before, after)
        && !is_age_in_apposition(text, core, end, bounds)
}

/// Whether the token is a year: four digits from 1900 to 2099 that no word marks as a count.
fn is_year(text: &Annotated, core: usize, effect: Option<Effect>, before: &str, after: &str) -> bool {
    let Some(digits) = text.tokens.get(core).and_then(|token| token.span.of(text.text)) else { return false };
    let is_century = digits.len() == 4 && (digits.starts_with("19") || digits.starts_with("20"));
    let counts_people = dateline_tables::casualties::victim_nouns()
        .longest(|idx| if idx == 0 { after } else { "" })
        .is_some();
    is_century && effect.is_none() && (!counts_people || matches!(before, "in" | "since" | "until" | "of"))
}

/// Whether the number is an age after a name: "Amal Khoury, 34, was".
fn is_age_in_apposition(text: &Annotated, core: usize, end: usize, bounds: &Range<usize>) -> bool {
    let closes = matches!(text.lower(end), "," | "." | ")" | ";") || end >= bounds.end;
    let opens = core > bounds.start + 1 && matches!(text.lower(core - 1), "," | "(");
    let named = opens
        && text.tokens.get(core - 2).is_some_and(|token| {
            text.lower(core - 2) == "."
                || token.kind == TokenKind::Word && (token.is_capital || matches!(text.lower(end), "," | ")"))
        });
    closes && named && end == core + 1 && text.tokens[core].kind == TokenKind::Number
}

#[cfg(test)]
mod tests {
    use std::fmt::Write;

    use super::*;
    use crate::annotate::annotate;

    /// Finds the numbers of `marked` without its marks; the same marks must come back.
    #[track_caller]
    fn check(marked: &str) {
        let plain = crate::extract::counts::tests::unmark(marked);
        let text = annotate(&plain, None);
        let mut seen = String::new();
        let mut at = 0;
        for number in (0..text.sentences.len()).flat_map(|sentence| find_numbers(&text, sentence)) {
            let span = text.span(number.tokens.clone());
            let label = number.count.map_or("too large".to_owned(), |count| count.to_string());
            write!(seen, "{}[{}|{label}]", &plain[at..span.start()], text.words_of(span)).unwrap();
            at = span.end();
        }
        seen.push_str(&plain[at..]);
        assert_eq!(seen, marked);
    }

    #[test]
    fn words_and_digits_give_the_same_number() {
        check("[twelve|12] men, [12|12] women, [twenty-one|21] cars, [two hundred and fifty|250] houses");
        check(
            "[1,200|1200] homes and [1.5 million|1500000] people and [three thousand five hundred|3500] cows",
        );
        check("[a dozen|12] trucks, [two dozen|24] boats, [half a dozen|6] tents, [a hundred|100] men");
    }

    #[test]
    fn words_before_a_number_widen_it() {
        check(
            "[at least 12|12+] fell, [up to 40|0-40] fled, [about 100|90-110] stayed, [nearly 50|45-50] left",
        );
        check("[more than two dozen|24+] houses; [no fewer than five|5+] cars; [a total of nine|9] goats");
    }

    #[test]
    fn ranges_have_two_ends() {
        check(
            "[between 10 and 15|10-15] men, [10-15|10-15] women, [10 to 15|10-15] boys, [two or three|2-3] girls",
        );
    }

    #[test]
    fn vague_words_follow_the_table() {
        check("[dozens of|12-24] men, [scores of|20-40] women, [several|2+] boys, [a couple of|2] girls");
        check("[several dozen|24-48] men and [a number of|2+] women");
    }

    #[test]
    fn a_slip_that_tells_a_number_twice_is_one() {
        check("[over a hundred 100|100+] fighters came");
    }

    #[test]
    fn what_counts_nothing_is_left_out() {
        check(
            "On May 5, 2019, a 34-year-old drove 12 km in 20 minutes at 11:34 and paid $500 for 3 percent.",
        );
        check("Amal Khoury, 34, and Jad, aged 9, took route 66 in 1998; they won 2-1.");
    }

    #[test]
    fn a_number_too_large_is_told() {
        check("[99999999999|too large] people");
    }
}
