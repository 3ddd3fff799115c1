// The page: filter, map, timeline and list over one state; one incident open beside them.

import { isOvertaken, mapColumns, timeline } from "./api";
import { byId, el } from "./dom";
import { showFilters } from "./filters";
import { GROUPS } from "./groups";
import { markOpen, showList, showThese } from "./list";
import { listenForKeys } from "./keys";
import { IncidentMap } from "./map";
import { closePanel, openPanel } from "./panel";
import { drawQueues, showQueues } from "./queue";
import { change, current, filterDiffers, listen, onRenewal, query, type State } from "./state";
import { TimelineView } from "./timeline";

const times = new TimelineView(byId("timeline"));
let map: IncidentMap | null = null;

try {
  map = new IncidentMap(byId("map"), (ids) => guarded(showThese(ids)));
  map.onMove(() => {
    if (current().bbox !== "" && map) change({ bbox: map.frame() });
  });
} catch (error) {
  byId("map").replaceChildren(el("p", { class: "error" }, `No map in this browser (${String(error)}). The list below has everything.`));
}

byId("legend").append(...GROUPS.slice(0, -1).map(({ name, colour }) => {
  const dot = el("span", { class: "dot", "aria-hidden": "true" });
  dot.style.background = colour;
  return el("span", {}, dot, name);
}), el("span", {}, el("span", { class: "ring", "aria-hidden": "true" }), "area, place not known more sharply"));

listen((now, before) => {
  if (filterDiffers(now, before)) refresh(now, before);
  else times.draw();
  if (now.id !== before.id) guarded(follow(now.id));
});
// A decision may change any list, and the open incident with it.
onRenewal(() => {
  refresh(current(), null);
  if (current().id !== "") guarded(follow(current().id));
});

guarded(showFilters(() => map?.frame() ?? "").then(() => {
  listenForKeys();
  refresh(current(), null);
  if (current().id !== "") return follow(current().id);
  return undefined;
}));

/** Asks again for what the change concerns: the map does not follow its own frame, nor the timeline its own span. */
function refresh(now: State, before: State | null): void {
  const differs = (...without: Parameters<typeof query>): boolean => before === null || keyOf(now, without) !== keyOf(before, without);
  const listed = showList();
  guarded(listed);
  // Counting what waits may take long in a large database, so the list goes first.
  if (differs("queue")) guarded(listed.then(showQueues));
  else drawQueues();
  if (differs("bbox")) guarded(mapColumns().then((columns) => map?.show(columns)));
  if (differs("since", "until")) guarded(timeline().then((data) => times.show(data)));
  else times.draw();
}

function keyOf(state: State, without: string[]): string {
  return JSON.stringify(Object.entries(state).filter(([name]) => name !== "id" && !without.includes(name)));
}

async function follow(id: string): Promise<void> {
  markOpen();
  if (id === "") {
    closePanel();
    await map?.mark(null);
    return;
  }
  const incident = await openPanel(id);
  if (incident) await map?.mark(incident.place.headline);
}

/** Faults are shown, not swallowed; an overtaken question is none. */
function guarded(work: Promise<unknown>): void {
  work.catch((error: unknown) => {
    if (!isOvertaken(error)) byId("count").textContent = `No answer: ${error instanceof Error ? error.message : String(error)}`;
  });
}
