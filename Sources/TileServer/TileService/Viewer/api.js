// Requests to this server. Every failure becomes a RequestFailure whose kind the page has a
// sentence for.

import { word } from "./words.js";

/** Why a request failed. */
export class RequestFailure extends Error {
  /**
   * @param {"offline"|"starting"|"forbidden"|"signedOut"|"refused"|"missing"|"server"} kind
   * @param {number} status the HTTP status, 0 without an answer
   */
  constructor(kind, status = 0, detail = "") {
    super(detail || kind);
    this.kind = kind;
    this.status = status;
    this.detail = detail;
  }

  /** A sentence for the reader. */
  get sentence() {
    return word(`failure.${this.kind}`, { status: this.status, detail: this.detail });
  }
}

/** The kind of failure behind an HTTP status. */
export function kindOf(status) {
  if (!status) return "offline";
  if (status === 401) return "signedOut";
  if (status === 403) return "forbidden";
  if (status === 404) return "missing";
  if (status === 503) return "starting";
  return status < 500 ? "refused" : "server";
}

const listeners = new Set();
let pending = 0;

/** Tells how many requests are under way, whenever that changes. */
export const onPending = (listener) => listeners.add(listener);

function count(step) {
  pending += step;
  listeners.forEach((listener) => listener(pending));
}

/** A response, or a RequestFailure; an aborted request throws as `fetch` does. */
async function request(path, signal, setting = {}) {
  count(1);
  try {
    const response = await fetch(path, { signal, ...setting });
    if (response.ok) return response;
    const problem = await response.json().catch(() => ({}));
    throw new RequestFailure(kindOf(response.status), response.status, problem.detail);
  } catch (error) {
    if (error instanceof RequestFailure || error.name === "AbortError") throw error;
    throw new RequestFailure("offline");
  } finally {
    count(-1);
  }
}

async function json(path, signal) {
  return (await request(path, signal)).json();
}

export const style = () => json("/styles/petabinaan.json");
export const session = () => json("/session");
export const borders = () => json("/tiles/villages.json");
export const heatDescription = () => json("/tiles/heat.json");

/** Says what single tips are looked at for, once a session. */
export const setPurpose = (purpose) => request("/session/purpose", undefined, {
  method: "PUT", headers: { "Content-Type": "application/json" }, body: JSON.stringify({ purpose }),
});
export const endSession = () => request("/session", undefined, { method: "DELETE" });

export const legend = (parameters, language, signal) =>
  json(`/legends/heat.json?${parameters}&lang=${language}`, signal);

export const village = (code, parameters, signal) =>
  json(`/villages/${encodeURIComponent(code)}?${parameters}`, signal);

/** The village that contains a place, or `null`. */
export async function villageAt(longitude, latitude) {
  const list = await json(`/villages?near=${longitude.toFixed(6)},${latitude.toFixed(6)}&limit=1`);
  return list.villages.find((one) => one.contains) ?? null;
}

/**
 * One running request of a kind: a new one aborts the one before, so that a slow answer to an old
 * question never overwrites the new one. Aborted requests resolve to `undefined`.
 */
export function latestOnly() {
  let controller = null;
  return async (task) => {
    controller?.abort();
    controller = new AbortController();
    try {
      return await task(controller.signal);
    } catch (error) {
      if (error.name === "AbortError") return undefined;
      throw error;
    }
  };
}
