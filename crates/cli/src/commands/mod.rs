//! One file per subcommand, each with its `Args` and a `run` that gives the exit code.

mod demo;
mod build;
mod claims;
mod times;
mod places;
mod filter;
mod policy;
mod incidents;
mod show;
mod why;
mod decide;
mod decisions;
mod diff;
mod export;
mod serve;
mod sources;
mod gazetteer;
mod read_by;
mod doctor;
mod eval;
mod examples;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

/// Reads news reports of armed conflict and keeps an incident database in which every value leads back to the
/// words, the report and the speaker it came from.
#[derive(Debug, Parser)]
#[command(name = "dateline", version, max_term_width = 100, after_help = examples::DATELINE)]
pub(crate) struct Cli {
    #[command(subcommand)]
    command: Command,
}

// The order is that of a day's work: read, look, decide, take away, look after.
#[derive(Debug, Subcommand)]
enum Command {
    /// Read the sample reports, print their incidents and serve the page until stopped: the first thing to try.
    Demo(demo::Args),
    /// Read reports into the database and fuse what they claim into incidents.
    #[command(after_help = examples::BUILD)]
    Build(build::Args),
    /// Read one file of reports and print the claims they make, as JSON Lines.
    #[command(after_help = examples::CLAIMS)]
    Claims(claims::Args),
    /// Read one file of reports and print their time expressions, as JSON Lines.
    #[command(after_help = examples::TIMES)]
    Times(times::Args),
    /// Find the place names in one file of reports and print where they lie, as JSON Lines.
    #[command(after_help = examples::PLACES)]
    Places(places::Args),
    /// List incidents, newest first.
    #[command(after_help = examples::INCIDENTS)]
    Incidents(incidents::Args),
    /// Show one incident: every value, and the words, report and speaker behind it.
    #[command(after_help = examples::SHOW)]
    Show(show::Args),
    /// Tell why two incidents are one or two: each part of the evidence in words.
    #[command(after_help = examples::WHY)]
    Why(why::Args),
    /// Accept an incident as it stands.
    #[command(after_help = examples::ACCEPT)]
    Accept(decide::OneArgs),
    /// Reject an incident: lists, maps and exports leave it out.
    #[command(after_help = examples::REJECT)]
    Reject(decide::OneArgs),
    /// Put a remark on an incident.
    #[command(after_help = examples::NOTE)]
    Note(decide::NoteArgs),
    /// Set a field of an incident; what was read stays beside it.
    #[command(after_help = examples::CORRECT)]
    Correct(decide::CorrectArgs),
    /// Make two or more incidents one.
    #[command(after_help = examples::MERGE)]
    Merge(decide::MergeArgs),
    /// Take claims out of an incident; they become one of their own.
    #[command(after_help = examples::SPLIT)]
    Split(decide::SplitArgs),
    /// Keep two incidents apart, whatever is read later.
    #[command(after_help = examples::KEEP_APART)]
    KeepApart(decide::KeepApartArgs),
    /// Take back a decision.
    #[command(after_help = examples::UNDO)]
    Undo(decide::UndoArgs),
    /// List what persons decided, write it out, or take it in.
    #[command(after_help = examples::DECISIONS)]
    Decisions(decisions::Args),
    /// Tell what changed between two databases, or since a moment.
    #[command(after_help = examples::DIFF)]
    Diff(diff::Args),
    /// Write incidents as CSV, GeoJSON or JSON Lines.
    #[command(after_help = examples::EXPORT)]
    Export(export::Args),
    /// Show incidents, claims and reports in the browser, and answer the API.
    #[command(after_help = examples::SERVE)]
    Serve(serve::Args),
    /// List the outlets of the database, or edit one.
    #[command(after_help = examples::SOURCES)]
    Sources(sources::Args),
    /// Add the places that you have to those that ship; list, find and remove them.
    #[command(after_help = examples::GAZETTEER)]
    Gazetteer(gazetteer::Args),
    /// Tell what is inside the database and whether it is whole.
    Doctor(doctor::Args),
    /// Score the rooms on collections that people marked (for development)
    #[command(hide = true)]
    Eval(eval::Args),
}

/// Runs the command. Exit codes: 0 done, 1 done but some input was bad, 2 not done, 130 interrupted.
pub(crate) fn run(cli: Cli) -> anyhow::Result<ExitCode> {
    match cli.command {
        Command::Demo(args) => demo::run(&args),
        Command::Build(args) => build::run(&args),
        Command::Claims(args) => claims::run(&args),
        Command::Times(args) => times::run(&args),
        Command::Places(args) => places::run(&args),
        Command::Incidents(args) => incidents::run(&args),
        Command::Show(args) => show::run(&args),
        Command::Why(args) => why::run(&args),
        Command::Accept(args) => decide::accept(args),
        Command::Reject(args) => decide::reject(args),
        Command::Note(args) => decide::note(args),
        Command::Correct(args) => decide::correct(args),
        Command::Merge(args) => decide::merge(args),
        Command::Split(args) => decide::split(args),
        Command::KeepApart(args) => decide::keep_apart(args),
        Command::Undo(args) => decide::undo(args),
        Command::Decisions(args) => decisions::run(&args),
        Command::Diff(args) => diff::run(&args),
        Command::Export(args) => export::run(&args),
        Command::Serve(args) => serve::run(&args),
        Command::Sources(args) => sources::run(&args),
        Command::Gazetteer(args) => gazetteer::run(&args),
        Command::Doctor(args) => doctor::run(&args),
        Command::Eval(args) => eval::run(&args),
    }
}
