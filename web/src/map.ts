// The map: where the incidents are, as sharply as the reports tell and no sharper.

import { AttributionControl, Map as Ground, NavigationControl, setWorkerUrl, type GeoJSONSource, type LayerSpecification, type MapGeoJSONFeature } from "maplibre-gl";
import { GROUND_COLOURS, groundStyle, loadGround } from "./basemap";
import { circle } from "./circle";
import { collection, onMap, type OnMap } from "./places";
import { change, current } from "./state";
import { colour, onThemeChange } from "./theme";
import { isArea } from "./words";
import type { EventPlace, MapColumns } from "./types";

setWorkerUrl("map-worker.js");

/** Beyond this a click on a cluster lists its incidents instead of coming closer. */
const MAX_CLUSTER_ZOOM = 13;

/** Layers that open something. */
const CLICKABLE = ["spot", "cluster", "ring", "area"];

export class IncidentMap {
  private readonly map: Ground;
  private readonly ready: Promise<void>;
  private shown: OnMap | null = null;
  private isFramed = current().bbox !== "";

  /** `onSeveral` is told the incidents of an area that was clicked. */
  constructor(container: HTMLElement, private readonly onSeveral: (ids: string[]) => void) {
    this.map = new Ground({
      container,
      style: groundStyle(),
      center: [38, 30],
      zoom: 1.4,
      maxZoom: 15,
      attributionControl: false,
      dragRotate: false,
      pitchWithRotate: false,
      fadeDuration: 0,
    });
    this.map.addControl(new AttributionControl({ compact: true }));
    this.map.addControl(new NavigationControl({ showCompass: false }), "top-right");
    this.ready = new Promise((resolve) => this.map.once("load", () => resolve()));
    void this.ready.then(() => this.furnish());
    // Tells whoever looks from outside that nothing more is being drawn.
    this.map.on("idle", () => { container.dataset["drawn"] = String(this.shown !== null); });
    onThemeChange(() => void this.ready.then(() => this.recolour()));
  }

  async show(columns: MapColumns): Promise<void> {
    await this.ready;
    this.shown = onMap(columns);
    this.source("spots").setData(this.shown.spots);
    this.source("areas").setData(this.shown.areas);
    this.source("rings").setData(this.shown.rings);
    this.source("spot-names").setData(this.shown.names);
    if (!this.isFramed && this.shown.bounds) {
      this.isFramed = true;
      this.map.fitBounds(this.shown.bounds, { padding: 50, maxZoom: 7, animate: false });
    }
  }

  /** Draws where the open incident happened: a ring around a spot, the whole circle of an area; and, with a question
   * mark, where else a place of that name lies. */
  async mark(place: EventPlace | null): Promise<void> {
    await this.ready;
    // What is open sets the frame, not the incidents that come in later.
    this.isFramed ||= place !== null;
    const known = place && place.lat !== null && place.lon !== null ? { lat: place.lat, lon: place.lon } : null;
    if (!place || !known) {
      this.source("open-area").setData(collection([]));
      this.source("open-spot").setData(collection([]));
      this.source("candidates").setData(collection([]));
      return;
    }
    this.source("candidates").setData(collection(place.others.map(({ place: { name, lat, lon } }) => (
      { type: "Feature", properties: { name: `${name}?` }, geometry: { type: "Point", coordinates: [lon, lat] } }))));
    const area = place.radius_m === null ? [] : [circle(known.lat, known.lon, place.radius_m)];
    this.source("open-area").setData(collection(area.map((geometry) => ({ type: "Feature", properties: {}, geometry }))));
    const spot = { type: "Feature" as const, properties: {}, geometry: { type: "Point" as const, coordinates: [known.lon, known.lat] } };
    this.source("open-spot").setData(collection(isArea(place) ? [] : [spot]));
    const degrees = Math.max((place.radius_m ?? 0) / 111_000, 0.05);
    this.map.fitBounds(
      [known.lon - degrees, Math.max(-84, known.lat - degrees), known.lon + degrees, Math.min(84, known.lat + degrees)],
      { padding: 40, maxZoom: 7.5, animate: !matchMedia("(prefers-reduced-motion: reduce)").matches },
    );
  }

  /** The frame as the API takes it: `west,south,east,north`. */
  frame(): string {
    const bounds = this.map.getBounds();
    const [west, south, east, north] = [bounds.getWest(), bounds.getSouth(), bounds.getEast(), bounds.getNorth()];
    const box = east - west >= 360 ? [-180, south, 180, north] : [wrap(west), south, wrap(east), north];
    return box.map((value) => value.toFixed(3)).join(",");
  }

  onMove(listener: () => void): void {
    this.map.on("moveend", listener);
  }

  private source(name: string): GeoJSONSource {
    return this.map.getSource(name) as GeoJSONSource;
  }

  private async furnish(): Promise<void> {
    const empty = collection([]);
    this.map.addSource("areas", { type: "geojson", data: empty });
    this.map.addSource("rings", { type: "geojson", data: empty });
    this.map.addSource("open-area", { type: "geojson", data: empty });
    this.map.addSource("spots", { type: "geojson", data: empty, cluster: true, clusterRadius: 36, clusterMaxZoom: MAX_CLUSTER_ZOOM });
    this.map.addSource("open-spot", { type: "geojson", data: empty });
    this.map.addSource("candidates", { type: "geojson", data: empty });
    this.map.addSource("spot-names", { type: "geojson", data: empty });
    for (const layer of layers()) this.map.addLayer(layer);
    for (const layer of CLICKABLE) {
      this.map.on("mouseenter", layer, () => { this.map.getCanvas().style.cursor = "pointer"; });
      this.map.on("mouseleave", layer, () => { this.map.getCanvas().style.cursor = ""; });
    }
    this.map.on("click", (event) => {
      const hit = this.map.queryRenderedFeatures(event.point, { layers: CLICKABLE })[0];
      if (hit) void this.open(hit);
    });
    const ground = await loadGround();
    this.source("land").setData(ground.land);
    this.source("lakes").setData(ground.lakes);
    this.source("rivers").setData(ground.rivers);
    this.source("provinces").setData(ground.provinces);
    this.source("borders").setData(ground.borders);
    this.source("towns").setData(ground.towns);
    this.source("names").setData(ground.names);
  }

  private async open(hit: MapGeoJSONFeature): Promise<void> {
    const properties = hit.properties;
    if (hit.layer.id === "spot") return change({ id: String(properties["id"]) });
    if (hit.layer.id === "area" || hit.layer.id === "ring") return this.onSeveral(this.shown?.areaIds[Number(properties["area"])] ?? []);
    const cluster = Number(properties["cluster_id"]);
    const zoom = await this.source("spots").getClusterExpansionZoom(cluster);
    if (zoom <= MAX_CLUSTER_ZOOM && hit.geometry.type === "Point") {
      const [lon = 0, lat = 0] = hit.geometry.coordinates;
      this.map.easeTo({ center: [lon, lat], zoom });
      return;
    }
    const leaves = await this.source("spots").getClusterLeaves(cluster, 200, 0);
    this.onSeveral(leaves.map((leaf) => String(leaf.properties?.["id"])));
  }

  private recolour(): void {
    for (const [layer, property, name] of GROUND_COLOURS) this.map.setPaintProperty(layer, property as "fill-color", colour(name));
    for (const layer of layers()) {
      for (const [property, value] of Object.entries(layer.paint ?? {})) {
        this.map.setPaintProperty(layer.id, property as "fill-color", value as string);
      }
    }
  }
}

function wrap(lon: number): number {
  return ((((lon + 180) % 360) + 360) % 360) - 180;
}

/** From below to above: areas, clusters, spots, and what is open. */
function layers(): LayerSpecification[] {
  const [mark, ink, paper, land] = [colour("mark"), colour("ink"), colour("paper"), colour("land")];
  return [
    { id: "area", type: "fill", source: "areas", paint: { "fill-color": mark, "fill-opacity": ["interpolate", ["linear"], ["get", "count"], 1, 0.05, 50, 0.16] } },
    { id: "area-edge", type: "line", source: "areas", paint: { "line-color": mark, "line-opacity": 0.55, "line-dasharray": [3, 3] } },
    { id: "ring", type: "circle", source: "rings", maxzoom: 9, paint: { "circle-color": mark, "circle-opacity": 0.08, "circle-radius": 6, "circle-stroke-color": mark, "circle-stroke-width": 1.5, "circle-stroke-opacity": 0.7 } },
    { id: "open-area", type: "fill", source: "open-area", paint: { "fill-color": mark, "fill-opacity": 0.2 } },
    { id: "open-edge", type: "line", source: "open-area", paint: { "line-color": mark, "line-width": 2 } },
    {
      id: "cluster",
      type: "circle",
      source: "spots",
      filter: ["has", "point_count"],
      paint: {
        "circle-color": ink,
        "circle-opacity": 0.82,
        "circle-radius": ["interpolate", ["linear"], ["log10", ["get", "point_count"]], 0, 10, 5, 34],
        "circle-stroke-color": paper,
        "circle-stroke-width": 1.5,
      },
    },
    {
      id: "cluster-count",
      type: "symbol",
      source: "spots",
      filter: ["has", "point_count"],
      layout: { "text-field": ["get", "point_count_abbreviated"], "text-font": ["sans-serif"], "text-size": 12, "text-allow-overlap": true },
      paint: { "text-color": paper },
    },
    {
      id: "spot",
      type: "circle",
      source: "spots",
      filter: ["!", ["has", "point_count"]],
      paint: { "circle-color": ["get", "colour"], "circle-radius": ["interpolate", ["linear"], ["zoom"], 2, 4.5, 10, 8], "circle-stroke-color": paper, "circle-stroke-width": 1.2 },
    },
    {
      id: "spot-name",
      type: "symbol",
      source: "spot-names",
      minzoom: 5,
      layout: { "text-field": ["get", "name"], "text-font": ["sans-serif"], "text-size": 12, "text-anchor": "top", "text-offset": [0, 0.8] },
      paint: { "text-color": ink, "text-halo-color": land, "text-halo-width": 1.5 },
    },
    { id: "candidate", type: "circle", source: "candidates", paint: { "circle-color": "transparent", "circle-radius": 6, "circle-stroke-color": ink, "circle-stroke-width": 1.5, "circle-stroke-opacity": 0.7 } },
    {
      id: "candidate-name",
      type: "symbol",
      source: "candidates",
      layout: { "text-field": ["get", "name"], "text-font": ["sans-serif"], "text-size": 11, "text-anchor": "top", "text-offset": [0, 0.8] },
      paint: { "text-color": ink, "text-halo-color": land, "text-halo-width": 1.5 },
    },
    { id: "open-spot", type: "circle", source: "open-spot", paint: { "circle-color": "transparent", "circle-radius": 12, "circle-stroke-color": mark, "circle-stroke-width": 3 } },
  ];
}
