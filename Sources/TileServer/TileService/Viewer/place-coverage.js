// Coverage: where the programme is present, since when, and what is not covered.

import { day, number, percent, shortDay } from "./format.js";
import { word } from "./words.js";

const villageZoom = 7.5; // from here on the server's tiles show villages

/** The parameters of the table. */
function tableParameters(values, offer) {
  const parameters = new URLSearchParams({ by: levelOf(values, offer) });
  if (values.asof) parameters.set("asof", values.asof);
  if (values.since && (!values.asof || values.since < values.asof)) parameters.set("compare", values.since);
  if (offer.within) parameters.set("within", offer.within);
  return parameters;
}

/** Regencies, or districts where there is one regency only. */
const levelOf = (values, offer) => values.level || (offer.within?.length === 5 ? "district" : "regency");

const change = (value) => (value > 0 ? `+${number(value)}` : number(value));
const areaColumns = [
  { key: "name", name: true },
  { key: "active" }, { key: "active_share", write: percent }, { key: "named" }, { key: "candidates" },
  { key: "villages" }, { key: "residents_share", write: percent }, { key: "sessions_12m" },
  { key: "last_activity", write: shortDay, isText: true }, { key: "median_minutes" }, { key: "far_villages" },
];
const changeColumns = [
  { key: "active_change", write: change }, { key: "active_gained" }, { key: "active_lost" },
];
const villageColumns = [
  { key: "name", name: true },
  { key: "status", write: (status) => word(`status.${status}`), isText: true },
  { key: "since", write: shortDay, isText: true }, { key: "phase", isText: true }, { key: "decree", isText: true },
  { key: "last_activity", write: shortDay, isText: true }, { key: "sessions_12m" }, { key: "minutes" },
  { key: "service_point_name", isText: true },
];

export const coverage = {
  key: "coverage",
  icon: "M4 6l5-2 6 2 5-2v14l-5 2-6-2-5 2zM9 4v14M15 6v14",
  uses: ["by", "asof"],
  tableUses: ["level", "asof", "since"],

  opensFor: () => true,
  obstacle: () => null,

  controls: (kit) => [
    kit.choices("by", ["status", "phase", "activity", "distance"], (one) => word(`by.${one}`), "two"),
    kit.asof(),
    kit.day("since", word("since")),
    kit.select("level", ["", "regency", "district", "village"], (one) => word(`level.${one}`)),
    kit.against("asof"),
    kit.folded("appearance", kit.opacity()),
  ],

  picture(values) {
    const parameters = new URLSearchParams({ by: values.by });
    if (values.asof) parameters.set("asof", values.asof);
    return { layer: "coverage", parameters, finestZoom: 14, hasNames: true };
  },

  /** The legend of what the zoom shows: shares of areas, or the status of villages. */
  legend(values, zoom) {
    const parameters = coverage.picture(values).parameters;
    parameters.set("level", zoom >= villageZoom ? "village" : "regency");
    return { layer: "coverage", parameters };
  },

  /** The same on another day. */
  other: (values) => (values.against ? { ...values, asof: values.against } : null),
  caption: (values) => (values.asof ? day(values.asof) : word("today")),

  table: {
    address: (values, offer) => `/analysis/coverage?${tableParameters(values, offer)}`,
    columns: (values, offer) => [
      ...(levelOf(values, offer) === "village" ? villageColumns : areaColumns),
      ...(values.since && levelOf(values, offer) !== "village" ? changeColumns : []),
    ],
    title: (values, offer) => word("table.coverage", { level: word(`level.${levelOf(values, offer)}`) }),
    sort: ["active_share", "since"],
  },
};
