// What the card adds to a profile: the reports by month, the programme's history, sessions, houses, rank and
// neighbours. Each part is asked for by itself, and one that fails leaves the others.

import * as api from "./api.js";
import { element } from "./dom.js";
import { number, percent, shortDay } from "./format.js";
import { rankOf } from "./place-planning.js";
import { trendChart } from "./trend-chart.js";
import { word } from "./words.js";

/**
 * Loads the parts for a village.
 * @param {object} profile
 * @param {Account} account
 */
export async function loadMore(profile, account, signal) {
  const quietly = (task) => task.catch((error) => {
    if (error.name === "AbortError") throw error;
    return null;
  });
  const seesHouses = account.sees("officeWork") && !account.lacksPurpose && isWithin(profile.code, account.area);
  const seesMonths = account.opens("tips") && account.role !== "partner" && isWithin(profile.code, account.area);
  const [months, coverage, near, houses] = await Promise.all([
    seesMonths ? quietly(api.villageMonths(profile.code, signal)) : null,
    quietly(api.villageCoverage(profile.code, signal)),
    quietly(api.neighbours(profile.label, signal)),
    seesHouses ? quietly(api.houses(new URLSearchParams({ within: profile.code, limit: 6 }), signal)) : null,
  ]);
  return { months, coverage, near, houses };
}

const isWithin = (code, area) => area === null || (area ?? []).some((part) => code === part || code.startsWith(`${part}.`));

const section = (title, ...content) => element("section.rows", {}, element("h3", {}, title), ...content);
const list = (rows) => element("dl", {}, rows.map(([label, value]) =>
  element("div", {}, element("dt", {}, label), element("dd", {}, value))));

/** The sections, as far as there is something to tell. */
export function moreSections(profile, { months, coverage, near, houses }, pick) {
  return [
    trend(months), plan(profile), history(profile), sessions(coverage), lodging(houses), neighbours(profile, near, pick),
  ].filter(Boolean);
}

function trend(months) {
  if (!months || months.months.length < 2) return null;
  return section(word("trend"), trendChart(months.months));
}

function history({ programme }) {
  if (!programme || programme.length === 0) return null;
  return section(word("history"), element("ol.history", {}, programme.map((stage) => element("li", {},
    element("span.day", {}, shortDay(stage.since)),
    element("span", {}, word(`status.${stage.status}`),
      element("span.soft", {}, [stage.phase && word("phase", { phase: stage.phase }), stage.decree]
        .filter(Boolean).map((text) => ` · ${text}`).join("")))))));
}

function sessions(coverage) {
  if (!coverage) return null;
  const last = ["edukasi", "layanan", "rapat", "kunjungan"]
    .map((kind) => [kind, coverage[`last_${kind}`]]).filter(([, day]) => day)
    .sort((a, b) => (a[1] < b[1] ? 1 : -1)).slice(0, 3);
  return section(word("sessions"), list([
    [word("sessions12"), number(coverage.sessions_12m)],
    ...(coverage.participants_12m > 0 ? [[word("participants12"), number(coverage.participants_12m)]] : []),
    ...last.map(([kind, day]) => [word(`last.${kind}`), shortDay(day)]),
    ...(last.length === 0 ? [[word("last"), word("never")]] : []),
  ]));
}

function lodging(houses) {
  if (!houses || houses.matched === 0) return null;
  const rows = houses.accommodations.map(({ name, rooms, reporting }) => [name,
    [rooms === null ? null : word("rooms", { count: number(rooms) }), word(`house.${reporting}`)]
      .filter(Boolean).join(" · ")]);
  if (houses.matched > rows.length) rows.push([word("others"), number(houses.matched - rows.length)]);
  return section(word("accommodations"), list(rows));
}

/** Where the last plan has it, and why. */
function plan({ code }) {
  const row = rankOf(code);
  if (!row) return null;
  return section(word("rank"), list([
    [word("column.rank"), `${number(row.rank)} (${number(row.rank_low)}–${number(row.rank_high)})`],
    [word("column.choice"), word(`choice.${row.choice}`)],
    ...(row.chosen_share === null ? [] : [[word("column.chosen_share"), percent(row.chosen_share)]]),
  ]), element("p.caption", {}, row.why));
}

function neighbours({ code }, near, pick) {
  const others = (near ?? []).filter((village) => village.code !== code).slice(0, 6);
  if (others.length === 0) return null;
  return section(word("neighbours"), element("ul.links", {}, others.map((village) => element("li", {},
    element("button.text-button", { type: "button", onclick: () => pick(village.code) }, village.name ?? village.code)))));
}
