// The outlets: who published what is here, whose they are, and how reliable the reader judges them.

import { rate, sources } from "./api";
import { show, tell } from "./ask";
import { isReady } from "./decide";
import { el } from "./dom";
import { country, plain } from "./words";
import type { Source } from "./types";

/** The letters of NATO's Admiralty code for sources. */
const LETTERS: readonly [letter: string, name: string][] = [
  ["A", "completely reliable"], ["B", "usually reliable"], ["C", "fairly reliable"],
  ["D", "not usually reliable"], ["E", "unreliable"], ["F", "cannot be judged"],
];

/** The button that opens the table. */
export function sourcesButton(): HTMLElement {
  return el("button", { type: "button", onclick: () => void open().catch((error: unknown) => tell(String(error), true)) }, "Sources");
}

async function open(): Promise<void> {
  const all = (await sources()).filter((source) => source.reports > 0 || source.user_edited);
  all.sort((a, b) => b.reports - a.reports || a.name.localeCompare(b.name));
  const head = ["Outlet", "Kind", "Country", "Side", "Reports", "Reliability"].map((name) => el("th", { scope: "col" }, name));
  const rows = all.map((source) => el("tr", {},
    el("th", { scope: "row", dir: "auto" }, source.name, source.name === source.id ? "" : el("span", { class: "hint" }, ` ${source.id}`)),
    el("td", {}, plain(source.kind)), el("td", {}, country(source.country)), el("td", {}, source.side ?? ""), el("td", { class: "n" }, source.reports), el("td", {}, letter(source))));
  const table = el("table", { class: "sources" }, el("thead", {}, el("tr", {}, ...head)), el("tbody", {}, ...rows));
  const none = el("p", {}, "The reports name no publisher.");
  await show("Sources", [el("p", { class: "hint" }, "Dateline ships no opinion of outlets: each is F until you say otherwise."), all.length > 0 ? el("div", { class: "wide", tabindex: 0, role: "region", "aria-label": "Sources" }, table) : none]);
}

function letter(source: Source): HTMLElement {
  const select = el("select", { "aria-label": `Reliability of ${source.name}` }, ...LETTERS.map(([value, name]) => el("option", { value }, `${value} ${name}`)));
  select.value = source.reliability;
  select.addEventListener("change", () => void set(source, select));
  return select;
}

async function set(source: Source, select: HTMLSelectElement): Promise<void> {
  try {
    if (await isReady()) source.reliability = (await rate(source.id, select.value)).reliability;
  } catch (error) {
    tell(error instanceof Error ? error.message : String(error), true);
  }
  select.value = source.reliability;
}
