//! Reads the parts of a date one after another.

use dateline_tables::{DateWord, date_word};
use jiff::civil::{Date, Time, Weekday};

use super::DateOrder;

/// A time of day and minutes east of UTC, as far as told.
pub(super) type Clock = (Option<Time>, Option<i16>);

/// A date as its numbers tell it.
pub(super) struct Numbers {
    /// The date; day first where the order is open.
    pub date: Date,
    /// The date month first, where that is another one.
    pub month_first: Option<Date>,
    /// The order the numbers show.
    pub shows: Option<DateOrder>,
    /// A week day that stood before the date, after a clock time.
    pub weekday: Option<Weekday>,
    /// A clock time that stood before or within the date.
    pub clock: Option<Clock>,
}

impl Numbers {
    fn certain(date: Date) -> Self {
        Self { date, month_first: None, shows: None, weekday: None, clock: None }
    }
}

/// A position in a text, moved on by each part that is read; a part that is not there leaves it where it was.
#[derive(Clone, Copy)]
pub(super) struct Cursor<'a> {
    text: &'a str,
    at: usize,
}

impl<'a> Cursor<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        Self { text, at: 0 }
    }

    /// Bytes read so far.
    pub(super) fn at(&self) -> usize {
        self.at
    }

    fn rest(&self) -> &'a str {
        &self.text[self.at..]
    }

    /// Passes over the characters of `marks` and white space.
    fn skip(&mut self, marks: &str) {
        let rest = self.rest();
        let trimmed = rest.trim_start_matches(|c: char| c.is_whitespace() || marks.contains(c));
        self.at += rest.len() - trimmed.len();
    }

    /// The digits here, as value and number of digits; at most eight.
    fn number(&mut self) -> Option<(u32, usize)> {
        let rest = self.rest();
        let len = rest.bytes().take_while(u8::is_ascii_digit).count();
        let value = rest[..len].parse().ok().filter(|_| (1..=8).contains(&len))?;
        self.at += len;
        Some((value, len))
    }

    /// The letters here, dots within left out ("p.m."), and what they mean in a date.
    fn word(&mut self) -> Option<DateWord> {
        let rest = self.rest();
        let end = rest.find(|c: char| !c.is_alphabetic() && c != '.').unwrap_or(rest.len());
        let plain = rest[..end].replace('.', "").to_lowercase();
        if let Some(word) = date_word(&plain) {
            self.at += end;
            return Some(word);
        }
        let end = rest.find(|c: char| !c.is_alphabetic()).unwrap_or(rest.len());
        let word = date_word(&rest[..end].to_lowercase())?;
        self.at += end;
        Some(word)
    }

    /// What `read` reads, or nothing and no step.
    fn attempt<T>(&mut self, read: impl FnOnce(&mut Self) -> Option<T>) -> Option<T> {
        let mut ahead = *self;
        let found = read(&mut ahead)?;
        *self = ahead;
        Some(found)
    }

    /// Passes over white space, marks and words such as "published".
    pub(super) fn skip_leads(&mut self) {
        self.skip("([*");
        let mut leads = 0;
        while self
            .attempt(|it| {
                let word = it.word()?;
                it.skip(":-–—|");
                (word == DateWord::Lead || (leads > 0 && word == DateWord::Link)).then_some(())
            })
            .is_some()
        {
            leads += 1;
        }
    }

    /// A day of the week.
    pub(super) fn weekday(&mut self) -> Option<Weekday> {
        self.attempt(|it| {
            it.skip(",(");
            let DateWord::Weekday(day) = it.word()? else { return None };
            it.skip(",.)|-–—");
            Weekday::from_monday_one_offset(day).ok()
        })
    }

    /// A date in any of the forms this module knows.
    pub(super) fn date(&mut self) -> Option<Numbers> {
        self.attempt(Self::year_first)
            .or_else(|| self.attempt(Self::day_month))
            .or_else(|| self.attempt(Self::month_day))
            .or_else(|| self.attempt(Self::numeric))
            .or_else(|| self.attempt(Self::clock_first))
    }

    /// 2016-12-16, 2016/12/16, 20161216.
    fn year_first(&mut self) -> Option<Numbers> {
        let (first, len) = self.number()?;
        if len == 8 {
            self.not_in_number()?;
            return Some(Numbers::certain(date(first / 10_000, first / 100 % 100, first % 100)?));
        }
        let sep = self.rest().chars().next().filter(|sep| len == 4 && "-/.".contains(*sep))?;
        self.at += 1;
        let (month, _) = self.number()?;
        self.rest().starts_with(sep).then_some(())?;
        self.at += 1;
        let (day, _) = self.number()?;
        self.not_in_number()?;
        Some(Numbers::certain(date(first, month, day)?))
    }

    /// 5 April 2017, 05-Apr-2017, 3rd of May 2011, 3 JAN 90.
    fn day_month(&mut self) -> Option<Numbers> {
        let (day, len) = self.number()?;
        (len <= 2).then_some(())?;
        self.attempt(|it| (it.word()? == DateWord::Ordinal).then_some(()));
        self.skip("-/.,");
        self.attempt(|it| (it.word()? == DateWord::Of).then_some(()));
        self.skip("");
        let month = self.month()?;
        self.skip("-/.,'’");
        let year = self.year()?;
        Some(Numbers::certain(date(year, month, day)?))
    }

    /// April 5, 2017; also with the clock before the year, as `date` of Unix prints it.
    fn month_day(&mut self) -> Option<Numbers> {
        let month = self.month()?;
        self.skip(".-");
        let (day, len) = self.number()?;
        (len <= 2).then_some(())?;
        self.attempt(|it| (it.word()? == DateWord::Ordinal).then_some(()));
        self.skip(",-");
        let clock = self.clock_time();
        self.skip(",");
        let year = self.attempt(Self::full_year).or_else(|| self.attempt(Self::dateline_year))?;
        Some(Numbers { clock, ..Numbers::certain(date(year, month, day)?) })
    }

    /// 25/3/2017, 3/25/2017, 25.3.2017.
    fn numeric(&mut self) -> Option<Numbers> {
        let (first, _) = self.number().filter(|(_, len)| *len <= 2)?;
        let sep = self.rest().chars().next().filter(|sep| "/.-".contains(*sep))?;
        self.at += 1;
        let (second, _) = self.number().filter(|(_, len)| *len <= 2)?;
        self.rest().starts_with(sep).then_some(())?;
        self.at += 1;
        let year = self.year()?;
        let day_first = date(year, second, first);
        // A dot between the numbers is the mark of a language that puts the day first.
        let month_first = date(year, first, second).filter(|_| sep != '.' || day_first.is_none());
        Some(match (day_first, month_first) {
            (Some(day_first), Some(month_first)) if day_first != month_first => {
                Numbers { month_first: Some(month_first), ..Numbers::certain(day_first) }
            }
            (Some(date), Some(_)) => Numbers::certain(date),
            (Some(date), None) => Numbers { shows: Some(DateOrder::DayFirst), ..Numbers::certain(date) },
            (None, date) => Numbers { shows: Some(DateOrder::MonthFirst), ..Numbers::certain(date?) },
        })
    }

    /// 10:30 GMT, 5 April 2017.
    fn clock_first(&mut self) -> Option<Numbers> {
        let clock = self.clock_time()?;
        self.skip(",|-–—");
        self.attempt(|it| (it.word()? == DateWord::Link).then_some(()));
        let weekday = self.weekday();
        self.skip("");
        let numbers = self
            .attempt(Self::year_first)
            .or_else(|| self.attempt(Self::day_month))
            .or_else(|| self.attempt(Self::month_day))
            .or_else(|| self.attempt(Self::numeric))?;
        Some(Numbers { weekday, clock: Some(clock), ..numbers })
    }

    /// The clock after a date: ", 23:34 GMT", "T23:34:00+03:00", "at 0914", "9 p.m.".
    pub(super) fn clock(&mut self) -> Option<Clock> {
        self.attempt(|it| {
            it.skip(",|-–—");
            let after_word = it.attempt(|it| (it.word()? == DateWord::Clock).then_some(())).is_some();
            it.skip("");
            it.clock_time().or_else(|| if after_word { it.bare_clock() } else { None })
        })
    }

    /// 23:34[:05[.123]], 9:30 pm, 9 p.m., each with a zone or without.
    fn clock_time(&mut self) -> Option<Clock> {
        self.attempt(|it| {
            let (mut hour, len) = it.number()?;
            (len <= 2).then_some(())?;
            let (minute, second) = it.attempt(Self::minutes).unwrap_or((None, 0));
            let half = it.attempt(|it| {
                it.skip("");
                match it.word()? {
                    DateWord::Half(hours) if (1..=12).contains(&hour) => Some(u32::try_from(hours).ok()?),
                    _ => None,
                }
            });
            (minute.is_some() || half.is_some()).then_some(())?;
            if let Some(half) = half {
                hour = hour % 12 + half;
            }
            Some((Some(time(hour, minute.unwrap_or(0), second)?), it.zone()))
        })
    }

    /// The minutes and seconds after an hour.
    fn minutes(&mut self) -> Option<(Option<u32>, u32)> {
        self.rest().starts_with(':').then(|| self.at += 1)?;
        let (minute, _) = self.number().filter(|(_, len)| *len == 2)?;
        let second = self.attempt(|it| {
            it.rest().starts_with(':').then(|| it.at += 1)?;
            let (second, _) = it.number().filter(|(_, len)| *len == 2)?;
            it.attempt(|it| {
                it.rest().starts_with('.').then(|| it.at += 1)?;
                it.number()
            });
            Some(second)
        });
        Some((Some(minute), second.unwrap_or(0)))
    }

    /// 0914 or 091400, as after "at" or "T".
    fn bare_clock(&mut self) -> Option<Clock> {
        let (digits, len) = self.number()?;
        let time = match len {
            4 => time(digits / 100, digits % 100, 0)?,
            6 => time(digits / 10_000, digits / 100 % 100, digits % 100)?,
            _ => return None,
        };
        Some((Some(time), self.zone()))
    }

    /// Minutes east of UTC: "Z", "GMT", "+03:00", "GMT+3".
    fn zone(&mut self) -> Option<i16> {
        let named = self.attempt(|it| {
            it.skip("(");
            let word = it.word()?;
            it.skip(")");
            if let DateWord::Zone(minutes) = word { Some(minutes) } else { None }
        });
        let signed = self.attempt(|it| {
            it.skip("(");
            let sign = match it.rest().chars().next()? {
                '+' => 1,
                '-' | '−' => -1,
                _ => return None,
            };
            it.at += it.rest().chars().next()?.len_utf8();
            let (digits, len) = it.number()?;
            let (hours, minutes) = if len > 2 {
                (digits / 100, digits % 100)
            } else {
                let minutes = it.attempt(|it| {
                    it.rest().starts_with(':').then(|| it.at += 1)?;
                    it.number()
                });
                (digits, minutes.map_or(0, |(minutes, _)| minutes))
            };
            (hours <= 14 && minutes < 60).then_some(())?;
            it.skip(")");
            Some(sign * i16::try_from(hours * 60 + minutes).ok()?)
        });
        match (named, signed) {
            (Some(0) | None, Some(minutes)) => Some(minutes),
            (named, _) => named,
        }
    }

    fn month(&mut self) -> Option<u32> {
        match self.word()? {
            DateWord::Month(month) => u32::try_from(month).ok(),
            _ => None,
        }
    }

    /// A year of four digits, or of two with the pivot of POSIX: 69 to 99 are the nineteen-hundreds.
    fn year(&mut self) -> Option<u32> {
        let (year, len) = self.number()?;
        self.not_in_number()?;
        match len {
            4 => Some(year),
            2 => Some(year + if year < 69 { 2000 } else { 1900 }),
            _ => None,
        }
    }

    /// A year of four digits.
    fn full_year(&mut self) -> Option<u32> {
        let (year, _) = self.number().filter(|(_, len)| *len == 4)?;
        self.not_in_number()?;
        Some(year)
    }

    /// A year of two digits before the agency of a dateline: after a month and a day, two digits could else be
    /// people ("June 11 89 people").
    fn dateline_year(&mut self) -> Option<u32> {
        let year = self.year()?;
        self.rest().trim_start().starts_with(['(', '[', '-', '–', '—']).then_some(year)
    }

    /// Nothing, unless the number here goes on ("2017-04-051").
    fn not_in_number(&self) -> Option<()> {
        (!self.rest().starts_with(|c: char| c.is_ascii_digit())).then_some(())
    }
}

fn date(year: u32, month: u32, day: u32) -> Option<Date> {
    Date::new(i16::try_from(year).ok()?, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
}

fn time(hour: u32, minute: u32, second: u32) -> Option<Time> {
    Time::new(i8::try_from(hour).ok()?, i8::try_from(minute).ok()?, i8::try_from(second.min(59)).ok()?, 0)
        .ok()
}
