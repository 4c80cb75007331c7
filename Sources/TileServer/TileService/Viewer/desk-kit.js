// What the forms of the office desk have in common: fields, sending, and undoing.

import * as api from "./api.js";
import { element } from "./dom.js";
import { notice } from "./notices.js";
import { word } from "./words.js";

/**
 * @typedef {object} Desk what forms know of the page
 * @property {() => {code: string, name: string}|null} village the one that is selected on the map
 * @property {() => void} changed called after each change: the map and the card ask again
 * @property {(lngLat: number[]) => void} goTo shows a place
 * @property {string[]|null} area the codes of the account
 */

/** Today in the zone of the reader. */
export const today = () => new Date(Date.now() - new Date().getTimezoneOffset() * 60_000).toISOString().slice(0, 10);

let count = 0;

/** A label over a control. */
export function field(label, control, hint = "") {
  const id = `desk-${(count += 1)}`;
  control.id = id;
  return element("div.field", {}, element("label.label", { for: id }, label), control,
    hint ? element("p.hint", {}, hint) : null);
}

export const choice = (values, label) =>
  element("select", {}, values.map((value) => element("option", { value }, label(value))));
export const dayInput = (value = today()) => element("input", { type: "date", value, max: today(), required: true });
export const textInput = (attributes = {}) =>
  element("input", { type: "text", maxlength: 120, autocomplete: "off", ...attributes });

/** Which village a form is about: the one that is selected. */
export function villageLine(desk) {
  const village = desk.village();
  return element("p.desk-village", {}, village
    ? [element("strong", {}, village.name), element("span.soft", {}, ` ${village.code}`)]
    : element("span.hint", {}, word("desk.pickVillage")));
}

/**
 * A form that sends.
 * @param {string} label of its button
 * @param {Node[]} parts
 * @param {() => Promise<void>} send
 */
export function form(label, parts, send) {
  const button = element("button.button", { type: "submit" }, label);
  const failure = element("p.desk-failure", { role: "alert" });
  const submit = async (event) => {
    event.preventDefault();
    button.disabled = true;
    failure.textContent = "";
    try {
      await send();
    } catch (error) {
      if (!(error instanceof api.RequestFailure)) throw error;
      failure.textContent = error.sentence;
    } finally {
      button.disabled = false;
    }
  };
  return element("form.desk-form", { onsubmit: submit }, ...parts, failure, button);
}

/** Says what was recorded, and offers to set it back. */
export function recorded(desk, text, undo) {
  const run = async () => {
    try {
      await undo();
      desk.changed();
      notice("desk", () => word("desk.undone"));
    } catch (error) {
      notice("desk", () => error.sentence ?? String(error), { kind: "failure" });
    }
  };
  notice("desk", text, { action: { label: "undo", run } });
  desk.changed();
}

/** Does what a button of a list asks for, and says so when it fails. */
export const guarded = (task) => async () => {
  try {
    await task();
  } catch (error) {
    if (!(error instanceof api.RequestFailure)) throw error;
    notice("desk", () => error.sentence, { kind: "failure" });
  }
};

/** A list that is asked for when it is shown. */
export function loadedList(load, render) {
  const node = element("div.desk-list", { "aria-live": "polite" }, element("p.hint", {}, word("loadingList")));
  const fill = async () => {
    try {
      render(node, await load(), fill);
    } catch (error) {
      if (!(error instanceof api.RequestFailure)) throw error;
      node.replaceChildren(element("p.hint", {}, error.status === 404 ? word("desk.notHere") : error.sentence));
    }
  };
  fill();
  return node;
}
