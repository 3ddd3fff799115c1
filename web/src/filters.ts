// The filter bar, and the links that take the filtered incidents away.

import { addButton } from "./add";
import { exportAddress, facets, FORMATS } from "./api";
import { byId, el } from "./dom";
import { change, clear, current, FILTERS, listen, type FilterName } from "./state";
import { sourcesButton } from "./sources";
import { themeButton } from "./theme";
import { viewTools } from "./views";
import { country, learnNames, plain } from "./words";
import type { Facet, Facets } from "./types";

const form = byId("filter") as HTMLFormElement;
/** Typing waits this long for the next key. */
const PAUSE_MS = 300;
const fields = new Map<FilterName, HTMLInputElement | HTMLSelectElement>();
let pause = 0;

/** Makes the bar; the choices come from what is in the database. */
export async function showFilters(frame: () => string): Promise<void> {
  const all = await facets();
  learnNames(all);
  form.append(
    field("text", "Words", el("input", { type: "search", placeholder: "bridge \"air base\" shell*" })),
    field("type", "What", typeChoice(all)),
    field("means", "Means", choice(all.means.filter((it) => it.count > 0).map(named))),
    field("country", "Country", choice(all.countries.map((it) => ({ ...it, name: country(it.value) })).sort(byName))),
    field("place", "Place", el("input", { type: "search", placeholder: "Homs, \"Deir ez-Zor\"" })),
    field("actor", "Actor", el("input", { type: "search" })),
    field("role", "… as", roleChoice()),
    field("since", "From", el("input", { type: "date" })),
    field("until", "Until", el("input", { type: "date" })),
    field("min_killed", "Killed, at least", el("input", { type: "number", min: 0, step: 1 })),
    field("min_sources", "Independent roots", rootChoice()),
    field("grade", "Grade", choice(all.grades.filter((it) => it.count > 0).map(named))),
    field("review", "Review", reviewChoice()),
  );
  form.addEventListener("submit", (event) => event.preventDefault());
  tools(frame);
  listen(reflect);
  reflect();
}

function field(name: FilterName, label: string, input: HTMLInputElement | HTMLSelectElement): HTMLElement {
  fields.set(name, input);
  const isTyped = input instanceof HTMLInputElement && input.type === "search";
  input.addEventListener(isTyped ? "input" : "change", () => {
    clearTimeout(pause);
    pause = window.setTimeout(() => change({ [name]: input.value.trim() }), isTyped ? PAUSE_MS : 0);
  });
  return el("label", {}, el("span", {}, label), input);
}

function typeChoice(all: Facets): HTMLSelectElement {
  const select = el("select", {}, el("option", { value: "" }, "anything"));
  const groups = [...new Set(all.types.map((type) => type.group ?? "Other"))];
  for (const group of groups) {
    const inside = all.types.filter((type) => (type.group ?? "Other") === group && type.count > 0).sort(byName);
    if (inside.length > 0) select.append(el("optgroup", { label: group }, ...inside.map(option)));
  }
  return select;
}

function choice(values: Facet[]): HTMLSelectElement {
  return el("select", {}, el("option", { value: "" }, "any"), ...values.map(option));
}

function rootChoice(): HTMLSelectElement {
  const numbers = [2, 3, 4, 5].map((n) => el("option", { value: n }, `${n} or more`));
  return el("select", {}, el("option", { value: "" }, "any number"), ...numbers);
}

function reviewChoice(): HTMLSelectElement {
  return el("select", {}, el("option", { value: "" }, "not rejected"), ...["open", "accepted", "rejected"].map((value) => el("option", { value }, value)));
}

const ROLES: readonly [role: string, name: string][] = [["initiator", "who did it"], ["target", "whom it was aimed at"], ["partner", "the other side"], ["victim", "who suffered"]];

function roleChoice(): HTMLSelectElement {
  return el("select", {}, el("option", { value: "" }, "anything"), ...ROLES.map(([value, name]) => el("option", { value }, name)));
}

function named(facet: Facet): Facet {
  return { ...facet, name: plain(facet.name) };
}

function option(facet: Facet): HTMLOptionElement {
  return el("option", { value: facet.value }, `${facet.name} (${facet.count})`);
}

function byName(a: Facet, b: Facet): number {
  return a.name.localeCompare(b.name);
}

/** What stands elsewhere: the map's frame as a filter, files to take away, light and dark. */
function tools(frame: () => string): void {
  const box = el("input", { type: "checkbox" });
  box.addEventListener("change", () => change({ bbox: box.checked ? frame() : "" }));
  const files = FORMATS.map((format) => ({ format, link: el("a", { download: `dateline-incidents.${format}` }, format) }));
  const refresh = (): void => {
    box.checked = current().bbox !== "";
    for (const { format, link } of files) link.setAttribute("href", exportAddress(format));
  };
  byId("tools").append(el("button", { type: "button", onclick: clear }, "Clear"), addButton(), viewTools(), sourcesButton(), themeButton());
  byId("legend").append(el("label", { class: "check" }, box, "list only what the map shows"));
  byId("files").append("Take away:", ...files.map(({ link }) => link));
  listen(refresh);
  refresh();
}

/** Everything that is filtered by, each with a way to take it away. */
function chips(): void {
  const set = FILTERS.filter((name) => name !== "queue" && current()[name] !== "");
  byId("chips").replaceChildren(...set.map((name) => {
    const words = `${NAMES[name] ?? fields.get(name)?.labels?.[0]?.firstElementChild?.textContent ?? name}: ${valueName(name)}`;
    return el("button", { type: "button", class: "chip", "data-filter": name, "aria-label": `Take away ${words}`, onclick: () => change({ [name]: "" }) }, el("span", { dir: "auto" }, words), el("span", { "aria-hidden": "true" }, "×"));
  }));
}

/** Filters that have no field of their own, or whose label does not stand alone. */
const NAMES: Partial<Record<FilterName, string>> = { bbox: "On the map", role: "As", min_killed: "Killed at least", min_sources: "Roots at least" };

/** The value as the field shows it. */
function valueName(name: FilterName): string {
  const value = current()[name];
  if (name === "bbox") return value.split(",").map((degrees) => Number(degrees).toFixed(1)).join(", ");
  if (name === "min_sources") return value;
  const field = fields.get(name);
  const option = field instanceof HTMLSelectElement ? [...field.options].find((it) => it.value === value) : undefined;
  return option?.textContent?.replace(/ \(\d+\)$/, "") ?? value;
}

/** Puts the state into the fields, except the one being typed in. */
function reflect(): void {
  for (const [name, input] of fields) {
    const value = current()[name];
    if (document.activeElement === input && input instanceof HTMLInputElement) continue;
    if (input instanceof HTMLSelectElement && value !== "" && ![...input.options].some((it) => it.value === value)) {
      input.append(el("option", { value }, value));
    }
    input.value = value;
  }
  chips();
}
