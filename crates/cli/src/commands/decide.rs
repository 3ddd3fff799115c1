//! The commands with which a person decides: `accept`, `reject`, `note`, `correct`, `merge`, `split`, `keep-apart`,
//! `undo`. Each keeps one decision and lays it on the incidents at once.

use std::io::Write;
use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::Context;
use console::style;
use dateline_model::Decision;
use dateline_review::{Request, decide, fuse_pending};
use dateline_store::{Access, Store};
use jiff::Timestamp;

use crate::words;

/// Who decides what, and why.
#[derive(Debug, clap::Args)]
pub(crate) struct By {
    /// The database
    #[arg(long, value_name = "FILE", default_value = "dateline.db")]
    db: PathBuf,
    /// Who decides; your user name when not given
    #[arg(long, value_name = "NAME")]
    author: Option<String>,
    /// Why, in your words; shown wherever the decision is
    #[arg(long, value_name = "WORDS", default_value = "", hide_default_value = true)]
    reason: String,
}

#[derive(Debug, clap::Args)]
pub(crate) struct OneArgs {
    /// Id of the incident, or the first letters of it
    id: String,
    #[command(flatten)]
    by: By,
}

#[derive(Debug, clap::Args)]
pub(crate) struct NoteArgs {
    /// Id of the incident, or the first letters of it
    id: String,
    /// What you want to remark
    #[arg(value_name = "WORDS")]
    words: String,
    #[command(flatten)]
    by: By,
}

#[derive(Debug, clap::Args)]
pub(crate) struct CorrectArgs {
    /// Id of the incident, or the first letters of it
    id: String,
    /// type, means, time, place, killed, injured, ..., initiator, target, ...; a wrong one is answered with the list
    field: String,
    /// The value, as `show` writes it; `unknown` takes it away; a wrong one is answered with what is allowed
    #[arg(allow_hyphen_values = true)]
    value: String,
    #[command(flatten)]
    by: By,
}

#[derive(Debug, clap::Args)]
pub(crate) struct MergeArgs {
    /// Ids of two or more incidents, or of claims that stand for theirs
    #[arg(required = true, num_args = 2..)]
    ids: Vec<String>,
    #[command(flatten)]
    by: By,
}

#[derive(Debug, clap::Args)]
pub(crate) struct SplitArgs {
    /// Id of the incident, or the first letters of it
    id: String,
    /// The claims that leave: the numbers that `show` gives them, or their ids
    #[arg(required = true, value_name = "CLAIM")]
    claims: Vec<String>,
    #[command(flatten)]
    by: By,
}

#[derive(Debug, clap::Args)]
pub(crate) struct KeepApartArgs {
    /// Id of an incident or claim
    a: String,
    /// Id of another
    b: String,
    #[command(flatten)]
    by: By,
}

#[derive(Debug, clap::Args)]
pub(crate) struct UndoArgs {
    /// Id of the decision, or the first letters of it; your last one when not given
    id: Option<String>,
    #[command(flatten)]
    by: By,
}

pub(crate) fn accept(args: OneArgs) -> anyhow::Result<ExitCode> {
    args.by.decide(&Request::Accept(args.id))
}

pub(crate) fn reject(args: OneArgs) -> anyhow::Result<ExitCode> {
    args.by.decide(&Request::Reject(args.id))
}

pub(crate) fn note(args: NoteArgs) -> anyhow::Result<ExitCode> {
    anyhow::ensure!(args.by.reason.is_empty(), "the note itself is what is said; it needs no --reason");
    By { reason: args.words, ..args.by }.decide(&Request::Note(args.id))
}

pub(crate) fn correct(args: CorrectArgs) -> anyhow::Result<ExitCode> {
    let CorrectArgs { id: incident, field, value, by } = args;
    by.decide(&Request::Correct { incident, field, value })
}

pub(crate) fn merge(args: MergeArgs) -> anyhow::Result<ExitCode> {
    args.by.decide(&Request::Merge(args.ids))
}

pub(crate) fn split(args: SplitArgs) -> anyhow::Result<ExitCode> {
    args.by.decide(&Request::Split { incident: args.id, claims: args.claims })
}

pub(crate) fn keep_apart(args: KeepApartArgs) -> anyhow::Result<ExitCode> {
    args.by.decide(&Request::KeepApart(args.a, args.b))
}

pub(crate) fn undo(args: UndoArgs) -> anyhow::Result<ExitCode> {
    args.by.decide(&Request::Undo(args.id))
}

impl By {
    /// Keeps the decision, fuses what it touches, and prints the incidents it speaks of as they are then.
    fn decide(self, request: &Request) -> anyhow::Result<ExitCode> {
        let author = author(self.author)?;
        let mut store = Store::open(&self.db, Access::ReadWrite)?;
        let decision = decide(&mut store, request, &author, &self.reason, now())?;
        fuse_pending(&mut store, &now, &mut |_, _| true)
            .context("the decision is kept, but the incidents are not fused; any later run does that")?;
        print(&mut std::io::stdout().lock(), &store, &decision)?;
        Ok(ExitCode::SUCCESS)
    }
}

/// The author that was named, else the user of this machine.
pub(super) fn author(named: Option<String>) -> anyhow::Result<String> {
    let user = || ["USER", "LOGNAME", "USERNAME"].iter().find_map(|name| std::env::var(name).ok());
    let author = named.or_else(user).filter(|name| !name.trim().is_empty());
    author.context("who decides? tell it with --author")
}

/// The decision in a line, then the incidents that its claims stand in now.
fn print(out: &mut impl Write, store: &Store, decision: &Decision) -> anyhow::Result<()> {
    let kind = words::plain(decision.verdict.as_str());
    writeln!(out, "{}  {kind} by {}", style(&decision.id).cyan(), decision.author)?;
    let all = store.decisions()?;
    let mut spoken_of = decision;
    while let dateline_model::Verdict::Undo(id) = &spoken_of.verdict
        && let Some(undone) = all.iter().find(|it| it.id == *id)
    {
        spoken_of = undone;
    }
    let there = store.claims_there(std::slice::from_ref(spoken_of))?;
    let mut told: Vec<String> = Vec::new();
    for claim in spoken_of.verdict.claims().filter_map(|it| there.get(it)) {
        let Some(id) = store.incident_of(*claim)?.filter(|id| !told.contains(&id.to_string())) else {
            continue;
        };
        if let Some(stored) = store.incident(id.as_str())? {
            let n_claims = stored.incident.links.len();
            let claims = if n_claims == 1 { "claim" } else { "claims" };
            writeln!(out, "{}  {n_claims} {claims}: {}", style(&id).cyan(), stored.headline)?;
        }
        told.push(id.to_string());
    }
    Ok(())
}

/// The present: the command line is where time comes in.
#[expect(clippy::disallowed_methods, reason = "the command is the edge where time comes in")]
pub(super) fn now() -> Timestamp {
    Timestamp::now()
}
