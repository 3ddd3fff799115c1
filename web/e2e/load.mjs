// Many readers clicking at once: how long the server lets them wait. For a database of 100,000 incidents:
//
//   cargo bench -p dateline-store -- 100000 --keep load.db
//   cargo run --release -- serve --db load.db --port 7480
//   node web/e2e/load.mjs http://127.0.0.1:7480/ 20 60
//
// Each reader does what a person's clicks make the page ask, one after the other with a second of reading between:
// a filter (list, map, timeline, queues), three incidents with their report, a place on the map, the next page.
// Prints the time to the last byte of every kind of question; all of a click's questions are asked at once.
// @ts-check

const [url = "http://127.0.0.1:7480/", users = "20", seconds = "60"] = process.argv.slice(2);
const READING_MS = 1_000;
const FILTERS = ["country=SY", "type=armed_clash", "since=2016-01-01&until=2016-12-31", "text=wadi", "min_killed=200", "bbox=36,34,39,37", "country=UA&type=attack", "queue=new"];
const took = /** @type {Map<string, number[]>} */ (new Map());
const end = performance.now() + Number(seconds) * 1_000;
let faults = 0;

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
    const filter = FILTERS[step % FILTERS.length];
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
