// What is shown, as one value; the address of the page holds all of it, so that a link shows the same.

export interface State {
  since: string;
  until: string;
  /** `west,south,east,north` in degrees. */
  bbox: string;
  country: string;
  type: string;
  actor: string;
  text: string;
  min_sources: string;
  /** The open incident. */
  id: string;
}

const FILTERS = ["since", "until", "bbox", "country", "type", "actor", "text", "min_sources"] as const;
export type FilterName = (typeof FILTERS)[number];

const EMPTY: State = { since: "", until: "", bbox: "", country: "", type: "", actor: "", text: "", min_sources: "", id: "" };

let state: State = read();
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

/** The filter without everything that is not set, as the API takes it; `without` leaves one out. */
export function query(...without: FilterName[]): URLSearchParams {
  const set = FILTERS.filter((name) => state[name] !== "" && !without.includes(name));
  return new URLSearchParams(set.map((name) => [name, state[name]]));
}

/** Whether the two differ in more than the open incident. */
export function filterDiffers(a: State, b: State): boolean {
  return FILTERS.some((name) => a[name] !== b[name]);
}

export function clear(): void {
  change({ ...EMPTY, id: state.id });
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
