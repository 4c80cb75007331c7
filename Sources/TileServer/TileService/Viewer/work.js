// The present work place on the map: its picture, legend, table and marks, for the present choices.

import * as api from "./api.js";
import { chosenDays } from "./captions.js";
import { dismiss, notice } from "./notices.js";
import { defaults } from "./view-state.js";
import { language, word } from "./words.js";

const villageZoom = 7.5; // from here on, tiles of areas show villages

export class Work {
  #parts;
  #attempt;
  #latestLegend = api.latestOnly();
  #latestTable = api.latestOnly();
  #loaded = "";
  #legendShown = "";
  #answer = null;
  map = null;
  place = null;

  /**
   * @param {{state: ViewState, legend: Legend, table: DataTable, account: Account, offer: object,
   *   pick: (row: object) => void}} parts
   * @param {Function} attempt runs a request and says so when it fails
   */
  constructor(parts, attempt) {
    this.#parts = parts;
    this.#attempt = attempt;
  }

  get #values() {
    return this.#parts.state.values;
  }

  /** Why the place shows nothing now; `null` when it does. */
  get obstacle() {
    return this.place?.obstacle(this.#parts.account, this.#values) ?? null;
  }

  /** The picture that is to be shown; `null` for none. */
  get picture() {
    return this.obstacle ? null : this.place.picture(this.#values, this.#parts.offer);
  }

  /** Opens a place. */
  open(place) {
    this.place = place;
    this.#loaded = "";
    this.#answer = null;
    this.map?.showMarks({});
    this.#parts.table.close();
  }

  /** Shows everything anew. */
  show() {
    this.showPicture();
    this.showTable();
    return this.showLegend();
  }

  showPicture() {
    this.map?.showPicture(this.picture);
  }

  showLegend = () => this.#attempt("legend", async () => {
    const values = this.#values;
    const zoom = this.map?.place.zoom ?? 9;
    const wanted = this.obstacle ? null : this.place.legend(values, zoom, this.#parts.offer);
    if (!wanted) {
      this.#legendShown = "";
      return this.#parts.legend.clear();
    }
    const document = await this.#latestLegend((signal) =>
      api.legend(wanted.layer, wanted.parameters, language(), signal));
    if (!document) return;
    this.#legendShown = `${wanted.layer} ${zoom >= villageZoom}`;
    const days = wanted.layer === "coverage" ? null : chosenDays(values);
    this.#parts.legend.show(document, days, this.place.legendRows?.() ?? []);
    this.#tellWhetherEmpty(document.count);
  }, this.showLegend);

  /** Areas and villages have legends of their own. */
  moved() {
    const wanted = this.obstacle ? null : this.place?.legend(this.#values, this.map.place.zoom, this.#parts.offer);
    if (!wanted || !this.#legendShown) return;
    const isVillage = this.#legendShown.endsWith("true");
    if (wanted.parameters.has("level") && isVillage !== this.map.place.zoom >= villageZoom) this.showLegend();
  }

  /** The legend tells how many rows a picture is made from. */
  #tellWhetherEmpty(count) {
    dismiss("empty");
    if (count !== 0) return;
    const { category, from, to, source, ramp, opacity, village, at } = this.#values;
    const all = {
      label: "showAll", run: () => this.#parts.state.set({ ...defaults, at, source, ramp, opacity, village }),
    };
    notice("empty", () => word(`empty.${source}`), { action: category || from || to ? all : null });
  }

  /** Whether a table is wanted now. */
  get #wantsTable() {
    const { table } = this.#values;
    return table === "open" || (table === "" && innerWidth > 1100 && innerHeight > 640);
  }

  /** Loads and shows the table; nothing where it is shut and the map needs no rows. */
  showTable = ({ anew = false } = {}) => this.#attempt("table", async () => {
    const { table, offer } = this.#parts;
    const source = this.place.table;
    if (!source || this.obstacle || (!this.#wantsTable && !this.place.alwaysLoads)) {
      if (!source || !this.#wantsTable) table.close();
      return;
    }
    const values = this.#values;
    const asked = source.address?.(values, offer) ?? JSON.stringify(values);
    if (this.#answer && asked === this.#loaded && !anew) return this.#showRows();
    if (this.#wantsTable) table.wait();
    try {
      const answer = await this.#latestTable((signal) => this.#load(source, values, signal));
      if (!answer) return;
      this.#loaded = asked;
      this.#answer = answer;
      this.#showRows();
    } catch (error) {
      if (!(error instanceof api.RequestFailure)) throw error;
      this.#answer = null;
      this.map?.showMarks({});
      if (this.#wantsTable) table.fail(error.sentence);
      if (!["refused", "noPlanning"].includes(error.kind)) throw error;
      if (!this.#wantsTable) notice("table", () => error.sentence);
    }
  }, () => this.showTable({ anew: true }));

  async #load(source, values, signal) {
    if (source.load) return source.load(values, this.#parts.offer, signal);
    const address = source.address(values, this.#parts.offer);
    if (source.format !== "geojson") return { rows: await api.table(address, signal), features: [] };
    const { features } = await api.table(`${address}&f=geojson`, signal);
    return { rows: features.map(({ properties }) => properties), features };
  }

  #showRows() {
    const { table, offer } = this.#parts;
    const { rows } = this.#answer;
    const source = this.place.table;
    const values = this.#values;
    this.showMarks();
    if (!this.#wantsTable) return table.close();
    table.show({
      title: source.title(values, offer), columns: source.columns(values, offer), rows,
      download: this.#download(source, values, rows), note: source.note?.(rows, this.#answer) ?? null,
      sort: source.sort ?? [],
    });
  }

  /** Marks what was loaded on the map. */
  showMarks() {
    if (!this.#answer || !this.place.marks) return;
    this.map?.showMarks(this.place.marks(this.#answer.rows, this.#answer.features ?? [], this.#parts.pick));
  }

  /** The server's own file, or one of the rows as they were computed. */
  #download(source, values, rows) {
    const name = `petabinaan-${this.place.key}.csv`;
    if (source.address) return { href: `${source.address(values, this.#parts.offer)}&f=csv`, download: name };
    return { href: URL.createObjectURL(new Blob([csv(rows)], { type: "text/csv" })), download: name };
  }
}

/** Rows as CSV, with the columns of the first; lists and objects are left out. */
function csv(rows) {
  const keys = Object.keys(rows[0] ?? {}).filter((key) => typeof rows[0][key] !== "object" || rows[0][key] === null);
  const cell = (value) => {
    const text = value === null || value === undefined ? "" : String(value);
    return /[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  };
  return [keys, ...rows.map((row) => keys.map((key) => row[key]))]
    .map((line) => line.map(cell).join(",")).join("\n") + "\n";
}
