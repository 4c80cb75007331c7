// The map: MapLibre with the server's style, the picture between land and borders, marks over it,
// and villages that can be pointed at. Nothing here knows of panels; what is picked is handed on.

import { PictureLayer } from "./picture-layer.js";
import { Labels } from "./labels.js";
import { Marks } from "./marks.js";
import { word } from "./words.js";

const villageSource = "villages";
const nothing = ["==", ["get", "code"], ""];
const only = (code) => (code ? ["==", ["get", "code"], code] : nothing);
const calm = () => matchMedia("(prefers-reduced-motion: reduce)").matches;

const highlight = (id, paint) => ({
  id, type: "line", source: villageSource, "source-layer": "villages", filter: nothing,
  layout: { "line-join": "round" }, paint,
});
const highlights = [
  highlight("village-hover", { "line-color": "#0b5c6b", "line-width": 1.6 }),
  highlight("village-casing", { "line-color": "#ffffff", "line-width": 6, "line-opacity": 0.9 }),
  highlight("village-selected", { "line-color": "#12303f", "line-width": 2.6 }),
];

/**
 * A map in a container.
 * @param {object} setting `style` of the server, `extent` of the data, `place` to start at or null,
 *   `padding` for fitting the extent, `on` with `pick({lngLat, code})`, `move(place)`, `busy(bool)`
 *   and `fail(status)` of a request
 */
export class VillageMap {
  #map;
  #picture = null;
  #marks = null;
  #labels = null;
  #hovered = "";
  #selected = "";
  #tooltip = document.createElement("div");
  #whenLoaded;

  constructor(container, { style, extent, place, padding, on }) {
    const layers = [...style.layers, ...highlights];
    this.#map = new maplibregl.Map({
      container, style: { ...style, layers }, ...startOf(place, extent, padding),
      minZoom: 3.5, maxZoom: 18, renderWorldCopies: false, dragRotate: false, pitchWithRotate: false,
      touchPitch: false, attributionControl: false, fadeDuration: 0, maplibreLogo: false,
    });
    this.#map.touchZoomRotate.disableRotation();
    this.#map.keyboard.disableRotation();
    this.#addControls(container);
    this.#whenLoaded = new Promise((resolve) => this.#map.once("load", resolve)).then(() => {
      this.#picture = new PictureLayer(this.#map, extent);
      this.#marks = new Marks(this.#map, villageSource);
      this.#labels = new Labels(this.#map, villageSource);
    });
    this.#listen(on);
    this.translate();
  }

  get loaded() {
    return this.#whenLoaded;
  }

  /** Where the map is: zoom, latitude, longitude. */
  get place() {
    const { lng, lat } = this.#map.getCenter();
    return { zoom: this.#map.getZoom(), latitude: lat, longitude: lng };
  }

  /** Shows a picture of the server, or none. */
  showPicture(picture) {
    if (picture) this.#picture?.show(picture);
    else this.#picture?.hide();
    this.#labels?.setHidden(picture?.hasNames ?? false);
  }

  /** Shows marks of a work place: see `Marks`. */
  showMarks(marks) {
    this.#marks?.show(marks);
  }

  set opacity(share) {
    if (this.#picture) this.#picture.opacity = share;
  }

  /** Outlines a village; an empty code outlines none. */
  select(code) {
    this.#selected = code;
    if (this.#hovered === code) this.#tooltip.hidden = true;
    if (!this.#labels) return;
    this.#map.setFilter("village-casing", only(code));
    this.#map.setFilter("village-selected", only(code));
    this.#labels.select(code);
  }

  jumpTo({ zoom, latitude, longitude }) {
    this.#map.jumpTo({ center: [longitude, latitude], zoom });
  }

  /** Brings a box of west, south, east, north into the free part of the map. */
  fit([west, south, east, north], padding) {
    const animation = calm() ? { animate: false } : { duration: 900 };
    this.#map.fitBounds([[west, south], [east, north]], { padding, maxZoom: 15, ...animation });
  }

  /** Brings a place into the middle of the free part, from at least this near. */
  goTo(center, padding, nearest) {
    const zoom = Math.max(this.#map.getZoom(), nearest);
    const offset = [(padding.left - padding.right) / 2, (padding.top - padding.bottom) / 2];
    this.#map.easeTo({ center, zoom, offset, animate: !calm() });
  }

  /** Moves a place into the free part, if it is covered by a panel. */
  uncover(coordinates, padding) {
    const { x, y } = this.#map.project(coordinates);
    const { clientWidth: width, clientHeight: height } = this.#map.getContainer();
    const free = x > padding.left && x < width - padding.right
      && y > padding.top && y < height - padding.bottom;
    const offset = [(padding.left - padding.right) / 2, (padding.top - padding.bottom) / 2];
    if (!free) this.#map.easeTo({ center: coordinates, offset, animate: !calm() });
  }

  /** Asks again for whatever failed. */
  reload(picture) {
    const source = this.#map.getSource(villageSource);
    source?.setUrl(this.#map.getStyle().sources[villageSource].url);
    if (picture) this.#picture?.show(picture, { anew: true });
  }

  /** The map of the library, for a second one that follows it. */
  get live() {
    return this.#map;
  }

  focus() {
    this.#map.getCanvas().focus();
  }

  /** Writes the words of the present language onto the controls. */
  translate() {
    const name = (node, key) => {
      node?.setAttribute("aria-label", word(key));
      if (node?.tagName === "BUTTON") node.title = word(key);
    };
    const container = this.#map.getContainer();
    name(this.#map.getCanvas(), "mapLabel");
    name(container.querySelector(".maplibregl-ctrl-zoom-in"), "zoomIn");
    name(container.querySelector(".maplibregl-ctrl-zoom-out"), "zoomOut");
    name(container.querySelector(".maplibregl-ctrl-attrib-button"), "attribution");
  }

  #addControls(container) {
    this.#map.addControl(new maplibregl.NavigationControl({ showCompass: false }), "top-right");
    this.#map.addControl(
      new maplibregl.AttributionControl({ compact: false, customAttribution: "PetaBinaan" }),
      "bottom-right");
    this.#map.addControl(new maplibregl.ScaleControl({ maxWidth: 110 }), "bottom-right");
    this.#tooltip.className = "tooltip";
    this.#tooltip.hidden = true;
    const crosshair = document.createElement("div");
    crosshair.className = "crosshair";
    container.append(this.#tooltip, crosshair);
  }

  #listen(on) {
    const map = this.#map;
    map.on("moveend", () => on.move(this.place));
    map.on("dataloading", () => on.busy(true));
    map.on("idle", () => on.busy(false));
    // A failed request has a status, 0 without an answer; anything else is a fault of the page.
    map.on("error", ({ error }) => {
      if (Number.isInteger(error?.status)) on.fail(error.status);
      else console.error(error);
    });
    map.on("click", (event) => on.pick({ lngLat: event.lngLat, code: this.#codeAt(event.point) }));
    map.getCanvas().addEventListener("keydown", (event) => {
      if (event.key !== "Enter") return;
      const center = map.getCenter();
      on.pick({ lngLat: center, code: this.#codeAt(map.project(center)) });
    });
    if (matchMedia("(hover: hover)").matches) {
      map.on("mousemove", (event) => this.#hover(event.point));
      map.on("mouseout", () => this.#hover(null));
      map.on("movestart", () => this.#hover(null));
    }
  }

  #villageAt(point) {
    if (!this.#map.getLayer("villages-fill")) return null;
    return this.#map.queryRenderedFeatures(point, { layers: ["villages-fill"] })[0] ?? null;
  }

  #codeAt(point) {
    return this.#villageAt(point)?.properties.code ?? null;
  }

  #hover(point) {
    const properties = point ? this.#villageAt(point)?.properties : null;
    const code = properties?.code ?? "";
    if (code !== this.#hovered) {
      this.#hovered = code;
      this.#map.setFilter("village-hover", only(code));
      this.#map.getCanvas().style.cursor = code ? "pointer" : "";
      this.#tooltip.textContent = properties?.name ?? code;
    }
    // The selected village has its card; a second name over the map would only cover it.
    this.#tooltip.hidden = code === "" || code === this.#selected;
    if (code) this.#tooltip.style.transform = `translate(${point.x + 14}px, ${point.y + 16}px)`;
  }
}

function startOf(place, [west, south, east, north], padding) {
  if (place) return { center: [place.longitude, place.latitude], zoom: place.zoom };
  return { bounds: [[west, south], [east, north]], fitBoundsOptions: { padding } };
}
