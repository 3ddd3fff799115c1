// The ground under the incidents: Natural Earth's countries and the big towns of GeoNames, drawn in our own style, with
// names from the system's fonts. Nothing is asked from any other server.

import type { Feature, FeatureCollection, Point, Polygon, MultiPolygon, Position } from "geojson";
import type { StyleSpecification } from "maplibre-gl";
import { feature, mesh } from "topojson-client";
import type { GeometryCollection, Topology } from "topojson-specification";
import { provinceLines } from "./provinces";
import { colour } from "./theme";
import { SHOWN_TOWNS, townPoints, type Town } from "./towns";

type Countries = Topology<{ countries: GeometryCollection<{ name: string }> }>;
const NOTHING: FeatureCollection = { type: "FeatureCollection", features: [] };

/** How outlines are cut into tiles: little beyond their edges and no more points than can be seen, since without a graphics
 * card all of it is drawn by the processor. */
const SPARE = { buffer: 16, tolerance: 0.6 };

/** The style without data: water, land, borders, names. */
export function groundStyle(): StyleSpecification {
  return {
    version: 8,
    sources: {
      land: { type: "geojson", data: NOTHING, ...SPARE, attribution: "Natural Earth, GeoNames" },
      lakes: { type: "geojson", data: NOTHING, ...SPARE },
      rivers: { type: "geojson", data: NOTHING, ...SPARE },
      provinces: { type: "geojson", data: NOTHING, ...SPARE },
      borders: { type: "geojson", data: NOTHING, ...SPARE },
      towns: { type: "geojson", data: NOTHING },
      names: { type: "geojson", data: NOTHING },
    },
    layers: [
      { id: "water", type: "background", paint: { "background-color": colour("water") } },
      { id: "land", type: "fill", source: "land", paint: { "fill-color": colour("land"), "fill-antialias": true } },
      { id: "lakes", type: "fill", source: "lakes", paint: { "fill-color": colour("water") } },
      { id: "rivers", type: "line", source: "rivers", paint: { "line-color": colour("river"), "line-width": ["interpolate", ["linear"], ["zoom"], 2, 0.4, 8, 1.6] } },
      { id: "provinces", type: "line", source: "provinces", minzoom: 3, paint: { "line-color": colour("border"), "line-dasharray": [2, 2], "line-width": ["interpolate", ["linear"], ["zoom"], 3, 0.4, 8, 1], "line-opacity": ["interpolate", ["linear"], ["zoom"], 3, 0.3, 5, 0.9] } },
      { id: "borders", type: "line", source: "borders", paint: { "line-color": colour("border"), "line-width": ["interpolate", ["linear"], ["zoom"], 1, 0.5, 6, 1.4] } },
      { id: "towns", type: "circle", source: "towns", filter: SHOWN_TOWNS, paint: { "circle-color": colour("ground-text"), "circle-radius": 1.8 } },
      {
        id: "town-names",
        type: "symbol",
        source: "towns",
        filter: SHOWN_TOWNS,
        layout: {
          "text-field": ["get", "name"],
          "text-font": ["sans-serif"],
          "text-size": ["interpolate", ["linear"], ["zoom"], 3, 10, 8, 12],
          "text-anchor": "left",
          "text-offset": [0.4, 0],
          "symbol-sort-key": ["-", ["get", "people"]],
        },
        paint: { "text-color": colour("ground-text"), "text-halo-color": colour("land"), "text-halo-width": 1.2 },
      },
      {
        id: "names",
        type: "symbol",
        source: "names",
        layout: {
          "text-field": ["get", "name"],
          "text-font": ["sans-serif"],
          "text-size": ["interpolate", ["linear"], ["zoom"], 1, 10, 6, 15],
          "text-letter-spacing": 0.08,
          "text-max-width": 7,
          "symbol-sort-key": ["-", ["get", "size"]],
        },
        paint: { "text-color": colour("ground-text"), "text-halo-color": colour("land"), "text-halo-width": 1.2 },
      },
    ],
  };
}

/** Colours again, after light became dark. */
export const GROUND_COLOURS: readonly [layer: string, property: string, name: string][] = [
  ["water", "background-color", "water"],
  ["land", "fill-color", "land"],
  ["lakes", "fill-color", "water"],
  ["rivers", "line-color", "river"],
  ["provinces", "line-color", "border"],
  ["borders", "line-color", "border"],
  ["towns", "circle-color", "ground-text"],
  ["town-names", "text-color", "ground-text"],
  ["town-names", "text-halo-color", "land"],
  ["names", "text-color", "ground-text"],
  ["names", "text-halo-color", "land"],
];

export interface Ground { land: FeatureCollection; lakes: FeatureCollection; rivers: FeatureCollection; provinces: FeatureCollection; borders: FeatureCollection; towns: FeatureCollection; names: FeatureCollection }

/** The outlines that were shipped with the page. */
export async function loadGround(): Promise<Ground> {
  const [outlines, wet, divisions, towns] = await Promise.all(["countries.json", "water.json", "provinces.json", "towns.json"].map(async (file) => (await fetch(file)).json() as Promise<unknown>));
  const world = outlines as Countries;
  const { lakes, rivers } = wet as { lakes: FeatureCollection; rivers: FeatureCollection };
  const countries = world.objects.countries;
  const land = feature(world, countries) as FeatureCollection<Polygon | MultiPolygon, { name: string }>;
  for (const country of land.features) {
    for (const ring of ringsOf(country)) unwrap(ring);
  }
  const lines = mesh(world, countries, (a, b) => a !== b);
  const borders: FeatureCollection = { type: "FeatureCollection", features: [{ type: "Feature", properties: {}, geometry: lines }] };
  return { land, lakes, rivers, provinces: provinceLines(divisions as number[][]), borders, towns: townPoints(towns as Town[]), names: { type: "FeatureCollection", features: land.features.map(nameOf) } };
}

function ringsOf(country: Feature<Polygon | MultiPolygon>): Position[][] {
  return country.geometry.type === "Polygon" ? country.geometry.coordinates : country.geometry.coordinates.flat();
}

/** Rings that step over the 180th meridian and back go on beyond it instead of running once around the world. */
function unwrap(ring: Position[]): void {
  const jumps = ring.filter((at, n) => n > 0 && Math.abs((at[0] ?? 0) - (ring[n - 1]?.[0] ?? 0)) > 180).length;
  // An odd number means that the ring holds a pole, and then there is no other way to draw it.
  if (jumps === 0 || jumps % 2 === 1) return;
  for (const at of ring) if ((at[0] ?? 0) < 0) at[0] = (at[0] ?? 0) + 360;
}

/** The name in the middle of the largest part of the country. */
function nameOf(country: Feature<Polygon | MultiPolygon, { name: string }>): Feature<Point> {
  const parts = country.geometry.type === "Polygon" ? [country.geometry.coordinates] : country.geometry.coordinates;
  const largest = parts.map((part) => centroid(part[0] ?? [])).sort((a, b) => b.size - a.size)[0];
  const { at, size } = largest ?? { at: [0, 0], size: 0 };
  return { type: "Feature", geometry: { type: "Point", coordinates: at }, properties: { name: country.properties.name, size } };
}

/** Centre of gravity of a ring, and its size in square degrees. */
function centroid(ring: Position[]): { at: Position; size: number } {
  let [twice, x, y] = [0, 0, 0];
  ring.forEach(([x0 = 0, y0 = 0], at) => {
    const [x1 = x0, y1 = y0] = ring[at + 1] ?? [];
    const cross = x0 * y1 - x1 * y0;
    twice += cross;
    x += (x0 + x1) * cross;
    y += (y0 + y1) * cross;
  });
  return twice === 0 ? { at: ring[0] ?? [0, 0], size: 0 } : { at: [x / (3 * twice), y / (3 * twice)], size: Math.abs(twice / 2) };
}
