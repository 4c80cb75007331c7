// Names on the map, drawn on a canvas: the server has no glyphs yet. The label points come with
// the boundary tiles; names that would touch are left out, the programme's villages go first.

const layers = [
  { sourceLayer: "regencies_label", minimum: 6, maximum: 8, style: "area" },
  { sourceLayer: "districts_label", minimum: 8, maximum: 11, style: "area" },
  { sourceLayer: "villages_label", minimum: 11.2, maximum: 25, style: "village" },
];
const styles = {
  area: { font: "600 11.5px", spacing: "1px", color: "#4a5663", upper: true },
  village: { font: "500 12.5px", spacing: "0px", color: "#22303c", upper: false },
};
const rankOf = { aktif: 0, ditetapkan: 1, calon: 2, nonaktif: 3 };
const gap = 7;

export class Labels {
  #map;
  #source;
  #canvas = document.createElement("canvas");
  #placed = [];
  #selected = "";
  #isHidden = false;

  constructor(map, source) {
    this.#map = map;
    this.#source = source;
    this.#canvas.className = "map-labels";
    this.#canvas.setAttribute("aria-hidden", "true");
    map.getCanvasContainer().append(this.#canvas);
    map.on("move", () => this.#draw());
    map.on("resize", () => this.#resize());
    map.on("moveend", () => this.#place());
    map.on("idle", () => this.#place());
    this.#resize();
  }

  /** Pictures with names of their own need no second ones. */
  setHidden(isHidden) {
    this.#isHidden = isHidden;
    this.#place();
  }

  /** The selected village keeps its name whatever else is near. */
  select(code) {
    this.#selected = code;
    this.#place();
  }

  #resize() {
    const { clientWidth: width, clientHeight: height } = this.#map.getContainer();
    const ratio = window.devicePixelRatio || 1;
    this.#canvas.width = Math.round(width * ratio);
    this.#canvas.height = Math.round(height * ratio);
    this.#place();
  }

  #layer() {
    const zoom = this.#map.getZoom();
    return layers.find((layer) => zoom >= layer.minimum && zoom < layer.maximum);
  }

  /** Chooses the names to show: greedy by rank, at most one per 18,000 square pixels. */
  #place() {
    this.#placed = [];
    const layer = this.#isHidden ? null : this.#layer();
    if (layer && this.#map.getSource(this.#source)) {
      const style = styles[layer.style];
      const { clientWidth: width, clientHeight: height } = this.#map.getContainer();
      const limit = Math.max(12, Math.round((width * height) / 18_000));
      for (const name of this.#candidates(layer)) {
        if (this.#placed.length >= limit) break;
        const box = this.#box(name, style);
        const outside = box.right < 0 || box.left > width || box.bottom < 0 || box.top > height;
        if (!outside && !this.#placed.some((other) => touches(box, other.box))) {
          this.#placed.push({ ...name, box, style });
        }
      }
    }
    this.#draw();
  }

  /** Each name once (tiles overlap at their edges), in a fixed order. */
  #candidates(layer) {
    const found = new Map();
    const features = this.#map.querySourceFeatures(this.#source, { sourceLayer: layer.sourceLayer });
    for (const { properties, geometry } of features) {
      if (!properties.name || geometry.type !== "Point" || found.has(properties.code)) continue;
      found.set(properties.code, {
        code: properties.code, place: geometry.coordinates,
        text: styles[layer.style].upper ? properties.name.toUpperCase() : properties.name,
        rank: properties.code === this.#selected ? -1 : (rankOf[properties.status] ?? 4),
      });
    }
    return [...found.values()].sort((a, b) => a.rank - b.rank || (a.code < b.code ? -1 : 1));
  }

  #box(name, style) {
    const { x, y } = this.#map.project(name.place);
    const context = this.#prepare(style);
    const half = context.measureText(name.text).width / 2 + gap;
    return { left: x - half, right: x + half, top: y - 8 - gap / 2, bottom: y + 8 + gap / 2 };
  }

  #prepare(style) {
    const context = this.#canvas.getContext("2d");
    const ratio = window.devicePixelRatio || 1;
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    context.font = `${style.font} ${getComputedStyle(document.body).fontFamily}`;
    context.letterSpacing = style.spacing;
    return context;
  }

  #draw() {
    const context = this.#canvas.getContext("2d");
    context.setTransform(1, 0, 0, 1, 0, 0);
    context.clearRect(0, 0, this.#canvas.width, this.#canvas.height);
    if (this.#placed.length === 0) return;
    this.#prepare(this.#placed[0].style);
    Object.assign(context, { textAlign: "center", textBaseline: "middle", lineJoin: "round" });
    for (const { text, place, style } of this.#placed) {
      const { x, y } = this.#map.project(place);
      context.lineWidth = 3.5;
      context.strokeStyle = "rgb(255 255 255 / 0.85)";
      context.strokeText(text, x, y);
      context.fillStyle = style.color;
      context.fillText(text, x, y);
    }
  }
}

const touches = (a, b) =>
  a.left < b.right && a.right > b.left && a.top < b.bottom && a.bottom > b.top;
