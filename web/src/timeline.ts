// The timeline: how many incidents when, with a brush that sets the span of time.

import { el, svg } from "./dom";
import { change, current } from "./state";
import type { Timeline } from "./types";

const WIDTH = 1000;
const HEIGHT = 84;
const BASE = 66;
const DAY = 86_400_000;

/** Draws into `container`; dragging over the bars sets since and until, a plain click takes them away. */
export class TimelineView {
  private data: Timeline | null = null;
  private grabbed: number | null = null;

  constructor(private readonly container: HTMLElement) {}

  show(data: Timeline): void {
    this.data = data;
    this.draw();
  }

  draw(): void {
    const data = this.data;
    if (!data || data.buckets.length === 0) {
      this.container.replaceChildren(el("p", { class: "hint" }, "No dated incidents."));
      return;
    }
    const total = data.buckets.reduce((sum, bucket) => sum + bucket.count, 0);
    const picture = svg("svg", {
      viewBox: `0 0 ${WIDTH} ${HEIGHT}`,
      preserveAspectRatio: "none",
      role: "img",
      "aria-label": `${total} dated incidents from ${this.date(0)} to ${this.end()} by ${data.bucket}. The date fields of the filter choose a span.`,
    });
    this.bars(picture, data);
    const brush = svg("rect", { class: "brush", y: 0, height: BASE, ...this.chosen() });
    picture.append(brush);
    picture.addEventListener("pointerdown", (event) => this.grab(event, picture));
    picture.addEventListener("pointermove", (event) => this.drag(event, picture, brush));
    picture.addEventListener("pointerup", (event) => this.release(event, picture));
    const undated = data.undated > 0 ? `${data.undated} undated` : "";
    const foot = el("p", { class: "axis" }, el("span", {}, this.date(0)), el("span", {}, [`by ${data.bucket}`, undated].filter(Boolean).join(" · ")), el("span", {}, this.end()));
    this.container.replaceChildren(picture, foot);
  }

  private bars(picture: SVGSVGElement, data: Timeline): void {
    const highest = Math.max(...data.buckets.map((bucket) => bucket.count), 1);
    const width = WIDTH / data.buckets.length;
    data.buckets.forEach((bucket, at) => {
      if (bucket.count === 0) return;
      const height = Math.max(2, (bucket.count / highest) * (BASE - 6));
      const bar = svg("rect", { class: "bar", x: at * width, y: BASE - height, width: Math.max(width - (width > 4 ? 1 : 0), 0.8), height });
      bar.append(svg("title", {}, `${bucket.start}: ${bucket.count}`));
      picture.append(bar);
    });
    picture.append(svg("line", { class: "base", x1: 0, x2: WIDTH, y1: BASE, y2: BASE }));
  }

  /** The first day of bucket number `at`; one past the last is the end of the picture. */
  private date(at: number): string {
    return this.data?.buckets[at]?.start ?? this.end();
  }

  /** The last day of the last bucket. */
  private end(): string {
    const last = this.data?.buckets.at(-1);
    if (!last || !this.data) return "";
    return iso(next(last.start, this.data.bucket) - DAY);
  }

  private chosen(): { x: number; width: number } {
    const { since, until } = current();
    if (!since && !until) return { x: 0, width: 0 };
    const first = Date.parse(this.date(0));
    const span = Date.parse(this.end()) + DAY - first;
    const from = since ? ((Date.parse(since) - first) / span) * WIDTH : 0;
    const to = until ? ((Date.parse(until) + DAY - first) / span) * WIDTH : WIDTH;
    const x = Math.max(0, Math.min(WIDTH, from));
    return { x, width: Math.max(2, Math.min(WIDTH, to) - x) };
  }

  private at(event: PointerEvent, picture: SVGSVGElement): number {
    const box = picture.getBoundingClientRect();
    return Math.max(0, Math.min(WIDTH, ((event.clientX - box.left) / box.width) * WIDTH));
  }

  private grab(event: PointerEvent, picture: SVGSVGElement): void {
    this.grabbed = this.at(event, picture);
    picture.setPointerCapture(event.pointerId);
  }

  private drag(event: PointerEvent, picture: SVGSVGElement, brush: SVGRectElement): void {
    if (this.grabbed === null) return;
    const here = this.at(event, picture);
    brush.setAttribute("x", String(Math.min(here, this.grabbed)));
    brush.setAttribute("width", String(Math.abs(here - this.grabbed)));
  }

  private release(event: PointerEvent, picture: SVGSVGElement): void {
    if (this.grabbed === null || !this.data) return;
    const [from, to] = [this.grabbed, this.at(event, picture)].sort((a, b) => a - b) as [number, number];
    this.grabbed = null;
    if (to - from < 6) return change({ since: "", until: "" });
    const last = this.data.buckets.length - 1;
    const bucket = (x: number): number => Math.min(last, Math.floor((x / WIDTH) * (last + 1)));
    const until = iso(next(this.date(bucket(to)), this.data.bucket) - DAY);
    change({ since: this.date(bucket(from)), until });
  }
}

function iso(moment: number): string {
  return new Date(moment).toISOString().slice(0, 10);
}

/** First moment after the bucket that begins on this day, counted in UTC so that no day moves. */
function next(start: string, bucket: string): number {
  const day = new Date(`${start}T00:00:00Z`);
  if (bucket === "year") day.setUTCFullYear(day.getUTCFullYear() + 1);
  else if (bucket === "month") day.setUTCMonth(day.getUTCMonth() + 1);
  else day.setUTCDate(day.getUTCDate() + (bucket === "week" ? 7 : 1));
  return day.getTime();
}
