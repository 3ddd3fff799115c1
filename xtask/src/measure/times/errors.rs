//! What kind of value an expression has, so that errors can be counted by kind.

/// The kind of a value, in plain words.
pub(super) fn kind(value: &str) -> &'static str {
    let (day, time) = value.split_once('T').unwrap_or((value, ""));
    match day {
        "" if time.is_empty() => "no value",
        _ if value.starts_with('P') && !value.contains("_REF") => "length",
        _ if value.contains("_REF") => "reference to past, present or future",
        _ if !time.is_empty() => "time of day",
        _ if day.starts_with("BC") => "year before our era",
        _ if day.contains("-W") => "week",
        _ if day.starts_with("XX") => "date without its year",
        _ if day.contains("-Q") || day.contains("-H") => "quarter or half",
        _ if ["-SP", "-SU", "-FA", "-WI"].iter().any(|season| day.ends_with(season)) => "season",
        _ if day.len() < 4 => "decade or century",
        _ if day.len() == 4 => "year",
        _ if day.len() == 7 => "month",
        _ => "day",
    }
}
