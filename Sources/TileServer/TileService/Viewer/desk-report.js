// The monthly report of an area, as a page and as a file.

import * as api from "./api.js";
import { field, form } from "./desk-kit.js";
import { element, icon, icons } from "./dom.js";
import { number, percent } from "./format.js";
import { word } from "./words.js";

const lastMonth = () => {
  const date = new Date();
  date.setUTCDate(0);
  return date.toISOString().slice(0, 7);
};

export function monthlyReport(desk) {
  const month = element("input", { type: "month", value: lastMonth(), max: lastMonth(), required: true });
  const area = element("input", { type: "text", value: desk.area?.[0] ?? "", required: true, pattern: "[0-9.]{2,13}" });
  const page = element("div.report", { "aria-live": "polite" });
  const send = async () => {
    const parameters = new URLSearchParams({ area: area.value, month: month.value });
    page.replaceChildren(...render(await api.monthlyReport(parameters), parameters));
  };
  return element("div", {},
    form(word("report.show"), [field(word("report.month"), month), field(word("report.area"), area)], send), page);
}

function render({ name, sessions, coverage: { total }, programme_changes: changes, accommodations }, parameters) {
  const rows = [
    ["column.active", number(total.active), total.active_change],
    ["column.residents_share", percent(total.residents_share ?? 0), null],
    ["report.sessions", number(sessions.sessions), null],
    ["report.participants", number(sessions.participants), null],
    ["report.changes", number(changes.length), null],
    ...(accommodations?.reported === undefined || accommodations.reported === null ? []
      : [["report.reported", number(accommodations.reported), null],
        ["report.silent", number((accommodations.silent ?? 0) + (accommodations.not_reporting ?? 0)), null]]),
  ];
  const list = rows.map(([key, value, change]) => element("div", {}, element("dt", {}, word(key)),
    element("dd", {}, value, change ? element("span.soft", {}, ` (${change > 0 ? "+" : ""}${number(change)})`) : null)));
  return [
    element("section.rows", {}, element("h3", {}, name), element("dl", {}, list)),
    element("a.download", { href: `/reports/monthly?${parameters}&f=csv`, download: `laporan-${parameters.get("month")}.csv` },
      icon(icons.download), "CSV"),
  ];
}
