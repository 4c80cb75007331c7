// Clusters: places where single reports lie closer together than elsewhere, as a list, hulls and cards.

import { number, period, shortDay } from "./format.js";
import { shifted } from "./period.js";
import { pictureParameters, reportParameters } from "./view-state.js";
import { word } from "./words.js";

function clusterParameters(values) {
  const parameters = reportParameters(values);
  parameters.set("radius", values.radius);
  parameters.set("min_points", values.points);
  return parameters;
}

/** The commonest categories of "tppo:47 tppm:103", in words. */
export const commonest = (text, count = 3) => pairs(text)
  .sort((a, b) => b[1] - a[1]).slice(0, count)
  .map(([kind, reports]) => `${word(`short.${kind}`)} (${number(reports)})`).join(", ");

/** "key:number" pairs of a column. */
export const pairs = (text) => (text ?? "").split(" ").filter(Boolean).map((pair) => {
  const [key, value] = pair.split(":");
  return [key, Number(value)];
});

const numbered = 15; // pins with a number; the rest are dots

const columns = [
  { key: "rank" }, { key: "names", name: true }, { key: "count" },
  { key: "categories", write: (text) => commonest(text), isText: true },
  { key: "from", write: (from, row) => `${shortDay(from)} – ${shortDay(row.to)}`, isText: true, label: "period" },
];

export const clusters = {
  key: "clusters",
  icon: "M8 8h.01M12 6h.01M11 11h.01M7 13h.01M15 10h.01M18 18h.01M4 4c7-3 14 0 14 7s-6 8-11 6-7-10-3-13z",
  uses: ["bandwidth", "kernel", "category", "from", "to", "ramp"],
  tableUses: ["category", "from", "to", "radius", "points"],
  alwaysLoads: true,

  opensFor: (account) => account.sees("tips"),
  obstacle: (account) => account.obstacle("tips"),

  controls: (kit) => [
    kit.period(), kit.play(), kit.select("category", kit.options.category),
    kit.choices("radius", kit.options.radius, kit.distance, "four"),
    kit.number("points", 2, 100),
    kit.folded("appearance",
      kit.choices("bandwidth", kit.offer.bandwidths, kit.distance, "six"), kit.ramps(), kit.opacity()),
  ],

  picture: (values, offer) => ({
    layer: "heat", parameters: pictureParameters({ ...values, source: "tips" }), finestZoom: offer.heatZoom,
    reach: values.bandwidth,
  }),
  legend: (values, zoom, offer) => clusters.picture(values, offer),
  legendRows: () => [["hull", word("clusterHull")]],
  other: (values, offer) => shifted(values, offer),
  caption: ({ from, to }) => (from || to ? period(from, to) : word("period.whole")),

  table: {
    address: (values) => `/analysis/clusters?${clusterParameters(values)}`,
    format: "geojson",
    columns: () => columns,
    title: () => word("table.clusters"),
    note: (rows) => (rows.length === 0 ? null
      : word("clusterNote", { alone: number(rows[0].alone), imprecise: number(rows[0].left_out_imprecise) })),
  },

  /** Hulls and numbered pins. */
  marks: (rows, features, pick) => ({
    areas: { type: "FeatureCollection", features: features.filter(({ geometry }) => geometry) },
    pins: rows.slice(0, 100).reverse().map((row) => ({
      lngLat: [row.center_lon, row.center_lat], text: row.rank <= numbered ? String(row.rank) : "",
      kind: row.rank <= numbered ? "numbered" : "dot",
      title: word("clusterTitle", { rank: row.rank, count: number(row.count), names: row.names }),
      pick: () => pick(row),
    })),
  }),
};
