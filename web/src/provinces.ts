// The lines between provinces, as they are shipped and as they are drawn.

import type { FeatureCollection, Position } from "geojson";

/** Lines out of steps of hundredths of a degree, as data/provinces.mjs writes them. */
export function provinceLines(all: number[][]): FeatureCollection {
  const coordinates = all.map((steps) => {
    let [x, y] = [0, 0];
    const line: Position[] = [];
    for (let at = 0; at + 1 < steps.length; at += 2) {
      x += steps[at] ?? 0;
      y += steps[at + 1] ?? 0;
      line.push([x / 100, y / 100]);
    }
    return line;
  });
  return { type: "FeatureCollection", features: [{ type: "Feature", properties: {}, geometry: { type: "MultiLineString", coordinates } }] };
}
