// The list: one line an incident, newest first, more on demand.

import { incident, incidents, isOvertaken } from "./api";
import { byId, el } from "./dom";
import { groupColour } from "./groups";
import { change, current } from "./state";
import { days, harm, plain, pointName, typeGroup, typeName } from "./words";
import type { Incident, Summary } from "./types";

const list = byId("list");
const status = byId("count");
let cursor: string | null = null;
let shown = 0;

/** Shows the first page of what the filter leaves. */
export async function showList(): Promise<void> {
  const page = await incidents(null);
  shown = page.incidents.length;
  cursor = page.next_cursor;
  list.replaceChildren(...page.incidents.map(line), ...moreButton());
  status.textContent = page.total === 0 ? nothing() : `${page.total.toLocaleString("en")} incident${page.total === 1 ? "" : "s"}`;
  markOpen();
}

function nothing(): string {
  return current().queue === "" ? "No incident fits the filter." : "Nothing waits here.";
}

/** Shows these incidents only: those of an area or a cluster that was clicked. */
export async function showThese(ids: string[]): Promise<void> {
  const most = 50;
  const found = await Promise.all(ids.slice(0, most).map((id) => incident(id, `line ${id}`)));
  const back = el("button", { type: "button", onclick: () => void showList() }, "Back to all");
  list.replaceChildren(...found.map((it) => line(summary(it))));
  status.replaceChildren(`${ids.length} at this place${ids.length > most ? `, the first ${most}` : ""} `, back);
  markOpen();
}

/** Shows which incident is open. */
export function markOpen(): void {
  for (const button of list.querySelectorAll("button[data-id]")) {
    const isOpen = button.getAttribute("data-id") === current().id;
    button.setAttribute("aria-pressed", String(isOpen));
    if (isOpen) button.scrollIntoView({ block: "nearest" });
  }
}

/** The incident `steps` lines below this one, or above with a negative number; the first when this one is not in the
 * list, and nothing past its ends. */
export function neighbour(id: string, steps: number): string {
  const ids = [...list.querySelectorAll("button[data-id]")].map((button) => button.getAttribute("data-id") ?? "");
  const at = ids.indexOf(id);
  return (at < 0 ? ids[0] : ids[at + steps]) ?? "";
}

function moreButton(): HTMLElement[] {
  if (!cursor) return [];
  const button = el("button", { type: "button", class: "more", onclick: () => void more(button) }, "More");
  return [el("li", {}, button)];
}

async function more(button: HTMLElement): Promise<void> {
  try {
    const page = await incidents(cursor);
    cursor = page.next_cursor;
    shown += page.incidents.length;
    const lines = page.incidents.map(line);
    button.parentElement?.replaceWith(...lines, ...moreButton());
    lines[0]?.querySelector("button")?.focus();
  } catch (error) {
    if (!isOvertaken(error)) button.textContent = `No answer: ${String(error)}. Again`;
  }
}

function line(it: Summary): HTMLLIElement {
  const dot = el("span", { class: "dot", "aria-hidden": "true" });
  dot.style.background = groupColour(typeGroup(it.event_type));
  const sides = [it.initiators.slice(0, 2).join(", "), it.targets.slice(0, 2).join(", ")].filter(Boolean).join(" → ");
  const tolls = [harm(it.killed, "killed"), harm(it.injured, "injured")].filter(Boolean).join(", ");
  const roots = `${it.sources.roots} independent root${it.sources.roots === 1 ? "" : "s"}`;
  const open = (): void => change({ id: it.id });
  return el("li", {},
    el("button", { type: "button", class: "line", "data-id": it.id, "aria-pressed": "false", onclick: open },
      el("span", { class: "top" }, dot, el("strong", {}, typeName(it.event_type)), el("time", {}, days(it.time))),
      el("span", { class: "where" }, pointName(it.place), tolls && el("b", { class: "toll" }, tolls)),
      sides && el("span", { class: "who" }, sides),
      current().text !== "" && el("span", { class: "found", dir: "auto" }, ...found(it.headline, current().text)),
      el("span", { class: "foot" }, el("span", { class: `grade ${it.grade}` }, plain(it.grade)), it.review !== "open" && el("span", { class: `review ${it.review}` }, it.review), roots, ` · ${it.sources.reports} report${it.sources.reports === 1 ? "" : "s"}`),
    ),
  );
}

/** The sentence with the words that were searched for marked; the index finds other forms of a word too, so its
 * beginning is what is looked for. */
function found(sentence: string, searched: string): (Node | string)[] {
  const words = searched.match(/[\p{L}\p{N}]{2,}/gu) ?? [];
  if (words.length === 0) return [sentence];
  const stems = words.map((word) => word.replace(/(?<=\p{L}{4})(ing|ed|es|s)$/u, ""));
  const parts = sentence.split(new RegExp(`((?<![\\p{L}\\p{N}])(?:${stems.join("|")})[\\p{L}\\p{N}]*)`, "iu"));
  return parts.map((part, at) => (at % 2 === 1 ? el("mark", { class: "hit" }, part) : part));
}

/** The headline values of a whole incident. */
function summary(it: Incident): Summary {
  const names = (...roles: string[]): string[] => it.actors.filter((actor) => roles.includes(actor.value.role)).map((actor) => actor.value.name);
  const toll = (harm: string) => it.tolls.find((found) => found.harm === harm && found.count.headline)?.count.headline ?? null;
  const place = it.place.headline;
  return {
    id: it.id,
    event_type: it.event_type.headline,
    time: it.time.headline,
    place: place && { ...place, name: place.place?.name ?? place.name, country: place.place?.country ?? null },
    initiators: names("initiator"),
    targets: names("target", "partner"),
    killed: toll("killed"),
    injured: toll("injured"),
    sources: it.sources,
    grade: it.grade,
    review: it.review,
    headline: "",
  };
}
