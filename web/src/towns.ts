// The big towns, as they are shipped and as they are drawn: the closer one looks, the smaller ones too.

import type { FeatureCollection } from "geojson";
import type { ExpressionSpecification, FilterSpecification } from "maplibre-gl";

/** Name, longitude and latitude in hundredths of a degree, people in thousands. */
export type Town = [name: string, lon: number, lat: number, people: number];

/** From each zoom on, towns of at least so many thousands. */
const SHOWN = [3, 3_000, 4, 1_000, 5, 300, 6, 150, 7, 100];

/** Which towns are shown. */
export const SHOWN_TOWNS: FilterSpecification = [">=", ["get", "people"], ["step", ["zoom"], 1_000_000, ...SHOWN] as ExpressionSpecification];

/** The towns as points. */
export function townPoints(all: Town[]): FeatureCollection {
  return {
    type: "FeatureCollection",
    features: all.map(([name, lon, lat, people]) => ({ type: "Feature", properties: { name, people }, geometry: { type: "Point", coordinates: [lon / 100, lat / 100] } })),
  };
}
