// A choice in one line of words.

import { distance, period } from "./format.js";
import { word } from "./words.js";

/** The chosen days, `null` for all time. */
export const chosenDays = ({ from, to }) => (from || to ? { from, to } : null);

const category = (values) =>
  values.source === "tips" && values.category ? word(`category.${values.category}`) : null;

/** What a work place shows, for the head of a closed panel. */
export function summary(place, values) {
  const name = word(`place.${place.key}`);
  if (place.key === "coverage") return `${name} · ${word(`by.${values.by}`)}`;
  if (place.key !== "hotspots") return name;
  return [name, values.view === "gi" ? word("view.gi") : word(`source.${values.source}`), category(values)]
    .filter(Boolean).join(" · ");
}

/** What the figures of a card were counted with. */
export function countedWith(values) {
  const days = chosenDays(values);
  const when = days ? period(days.from, days.to) : word("period.whole");
  return [
    category(values), distance(values.bandwidth), word(`kernel.${values.kernel}`),
    values.source === "accommodations" ? null : when,
  ].filter(Boolean).join(" · ");
}
