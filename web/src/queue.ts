// What waits for a person, as tabs over the list.

import { queues } from "./api";
import { askAuthor, author, learnRights } from "./decide";
import { byId, el } from "./dom";
import { change, current } from "./state";
import type { Queue } from "./types";

const NAMES: Record<string, [name: string, hint: string]> = {
  new: ["New", "nobody decided anything about them"],
  uncertain: ["Uncertain", "kind, time or place unknown, or no sharper than an area"],
  disagreeing: ["Disagreeing", "denied, claimed by two, or with tolls that differ"],
  duplicate: ["Duplicates?", "another of the same kind within a day and some 25 km"],
  toll_changed: ["Toll changed", "the number of killed changed, since it was accepted if it was"],
};
const bar = byId("queues");
let known: Queue[] = [];

/** Asks what waits and whether decisions are taken here, and shows it. */
export async function showQueues(): Promise<void> {
  const told = await queues();
  learnRights(told.is_open);
  known = told.queues;
  drawQueues();
}

/** Shows which queue is worked. */
export function drawQueues(): void {
  const now = current().queue;
  document.body.classList.toggle("queue", now !== "");
  const tab = (value: string, name: string, hint: string, count: string): HTMLElement =>
    el("button", { type: "button", title: hint, "aria-pressed": String(now === value), onclick: () => change({ queue: value, id: "" }) }, name, count && el("span", { class: "n" }, count));
  const who = el("button", { type: "button", class: "who decides", onclick: () => void askAuthor() }, author() === "" ? "Who decides?" : `Decides: ${author()}`);
  const closed = el("span", { class: "hint closed" }, "read only");
  bar.replaceChildren(tab("", "All", "every incident of the filter", ""), ...known.map(({ name, count, is_capped }) => {
    const [words = name, hint = ""] = NAMES[name] ?? [];
    return tab(name, words, hint, `${count}${is_capped ? "+" : ""}`);
  }), who, closed);
}

/** Goes on to the next queue, or to all incidents after the last. */
export function nextQueue(): void {
  const names = ["", ...known.map((queue) => queue.name)];
  change({ queue: names[(names.indexOf(current().queue) + 1) % names.length] ?? "", id: "" });
}
