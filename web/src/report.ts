// A report beside the incident: the text as received, what was cut from it folded away, the words of a claim marked.

import { report } from "./api";
import { ByteText } from "./bytes";
import { el, link } from "./dom";
import { pieces, type Mark } from "./marks";
import { plain, publisher } from "./words";
import type { Claim, ReadReport, ReportHead, ReportText, Span } from "./types";

/** Markup is not shown at all: it is how the page was drawn, not what it said. */
const UNSEEN = "markup";
/** A stretch without a mark is shown so far at once; the browser lays out no line of megabytes in time. */
const LONG = 20_000;

/** Shows one report in `container` with the words of `claim` marked, and brings its sentence into view: in the whole
 * window when the reader asked for it, else in the report's own column only. `beside` is put under the heading. */
export async function showReport(container: HTMLElement, head: ReportHead, claim: Claim | null, choose: (claim: string) => void, isAsked: boolean, beside: (whole: ReportText) => HTMLElement[]): Promise<void> {
  container.replaceChildren(el("p", { class: "hint" }, "Reading …"));
  const whole = await report(head.id);
  container.replaceChildren(...reportNodes(whole, claim, choose, ...beside(whole)));
  const sentence = container.querySelector<HTMLElement>("mark.sentence");
  // Nobody who has just opened an incident wants the page to jump; who clicked a claim wants to see its words.
  if (isAsked) sentence?.scrollIntoView({ block: "center" });
  else if (sentence && container.parentElement) container.parentElement.scrollTop = sentence.offsetTop - 160;
}

/** A report as it is shown: heading, what was cut, and the text with the words of `claim` marked. */
export function reportNodes(whole: ReadReport, claim: Claim | null, choose: (claim: string) => void, ...more: HTMLElement[]): HTMLElement[] {
  const text = el("div", { class: "text", lang: whole.lang ?? "", dir: "auto" }, ...body(whole, claim, choose));
  return [heading(whole), ...more, ...(claim ? [legend(claim)] : []), whatWasCut(whole), text];
}

function heading(whole: ReadReport): HTMLElement {
  const file = whole.origin.split(/[\\/]/).at(-1) ?? whole.origin;
  const facts = [publisher(whole, whole.claims), whole.published?.replace("T", " ") ?? "date unknown"].filter((fact) => fact !== file);
  return el("header", {}, el("h3", { dir: "auto" }, link(whole.url, whole.title ?? `Report of ${publisher(whole, whole.claims)}`)), el("p", { class: "hint" }, `${facts.join(" · ")} · `, el("span", { title: whole.origin }, file)));
}

/** The marks of a claim: what each span of it stands for. */
function marksOf(claim: Claim): Mark[] {
  const marks: Mark[] = [];
  const add = (kind: string, label: string, spans: (Span | null)[]): void => {
    for (const span of spans) if (span) marks.push({ start: span.start, end: span.end, kind, label });
  };
  add("sentence", "the sentence that makes the claim", [claim.sentence]);
  add("repeat", "the same sentence again", claim.repeats);
  add("what", `event: ${plain(claim.event_type.value)}`, claim.event_type.spans);
  if (claim.means) add("what", `means: ${plain(claim.means.value)}`, claim.means.spans);
  for (const actor of claim.actors) add("who", `${actor.role}: ${actor.name}`, actor.spans);
  if (claim.place) add("where", `place: ${claim.place.place?.name ?? claim.place.name}`, claim.place.spans ?? []);
  if (claim.time) add("when", `time: ${claim.time.range?.start.slice(0, 10) ?? "unknown"}`, claim.time.spans);
  for (const casualty of claim.casualties) add("toll", `${plain(casualty.harm)}, ${plain(casualty.victims)}`, casualty.spans);
  for (const materiel of claim.materiel) add("toll", `${plain(materiel.loss)}: ${materiel.name}`, materiel.spans ?? []);
  for (const speaker of claim.attribution) add("says", `speaker: ${speaker.name}`, [speaker.words, speaker.cue]);
  add("says", `stance: ${plain(claim.stance.value)}`, claim.stance.spans);
  add("says", `modality: ${claim.modality.value}`, claim.modality.spans);
  return marks;
}

const KINDS: readonly [kind: string, name: string][] = [["what", "what"], ["who", "who"], ["where", "where"], ["when", "when"], ["toll", "how many"], ["says", "who says so"]];

function legend(claim: Claim): HTMLElement {
  const used = new Set(marksOf(claim).map((mark) => mark.kind));
  const names = KINDS.filter(([kind]) => used.has(kind)).map(([kind, name]) => el("mark", { class: kind }, name));
  return el("p", { class: "legend" }, ...names, el("span", { class: "hint" }, `read with confidence ${claim.confidence.toFixed(2)}`));
}

/** What was left out of the reading and why, in one line. */
function whatWasCut(whole: ReadReport): HTMLElement {
  const counts = new Map<string, number>();
  for (const { reason } of whole.cuts) if (reason !== UNSEEN) counts.set(reason, (counts.get(reason) ?? 0) + 1);
  const told = [...counts].map(([reason, n]) => (n === 1 ? plain(reason) : `${n} × ${plain(reason)}`)).join(", ");
  const claims = `${whole.claims.length} claim${whole.claims.length === 1 ? "" : "s"} read`;
  return el("p", { class: "hint" }, told === "" ? `${claims}; nothing left out` : `${claims}; left out, folded below: ${told}`);
}

function body(whole: ReadReport, open: Claim | null, choose: (claim: string) => void): Node[] {
  const text = new ByteText(whole.text);
  const others = whole.claims.filter((claim) => claim.id !== open?.id);
  const marks: Mark[] = others.map((claim) => ({ ...claim.sentence, kind: "other", label: claim.id }));
  if (open) marks.push(...marksOf(open));
  const show = (words: string, marks: Mark[]): Node[] => (marks.length === 0 ? plainText(words) : [pieceNode(words, marks, open, choose)]);
  const nodes: Node[] = [];
  for (const stretch of stretches(whole, text.length)) {
    if (stretch.reason === UNSEEN) {
      // Markup parts words: a heading from its paragraph, a cell from its neighbour.
      if (/<(p|br|h\d|li|div|td|tr|blockquote)\b/i.test(text.slice(stretch.start, stretch.end))) nodes.push(document.createTextNode("\n"));
      continue;
    }
    const shown = pieces(stretch.start, stretch.end, marks).flatMap((piece) => show(readable(text.slice(piece.start, piece.end), whole.is_html), piece.marks));
    if (stretch.reason === null) nodes.push(...shown);
    else nodes.push(folded(stretch.reason, shown));
  }
  return nodes;
}

/** The text as a reader sees it: without markup and without what was left out. */
export function textAsRead(whole: ReadReport): string {
  const text = new ByteText(whole.text);
  const kept = stretches(whole, text.length).filter((stretch) => stretch.reason === null || stretch.reason === UNSEEN);
  return kept.map(({ start, end, reason }) => (reason === UNSEEN ? "\n" : readable(text.slice(start, end), whole.is_html))).join("");
}

interface Stretch { start: number; end: number; reason: string | null }

/** The whole text as stretches that were read and stretches that were cut. */
function stretches(whole: ReadReport, length: number): Stretch[] {
  const cuts = [...whole.cuts].sort((a, b) => a.start - b.start);
  const found: Stretch[] = [];
  let at = 0;
  for (const cut of cuts) {
    if (cut.end <= at) continue;
    if (cut.start > at) found.push({ start: at, end: cut.start, reason: null });
    found.push({ start: Math.max(at, cut.start), end: cut.end, reason: cut.reason });
    at = cut.end;
  }
  if (at < length) found.push({ start: at, end: length, reason: null });
  return found;
}

/** Cut passages stay, folded, with the reason. */
function folded(reason: string, shown: Node[]): Node {
  const content = el("span", { class: "cut" }, ...shown);
  if (!content.textContent?.trim()) return document.createTextNode("");
  return el("details", { class: "cut" }, el("summary", {}, `left out: ${plain(reason)}`), content);
}

/** Words without a mark; of very many the rest comes on demand, part by part. */
function plainText(words: string): Node[] {
  if (words.length <= LONG) return [document.createTextNode(words)];
  const rest = words.slice(LONG);
  const more = el("button", { type: "button", onclick: () => more.replaceWith(...plainText(rest)) }, `… ${rest.length.toLocaleString("en")} more characters`);
  return [document.createTextNode(words.slice(0, LONG)), more];
}

function pieceNode(words: string, marks: Mark[], open: Claim | null, choose: (claim: string) => void): Node {
  const own = marks.filter((mark) => mark.kind !== "other");
  const other = marks.find((mark) => mark.kind === "other");
  if (own.length > 0) {
    const labels = own.filter((mark) => mark.kind !== "sentence").map((mark) => mark.label);
    return el("mark", { class: own.map((mark) => mark.kind).join(" "), title: labels.join("; ") || null, "data-of": open?.id }, words);
  }
  if (other && words.trim()) {
    return el("span", { class: "other", title: "another claim of this report", onclick: () => choose(other.label) }, words);
  }
  return document.createTextNode(words);
}

/** Character references of HTML as the characters they stand for; a parsed document runs nothing. */
function readable(words: string, isHtml: boolean): string {
  if (!isHtml || !/[&<]/.test(words)) return words;
  const parsed = new DOMParser().parseFromString(`<pre>${words}</pre>`, "text/html");
  return parsed.body.textContent ?? words;
}
