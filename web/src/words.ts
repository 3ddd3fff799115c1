// How values read.

import type { Claim, Count, EventPlace, Facet, Point, ReportHead, Speaker, TimeRange } from "./types";

const typeNames = new Map<string, Facet>();
let means: Facet[] = [];
const countryNames = new Intl.DisplayNames(["en"], { type: "region", fallback: "code" });

/** Takes the names of event types and means from the facets. */
export function learnNames(facets: { types: Facet[]; means: Facet[] }): void {
  for (const type of facets.types) typeNames.set(type.value, type);
  means = facets.means;
}

export function allTypes(): Facet[] {
  return [...typeNames.values()];
}

export function allMeans(): Facet[] {
  return means;
}

export function typeName(type: string | null): string {
  if (type === null) return "Event of unknown kind";
  return typeNames.get(type)?.name ?? plain(type);
}

/** The class of an event type, after ACLED's event types. */
export function typeGroup(type: string | null): string {
  return (type !== null && typeNames.get(type)?.group) || "Other";
}

export function country(code: string | null): string {
  if (!code) return "";
  try {
    return countryNames.of(code) ?? code;
  } catch {
    return code;
  }
}

/** `small_arms` -> `small arms`. */
export function plain(name: string): string {
  return name.replaceAll("_", " ");
}

export function count(range: Count | null): string {
  if (range === null) return "unknown";
  if (range.max === null) return `${range.min}+`;
  return range.min === range.max ? `${range.min}` : `${range.min}–${range.max}`;
}

/** `3–5 killed`, `12+ injured`, or nothing when no claim tells. */
export function harm(range: Count | null, verb: string): string {
  return range === null ? "" : `${count(range)} ${verb}`;
}

/** The civil days of an interval; no zone is involved, so no day can move. */
export function days(time: TimeRange | null): string {
  if (time === null) return "date unknown";
  const first = time.start.slice(0, 10);
  const last = lastDay(time);
  if (time.grain === "year" && first.endsWith("-01-01") && last.endsWith("-12-31") && first.slice(0, 4) === last.slice(0, 4)) return first.slice(0, 4);
  if (time.grain === "month" && first.endsWith("-01") && first.slice(0, 7) === last.slice(0, 7)) return first.slice(0, 7);
  if (first !== last) return `${first} – ${last}`;
  const hour = time.start.slice(11, 16);
  return time.grain === "minute" || time.grain === "hour" ? `${first} ${hour}` : first;
}

function lastDay(time: TimeRange): string {
  const end = time.end.slice(0, 10);
  if (!/T00:00(:00)?$/.test(time.end)) return end;
  // Counting in UTC on both sides keeps the civil day.
  return new Date(Date.parse(`${end}T00:00:00Z`) - 86_400_000).toISOString().slice(0, 10);
}

const RELATIONS: Record<string, string> = { near: "near ", between: "between ", offset: "off ", within: "within " };

export function pointName(place: Point | null): string {
  if (place === null) return "place unknown";
  return chain(place.name, country(place.country));
}

export function placeName(place: EventPlace): string {
  const row = place.place;
  const name = row ? chain(row.name, row.admin1, country(row.country)) : `“${place.name}” (not found)`;
  return (RELATIONS[place.relation] ?? "") + name;
}

/** How sharp a place is: a spot, or an area of a radius. */
export function sharpness(place: { where_prec: number; radius_m: number | null }): string {
  const radius = place.radius_m === null ? "" : place.radius_m < 10_000
    ? `within ${(place.radius_m / 1000).toFixed(1)} km`
    : `within ${Math.round(place.radius_m / 1000)} km`;
  return [isArea(place) ? "an area" : "", radius, `where_prec ${place.where_prec}`].filter(Boolean).join(", ");
}

/** Only an exact place is a spot. What is near, so far from or within a place is an area, and is never shown as a pin. */
export function isArea(place: { where_prec: number }): boolean {
  return place.where_prec >= 2;
}

/** `a senior officer ← Example News`: the innermost speaker first, the outlet last. */
export function speakers(attribution: Speaker[]): string {
  const names = attribution.map((speaker) => speaker.name);
  return names.filter((name, at) => name !== names[at - 1]).join(" ← ") || "no speaker named";
}

/** Who published a report: the name that the claims' attribution gives, else the key, else the file it came from. */
export function publisher(head: ReportHead, claims: Claim[]): string {
  if (head.source === null) return head.origin.split("/").at(-1) ?? head.origin;
  const own = claims.filter((claim) => claim.report === head.id).flatMap((claim) => claim.attribution);
  return own.find((speaker) => speaker.source === head.source)?.name ?? head.source;
}

function chain(...names: (string | null)[]): string {
  const kept = names.filter((name): name is string => Boolean(name));
  return kept.filter((name, at) => name !== kept[at - 1]).join(", ");
}
