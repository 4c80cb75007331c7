// Triage: tips that nobody has looked at yet.

import * as api from "./api.js";
import { guarded, loadedList, recorded } from "./desk-kit.js";
import { element } from "./dom.js";
import { shortDay } from "./format.js";
import { word } from "./words.js";

const outcomes = ["verified", "unfounded", "duplicate"];

export function triageList(desk) {
  return loadedList(api.newTips, (node, { numberMatched, features }, fill) => {
    node.replaceChildren(
      element("p.hint", {}, word("desk.newTips", { count: numberMatched })),
      element("ul.cards", {}, features.map((tip) => row(desk, tip, fill))));
  });
}

function row(desk, { id, geometry, properties }, fill) {
  const set = async (status) => {
    const was = await api.triage(`row:${id}`, status);
    recorded(desk, () => word("desk.triaged", { id, status: word(`tip.${status}`) }), async () => {
      await api.triage(was.id, was.previous_status);
      fill();
    });
    fill();
  };
  const title = word("desk.tip", { category: word(`category.${properties.category}`), id });
  return element("li", {},
    element("button.row-name", {
      type: "button", onclick: () => geometry && desk.goTo(geometry.coordinates),
    }, title),
    element("p.hint", {}, `${shortDay(properties.occurred_at.slice(0, 10))} · ${word(`precision.${properties.level}`)}`),
    element("div.segments.three", { role: "group", "aria-label": title },
      outcomes.map((status) => element("button", { type: "button", onclick: guarded(() => set(status)) },
        word(`tip.${status}`)))));
}
