// Periods as two calendar days, both included, as people choose them. The server's intervals are
// half-open, so the last day is moved on by one when a request is written.

const millisecondsPerDay = 86_400_000;
const text = (date) => date.toISOString().slice(0, 10);
const date = (day) => new Date(`${day}T00:00:00Z`);

export const isDay = (day) => /^\d{4}-\d{2}-\d{2}$/.test(day) && !Number.isNaN(date(day).getTime());

/** The days a data interval covers, in the zone of the data: so many hours ahead of UTC. */
export function daysOf(interval, offsetHours = 7) {
  const [from, to] = (interval ?? "").split("/").map((part) => new Date(part));
  const local = (moment) => text(new Date(moment.getTime() + offsetHours * 3_600_000));
  if (!from || !to || Number.isNaN(from.getTime()) || Number.isNaN(to.getTime())) return null;
  return { from: local(from), to: local(to) };
}

/** The `datetime` parameter for two days; `null` for all time. */
export function datetime(from, to) {
  if (!from && !to) return null;
  const end = to ? text(new Date(date(to).getTime() + millisecondsPerDay)) : "..";
  return `${from || ".."}/${end}`;
}

/** The last so many months up to a day. */
export function lastMonths(months, to) {
  const start = date(to);
  const day = start.getUTCDate();
  start.setUTCDate(1);
  start.setUTCMonth(start.getUTCMonth() - months);
  const longest = new Date(Date.UTC(start.getUTCFullYear(), start.getUTCMonth() + 1, 0)).getUTCDate();
  start.setUTCDate(Math.min(day, longest));
  return { from: text(new Date(start.getTime() + millisecondsPerDay)), to };
}

/** The published months nearest to two days: from the first day of one to the last of another. */
export function snapped(from, to, bounds) {
  if (bounds.length < 2) return { from: "", to: "" };
  const first = Math.max(bounds.slice(0, -1).findLastIndex((bound) => bound <= from), 0);
  const after = bounds.findIndex((bound, index) => index > first && bound > (to || "9"));
  return { from: bounds[first], to: dayBefore(bounds.at(after < 0 ? -1 : after)) };
}

const dayBefore = (day) => text(new Date(date(day).getTime() - millisecondsPerDay));

/** The last so many published months. */
function lastPublished(months, bounds) {
  return { from: bounds[Math.max(bounds.length - 1 - months, 0)], to: dayBefore(bounds.at(-1)) };
}

/**
 * The presets on offer. They end with the data when it ends before today, since "3 months" of
 * nothing tells nobody anything; the panel says which days they are.
 * @param {string[]|null} bounds where published months begin and end, for those who see no others
 */
export function presets(extent, bounds) {
  const today = text(new Date());
  const last = extent && extent.to < today ? extent.to : today;
  const lately = (months) =>
    bounds?.length > 1 ? lastPublished(months, bounds) : lastMonths(months, last);
  return [{ key: "all", from: "", to: "" }, { key: "12", ...lately(12) }, { key: "3", ...lately(3) }];
}

const dayAfter = (day) => text(new Date(date(day).getTime() + millisecondsPerDay));

/** The months of a span as `{from, to}`: published ones where there are bounds, else those of the calendar. */
export function months(extent, bounds) {
  if (bounds) return bounds.slice(0, -1).map((from, index) => ({ from, to: dayBefore(bounds[index + 1]) }));
  if (!extent) return [];
  const list = [];
  const first = date(`${extent.from.slice(0, 7)}-01`);
  while (text(first) <= extent.to && list.length < 600) {
    const from = text(first);
    first.setUTCMonth(first.getUTCMonth() + 1);
    list.push({ from, to: dayBefore(text(first)) });
  }
  return list;
}

/**
 * The values for the period that begins on the day `against` and is as long as the chosen one; `null` without one.
 * Where only published months are told, it is made of those.
 */
export function shifted(values, { bounds }) {
  const { from, to, against } = values;
  if (!against || !from || !to) return null;
  const length = date(to).getTime() - date(from).getTime();
  const end = text(new Date(date(against).getTime() + length));
  return { ...values, ...(bounds ? snapped(against, end, bounds) : { from: against, to: end }) };
}

/** The period of the same length just before; `null` for all time. */
export function before({ from, to }) {
  if (!from || !to) return null;
  const length = date(dayAfter(to)).getTime() - date(from).getTime();
  return text(new Date(date(from).getTime() - length));
}
