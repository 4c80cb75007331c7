// The work places: one for each job, shown to the roles whose job it is.

import { clusters } from "./place-clusters.js";
import { coverage } from "./place-coverage.js";
import { desk } from "./place-desk.js";
import { hotspots } from "./place-hotspots.js";
import { planning } from "./place-planning.js";

/**
 * @typedef {object} Place
 * @property {string} key its name in the address and in the catalogue of words
 * @property {string} icon a path on a 24 × 24 grid
 * @property {string[]} uses values of the view state that change what it shows
 * @property {(account: Account) => boolean} opensFor whether it is a job of this account
 * @property {(account: Account, values: object) => string|null} obstacle why it shows nothing now, as a key of
 *   the catalogue
 * @property {(kit: Kit, values: object) => Node[]} controls its choices
 * @property {(values: object, offer: object) => Picture|null} picture
 * @property {TableSource|null} table
 */

/** In the order of the tabs. @type {Place[]} */
const all = [coverage, hotspots, clusters, planning, desk];

/** Those of an account. */
export const placesOf = (account) => all.filter((place) => place.opensFor(account));

/** Where an account begins: reports for those who see them by role, else coverage. */
export const firstPlace = (account) =>
  (["officer", "partner"].includes(account.role) ? hotspots : coverage);

/** The place that is chosen, or the first where it is not one of the account's. */
export const placeFor = (key, account) =>
  placesOf(account).find((place) => place.key === key) ?? firstPlace(account);
