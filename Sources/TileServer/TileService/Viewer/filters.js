// The choices of the present work place. The form is written anew when the place or the language changes; the values
// live in the view state.

import { percent, shortDay } from "./format.js";
import { presets, snapped } from "./period.js";
import { defaults } from "./view-state.js";
import { word } from "./words.js";

const nearest = (values, wanted) =>
  values.reduce((a, b) => (Math.abs(b - wanted) < Math.abs(a - wanted) ? b : a));

/** What an empty day means. */
const emptyDay = (name) => (name === "asof" ? word("today") : name === "since" ? word("notChosen") : "");

export class Filters {
  #form;
  #state;
  #kit;
  #place = null;
  #drawn = "";

  /**
   * @param {HTMLFormElement} form
   * @param {ViewState} state
   * @param {Kit} kit its `offer` says what the account may choose from: `sources`, `bandwidths`, `byCategory`, the
   *   days of the data in `extent`, and in `bounds` the days with which published months begin, and the day after
   */
  constructor(form, state, kit) {
    this.#form = form;
    this.#state = state;
    this.#kit = kit;
    this.#moveIntoOffer();
    form.addEventListener("submit", (event) => event.preventDefault());
    form.addEventListener("change", (event) => this.#changed(event.target));
    form.addEventListener("input", (event) => {
      if (event.target.name === "opacity") this.#changed(event.target);
    });
    state.onChange(() => this.update());
  }

  /** An address may come from somebody with other choices. */
  #moveIntoOffer() {
    const { source, bandwidth, from, to } = this.#state.values;
    const { sources, bandwidths, bounds, byCategory } = this.#kit.offer;
    if (!byCategory) this.#state.set({ category: "" });
    if (sources.length > 0 && !sources.includes(source)) this.#state.set({ source: sources[0] });
    if (bounds && !bandwidths.includes(bandwidth)) this.#state.set({ bandwidth: nearest(bandwidths, bandwidth) });
    if (bounds && (from || to)) this.#state.set(snapped(from, to, bounds));
  }

  /** Writes the form of a work place; what was folded open stays open. */
  render(place) {
    const wasOpen = this.#place === place && (this.#form.querySelector("details")?.open ?? false);
    const focused = this.#form.contains(document.activeElement) ? document.activeElement : null;
    this.#place = place;
    this.#drawn = this.#shape();
    this.#form.replaceChildren(...place.controls(this.#kit, this.#state.values));
    const details = this.#form.querySelector("details");
    if (details) details.open = wasOpen;
    this.update();
    if (focused?.name) this.#restoreFocus(focused);
  }

  #restoreFocus({ name, value, type }) {
    const all = [...this.#form.elements].filter((control) => control.name === name);
    (type === "radio" ? all.find((control) => control.value === value) : all[0])?.focus();
  }

  /** What decides which controls there are. */
  #shape() {
    const { view, task } = this.#state.values;
    return `${this.#place.key} ${view} ${task}`;
  }

  /** Brings the controls in line with the state, without touching the one being used. */
  update() {
    if (!this.#place) return;
    if (this.#drawn !== this.#shape()) return this.render(this.#place);
    const values = this.#state.values;
    for (const control of this.#form.elements) {
      if (!(control.name in values)) continue;
      if (control.type === "radio") control.checked = control.value === String(values[control.name]);
      else if (control !== document.activeElement || !["date", "number"].includes(control.type)) {
        control.value = this.#shownValue(control.name, values);
      }
    }
    this.#updatePeriod(values);
    this.#updateCompare(values);
    const category = this.#form.elements.category;
    const ofReports = this.#place.key !== "hotspots" || values.view === "gi" || values.source === "tips";
    if (category) category.disabled = !ofReports || !this.#kit.offer.byCategory;
    const output = this.#form.querySelector(".field > .label > output");
    if (output) output.textContent = percent(values.opacity / 100);
  }

  /** All time shows the days that the data covers. */
  #shownValue(key, values) {
    if ((key === "from" || key === "to") && !values.from && !values.to) return this.#kit.offer.extent?.[key] ?? "";
    return values[key];
  }

  #updatePeriod(values) {
    for (const text of this.#form.querySelectorAll(".date-text")) {
      const { value } = text.previousElementSibling;
      text.textContent = value ? shortDay(value) : emptyDay(text.previousElementSibling.name);
    }
    const fieldset = this.#form.querySelector(".period");
    if (!fieldset) return;
    const timeless = this.#place.key === "hotspots" && values.view === "heat" && values.source === "accommodations";
    const choices = this.#presets();
    for (const radio of fieldset.querySelectorAll("[name=preset]")) {
      const preset = choices.find(({ key }) => key === radio.value);
      radio.checked = preset.from === values.from && preset.to === values.to;
    }
    fieldset.disabled = timeless;
    const reversed = values.from && values.to && values.from > values.to;
    fieldset.querySelector(".hint").textContent = timeless ? word("period.none")
      : reversed ? word("period.reversed") : "";
  }

  #updateCompare(values) {
    const part = this.#form.querySelector(".compare");
    if (!part) return;
    const needsPeriod = part.dataset.against === "period" && !(values.from && values.to);
    part.querySelector("[data-other]").hidden = !values.against || needsPeriod;
    const button = part.querySelector("[data-compare]");
    button.textContent = word(values.against && !needsPeriod ? "compareEnd" : "compare");
    button.disabled = needsPeriod;
    button.title = needsPeriod ? word("compareNeedsPeriod") : "";
  }

  #changed(control) {
    const { name, value } = control;
    if (name === "preset") {
      const { from, to } = this.#presets().find(({ key }) => key === value);
      this.#state.set({ from, to });
    } else if (name === "from" || name === "to") {
      this.#setDay();
    } else if (name in defaults) {
      if (control.checkValidity() === false) return control.reportValidity();
      this.#state.set({ [name]: typeof defaults[name] === "number" ? Number(value) : value });
    }
  }

  #presets() {
    return presets(this.#kit.offer.extent, this.#kit.offer.bounds);
  }

  /** Days count once they are in order; until then the hint says what is wrong. */
  #setDay() {
    const { from, to } = this.#form.elements;
    const { bounds } = this.#kit.offer;
    const reversed = from.value && to.value && from.value > to.value;
    from.setCustomValidity(reversed ? word("period.reversed") : "");
    if (reversed) this.#form.querySelector(".period .hint").textContent = word("period.reversed");
    else if (bounds) this.#state.set(snapped(from.value, to.value, bounds));
    else this.#state.set({ from: from.value, to: to.value });
  }
}
