// Correcting one field: from what the claims say, from words picked in the report, or from what a person writes.

import { ask } from "./ask";
import { make } from "./decide";
import { el } from "./dom";
import { correctables, fieldOfMark, type Correctable } from "./forms";
import { allMeans, allTypes, plain, speakers } from "./words";
import type { Incident } from "./types";

/** Asks for a field and its value; whether it was corrected. */
export function correct(it: Incident): Promise<boolean> {
  const fields = correctables(it);
  const picked = pickedWords();
  const choice = el("select", { name: "field" }, ...fields.map((field) => el("option", { value: field.field, selected: field.field === picked?.field }, `${field.name}: ${field.now}`)));
  const values = el("div", { class: "offers" });
  const draw = (): void => {
    const field = fields.find((it) => it.field === choice.value);
    if (field) values.replaceChildren(...offers(it, field, picked?.words ?? ""));
  };
  choice.addEventListener("change", draw);
  draw();
  const reason = el("label", {}, "Why (may stay empty)", el("input", { name: "reason", maxlength: 2000 }));
  return ask("Correct a field", [el("label", {}, "Field", choice), values, reason], "Correct", async (form) => {
    const own = String(form.get("own") ?? "").trim();
    const taken = String(form.get("value") ?? "");
    const value = taken === "" ? own : taken;
    if (value === "") throw new Error("Choose a value or write one.");
    await make({ verdict: "correct", incident: it.id, field: choice.value, value, reason: form.get("reason") });
  });
}

/** The values to choose from, as radio buttons; the last is one's own. */
function offers(it: Incident, field: Correctable, words: string): HTMLElement[] {
  const own = ownValue(field.field, words);
  const isWritten = words !== "" || field.offers.length === 0;
  const ownRadio = el("input", { type: "radio", name: "value", value: "", checked: isWritten, id: "own-radio" });
  own.addEventListener("input", () => { ownRadio.checked = true; });
  own.addEventListener("focus", () => { ownRadio.checked = true; });
  const lines = field.offers.map((offer, at) => {
    const claim = it.claims_in_full.find((found) => found.id === offer.claims[0]);
    const more = offer.claims.length > 1 ? ` and ${offer.claims.length - 1} more` : "";
    const who = claim ? `${speakers(claim.attribution)}${more}` : "a place of the same name";
    const radio = el("input", { type: "radio", name: "value", value: offer.form, checked: !isWritten && at === 0 });
    return el("label", { class: "offer" }, radio, el("b", { dir: "auto" }, offer.words), el("span", { class: "hint" }, who));
  });
  const unknown = ["type", "initiator", "partner", "target", "victim"].includes(field.field) ? []
    : [el("label", { class: "offer" }, el("input", { type: "radio", name: "value", value: "unknown" }), "unknown")];
  return [...lines, ...unknown, el("div", { class: "offer" }, ownRadio, el("label", { for: "own-radio" }, "another:"), own)];
}

const HINTS: Record<string, string> = {
  time: "2016-12-16, 2016-12-11/2016-12-13, 2016-12, 2016-12-16T14:30",
  place: "Homs, SY or 34.73, 36.71",
  initiator: "name or key; =Name for one that is not in the table",
};

function ownValue(field: string, words: string): HTMLInputElement | HTMLSelectElement {
  const listed = field === "type" ? allTypes() : field === "means" ? allMeans() : null;
  if (listed) {
    return el("select", { name: "own", "aria-label": "Another value" }, el("option", { value: "" }, "choose"), ...listed.map(({ value, name }) => el("option", { value }, plain(name))));
  }
  const isSide = ["initiator", "partner", "target", "victim"].includes(field);
  const hint = HINTS[isSide ? "initiator" : field] ?? "9, 6-9, 12+";
  const isNumber = hint === "9, 6-9, 12+";
  // Of words that were picked for a number only the digits can be meant.
  const value = isNumber ? (/\d[\d,.\u00a0 ]*\d|\d/.exec(words)?.[0].replace(/\D/g, "") ?? "") : words;
  return el("input", { name: "own", value, placeholder: hint, "aria-label": `Another value: ${hint}`, dir: "auto", size: 36 });
}

/** The words that are selected in the report, with the field that their mark speaks of. */
function pickedWords(): { words: string; field: string | null } | null {
  const selection = getSelection();
  const words = selection?.toString().trim().replace(/\s+/g, " ") ?? "";
  const start = selection?.anchorNode;
  const parent = start instanceof Element ? start : start?.parentElement;
  if (words === "" || words.length > 200 || !parent?.closest(".reader")) return null;
  const mark = parent.closest("mark");
  return { words, field: mark && fieldOfMark(mark.classList) };
}
