// What is shown, as one value; the address of the page holds all of it, so that a link shows the same.

export interface State {
  since: string;
  until: string;
  /** `west,south,east,north` in degrees. */
  bbox: string;
  country: string;
  type: string;
  actor: string;
  /** What the actor did: `initiator`, `target`, ... */
  role: string;
  /** Words of the names of places and provinces. */
  place: string;
  text: string;
  min_sources: string;
  min_killed: string;
  means: string;
  grade: string;
  review: string;
  /** What waits for a person, by reason. */
  queue: string;
  /** The open incident. */
  id: string;
}

export const FILTERS = ["since", "until", "bbox", "country", "type", "means", "place", "actor", "role", "text", "min_sources", "min_killed", "grade", "review", "queue"] as const;
export type FilterName = (typeof FILTERS)[number];

const EMPTY = Object.fromEntries([...FILTERS, "id"].map((name) => [name, ""])) as unknown as State;

let state: State = read();
const renewals: (() => void)[] = [];
const listeners: ((now: State, before: State) => void)[] = [];

export function current(): State {
  return state;
}

/** Calls `listener` at every change, with the state before it. */
export function listen(listener: (now: State, before: State) => void): void {
  listeners.push(listener);
}

/** Changes part of the state. Opening or closing an incident makes a step in the browser's history. */
export function change(part: Partial<State>): void {
  const before = state;
  state = { ...state, ...part };
  if (JSON.stringify(before) === JSON.stringify(state)) return;
  const query = new URLSearchParams(Object.entries(state).filter(([, value]) => value !== ""));
  const address = query.size > 0 ? `?${query}` : location.pathname;
  if (before.id === state.id) history.replaceState(null, "", address);
  else history.pushState(null, "", address);
  tell(before);
}

/** Calls `listener` when the database itself says something else. */
export function onRenewal(listener: () => void): void {
  renewals.push(listener);
}

/** Tells that the database says something else: a decision was made. */
export function renew(): void {
  for (const listener of renewals) listener();
}

/** The filter without everything that is not set, as the API takes it; `without` leaves one out. */
export function query(...without: FilterName[]): URLSearchParams {
  const set = FILTERS.filter((name) => state[name] !== "" && !without.includes(name));
  return new URLSearchParams(set.map((name) => [name, state[name]]));
}

/** Whether the two differ in more than the open incident. */
export function filterDiffers(a: State, b: State): boolean {
  return FILTERS.some((name) => a[name] !== b[name]);
}

/** Takes all filters away; the queue that is worked stays. */
export function clear(): void {
  change({ ...EMPTY, id: state.id, queue: state.queue });
}

function read(): State {
  const asked = new URLSearchParams(location.search);
  const entries = Object.keys(EMPTY).map((name) => [name, asked.get(name) ?? ""]);
  return Object.fromEntries(entries) as State;
}

function tell(before: State): void {
  for (const listener of listeners) listener(state, before);
}

window.addEventListener("popstate", () => {
  const before = state;
  state = read();
  tell(before);
});
