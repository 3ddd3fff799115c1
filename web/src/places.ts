// Incidents as things on the map: spots, which gather in clusters, and areas, one circle for all that share it.

import type { Feature, FeatureCollection, Point } from "geojson";
import { circle } from "./circle";
import { groupColour } from "./groups";
import { isArea, typeGroup } from "./words";
import type { MapColumns } from "./types";

export interface OnMap {
  spots: FeatureCollection;
  /** One name a spot, however many incidents are there. */
  names: FeatureCollection;
  areas: FeatureCollection;
  /** The centres of small areas. */
  rings: FeatureCollection;
  /** For each area, in the order of its `area` property, the incidents in it. */
  areaIds: string[][];
  /** The box around the spots; around the areas where there is no spot. */
  bounds: [number, number, number, number] | null;
}

/** Metres; an area of less is drawn as a ring too, because its circle is lost on a map of a country. */
export const SMALL_AREA = 40_000;

/** Sorts the incidents of the map into spots and areas. */
export function onMap(columns: MapColumns): OnMap {
  const colours = columns.event_types.map((type) => groupColour(typeGroup(type)));
  const spots: Feature[] = [];
  const names = new Map<string, Feature>();
  const areas = new Map<string, { feature: Feature; centre: Point; ids: string[] }>();
  let bounds: OnMap["bounds"] = null;
  let wide: OnMap["bounds"] = null;
  columns.id.forEach((id, at) => {
    const lat = columns.lat[at] ?? 0;
    const lon = columns.lon[at] ?? 0;
    const radius = columns.radius_m[at] ?? 0;
    const isSpot = !isArea({ where_prec: columns.where_prec[at] ?? 7 });
    const geometry: Point = { type: "Point", coordinates: [lon, lat] };
    if (isSpot || radius < SMALL_AREA) {
      bounds = grown(bounds, lat, lon);
      const name = columns.places[columns.place[at] ?? -1];
      const key = `${name} ${lat.toFixed(0)} ${lon.toFixed(0)}`;
      if (name && !names.has(key)) names.set(key, { type: "Feature", geometry, properties: { name } });
    }
    if (isSpot) {
      const colour = colours[columns.event_type[at] ?? -1] ?? groupColour("Other");
      spots.push({ type: "Feature", geometry, properties: { id, colour } });
      return;
    }
    const reach = radius / 111_000;
    wide = grown(grown(wide, Math.max(-84, lat - reach), lon - reach), Math.min(84, lat + reach), lon + reach);
    const key = `${lat} ${lon} ${radius}`;
    let area = areas.get(key);
    if (!area) {
      const properties = { area: areas.size, count: 0, radius };
      area = { feature: { type: "Feature", geometry: circle(lat, lon, radius), properties }, centre: geometry, ids: [] };
      areas.set(key, area);
    }
    area.ids.push(id);
  });
  const listed = [...areas.values()];
  for (const { feature, ids } of listed) feature.properties = { ...feature.properties, count: ids.length };
  const rings = listed
    .filter(({ feature }) => radiusOf(feature) < SMALL_AREA)
    .map(({ feature, centre }): Feature => ({ type: "Feature", geometry: centre, properties: feature.properties }));
  // Large areas lie below small ones, so that both can be hit.
  const drawn = listed.map(({ feature }) => feature).sort((a, b) => radiusOf(b) - radiusOf(a));
  return { spots: collection(spots), names: collection([...names.values()]), areas: collection(drawn), rings: collection(rings), areaIds: listed.map(({ ids }) => ids), bounds: bounds ?? wide };
}

export function collection(features: Feature[]): FeatureCollection {
  return { type: "FeatureCollection", features };
}

function radiusOf(area: Feature): number {
  return Number(area.properties?.["radius"] ?? 0);
}

function grown(bounds: OnMap["bounds"], lat: number, lon: number): [number, number, number, number] {
  if (bounds === null) return [lon, lat, lon, lat];
  return [Math.min(bounds[0], lon), Math.min(bounds[1], lat), Math.max(bounds[2], lon), Math.max(bounds[3], lat)];
}
