//! `--reader`: what reads the reports.

use anyhow::anyhow;
use dateline_places::Gazetteer;
use dateline_reader::Reader as Learned;
use dateline_review::Reader;

/// Options of a command that reads reports.
#[derive(Clone, Copy, Debug, Default, clap::Args)]
pub(crate) struct ReadBy {
    /// both: the rules, and a learned reader that tells news from history, plans and films and fills who did it and to
    /// whom where the rules leave it open; rules: the rules alone, some five times as fast
    #[arg(long = "reader", value_name = "WHAT", value_enum, default_value_t)]
    what: What,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, clap::ValueEnum)]
enum What {
    /// The rules alone.
    Rules,
    /// The rules and the learned reader.
    #[default]
    Both,
}

impl ReadBy {
    /// The learned reader, if it takes part.
    ///
    /// # Errors
    ///
    /// When the model that ships cannot be loaded.
    pub(crate) fn learned(self) -> anyhow::Result<Option<&'static Learned>> {
        match self.what {
            What::Rules => Ok(None),
            What::Both => Learned::shipped().map(Some).map_err(|error| anyhow!("{error}")),
        }
    }

    /// What reads reports with the places of `gazetteer`; `mark` tells which were added to the shipped ones.
    ///
    /// # Errors
    ///
    /// When the model that ships cannot be loaded.
    pub(crate) fn over(self, gazetteer: Gazetteer, mark: &str) -> anyhow::Result<Reader> {
        let rules = Reader::new(gazetteer, mark);
        Ok(match self.learned()? {
            Some(learned) => rules.with_learned(learned),
            None => rules,
        })
    }
}
