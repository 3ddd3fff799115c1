// The panel: one incident with every value, who says which, and the reports beside it.

import { FORMATS, incident as ask, incidentExport, isOvertaken } from "./api";
import { byId, el } from "./dom";
import { showReport } from "./report";
import { change } from "./state";
import { count, days, placeName, plain, publisher, sharpness, speakers, typeName } from "./words";
import type { Claim, Field, Incident, Supported } from "./types";

const panel = byId("panel");
let reader: HTMLElement = el("div");
let open: Incident | null = null;

/** Opens the incident; gives it back once it is there, or null when it was overtaken by another. */
export async function openPanel(id: string): Promise<Incident | null> {
  panel.hidden = false;
  document.body.classList.add("open");
  if (open?.id !== id) panel.replaceChildren(el("p", { class: "hint" }, "Opening …"));
  try {
    open = await ask(id, "panel");
  } catch (error) {
    if (!isOvertaken(error)) panel.replaceChildren(closeButton(), el("p", { class: "error" }, String(error)));
    return null;
  }
  draw(open);
  return open;
}

export function closePanel(): void {
  open = null;
  panel.hidden = true;
  panel.replaceChildren();
  document.body.classList.remove("open");
}

function draw(it: Incident): void {
  reader = el("article", { class: "report", tabindex: 0, "aria-label": "Report" });
  const tabs = el("div", { class: "tabs", role: "group", "aria-label": "Reports" }, ...it.reports.map((head, at) => {
    const first = it.claims_in_full.find((claim) => claim.report === head.id) ?? null;
    return el("button", { type: "button", "data-report": head.id, onclick: () => void show(head.id, first) }, `${at + 1} ${publisher(head, it.claims_in_full)}`);
  }));
  panel.replaceChildren(
    el("div", { class: "values" }, header(it), values(it), positions(it), sources(it), reasons(it), past(it)),
    el("div", { class: "reader" }, el("h2", {}, "Reports"), tabs, reader),
  );
  const founder = it.claims_in_full[0];
  if (founder) void show(founder.report, founder, false);
  if (panel.getBoundingClientRect().top < 0) panel.scrollIntoView();
  panel.querySelector<HTMLElement>("button.close")?.focus({ preventScroll: true });
}

function closeButton(): HTMLElement {
  return el("button", { type: "button", class: "close", "aria-label": "Close", onclick: () => change({ id: "" }) }, "×");
}

function header(it: Incident): HTMLElement {
  const place = it.place.headline;
  return el("header", {},
    closeButton(),
    el("h2", {}, typeName(it.event_type.headline)),
    el("p", { class: "lead" }, place ? placeName(place) : "place unknown", " · ", days(it.time.headline)),
    el("p", {}, el("span", { class: `grade ${it.grade}` }, plain(it.grade)), it.grade_reason),
  );
}

/** Every field: the headline value, and on demand all values with who says which. */
function values(it: Incident): HTMLElement {
  const actors = (role: string, name: string) => {
    const found = it.actors.filter((actor) => actor.value.role === role);
    return found.length > 0 && row(name, found.map((actor) => actor.value.name).join("; "), "", found.map((actor) => said(it, actor, actor.value.name)));
  };
  return el("dl", {},
    ...spread(field(it, "What", it.event_type, typeName)),
    ...spread(field(it, "Means", it.means, plain)),
    ...spread(field(it, "When", it.time, days)),
    ...spread(field(it, "Where", it.place, placeName, it.place.headline ? sharpness(it.place.headline) : "")),
    ...spread(actors("initiator", "Who did it")),
    ...spread(actors("partner", "Other side")),
    ...spread(actors("target", "Against")),
    ...spread(actors("victim", "Who suffered")),
    ...it.tolls.flatMap((toll) => spread(field(it, `${capital(plain(toll.harm))}${toll.victims === "unspecified" ? "" : `, ${plain(toll.victims)}`}`, toll.count, count, "", true))),
    ...it.materiel.flatMap((thing) => spread(row(capital(plain(thing.value.loss)), `${count(thing.value.count)} ${thing.value.name}`, "", [said(it, thing, thing.value.name)]))),
  );
}

type Row = [HTMLElement, HTMLElement];

function spread(found: Row | false): HTMLElement[] {
  return found || [];
}

function field<T>(it: Incident, name: string, values: Field<T>, words: (value: T) => string, beside = "", isOpen = false): Row | false {
  if (values.values.length === 0) return false;
  const headline = values.headline === null ? "unknown" : words(values.headline);
  const policy = values.values.length > 1 ? `${values.values.length} values; shown by ${plain(values.policy)}` : "";
  return row(name, headline, [beside, policy].filter(Boolean).join(" · "), values.values.map((value) => said(it, value, words(value.value))), isOpen);
}

function row(name: string, headline: string, beside: string, all: HTMLElement[], isOpen = false): Row {
  // Counts are what reports differ in most, so all of theirs are open at once.
  const details = el("details", { open: isOpen && all.length > 1 }, el("summary", {}, `who says so (${all.length})`), el("ul", {}, ...all));
  return [el("dt", {}, name), el("dd", {}, el("strong", { dir: "auto" }, headline), beside && el("span", { class: "hint" }, beside), details)];
}

/** One value, and every claim behind it as a button that shows its words. */
function said<T>(it: Incident, supported: Supported<T>, words: string): HTMLElement {
  const roots = `${supported.roots} root${supported.roots === 1 ? "" : "s"}`;
  return el("li", {}, el("b", { dir: "auto" }, words), ` ${roots}`, el("ul", {}, ...claimButtons(it, supported.claims)));
}

function claimButtons(it: Incident, ids: string[]): HTMLElement[] {
  return ids.map((id) => {
    const claim = it.claims_in_full.find((found) => found.id === id);
    if (!claim) return el("li", { class: "hint" }, id);
    const hedge = claim.modality.value === "occurred" ? "" : ` (${claim.modality.value})`;
    const report = it.reports.findIndex((head) => head.id === claim.report) + 1;
    const button = el("button", { type: "button", class: "claim", "data-claim": id, onclick: () => void show(claim.report, claim) },
      `${speakers(claim.attribution)}: ${plain(claim.stance.value)}${hedge}`, el("sup", {}, report));
    return el("li", {}, button);
  });
}

function positions(it: Incident): HTMLElement | "" {
  if (it.positions.length === 0) return "";
  const lines = it.positions.map((position) =>
    el("li", {}, el("b", {}, position.name), ` ${position.stance ? plain(position.stance) : "is silent"}`, el("ul", {}, ...claimButtons(it, position.claims))));
  return section("What the parties say", el("ul", {}, ...lines));
}

function sources(it: Incident): HTMLElement {
  const { reports, outlets, roots } = it.sources;
  const numbers = ([[reports, "reports"], [outlets, "outlets"], [roots, "independent roots"]] as const).map(([n, name]) => el("li", {}, el("strong", {}, n), ` ${n === 1 ? name.slice(0, -1) : name}`));
  const found = it.roots.map((root) => el("li", {}, el("b", { dir: "auto" }, root.name), el("span", { class: "hint" }, ` ${root.reason}`), el("ul", {}, ...claimButtons(it, root.claims))));
  return section("Sources, counted three ways", el("ul", { class: "numbers" }, ...numbers), el("details", {}, el("summary", {}, "where it goes back to"), el("ul", {}, ...found)),
    it.denials.length > 0 && el("div", {}, el("b", {}, "Denied by"), el("ul", {}, ...claimButtons(it, it.denials))));
}

/** Why each claim stands with the others. */
function reasons(it: Incident): HTMLElement | "" {
  if (it.links.length < 2) return "";
  const lines = it.links.map((link) => {
    const parts = link.parts.map((part) => `${part.reason} ${part.weight > 0 ? "+" : ""}${part.weight.toFixed(1)}`).join(", ");
    return el("li", {}, ...(claimButtons(it, [link.claim])[0]?.childNodes ?? []), el("span", { class: "hint" }, ` ${link.score.toFixed(2)}: ${parts}`));
  });
  return section("Why these claims stand together", el("details", {}, el("summary", {}, `${it.links.length} claims`), el("ul", {}, ...lines)));
}

function past(it: Incident): HTMLElement {
  const lines = it.history.map((step) => el("li", {}, `${step.at.slice(0, 16).replace("T", " ")} UTC: ${plain(step.change)}`));
  return section("History", el("p", { class: "hint" }, `${it.id}, revision ${it.revision}`), takeAway(it.id), lines.length > 0 && el("details", {}, el("summary", {}, `${lines.length} change${lines.length === 1 ? "" : "s"}`), el("ul", {}, ...lines)));
}

function takeAway(id: string): HTMLElement {
  const links = FORMATS.flatMap((format) => [" ", el("a", { href: incidentExport(id, format), download: `dateline-${id}.${format}` }, format)]);
  return el("p", { class: "hint" }, "Take away:", ...links);
}

function section(title: string, ...content: (Node | string | false)[]): HTMLElement {
  return el("section", {}, el("h3", {}, title), ...content);
}

async function show(report: string, claim: Claim | null, isAsked = true): Promise<void> {
  const head = open?.reports.find((found) => found.id === report);
  if (!head) return;
  for (const tab of panel.querySelectorAll("[data-report]")) tab.setAttribute("aria-pressed", String(tab.getAttribute("data-report") === report));
  for (const button of panel.querySelectorAll("[data-claim]")) button.setAttribute("aria-pressed", String(button.getAttribute("data-claim") === claim?.id));
  try {
    await showReport(reader, head, claim, (id) => void show(report, open?.claims_in_full.find((found) => found.id === id) ?? claim), isAsked);
  } catch (error) {
    if (!isOvertaken(error)) reader.replaceChildren(el("p", { class: "error" }, String(error)));
  }
}

function capital(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}
