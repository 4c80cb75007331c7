// A small chart of reports by month, drawn as SVG. Months that are suppressed are hatched, months without reports are
// a line on the ground, and months that are not known are left open: three looks, as on the map.

import { number } from "./format.js";
import { language, word } from "./words.js";

const space = "http://www.w3.org/2000/svg";
const [width, height, ground, gap] = [300, 84, 62, 2];

function part(tag, attributes, text = "") {
  const node = document.createElementNS(space, tag);
  for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, String(value));
  node.textContent = text;
  return node;
}

const monthName = (month, style) => new Intl.DateTimeFormat(language() === "id" ? "id-ID" : "en-GB",
  { month: style, year: "numeric", timeZone: "UTC" }).format(new Date(`${month}-15T00:00:00Z`));

/** @param {Array<{month: string, count: number|null, suppressed: boolean}>} months */
export function trendChart(months) {
  const most = Math.max(1, ...months.map(({ count }) => count ?? 0));
  const step = width / months.length;
  const svg = part("svg", {
    viewBox: `0 0 ${width} ${height}`, class: "trend", role: "img", "aria-label": inWords(months),
  });
  months.forEach((month, index) => svg.append(bar(month, index * step, Math.max(1, step - gap), most)));
  svg.append(
    part("line", { x1: 0, x2: width, y1: ground + 0.5, y2: ground + 0.5, class: "trend-ground" }),
    part("text", { x: 0, y: 9, class: "trend-text" }, number(most)),
    part("text", { x: 0, y: height - 6, class: "trend-text" }, monthName(months[0].month, "short")),
    part("text", { x: width, y: height - 6, class: "trend-text end" }, monthName(months.at(-1).month, "short")));
  return svg;
}

function bar({ month, count, suppressed }, x, size, most) {
  const tall = suppressed ? 10 : count === null ? 0 : Math.max(count === 0 ? 1.5 : 3, (count / most) * (ground - 14));
  const kind = suppressed ? "suppressed" : count === 0 ? "zero" : "told";
  const node = part("rect", {
    x: x.toFixed(2), y: (ground - tall).toFixed(2), width: size.toFixed(2), height: tall.toFixed(2), rx: 1,
    class: `trend-${kind}`,
  });
  const value = suppressed ? word("suppressedShort") : count === null ? word("noData") : number(count);
  node.append(part("title", {}, `${monthName(month, "long")}: ${value}`));
  return node;
}

/** What the chart shows, for those who do not see it. */
function inWords(months) {
  const told = months.filter(({ count }) => count !== null);
  const peak = told.reduce((a, b) => (b.count > (a?.count ?? -1) ? b : a), null);
  const hidden = months.filter(({ suppressed }) => suppressed).length;
  return word("trendLabel", {
    count: number(months.length), peak: peak ? number(peak.count) : "–",
    month: peak ? monthName(peak.month, "long") : "–", hidden: number(hidden),
  });
}
