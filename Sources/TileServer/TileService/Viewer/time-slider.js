// A slider of months, with play: it shows one month after the other.

import { element } from "./dom.js";
import { word } from "./words.js";
import { language } from "./words.js";

const pause = 1400; // milliseconds that a month stays

const monthName = (day) => new Intl.DateTimeFormat(language() === "id" ? "id-ID" : "en-GB",
  { month: "long", year: "numeric", timeZone: "UTC" }).format(new Date(`${day}T00:00:00Z`));

/** The middle of a month names it: published months begin some days before or after the first. */
const middle = ({ from, to }) =>
  new Date((Date.parse(`${from}T00:00:00Z`) + Date.parse(`${to}T00:00:00Z`)) / 2).toISOString().slice(0, 10);

export class TimeSlider {
  #state;
  #months;
  #kind;
  #timer = 0;
  #range = null;
  #button = null;
  #output = null;

  /**
   * @param {ViewState} state
   * @param {Array<{from: string, to: string}>} months
   * @param {() => "period"|"asof"} kind which values it sets: a period, or the day at the end of the month
   */
  constructor(state, months, kind) {
    this.#state = state;
    this.#months = months;
    this.#kind = kind;
    state.onChange((changed) => {
      if (changed.has("at")) this.stop();
      this.#update();
    });
  }

  /** A new slider in the form. */
  render() {
    if (this.#months.length < 2) return element("span", { hidden: true });
    this.#range = element("input", {
      type: "range", min: 0, max: this.#months.length - 1, step: 1, "aria-label": word("month"),
      oninput: (event) => {
        event.stopPropagation();
        this.stop();
        this.#goTo(Number(this.#range.value));
      },
    });
    this.#button = element("button.play", { type: "button", onclick: () => this.#toggle() });
    this.#output = element("output.month");
    this.#update();
    return element("div.time", {}, this.#button, this.#range, this.#output);
  }

  stop() {
    clearInterval(this.#timer);
    this.#timer = 0;
    this.#update();
  }

  #toggle() {
    if (this.#timer) return this.stop();
    const next = () => this.#goTo((this.#position + 1) % this.#months.length);
    this.#timer = setInterval(next, pause);
    next();
  }

  #goTo(index) {
    const { from, to } = this.#months[index];
    this.#state.set(this.#kind() === "asof" ? { asof: to } : { from, to });
  }

  /** The month that is shown; -1 for another period. */
  get #position() {
    const { asof, from, to } = this.#state.values;
    return this.#kind() === "asof"
      ? this.#months.findIndex((month) => asof !== "" && month.to >= asof)
      : this.#months.findIndex((month) => month.from === from && month.to === to);
  }

  #update() {
    if (!this.#range) return;
    const position = this.#position;
    this.#range.value = String(position < 0 ? this.#months.length - 1 : position);
    const name = position < 0 ? word("anyMonth") : monthName(middle(this.#months[position]));
    this.#range.setAttribute("aria-valuetext", name);
    this.#output.textContent = name;
    this.#button.dataset.playing = String(this.#timer !== 0);
    const label = word(this.#timer ? "playStop" : "play");
    this.#button.setAttribute("aria-label", label);
    this.#button.title = label;
  }
}
