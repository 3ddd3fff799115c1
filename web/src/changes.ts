// What a later version of a report claims differently.

import { count, days, placeName, plain, speakers, typeName } from "./words";
import type { Claim } from "./types";

/** A claim of either version, or of both with what differs. */
export interface ClaimChange { before: Claim | null; after: Claim | null; facts: { name: string; before: string; after: string }[] }

/** A sentence that shares fewer of its words, of those of both, is another one. */
const SAME_WORDS = 0.4;

/** The claims of both versions that differ, in the order of the later text; those that are gone come last. */
export function claimChanges(before: Claim[], after: Claim[]): ClaimChange[] {
  const left = [...before];
  const pairs = after.map((claim): ClaimChange => {
    const likeness = left.map((old) => alike(old, claim));
    const best = Math.max(...likeness, 0);
    const old = best >= SAME_WORDS ? left.splice(likeness.indexOf(best), 1)[0] : undefined;
    return { before: old ?? null, after: claim, facts: old ? differing(old, claim) : [] };
  });
  const gone = left.map((claim): ClaimChange => ({ before: claim, after: null, facts: [] }));
  return [...pairs.filter((pair) => pair.before === null || pair.facts.length > 0), ...gone];
}

/** Words that both sentences have among those that either has; a little more for the same kind of event. */
function alike(a: Claim, b: Claim): number {
  const [left, right] = [a, b].map((claim) => new Set(claim.sentence.words?.toLowerCase().match(/[\p{L}\p{N}]+/gu))) as [Set<string>, Set<string>];
  const both = [...left].filter((word) => right.has(word)).length;
  const shared = both / Math.max(1, left.size + right.size - both);
  return a.event_type.value === b.event_type.value ? shared + 0.01 : shared - 0.01;
}

function differing(before: Claim, after: Claim): ClaimChange["facts"] {
  const [old, now] = [facts(before), facts(after)];
  const names = [...new Set([...old.keys(), ...now.keys()])];
  return names.map((name) => ({ name, before: old.get(name) ?? "not told", after: now.get(name) ?? "not told" })).filter((fact) => fact.before !== fact.after);
}

/** What a claim says, by name. */
function facts(claim: Claim): Map<string, string> {
  const told = new Map<string, string>([["what", typeName(claim.event_type.value)], ["who says so", speakers(claim.attribution)], ["as", `${plain(claim.stance.value)}, ${claim.modality.value}`]]);
  if (claim.means) told.set("means", plain(claim.means.value));
  if (claim.place) told.set("where", placeName(claim.place));
  if (claim.time?.range) told.set("when", days(claim.time.range));
  for (const { role, name } of claim.actors) told.set(role, [told.get(role), name].filter(Boolean).join("; "));
  for (const { harm, victims, count: range } of claim.casualties) told.set(victims === "unspecified" ? plain(harm) : `${plain(harm)}, ${plain(victims)}`, count(range));
  return told;
}
