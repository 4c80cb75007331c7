// The controls from which a work place puts its form together. Each is named after the value of the view state that
// it changes; `Filters` brings them in line with the state.

import { element } from "./dom.js";
import { distance } from "./format.js";
import { before } from "./period.js";
import { options } from "./view-state.js";
import { word } from "./words.js";

const field = (label, control) => element("label.field", {}, element("span.label", {}, label), control);
const dateField = (name, label) => element("label", {}, label, element("span.date", {},
  element("input", { type: "date", name }), element("span.date-text", { "aria-hidden": "true" })));

export class Kit {
  options = options;
  distance = distance;
  offer;
  #state;
  #play;

  /**
   * @param {ViewState} state
   * @param {object} offer what the account may choose from
   * @param {() => Node} play makes the slider of months
   */
  constructor(state, offer, play) {
    this.#state = state;
    this.offer = offer;
    this.#play = play;
  }

  /** A row of buttons of which one is chosen; `kind` says how many fit beside each other. */
  choices(name, values, label, kind) {
    const choices = values.map((value) =>
      element("label", {}, element("input", { type: "radio", name, value: String(value) }),
        element("span", {}, label(value))));
    return element("fieldset", {}, element("legend", {}, word(name)),
      element(`div.segments.${kind}`, {}, choices));
  }

  select(name, values, label = (value) => word(`${name}.${value}`)) {
    const list = values.map((value) => element("option", { value }, label(value)));
    return field(word(name), element("select", { name }, list));
  }

  number(name, least, most) {
    return field(word(name),
      element("input", { type: "number", name, min: least, max: most, step: 1, inputmode: "numeric" }));
  }

  /** Two days and presets. Browsers write days in their own order, 06/04 or 04/06; ours lies over it. */
  period() {
    const choices = ["all", "12", "3"].map((key) =>
      element("label", {}, element("input", { type: "radio", name: "preset", value: key }),
        element("span", {}, word(`period.${key}`))));
    return element("fieldset.period", {}, element("legend", {}, word("period")),
      element("div.segments.three", {}, choices),
      element("div.dates", {}, ["from", "to"].map((name) => dateField(name, word(name)))),
      element("p.hint", { "aria-live": "polite" }));
  }

  /** The slider of months, with play. */
  play() {
    return this.#play();
  }

  day(name, label) {
    return element("div.dates.one", {}, dateField(name, label));
  }

  /** The day of a map of coverage. */
  asof() {
    return element("div", {}, this.day("asof", word("asof")), this.#play());
  }

  /** The other day or period to compare with, on the other side of a line that can be moved. */
  against(kind) {
    const state = this.#state;
    const begin = () => {
      const { against, asof } = state.values;
      if (against) return state.set({ against: "" });
      const other = kind === "period" ? before(state.values) : yearBefore(asof);
      if (other) state.set({ against: other });
    };
    return element("div.compare", { "data-against": kind },
      element("button.text-button", { type: "button", onclick: begin, "data-compare": "" }, word("compare")),
      element("div.dates.one", { "data-other": "" }, dateField("against", word(`against.${kind}`))));
  }

  ramps() {
    const choices = options.ramp.map((value) =>
      element("label", { title: word(`ramp.${value}`) },
        element("input", { type: "radio", name: "ramp", value, "aria-label": word(`ramp.${value}`) }),
        element(`span.ramp.${value}`)));
    return element("fieldset", {}, element("legend", {}, word("ramp")), element("div.ramps", {}, choices));
  }

  opacity() {
    return element("label.field", {}, element("span.label", {}, word("opacity"), element("output")),
      element("input", { type: "range", name: "opacity", min: 10, max: 100, step: 5 }));
  }

  /** What is set once and then left alone, folded away. */
  folded(title, ...controls) {
    const reveal = ({ target }) => target.open && target.scrollIntoView({ block: "nearest" });
    return element("details", { ontoggle: reveal }, element("summary", {}, word(title)),
      element("div.folded", {}, ...controls));
  }

  /** A button that does something. */
  button(label, run) {
    return element("button.button", { type: "button", onclick: run }, label);
  }
}

function yearBefore(day) {
  const date = day ? new Date(`${day}T00:00:00Z`) : new Date();
  date.setUTCFullYear(date.getUTCFullYear() - 1);
  return date.toISOString().slice(0, 10);
}
