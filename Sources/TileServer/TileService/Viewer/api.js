// Requests to this server. Every failure becomes a RequestFailure whose kind the page has a
// sentence for.

import { word } from "./words.js";

/** Why a request failed. */
export class RequestFailure extends Error {
  /**
   * @param {"offline"|"starting"|"forbidden"|"signedOut"|"refused"|"missing"|"server"|"noPlanning"} kind
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

/** Sends a JSON object; the answer, or `null` where there is none. */
async function send(method, path, body) {
  const response = await request(path, undefined, {
    method, ...(body ? { headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) } : {}),
  });
  return response.status === 204 ? null : response.json();
}

export const style = () => json("/styles/petabinaan.json");
export const session = () => json("/session");
export const borders = () => json("/tiles/villages.json");
export const heatDescription = () => json("/tiles/heat.json");

/** The names of the layers that are there for this account. */
export const layers = async () => (await json("/collections")).collections.map(({ id }) => id);

/** Says what single tips are looked at for, once a session. */
export const setPurpose = (purpose) => send("PUT", "/session/purpose", { purpose });
export const endSession = () => send("DELETE", "/session");

export const legend = (layer, parameters, language, signal) =>
  json(`/legends/${layer}.json?${parameters}&lang=${language}`, signal);

/** The rows of a table, or whatever its address answers. */
export const table = (address, signal) => json(address, signal);

const path = (code) => encodeURIComponent(code);
export const village = (code, parameters, signal) => json(`/villages/${path(code)}?${parameters}`, signal);
export const villageMonths = (code, signal) => json(`/villages/${path(code)}/months`, signal);
export const villageCoverage = async (code, signal) =>
  (await json(`/analysis/coverage?by=village&within=${path(code)}`, signal))[0] ?? null;
export const neighbours = async ([longitude, latitude], signal) =>
  (await json(`/villages?near=${longitude},${latitude}&limit=7`, signal)).villages;
export const houses = (parameters, signal) => json(`/accommodations?${parameters}`, signal);
export const findVillages = async (text, signal) =>
  (await json(`/villages?${new URLSearchParams({ q: text, limit: 6 })}`, signal)).villages;
export const geocode = async (text, signal) =>
  (await json(`/geocode?${new URLSearchParams({ q: text, limit: 5 })}`, signal)).candidates;

/** West, south, east, north of a district, regency or province. */
export async function areaBox(code) {
  const level = ["provinces", "regencies", "districts"][code.split(".").length - 1];
  const { geometry } = await json(`/collections/${level}/items/${path(code)}`);
  const points = geometry.coordinates.flat(geometry.type === "Polygon" ? 1 : 2);
  const [x, y] = [points.map((point) => point[0]), points.map((point) => point[1])];
  const [least, most] = [(all) => all.reduce((a, b) => Math.min(a, b)), (all) => all.reduce((a, b) => Math.max(a, b))];
  return [least(x), least(y), most(x), most(y)];
}

/** A plan for so many villages. */
export async function plan(inputs, signal) {
  const answer = await (await request("/processes/select-villages/execution", signal, {
    method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify({ inputs }),
  })).json();
  return answer.plan ?? answer;
}

// What offices record; each has a call that sets it back.

export const addSession = (session) => send("POST", "/activities", session);
export const removeSession = (id) => send("DELETE", `/activities/${path(id)}`);
export const setStage = (code, stage) => send("PUT", `/villages/${path(code)}/programme`, stage);
export const removeStage = (code, { status, since }) =>
  send("DELETE", `/villages/${path(code)}/programme?${new URLSearchParams({ status, since })}`);
export const setReporting = (id, change) => send("PUT", `/accommodations/${path(id)}/reporting`, change);
export const triage = (id, status) => send("PATCH", `/tips/${path(id)}`, { status });
export const newTips = () => json("/collections/tips/items?status=new&limit=50");
export const reviews = () => json("/review?limit=50");
export const review = (id, decision) => send("POST", `/review/${path(id)}`, decision);
export const monthlyReport = (parameters, signal) => json(`/reports/monthly?${parameters}`, signal);

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
