//! Which number is the day: the dates of one input tell it for each other.

use std::collections::VecDeque;

use super::{Record, Records};
use crate::error::ReadError;
use crate::published::{self, DateOrder};

/// So many records are read ahead to see the order of day and month.
const MAX_AHEAD: usize = 256;
/// Read ahead no more text than this.
const MAX_AHEAD_BYTES: usize = 4 << 20;

/// Records with the order of day and month filled in, as far as the first records of their input show it.
pub(super) struct Ordered<'a> {
    records: Records<'a>,
    ahead: VecDeque<Result<Record, ReadError>>,
    order: Option<DateOrder>,
    has_begun: bool,
}

impl<'a> Ordered<'a> {
    /// `order` is what the caller knows; with it nothing is read ahead.
    pub(super) fn new(records: Records<'a>, order: Option<DateOrder>) -> Self {
        Self { records, ahead: VecDeque::new(), order, has_begun: order.is_some() }
    }

    /// Reads the first records for the order that their dates show.
    fn look_ahead(&mut self) {
        let mut n_bytes = 0;
        while self.ahead.len() < MAX_AHEAD && n_bytes < MAX_AHEAD_BYTES {
            let Some(record) = self.records.next() else { break };
            n_bytes += record.as_ref().map_or(0, |record| record.text.len());
            let is_settled = record.as_ref().is_ok_and(|record| record.published.is_none());
            self.ahead.push_back(record);
            if is_settled && self.ahead.len() == 1 {
                break;
            }
        }
        let shown = self.ahead.iter().flatten().filter_map(|record| {
            published::parse_whole(record.published.as_deref()?).and_then(|reading| reading.shows)
        });
        self.order = agreed(shown);
    }
}

/// The order that all of `shown` agree on; `None` when they are none or differ.
fn agreed(mut shown: impl Iterator<Item = DateOrder>) -> Option<DateOrder> {
    let first = shown.next()?;
    shown.all(|order| order == first).then_some(first)
}

impl Iterator for Ordered<'_> {
    type Item = Result<Record, ReadError>;

    fn next(&mut self) -> Option<Self::Item> {
        if !std::mem::replace(&mut self.has_begun, true) {
            self.look_ahead();
        }
        let record = self.ahead.pop_front().or_else(|| self.records.next())?;
        Some(record.map(|record| Record { date_order: record.date_order.or(self.order), ..record }))
    }
}
