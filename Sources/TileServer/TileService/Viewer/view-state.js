// What is chosen, kept in one place, mirrored in the address after the `#` so that a view can be
// sent to a colleague: #zoom/latitude/longitude&source=tips&bandwidth=500

import { datetime, isDay } from "./period.js";

export const options = {
  source: ["tips", "accommodations", "guests"],
  bandwidth: [250, 500, 1000, 2000, 5000, 10000],
  kernel: ["quartic", "epanechnikov", "triweight", "triangular", "uniform", "gaussian"],
  category: ["", "tppo", "tppm", "pmi", "overstay", "document", "service", "other"],
  ramp: ["blues", "viridis", "cividis", "magma", "ylorrd"],
};

// Blues, since on light land the darkest colour is read as the most; the server's own default is viridis.
export const defaults = Object.freeze({
  source: "tips", bandwidth: 1000, kernel: "quartic", category: "", from: "", to: "",
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

/** The parameters that decide what is counted, as the server names them. */
export function queryParameters(values) {
  const parameters = new URLSearchParams({
    source: values.source, bandwidth: values.bandwidth, kernel: values.kernel,
  });
  if (values.source === "tips" && values.category) parameters.set("category", values.category);
  const interval = datetime(values.from, values.to);
  if (values.source !== "accommodations" && interval) parameters.set("datetime", interval);
  return parameters;
}

/** The parameters of a picture: what is counted, and its colours. */
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
  const bandwidth = Number(given.get("bandwidth"));
  if (bandwidth >= 50 && bandwidth <= 100_000) values.bandwidth = bandwidth;
  const opacity = Number(given.get("opacity") ?? Number.NaN);
  if (opacity >= 0 && opacity <= 100) values.opacity = Math.round(opacity);
  for (const key of ["from", "to"]) {
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
