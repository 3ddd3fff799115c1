// Many readers clicking at once: how long the server lets them wait. For a database of 100,000 incidents:
//
//   cargo bench -p dateline-store -- 100000 --keep load.db
//   cargo run --release -- serve --db load.db --port 7480
//   node web/e2e/load.mjs http://127.0.0.1:7480/ 20 60
//
// Each reader does what a person's clicks make the page ask, one after the other with a second of reading between:
// a filter (list, map, timeline, queues), three incidents with their report, a place on the map, the next page. Filters
// are drawn anew, so most of their answers were not worked out before.
// Prints the time to the last byte of every kind of question; all of a click's questions are asked at once.
// @ts-check

const [url = "http://127.0.0.1:7480/", users = "20", seconds = "60"] = process.argv.slice(2);
const READING_MS = 1_000;
const COUNTRIES = ["SY", "UA", "SD", "YE", "IQ", "ML", "MM", "CD", "SO", "AF"];
const TYPES = ["air_drone_strike", "armed_clash", "shelling_artillery_missile_attack", "attack", "arrests", "suicide_bomb", "grenade", "agreement"];
const WORDS = ["wadi", "zahra", "kafr", "qamar", "safra", "balka", "krasny", "rimal", "asfar", "qasr", "murad", "mill"];
/** What a reader may ask for; `n` is drawn anew each time, so that few questions were answered before. */
const FILTERS = [
  () => "",
  (/** @type {number} */ n) => `country=${of(COUNTRIES, n)}`,
  (/** @type {number} */ n) => `type=${of(TYPES, n)}&since=201${n % 10}-01-01`,
  (/** @type {number} */ n) => `since=201${n % 10}-0${1 + (n % 9)}-01&until=201${n % 10}-12-31`,
  (/** @type {number} */ n) => `text=${of(WORDS, n)}`,
  (/** @type {number} */ n) => `min_killed=${100 + (n % 300)}`,
  (/** @type {number} */ n) => `bbox=${30 + (n % 11)},${30 + (n % 7)},${34 + (n % 11)},${35 + (n % 7)}`,
  (/** @type {number} */ n) => `country=${of(COUNTRIES, n)}&type=${of(TYPES, n >> 4)}`,
  () => "queue=new",
];
const took = /** @type {Map<string, number[]>} */ (new Map());
const end = performance.now() + Number(seconds) * 1_000;
let faults = 0;

/** @param {string[]} list @param {number} n */
function of(list, n) {
  return list[n % list.length] ?? "";
}

/** @param {string} kind @param {string} path */
async function ask(kind, path) {
  const start = performance.now();
  const answer = await fetch(`${url}api/v1/${path}`);
  const body = await answer.text();
  if (!answer.ok) faults += 1;
  const list = took.get(kind) ?? [];
  list.push(performance.now() - start);
  took.set(kind, list);
  return body;
}

/** @param {number} user */
async function reader(user) {
  for (let step = user; performance.now() < end; step++) {
    const filter = (FILTERS[step % FILTERS.length] ?? String)(Math.floor(Math.random() * 1_000));
    const [list] = await Promise.all([ask("list", `incidents?${filter}&limit=50`), ask("map", `map?${filter}`), ask("timeline", `timeline?${filter}`), ask("queues", `queue?${filter}`)]);
    const page = JSON.parse(list);
    for (const row of page.incidents.slice(0, 3)) {
      await pause();
      const whole = JSON.parse(await ask("incident", `incidents/${row.id}`));
      if (whole.reports[0]) await ask("report", `reports/${whole.reports[0].id}`);
    }
    await pause();
    if (page.next_cursor) await ask("list", `incidents?${filter}&limit=50&cursor=${page.next_cursor}`);
    if (page.incidents[0]) await ask("related", `incidents/${page.incidents[0].id}/related`);
    await pause();
  }
}

/** @returns {Promise<void>} */
function pause() {
  return new Promise((resolve) => setTimeout(resolve, READING_MS * (0.5 + Math.random())));
}

await Promise.all(Array.from({ length: Number(users) }, (_, user) => reader(user)));
const all = [...took.values()].flat();
console.log(`${users} readers, ${seconds} s, ${all.length} questions, ${faults} refused`);
for (const [kind, times] of [...took, /** @type {[string, number[]]} */ (["all", all])]) {
  times.sort((a, b) => a - b);
  const at = (/** @type {number} */ part) => (times[Math.min(times.length - 1, Math.floor(times.length * part))] ?? 0).toFixed(0);
  console.log(`${kind.padEnd(10)} n ${String(times.length).padStart(6)}  p50 ${at(0.5).padStart(5)} ms  p95 ${at(0.95).padStart(5)} ms  max ${at(1).padStart(5)} ms`);
}
