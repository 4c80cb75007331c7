// Still pictures instead of the live map, for a browser without WebGL or a server without the map
// library. The same face as VillageMap, so that panels, legend and card work on.

import { word } from "./words.js";

const tileSide = 256;
const clamp = (value, low, high) => Math.min(Math.max(value, low), high);

/** World pixels of a place in Web Mercator at a whole zoom. */
function project(longitude, latitude, zoom) {
  const size = tileSide * 2 ** zoom;
  const sine = Math.sin((clamp(latitude, -85, 85) * Math.PI) / 180);
  return {
    x: (longitude / 360 + 0.5) * size,
    y: (0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI)) * size,
  };
}

function unproject(x, y, zoom) {
  const size = tileSide * 2 ** zoom;
  const latitude = (Math.atan(Math.sinh(Math.PI * (1 - (2 * y) / size))) * 180) / Math.PI;
  return { longitude: (x / size - 0.5) * 360, latitude };
}

export class StillMap {
  loaded = Promise.resolve();
  #layer = document.createElement("div");
  #container;
  #center;
  #zoom;
  #picture = null;
  #opacity = 0.8;
  #on;

  constructor(container, { extent, place, padding, on }) {
    this.#container = container;
    this.#on = on;
    this.#layer.className = "mosaic";
    container.append(this.#layer, this.#zoomButtons());
    container.classList.add("still");
    this.#layer.addEventListener("click", (event) => this.#pick(event));
    addEventListener("resize", () => this.#draw());
    if (place) this.#moveTo(place.longitude, place.latitude, Math.round(place.zoom + 1));
    else this.fit(extent, padding);
  }

  /** The zoom is the live map's, whose tiles are 512 pixels wide: one less than that of these tiles. */
  get place() {
    return { zoom: this.#zoom - 1, ...this.#center };
  }

  showPicture(picture) {
    this.#picture = picture;
    this.#draw();
  }

  /** Hulls and pins need the live map; the table lists what they stand for. */
  showMarks() {}

  set opacity(share) {
    this.#opacity = share;
    for (const tile of this.#layer.querySelectorAll(".picture")) tile.style.opacity = String(share);
  }

  select() {}

  jumpTo({ zoom, latitude, longitude }) {
    this.#moveTo(longitude, latitude, Math.round(zoom + 1));
  }

  /** The highest zoom at which the box fits into the free part. */
  fit([west, south, east, north], padding) {
    const width = this.#container.clientWidth - padding.left - padding.right;
    const height = this.#container.clientHeight - padding.top - padding.bottom;
    let zoom = 16;
    for (; zoom > 3; zoom -= 1) {
      const low = project(west, south, zoom);
      const high = project(east, north, zoom);
      if (high.x - low.x <= width && low.y - high.y <= height) break;
    }
    const middle = project((west + east) / 2, (south + north) / 2, zoom);
    const x = middle.x + (padding.right - padding.left) / 2;
    const center = unproject(x, middle.y + (padding.bottom - padding.top) / 2, zoom);
    this.#moveTo(center.longitude, center.latitude, zoom);
  }

  /** Brings a place into the middle, from at least this near. */
  goTo([longitude, latitude], padding, nearest) {
    this.#moveTo(longitude, latitude, Math.max(this.#zoom, nearest + 1));
  }

  /** No second map without the live one. */
  get live() {
    return null;
  }

  /** Moves a place into the middle of the free part, if it is covered by a panel. */
  uncover([longitude, latitude], padding) {
    const place = project(longitude, latitude, this.#zoom);
    const { clientWidth: width, clientHeight: height } = this.#container;
    const x = place.x - this.#corner.x;
    const y = place.y - this.#corner.y;
    if (x > padding.left && x < width - padding.right
      && y > padding.top && y < height - padding.bottom) return;
    const center = unproject(place.x + (padding.right - padding.left) / 2,
      place.y + (padding.bottom - padding.top) / 2, this.#zoom);
    this.#moveTo(center.longitude, center.latitude, this.#zoom);
  }

  reload(picture) {
    this.showPicture(picture);
  }

  focus() {
    this.#container.focus();
  }

  translate() {
    this.#container.setAttribute("aria-label", word("mapLabel"));
    const [plus, minus] = this.#container.querySelectorAll(".still-zoom button");
    plus.setAttribute("aria-label", word("zoomIn"));
    minus.setAttribute("aria-label", word("zoomOut"));
  }

  #moveTo(longitude, latitude, zoom) {
    this.#center = { longitude, latitude };
    this.#zoom = clamp(zoom, 4, 18);
    this.#draw();
    this.#on.move(this.place);
  }

  #zoomButtons() {
    const group = document.createElement("div");
    group.className = "still-zoom surface";
    for (const [sign, step] of [["+", 1], ["−", -1]]) {
      const button = document.createElement("button");
      button.type = "button";
      button.textContent = sign;
      button.addEventListener("click", () =>
        this.#moveTo(this.#center.longitude, this.#center.latitude, this.#zoom + step));
      group.append(button);
    }
    return group;
  }

  /** The world pixel in the upper left corner. */
  get #corner() {
    const { x, y } = project(this.#center.longitude, this.#center.latitude, this.#zoom);
    const { clientWidth: width, clientHeight: height } = this.#container;
    return { x: Math.round(x - width / 2), y: Math.round(y - height / 2) };
  }

  #draw() {
    const { x: left, y: top } = this.#corner;
    const { clientWidth: width, clientHeight: height } = this.#container;
    const count = 2 ** this.#zoom;
    const tiles = [];
    for (let y = Math.floor(top / tileSide); y * tileSide < top + height; y += 1) {
      for (let x = Math.floor(left / tileSide); x * tileSide < left + width; x += 1) {
        if (x < 0 || y < 0 || x >= count || y >= count) continue;
        tiles.push(...this.#tiles(x, y, x * tileSide - left, y * tileSide - top));
      }
    }
    this.#layer.replaceChildren(...tiles);
  }

  #tiles(x, y, left, top) {
    const path = `${this.#zoom}/${x}/${y}.png`;
    const shown = this.#picture && this.#zoom <= this.#picture.finestZoom
      ? [["picture", `/tiles/${this.#picture.layer}/${path}?${this.#picture.parameters}`]] : [];
    return [["villages", `/tiles/villages/${path}`], ...shown].map(([kind, address]) => {
      const image = new Image(tileSide, tileSide);
      image.className = kind;
      image.alt = "";
      image.style.transform = `translate(${left}px, ${top}px)`;
      if (kind === "picture") image.style.opacity = String(this.#opacity);
      image.addEventListener("error", () => this.#on.fail(0));
      image.src = address;
      return image;
    });
  }

  #pick(event) {
    const box = this.#container.getBoundingClientRect();
    const corner = this.#corner;
    const { longitude, latitude } = unproject(
      corner.x + event.clientX - box.left, corner.y + event.clientY - box.top, this.#zoom);
    this.#on.pick({ lngLat: { lng: longitude, lat: latitude }, code: null });
  }
}
