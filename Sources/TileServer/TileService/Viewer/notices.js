// What the page has to say: a thin bar while something loads, and short sentences when something
// failed or is empty. One sentence per subject, the newest text wins.

import { element, icon, icons } from "./dom.js";
import { word } from "./words.js";

const region = () => document.getElementById("notices");
const shown = new Map();

/**
 * Shows a sentence.
 * @param {string} subject what it is about; a later sentence on it replaces this one
 * @param {() => string} text a function, so that a change of language can ask again
 * @param {object} setting `kind` "failure" or "hint"; `action` with `label` (a key) and `run`
 */
export function notice(subject, text, { kind = "hint", action = null } = {}) {
  dismiss(subject);
  const node = element(`div.notice.${kind}`, { role: kind === "failure" ? "alert" : null });
  shown.set(subject, { node, render: () => fill(node, subject, text, action) });
  shown.get(subject).render();
  region().append(node);
}

export function dismiss(subject) {
  shown.get(subject)?.node.remove();
  shown.delete(subject);
}

/** Writes all sentences again, in the present language. */
export const translateNotices = () => shown.forEach(({ render }) => render());

function fill(node, subject, text, action) {
  const button = action && element("button.text-button", {
    type: "button",
    onclick: () => {
      dismiss(subject);
      action.run();
    },
  }, word(action.label));
  const close = element("button.icon-button", {
    type: "button", "aria-label": word("dismiss"), title: word("dismiss"),
    onclick: () => dismiss(subject),
  }, icon(icons.close));
  node.replaceChildren(element("p", {}, text()), ...(button ? [button] : []), close);
}

const busy = new Set();
let timer = 0;

/** Notes that something is under way or done; the bar waits a moment, so that it never flickers. */
export function setBusy(subject, isBusy) {
  if (isBusy) busy.add(subject);
  else busy.delete(subject);
  const bar = document.getElementById("progress");
  bar.setAttribute("aria-label", word("loading"));
  clearTimeout(timer);
  timer = setTimeout(() => (bar.hidden = busy.size === 0), 150);
}
