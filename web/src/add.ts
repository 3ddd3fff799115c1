// Adding a report by hand: a pasted text or a saved file, its claims at once, and what of it is there already; then it is
// kept or not.

import { addReport, preview, type Handed } from "./api";
import { ask, tell } from "./ask";
import { author, isReady } from "./decide";
import { el } from "./dom";
import { reportNodes } from "./report";
import { change, renew } from "./state";
import { days, harm, plain, pointName, speakers, typeName } from "./words";
import type { Claim, Preview, ReportLine, Summary } from "./types";

/** What was filled in last, so that a report that was left can be taken up again. */
let draft: { text: string; known: Record<string, string> } = { text: "", known: {} };

const FIELDS: readonly [name: string, label: string, hint: string][] = [
  ["url", "Address", "https://…"],
  ["title", "Headline", ""],
  ["published", "Published", "2024-05-31 or 2024-05-31T14:30+03:00"],
  ["source", "Publisher", "name or host name"],
];

/** The button that begins it. */
export function addButton(): HTMLElement {
  return el("button", { type: "button", class: "decides", title: "Add a report by hand (+)", onclick: begin }, "Add a report");
}

/** Asks for a report, shows what it says, and keeps it when the reader says so. */
export function begin(): void {
  void add().catch((error: unknown) => tell(error instanceof Error ? error.message : String(error), true));
}

async function add(): Promise<void> {
  if (!(await isReady())) return;
  for (;;) {
    let handed: Handed | null = null;
    let found: Preview | null = null;
    const isRead = await ask("Add a report", form(), "Read it", async (form) => {
      handed = await handedIn(form);
      found = await preview(handed);
    });
    if (!isRead || handed === null || found === null) return;
    if (await judged(handed, found)) return;
  }
}

function form(): HTMLElement[] {
  const text = el("textarea", { name: "text", rows: 9, dir: "auto" });
  text.value = draft.text;
  const file = el("input", { type: "file", name: "file", accept: ".txt,.md,.html,.htm,.xhtml,.json,.xml,.rss,.atom,.csv,.tsv,.gz" });
  const fields = FIELDS.map(([name, label, hint]) => el("label", {}, label, el("input", { name, placeholder: hint, value: draft.known[name] ?? "", dir: "auto", maxlength: 2000 })));
  return [
    el("p", { class: "hint" }, "Nothing is kept until you have seen what it says. Nothing is fetched: save the page of an article to a file first."),
    el("label", {}, "Text", text),
    el("label", {}, "or a saved file", file),
    el("div", { class: "pairs" }, ...fields),
    el("p", { class: "hint" }, "What you write here counts more than what the report says of itself. Without a date of publication “on Monday” stays unknown."),
  ];
}

async function handedIn(form: FormData): Promise<Handed> {
  const told = (name: string): string => String(form.get(name) ?? "").trim();
  const known = Object.fromEntries(FIELDS.map(([name]) => [name, told(name)]).filter(([, value]) => value !== ""));
  const file = form.get("file");
  draft = { text: String(form.get("text") ?? ""), known };
  if (file instanceof File && file.size > 0) return { body: file, known: { ...known, file: file.name } };
  if (draft.text.trim() === "") throw new Error("Paste a text or choose a file.");
  return { body: new Blob([draft.text]), known };
}

/** Shows what the report says; whether it was kept. */
function judged(handed: Handed, found: Preview): Promise<boolean> {
  // What is not kept was not found anywhere yet.
  const report = { ...found.report, origin: handed.known["file"] ?? "pasted text" };
  const claims = report.claims;
  const reader = el("article", { class: "report", tabindex: 0, "aria-label": "Report" });
  const list = el("ul", { class: "claims" }, ...claims.map((claim) => el("li", {}, el("button", { type: "button", class: "claim", "data-claim": claim.id, onclick: () => open(claim) }, brief(claim)), joins(found, claim))));
  const open = (claim: Claim | null): void => {
    reader.replaceChildren(...reportNodes(report, claim, (id) => open(claims.find((it) => it.id === id) ?? claim)));
    for (const button of list.querySelectorAll("[data-claim]")) button.setAttribute("aria-pressed", String(button.getAttribute("data-claim") === claim?.id));
    reader.querySelector("mark.sentence")?.scrollIntoView({ block: "nearest" });
  };
  open(claims[0] ?? null);
  const said = el("div", { class: "said" }, ...warnings(found), el("h3", {}, claims.length === 0 ? "It makes no claim" : `${claims.length} claim${claims.length === 1 ? "" : "s"}`), list, ...near(found));
  return ask("What it says", [el("div", { class: "judged" }, said, reader)], found.is_known ? "Open it" : "Keep it", async () => {
    const added = await addReport(handed, author());
    draft = { text: "", known: {} };
    renew();
    tell(added.outcome === "known" ? "It was here already." : `Kept; its claims stand in ${added.incidents.length} incident${added.incidents.length === 1 ? "" : "s"}.`);
    if (added.incidents[0]) change({ id: added.incidents[0] });
  });
}

/** That it is probably a duplicate, and of what. */
function warnings(found: Preview): HTMLElement[] {
  const lines: HTMLElement[] = [];
  if (found.is_known) lines.push(el("p", {}, "This very report is here already."));
  const last = found.versions.at(-1);
  if (last) lines.push(el("p", {}, found.is_latest ? "A new version of: " : "An older version, which will feed no incident, of: ", head(last)));
  const copies = found.copies.filter(({ report }) => !found.versions.some((version) => version.id === report.id));
  if (copies.length > 0) {
    lines.push(el("p", {}, "Probably the same words as:"), el("ul", {}, ...copies.slice(0, 6).map(({ report, n_same, n_passages }) => el("li", {}, head(report), el("span", { class: "hint" }, ` ${n_same} of ${n_passages} passages`)))));
  }
  return lines.length > 0 ? [el("div", { class: "warning", role: "status" }, ...lines)] : [];
}

function head(report: ReportLine): HTMLElement {
  const words = [report.title ?? report.url ?? report.origin, report.source, report.published?.slice(0, 10)].filter(Boolean).join(" · ");
  return el("b", { dir: "auto" }, words);
}

/** What would become of a claim. */
function joins(found: Preview, claim: Claim): HTMLElement {
  const joined = found.joined.find(({ claims }) => claims.includes(claim.id));
  if (!joined) return el("span", { class: "hint" }, claim.modality.value === "occurred" || claim.modality.value === "possible" ? "feeds no incident" : `${claim.modality.value}: makes no incident`);
  if (joined.into.length === 0) return el("span", { class: "hint" }, "a new incident");
  return el("span", { class: "hint", dir: "auto" }, joined.into.length > 1 ? "brings together: " : "joins: ", joined.into.map(line).join("; "));
}

/** Incidents nearby that would stay apart. */
function near(found: Preview): HTMLElement[] {
  if (found.near.length === 0) return [];
  const lines = found.near.map(({ incident, chance, is_forbidden, parts }) => {
    const likely = is_forbidden ? "something forbids it" : `${Math.round(chance * 100)} % likely the same`;
    return el("li", {}, el("b", {}, line(incident)), el("span", { class: "hint", dir: "auto" }, ` ${likely}: ${parts.slice(0, 2).map((part) => part.reason).join("; ")}`));
  });
  return [el("h3", {}, "Near it, and would stay apart"), el("ul", {}, ...lines)];
}

function brief(claim: Claim): string {
  const toll = claim.casualties.map((it) => harm(it.count, plain(it.harm))).join(", ");
  return [typeName(claim.event_type.value), claim.place?.place?.name ?? claim.place?.name, claim.time?.range ? days(claim.time.range) : "date unknown", toll, speakers(claim.attribution)].filter(Boolean).join(" · ");
}

function line(it: Summary): string {
  return [typeName(it.event_type), pointName(it.place), days(it.time), harm(it.killed, "killed")].filter(Boolean).join(" · ");
}
