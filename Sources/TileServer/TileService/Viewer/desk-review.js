// Tips whose place is in doubt: the officer says which of the places it is.

import * as api from "./api.js";
import { guarded, loadedList } from "./desk-kit.js";
import { element } from "./dom.js";
import { distance, percent, shortDay } from "./format.js";
import { notice } from "./notices.js";
import { word } from "./words.js";

export function reviewList(desk) {
  return loadedList(api.reviews, (node, { waiting, tips }, fill) => {
    node.replaceChildren(
      element("p.hint", {}, word("desk.waiting", { count: waiting })),
      element("ul.cards", {}, tips.map((tip) => row(desk, tip, fill))));
  });
}

function row(desk, tip, fill) {
  const decide = async (decision, said) => {
    await api.review(tip.id, decision);
    notice("desk", () => word(said));
    desk.changed();
    fill();
  };
  const place = (candidate) => element("li.candidate", {},
    element("button.row-name", {
      type: "button", onclick: () => desk.goTo([candidate.lon, candidate.lat]),
    }, candidate.full_name ?? candidate.name),
    element("p.hint", {}, `${percent(candidate.score)} · ± ${distance(candidate.radius_m)}`),
    candidate.in_area ? element("button.text-button", {
      type: "button", onclick: guarded(() => decide({ decision: "accept", candidate: candidate.number }, "desk.accepted")),
    }, word("desk.accept")) : element("p.hint", {}, word("desk.elsewhere")));
  return element("li", {},
    element("p", {}, element("strong", {}, tip.place_text ?? tip.id)),
    element("p.hint", {}, [word(`category.${tip.category}`), shortDay(tip.occurred_at.slice(0, 10)), tip.summary]
      .filter(Boolean).join(" · ")),
    element("ol.candidates", {}, tip.candidates.map(place)),
    element("button.text-button", {
      type: "button", onclick: guarded(() => decide({ decision: "reject" }, "desk.rejected")),
    }, word("desk.reject")));
}
