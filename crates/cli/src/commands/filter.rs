//! Which incidents: the options that listing and exporting share.

use anyhow::Context;
use dateline_model::{EventType, Review};
use dateline_store::{BBox, Filter};
use jiff::civil::{Date, DateTime};

#[derive(Debug, Default, clap::Args)]
pub(crate) struct FilterArgs {
    /// Incidents that go on until this day or later (2016-12-16)
    #[arg(long, value_name = "DAY")]
    since: Option<Date>,
    /// Incidents that begin on this day or earlier
    #[arg(long, value_name = "DAY")]
    until: Option<Date>,
    /// Incidents in this box, in degrees
    #[arg(long, value_name = "W,S,E,N", allow_hyphen_values = true, value_parser = bbox)]
    bbox: Option<BBox>,
    /// Incidents in this country (two letters); may be given again
    #[arg(long, value_name = "CODE")]
    country: Vec<String>,
    /// Incidents of this type; a wrong one is answered with the list; may be given again
    #[arg(long = "type", value_name = "TYPE", value_parser = event_type)]
    types: Vec<EventType>,
    /// Incidents with this actor: its key, or words of its name
    #[arg(long, value_name = "NAME")]
    actor: Option<String>,
    /// Incidents with all these words among their types, places, actors and sentences
    #[arg(long, value_name = "WORDS")]
    text: Option<String>,
    /// Incidents that rest on at least so many independent roots
    #[arg(long, value_name = "N")]
    min_sources: Option<u32>,
    /// open, accepted or rejected by a person; all but the rejected when not given; may be given again
    #[arg(long = "review", value_name = "STATE", value_parser = review)]
    reviews: Vec<Review>,
}

impl FilterArgs {
    /// The filter of the store; days are whole, the last one included.
    pub(crate) fn filter(&self) -> Filter {
        let day_after = |day: Date| day.tomorrow().map_or(DateTime::MAX, |next| next.at(0, 0, 0, 0));
        Filter {
            since: self.since.map(|day| day.at(0, 0, 0, 0)),
            until: self.until.map(day_after),
            bbox: self.bbox,
            countries: self.country.clone(),
            event_types: self.types.clone(),
            actor: self.actor.clone(),
            text: self.text.clone(),
            min_roots: self.min_sources,
            reviews: self.reviews.clone(),
            ..Filter::default()
        }
    }
}

fn bbox(text: &str) -> anyhow::Result<BBox> {
    BBox::parse(text).context("expected west,south,east,north in degrees, as 36.9,36.0,37.4,36.4")
}

fn review(name: &str) -> anyhow::Result<Review> {
    Review::parse(name).context("expected open, accepted or rejected")
}

fn event_type(key: &str) -> anyhow::Result<EventType> {
    let row = dateline_tables::event_type(key).with_context(|| {
        let known: Vec<&str> = dateline_tables::event_types().iter().map(|row| row.id).collect();
        format!("expected one of {}", known.join(", "))
    })?;
    Ok(EventType::new(row.id))
}
