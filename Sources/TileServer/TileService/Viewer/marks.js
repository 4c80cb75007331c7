// What a work place marks on the map: areas outlined, villages painted, numbered pins.

import { element } from "./dom.js";

const none = { type: "FeatureCollection", features: [] };

/**
 * @typedef {object} MarkSet
 * @property {object} [areas] a FeatureCollection of hulls
 * @property {Array<{code: string, color: string}>} [villages] to paint
 * @property {Array<{lngLat: number[], text: string, title: string, kind: string, pick: () => void}>} [pins]
 */
export class Marks {
  #map;
  #pins = [];

  /** @param {maplibregl.Map} map loaded @param {string} villageSource its source of village borders */
  constructor(map, villageSource) {
    this.#map = map;
    map.addSource("mark-areas", { type: "geojson", data: none });
    const before = map.getStyle().layers.find((layer) => layer.type === "line")?.id;
    map.addLayer({
      id: "mark-villages", type: "fill", source: villageSource, "source-layer": "villages", minzoom: 7,
      filter: ["==", ["get", "code"], ""], paint: { "fill-opacity": 0.85 },
    }, before);
    map.addLayer({
      id: "mark-areas-fill", type: "fill", source: "mark-areas",
      paint: { "fill-color": "#12303f", "fill-opacity": 0.08 },
    });
    map.addLayer({
      id: "mark-areas-line", type: "line", source: "mark-areas", layout: { "line-join": "round" },
      paint: { "line-color": "#12303f", "line-width": 1.6 },
    });
  }

  /** @param {MarkSet} marks what is shown from now on; nothing else is */
  show({ areas = none, villages = [], pins = [] } = {}) {
    this.#map.getSource("mark-areas").setData(areas);
    this.#paint(villages);
    this.#pins.forEach((pin) => pin.remove());
    this.#pins = pins.map((pin) => this.#pin(pin));
  }

  #paint(villages) {
    const codes = villages.map(({ code }) => code);
    this.#map.setFilter("mark-villages", ["in", ["get", "code"], ["literal", codes]]);
    if (villages.length === 0) return;
    const colors = villages.flatMap(({ code, color }) => [code, color]);
    this.#map.setPaintProperty("mark-villages", "fill-color",
      ["match", ["get", "code"], ...colors, "#ffffff"]);
  }

  #pin({ lngLat, text, title, kind, pick }) {
    const button = element(`button.pin.${kind}`, {
      type: "button", title, "aria-label": title,
      onclick: (event) => {
        event.stopPropagation();
        pick();
      },
    }, text);
    const pin = new maplibregl.Marker({ element: button }).setLngLat(lngLat).addTo(this.#map);
    // The library takes the title for its own words.
    button.setAttribute("aria-label", title);
    return pin;
  }
}
