// What is chosen, kept in one place, mirrored in the address after the `#` so that a view can be
// sent to a colleague: #zoom/latitude/longitude&at=hotspots&bandwidth=500

import { datetime, isDay } from "./period.js";

export const options = {
  at: ["coverage", "hotspots", "clusters", "planning", "desk"],
  by: ["status", "phase", "activity", "distance"],
  level: ["village", "district", "regency", "province"],
  view: ["heat", "gi"],
  measure: ["count", "rate", "eb_rate"],
  alpha: ["0.1", "0.05", "0.01"],
  source: ["tips", "accommodations", "guests"],
  bandwidth: [250, 500, 1000, 2000, 5000, 10000],
  kernel: ["quartic", "epanechnikov", "triweight", "triangular", "uniform", "gaussian"],
  category: ["", "tppo", "tppm", "pmi", "overstay", "document", "service", "other"],
  radius: [250, 500, 1000, 2000],
  ramp: ["blues", "viridis", "cividis", "magma", "ylorrd"],
  task: ["session", "programme", "reporting", "triage", "review", "report"],
  table: ["open", "shut"],
};

/** Whole numbers, with what they may be. */
const ranges = { bandwidth: [50, 100_000], opacity: [0, 100], points: [2, 100], slots: [1, 500], lottery: [0, 100], minutes: [10, 240] };
/** Calendar days. */
const days = ["from", "to", "asof", "since", "against"];

// Blues, since on light land the darkest colour is read as the most; the server's own default is viridis.
export const defaults = Object.freeze({
  at: "", by: "status", level: "", asof: "", since: "", view: "heat", measure: "count", alpha: "0.1",
  source: "tips", bandwidth: 1000, kernel: "quartic", category: "", from: "", to: "", against: "",
  radius: 500, points: 5, slots: 10, lottery: 20, minutes: 60, task: "", table: "",
  ramp: "blues", opacity: 90, village: "",
});

/** The state, and who wants to know of its changes. */
export class ViewState {
  #values;
  #listeners = new Set();

  constructor(values) {
    this.#values = { ...defaults, ...values };
  }

  get values() {
    return this.#values;
  }

  /** Changes some values; listeners get the names of those that differ. */
  set(changes) {
    const changed = Object.keys(changes).filter((key) => this.#values[key] !== changes[key]);
    if (changed.length === 0) return;
    this.#values = { ...this.#values, ...changes };
    this.#listeners.forEach((listener) => listener(new Set(changed)));
  }

  onChange(listener) {
    this.#listeners.add(listener);
  }
}

/** The parameters that decide which reports are counted, as the server names them. */
export function reportParameters(values) {
  const parameters = new URLSearchParams();
  if (values.category) parameters.set("category", values.category);
  const interval = datetime(values.from, values.to);
  if (interval) parameters.set("datetime", interval);
  return parameters;
}

/** The parameters that decide what a density counts. */
export function queryParameters(values) {
  const parameters = new URLSearchParams({
    source: values.source, bandwidth: values.bandwidth, kernel: values.kernel,
  });
  if (values.source === "tips" && values.category) parameters.set("category", values.category);
  const interval = datetime(values.from, values.to);
  if (values.source !== "accommodations" && interval) parameters.set("datetime", interval);
  return parameters;
}

/** The parameters of a picture of density: what is counted, and its colours. */
export function pictureParameters(values) {
  const parameters = queryParameters(values);
  parameters.set("ramp", values.ramp);
  return parameters;
}

/** Reads an address; what is missing or makes no sense takes its default. */
export function readHash(hash) {
  const [place, ...rest] = hash.replace(/^#/, "").split("&");
  const given = new URLSearchParams((place.includes("=") ? [place, ...rest] : rest).join("&"));
  return { values: readValues(given), place: readPlace(place) };
}

function readValues(given) {
  const values = { ...defaults };
  for (const [key, choices] of Object.entries(options)) {
    const chosen = choices.find((choice) => String(choice) === given.get(key));
    if (chosen !== undefined) values[key] = chosen;
  }
  for (const [key, [least, most]] of Object.entries(ranges)) {
    const number = given.has(key) ? Number(given.get(key)) : Number.NaN;
    if (number >= least && number <= most) values[key] = Math.round(number);
  }
  for (const key of days) {
    if (isDay(given.get(key) ?? "")) values[key] = given.get(key);
  }
  if (/^[\d.]{1,20}$/.test(given.get("village") ?? "")) values.village = given.get("village");
  return values;
}

function readPlace(text) {
  const numbers = text.split("/").map(Number);
  const [zoom, latitude, longitude] = numbers;
  const valid = text !== "" && numbers.length === 3 && numbers.every(Number.isFinite)
    && zoom >= 0 && zoom <= 22 && Math.abs(latitude) <= 85 && Math.abs(longitude) <= 180;
  return valid ? { zoom, latitude, longitude } : null;
}

/** Writes an address: the place, then whatever is not as it was at first. */
export function writeHash(values, place) {
  const parameters = new URLSearchParams();
  for (const [key, initial] of Object.entries(defaults)) {
    if (values[key] !== initial) parameters.set(key, values[key]);
  }
  const numbers = [place.zoom.toFixed(2), place.latitude.toFixed(5), place.longitude.toFixed(5)];
  return ["#" + numbers.join("/"), parameters.toString()].filter(Boolean).join("&");
}
