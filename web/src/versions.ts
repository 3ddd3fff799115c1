// Versions of an edited report side by side: what changed in its text, and in its claims.

import { report } from "./api";
import { show, tell } from "./ask";
import { claimChanges, type ClaimChange } from "./changes";
import { diff, type Run } from "./diff";
import { el } from "./dom";
import { textAsRead } from "./report";
import { typeName } from "./words";
import type { ReportText } from "./types";

/** Of words that both versions share, so many characters are shown beside a change. */
const SHOWN = 240;

/** Which version of its address a report is, and the way to the one before; nothing for most reports. */
export function versionsOf(whole: ReportText): HTMLElement[] {
  if (whole.previous === null) return [];
  const compare = el("button", { type: "button", onclick: () => void open(whole).catch((error: unknown) => tell(String(error), true)) }, `Compare with version ${whole.version - 1}`);
  return [el("p", { class: "hint" }, `Version ${whole.version} of its address. `, compare)];
}

async function open(after: ReportText): Promise<void> {
  if (after.previous === null) return;
  const before = await report(after.previous);
  const runs = diff(textAsRead(before), textAsRead(after));
  const sides = el("div", { class: "sides", role: "table", "aria-label": "Both texts" },
    el("div", { role: "row" }, head(before), head(after)),
    ...rows(runs).map(([gone, added]) => el("div", { role: "row" }, el("div", { role: "cell", dir: "auto" }, ...gone), el("div", { role: "cell", dir: "auto" }, ...added))));
  const changes = claimChanges(before.claims, after.claims);
  const told = changes.length === 0 ? el("p", {}, "Both make the same claims.") : el("ul", { class: "changes" }, ...changes.map(line));
  const n = runs.filter((run) => !run.isSame).length;
  const earlier = versionsOf(before);
  await show("What the publisher changed", [
    el("p", { class: "hint", dir: "auto" }, after.url ?? ""),
    el("h3", {}, "In the claims"), told,
    el("h3", {}, "In the text"), el("p", { class: "hint" }, n === 0 ? "What was read is the same; markup or what was left out differs." : `${n} place${n === 1 ? "" : "s"} changed`), sides,
    ...earlier,
  ]);
}

function head(whole: ReportText): HTMLElement {
  return el("div", { role: "columnheader" }, el("b", {}, `Version ${whole.version}`), ` ${whole.published?.replace("T", " ") ?? "date unknown"}`, whole.is_superseded ? "" : el("span", { class: "hint" }, " feeds the incidents"));
}

/** One row for each change, with the words around it; long stretches that both share are cut short. */
function rows(runs: Run[]): [gone: Node[], added: Node[]][] {
  const found: [Node[], Node[]][] = [];
  let row: [Node[], Node[]] = [[], []];
  runs.forEach((run, at) => {
    if (!run.isSame) {
      if (run.gone !== "") row[0].push(el("del", {}, run.gone));
      if (run.added !== "") row[1].push(el("ins", {}, run.added));
      return;
    }
    const [isFirst, isLast] = [at === 0, at === runs.length - 1];
    if (run.gone.length <= 2 * SHOWN && !isFirst && !isLast) return both(row, run.gone);
    if (!isFirst) both(row, shortened(run.gone.slice(0, SHOWN), run.gone.length > SHOWN, "end"));
    if (row[0].length + row[1].length > 0) found.push(row);
    row = [[], []];
    if (!isLast) both(row, shortened(run.gone.slice(-SHOWN), run.gone.length > SHOWN, "start"));
  });
  return row[0].length + row[1].length > 0 ? [...found, row] : found;
}

function both(row: [Node[], Node[]], words: string): void {
  for (const side of row) side.push(document.createTextNode(words));
}

/** Cut at a word, with an ellipsis where something was cut. */
function shortened(words: string, isCut: boolean, where: "start" | "end"): string {
  if (!isCut) return words;
  return where === "end" ? `${words.replace(/\S*$/, "")}…` : `…${words.replace(/^\S*/, "")}`;
}

function line({ before, after, facts }: ClaimChange): HTMLElement {
  const claim = after ?? before;
  const name = before === null ? "new" : after === null ? "no longer made" : "changed";
  return el("li", {}, el("span", { class: "grade" }, name), el("b", {}, typeName(claim?.event_type.value ?? null)),
    el("q", { dir: "auto" }, claim?.sentence.words ?? ""),
    facts.length > 0 && el("ul", {}, ...facts.map((fact) => el("li", {}, `${fact.name}: `, el("del", { dir: "auto" }, fact.before), " ", el("ins", { dir: "auto" }, fact.after)))));
}
