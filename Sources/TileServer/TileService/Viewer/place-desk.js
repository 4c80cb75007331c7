// The office desk: what an office records, each in a form that takes under a minute and can be undone.

import { deskForm } from "./desk-forms.js";
import { word } from "./words.js";

/** The tasks of a role. */
export const tasksOf = (account) => [
  ...(account.sees("officeWork") ? ["session", "triage", "review", "reporting"] : []),
  ...(account.sees("administration") ? ["programme"] : []),
  ...(account.sees("reports") ? ["report"] : []),
];

export const desk = {
  key: "desk",
  icon: "M5 4h14v16H5zM9 9h6M9 13h6M9 17h3",
  uses: [],
  tableUses: [],

  opensFor: (account) => tasksOf(account).length > 0 && account.role !== "planner",
  obstacle: (account) => (account.sees("officeWork") ? account.obstacle("tips") : null),

  controls(kit) {
    const { tasks } = kit.offer;
    return [kit.select("task", tasks, (one) => word(`task.${one}`))];
  },

  /** The form of the present task. */
  panel: (values, offer) =>
    deskForm(offer.tasks.includes(values.task) ? values.task : offer.tasks[0], offer.desk),

  picture: () => ({ layer: "coverage", parameters: new URLSearchParams({ by: "status" }), finestZoom: 14, hasNames: true }),
  legend(values, zoom) {
    const { layer, parameters } = desk.picture();
    parameters.set("level", zoom >= 7.5 ? "village" : "regency");
    return { layer, parameters };
  },
  other: () => null,
  table: null,
};
