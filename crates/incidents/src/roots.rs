//! Independent roots: where what the claims of one incident say goes back to.
//!
//! Claims go back to one root when they quote the same named speaker, come from the same publisher's own
//! reporting, or stand in the same passage. An unnamed speaker is a root of the publisher who heard it. What a
//! report says in its own words rests on the speakers it names; what it tells days after others rests on them. A bare
//! "spokesman" or "communique" is that of the office named before it.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

use dateline_model::{Root, Speaker};
use dateline_tables::sources;

use crate::account::{Account, DAY};
use crate::copied;
use crate::voices::{
    is_mouthpiece, is_one_office, is_own_staff, named_speaker, outlet, publisher, shares_name,
};
use crate::words;

/// A publisher that tells an event this many days after another tells what is known by then.
const LATE_DAYS: i64 = 3;

/// The roots of the claims of one incident (sorted by claim), in the order of their first claim.
pub(crate) fn find(group: &[&Account<'_>]) -> Vec<Root> {
    let origins = origins(group);
    let mut union = Union::new(group.len());
    let mut first: BTreeMap<&str, usize> = BTreeMap::new();
    for (at, origin) in origins.iter().enumerate() {
        match origin.rests_on {
            Some(other) => union.join(other, at),
            None => union.join(*first.entry(&origin.key).or_insert(at), at),
        }
    }
    join_offices(group, &origins, &mut union);
    let copied = join_copies(group, &origins, &mut union);
    let mut members: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for at in 0..group.len() {
        members.entry(union.lowest(at)).or_default().push(at);
    }
    members.values().map(|members| root(group, &origins, &copied, members)).collect()
}

/// What one claim goes back to.
struct Origin {
    key: String,
    /// The name to show.
    name: String,
    voice: Voice,
    /// The other claim that this one rests on, if any.
    rests_on: Option<usize>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Voice {
    /// The publisher itself.
    Own,
    /// The agency whose tag the report carries.
    Tag,
    Named,
    Unnamed,
}

fn origins(group: &[&Account<'_>]) -> Vec<Origin> {
    let outlets: BTreeSet<String> = group.iter().map(|account| outlet(account)).collect();
    let mut origins: Vec<Origin> = group.iter().map(|account| origin(account, &outlets)).collect();
    let mut attributed = BTreeMap::new();
    let mut by_outlet: BTreeMap<String, usize> = BTreeMap::new();
    let earliest = (0..group.len()).min_by_key(|at| group[*at].precedence());
    for (at, account) in group.iter().enumerate() {
        if matches!(origins[at].voice, Voice::Named | Voice::Unnamed) {
            attributed.entry(account.report()).or_insert(at);
        }
        by_outlet.entry(outlet(account)).or_insert(at);
    }
    for (at, account) in group.iter().enumerate() {
        let origin = &origins[at];
        let relayed =
            || by_outlet.get(&origin.key).copied().filter(|other| group[*other].report() != account.report());
        origins[at].rests_on = match origin.voice {
            Voice::Own => {
                let late = || earliest.filter(|first| is_late(account, group[*first]));
                attributed.get(&account.report()).copied().or_else(late)
            }
            Voice::Tag => attributed.get(&account.report()).copied().or_else(relayed),
            Voice::Named => relayed(),
            Voice::Unnamed => {
                let stands_for = |speaker: &&Speaker| is_mouthpiece(speaker);
                let speaker = account.claim.attribution.first().filter(stands_for);
                speaker.and_then(|_| named_before(group, &origins, at))
            }
        };
    }
    origins
}

/// The nearest claim before `at` in its report that quotes a named speaker.
fn named_before(group: &[&Account<'_>], origins: &[Origin], at: usize) -> Option<usize> {
    let report = group[at].report();
    (0..at).rev().find(|other| group[*other].report() == report && origins[*other].voice == Voice::Named)
}

/// Whether a publisher tells the event so long after another that it may only repeat what was known by then.
fn is_late(account: &Account<'_>, first: &Account<'_>) -> bool {
    let days = account.published.zip(first.published).map_or(0, |(later, first)| (later - first) / DAY);
    days >= LATE_DAYS && outlet(account) != outlet(first)
}

/// What a claim goes back to; `outlets` are the publishers of the incident's reports.
fn origin(account: &Account<'_>, outlets: &BTreeSet<String>) -> Origin {
    let own = outlet(account);
    let chain = &account.claim.attribution;
    let speaker = chain.first().filter(|it| !is_outlet(it, account, chain.len()));
    let Some(speaker) = speaker else { return own_origin(account, own) };
    let as_outlet = || Some(publisher(&speaker.name)).filter(|key| outlets.contains(key));
    if let Some(key) = as_outlet().or_else(|| named_speaker(speaker)) {
        return Origin { key, name: speaker.name.clone(), voice: Voice::Named, rests_on: None };
    }
    let relay = chain.iter().skip(1).find_map(|it| Some((named_speaker(it)?, it.name.clone())));
    let (teller, teller_name) = relay.unwrap_or_else(|| {
        let own = own_origin(account, own);
        (own.key, own.name)
    });
    Origin {
        key: format!("unnamed {} of {teller}", speaker.kind),
        name: if teller_name.is_empty() {
            speaker.name.clone()
        } else {
            format!("{} ({teller_name})", speaker.name)
        },
        voice: Voice::Unnamed,
        rests_on: None,
    }
}

/// Whether the speaker is the publisher of the report itself.
fn is_outlet(speaker: &Speaker, account: &Account<'_>, chain: usize) -> bool {
    let same = speaker.source.as_ref().is_some_and(|source| publisher(source.as_str()) == outlet(account));
    let is_named = publisher(&speaker.name) == outlet(account);
    same || is_named || is_own_staff(speaker) || (chain == 1 && speaker.words.is_none())
}

fn own_origin(account: &Account<'_>, own: String) -> Origin {
    if let Some(agency) = account.digest.and_then(|it| it.relays.first()) {
        let key = publisher(agency.as_str());
        let voice = if key == own { Voice::Own } else { Voice::Tag };
        let name =
            sources::by_name(agency.as_str()).map_or_else(|| agency.to_string(), |row| row.name.to_owned());
        return Origin { key, name, voice, rests_on: None };
    }
    let told = account.claim.attribution.last().filter(|it| it.words.is_none()).map(|it| it.name.clone());
    let name = account.digest.map(|it| it.source_name.clone()).filter(|name| !name.is_empty());
    let name = name.or(told).unwrap_or_default();
    Origin { key: own, name, voice: Voice::Own, rests_on: None }
}

/// Joins claims that quote one office under different names.
fn join_offices(group: &[&Account<'_>], origins: &[Origin], union: &mut Union) {
    let named = (0..group.len()).filter(|at| origins[*at].voice == Voice::Named);
    let mut offices: BTreeMap<_, (usize, &Speaker)> = BTreeMap::new();
    for at in named {
        let Some(speaker) = group[at].claim.attribution.first() else { continue };
        // Of the claims that quote one name one is enough to compare with others.
        let office = (&origins[at].key, &speaker.name, speaker.kind, &speaker.side);
        if let Some((other, _)) = offices.get(&office) {
            union.join(*other, at);
            continue;
        }
        for (other, _) in offices.values().filter(|(_, earlier)| is_one_office(speaker, earlier)) {
            union.join(*other, at);
        }
        offices.insert(office, (at, speaker));
    }
}

/// Joins claims that stand in the same passage, and the publisher's own words of reports that are copies of one
/// another. Gives back which claims were joined so.
fn join_copies(group: &[&Account<'_>], origins: &[Origin], union: &mut Union) -> Vec<bool> {
    let is_open = |at: usize, other: usize| {
        origins[at].voice == origins[other].voice && origins[at].voice != Voice::Named
    };
    let passages = copied::passages(group);
    let passages = passages.into_iter().filter(|(at, other)| may_be_one_voice(group, origins, *at, *other));
    let mut flags = vec![false; group.len()];
    for (at, other) in passages.chain(copied::reports(group, is_open)) {
        union.join(other, at);
        (flags[at], flags[other]) = (true, true);
    }
    flags
}

/// Whether the same words in two reports can go back to one speaker: short sentences of many reports differ in nothing
/// but who said so.
fn may_be_one_voice(group: &[&Account<'_>], origins: &[Origin], at: usize, other: usize) -> bool {
    let speakers = group[at].claim.attribution.first().zip(group[other].claim.attribution.first());
    match (origins[at].voice, origins[other].voice) {
        (Voice::Own | Voice::Tag, _) | (_, Voice::Own | Voice::Tag) => true,
        (Voice::Named, Voice::Named) => {
            let is_one = || speakers.is_some_and(|(a, b)| is_one_office(a, b));
            origins[at].key == origins[other].key || is_one()
        }
        (Voice::Unnamed, Voice::Unnamed) => speakers.is_some_and(|(a, b)| shares_name(a, b)),
        _ => false,
    }
}

fn root(group: &[&Account<'_>], origins: &[Origin], copied: &[bool], members: &[usize]) -> Root {
    let by_voice = |voice| members.iter().copied().filter(move |at| origins[*at].voice == voice);
    let earliest = |voice| by_voice(voice).min_by_key(|at| group[*at].precedence());
    let head = [Voice::Named, Voice::Tag, Voice::Unnamed, Voice::Own].into_iter().find_map(earliest);
    let head = head.or(members.first().copied()).unwrap_or_default();
    let reports = words::sorted(members.iter().map(|at| group[*at].report()).collect::<Vec<_>>()).len();
    let name = Some(&origins[head].name).filter(|name| !name.is_empty());
    let name = name.cloned().unwrap_or_else(|| format!("report {:.8}", group[head].report().to_string()));
    let same_passage = members.iter().filter(|at| copied[**at]).map(|at| group[*at].report());
    let same_passage = words::sorted(same_passage.collect::<Vec<_>>()).len();
    let mut reason = match (origins[head].voice, reports) {
        (Voice::Named, 1) => format!("one report quotes {name}"),
        (Voice::Named, n) => format!("{n} reports quote {name}"),
        (Voice::Tag, _) => format!("carries the tag of {name}"),
        (Voice::Unnamed, _) => format!("unnamed speaker: {name}"),
        (Voice::Own, _) => format!("own reporting of {name}"),
    };
    if same_passage > 1 {
        let _ = write!(reason, "; {same_passage} reports carry the same passage");
    }
    if members.iter().any(|at| origins[*at].rests_on.is_some()) {
        reason.push_str("; what rests on another account counts with it");
    }
    Root { name, claims: members.iter().map(|at| group[*at].claim.id).collect(), reason }
}

/// Sets that grow together; each is known by its lowest number.
struct Union {
    above: Vec<usize>,
}

impl Union {
    fn new(n: usize) -> Self {
        Self { above: (0..n).collect() }
    }

    fn lowest(&mut self, at: usize) -> usize {
        let mut lowest = at;
        while self.above[lowest] != lowest {
            self.above[lowest] = self.above[self.above[lowest]];
            lowest = self.above[lowest];
        }
        lowest
    }

    fn join(&mut self, a: usize, b: usize) {
        let (a, b) = (self.lowest(a), self.lowest(b));
        self.above[a.max(b)] = a.min(b);
    }
}
