//! `measure draw`: incidents drawn by chance, with all behind them as text, for a person to judge.

use std::collections::BTreeSet;
use std::path::Path;

use anyhow::Result;
use dateline_store::{Access, Filter, Page, Store};

use super::binary;
use super::dice::Dice;

/// Prints `n` incidents of the database as `dateline show` does, each with the reports it rests on.
///
/// # Errors
/// When the database cannot be read.
pub(super) fn draw(n: usize, seed: u64, db: &Path) -> Result<()> {
    let dateline = binary::build()?;
    let store = Store::open(db, Access::ReadOnly)?;
    let mut ids = Vec::new();
    let mut page = Page { limit: 1_000, after: None };
    loop {
        let found = store.incidents(&Filter::default(), page)?;
        ids.extend(found.rows.into_iter().map(|row| row.id));
        page.after = found.next;
        if page.after.is_none() {
            break;
        }
    }
    ids.sort();
    for (at, id) in Dice(seed).draw(ids, n).into_iter().enumerate() {
        println!("\n===== {} of {n}: {id}\n", at + 1);
        let db = db.display().to_string();
        print!("{}", binary::run(&dateline, &["show", id.as_str(), "--db", &db])?.output);
        let Some(stored) = store.incident(id.as_str())? else { continue };
        let reports: BTreeSet<_> = stored.incident.links.iter().map(|link| link.claim.report).collect();
        for id in reports {
            let Some(stored) = store.report(id)? else { continue };
            let report = stored.report;
            let day =
                report.published.map_or_else(|| "no date".to_owned(), |published| published.at.to_string());
            println!("\n----- {}, {day}: {}", report.origin, report.title.unwrap_or_default());
            println!("{}", report.text);
        }
    }
    Ok(())
}
