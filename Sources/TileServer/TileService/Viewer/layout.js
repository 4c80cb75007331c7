// Where panels lie over the map: what they cover, and how they open and close. On a phone the
// panels stack up from the lower edge and start closed.

import { word } from "./words.js";

const narrow = matchMedia("(max-width: 720px)");
const edge = 24;
const controls = 44; // the zoom buttons

const node = (id) => document.getElementById(id);
export const isNarrow = () => narrow.matches;
export const onNarrow = (listener) => narrow.addEventListener("change", () => listener(narrow.matches));

/** Opens or closes the panel of choices. */
export function setPanelOpen(isOpen) {
  const panel = node("panel");
  const toggle = node("panel-toggle");
  panel.classList.toggle("closed", !isOpen);
  toggle.setAttribute("aria-expanded", String(isOpen));
  const label = word(isOpen ? "hidePanel" : "showPanel");
  toggle.setAttribute("aria-label", label);
  toggle.title = label;
}

export const isPanelOpen = () => node("panel-toggle").getAttribute("aria-expanded") === "true";

/** The pixels of the map that panels cover on each side. */
export function coveredEdges() {
  const card = node("card").hidden ? null : node("card").getBoundingClientRect();
  const side = document.querySelector(".side").getBoundingClientRect();
  if (isNarrow()) {
    const parts = [node("panel"), node("legend"), node("card")].filter((part) => part.offsetHeight > 0);
    const top = Math.min(...parts.map((part) => part.getBoundingClientRect().top));
    return { top: edge, left: edge, right: edge, bottom: Math.max(edge, innerHeight - top + 12) };
  }
  const table = node("table").hidden ? 0 : innerHeight - node("table").getBoundingClientRect().top;
  return {
    top: edge, bottom: edge + 16 + table, left: side.right + edge,
    right: (card ? innerWidth - card.left : 0) + edge + controls,
  };
}

/** Keeps the map's own controls clear of the panels. */
export function watchLayout() {
  const update = () => {
    const root = document.documentElement;
    root.classList.toggle("card-open", !node("card").hidden);
    const { left, right, bottom } = coveredEdges();
    const stack = Math.min(isNarrow() ? bottom - 6 : bottom - edge - 16, innerHeight * 0.7);
    root.style.setProperty("--stack", `${stack}px`);
    root.style.setProperty("--free-left", `${left}px`);
    root.style.setProperty("--free-right", `${isNarrow() ? edge + controls : right}px`);
  };
  const observer = new ResizeObserver(update);
  ["panel", "legend", "card", "table"].forEach((id) => observer.observe(node(id)));
  addEventListener("resize", update);
  update();
  return update;
}
