// The picture on the map: heat, coverage, hotspots or priority, as tiles of the server. A change brings in a second
// source behind the scenes, and the old picture goes only when the new one is complete: no flash of empty map.

const kilometresPerDegree = 111;
// Where the map library asks tiles from; an address without a host would be read against its worker.
const tileAddress = ({ layer, parameters }) =>
  `${location.origin}/tiles/${layer}/{z}/{x}/{y}@2x.png?${parameters}`;

/**
 * @typedef {object} Picture
 * @property {string} layer of the server's tiles
 * @property {URLSearchParams} parameters
 * @property {number} finestZoom of the tiles that may be asked for; closer in they are enlarged
 * @property {boolean} [hasNames] whether the tiles carry names of their own
 * @property {number} [reach] metres by which the picture goes beyond the data
 */

export class PictureLayer {
  #map;
  #extent;
  #count = 0;
  #shown = null;
  #coming = null;
  #opacity = 0.8;
  #showing = "";
  // Of the one that is coming: tiles that came, and requests that got no answer at all.
  #arrived = 0;
  #lost = 0;

  /**
   * @param {maplibregl.Map} map loaded
   * @param {number[]} extent west, south, east, north of the data in degrees
   */
  constructor(map, extent) {
    this.#map = map;
    this.#extent = extent;
    map.on("sourcedata", (event) => {
      if (event.tile && event.sourceId === this.#coming) this.#arrived += 1;
      this.#swapWhenComplete();
    });
    map.on("error", ({ sourceId, error }) => {
      if (sourceId === this.#coming && error?.status === 0) this.#lost += 1;
    });
    map.on("idle", () => this.#swapWhenComplete());
  }

  /** Shows a picture as soon as it is loaded; the one that is shown already stays. @param {Picture} picture */
  show(picture, { anew = false } = {}) {
    const address = tileAddress(picture);
    if (address === this.#showing && !anew) return;
    this.#showing = address;
    const abandoned = this.#coming;
    this.#coming = null;
    this.#remove(abandoned);
    const id = `picture-${(this.#count += 1)}`;
    this.#map.addSource(id, {
      type: "raster", tiles: [address], tileSize: 256, maxzoom: picture.finestZoom,
      bounds: this.#bounds(picture.reach ?? 0),
    });
    this.#map.addLayer(this.#layer(id), this.#firstBorder());
    this.#coming = id;
    this.#arrived = 0;
    this.#lost = 0;
    if (this.#shown === null) this.#swap();
  }

  /** Shows none. */
  hide() {
    this.#showing = "";
    const all = [this.#shown, this.#coming];
    this.#shown = this.#coming = null;
    all.forEach((id) => this.#remove(id));
  }

  /** @param {number} opacity 0 … 1 */
  set opacity(opacity) {
    this.#opacity = opacity;
    if (this.#shown) this.#map.setPaintProperty(this.#shown, "raster-opacity", opacity);
  }

  #layer(id) {
    return {
      id, type: "raster", source: id,
      paint: {
        "raster-opacity": 0, "raster-fade-duration": 120,
        "raster-opacity-transition": { duration: 0, delay: 0 },
      },
    };
  }

  /** Tiles outside are not asked for. */
  #bounds(meters) {
    const [west, south, east, north] = this.#extent;
    const reach = meters / 1000 / kilometresPerDegree;
    return [
      Math.max(west - reach, -180), Math.max(south - reach, -85),
      Math.min(east + reach, 180), Math.min(north + reach, 85),
    ];
  }

  /** Borders are drawn over the picture, the land under it. */
  #firstBorder() {
    return this.#map.getStyle().layers.find((layer) => layer.type === "line")?.id;
  }

  /** Without a server the old picture stays: its legend stays too. */
  #swapWhenComplete() {
    if (!this.#coming || !this.#map.isSourceLoaded(this.#coming)) return;
    if (this.#arrived > 0 || this.#lost === 0) this.#swap();
  }

  #swap() {
    const old = this.#shown;
    this.#shown = this.#coming;
    this.#coming = null;
    this.#map.setPaintProperty(this.#shown, "raster-opacity", this.#opacity);
    this.#remove(old);
  }

  #remove(id) {
    if (!id) return;
    if (this.#map.getLayer(id)) this.#map.removeLayer(id);
    if (this.#map.getSource(id)) this.#map.removeSource(id);
  }
}
