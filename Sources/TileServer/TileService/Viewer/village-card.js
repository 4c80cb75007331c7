// What is known of one village, beside the map.

import { element, icon, icons } from "./dom.js";
import { distance, measure, number, percent } from "./format.js";
import { moreSections } from "./village-more.js";
import { word } from "./words.js";

export class VillageCard {
  #node;
  #on;
  #profile = null;
  #caption = "";
  #more = null;

  /**
   * @param {HTMLElement} node
   * @param {{close: () => void, zoom: (profile: object) => void, resize: () => void, pick: (code: string) => void,
   *   offersDesk: () => boolean, toDesk: () => void}} on
   */
  constructor(node, on) {
    this.#node = node;
    this.#on = on;
  }

  get isOpen() {
    return !this.#node.hidden;
  }

  /** Shows that a village is on its way; one that is shown already stays until then. */
  wait() {
    this.#setOpen(true);
    this.#node.setAttribute("aria-busy", "true");
    if (this.#profile) return;
    this.#node.replaceChildren(element("header.card-head", {},
      element("div", {}, element("h2", { id: "card-title", tabindex: "-1" }, word("cardLoading"))),
      this.#closeButton()));
  }

  /** Shows a profile; `caption` says with which choices its figures were counted. */
  show(profile, caption) {
    if (this.#profile?.code !== profile.code) this.#more = null;
    this.#profile = profile;
    this.#caption = caption;
    this.#setOpen(true);
    this.#node.removeAttribute("aria-busy");
    this.render();
  }

  /** Keeps a profile without showing it: on a phone the office desk needs the room. */
  keep(profile) {
    this.#profile = profile;
    this.#more = null;
    this.#setOpen(false);
  }

  /** Adds what was loaded besides; `code` says for which village. */
  addMore(code, more) {
    if (this.#profile?.code !== code || !this.isOpen) return;
    this.#more = more;
    this.render();
  }

  /** The village that is shown; `null` when there is none. */
  get village() {
    return this.#profile ? { code: this.#profile.code, name: this.#profile.name ?? this.#profile.code } : null;
  }

  /** Writes the card again, in the present language. */
  translate(caption) {
    this.#caption = caption;
    this.render();
  }

  close() {
    this.#profile = null;
    this.#setOpen(false);
  }

  focus() {
    this.#node.querySelector("#card-title")?.focus();
  }

  render() {
    const profile = this.#profile;
    if (!profile || !this.isOpen) return;
    const { density } = profile;
    const position = this.#node.querySelector(".card-body")?.scrollTop ?? 0;
    const hasFocus = document.activeElement?.id === "card-title";
    this.#node.replaceChildren(
      this.#head(profile),
      element("div.card-body", {},
        density ? this.#figures(density) : element("p.suppressed-figure", {}, word("withheld")),
        density ? this.#imprecision(density) : null,
        density ? element("p.caption", {}, this.#caption) : null,
        ...(this.#more ? moreSections(profile, this.#more, this.#on.pick) : []),
        section(word("place"), this.#place(profile)),
        section(word("around"), this.#around(profile)),
        density?.source === "tips" ? element("p.legend-note", {}, `${word("notOffence")}.`) : null),
      element("footer.card-foot", {},
        element("button.button", { type: "button", onclick: () => this.#on.zoom(profile) },
          icon(icons.zoom), word("zoomToVillage")),
        this.#on.offersDesk() ? element("button.text-button.to-desk", {
          type: "button", onclick: () => this.#on.toDesk(),
        }, word("toDesk")) : null));
    this.#node.querySelector(".card-body").scrollTop = position;
    if (hasFocus) this.focus();
  }

  #setOpen(isOpen) {
    this.#node.hidden = !isOpen;
    this.#on.resize();
  }

  #head({ name, code, district, regency, province, status }) {
    const parents = [
      district?.name && word("districtOf", { name: district.name }), regency?.name,
      province?.name && word("provinceOf", { name: province.name }),
    ].filter(Boolean);
    return element("header.card-head", {},
      element("div", {},
        element(`p.chip.${status ?? "none"}`, {}, word(`status.${status ?? "none"}`)),
        element("h2", { id: "card-title", tabindex: "-1" }, name ?? code),
        element("p.code", {}, code), element("p.parents", {}, parents.join("\u00a0· "))),
      this.#closeButton());
  }

  #closeButton() {
    return element("button.icon-button", {
      type: "button", "aria-label": word("closeCard"), title: word("closeCard"),
      onclick: () => this.#on.close(),
    }, icon(icons.close));
  }

  /** The three figures people look for first, then the rate. */
  #figures(density) {
    if (density.suppressed) return element("p.suppressed-figure", {}, word("suppressed"));
    const mark = density.imprecise_share > 0 ? "±" : "";
    return element("dl.figures", {},
      figure(word(`count.${density.source}`), number(density.count), mark),
      figure(word("mean"), known(density.mean_per_km2, measure), mark),
      figure(word("peak"), known(density.peak_per_km2, measure), mark),
      element("div.wide", {}, element("dt", {}, word(`rate.${density.source}`)),
        element("dd", {}, known(density.rate_10k, (rate) => number(rate, 1)))));
  }

  #imprecision({ imprecise_share: share, suppressed }) {
    if (suppressed || !(share > 0)) return null;
    return element("p.imprecise", {}, element("strong", {}, word("imprecise")), " ",
      word("impreciseShare", { share: percent(share) }));
  }

  #place({ residents, area_km2: area, boundary_status: boundary }) {
    return [
      [word("residents"), known(residents, (count) => word("people", { count: number(count) }))],
      [word("area"), known(area, (value) => `${number(value, 2)} km²`)],
      [word("boundary"), boundary ? word(`boundary.${boundary}`) : word("noData")],
    ];
  }

  #around({ accommodations, nearest_service_point: nearest }) {
    const { count, rooms, not_reporting: silent } = accommodations ?? {};
    // Rooms are told where enough houses stand together.
    const houses = !count ? "0" : (rooms ?? null) === null ? number(count)
      : word("accommodationsText", { count: number(count), rooms: number(rooms) });
    return [
      ...(accommodations ? [[word("accommodations"), houses]] : []),
      ...(silent > 0 ? [[word("notReporting"), number(silent)]] : []),
      [word("nearest"), nearest ? [nearest.name, element("span.soft", {}, ` ${distance(nearest.distance_m)}`)]
        : word("noData")],
    ];
  }
}

const known = (value, write) => (value === null || value === undefined ? word("noData") : write(value));

const figure = (label, value, mark) =>
  element("div", {}, element("dt", {}, label),
    element("dd", {}, value, mark ? element("span.mark", { title: word("imprecise") }, mark) : null));

const section = (title, rows) =>
  element("section.rows", {}, element("h3", {}, title),
    element("dl", {}, rows.map(([label, value]) =>
      element("div", {}, element("dt", {}, label), element("dd", {}, value)))));
