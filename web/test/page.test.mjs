// What the page computes itself, without a browser: offsets, marks, circles, and how values read.
// A zone west of Greenwich, where a careless conversion would show the day before.
process.env.TZ = "America/Los_Angeles";

import assert from "node:assert/strict";
import test from "node:test";
import { build } from "esbuild";

async function load(name) {
  const made = await build({ entryPoints: [`src/${name}.ts`], bundle: true, format: "esm", write: false });
  return import(`data:text/javascript;base64,${Buffer.from(made.outputFiles[0].contents).toString("base64")}`);
}

test("byte offsets cut a text where the server means, in any script", async () => {
  const { ByteText } = await load("bytes");
  for (const text of ["plain words", "Тест é – ü", "قُتل 12 شخصا", "a😀b"]) {
    const bytes = Buffer.from(text);
    const cut = new ByteText(text);
    assert.equal(cut.length, bytes.length);
    let at = 0;
    for (const character of text) {
      const end = at + Buffer.byteLength(character);
      assert.equal(cut.slice(at, end), character);
      assert.equal(cut.slice(0, end), bytes.subarray(0, end).toString());
      at = end;
    }
    assert.equal(cut.slice(0, at + 99), text);
  }
});

test("overlapping marks become pieces that join to the whole", async () => {
  const { pieces } = await load("marks");
  const marks = [{ start: 0, end: 20, kind: "sentence" }, { start: 5, end: 9, kind: "who" }, { start: 7, end: 12, kind: "toll" }, { start: 90, end: 99, kind: "far" }];
  const shown = pieces(3, 15, marks).map((piece) => `${piece.start}-${piece.end} ${piece.marks.map((mark) => mark.kind).join("+")}`);
  assert.deepEqual(shown, ["3-5 sentence", "5-7 sentence+who", "7-9 sentence+who+toll", "9-12 sentence+toll", "12-15 sentence"]);
  assert.deepEqual(pieces(0, 4, []), [{ start: 0, end: 4, marks: [] }]);
});

test("a civil day is the same day in every zone", async () => {
  const { days } = await load("words");
  const range = (start, end, grain) => days({ start: `${start}:00`, end: `${end}:00`, grain });
  assert.equal(range("2024-05-02T00:00", "2024-05-03T00:00", "day"), "2024-05-02");
  assert.equal(range("2024-05-02T00:00", "2024-05-05T00:00", "days"), "2024-05-02 – 2024-05-04");
  assert.equal(range("2024-05-02T14:30", "2024-05-02T14:31", "minute"), "2024-05-02 14:30");
  assert.equal(range("2024-05-01T00:00", "2024-06-01T00:00", "month"), "2024-05");
  assert.equal(range("2024-01-01T00:00", "2025-01-01T00:00", "year"), "2024");
  assert.equal(days(null), "date unknown");
});

test("unknown is not zero", async () => {
  const { count, harm } = await load("words");
  assert.deepEqual([count(null), harm(null, "killed")], ["unknown", ""]);
  assert.deepEqual([count({ min: 0, max: 0 }), harm({ min: 3, max: 5 }, "killed"), count({ min: 12, max: null })], ["0", "3–5 killed", "12+"]);
});

test("a circle keeps its radius", async () => {
  const { circle } = await load("circle");
  for (const [lon, lat] of circle(34.5, 38.25, 100_000).coordinates[0]) {
    const rad = Math.PI / 180;
    const a = Math.sin(((lat - 34.5) * rad) / 2) ** 2 + Math.cos(34.5 * rad) * Math.cos(lat * rad) * Math.sin(((lon - 38.25) * rad) / 2) ** 2;
    assert.ok(Math.abs(2 * 6_371_008.8 * Math.asin(Math.sqrt(a)) - 100_000) < 10);
  }
});

test("only an exact place is a pin; a small circle has a ring so that it is seen from afar", async () => {
  const { onMap } = await load("places");
  const columns = {
    total: 3, id: ["exact", "near", "province"], lat: [34, 34, 35], lon: [38, 38, 39], radius_m: [2000, 10_000, 90_000], where_prec: [1, 2, 4],
    event_type: [0, 0, 0], event_types: ["air_drone_strike"], place: [0, 0, 1], places: ["Umm Zayt", "Homs"],
  };
  const shown = onMap(columns);
  assert.deepEqual(shown.spots.features.map((it) => it.properties.id), ["exact"]);
  assert.deepEqual(shown.areaIds, [["near"], ["province"]]);
  assert.deepEqual(shown.rings.features.map((it) => it.properties.radius), [10_000]);
});

test("values are written as decisions read them", async () => {
  const { countForm, timeForm, placeForm, sideForm } = await load("forms");
  assert.deepEqual([{ min: 9, max: 9 }, { min: 6, max: 9 }, { min: 12, max: null }].map(countForm), ["9", "6-9", "12+"]);
  const time = (start, end, grain) => timeForm({ start: `${start}:00`, end: `${end}:00`, grain });
  assert.equal(time("2024-05-02T00:00", "2024-05-03T00:00", "day"), "2024-05-02");
  assert.equal(time("2024-05-02T00:00", "2024-05-05T00:00", "days"), "2024-05-02/2024-05-04");
  assert.equal(time("2024-05-02T14:00", "2024-05-02T15:00", "hour"), "2024-05-02T14");
  assert.equal(time("2024-05-02T14:30", "2024-05-02T14:31", "minute"), "2024-05-02T14:30");
  assert.equal(time("2024-05-02T17:00", "2024-05-02T23:00", "part_of_day"), "2024-05-02");
  assert.equal(time("2024-05-01T00:00", "2024-06-01T00:00", "month"), "2024-05");
  assert.equal(placeForm({ place: { name: "Homs", id: "geonames:1" } }), "Homs, geonames:1");
  assert.equal(placeForm({ place: null, lat: 34.5, lon: 38 }), "34.5, 38");
  assert.equal(placeForm({ place: null, lat: null, lon: null }), "");
  assert.deepEqual([sideForm({ id: "syria.military", name: "x" }), sideForm({ id: null, name: "gunmen" })], ["syria.military", "=gunmen"]);
});

test("an edited text is told word by word, and the runs give both texts", async () => {
  const { diff } = await load("diff");
  const shown = (before, after) => diff(before, after).map((run) => (run.isSame ? run.gone : `[${run.gone}|${run.added}]`)).join("");
  assert.equal(shown("Six were killed in Ariha.", "Nine were killed in Ariha."), "[Six |Nine ]were killed in Ariha.");
  assert.equal(shown("one two three", "one two three"), "one two three");
  assert.equal(shown("a b c d e f", "a c d x e"), "a [b |]c d [e f|x e]");
  assert.equal(shown("", "new words"), "[|new words]");
  // A small generator instead of chance, so that a failure can be had again.
  let seed = 7;
  const roll = (n) => { seed = (seed * 1_103_515_245 + 12_345) % 2 ** 31; return seed % n; };
  for (let round = 0; round < 200; round++) {
    const text = () => Array.from({ length: roll(30) }, () => "abcde"[roll(5)]).join(roll(4) === 0 ? "\n" : " ");
    const [before, after] = [text(), text()];
    const runs = diff(before, after);
    assert.equal(runs.map((run) => run.gone).join("").trim(), before);
    assert.equal(runs.map((run) => run.added).join("").trim(), after);
    assert.ok(runs.every((run) => run.isSame === (run.gone === run.added)), JSON.stringify([before, after, runs]));
  }
});

test("claims of two versions are matched by their words, and what differs is named", async () => {
  const { claimChanges } = await load("changes");
  const claim = (words, min, more = {}) => ({
    sentence: { words }, event_type: { value: "attack", spans: [] }, attribution: [{ name: "the police" }], stance: { value: "says" }, modality: { value: "occurred" },
    means: null, place: null, time: null, actors: [], casualties: [{ harm: "killed", victims: "unspecified", count: { min, max: min } }], ...more,
  });
  const before = [claim("Gunmen killed six people in Ariha on Monday.", 6), claim("A bridge was blown up near Homs.", 0)];
  const after = [claim("Gunmen killed nine people in Ariha on Monday.", 9), claim("Two men were arrested later.", 0)];
  const told = claimChanges(before, after).map((change) => [change.before?.sentence.words.slice(0, 8) ?? null, change.after?.sentence.words.slice(0, 8) ?? null, change.facts.map((fact) => `${fact.name} ${fact.before}>${fact.after}`).join()]);
  assert.deepEqual(told, [["Gunmen k", "Gunmen k", "killed 6>9"], [null, "Two men ", ""], ["A bridge", null, ""]]);
  assert.deepEqual(claimChanges(before, before), []);
});

test("the lines between provinces lie on the globe and part the provinces of Syria", async () => {
  const { provinceLines } = await load("provinces");
  const { default: all } = await import("../data/provinces.json", { with: { type: "json" } });
  const lines = provinceLines(all).features[0].geometry.coordinates;
  assert.ok(lines.length > 2_000 && lines.flat().every(([lon, lat]) => Math.abs(lon) <= 180 && Math.abs(lat) <= 90));
  const inSyria = lines.filter((line) => line.every(([lon, lat]) => lon > 35.6 && lon < 42.4 && lat > 32.3 && lat < 37.4));
  assert.ok(inSyria.length >= 14, `${inSyria.length} lines`);
});

test("big towns lie where they are", async () => {
  const { townPoints } = await load("towns");
  const { default: all } = await import("../data/towns.json", { with: { type: "json" } });
  const towns = new Map(townPoints(all).features.map(({ properties, geometry }) => [properties.name, { ...properties, at: geometry.coordinates }]));
  for (const [name, lon, lat] of [["Aleppo", 37.16, 36.2], ["Khartoum", 32.53, 15.55], ["Goma", 29.24, -1.67]]) {
    const { at, people } = towns.get(name);
    assert.ok(Math.hypot(at[0] - lon, at[1] - lat) < 0.1 && people >= 100, `${name} at ${at} with ${people}`);
  }
});
