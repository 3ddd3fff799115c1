// Circles on the ground.

import type { Polygon, Position } from "geojson";

const EARTH_M = 6_371_008.8;
const CORNERS = 64;

/** The circle of `radius` metres around a point, as a polygon; it stops short of the poles, where the map ends. */
export function circle(lat: number, lon: number, radius: number): Polygon {
  const reach = Math.min(radius / EARTH_M, Math.PI / 2);
  const phi = (lat * Math.PI) / 180;
  const ring: Position[] = [];
  for (let at = 0; at <= CORNERS; at++) {
    const turn = (2 * Math.PI * at) / CORNERS;
    const sin = Math.sin(phi) * Math.cos(reach) + Math.cos(phi) * Math.sin(reach) * Math.sin(turn);
    const across = Math.cos(turn) * Math.sin(reach) * Math.cos(phi);
    const along = Math.cos(reach) - Math.sin(phi) * sin;
    const north = (Math.asin(Math.max(-1, Math.min(1, sin))) * 180) / Math.PI;
    ring.push([lon + (Math.atan2(across, along) * 180) / Math.PI, Math.max(-85, Math.min(85, north))]);
  }
  return { type: "Polygon", coordinates: [ring] };
}
