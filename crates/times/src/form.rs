//! What the words of an expression say, before anything is anchored.

use crate::calendar::{Season, Unit};
use crate::timex::Modifier;

/// What a relative expression counts from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum From {
    /// The time of speech: the publication.
    Speech,
    /// A time named earlier in the text.
    Mention,
}

/// So many units before or after, or the same one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Step {
    pub(crate) n: i8,
    pub(crate) from: From,
}

/// How many, as the words tell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Count {
    /// So many.
    Exact(u32),
    /// So many and a half.
    AndHalf(u32),
    /// So many tenths.
    Tenths(u32),
    /// "several", "weeks".
    Unknown,
}

impl Count {
    /// How it is written in a value.
    pub(crate) fn text(self) -> String {
        match self {
            Self::Exact(n) => n.to_string(),
            Self::AndHalf(n) => format!("{n}.5"),
            Self::Tenths(n) => format!("{}.{}", n / 10, n % 10),
            Self::Unknown => "X".to_owned(),
        }
    }

    /// The number, if it is whole and known.
    pub(crate) fn whole(self) -> Option<i64> {
        match self {
            Self::Exact(n) => Some(i64::from(n)),
            _ => None,
        }
    }
}

/// A calendar date, as far as the words give it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct DateForm {
    /// Astronomical: 0 is 1 BC.
    pub(crate) year: Option<i16>,
    pub(crate) month: Option<i8>,
    pub(crate) day: Option<i8>,
    pub(crate) weekday: Option<i8>,
    /// Whether only the last two digits of the year are told.
    pub(crate) short_year: bool,
    /// The year relative to another, as in "May of that year".
    pub(crate) year_step: Option<Step>,
}

/// What an expression is built on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Base {
    Date(DateForm),
    /// "last May".
    Month {
        month: i8,
        step: Step,
    },
    Weekday {
        weekday: i8,
        step: Option<Step>,
    },
    Season {
        season: Season,
        year: Option<i16>,
        step: Option<Step>,
    },
    Quarter {
        n: i8,
        year: Option<i16>,
        step: Option<Step>,
    },
    Half {
        n: i8,
        year: Option<i16>,
        step: Option<Step>,
    },
    /// `full`: with its century ("the 1990s"); otherwise 0-9 ("the nineties").
    Decade {
        decade: i16,
        full: bool,
    },
    Century(i16),
    Holiday {
        idx: i32,
        year: Option<i16>,
        step: Option<Step>,
    },
    /// "the last week of August": the n-th unit of a month or year, -1 the last.
    NthOf {
        n: i8,
        unit: Unit,
        whole: DateForm,
    },
    /// "last week", "the following day", "today".
    Near {
        unit: Unit,
        step: Step,
    },
    /// "the past year": the unit before publication, as a name; its interval is the stretch up to publication.
    PastUnit(Unit),
    /// "this time", "that period": the time spoken of.
    Same,
    /// "two days ago".
    Distance {
        count: Count,
        unit: Unit,
        forward: bool,
        from: From,
    },
    /// "three days"; `side` ties it to the calendar: "the past three days".
    Length {
        count: Count,
        unit: Unit,
        side: Option<Step>,
    },
    /// "daily", "weekly": on each day or in each week, without a count.
    Daily(Unit),
    /// "some time", "a while".
    SomeLength,
    /// "every two days".
    Every {
        count: Count,
        unit: Unit,
    },
    /// "every Friday".
    EveryWeekday(i8),
    /// "each July".
    EveryMonth(i8),
    EverySeason(Season),
    /// Past 1, present 2, future 3.
    Vague(i32),
    /// The same, where only narrations count it as a time: "former", "recent".
    Narrated(i32),
    /// "soon", where it is spoken and not narrated.
    Soon,
    /// No day in particular: "at night".
    AnyDay,
    /// A time of day without its day.
    SomeDay,
}

/// A part of the day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Part {
    Morning,
    Midday,
    Afternoon,
    Evening,
    Night,
    Dawn,
    Daytime,
    Dusk,
    Overnight,
    /// From midnight to six.
    SmallHours,
}

impl Part {
    /// The part with this number in the table of words.
    pub(crate) fn of_code(code: i32) -> Option<Self> {
        Some(match code {
            1 => Self::Morning,
            2 => Self::Midday,
            3 => Self::Afternoon,
            4 => Self::Evening,
            5 => Self::Night,
            6 => Self::Dawn,
            7 => Self::Daytime,
            8 => Self::Dusk,
            9 => Self::Overnight,
            10 => Self::SmallHours,
            _ => return None,
        })
    }

    /// Its name in a value.
    pub(crate) const fn code(self) -> &'static str {
        match self {
            Self::Morning | Self::SmallHours => "MO",
            Self::Midday => "MI",
            Self::Afternoon => "AF",
            Self::Evening => "EV",
            Self::Night | Self::Overnight => "NI",
            Self::Dawn => "DA",
            Self::Daytime => "DT",
            Self::Dusk => "DU",
        }
    }

    /// Its first hour and the hour after its last; past 24 it ends on the next day.
    pub(crate) const fn hours(self) -> (i8, i8) {
        match self {
            Self::Morning => (5, 12),
            Self::Midday => (11, 14),
            Self::Afternoon => (12, 18),
            Self::Evening => (17, 23),
            Self::Night | Self::Overnight => (18, 30),
            Self::Dawn => (4, 8),
            Self::SmallHours => (0, 6),
            Self::Daytime => (6, 18),
            Self::Dusk => (17, 21),
        }
    }
}

/// A time on the clock.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Clock {
    /// Minutes after midnight, 0-1440.
    pub(crate) minutes: i32,
    /// Whether the minutes are told, and not only the hour.
    pub(crate) fine: bool,
    /// Minutes east of UTC, if told.
    pub(crate) zone: Option<i32>,
}

/// What one expression says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Form {
    pub(crate) base: Base,
    pub(crate) clock: Option<Clock>,
    pub(crate) part: Option<Part>,
    pub(crate) modifier: Option<Modifier>,
}

impl Form {
    /// The base alone.
    pub(crate) const fn of(base: Base) -> Self {
        Self { base, clock: None, part: None, modifier: None }
    }

    /// With a part of the day.
    pub(crate) const fn part(self, part: Part) -> Self {
        Self { part: Some(part), ..self }
    }

    /// With a clock time.
    pub(crate) const fn clock(self, clock: Clock) -> Self {
        Self { clock: Some(clock), ..self }
    }

    /// With a modifier, unless it has one.
    pub(crate) fn modified(self, modifier: Option<Modifier>) -> Self {
        Self { modifier: self.modifier.or(modifier), ..self }
    }
}

/// An expression and the tokens it stands on, half-open.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Found {
    pub(crate) start: usize,
    pub(crate) end: usize,
    pub(crate) form: Form,
}
