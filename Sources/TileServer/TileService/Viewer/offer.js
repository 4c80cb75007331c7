// What an account may choose from, asked for once at the start.

import * as api from "./api.js";
import { tasksOf } from "./place-desk.js";
import { daysOf } from "./period.js";
import { options } from "./view-state.js";

/**
 * @typedef {object} Offer
 * @property {string[]} sources of density that may be asked for
 * @property {number[]} bandwidths
 * @property {string[]|null} bounds the days with which published months begin, and the day after the last
 * @property {boolean} byCategory
 * @property {{from: string, to: string}|null} extent the days of the data
 * @property {number} heatZoom of the finest tiles of density
 * @property {Set<string>} layers that the server has for this account
 * @property {boolean} processes whether plans are computed
 * @property {string|null} within the code of the account's one area
 * @property {string[]} tasks of the office desk
 */

/** @returns {Promise<Offer>} */
export async function loadOffer(account) {
  const seesTips = account.opens("tips");
  const [heat, layers] = await Promise.all([
    seesTips ? api.heatDescription() : null,
    account.isSignedIn ? api.layers() : [],
  ]);
  return {
    sources: options.source.filter((source) => account.opens(source)),
    bandwidths: heat?.bandwidths ?? options.bandwidth,
    bounds: heat?.period_bounds ?? null,
    byCategory: heat?.by_category ?? true,
    extent: daysOf(heat?.datetime, heat?.utc_offset_hours) ?? lastTwoYears(),
    heatZoom: heat?.maxzoom ?? 14,
    // A server that draws priorities also computes plans.
    layers: new Set(layers), processes: layers.includes("priority"),
    within: account.area?.length === 1 ? account.area[0] : null,
    tasks: tasksOf(account),
  };
}

/** For those who see no reports: maps of coverage go back two years. */
function lastTwoYears() {
  const to = new Date().toISOString().slice(0, 10);
  return { from: `${Number(to.slice(0, 4)) - 2}${to.slice(4)}`, to };
}
