// What a person does with the open incident: each a decision that holds when reports are read anew.

import { ask, tell } from "./ask";
import { related } from "./api";
import { correct } from "./correct";
import { isReady, make } from "./decide";
import { el } from "./dom";
import { neighbour } from "./list";
import { change, current } from "./state";
import { days, harm, plain, pointName, speakers, typeName } from "./words";
import type { Decision, Incident, Summary } from "./types";

/** Incidents set aside to be merged with another or kept apart from it. */
const aside = new Map<string, Summary | null>();

/** Something that can be done with the open incident. */
export interface Action { key: string; name: string; hint: string; act: (it: Incident) => Promise<void>; /** Whether it decides nothing, so that nobody need say who they are. */ isPrivate?: boolean }

export const ACTIONS: readonly Action[] = [
  { key: "a", name: "Accept", hint: "take the record as it stands, go on to the next", act: (it) => settled(it, "accept") },
  { key: "c", name: "Correct", hint: "set one field; words selected in the report are offered", act: corrected },
  { key: "m", name: "Merge", hint: "make it one with another", act: (it) => joined(it, "merge") },
  { key: "s", name: "Split", hint: "take claims out of it", act: split },
  { key: "d", name: "Keep apart", hint: "different from another, whatever the likeness", act: (it) => joined(it, "keep_apart") },
  { key: "r", name: "Reject", hint: "no incident of this kind happened", act: reject },
  { key: "n", name: "Note", hint: "put a remark on it", act: note },
  { key: "x", name: "Set aside", hint: "keep it at hand for merging with the next", act: setAside, isPrivate: true },
];

/** The buttons over an incident. */
export function reviewBar(it: Incident): HTMLElement {
  const buttons = ACTIONS.map((action) =>
    el("button", { type: "button", class: "decides", title: action.hint, "aria-keyshortcuts": action.key, onclick: () => run(action, it) }, action.name, el("kbd", { "aria-hidden": "true" }, action.key)));
  const state = el("span", { class: `review ${it.review}` }, it.review);
  const closed = el("span", { class: "hint closed" }, "Read only: others reach this server, and it was started without --allow-review.");
  return el("div", { class: "reviewbar", role: "toolbar", "aria-label": "Decide" }, state, ...buttons, closed);
}

/** Does it, and says what came of it. */
export function run(action: Action, it: Incident): void {
  void (action.isPrivate ? Promise.resolve(true) : isReady()).then(async (ready) => {
    if (ready) await action.act(it);
  }).catch((error: unknown) => tell(error instanceof Error ? error.message : String(error), true));
}

/** Takes back the last decision of the reader. */
export async function undo(decision: string | null = null): Promise<void> {
  if (!(await isReady())) return;
  const made = await make(decision === null ? { verdict: "undo" } : { verdict: "undo", decision });
  tell(`Taken back: decision ${made.undoes}.`);
  if (made.now[0]) change({ id: made.now[0] });
}

/** The decisions in force that bear on an incident, each with a way back. */
export function decisionsOf(it: Incident): HTMLElement[] {
  return it.decisions.map((decision) => {
    const back = el("button", { type: "button", class: "decides", onclick: () => void undo(decision.id).catch((error: unknown) => tell(String(error), true)) }, "Undo");
    return el("li", {}, el("b", {}, said(decision)), ` ${decision.author}, ${decision.at.slice(0, 16).replace("T", " ")} UTC `, back,
      decision.reason !== "" && el("q", { dir: "auto" }, decision.reason));
  });
}

function said(decision: Decision): string {
  if (decision.verdict !== "correct") return plain(decision.verdict);
  return `correct ${plain(decision.field ?? "")} `;
}

/** Accepts or rejects, and goes on to the next of the list. */
async function settled(it: Incident, verdict: "accept" | "reject", reason = ""): Promise<void> {
  const next = neighbour(it.id, 1) || neighbour(it.id, -1);
  const made = await make({ verdict, incident: it.id, reason });
  tell(`${verdict === "accept" ? "Accepted" : "Rejected"}: ${typeName(it.event_type.headline)}. U takes it back.`);
  const isWorked = current().queue !== "" || verdict === "reject";
  change({ id: isWorked ? next : (made.now[0] ?? it.id) });
}

async function corrected(it: Incident): Promise<void> {
  if (await correct(it)) tell("Corrected. U takes it back.");
}

async function reject(it: Incident): Promise<void> {
  const why = el("label", {}, "Why (may stay empty)", el("input", { name: "reason", maxlength: 2000 }));
  await ask("Reject this incident", [el("p", { class: "hint" }, "It leaves lists, map and exports; its claims and reports stay."), why], "Reject", (form) => settled(it, "reject", String(form.get("reason") ?? "")));
}

async function note(it: Incident): Promise<void> {
  const text = el("textarea", { name: "reason", rows: 4, required: true, maxlength: 7000 });
  const isKept = await ask("Note", [el("label", {}, "Remark (Ctrl+Enter keeps it)", text)], "Keep the note", async (form) => {
    await make({ verdict: "note", incident: it.id, reason: form.get("reason") });
  });
  if (isKept) tell("Noted.");
}

async function setAside(it: Incident): Promise<void> {
  if (aside.delete(it.id)) return tell("No longer set aside.");
  aside.set(it.id, null);
  tell("Set aside: open another and press M to merge both, D to keep them apart.");
}

/** Merges with another incident, or keeps both apart. */
async function joined(it: Incident, verdict: "merge" | "keep_apart"): Promise<void> {
  const near = await related(it.id);
  const lines = [
    ...[...aside.keys()].filter((id) => id !== it.id).map((id) => offer(id, el("b", {}, "the one set aside"), el("span", { class: "hint" }, id))),
    ...near.map(({ incident, chance, is_forbidden, parts }) => {
      const reasons = parts.slice(0, 2).map((part) => part.reason).join("; ");
      const likely = is_forbidden ? "something forbids it" : `${Math.round(chance * 100)} % likely the same`;
      return offer(incident.id, el("b", {}, brief(incident)), el("span", { class: "hint", dir: "auto" }, `${likely}: ${reasons}`), el("span", { class: "words", dir: "auto" }, incident.headline));
    }),
    el("div", { class: "offer" }, el("label", { for: "other-id" }, "another, by its id:"), el("input", { id: "other-id", name: "typed", size: 14 })),
  ];
  const first = lines[0]?.querySelector<HTMLInputElement>("input[type=radio]");
  if (first) first.checked = true;
  const isMerge = verdict === "merge";
  const title = isMerge ? "Make it one with" : "Keep it apart from";
  const why = el("label", {}, "Why (may stay empty)", el("input", { name: "reason", maxlength: 2000 }));
  let kept = it.id;
  const isMade = await ask(title, [el("div", { class: "offers" }, ...lines), why], isMerge ? "Merge" : "Keep apart", async (form) => {
    const other = String(form.get("typed") ?? "").trim() || String(form.get("other") ?? "");
    if (other === "") throw new Error("Choose an incident or write the start of its id.");
    const made = await make({ verdict, incidents: [it.id, other], reason: form.get("reason") });
    kept = made.now[0] ?? it.id;
    aside.delete(other);
  });
  if (!isMade) return;
  tell(isMerge ? "Merged. U takes it back." : "Kept apart. U takes it back.");
  if (isMerge) change({ id: kept });
}

function offer(id: string, ...words: HTMLElement[]): HTMLElement {
  return el("label", { class: "offer" }, el("input", { type: "radio", name: "other", value: id }), ...words);
}

function brief(it: Summary): string {
  return [typeName(it.event_type), pointName(it.place), days(it.time), harm(it.killed, "killed")].filter(Boolean).join(" · ");
}

/** Takes claims out; they make an incident of their own. */
async function split(it: Incident): Promise<void> {
  if (it.links.length < 2) return tell("It rests on one claim: there is nothing to split.");
  const lines = it.links.flatMap(({ claim: id }) => {
    const claim = it.claims_in_full.find((found) => found.id === id);
    return claim ? [el("label", { class: "offer" }, el("input", { type: "checkbox", name: "claim", value: id }), el("b", { dir: "auto" }, speakers(claim.attribution)), el("span", { class: "words", dir: "auto" }, claim.sentence.words ?? ""))] : [];
  });
  const why = el("label", {}, "Why (may stay empty)", el("input", { name: "reason", maxlength: 2000 }));
  const isMade = await ask("Which claims speak of something else?", [el("div", { class: "offers" }, ...lines), why], "Split", async (form) => {
    const claims = form.getAll("claim");
    if (claims.length === 0) throw new Error("Choose at least one claim.");
    await make({ verdict: "split", incident: it.id, claims, reason: form.get("reason") });
  });
  if (isMade) tell("Split. U takes it back.");
}
