//! The page of an incident in the terminal: what its claims support together, then the claims, then its history.

use std::io::Write;

use console::{Style, style};
use dateline_model::{Claim, ClaimId, Correction, Field, IncidentId, Policy, Report, Review, Toll, Verdict};
use dateline_serve::Dossier;

use super::values;
use crate::words;

/// Width of the column of field names.
const MARGIN: usize = 11;

/// Prints the whole page.
pub(super) fn print(out: &mut impl Write, dossier: &Dossier) -> anyhow::Result<()> {
    let page = Page { dossier };
    page.head(out)?;
    page.fields(out)?;
    page.support(out)?;
    writeln!(out, "\n{}", style("Claims").bold())?;
    for (at, claim) in dossier.claims.iter().enumerate() {
        page.claim(out, at, claim)?;
    }
    page.versions(out)?;
    page.decisions(out)?;
    page.history(out)
}

struct Page<'a> {
    dossier: &'a Dossier,
}

impl Page<'_> {
    fn head(&self, out: &mut impl Write) -> anyhow::Result<()> {
        let stored = &self.dossier.stored;
        let incident = &stored.incident;
        let kind = incident.event_type.headline.as_ref().map(|key| words::event_type(key.as_str()));
        let grade = words::grade_style(incident.grade).apply_to(incident.grade);
        let id = style(incident.id.as_str()).cyan();
        let review = match incident.review {
            Review::Open => String::new(),
            review => format!("  {}", words::review_style(review).apply_to(review)),
        };
        writeln!(out, "{id}  {}  {grade}{review}", style(kind.unwrap_or_default()).bold())?;
        writeln!(out, "{}", stored.headline)?;
        if let Some(from) = &stored.redirected_from {
            writeln!(out, "{}", style(format!("{from} was merged into this incident")).dim())?;
        }
        Ok(())
    }

    /// Every field with all its values; the headline first, marked when there is a choice.
    fn fields(&self, out: &mut impl Write) -> anyhow::Result<()> {
        let incident = &self.dossier.stored.incident;
        writeln!(out)?;
        self.field(out, ("what", "type"), &incident.event_type, |key| words::event_type(key.as_str()))?;
        self.field(out, ("means", "means"), &incident.means, |key| words::plain(key.as_str()))?;
        self.field(out, ("when", "time"), &incident.time, |range| values::time(*range))?;
        self.field(out, ("where", "place"), &incident.place, values::place)?;
        for actor in &incident.actors {
            let name = actor.value.role.as_str();
            let behind = match actor.claims.as_slice() {
                [] => self.policy(Policy::Decision, name),
                claims => self.marks(claims),
            };
            line(out, name, &format!("{} {behind}", values::actor(&actor.value)))?;
        }
        for toll in &incident.tolls {
            let who = words::plain(toll.victims.as_str());
            let name = words::plain(toll.harm.as_str());
            let field = Correction::toll_field(toll.harm, toll.victims);
            self.field(out, (&name, &field), &toll.count, |count| format!("{count} {who}"))?;
            self.course(out, toll)?;
        }
        for materiel in &incident.materiel {
            let what = values::materiel(&materiel.value);
            line(out, "materiel", &format!("{what} {}", self.marks(&materiel.claims)))?;
        }
        Ok(())
    }

    /// Who says so, what the parties say, and how well that supports the incident.
    fn support(&self, out: &mut impl Write) -> anyhow::Result<()> {
        let incident = &self.dossier.stored.incident;
        let count = incident.sources;
        let counted = format!(
            "{}, {}, {}",
            values::plural(count.reports, "report"),
            values::plural(count.outlets, "outlet"),
            values::plural(count.roots, "independent root")
        );
        line(out, "sources", &counted)?;
        for root in &incident.roots {
            line(out, "", &format!("{} {}: {}", root.name, self.marks(&root.claims), root.reason))?;
        }
        for position in &incident.positions {
            let does = position
                .stance
                .map_or_else(|| "is silent".to_owned(), |stance| words::plain(stance.as_str()));
            line(out, "position", &format!("{}: {does} {}", position.name, self.marks(&position.claims)))?;
        }
        line(out, "grade", &format!("{}: {}", incident.grade, incident.grade_reason))?;
        let stored = &self.dossier.stored;
        let known =
            format!("since {}, revision {} of {}", stored.first_seen, stored.revision, stored.last_changed);
        line(out, "known", &known)?;
        if !stored.merged.is_empty() {
            let merged: Vec<&str> = stored.merged.iter().map(IncidentId::as_str).collect();
            line(out, "merged", &merged.join(", "))?;
        }
        Ok(())
    }

    /// One field, under the name it is shown as and the one it is corrected by.
    fn field<T: PartialEq>(
        &self,
        out: &mut impl Write,
        (shown_as, name): (&str, &str),
        field: &Field<T>,
        show: impl Fn(&T) -> String,
    ) -> anyhow::Result<()> {
        let policy = self.policy(field.policy, name);
        // A range over all claims is a value that no single claim need give.
        let is_among = |value: &T| field.values.iter().any(|it| it.value == *value);
        let mut name = shown_as;
        if let Some(headline) = field.headline.as_ref().filter(|value| !is_among(value)) {
            line(out, name, &format!("{} {policy}", show(headline)))?;
            name = "";
        } else if field.headline.is_none() && field.policy == Policy::Decision {
            line(out, name, &format!("unknown {policy}"))?;
            name = "";
        }
        for value in &field.values {
            let is_choice = field.values.len() > 1 || field.policy == Policy::Decision;
            let chosen = is_choice && field.headline.as_ref() == Some(&value.value);
            let why = if chosen { format!(" {policy}") } else { String::new() };
            line(out, name, &format!("{} {}{why}", show(&value.value), self.marks(&value.claims)))?;
            name = "";
        }
        Ok(())
    }

    /// By which rule the headline of a field was chosen; of one that a person set, who and why.
    fn policy(&self, policy: Policy, field: &str) -> String {
        let correction = self.dossier.correction_of(field).filter(|_| policy == Policy::Decision);
        let told = match correction {
            Some(decision) if decision.reason.is_empty() => format!("corrected by {}", decision.author),
            Some(decision) => format!("corrected by {}: {}", decision.author, decision.reason),
            None => words::plain(policy.as_str()),
        };
        style(format!("({told})")).dim().to_string()
    }

    /// How a toll went, from the first figure to the latest.
    fn course(&self, out: &mut impl Write, toll: &Toll) -> anyhow::Result<()> {
        if toll.course.len() < 2 {
            return Ok(());
        }
        let figures = toll.course.iter().map(|it| format!("{} {}", it.count, self.marks(&[it.claim])));
        line(out, "", &format!("first {}", figures.collect::<Vec<_>>().join(", then ")))
    }

    /// What earlier versions of the reports said otherwise.
    fn versions(&self, out: &mut impl Write) -> anyhow::Result<()> {
        if self.dossier.versions.is_empty() {
            return Ok(());
        }
        writeln!(out, "\n{}", style("Versions").bold())?;
        for it in &self.dossier.versions {
            let change = it.change;
            let name = it.earlier.url.as_deref().unwrap_or(&it.earlier.origin);
            let (before, after) = (words::count(change.before), words::count(change.after));
            let harm = words::plain(change.harm.as_str());
            writeln!(out, "toll changed from {before} to {after} {harm} between versions of {name}")?;
            if let Some(said) = &it.said {
                let said = said.split_whitespace().collect::<Vec<_>>().join(" ");
                writeln!(out, "    before: \"{said}\" ({}, kept, feeds no incident)", change.old)?;
            }
        }
        Ok(())
    }

    /// Who decided what about the incident.
    fn decisions(&self, out: &mut impl Write) -> anyhow::Result<()> {
        if self.dossier.decisions.is_empty() {
            return Ok(());
        }
        writeln!(out, "\n{}", style("Decisions").bold())?;
        for it in &self.dossier.decisions {
            let kind = words::plain(it.verdict.as_str());
            let of = match &it.verdict {
                Verdict::Accept(_) | Verdict::Reject(_) | Verdict::Note(_) => String::new(),
                verdict => format!(" ({})", words::verdict(verdict)),
            };
            let reason = if it.reason.is_empty() { String::new() } else { format!(": {}", it.reason) };
            let id = style(it.id.as_str()).cyan();
            writeln!(out, "{id}  {}  {kind}{of} by {}{reason}", it.at.strftime("%Y-%m-%d %H:%M"), it.author)?;
        }
        Ok(())
    }

    /// The numbers of the claims on this page: `[1][3]`.
    fn marks(&self, claims: &[ClaimId]) -> String {
        let position = |id: &ClaimId| self.dossier.claims.iter().position(|claim| claim.id == *id);
        let mut numbers: Vec<usize> = claims.iter().filter_map(position).collect();
        numbers.sort_unstable();
        let marks: Vec<String> = numbers.iter().map(|at| format!("[{}]", at + 1)).collect();
        if marks.is_empty() { String::new() } else { style(marks.concat()).cyan().to_string() }
    }

    /// One claim: its report, its sentence, who says so, each value with its words, and why it stands here.
    fn claim(&self, out: &mut impl Write, at: usize, claim: &Claim) -> anyhow::Result<()> {
        let report = self.dossier.report_of(claim);
        let text = report.map_or("", |report| &report.text);
        let mark = style(format!("[{}]", at + 1)).cyan();
        writeln!(
            out,
            "{mark} {}",
            report.map_or_else(|| claim.id.to_string(), |report| self.reference(report))
        )?;
        writeln!(out, "    {}", values::quote(&[claim.sentence], text))?;
        for (name, value) in values::of_claim(claim, text) {
            writeln!(out, "    {}{value}", style(format!("{name:<MARGIN$}")).dim())?;
        }
        let incident = &self.dossier.stored.incident;
        let link = incident.links.iter().find(|link| link.claim == claim.id);
        let reason = match link {
            Some(_) if at == 0 => "founds the incident".to_owned(),
            Some(link) => values::link(link),
            None => "denies it".to_owned(),
        };
        writeln!(out, "    {}{reason}", style(format!("{:<MARGIN$}", "link")).dim())?;
        Ok(())
    }

    /// Publisher, date, title and address of a report.
    fn reference(&self, report: &Report) -> String {
        let date = report.published.map(|published| published.at.date().to_string());
        let title = report.title.as_ref().map(|title| format!("\"{}\"", title.trim()));
        let address = report.url.clone().unwrap_or_else(|| report.origin.clone());
        let publisher = self.dossier.publisher(report).map(str::to_owned);
        let parts: Vec<String> = [publisher, date, title].into_iter().flatten().collect();
        format!("{} {}", style(parts.join(", ")).bold(), style(address).underlined())
    }

    fn history(&self, out: &mut impl Write) -> anyhow::Result<()> {
        writeln!(out, "\n{}", style("History").bold())?;
        for row in &self.dossier.history {
            let change = words::plain(row.change.as_str().trim_start_matches("incident_"));
            writeln!(out, "{}  {change:<8} {}", row.at, values::change(row))?;
        }
        Ok(())
    }
}

/// A field of the incident, its name in the margin.
fn line(out: &mut impl Write, name: &str, value: &str) -> anyhow::Result<()> {
    writeln!(out, "{}{}", Style::new().bold().apply_to(format!("{name:<MARGIN$}")), value.trim_end())?;
    Ok(())
}
