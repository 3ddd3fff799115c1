// The panel: one incident with every value, who says which, and the reports beside it.

import { FORMATS, incident as ask, incidentExport, isOvertaken } from "./api";
import { byId, el } from "./dom";
import { listenForWords } from "./light";
import { picturesOf } from "./pictures";
import { showReport } from "./report";
import { decisionsOf, reviewBar } from "./review";
import { change } from "./state";
import { versionsOf } from "./versions";
import { count, days, placeName, plain, publisher, sharpness, speakers, typeName } from "./words";
import type { Change, Claim, Field, Incident, Supported } from "./types";

const panel = byId("panel");
listenForWords(panel, (id) => showClaim(id));
let reader: HTMLElement = el("div");
let open: Incident | null = null;

/** Opens the incident; gives it back once it is there, or null when it was overtaken by another. */
export async function openPanel(id: string): Promise<Incident | null> {
  panel.hidden = false;
  document.body.classList.add("open");
  if (open?.id !== id) {
    // Keys pressed before the next is there must not decide about the one before.
    open = null;
    panel.replaceChildren(el("p", { class: "hint" }, "Opening …"));
  }
  try {
    open = await ask(id, "panel");
  } catch (error) {
    if (!isOvertaken(error)) panel.replaceChildren(closeButton(), el("p", { class: "error" }, String(error)));
    return null;
  }
  draw(open);
  return open;
}

/** The incident that is open and shown, or null. */
export function openIncident(): Incident | null {
  return open;
}

export function closePanel(): void {
  open = null;
  panel.hidden = true;
  panel.replaceChildren();
  document.body.classList.remove("open");
}

// On paper nothing can be unfolded.
window.addEventListener("beforeprint", () => {
  for (const folded of panel.querySelectorAll(".values details")) folded.setAttribute("open", "");
});

function draw(it: Incident): void {
  reader = el("article", { class: "report", tabindex: 0, "aria-label": "Report" });
  const tabs = el("div", { class: "tabs", role: "group", "aria-label": "Reports" }, ...it.reports.map((head, at) => {
    const first = it.claims_in_full.find((claim) => claim.report === head.id) ?? null;
    return el("button", { type: "button", "data-report": head.id, onclick: () => void show(head.id, first) }, `${at + 1} ${publisher(head, it.claims_in_full)}`);
  }));
  panel.replaceChildren(
    el("div", { class: "values" }, header(it), reviewBar(it), values(it), ...picturesOf(it), positions(it), sources(it), told(it), versions(it), reasons(it), past(it)),
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
    return found.length > 0 && row("who", name, found.map((actor) => actor.value.name).join("; "), "", found.map((actor) => said(it, actor, actor.value.name)));
  };
  return el("dl", {},
    ...spread(field(it, "what", "What", it.event_type, typeName)),
    ...spread(field(it, "what", "Means", it.means, plain)),
    ...spread(field(it, "when", "When", it.time, days)),
    ...spread(field(it, "where", "Where", it.place, placeName, it.place.headline ? sharpness(it.place.headline) : "")),
    ...spread(actors("initiator", "Who did it")),
    ...spread(actors("partner", "Other side")),
    ...spread(actors("target", "Against")),
    ...spread(actors("victim", "Who suffered")),
    ...it.tolls.flatMap((toll) => spread(field(it, "toll", `${capital(plain(toll.harm))}${toll.victims === "unspecified" ? "" : `, ${plain(toll.victims)}`}`, toll.count, count, "", true))),
    ...it.materiel.flatMap((thing) => spread(row("toll", capital(plain(thing.value.loss)), `${count(thing.value.count)} ${thing.value.name}`, "", [said(it, thing, thing.value.name)]))),
  );
}

type Row = [HTMLElement, HTMLElement];

function spread(found: Row | false): HTMLElement[] {
  return found || [];
}

function field<T>(it: Incident, kind: string, name: string, values: Field<T>, words: (value: T) => string, beside = "", isOpen = false): Row | false {
  if (values.values.length === 0) return false;
  const headline = values.headline === null ? "unknown" : words(values.headline);
  const policy = values.values.length > 1 ? `${values.values.length} values; shown by ${plain(values.policy)}` : "";
  return row(kind, name, headline, [beside, policy].filter(Boolean).join(" · "), values.values.map((value) => said(it, value, words(value.value))), isOpen);
}

/** `kind` is that of the marks in the report that this field came from. */
function row(kind: string, name: string, headline: string, beside: string, all: HTMLElement[], isOpen = false): Row {
  // Counts are what reports differ in most, so all of theirs are open at once.
  const details = el("details", { open: isOpen && all.length > 1 }, el("summary", {}, `who says so (${all.length})`), el("ul", {}, ...all));
  return [el("dt", {}, name), el("dd", { "data-kind": kind }, el("strong", { dir: "auto" }, headline), beside && el("span", { class: "hint" }, beside), details)];
}

/** One value, and every claim behind it as a button that shows its words. */
function said<T>(it: Incident, supported: Supported<T>, words: string): HTMLElement {
  const roots = `${supported.roots} root${supported.roots === 1 ? "" : "s"}`;
  return el("li", { "data-claims": supported.claims.join(" ") }, el("b", { dir: "auto" }, words), ` ${roots}`, el("ul", {}, ...claimButtons(it, supported.claims)));
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

/** Its claims in the order in which they were published, each with its words. */
function told(it: Incident): HTMLElement {
  const heads = new Map(it.reports.map((head) => [head.id, head]));
  const at = (claim: Claim): string => heads.get(claim.report)?.published ?? "";
  const claims = [...it.claims_in_full].sort((a, b) => at(a).localeCompare(at(b)));
  const lines = claims.map((claim) => el("li", { "data-claims": claim.id }, el("time", {}, at(claim).slice(0, 10) || "undated"), el("ul", {}, ...claimButtons(it, [claim.id])), el("q", { dir: "auto" }, claim.sentence.words ?? "")));
  return section("As it was told", el("ol", { class: "told" }, ...lines));
}

/** What an edited report said before. */
function versions(it: Incident): HTMLElement | "" {
  if (it.toll_changes.length === 0) return "";
  const lines = it.toll_changes.map((step) => el("li", {}, `${plain(step.harm)}: ${count(step.before)} → ${count(step.after)} `,
    el("span", { class: "hint", dir: "auto" }, step.url ?? step.later)));
  return section("Changed by the publisher", el("ul", {}, ...lines));
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
  const lines = it.history.map((step) => el("li", {}, `${step.at.slice(0, 16).replace("T", " ")} UTC: ${plain(step.change).replace("incident ", "")}`, el("span", { class: "hint", dir: "auto" }, changed(step))));
  const decisions = decisionsOf(it);
  return section("History",
    el("p", { class: "hint" }, `${it.id}, revision ${it.revision}`),
    takeAway(it.id),
    decisions.length > 0 && el("ul", { class: "decisions", "aria-label": "Decisions in force" }, ...decisions),
    lines.length > 0 && el("details", {}, el("summary", {}, `${lines.length} change${lines.length === 1 ? "" : "s"}`), el("ul", {}, ...lines)));
}

/** What a change changed: of each value that differs, from what to what. */
function changed(step: Change): string {
  if (typeof step.before === "string") return ` out of ${step.before}`;
  if (typeof step.after === "string") return ` into ${step.after}`;
  const [before, after] = [step.before, step.after].map((it) => (it ?? {}) as Record<string, unknown>) as [Record<string, unknown>, Record<string, unknown>];
  if (step.before === null) return "";
  const told = (value: unknown): string => (Array.isArray(value) ? value.filter((it) => it !== null).join("–") : plain(String(value ?? "")).replace("T00:00:00", "")) || "unknown";
  const names = Object.keys(after).filter((name) => name !== "revision" && JSON.stringify(before[name]) !== JSON.stringify(after[name]));
  return names.map((name) => ` ${plain(name)} ${told(before[name])} → ${told(after[name])}`).join(";");
}

function takeAway(id: string): HTMLElement {
  const links = FORMATS.flatMap((format) => [" ", el("a", { href: incidentExport(id, format), download: `dateline-${id}.${format}` }, format)]);
  return el("p", { class: "hint" }, "Take away:", ...links, " ", el("button", { type: "button", onclick: () => window.print() }, "Print the sheet"));
}

function section(title: string, ...content: (Node | string | false)[]): HTMLElement {
  return el("section", {}, el("h3", {}, title), ...content);
}

/** Shows the words of a claim beside the values. */
function showClaim(id: string): void {
  const claim = open?.claims_in_full.find((found) => found.id === id);
  if (claim) void show(claim.report, claim, false);
}

async function show(report: string, claim: Claim | null, isAsked = true): Promise<void> {
  const head = open?.reports.find((found) => found.id === report);
  if (!head) return;
  panel.dataset["claim"] = claim?.id ?? "";
  for (const tab of panel.querySelectorAll("[data-report]")) tab.setAttribute("aria-pressed", String(tab.getAttribute("data-report") === report));
  for (const button of panel.querySelectorAll("[data-claim]")) button.setAttribute("aria-pressed", String(button.getAttribute("data-claim") === claim?.id));
  try {
    await showReport(reader, head, claim, (id) => void show(report, open?.claims_in_full.find((found) => found.id === id) ?? claim), isAsked, versionsOf);
  } catch (error) {
    if (!isOvertaken(error)) reader.replaceChildren(el("p", { class: "error" }, String(error)));
  }
}

function capital(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}
