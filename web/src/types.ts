// The shapes that the API answers with. They mirror the wire types of the server.

export interface Span { start: number; end: number; words: string | null }
export interface Count { min: number; max: number | null }
export interface TimeRange { start: string; end: string; grain: string }
export interface SourceCount { reports: number; outlets: number; roots: number }

export interface Point {
  name: string;
  country: string | null;
  lat: number | null;
  lon: number | null;
  radius_m: number | null;
  where_prec: number | null;
}

export interface Summary {
  id: string;
  event_type: string | null;
  time: TimeRange | null;
  place: Point | null;
  initiators: string[];
  targets: string[];
  killed: Count | null;
  injured: Count | null;
  sources: SourceCount;
  grade: string;
  review: string;
  headline: string;
}

export interface Page { incidents: Summary[]; total: number; next_cursor: string | null }

export interface Supported<T> { value: T; claims: string[]; roots: number }
export interface Field<T> { headline: T | null; policy: string; values: Supported<T>[] }
export interface Sides { role: string; id: string | null; name: string }
export interface Place { id: string; name: string; kind: string; lat: number; lon: number; country: string | null; admin1: string | null; admin2: string | null }

export interface EventPlace {
  place: Place | null;
  name: string;
  relation: string;
  lat: number | null;
  lon: number | null;
  radius_m: number | null;
  where_prec: number;
  confidence: number;
  others: { place: Place; score: number }[];
  spans?: Span[];
}

export interface Materiel { loss: string; class: string; name: string; count: Count; owner: string | null; spans?: Span[] }
export interface Toll { harm: string; victims: string; count: Field<Count>; course: { count: Count; claim: string }[] }
export interface Cited { value: string; spans: Span[] }
export interface Speaker { kind: string; name: string; source: string | null; words: Span | null; cue: Span | null }

export interface Claim {
  id: string;
  report: string;
  event_type: Cited;
  means: Cited | null;
  actors: { role: string; id: string | null; name: string; spans: Span[] }[];
  place: EventPlace | null;
  time: { range: TimeRange | null; spans: Span[] } | null;
  casualties: { harm: string; victims: string; count: Count; spans: Span[] }[];
  materiel: Materiel[];
  attribution: Speaker[];
  stance: Cited;
  modality: Cited;
  confidence: number;
  sentence: Span;
  repeats: Span[];
}

export interface ReportHead {
  id: string;
  source: string | null;
  url: string | null;
  title: string | null;
  published: string | null;
  lang: string | null;
  is_html: boolean;
  origin: string;
}

/** What the record said before and after; an id where two became one or one two. */
export interface Change { at: string; change: string; before: unknown; after: unknown }

/** What a person decided. */
export interface Decision {
  id: string;
  at: string;
  author: string;
  reason: string;
  verdict: string;
  incidents: string[];
  leaving: string[];
  field: string | null;
  value: unknown;
  undoes: string | null;
}

/** A decision that was made just now, and the incidents that its claims stand in since. */
export interface Made extends Decision { effect: string; by: string | null; now: string[] }

/** What waits for a person for one reason. */
export interface Queue { name: string; count: number; is_capped: boolean }
export interface Queues { is_open: boolean; queues: Queue[] }

/** Another incident that may be the same. */
export interface Related {
  incident: Summary;
  chance: number;
  is_forbidden: boolean;
  parts: { reason: string; weight: number; pairs: number }[];
}

export interface Incident {
  id: string;
  event_type: Field<string>;
  means: Field<string>;
  time: Field<TimeRange>;
  place: Field<EventPlace>;
  actors: Supported<Sides>[];
  tolls: Toll[];
  materiel: Supported<Materiel>[];
  links: { claim: string; score: number; parts: { reason: string; weight: number }[] }[];
  denials: string[];
  roots: { name: string; claims: string[]; reason: string }[];
  sources: SourceCount;
  positions: { party: string; name: string; stance: string | null; claims: string[] }[];
  grade: string;
  grade_reason: string;
  claims_in_full: Claim[];
  reports: ReportHead[];
  history: Change[];
  review: string;
  /** Tolls that earlier versions of its reports gave differently. */
  toll_changes: { harm: string; before: Count | null; after: Count | null; earlier: string; later: string; url: string | null }[];
  decisions: Decision[];
  first_seen: string;
  last_changed: string;
  revision: number;
}

/** A report with what was read in it, kept or not. */
export interface ReadReport extends ReportHead {
  text: string;
  cuts: { start: number; end: number; reason: string }[];
  claims: Claim[];
}

export interface ReportText extends ReadReport {
  /** Its place among the versions of its address, from 1. */
  version: number;
  /** The version that came before it. */
  previous: string | null;
  is_superseded: boolean;
}

/** A report as it would be kept, and what of it is there. */
export interface Preview {
  report: ReadReport;
  is_known: boolean;
  versions: ReportLine[];
  is_latest: boolean;
  copies: { report: ReportLine; n_same: number; n_passages: number }[];
  joined: { claims: string[]; into: Summary[] }[];
  near: Related[];
}
export interface ReportLine { id: string; source: string | null; url: string | null; title: string | null; published: string | null; origin: string; is_superseded: boolean }

/** A report that was kept, and the incidents that its claims are in. */
export interface Added { report: string; outcome: string; incidents: string[] }

/** Incidents as columns: the n-th of each list belongs to the n-th incident. */
export interface MapColumns {
  id: string[];
  lat: number[];
  lon: number[];
  radius_m: number[];
  where_prec: number[];
  /** Index into `event_types`; -1 when unknown. */
  event_type: number[];
  event_types: string[];
  /** Index into `places`; -1 when it has no name. */
  place: number[];
  places: string[];
  total: number;
}

export interface Bucket { start: string; count: number }
export interface Timeline { bucket: string; buckets: Bucket[]; undated: number }
export interface Facet { value: string; name: string; count: number; group: string | null }
export interface Facets { types: Facet[]; means: Facet[]; countries: Facet[]; grades: Facet[] }

/** An outlet, with how reliable the reader judges it. */
export interface Source { id: string; name: string; kind: string; country: string | null; side: string | null; reliability: string; user_edited: boolean; reports: number }

/** How an outlet comes by what it tells. */
export interface Habits { source: string; incidents: number; alone: number; after: number; after_whom: Numbered[]; origins: Numbered[] }
export interface Numbered { name: string; count: number }
