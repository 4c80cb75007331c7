// Whether an accommodation reports its guests: the longest silent first.

import * as api from "./api.js";
import { guarded, loadedList, recorded } from "./desk-kit.js";
import { element } from "./dom.js";
import { shortDay } from "./format.js";
import { word } from "./words.js";

const states = ["yes", "no", "unknown"];

export function reportingForm(desk) {
  const load = () => {
    const parameters = new URLSearchParams({ limit: 40 });
    const village = desk.village();
    if (village) parameters.set("within", village.code);
    return api.houses(parameters);
  };
  return loadedList(load, (node, { matched, accommodations }, fill) => {
    node.replaceChildren(
      element("p.hint", {}, word("desk.houses", { count: matched })),
      element("ul.cards", {}, accommodations.map((house) => row(desk, house, fill))));
  });
}

function row(desk, house, fill) {
  const set = async (reporting) => {
    const was = await api.setReporting(house.id, { reporting });
    recorded(desk, () => word("desk.reportingSet", { name: house.name, state: word(`reporting.${reporting}`) }),
      async () => {
        await api.setReporting(house.id, { reporting: was.previous_reporting });
        fill();
      });
    fill();
  };
  const last = house.last_report ? shortDay(house.last_report) : word("never");
  return element("li", {},
    element("button.row-name", { type: "button", onclick: () => desk.goTo([house.lon, house.lat]) }, house.name),
    element("p.hint", {}, `${house.village ?? ""} · ${word("desk.lastReport", { day: last })}`),
    element("div.segments.three", { role: "group", "aria-label": word("desk.reportingOf", { name: house.name }) },
      states.map((state) => element("button", {
        type: "button", "aria-pressed": String(state === house.reporting), onclick: guarded(() => set(state)),
      }, word(`reporting.${state}`)))));
}
