// Two days or periods side by side: a second map over the first, cut off at a line that can be moved.

import { element } from "./dom.js";
import { VillageMap } from "./map.js";
import { word } from "./words.js";

export class Swipe {
  #container;
  #main;
  #other = null;
  #node = null;
  #handle = null;
  #labels = [];
  #share = 50;

  /**
   * @param {HTMLElement} container of the first map
   * @param {VillageMap} main the first map
   * @param {object} setting what maps are made with
   */
  constructor(container, main, setting) {
    this.#container = container;
    this.#main = main;
    this.setting = setting;
  }

  /** Shows the other picture on the left of the line. */
  async show(picture, opacity, captions) {
    if (!this.#main.live) return;
    if (!this.#other) this.#open();
    const other = this.#other;
    await other.loaded;
    if (other !== this.#other) return;
    other.opacity = opacity;
    other.showPicture(picture);
    captions.forEach((text, index) => (this.#labels[index].textContent = text));
  }

  hide() {
    if (!this.#other) return;
    this.#main.live.off("move", this.#follow);
    this.#other.live.remove();
    this.#node.remove();
    this.#handle.remove();
    this.#other = null;
  }

  translate() {
    this.#handle?.setAttribute("aria-label", word("swipe"));
  }

  #open() {
    this.#node = element("div.swipe-map", { "aria-hidden": "true", inert: true });
    this.#labels = [element("span.swipe-left"), element("span.swipe-right")];
    this.#handle = element("div.swipe", {
      role: "slider", tabindex: "0", "aria-orientation": "horizontal", "aria-valuemin": "0", "aria-valuemax": "100",
      onpointerdown: (event) => this.#drag(event), onkeydown: (event) => this.#key(event),
    }, ...this.#labels);
    this.#container.after(this.#node, this.#handle);
    this.translate();
    const nothing = () => undefined;
    this.#other = new VillageMap(this.#node, {
      ...this.setting, place: this.#main.place, on: { pick: nothing, fail: nothing, move: nothing, busy: nothing },
    });
    this.#main.live.on("move", this.#follow);
    this.#moveTo(this.#share);
  }

  #follow = () => {
    const live = this.#main.live;
    this.#other?.live.jumpTo({ center: live.getCenter(), zoom: live.getZoom() });
  };

  #drag(event) {
    event.preventDefault();
    this.#handle.setPointerCapture(event.pointerId);
    const move = ({ clientX }) => this.#moveTo((clientX / innerWidth) * 100);
    this.#handle.addEventListener("pointermove", move);
    this.#handle.addEventListener("pointerup", () => this.#handle.removeEventListener("pointermove", move), { once: true });
    this.#handle.focus();
  }

  #key(event) {
    const step = { ArrowLeft: -2, ArrowRight: 2, PageDown: -10, PageUp: 10 }[event.key];
    if (!step) return;
    event.preventDefault();
    this.#moveTo(this.#share + step);
  }

  #moveTo(share) {
    this.#share = Math.min(Math.max(share, 2), 98);
    this.#handle.setAttribute("aria-valuenow", String(Math.round(this.#share)));
    this.#handle.style.left = `${this.#share}%`;
    this.#node.style.clipPath = `inset(0 ${100 - this.#share}% 0 0)`;
  }
}
