//! Time taken, by the wall and by the processor: on a busy machine only the second is a property of the program.

use std::time::{Duration, Instant};

/// Since when.
#[derive(Clone, Copy, Debug)]
pub(super) struct Clock {
    wall: Instant,
    cpu: Option<Duration>,
}

/// How long.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Took {
    /// By the clock on the wall.
    pub wall: Duration,
    /// Time this thread ran on a processor; that of the wall where the system does not tell.
    pub cpu: Duration,
}

impl Clock {
    /// Starts now.
    #[expect(clippy::disallowed_methods, reason = "a measurement needs a clock")]
    pub(super) fn start() -> Self {
        Self { wall: Instant::now(), cpu: of_thread() }
    }

    /// The time since the start, on the thread that started it.
    pub(super) fn took(self) -> Took {
        let wall = self.wall.elapsed();
        let cpu = self.cpu.zip(of_thread()).map_or(wall, |(before, now)| now.saturating_sub(before));
        Took { wall, cpu }
    }
}

impl std::ops::AddAssign for Took {
    fn add_assign(&mut self, other: Self) {
        self.wall += other.wall;
        self.cpu += other.cpu;
    }
}

/// Processor time of this thread so far, where Linux tells.
#[expect(clippy::disallowed_methods, reason = "a measurement asks the system")]
fn of_thread() -> Option<Duration> {
    let line = std::fs::read_to_string("/proc/thread-self/schedstat").ok()?;
    Some(Duration::from_nanos(line.split_whitespace().next()?.parse().ok()?))
}

/// Processor time of the children that have ended and were waited for, where Linux tells.
#[expect(clippy::disallowed_methods, reason = "a measurement asks the system")]
pub(super) fn of_children() -> Option<Duration> {
    /// Parts of a second in which the kernel counts here.
    const TICKS: u64 = 100;
    let line = std::fs::read_to_string("/proc/self/stat").ok()?;
    // Behind the name, which may hold anything, in brackets.
    let (_, fields) = line.rsplit_once(')')?;
    let fields: Vec<&str> = fields.split_whitespace().collect();
    let ticks: u64 = fields.get(13..15)?.iter().filter_map(|field| field.parse::<u64>().ok()).sum();
    Some(Duration::from_millis(ticks * 1_000 / TICKS))
}

/// The values at 50, 95 and 100 percent of `millis`; none gives zeros.
pub(super) fn spread(millis: &mut [f64]) -> [f64; 3] {
    millis.sort_unstable_by(f64::total_cmp);
    [50, 95, 100]
        .map(|percent| millis.get(millis.len().saturating_sub(1) * percent / 100).copied().unwrap_or(0.0))
}

/// Milliseconds for the eye.
pub(super) fn millis(duration: Duration) -> f64 {
    duration.as_secs_f64() * 1_000.0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_spread_is_taken_from_sorted_values() {
        let mut hundred: Vec<f64> = (1..=100).rev().map(f64::from).collect();
        assert_eq!(format!("{:?}", spread(&mut hundred)), "[50.0, 95.0, 100.0]");
        assert_eq!(format!("{:?}", spread(&mut [])), "[0.0, 0.0, 0.0]");
    }
}
