// Hotspots: where reports lie close, and whether that is more than chance.

import { measure, number, percent, period } from "./format.js";
import { shifted } from "./period.js";
import { pictureParameters, queryParameters, reportParameters } from "./view-state.js";
import { word } from "./words.js";

const decimals = (count) => (value) => number(value, count);
const heatColumns = [
  { key: "name", name: true }, { key: "count" }, { key: "mean_per_km2", write: measure },
  { key: "peak_per_km2", write: measure }, { key: "rate_10k", write: decimals(1) },
  { key: "imprecise_share", write: percent },
];
const giColumns = [
  { key: "name", name: true },
  { key: "class", write: (kind) => word(`gi.${kind}`), isText: true },
  { key: "value", write: decimals(1) }, { key: "z", write: decimals(2) },
  { key: "p_sim", write: decimals(3) }, { key: "q", write: decimals(3) },
];

function giParameters(values) {
  const parameters = reportParameters(values);
  parameters.set("measure", values.measure);
  return parameters;
}

const isGi = (values, offer) => values.view === "gi" && offer.layers.has("hotspots");

export const hotspots = {
  key: "hotspots",
  icon: "M12 3a9 9 0 1 0 9 9M12 7a5 5 0 1 0 5 5M12 12h.01",
  uses: ["view", "source", "bandwidth", "kernel", "category", "from", "to", "ramp", "measure", "alpha"],
  tableUses: ["view", "source", "bandwidth", "kernel", "category", "from", "to", "measure"],

  opensFor: (account) => account.sees("tipDensity"),
  obstacle: (account, values) => account.obstacle(values.view === "gi" ? "tips" : values.source),

  controls: (kit, values) => [
    kit.choices("view", ["heat", "gi"], (one) => word(`view.${one}`), "two"),
    ...(values.view === "gi"
      ? [kit.period(), kit.play(), kit.select("category", kit.options.category),
        kit.choices("measure", kit.options.measure, (one) => word(`measure.${one}`), "three"),
        kit.choices("alpha", kit.options.alpha, (one) => number(Number(one), 2), "three")]
      : [kit.choices("source", kit.offer.sources, (one) => word(`source.${one}`), "three"),
        kit.period(), kit.play(), kit.select("category", kit.options.category),
        kit.choices("bandwidth", kit.offer.bandwidths, kit.distance, "six")]),
    kit.against("period"),
    kit.folded("appearance",
      ...(values.view === "gi" ? [] : [kit.select("kernel", kit.options.kernel), kit.ramps()]), kit.opacity()),
  ],

  picture(values, offer) {
    if (!isGi(values, offer)) {
      return values.view === "gi" ? null : {
        layer: "heat", parameters: pictureParameters(values), finestZoom: offer.heatZoom, reach: values.bandwidth,
      };
    }
    const parameters = giParameters(values);
    parameters.set("alpha", values.alpha);
    return { layer: "hotspots", parameters, finestZoom: offer.heatZoom, hasNames: true };
  },

  legend: (values, zoom, offer) => hotspots.picture(values, offer),

  /** The same for a period as long, that begins on another day. */
  other: (values, offer) => shifted(values, offer),
  caption: ({ from, to }) => (from || to ? period(from, to) : word("period.whole")),

  table: {
    address: (values) => (values.view === "gi"
      ? `/analysis/hotspots?${giParameters(values)}` : `/analysis/density?${queryParameters(values)}`),
    columns: (values) => (values.view === "gi" ? giColumns : heatColumns),
    title: (values) => word(values.view === "gi" ? "table.gi" : "table.heat"),
    sort: ["z", "count"],
  },
};
