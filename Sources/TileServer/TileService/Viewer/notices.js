// What the page has to say: a thin bar while something loads, and short sentences when something
// failed or is empty.

import { element, icon, icons } from "./dom.js";
import { word } from "./words.js";

/** Sentences by subject; a later one on a subject replaces the one before. */
const shown = new Map();
/** What failed and is not mended yet: subject → its sentence and how to try again. */
const failures = new Map();
const failureSubject = "failures";

/**
 * Shows a sentence.
 * @param {string} subject what it is about
 * @param {() => string} text a function, so that a change of language can ask again
 * @param {object} setting `kind` "failure" or "hint"; `action` with `label` (a key) and `run`
 */
export function notice(subject, text, { kind = "hint", action = null } = {}) {
  dismiss(subject);
  const node = element(`div.notice.${kind}`, { role: kind === "failure" ? "alert" : null });
  shown.set(subject, { node, render: () => fill(node, subject, text, action) });
  shown.get(subject).render();
  document.getElementById("notices").append(node);
}

export function dismiss(subject) {
  shown.get(subject)?.node.remove();
  shown.delete(subject);
}

/**
 * Tells of a failure. When a server stops, many things fail at once: there is one sentence for
 * them, the newest, and trying again tries all of them.
 */
export function failed(subject, text, again) {
  failures.delete(subject);
  failures.set(subject, { text, again });
  showFailures();
}

/** Takes back a failure, now that it worked. */
export function mended(subject) {
  if (failures.delete(subject)) showFailures();
}

function showFailures() {
  const newest = [...failures.values()].at(-1);
  if (!newest) return dismiss(failureSubject);
  notice(failureSubject, newest.text, { kind: "failure", action: { label: "retry", run: retry } });
}

function retry() {
  const all = [...failures.values()];
  failures.clear();
  all.forEach(({ again }) => again());
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
