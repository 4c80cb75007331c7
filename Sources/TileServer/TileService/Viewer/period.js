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

/**
 * The presets on offer. They end with the data when it ends before today, since "3 months" of
 * nothing tells nobody anything; the panel says which days they are.
 */
export function presets(extent) {
  const today = text(new Date());
  const last = extent && extent.to < today ? extent.to : today;
  return [
    { key: "all", from: "", to: "" },
    { key: "12", ...lastMonths(12, last) },
    { key: "3", ...lastMonths(3, last) },
  ];
}
