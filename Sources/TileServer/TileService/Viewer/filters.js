// The choices: what is counted, when, how wide, and how it is coloured. The form is written anew
// when the language changes; the values live in the view state.

import { element } from "./dom.js";
import { distance, percent, shortDay } from "./format.js";
import { presets, snapped } from "./period.js";
import { defaults, options } from "./view-state.js";
import { word } from "./words.js";

const nearest = (values, wanted) =>
  values.reduce((a, b) => (Math.abs(b - wanted) < Math.abs(a - wanted) ? b : a));

export class Filters {
  #form;
  #state;
  #extent;
  #offer;

  /**
   * @param {HTMLFormElement} form
   * @param {ViewState} state
   * @param {{from: string, to: string}|null} extent the days that the data covers
   * @param {{sources: string[], bandwidths: number[], bounds: string[]|null, byCategory: boolean}} offer
   *   what the account may choose from; `bounds` are the days with which published months begin, and the day
   *   after the last
   */
  constructor(form, state, extent, offer) {
    this.#form = form;
    this.#state = state;
    this.#extent = extent;
    this.#offer = offer;
    this.#moveIntoOffer();
    form.addEventListener("submit", (event) => event.preventDefault());
    form.addEventListener("change", (event) => this.#changed(event.target));
    form.addEventListener("input", (event) => {
      if (event.target.name === "opacity") this.#changed(event.target);
    });
    state.onChange(() => this.update());
    this.render();
  }

  /** An address may come from somebody with other choices. */
  #moveIntoOffer() {
    const { source, bandwidth, from, to } = this.#state.values;
    const { sources, bandwidths, bounds, byCategory } = this.#offer;
    if (!byCategory) this.#state.set({ category: "" });
    if (sources.length > 0 && !sources.includes(source)) this.#state.set({ source: sources[0] });
    if (this.#isLimited && !bandwidths.includes(bandwidth)) {
      this.#state.set({ bandwidth: nearest(bandwidths, bandwidth) });
    }
    if (bounds && (from || to)) this.#state.set(snapped(from, to, bounds));
  }

  get #isLimited() {
    return this.#offer.bounds !== null;
  }

  render() {
    this.#form.replaceChildren(
      this.#choices("source", this.#offer.sources, (one) => word(`source.${one}`), "three"),
      this.#period(),
      this.#select("category", options.category),
      this.#choices("bandwidth", this.#offer.bandwidths, distance, "six"),
      this.#appearance());
    this.update();
  }

  /** Brings the controls in line with the state, without touching the one being used. */
  update() {
    const values = this.#state.values;
    for (const control of this.#form.elements) {
      if (!(control.name in values)) continue;
      if (control.type === "radio") control.checked = control.value === String(values[control.name]);
      else if (control !== document.activeElement || control.type !== "date") {
        control.value = this.#shownValue(control.name, values);
      }
    }
    this.#updatePeriod(values);
    this.#form.elements.category.disabled = values.source !== "tips" || !this.#offer.byCategory;
    this.#form.querySelector("output").textContent = percent(values.opacity / 100);
  }

  /** All time shows the days that the data covers. */
  #shownValue(key, values) {
    if ((key === "from" || key === "to") && !values.from && !values.to) return this.#extent?.[key] ?? "";
    return values[key];
  }

  #updatePeriod(values) {
    const timeless = values.source === "accommodations";
    const choices = this.#presets();
    for (const radio of this.#form.querySelectorAll("[name=preset]")) {
      const preset = choices.find(({ key }) => key === radio.value);
      radio.checked = preset.from === values.from && preset.to === values.to;
    }
    this.#form.querySelector(".period").disabled = timeless;
    const hint = this.#form.querySelector(".period .hint");
    const reversed = values.from && values.to && values.from > values.to;
    hint.textContent = timeless ? word("period.none")
      : reversed ? word("period.reversed") : "";
    for (const text of this.#form.querySelectorAll(".date-text")) {
      const { value } = text.previousElementSibling;
      text.textContent = value ? shortDay(value) : "";
    }
  }

  #changed(control) {
    const { name, value } = control;
    if (name === "preset") {
      const { from, to } = this.#presets().find(({ key }) => key === value);
      this.#state.set({ from, to });
    } else if (name === "from" || name === "to") {
      this.#setDay();
    } else if (name in defaults) {
      this.#state.set({ [name]: typeof defaults[name] === "number" ? Number(value) : value });
    }
  }

  #presets() {
    return presets(this.#extent, this.#offer.bounds);
  }

  /** Days count once they are in order; until then the hint says what is wrong. */
  #setDay() {
    const { from, to } = this.#form.elements;
    const reversed = from.value && to.value && from.value > to.value;
    from.setCustomValidity(reversed ? word("period.reversed") : "");
    if (reversed) this.#form.querySelector(".period .hint").textContent = word("period.reversed");
    else if (this.#isLimited) this.#state.set(snapped(from.value, to.value, this.#offer.bounds));
    else this.#state.set({ from: from.value, to: to.value });
  }

  #reset() {
    const { village, ...rest } = defaults;
    this.#state.set(rest);
  }

  /** What is set once and then left alone, folded away; it stays open when it was. */
  #appearance() {
    const open = this.#form.querySelector("details")?.open ?? false;
    const reveal = ({ target }) => target.open && target.scrollIntoView({ block: "nearest" });
    return element("details", { open, ontoggle: reveal }, element("summary", {}, word("appearance")),
      element("div.folded", {},
        this.#select("kernel", options.kernel), this.#ramps(), this.#opacity(),
        element("button.text-button", { type: "button", onclick: () => this.#reset() }, word("reset"))));
  }

  #choices(name, values, label, kind) {
    const choices = values.map((value) =>
      element("label", {}, element("input", { type: "radio", name, value: String(value) }),
        element("span", {}, label(value))));
    return element("fieldset", {}, element("legend", {}, word(name)),
      element(`div.segments.${kind}`, {}, choices));
  }

  #period() {
    const choices = ["all", "12", "3"].map((key) =>
      element("label", {}, element("input", { type: "radio", name: "preset", value: key }),
        element("span", {}, word(`period.${key}`))));
    // Browsers write days in their own order, 06/04 or 04/06; ours lies over it until it is edited.
    const dates = ["from", "to"].map((name) =>
      element("label", {}, word(name), element("span.date", {},
        element("input", { type: "date", name }), element("span.date-text", { "aria-hidden": "true" }))));
    return element("fieldset.period", {}, element("legend", {}, word("period")),
      element("div.segments.three", {}, choices), element("div.dates", {}, dates),
      element("p.hint", { "aria-live": "polite" }));
  }

  #select(name, values) {
    const list = values.map((value) => element("option", { value }, word(`${name}.${value}`)));
    return element("label.field", {}, element("span.label", {}, word(name)),
      element("select", { name }, list));
  }

  #ramps() {
    const choices = options.ramp.map((value) =>
      element("label", { title: word(`ramp.${value}`) },
        element("input", { type: "radio", name: "ramp", value, "aria-label": word(`ramp.${value}`) }),
        element(`span.ramp.${value}`)));
    return element("fieldset", {}, element("legend", {}, word("ramp")),
      element("div.ramps", {}, choices));
  }

  #opacity() {
    return element("label.field", {},
      element("span.label", {}, word("opacity"), element("output")),
      element("input", { type: "range", name: "opacity", min: 10, max: 100, step: 5 }));
  }
}
