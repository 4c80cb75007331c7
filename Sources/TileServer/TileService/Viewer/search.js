// Search by name, code or address: a list under the field, used with the arrow keys.

import * as api from "./api.js";
import { element } from "./dom.js";
import { word } from "./words.js";

const pause = 220; // milliseconds after the last key
const isCode = (text) => /^[\d. ]+$/.test(text);

export class Search {
  #input;
  #list;
  #pick;
  #latest = api.latestOnly();
  #timer = 0;
  #hits = [];
  #active = -1;

  /**
   * @param {HTMLElement} node holds the field
   * @param {(hit: {code: string|null, lngLat: number[]|null}) => void} pick
   */
  constructor(node, pick) {
    this.#pick = pick;
    this.#list = element("ul.hits", { id: "hits", role: "listbox", hidden: true });
    this.#input = element("input", {
      id: "search-field", type: "search", role: "combobox", autocomplete: "off", spellcheck: "false",
      "aria-expanded": "false", "aria-controls": "hits", "aria-autocomplete": "list",
      oninput: () => this.#typed(), onkeydown: (event) => this.#key(event),
      onblur: () => setTimeout(() => this.#close(), 150), onfocus: () => this.#hits.length > 0 && this.#render(),
    });
    node.append(this.#input, this.#list);
    this.translate();
  }

  translate() {
    this.#input.placeholder = word("searchHint");
    this.#input.setAttribute("aria-label", word("search"));
    this.#list.setAttribute("aria-label", word("searchHits"));
  }

  #typed() {
    clearTimeout(this.#timer);
    const text = this.#input.value.trim();
    if (text.length < 2) {
      this.#hits = [];
      return this.#close();
    }
    this.#timer = setTimeout(() => this.#ask(text), pause);
  }

  /** Names and codes come first; addresses fill up. */
  async #ask(text) {
    try {
      const found = await this.#latest(async (signal) => {
        const villages = await api.findVillages(text, signal);
        const places = isCode(text) || villages.length >= 6 ? [] : await api.geocode(text, signal);
        return { villages, places };
      });
      if (!found) return;
      this.#hits = merged(found);
    } catch (error) {
      if (!(error instanceof api.RequestFailure)) throw error;
      this.#hits = [];
    }
    this.#active = this.#hits.length > 0 ? 0 : -1;
    this.#render();
  }

  #render() {
    const rows = this.#hits.map((hit, index) => element("li", {
      id: `hit-${index}`, role: "option", "aria-selected": String(index === this.#active),
      onmousedown: (event) => event.preventDefault(), onclick: () => this.#choose(index),
    }, element("span", {}, hit.name), element("span.soft", {}, hit.where)));
    const empty = element("li.nothing", { role: "option", "aria-disabled": "true", "aria-selected": "false" }, word("searchNothing"));
    this.#list.replaceChildren(...(rows.length > 0 ? rows : [empty]));
    this.#list.hidden = false;
    this.#input.setAttribute("aria-expanded", "true");
    if (this.#active >= 0) this.#input.setAttribute("aria-activedescendant", `hit-${this.#active}`);
    else this.#input.removeAttribute("aria-activedescendant");
  }

  #key(event) {
    if (event.key === "Escape" && !this.#list.hidden) {
      event.stopPropagation();
      return this.#close();
    }
    if (event.key === "Enter" && this.#active >= 0 && !this.#list.hidden) {
      event.preventDefault();
      return this.#choose(this.#active);
    }
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!step || this.#hits.length === 0) return;
    event.preventDefault();
    this.#active = (this.#active + step + this.#hits.length) % this.#hits.length;
    this.#render();
  }

  #choose(index) {
    const hit = this.#hits[index];
    this.#input.value = hit.name;
    this.#close();
    this.#pick(hit);
  }

  #close() {
    this.#list.hidden = true;
    this.#input.setAttribute("aria-expanded", "false");
    this.#input.removeAttribute("aria-activedescendant");
  }
}

/** One list: villages that are of today, then places of the geocoder that are not among them. */
function merged({ villages, places }) {
  const hits = villages.filter(({ current }) => current).map(({ code, name, areas }) =>
    ({ code, name, where: `${code} · ${areas.slice(0, 2).join(", ")}`, lngLat: null }));
  const known = new Set(hits.map(({ code }) => code));
  for (const { code, name, full_name: full, lon, lat } of places) {
    const isVillage = /^\d\d\.\d\d\.\d\d\.\d{4}$/.test(code ?? "");
    if (known.has(code)) continue;
    hits.push({ code: isVillage ? code : null, name, where: full ?? "", lngLat: [lon, lat], area: isVillage ? null : code });
  }
  return hits.slice(0, 8);
}
