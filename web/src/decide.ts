// A decision on its way: who makes it, whether it may be made here, and what it came to.

import { ask, tell } from "./ask";
import { decide } from "./api";
import { el } from "./dom";
import { renew } from "./state";
import type { Made } from "./types";

const KEY = "dateline.author";
let name = remembered();
/** Until the server said otherwise; it is the server that refuses in the end. */
let isOpen = true;

/** Takes over what the server said about whether it takes decisions from here. */
export function learnRights(open: boolean): void {
  isOpen = open;
  document.body.classList.toggle("closed", !open);
}

/** Who decides; empty when nobody said so yet. */
export function author(): string {
  return name;
}

/** Asks who decides; whether somebody did. */
export function askAuthor(): Promise<boolean> {
  const input = el("input", { name: "author", value: name, required: true, maxlength: 60, autocomplete: "name" });
  const words = el("p", { class: "hint" }, "Every decision is kept with the name of who made it and the reason. The name stays in this browser.");
  return ask("Who decides?", [words, el("label", {}, "Name", input)], "Take this name", async (form) => {
    const given = String(form.get("author") ?? "").trim();
    if (given === "") throw new Error("A decision needs a name.");
    name = given;
    try {
      localStorage.setItem(KEY, name);
    } catch {
      // Storage may be forbidden; the name then lasts as long as the page.
    }
    renew();
  });
}

/** Whether a decision can be made now: allowed here, and somebody makes it. Says so when not. */
export async function isReady(): Promise<boolean> {
  if (!isOpen) {
    tell("Read only: others reach this server, and it was started without --allow-review.", true);
    return false;
  }
  return name !== "" || (await askAuthor());
}

/** Makes a decision and lets everything be shown anew.
 *
 * Throws what the server said when it was not made. */
export async function make(decision: Record<string, unknown>): Promise<Made> {
  const made = await decide({ reason: "", ...decision, author: name });
  renew();
  return made;
}

function remembered(): string {
  try {
    return localStorage.getItem(KEY) ?? "";
  } catch {
    return "";
  }
}
