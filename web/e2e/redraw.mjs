// How fluid the map is with many incidents: the time from frame to frame while it is dragged and zoomed, and from a new
// filter until the map rests. For a database of 100,000 incidents as for load.mjs:
//
//   node web/e2e/redraw.mjs http://127.0.0.1:7480/
//
// Chromium draws in software here, as on a machine without a graphics card. Environment: CHROMIUM.
// @ts-check

import { execFileSync } from "node:child_process";
import { chromium } from "playwright-core";

const url = process.argv[2] ?? "http://127.0.0.1:7480/";
const args = ["--no-sandbox", "--disable-dev-shm-usage", "--use-gl=angle", "--use-angle=swiftshader", "--enable-unsafe-swiftshader"];
const executablePath = execFileSync("which", [process.env.CHROMIUM ?? "chromium"]).toString().trim();
const browser = await chromium.launch({ executablePath, args });
const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });

const start = performance.now();
await page.goto(url);
await page.waitForSelector('[data-drawn="true"]', { timeout: 60_000 });
console.log(`first drawn after ${(performance.now() - start).toFixed(0)} ms`);
await page.waitForTimeout(3_000);

await frames("drag", async () => {
  await page.mouse.move(500, 450);
  await page.mouse.down();
  for (let step = 0; step < 60; step++) {
    await page.mouse.move(500 + step * 4, 450 + step);
    await page.waitForTimeout(16);
  }
  await page.mouse.up();
});
await frames("zoom", async () => {
  for (let step = 0; step < 8; step++) {
    await page.mouse.wheel(0, -120);
    await page.waitForTimeout(200);
  }
});
for (const filter of ["?country=SY", "?type=armed_clash", "?since=2016-01-01&until=2016-12-31"]) {
  const asked = performance.now();
  await page.evaluate((search) => {
    const map = /** @type {HTMLElement} */ (document.querySelector("[data-drawn]"));
    map.dataset["drawn"] = "false";
    history.pushState(null, "", search);
    dispatchEvent(new PopStateEvent("popstate"));
  }, filter);
  await page.waitForSelector('[data-drawn="true"]', { timeout: 30_000 });
  console.log(`${filter}: the map rests after ${(performance.now() - asked).toFixed(0)} ms`);
}
await browser.close();

/** Prints the times between frames during `act`. @param {string} what @param {() => Promise<void>} act */
async function frames(what, act) {
  await page.evaluate(() => {
    const times = /** @type {number[]} */ ([]);
    Object.assign(window, { frameTimes: times });
    let last = performance.now();
    const next = () => {
      times.push(performance.now() - last);
      last = performance.now();
      requestAnimationFrame(next);
    };
    requestAnimationFrame(next);
  });
  await act();
  const times = await page.evaluate(() => [.../** @type {any} */ (window).frameTimes]);
  times.sort((a, b) => a - b);
  const at = (/** @type {number} */ part) => (times[Math.min(times.length - 1, Math.floor(times.length * part))] ?? 0).toFixed(0);
  console.log(`${what}: ${times.length} frames, p50 ${at(0.5)} p95 ${at(0.95)} max ${at(1)} ms`);
}
