// How the values of an incident are written for a decision: the forms that the server reads.

import { count, days, placeName, typeName } from "./words";
import type { Count, EventPlace, Incident, Place, Sides, TimeRange } from "./types";

/** A value that can be put in the headline: as the server reads it, and as a person does. */
export interface Offer { form: string; words: string; claims: string[] }

/** A field that can be corrected. */
export interface Correctable {
  /** Its name for the server. */
  field: string;
  name: string;
  /** What the headline says now. */
  now: string;
  /** What the claims say, best supported first. */
  offers: Offer[];
}

/** `6-9`, `12+`, `9`. */
export function countForm(range: Count): string {
  if (range.max === null) return `${range.min}+`;
  return range.min === range.max ? `${range.min}` : `${range.min}-${range.max}`;
}

/** A day, days, a month, a year, an hour or a minute; what is finer in between is its day. */
export function timeForm(range: TimeRange): string {
  const words = days(range);
  if (range.grain === "minute") return range.start.slice(0, 16);
  if (range.grain === "hour") return range.start.slice(0, 13);
  return words.replace(" – ", "/");
}

/** The row of the gazetteer, else the coordinates; empty when it has neither. */
export function placeForm(place: EventPlace): string {
  if (place.place) return rowForm(place.place);
  return place.lat === null || place.lon === null ? "" : `${place.lat}, ${place.lon}`;
}

export function rowForm(row: Place): string {
  return `${row.name}, ${row.id}`;
}

/** The key of a known actor, or the name with `=` before it. */
export function sideForm(side: Sides): string {
  return side.id ?? `=${side.name}`;
}

const ROLES: readonly [role: string, name: string][] = [["initiator", "Who did it"], ["partner", "Other side"], ["target", "Against"], ["victim", "Who suffered"]];
/** The tolls that can be set even when no claim tells them. */
const TOLLS: readonly string[] = ["killed", "injured"];

/** The fields of an incident that can be corrected, with what its claims say. */
export function correctables(it: Incident): Correctable[] {
  const { event_type: type, means, time, place } = it;
  const known = it.tolls.map((toll) => (toll.victims === "unspecified" ? toll.harm : `${toll.harm}.${toll.victims}`));
  const tolls = [...known, ...TOLLS.filter((field) => !known.includes(field))];
  return [
    { field: "type", name: "What", now: typeName(type.headline), offers: type.values.map(({ value, claims }) => ({ form: value, words: typeName(value), claims })) },
    { field: "means", name: "Means", now: means.headline?.replaceAll("_", " ") ?? "unknown", offers: means.values.map(({ value, claims }) => ({ form: value, words: value.replaceAll("_", " "), claims })) },
    { field: "time", name: "When", now: days(time.headline), offers: time.values.map(({ value, claims }) => ({ form: timeForm(value), words: days(value), claims })) },
    { field: "place", name: "Where", now: place.headline ? placeName(place.headline) : "unknown", offers: places(it) },
    ...tolls.map((field) => {
      const toll = it.tolls[known.indexOf(field)];
      const offers = toll?.count.values.map(({ value, claims }) => ({ form: countForm(value), words: count(value), claims })) ?? [];
      const name = field.replace(".", ", ").replaceAll("_", " ");
      return { field, name: name.charAt(0).toUpperCase() + name.slice(1), now: count(toll?.count.headline ?? null), offers };
    }),
    ...ROLES.map(([field, name]) => {
      const sides = it.actors.filter((actor) => actor.value.role === field);
      const offers = sides.map(({ value, claims }) => ({ form: sideForm(value), words: value.name, claims }));
      return { field, name, now: sides.map((actor) => actor.value.name).join("; ") || "unknown", offers };
    }),
  ];
}

/** The places that claims name, then those that bear the same name elsewhere. */
function places(it: Incident): Offer[] {
  const said = it.place.values.map(({ value, claims }) => ({ form: placeForm(value), words: placeName(value), claims }));
  const others = it.place.values.flatMap(({ value }) => value.others.map(({ place }) => place));
  const elsewhere = others.map((row) => ({ form: rowForm(row), words: [row.name, row.admin1, row.country].filter(Boolean).join(", "), claims: [] }));
  const seen = new Set<string>();
  return [...said, ...elsewhere].filter((offer) => offer.form !== "" && !seen.has(offer.form) && seen.add(offer.form));
}

/** The field that marked words of a report speak of. */
export function fieldOfMark(kinds: DOMTokenList): string | null {
  const fields: readonly [mark: string, field: string][] = [["toll", "killed"], ["where", "place"], ["when", "time"], ["who", "initiator"], ["what", "type"]];
  return fields.find(([mark]) => kinds.contains(mark))?.[1] ?? null;
}
