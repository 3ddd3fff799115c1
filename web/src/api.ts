// Questions to the API of the same server.

import { FILTERS, query } from "./state";
import type { Added, Facets, Habits, Incident, Made, MapColumns, Page, Preview, Queues, Related, ReportText, Source, Timeline } from "./types";

const PAGE_SIZE = 50;
/** Files that incidents can be taken away as. */
export const FORMATS = ["csv", "geojson", "jsonl"] as const;
const underway = new Map<string, AbortController>();

export function incidents(cursor: string | null): Promise<Page> {
  const asked = query();
  asked.set("limit", String(PAGE_SIZE));
  if (cursor) asked.set("cursor", cursor);
  return get("list", `incidents?${asked}`);
}

/** The map shows what the other filters leave, beyond its own frame too. */
export function mapColumns(): Promise<MapColumns> {
  return get("map", `map?${query("bbox")}`);
}

/** The timeline shows what the other filters leave, beyond the chosen span too. */
export function timeline(): Promise<Timeline> {
  return get("timeline", `timeline?${query("since", "until")}`);
}

/** What is in the whole database. */
export function facets(): Promise<Facets> {
  return get("facets", `facets?${query(...FILTERS)}`);
}

/** What waits for a person among what the other filters leave. */
export function queues(): Promise<Queues> {
  return get("queues", `queue?${query("queue")}`);
}

/** Other incidents that may be the same as this one, likeliest first. */
export function related(id: string): Promise<Related[]> {
  return get("related", `incidents/${encodeURIComponent(id)}/related`);
}

/** Makes a decision. */
export function decide(decision: Record<string, unknown>): Promise<Made> {
  return post("decisions", decision);
}

export function sources(): Promise<Source[]> {
  return get("sources", "sources");
}

/** How each outlet comes by what it tells. */
export function habits(): Promise<Habits[]> {
  return get("habits", "sources/habits");
}

/** Sets how reliable a source is judged. */
export function rate(id: string, reliability: string): Promise<Source> {
  return post(`sources/${encodeURIComponent(id)}`, { reliability });
}

/** A report that is handed in: its text or file, and what the reader knows of it. */
export interface Handed { body: Blob; known: Record<string, string> }

/** Reads a report without keeping it. */
export function preview(handed: Handed): Promise<Preview> {
  return hand("reports/preview", handed, {});
}

/** Keeps a report. */
export function addReport(handed: Handed, author: string): Promise<Added> {
  return hand("reports", handed, { author });
}

async function hand<T>(path: string, { body, known }: Handed, more: Record<string, string>): Promise<T> {
  const headers = { "content-type": "application/octet-stream" };
  return read(await fetch(`api/v1/${path}?${new URLSearchParams({ ...known, ...more })}`, { method: "POST", headers, body }));
}

async function post<T>(path: string, said: Record<string, unknown>): Promise<T> {
  const headers = { "content-type": "application/json" };
  return read(await fetch(`api/v1/${path}`, { method: "POST", headers, body: JSON.stringify(said) }));
}

/** One incident; asking for the next of the same topic gives this one up. */
export function incident(id: string, topic: string): Promise<Incident> {
  return get(topic, `incidents/${encodeURIComponent(id)}`);
}

export function report(id: string): Promise<ReportText> {
  return get(`report ${id}`, `reports/${encodeURIComponent(id)}`);
}

export function exportAddress(format: string): string {
  const asked = query();
  asked.set("format", format);
  return `api/v1/export?${asked}`;
}

/** One incident as a file. */
export function incidentExport(id: string, format: string): string {
  return `api/v1/incidents/${encodeURIComponent(id)}/export?format=${format}`;
}

/** Whether the error only tells that a newer question took the place of this one. */
export function isOvertaken(error: unknown): boolean {
  return error instanceof DOMException && error.name === "AbortError";
}

/** Asks; an earlier question of the same `topic` that is still open is given up. */
async function get<T>(topic: string, path: string): Promise<T> {
  underway.get(topic)?.abort();
  const controller = new AbortController();
  underway.set(topic, controller);
  const answer = await fetch(`api/v1/${path}`, { signal: controller.signal });
  return read(answer);
}

async function read<T>(answer: Response): Promise<T> {
  const body: unknown = await answer.json();
  if (!answer.ok) throw new Error((body as { message?: string }).message ?? `status ${answer.status}`);
  return body as T;
}
