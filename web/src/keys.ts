// The whole page by keyboard, and the sheet that tells how.

import { begin } from "./add";
import { isAsking, show, tell } from "./ask";
import { byId, el } from "./dom";
import { neighbour } from "./list";
import { openIncident } from "./panel";
import { nextQueue } from "./queue";
import { ACTIONS, run, undo } from "./review";
import { change, current } from "./state";

interface Key { keys: string[]; hint: string; act: () => void }

const MOVES: readonly Key[] = [
  { keys: ["j", "ArrowDown"], hint: "next incident", act: () => step(1) },
  { keys: ["k", "ArrowUp"], hint: "incident before", act: () => step(-1) },
  { keys: ["Escape"], hint: "close the incident", act: () => change({ id: "" }) },
  { keys: ["q"], hint: "next queue: new, uncertain, disagreeing, duplicates, toll changed, all", act: nextQueue },
  { keys: ["/"], hint: "search words", act: () => document.querySelector<HTMLElement>("#filter input")?.focus() },
  { keys: ["u"], hint: "take back your last decision", act: () => void undo().catch((error: unknown) => tell(error instanceof Error ? error.message : String(error), true)) },
  { keys: ["+"], hint: "add a report by hand", act: begin },
  { keys: ["?"], hint: "this sheet", act: help },
];

/** Listens for keys, and puts the button for the sheet into the bar. */
export function listenForKeys(): void {
  byId("tools").append(el("button", { type: "button", "aria-label": "Keyboard help", title: "Keyboard help (?)", onclick: help }, "?"));
  window.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || isAsking() || isTyping(event.target)) return;
    const move = MOVES.find(({ keys }) => keys.includes(event.key));
    if (move && !(event.key.startsWith("Arrow") && inControl(event.target))) {
      event.preventDefault();
      move.act();
      return;
    }
    const action = ACTIONS.find(({ key }) => key === event.key);
    const open = openIncident();
    if (action && open) {
      event.preventDefault();
      run(action, open);
    }
  });
}

function step(steps: number): void {
  const id = neighbour(current().id, steps);
  if (id !== "") change({ id });
}

function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.matches("input:not([type=checkbox]), select, textarea");
}

/** Whether arrows mean something of their own here: scrolling the report, moving the map. */
function inControl(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.closest(".report, #map") !== null;
}

function help(): void {
  const line = (keys: string[], hint: string): HTMLElement[] => [el("dt", {}, ...keys.flatMap((key) => [el("kbd", {}, key.replace("Arrow", ""))])), el("dd", {}, hint)];
  void show("Keyboard", [
    el("dl", { class: "keys" },
      ...MOVES.flatMap(({ keys, hint }) => line(keys, hint)),
      ...ACTIONS.flatMap(({ key, name, hint }) => line([key], `${name.toLowerCase()}: ${hint}`)),
    ),
    el("p", { class: "hint" }, "In a question: Tab and arrows move, Enter confirms, Ctrl+Enter from a text, Escape leaves it."),
  ]);
}
