//! Claims in, incidents out.

use std::collections::BTreeMap;

use dateline_model::{Claim, Incident, Link, Modality, ReportId, Review, SourceCount};

use crate::account::Account;
use crate::digest::ReportDigest;
use crate::regroup::regroup;
use crate::rulings::Rulings;
use crate::score::{Evidence, Feature, chance, weigh};
use crate::{block::block_keys, cluster, fields, grade, id, positions, review, roots, tolls, voices};

/// A denial is attached to the incident it fits best, from these thousandths of log-odds on: what is denied is
/// often told in few words.
const ATTACH: i64 = -500;
/// A claim's link is explained by comparing it with so many other claims of its incident at most.
const COMPARED: usize = 24;

/// The incidents that `claims` support together, founding claim by founding claim: earliest published first.
///
/// `digests` are those of the claims' reports; a claim without one is compared without its words and its date of
/// publication. The order of both inputs changes nothing, and a claim or digest given twice counts once. Claims
/// that share no [key](block_keys), not even through others, do not change one another's incidents.
#[must_use]
pub fn fuse(claims: &[Claim], digests: &[ReportDigest]) -> Vec<Incident> {
    fuse_decided(claims, digests, &Rulings::default())
}

/// As [`fuse`], with what persons decided laid over what the evidence says: claims they put together stand in one
/// incident, those they keep apart do not, and the headlines they corrected say so. Claims that are put together
/// change one another's incidents even without a common key.
#[must_use]
pub fn fuse_decided(claims: &[Claim], digests: &[ReportDigest], rulings: &Rulings) -> Vec<Incident> {
    let digests: BTreeMap<ReportId, &ReportDigest> = digests.iter().map(|it| (it.report, it)).collect();
    let claims: BTreeMap<_, &Claim> = claims.iter().map(|claim| (claim.id, claim)).collect();
    let occurred = claims.values().filter(|claim| claim.modality.value.makes_incident());
    let denied = claims.values().filter(|claim| claim.modality.value == Modality::Denied);
    let accounts: Vec<Account<'_>> = occurred.map(|claim| Account::new_of(claim, &digests)).collect();
    let denials: Vec<Account<'_>> = denied.map(|claim| Account::new_of(claim, &digests)).collect();

    let groups = cluster::group(&accounts, &keys(&accounts));
    let groups = regroup(groups, &accounts, rulings);
    let attached = attach(&accounts, &groups, &denials);
    let mut founded: Vec<_> = groups
        .iter()
        .zip(attached)
        .map(|(group, denials)| {
            let mut group: Vec<&Account<'_>> = group.iter().map(|at| &accounts[*at]).collect();
            group.sort_by_key(|account| account.precedence());
            let mut incident = incident(&group, &denials);
            review::lay_on(&mut incident, rulings);
            (group[0].precedence(), incident)
        })
        .collect();
    founded.sort_by_key(|(precedence, _)| *precedence);
    founded.into_iter().map(|(_, incident)| incident).collect()
}

/// Why two claims seem to speak of one event or of two: the parts in words with their weights (natural logarithms
/// of odds, added up), strongest first. A weight of -9 or less forbids that both stand in one incident.
#[must_use]
pub fn explain(
    a: &Claim,
    b: &Claim,
    digest_a: Option<&ReportDigest>,
    digest_b: Option<&ReportDigest>,
) -> Vec<(String, f32)> {
    let evidence = weigh(&Account::new(a, digest_a), &Account::new(b, digest_b));
    let mut parts: Vec<_> = evidence.parts().map(|(_, row)| (row.words.to_owned(), row.weight)).collect();
    parts.sort_by(|a, b| b.1.abs().total_cmp(&a.1.abs()));
    parts
}

fn keys(accounts: &[Account<'_>]) -> Vec<Vec<u64>> {
    accounts.iter().map(|account| block_keys(account.claim, account.digest)).collect()
}

/// For each group the denials that fit it better than any other group.
fn attach<'a, 'b>(
    accounts: &'a [Account<'b>],
    groups: &[Vec<usize>],
    denials: &'a [Account<'b>],
) -> Vec<Vec<&'a Account<'b>>> {
    let mut attached = vec![Vec::new(); groups.len()];
    if denials.is_empty() {
        return attached;
    }
    let mut group_of = vec![0; accounts.len()];
    for (nth, group) in groups.iter().enumerate() {
        for &at in group {
            group_of[at] = nth;
        }
    }
    let mut blocks: BTreeMap<u64, Vec<usize>> = BTreeMap::new();
    for (at, keys) in keys(accounts).into_iter().enumerate() {
        for key in keys {
            blocks.entry(key).or_default().push(at);
        }
    }
    for denial in denials {
        let keys = block_keys(denial.claim, denial.digest);
        let near = keys.iter().filter_map(|key| blocks.get(key)).flatten().copied();
        let near = near.filter(|at| may_attach(weigh(denial, &accounts[*at])));
        let best = crate::words::sorted(near.map(|at| group_of[at]).collect())
            .into_iter()
            .filter_map(|nth| Some((odds_of_denial(denial, accounts, &groups[nth])?, std::cmp::Reverse(nth))))
            .max();
        if let Some((odds, nth)) = best
            && odds >= ATTACH
        {
            attached[nth.0].push(denial);
        }
    }
    attached
}

/// Mean odds that a denial speaks of the event of a group, by the weight of its claims; `None` when every claim of
/// it forbids that.
fn odds_of_denial(denial: &Account<'_>, accounts: &[Account<'_>], group: &[usize]) -> Option<i64> {
    let (mut odds, mut weight) = (0, 0);
    for account in group.iter().map(|at| &accounts[*at]) {
        let evidence = weigh(denial, account);
        if !evidence.forbids() {
            odds += i64::from(without_report(evidence).odds()) * account.weight();
            weight += account.weight();
        }
    }
    (weight > 0).then(|| odds.div_euclid(weight))
}

/// Whether this pair can bring a denial to an incident: a mean of [`ATTACH`] needs at least one such pair.
pub(crate) fn may_attach(evidence: Evidence) -> bool {
    !evidence.forbids() && i64::from(without_report(evidence).odds()) >= ATTACH
}

/// A denial stands where what it denies stands: that both are in one report speaks for it, not against.
fn without_report(evidence: Evidence) -> Evidence {
    [Feature::ReportSame, Feature::SentenceSame, Feature::ToldApart]
        .into_iter()
        .fold(evidence, Evidence::without)
}

/// The incident of a group (founding claim first) and its denials.
fn incident(group: &[&Account<'_>], denials: &[&Account<'_>]) -> Incident {
    let founding = group[0];
    let mut sorted: Vec<&Account<'_>> = group.to_vec();
    sorted.sort_by_key(|account| account.claim.id);
    let rooted = roots::find(&sorted);
    let support = fields::Support::new(&rooted);
    let positions = positions::find(&sorted, denials);
    let (grade, grade_reason) = grade::grade(&rooted, &positions, &sorted, denials);
    Incident {
        id: id::incident_id(founding.claim.id),
        event_type: fields::event_type(&sorted, &support),
        means: fields::means(&sorted, &support),
        time: fields::time(&sorted, &support),
        place: fields::place(&sorted, &support),
        actors: fields::actors(&sorted, &support),
        tolls: tolls::tolls(&sorted, &support),
        materiel: fields::materiel(&sorted, &support),
        links: links(founding, &sorted),
        denials: denials.iter().map(|denial| denial.claim.id).collect(),
        sources: sources(&sorted, rooted.len()),
        roots: rooted,
        positions,
        grade,
        grade_reason,
        review: Review::Open,
        decisions: Vec::new(),
    }
}

fn sources(group: &[&Account<'_>], roots: usize) -> SourceCount {
    let count = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
    let reports = crate::words::sorted(group.iter().map(|account| account.report()).collect());
    let outlets = crate::words::sorted(group.iter().map(|account| voices::outlet(account)).collect());
    SourceCount { reports: count(reports.len()), outlets: count(outlets.len()), roots: count(roots) }
}

/// The founding claim, then the others, each with its mean comparison to the rest.
fn links(founding: &Account<'_>, group: &[&Account<'_>]) -> Vec<Link> {
    let mut links = vec![Link { claim: founding.claim.id, score: 1.0, parts: Vec::new() }];
    let others = group.iter().filter(|account| account.claim.id != founding.claim.id);
    links.extend(others.map(|account| link(account, group)));
    links
}

fn link(account: &Account<'_>, group: &[&Account<'_>]) -> Link {
    let rest = group.iter().filter(|other| other.claim.id != account.claim.id).take(COMPARED);
    let evidence: Vec<Evidence> = rest.map(|other| weigh(account, other)).collect();
    let n = evidence.len().max(1);
    let odds: i64 = evidence.iter().map(|it| i64::from(it.odds())).sum();
    let mut parts: Vec<(String, f32)> = Feature::ALL
        .iter()
        .filter_map(|feature| {
            let times = evidence.iter().filter(|it| it.has(*feature)).count();
            let row = feature.weight().filter(|_| times > 0)?;
            Some((row.words.to_owned(), row.weight * share(times, n)))
        })
        .collect();
    parts.sort_by(|a, b| b.1.abs().total_cmp(&a.1.abs()));
    let n = i64::try_from(n).unwrap_or(i64::MAX);
    Link { claim: account.claim.id, score: chance(odds.div_euclid(n)), parts }
}

#[expect(clippy::cast_precision_loss, reason = "both are at most the number of compared claims")]
fn share(times: usize, of: usize) -> f32 {
    times as f32 / of as f32
}
