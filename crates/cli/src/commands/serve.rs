//! `dateline serve`: the page and the API, until Ctrl-C.

use std::net::{IpAddr, Ipv4Addr};
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;

use dateline_serve::{Options, Server};

use super::gazetteer::Folder;
use super::read_by::ReadBy;

#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// The database
    #[arg(long, value_name = "FILE", default_value = "dateline.db")]
    db: PathBuf,
    /// The port, 0 for any free one; 7480 or the next free one when not given
    #[arg(long, value_name = "PORT")]
    port: Option<u16>,
    /// The address to listen at; whoever reaches it reads everything in the database
    #[arg(long, value_name = "IP", default_value_t = Ipv4Addr::LOCALHOST.into())]
    address: IpAddr,
    /// Take decisions and reports also from others than this machine, with --address
    #[arg(long)]
    allow_review: bool,
    #[command(flatten)]
    gazetteer: Folder,
    #[command(flatten)]
    read_by: ReadBy,
}

impl Args {
    /// Those for a page that only this machine sees.
    pub(crate) fn of(db: PathBuf, port: Option<u16>) -> Self {
        Self {
            db,
            port,
            address: Ipv4Addr::LOCALHOST.into(),
            allow_review: false,
            gazetteer: Folder::default(),
            read_by: ReadBy::default(),
        }
    }
}

/// Serves until the user stops it.
pub(crate) fn run(args: &Args) -> anyhow::Result<ExitCode> {
    // Reports that are added on the page are read as a build reads them.
    let opened = args.gazetteer.open()?;
    let mark = opened.mark();
    serve(&Options {
        db: args.db.clone(),
        address: args.address,
        port: args.port,
        allow_review: args.allow_review,
        reader: Some(Arc::new(args.read_by.over(opened.gazetteer, &mark)?)),
    })
}

/// Tells where the page is, and answers until the user stops it.
pub(crate) fn serve(options: &Options) -> anyhow::Result<ExitCode> {
    let server = Server::bind(options)?;
    println!("Open http://{}/ in a browser. Ctrl-C stops.", server.address());
    server.run()?;
    Ok(ExitCode::SUCCESS)
}
