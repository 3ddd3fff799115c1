// The outlets: who published what is here, whose they are, and how reliable the reader judges them.

import { habits, rate, sources } from "./api";
import { show, tell } from "./ask";
import { isReady } from "./decide";
import { el } from "./dom";
import { country, plain } from "./words";
import type { Habits, Numbered, Source } from "./types";

/** The letters of NATO's Admiralty code for sources. */
const LETTERS: readonly [letter: string, name: string][] = [
  ["A", "completely reliable"], ["B", "usually reliable"], ["C", "fairly reliable"],
  ["D", "not usually reliable"], ["E", "unreliable"], ["F", "cannot be judged"],
];

/** The button that opens the table. */
export function sourcesButton(): HTMLElement {
  return el("button", { type: "button", onclick: () => void open().catch((error: unknown) => tell(String(error), true)) }, "Sources");
}

const COLUMNS: readonly [name: string, hint: string][] = [
  ["Outlet", ""], ["Kind", ""], ["Country", ""], ["Side", ""],
  ["Reports", "reports of it that are here"],
  ["Incidents", "incidents that it tells; rejected ones are left out"],
  ["Alone", "incidents that no other outlet tells"],
  ["After others", "incidents in which it gives an account that another outlet gave before, by one root"],
  ["Goes back to", "whom its accounts rest on"],
  ["Reliability", ""],
];
/** So many names are shown of those an outlet follows or rests on. */
const MOST_NAMES = 3;

async function open(): Promise<void> {
  const [listed, told] = await Promise.all([sources(), habits()]);
  const all = listed.filter((source) => source.reports > 0 || source.user_edited);
  all.sort((a, b) => b.reports - a.reports || a.name.localeCompare(b.name));
  const names = new Map(listed.map((source) => [source.id, source.name]));
  const head = COLUMNS.map(([name, hint]) => el("th", { scope: "col", title: hint || null }, name));
  const rows = all.map((source) => el("tr", {},
    el("th", { scope: "row", dir: "auto" }, source.name, source.name === source.id ? "" : el("span", { class: "hint" }, ` ${source.id}`)),
    el("td", {}, plain(source.kind)), el("td", {}, country(source.country)), el("td", {}, source.side ?? ""), el("td", { class: "n" }, source.reports),
    ...tells(told.find((it) => it.source === source.id), names), el("td", {}, letter(source))));
  const table = el("table", { class: "sources" }, el("thead", {}, el("tr", {}, ...head)), el("tbody", {}, ...rows));
  const none = el("p", {}, "The reports name no publisher.");
  await show("Sources", [
    el("p", { class: "hint" }, "Dateline ships no opinion of outlets: each is F until you say otherwise. “After others” counts incidents in which an outlet gives an account that goes back to the same root as one published before, be it copied or asked for anew."),
    all.length > 0 ? el("div", { class: "wide", tabindex: 0, role: "region", "aria-label": "Sources" }, table) : none,
  ]);
}

/** How often an outlet tells alone and after whom, and what its accounts go back to. */
function tells(it: Habits | undefined, names: Map<string, string>): HTMLElement[] {
  if (!it) return [0, 0, 0].map((n) => el("td", { class: "n" }, n)).concat(el("td", {}));
  const share = (n: number): string => (n === 0 ? "0" : `${n} (${Math.round((100 * n) / it.incidents)} %)`);
  return [
    el("td", { class: "n" }, it.incidents),
    el("td", { class: "n" }, share(it.alone)),
    el("td", {}, share(it.after), it.after_whom.length > 0 && el("span", { class: "hint", dir: "auto" }, ` ${named(it.after_whom, (id) => names.get(id) ?? id)}`)),
    el("td", { dir: "auto" }, named(it.origins, (name) => name)),
  ];
}

/** `Reuters 8, AFP 4 and 3 more`. */
function named(all: Numbered[], name: (key: string) => string): string {
  const shown = all.slice(0, MOST_NAMES).map(({ name: key, count }) => `${name(key)} ${count}`).join(", ");
  return all.length > MOST_NAMES ? `${shown} and ${all.length - MOST_NAMES} more` : shown;
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
