// Incidents as things on the map: spots, which gather in clusters, and areas, one circle for all that share it.

import type { Feature, FeatureCollection } from "geojson";
import { circle } from "./circle";
import { groupColour } from "./groups";
import { typeGroup } from "./words";
import type { MapColumns } from "./types";

export interface OnMap {
  spots: FeatureCollection;
  areas: FeatureCollection;
  /** For each area, in the order of its `area` property, the incidents in it. */
  areaIds: string[][];
  bounds: [number, number, number, number] | null;
}

/** Sorts the incidents of the map into spots and areas. */
export function onMap(columns: MapColumns): OnMap {
  const colours = columns.event_types.map((type) => groupColour(typeGroup(type)));
  const spots: Feature[] = [];
  const areas = new Map<string, { feature: Feature; ids: string[] }>();
  let bounds: OnMap["bounds"] = null;
  columns.id.forEach((id, at) => {
    const lat = columns.lat[at] ?? 0;
    const lon = columns.lon[at] ?? 0;
    bounds = grown(bounds, lat, lon);
    if ((columns.where_prec[at] ?? 7) < 4) {
      const colour = colours[columns.event_type[at] ?? -1] ?? groupColour("Other");
      spots.push({ type: "Feature", geometry: { type: "Point", coordinates: [lon, lat] }, properties: { id, colour } });
      return;
    }
    const radius = columns.radius_m[at] ?? 0;
    const key = `${lat} ${lon} ${radius}`;
    let area = areas.get(key);
    if (!area) {
      const properties = { area: areas.size, count: 0, radius };
      area = { feature: { type: "Feature", geometry: circle(lat, lon, radius), properties }, ids: [] };
      areas.set(key, area);
    }
    area.ids.push(id);
  });
  const listed = [...areas.values()];
  for (const { feature, ids } of listed) feature.properties = { ...feature.properties, count: ids.length };
  // Large areas lie below small ones, so that both can be hit.
  const drawn = listed.map(({ feature }) => feature).sort((a, b) => radiusOf(b) - radiusOf(a));
  return { spots: collection(spots), areas: collection(drawn), areaIds: listed.map(({ ids }) => ids), bounds };
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
