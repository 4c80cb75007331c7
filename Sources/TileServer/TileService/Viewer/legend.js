// The legend, drawn from the server's legend document so that it always says what the tiles show.
// It can be shortened to a strip, never hidden.

import { element } from "./dom.js";
import { distance, period } from "./format.js";
import { word } from "./words.js";

export class Legend {
  #node;
  #document = null;
  #opacity = 1;
  #days = null;
  #rows = [];
  #open = true;

  constructor(node) {
    this.#node = node;
  }

  /**
   * Shows a legend document.
   * @param {object} document of the server
   * @param {{from: string, to: string}|null} days the chosen ones, `null` for all time
   * @param {Array<[string, string]>} rows what the page itself marks: kind of swatch and label
   */
  show(document, days, rows = []) {
    this.#document = document;
    this.#days = days;
    this.#rows = rows;
    this.render();
  }

  /** Shows nothing. */
  clear() {
    this.#document = null;
    this.#node.replaceChildren();
  }

  set opacity(share) {
    this.#opacity = share;
    for (const swatch of this.#node.querySelectorAll("[data-opacity]")) {
      swatch.style.opacity = String(Number(swatch.dataset.opacity) * share);
    }
  }

  set open(isOpen) {
    if (this.#open === isOpen) return;
    this.#open = isOpen;
    this.render();
  }

  render() {
    if (!this.#document) return;
    const focused = this.#node.contains(document.activeElement);
    this.#node.classList.toggle("short", !this.#open);
    this.#node.replaceChildren(this.#head(), ...(this.#open ? this.#body() : this.#strip()));
    if (focused) this.#node.querySelector("button")?.focus();
  }

  #head() {
    const label = word(this.#open ? "hideLegend" : "showLegend");
    const toggle = element("button.icon-button", {
      type: "button", "aria-expanded": String(this.#open), "aria-label": label, title: label,
      onclick: () => (this.open = !this.#open),
    }, element("span.chevron", { "aria-hidden": "true" }));
    return element("header.legend-head", {},
      element("h2", { id: "legend-title" }, this.#document.title, " ",
        element("span.unit", {}, this.#document.unit ?? "")), toggle);
  }

  #body() {
    const { classes, zero, no_data: noData, suppressed, note, source } = this.#document;
    return [
      ...this.#facts().map((line) => element("p.legend-facts", {}, line)),
      element("ul.classes", {},
        [...classes].reverse().map((one) => this.#row(one.label, this.#swatch(one)))),
      element("ul.looks", {},
        this.#rows.map(([kind, label]) => this.#row(label, element(`span.swatch.${kind}`, { "aria-hidden": "true" }))),
        [zero, noData, suppressed].filter(Boolean).map((look) => this.#row(look.label, lookSwatch(look))),
        ["definitif", "indikatif"].map((kind) =>
          this.#row(word(`border.${kind}`), element(`span.line.${kind}`, { "aria-hidden": "true" })))),
      note ? element("p.legend-note", {}, note) : null,
      source ? element("p.legend-facts", {}, source) : null,
    ].filter(Boolean);
  }

  #strip() {
    const { classes, note } = this.#document;
    const ends = [classes[0]?.label, classes.at(-1)?.label].map((text) => element("span", {}, text));
    return [
      element("div.strip", { "aria-hidden": "true" }, classes.map((one) => this.#swatch(one))),
      element("p.strip-ends", {}, ...ends),
      note ? element("p.legend-note", {}, note) : null,
    ].filter(Boolean);
  }

  /** Bandwidth, kernel and period, as the tiles were asked for; chosen days take a line of their own. */
  #facts() {
    const { bandwidth_m: meters, kernel, edge, period: interval, period_label: label } = this.#document;
    if (!kernel) return [interval && this.#days ? period(this.#days.from, this.#days.to) : label].filter(Boolean);
    const method = [
      distance(meters), word(`kernel.${kernel}`), edge === "land" ? word("edgeLand") : null,
      interval && !this.#days ? word("period.whole") : null,
    ].filter(Boolean).join(" · ");
    return interval && this.#days ? [method, period(this.#days.from, this.#days.to)] : [method];
  }

  #row(label, mark) {
    return element("li", {}, mark, element("span", {}, label));
  }

  /** A swatch over the colour of land, as translucent as the map shows it. */
  #swatch({ color, opacity }) {
    const fill = element("span.fill", { "data-opacity": opacity });
    fill.style.backgroundColor = color;
    fill.style.opacity = String(opacity * this.#opacity);
    return element("span.swatch", { "aria-hidden": "true" }, fill);
  }
}

/** The looks that are no class: nothing, a hatch, a cross hatch. */
const lookSwatch = ({ pattern }) => element(`span.swatch.${pattern}`, { "aria-hidden": "true" });
