// An incident in pictures: how far the figures lie apart and who gives them, how the toll grew, and through whom the
// accounts go back to their roots. Every picture says in words what it shows.

import { el, svg } from "./dom";
import { count, plain, publisher, speakers } from "./words";
import type { Claim, Count, Incident, Toll } from "./types";

const WIDTH = 420;
const ROW = 22;

/** The pictures that this incident gives rise to; none for a single claim. */
export function picturesOf(it: Incident): HTMLElement[] {
  const tolls = it.tolls.filter((toll) => toll.count.values.length > 1).map((toll) => figures(it, toll));
  const grown = it.tolls.filter((toll) => moments(it, toll).length > 1).map((toll) => course(it, toll));
  const sources = it.reports.length > 1 ? [provenance(it)] : [];
  return [...tolls, ...grown, ...sources];
}

function picture(title: string, told: string, height: number, ...parts: SVGElement[]): HTMLElement {
  const drawn = svg("svg", { viewBox: `0 0 ${WIDTH} ${height}`, role: "img", "aria-label": told, class: "picture" }, ...parts);
  return el("section", {}, el("h3", {}, title), drawn);
}

function toldToll(toll: Toll): string {
  return toll.victims === "unspecified" ? plain(toll.harm) : `${plain(toll.harm)}, ${plain(toll.victims)}`;
}

/** The far end of a count; an open one reaches a tenth beyond its start. */
function far(range: Count): number {
  return range.max ?? Math.ceil(range.min * 1.1);
}

/** One line a figure: from its least to its most, with who gives it. An open end is drawn as an arrow. */
function figures(it: Incident, toll: Toll): HTMLElement {
  const values = [...toll.count.values].sort((a, b) => a.value.min - b.value.min);
  const most = Math.max(...values.map(({ value }) => far(value)), 1);
  const x = (n: number): number => 8 + (n / most) * (WIDTH - 16);
  const parts: SVGElement[] = [];
  const headline = toll.count.headline;
  if (headline) {
    parts.push(svg("rect", { class: "headline", x: x(headline.min), y: 0, width: Math.max(3, x(far(headline)) - x(headline.min)), height: values.length * ROW * 2 }));
  }
  values.forEach(({ value, claims }, at) => {
    const y = at * ROW * 2 + ROW + 12;
    const names = claims.map((id) => it.claims_in_full.find((claim) => claim.id === id)).flatMap((claim) => (claim ? [speakers(claim.attribution)] : []));
    const who = [...new Set(names)].join("; ");
    parts.push(svg("text", { x: 8, y: y - 10 }, clipped(`${count(value)} ${who}`, 62)));
    parts.push(svg("line", { class: "range", x1: x(value.min), x2: Math.max(x(value.min) + 1, x(far(value))), y1: y, y2: y }));
    parts.push(svg("circle", { class: "end", cx: x(value.min), cy: y, r: 4 }));
    if (value.max === null) parts.push(svg("path", { class: "end", d: `M${x(far(value)) - 5} ${y - 5} l7 5 l-7 5 z` }));
    else if (value.max !== value.min) parts.push(svg("circle", { class: "end", cx: x(value.max), cy: y, r: 4 }));
  });
  const told = `${toldToll(toll)}: ${values.map(({ value }) => count(value)).join(", ")}; shown ${count(headline)} by ${plain(toll.count.policy)}`;
  return picture(`How many ${toldToll(toll)}, and who says so`, told, values.length * ROW * 2 + 6, ...parts);
}

interface Moment { at: string; count: Count; claim: Claim }

/** The figures of a toll in the order in which they were published; those without a date are left out. */
function moments(it: Incident, toll: Toll): Moment[] {
  const found = toll.course.flatMap(({ count, claim: id }) => {
    const claim = it.claims_in_full.find((found) => found.id === id);
    const at = it.reports.find((head) => head.id === claim?.report)?.published;
    return claim && at ? [{ at, count, claim }] : [];
  });
  return found.sort((a, b) => a.at.localeCompare(b.at));
}

/** The toll over the time of publication. */
function course(it: Incident, toll: Toll): HTMLElement {
  const all = moments(it, toll);
  // Counting in UTC on both sides keeps the civil time.
  const times = all.map(({ at }) => Date.parse(`${at.length === 10 ? `${at}T00:00` : at.slice(0, 16)}Z`));
  const [first = 0, last = 0] = [times[0], times.at(-1)];
  const most = Math.max(...all.map((moment) => far(moment.count)), 1);
  const x = (time: number): number => 30 + ((time - first) / Math.max(last - first, 1)) * (WIDTH - 60);
  const y = (n: number): number => 96 - (n / most) * 78;
  const parts: SVGElement[] = [svg("line", { class: "base", x1: 20, x2: WIDTH - 10, y1: 96, y2: 96 })];
  all.forEach((moment, nth) => {
    const at = x(times[nth] ?? first);
    parts.push(svg("line", { class: "range", x1: at, x2: at, y1: y(moment.count.min), y2: y(far(moment.count)) - 1 }));
    const dot = svg("circle", { class: "end", cx: at, cy: y(moment.count.min), r: 4 });
    dot.append(svg("title", {}, `${moment.at.slice(0, 10)}: ${count(moment.count)}, ${speakers(moment.claim.attribution)}`));
    parts.push(dot, svg("text", { x: at, y: y(far(moment.count)) - 7, "text-anchor": "middle" }, count(moment.count)));
  });
  const days = [all[0]?.at.slice(0, 10) ?? "", all.at(-1)?.at.slice(0, 10) ?? ""];
  parts.push(svg("text", { x: 20, y: 112, class: "day" }, days[0]), svg("text", { x: WIDTH - 10, y: 112, class: "day", "text-anchor": "end" }, days[1]));
  const told = all.map((moment) => `${moment.at.slice(0, 10)} ${count(moment.count)}`).join(", ");
  return picture(`How the toll was told: ${toldToll(toll)}`, told, 118, ...parts);
}

/** Who published, on the left; what it goes back to, on the right; a line for each claim between. */
function provenance(it: Incident): HTMLElement {
  const outlets = [...new Set(it.reports.map((head) => publisher(head, it.claims_in_full)))];
  const height = Math.max(outlets.length, it.roots.length) * ROW + 30;
  const y = (at: number, of: number): number => 34 + ((at + 0.5) * (height - 34)) / of;
  const lines = new Map<string, SVGElement>();
  const told: string[] = [];
  it.roots.forEach((root, to) => {
    for (const id of root.claims) {
      const claim = it.claims_in_full.find((found) => found.id === id);
      const head = it.reports.find((found) => found.id === claim?.report);
      if (!head) continue;
      const from = outlets.indexOf(publisher(head, it.claims_in_full));
      const key = `${from} ${to}`;
      if (lines.has(key)) continue;
      told.push(`${outlets[from]} from ${root.name}`);
      const [a, b] = [y(from, outlets.length), y(to, it.roots.length)];
      lines.set(key, svg("path", { class: "range", d: `M170 ${a} C 210 ${a}, 210 ${b}, 250 ${b}` }));
    }
  });
  const left = outlets.map((name, at) => svg("text", { x: 164, y: y(at, outlets.length) + 4, "text-anchor": "end" }, clipped(name, 25)));
  const right = it.roots.map((root, at) => svg("text", { x: 256, y: y(at, it.roots.length) + 4 }, clipped(root.name, 25)));
  const heads = [svg("text", { class: "day", x: 164, y: 14, "text-anchor": "end" }, "published by"), svg("text", { class: "day", x: 256, y: 14 }, "goes back to")];
  return picture("Where it comes from", told.join("; "), height, ...heads, ...lines.values(), ...left, ...right);
}

function clipped(words: string, most: number): string {
  return words.length > most ? `${words.slice(0, most - 1)}…` : words;
}
