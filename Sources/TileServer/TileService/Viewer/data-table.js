// The table of the present work place: sorted by any column, its rows open what they stand for, and the very file to
// download.

import { element, icon, icons } from "./dom.js";
import { number } from "./format.js";
import { word } from "./words.js";

const step = 100; // rows that are written at a time

/**
 * @typedef {object} Column
 * @property {string} key of the row
 * @property {boolean} [name] whether it names the row and opens it
 * @property {boolean} [isText] text is set left and sorted by letters
 * @property {(value: *, row: object) => string} [write]
 * @property {string} [label] its heading in the catalogue, `column.{key}` without one
 */
export class DataTable {
  #node;
  #on;
  #content = null;
  #sort = null;
  #shown = step;

  /**
   * @param {HTMLElement} node
   * @param {{pick: (row: object) => void, close: () => void}} on
   */
  constructor(node, on) {
    this.#node = node;
    this.#on = on;
  }

  get isOpen() {
    return !this.#node.hidden;
  }

  /** Says that a table is on its way; one that is shown stays until then. */
  wait() {
    this.#node.hidden = false;
    this.#node.setAttribute("aria-busy", "true");
    if (!this.#content) this.#node.replaceChildren(this.#head(word("tableLoading")));
  }

  /**
   * Shows rows.
   * @param {{title: string, columns: Column[], rows: object[], download: object|null, note: string|null,
   *   sort: string[]}} content `sort` names columns, the first that is there begins
   */
  show(content) {
    const isSame = this.#content?.title === content.title;
    this.#content = content;
    if (!isSame || !content.columns.some(({ key }) => key === this.#sort?.key)) {
      const first = content.sort?.find((key) => content.columns.some((column) => column.key === key));
      this.#sort = first ? { key: first, down: true } : null;
      this.#shown = step;
    }
    this.#node.hidden = false;
    this.#node.removeAttribute("aria-busy");
    this.#render();
  }

  /** Says why there is no table. */
  fail(sentence) {
    this.#content = null;
    this.#node.hidden = false;
    this.#node.removeAttribute("aria-busy");
    this.#node.replaceChildren(this.#head(word("table")), element("p.table-note.empty", {}, sentence));
  }

  close() {
    this.#node.hidden = true;
    this.#content = null;
    this.#node.replaceChildren();
  }

  #render() {
    const { title, rows, columns, note, download } = this.#content;
    const focused = this.#focusedPart();
    this.#node.replaceChildren(
      this.#head(title, word("rows", { count: number(rows.length) }), download),
      note ? element("p.table-note", {}, note) : "",
      rows.length === 0 ? element("p.table-note.empty", {}, word("tableEmpty"))
        : element("div.table-scroll", { tabindex: "0", role: "group", "aria-label": title },
          element("table", {}, this.#header(columns), this.#body(columns))));
    if (focused) this.#node.querySelector(focused)?.focus();
  }

  #focusedPart() {
    const key = this.#node.contains(document.activeElement) && document.activeElement.dataset.sort;
    return key ? `[data-sort="${key}"]` : null;
  }

  #head(title, count = "", download = null) {
    return element("header.table-head", {},
      element("h2", { id: "table-title" }, title, " ", element("span.unit", {}, count)),
      download ? element("a.download", { ...download, "data-download": "" }, icon(icons.download), "CSV") : null,
      element("button.icon-button", {
        type: "button", "aria-label": word("closeTable"), title: word("closeTable"), onclick: () => this.#on.close(),
      }, icon(icons.close)));
  }

  #header(columns) {
    const cells = columns.map(({ key, isText, name, label }) => {
      const isSorted = this.#sort?.key === key;
      const direction = isSorted ? (this.#sort.down ? "descending" : "ascending") : null;
      const heading = element("button.sort", {
        type: "button", "data-sort": key, onclick: () => this.#sortBy(key),
      }, word(`column.${label ?? key}`));
      return element(isText || name ? "th.text" : "th", { scope: "col", "aria-sort": direction }, heading);
    });
    return element("thead", {}, element("tr", {}, cells));
  }

  #body(columns) {
    const rows = this.#sorted();
    const body = element("tbody", {}, rows.slice(0, this.#shown).map((row) => this.#row(columns, row)));
    if (rows.length <= this.#shown) return body;
    const more = () => {
      this.#shown += step;
      this.#render();
    };
    body.append(element("tr", {}, element("td.text", { colspan: columns.length },
      element("button.text-button", { type: "button", onclick: more },
        word("moreRows", { count: number(rows.length - this.#shown) })))));
    return body;
  }

  #row(columns, row) {
    return element(row.suppressed ? "tr.suppressed" : "tr", {}, columns.map((column) => {
      const text = this.#text(column, row);
      if (!column.name) return element(column.isText ? "td.text" : "td", {}, text);
      return element("th.text", { scope: "row" }, element("button.row-name", {
        type: "button", onclick: () => this.#on.pick(row),
      }, text));
    }));
  }

  /** Nothing known is a dash, suppressed a word of its own, zero a zero. */
  #text({ key, write, name }, row) {
    const value = row[key];
    if (name) return value || row.code;
    if (value === null || value === undefined || value === "") return row.suppressed ? word("suppressedShort") : "–";
    return write ? write(value, row) : typeof value === "number" ? number(value, 2) : String(value);
  }

  #sortBy(key) {
    const isText = this.#content.columns.find((column) => column.key === key).isText;
    this.#sort = { key, down: this.#sort?.key === key ? !this.#sort.down : !isText };
    this.#render();
  }

  /** What is not known comes last, whichever way. */
  #sorted() {
    const { rows } = this.#content;
    if (!this.#sort) return rows;
    const { key, down } = this.#sort;
    const isMissing = (value) => value === null || value === undefined || value === "";
    return [...rows].sort((a, b) => {
      if (isMissing(a[key]) || isMissing(b[key])) return isMissing(a[key]) - isMissing(b[key]);
      const order = typeof a[key] === "number" ? a[key] - b[key] : String(a[key]).localeCompare(String(b[key]));
      return down ? -order : order;
    });
  }
}
