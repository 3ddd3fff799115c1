//! When a report was published: reading the dates that feeds, pages, records and bylines print.

mod cursor;
mod head;

use dateline_model::Published;
use jiff::civil::{Date, DateTime, Time, Weekday};

use cursor::Cursor;
pub(crate) use head::{date_lead, date_tail, dateline_agency, find_in_head, is_date_line};

/// Years outside these are taken for slips of the keyboard.
const YEARS: std::ops::RangeInclusive<i16> = 1800..=2200;

/// Which of two numbers is the day in a date such as 4/5/2017.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DateOrder {
    /// 4 May.
    DayFirst,
    /// April 5.
    MonthFirst,
}

/// A date as it was read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Reading {
    /// The date; the first number is the day where the order is open.
    pub published: Published,
    /// The same numbers read month first, when both orders give a date.
    pub month_first: Option<Published>,
    /// The order that the numbers themselves show (25/3/2017).
    pub shows: Option<DateOrder>,
    /// The week day printed beside it.
    pub weekday: Option<Weekday>,
    /// Bytes read.
    pub len: usize,
}

impl Reading {
    /// Whether the year can be that of a news report.
    pub(crate) fn is_plausible(self) -> bool {
        YEARS.contains(&self.published.at.year())
    }

    /// Whether the week day printed beside the date is that of the date.
    pub(crate) fn weekday_fits(self) -> bool {
        self.weekday.is_none_or(|weekday| weekday == self.published.at.weekday())
    }

    /// The date in this order; `None` when the order is open and not given.
    pub(crate) fn in_order(self, order: Option<DateOrder>) -> Option<Published> {
        match (self.month_first, order) {
            (None, _) | (Some(_), Some(DateOrder::DayFirst)) => Some(self.published),
            (month_first, Some(DateOrder::MonthFirst)) => month_first,
            (Some(_), None) => None,
        }
    }
}

/// The date that `text` holds from its first to its last character, or `None` when it is something else, or when
/// day and month could be either way round, or the year lies outside 1800 to 2200.
///
/// Reads ISO 8601, RFC 2822, and dates in words or numbers with or without a week day, a time and a zone.
#[must_use]
pub fn parse_published(text: &str) -> Option<Published> {
    parse_whole(text).filter(|reading| reading.is_plausible())?.in_order(None)
}

/// The date that `text` holds from its first to its last character.
pub(crate) fn parse_whole(text: &str) -> Option<Reading> {
    let text = text.trim();
    let reading = parse_prefix(text).or_else(|| unix_seconds(text))?;
    let rest = text[reading.len..].trim_start_matches(|c: char| c.is_whitespace() || ".,;|)]-–—".contains(c));
    rest.is_empty().then_some(reading)
}

/// The date at the very start of `text`, with the words that may stand before it.
pub(crate) fn parse_prefix(text: &str) -> Option<Reading> {
    let mut cursor = Cursor::new(text);
    cursor.skip_leads();
    let mut weekday = cursor.weekday();
    let mut numbers = cursor.date()?;
    weekday = weekday.or(numbers.weekday);
    let clock = numbers.clock.take().or_else(|| cursor.clock());
    if weekday.is_none() {
        weekday = cursor.weekday();
    }
    let (time, offset) = clock.unwrap_or((None, None));
    let published = |date: Date| Published {
        at: DateTime::from_parts(date, time.unwrap_or(Time::midnight())),
        has_time: time.is_some(),
        offset_minutes: offset,
    };
    Some(Reading {
        published: published(numbers.date),
        month_first: numbers.month_first.map(published),
        shows: numbers.shows,
        weekday,
        len: cursor.at(),
    })
}

/// Seconds since 1970, as some exports write dates.
fn unix_seconds(text: &str) -> Option<Reading> {
    let digits = text.split_once('.').map_or(text, |(whole, _)| whole);
    let seconds: i64 = digits.parse().ok().filter(|_| digits.len() == 10 || digits.len() == 9)?;
    let at = jiff::Timestamp::from_second(seconds).ok()?.to_zoned(jiff::tz::TimeZone::UTC).datetime();
    let published = Published { at, has_time: true, offset_minutes: Some(0) };
    Some(Reading { published, month_first: None, shows: None, weekday: None, len: text.len() })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Reads `text` whole; the result in one notation must be `expected` (`-` for none).
    #[track_caller]
    fn check(text: &str, expected: &str) {
        let seen = parse_published(text).map_or("-".to_owned(), |published| {
            let offset = published.offset_minutes.map_or(String::new(), |minutes| format!(" {minutes:+}"));
            if published.has_time {
                format!("{}{offset}", published.at)
            } else {
                published.at.date().to_string()
            }
        });
        assert_eq!(seen, expected, "{text}");
    }

    #[test]
    fn iso_dates_keep_time_and_offset() {
        check("2016-12-16", "2016-12-16");
        check("2016-12-16T23:34:00+03:00", "2016-12-16T23:34:00 +180");
        check("2016-12-16T23:34:05.123Z", "2016-12-16T23:34:05 +0");
        check("2016-12-16 23:34", "2016-12-16T23:34:00");
        check("20161216", "2016-12-16");
        check("20161216T233400Z", "2016-12-16T23:34:00 +0");
        check("2016/12/16", "2016-12-16");
        check("date 2016-12-16", "2016-12-16");
    }

    #[test]
    fn dates_in_words() {
        check("Wed, 05 Apr 2017 10:00:00 +0300", "2017-04-05T10:00:00 +180");
        check("Wed 05 Apr 2017", "2017-04-05");
        check("Fri 07 Apr 2017 at 0914", "2017-04-07T09:14:00");
        check("Published: March 3rd, 2019 4:05 pm EST", "2019-03-03T16:05:00 -300");
        check("3 JAN 90", "1990-01-03");
        check("3rd of May 2011", "2011-05-03");
        check("Last updated on 12-Sep-2014, 9 p.m. GMT", "2014-09-12T21:00:00 +0");
        check("Wed Apr  5 10:00:00 2017", "2017-04-05T10:00:00");
        check("12 a.m., 5 April 2017", "2017-04-05T00:00:00");
        check("5 April 2017 12:10 a.m.", "2017-04-05T00:10:00");
        check("10:30 GMT, 5 April 2017", "2017-04-05T10:30:00 +0");
    }

    #[test]
    fn numbers_are_read_only_in_one_way() {
        check("25/3/2017", "2017-03-25");
        check("3/25/2017", "2017-03-25");
        check("5/5/2017", "2017-05-05");
        check("4/5/2017", "-");
        check("24.08.2013", "2013-08-24");
        check("4.5.2013", "2013-05-04");
        check("31/12/99", "1999-12-31");
    }

    #[test]
    fn what_is_no_date_gives_none() {
        check("", "-");
        check("2999-01-01", "-");
        check("31 February 2011", "-");
        check("yesterday", "-");
        check("12 March", "-");
        check("June 11 89", "-");
        check("99/99/9999", "-");
        check("5 April 2017 was a quiet day", "-");
        check("1491386400", "2017-04-05T10:00:00 +0");
    }
}
