// Planning: which villages should be next, how sure that ranking is, and what a plan gains.

import * as api from "./api.js";
import { element } from "./dom.js";
import { number, percent } from "./format.js";
import { word } from "./words.js";

const colors = { chosen: "#17598c", unstable: "#86b8db" };
const share = (value) => percent(value);

const columns = [
  { key: "rank" }, { key: "name", name: true },
  { key: "choice", write: (choice) => word(`choice.${choice}`), isText: true },
  { key: "score", write: (score) => number(score, 3) },
  { key: "rank_low", write: (low, row) => `${number(low)}–${number(row.rank_high)}`, label: "rankRange" },
  { key: "chosen_share", write: share }, { key: "why", isText: true },
];

/** The plan that was computed last, and for which choices. */
let plan = null;

/** What the service needs to know. */
const inputs = ({ slots, lottery, minutes }, offer) => ({
  slots, lottery_share: lottery / 100, max_minutes: minutes, ...(offer.within ? { within: offer.within } : {}),
});

/** A village in the last plan, with its rank and why; `null` when there is none. */
export const rankOf = (code) => plan?.rows.find((row) => row.code === code) ?? null;

export const planning = {
  key: "planning",
  icon: "M5 21V4l7 2 7-2v11l-7 2-7-2",
  uses: ["by", "opacity"],
  tableUses: ["slots", "lottery", "minutes"],
  alwaysLoads: true,

  opensFor: (account) => account.sees("plans"),
  obstacle: (account) => account.obstacle("tips"),

  controls: (kit) => [
    kit.number("slots", 1, 500),
    kit.number("minutes", 10, 240),
    kit.number("lottery", 0, 100),
    element("p.hint", {}, word("lotteryHint")),
    kit.folded("appearance", kit.opacity()),
  ],

  /** Scores where the server draws them, else the programme as it is. */
  picture: (values, offer) => ({
    layer: offer.layers.has("priority") ? "priority" : "coverage",
    parameters: new URLSearchParams(offer.layers.has("priority") ? {} : { by: "status" }),
    finestZoom: offer.layers.has("priority") ? offer.heatZoom : 14, hasNames: true,
  }),
  legend(values, zoom, offer) {
    const { layer, parameters } = planning.picture(values, offer);
    if (layer === "coverage") parameters.set("level", zoom >= 7.5 ? "village" : "regency");
    return { layer, parameters };
  },
  legendRows: () => [["plan-chosen", word("planChosen")], ["plan-unstable", word("planUnstable")]],
  other: () => null,

  table: {
    /** Plans are computed on request: the answer is kept for the card and the file. */
    async load(values, offer, signal) {
      if (!offer.processes) throw new api.RequestFailure("noPlanning", 404);
      const found = await api.plan(inputs(values, offer), signal);
      plan = { ...found, rows: found.ranking };
      return plan;
    },
    columns: () => columns,
    title: () => word("table.plan"),
    sort: [],
    note: (rows, answer) => (answer ? effect(answer) : null),
  },

  /** The chosen villages, in two shades. */
  marks: (rows) => ({
    villages: rows.filter((row) => row.chosen)
      .map((row) => ({ code: row.code, color: row.unstable ? colors.unstable : colors.chosen })),
  }),
};

/** What the plan gains, and how near to the best it is. */
function effect({ before, after, gap, chosen }) {
  const parts = [word("planCount", { count: number(chosen.length) })];
  if (before && after) {
    parts.push(word("planGain", {
      residents: number(after.residents - before.residents), reports: number(after.reports - before.reports),
    }));
  }
  if (Number.isFinite(gap)) parts.push(word("planGap", { gap: percent(gap) }));
  return parts.join(" · ");
}
