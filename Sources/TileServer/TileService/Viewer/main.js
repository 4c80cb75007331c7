// The page: starts the map and the panels and carries changes from one to the other.

import * as api from "./api.js";
import { isEmpty } from "./emptiness.js";
import { StillMap } from "./fallback.js";
import { Filters } from "./filters.js";
import { distance, period } from "./format.js";
import { coveredEdges, isNarrow, isPanelOpen, onNarrow, setPanelOpen, watchLayout } from "./layout.js";
import { Legend } from "./legend.js";
import { VillageMap } from "./map.js";
import { dismiss, notice, setBusy, translateNotices } from "./notices.js";
import { daysOf } from "./period.js";
import { VillageCard } from "./village-card.js";
import { ViewState, defaults, pictureParameters, queryParameters, readHash, writeHash } from "./view-state.js";
import { language, onLanguage, setLanguage, translatePage, word } from "./words.js";

const node = (id) => document.getElementById(id);
const start = readHash(location.hash);
const state = new ViewState(start.values);
const legend = new Legend(node("legend"));
const updateLayout = watchLayout();
const card = new VillageCard(node("card"), {
  close: () => closeCard(), resize: updateLayout,
  zoom: (profile) => map.fit(profile.bbox, coveredEdges()),
});
const latestLegend = api.latestOnly();
const latestCheck = api.latestOnly();
const latestProfile = api.latestOnly();
let map = null;
let extent = null;
let filters = null;

/** The chosen days, `null` for all time. */
const chosenDays = ({ from, to }) => (from || to ? { from, to } : null);

/** Runs a request and says so when it fails. */
async function attempt(subject, task, again) {
  try {
    await task();
    dismiss(subject);
  } catch (error) {
    if (!(error instanceof api.RequestFailure)) throw error;
    notice(subject, () => error.sentence, { kind: "failure", action: { label: "retry", run: again } });
  }
}

const showLegend = () => attempt("legend", async () => {
  const values = state.values;
  const document = await latestLegend((signal) =>
    api.legend(pictureParameters(values), language(), signal));
  if (document) legend.show(document, chosenDays(values));
}, showLegend);

const checkEmptiness = () => attempt("empty", async () => {
  const values = state.values;
  const empty = await latestCheck((signal) => isEmpty(extent, queryParameters(values), signal));
  if (!empty) return;
  const { source, ramp, opacity, village } = values;
  const narrowed = values.category || values.from || values.to;
  const all = { label: "showAll", run: () => state.set({ ...defaults, source, ramp, opacity, village }) };
  notice("empty-hint", () => word(`empty.${source}`), { action: narrowed ? all : null });
}, checkEmptiness);

const showHeat = () => map.showHeat(pictureParameters(state.values), state.values.bandwidth);

/** What the figures of the card were counted with. */
function cardCaption(values) {
  const days = chosenDays(values);
  const when = values.source === "accommodations" ? null
    : days ? period(days.from, days.to) : word("period.whole");
  const category = values.source === "tips" && values.category ? word(`category.${values.category}`) : null;
  return [category, distance(values.bandwidth), word(`kernel.${values.kernel}`), when]
    .filter(Boolean).join(" · ");
}

const showVillage = ({ focus = false } = {}) => attempt("card", async () => {
  const values = state.values;
  card.wait();
  try {
    const profile = await latestProfile((signal) =>
      api.village(values.village, queryParameters(values), signal));
    if (!profile) return;
    card.show(profile, cardCaption(values));
    if (focus) card.focus();
    map.uncover(profile.label, coveredEdges());
  } catch (error) {
    state.set({ village: "" });
    throw error;
  }
}, () => state.set({ village: lastWanted }));
let lastWanted = "";

function closeCard() {
  state.set({ village: "" });
  map.focus();
}

/** A place was clicked: its village opens, water closes the card. */
async function pick({ lngLat, code }) {
  await attempt("card", async () => {
    const wanted = code ?? (await api.villageAt(lngLat.lng, lngLat.lat))?.code ?? "";
    if (!wanted && !state.values.village) notice("card-hint", () => word("noVillageHere"));
    else dismiss("card-hint");
    state.set({ village: wanted });
  }, () => pick({ lngLat, code }));
}

function stateChanged(changed) {
  const counted = ["source", "bandwidth", "kernel", "category", "from", "to"].some((key) => changed.has(key));
  if (counted || changed.has("ramp")) {
    showHeat();
    showLegend();
  }
  if (counted) {
    dismiss("empty-hint");
    checkEmptiness();
  }
  if (changed.has("opacity")) map.opacity = legend.opacity = state.values.opacity / 100;
  if (changed.has("village")) villageChanged();
  else if (counted && state.values.village) showVillage();
  summarise();
  remember();
}

function villageChanged({ focus = true } = {}) {
  const { village } = state.values;
  map.select(village);
  if (village) {
    lastWanted = village;
    showVillage({ focus });
  } else {
    latestProfile(async () => undefined);
    card.close();
  }
}

/** One line under the name, for when the panel is closed. */
function summarise() {
  const { source, bandwidth, category } = state.values;
  const parts = [word(`source.${source}`), distance(bandwidth)];
  if (category && source === "tips") parts.splice(1, 0, word(`category.${category}`));
  node("summary").textContent = parts.join(" · ");
}

const remember = () => history.replaceState(null, "", writeHash(state.values, map.place));

function hashChanged() {
  if (location.hash === "#map") return;
  const { values, place } = readHash(location.hash);
  if (place) map.jumpTo(place);
  state.set(values);
}

let failedSources = false;
function mapFailed({ status, message }) {
  if (/abort/i.test(message)) return;
  failedSources = true;
  const kind = api.kindOf(status);
  const text = () => (kind === "server" || kind === "refused" ? word("failure.tiles")
    : new api.RequestFailure(kind, status).sentence);
  notice("tiles", text, { kind: "failure", action: { label: "retry", run: retryTiles } });
}

function retryTiles() {
  failedSources = false;
  map.reload(pictureParameters(state.values), state.values.bandwidth);
}

/** The live map, or still pictures with the reason. */
function makeMap(style, on) {
  const reason = typeof maplibregl === "undefined" ? "fallback.noLibrary"
    : hasWebGL() ? null : "fallback.noWebGL";
  const setting = { style, extent, place: start.place, padding: coveredEdges(), on };
  if (reason) notice("fallback", () => word(reason));
  return reason ? new StillMap(node("map"), setting) : new VillageMap(node("map"), setting);
}

function hasWebGL() {
  const canvas = document.createElement("canvas");
  return Boolean(canvas.getContext("webgl2") ?? canvas.getContext("webgl"));
}

function listenToPage() {
  node("panel-toggle").addEventListener("click", () => setPanelOpen(!isPanelOpen()));
  for (const button of document.querySelectorAll("[data-language]")) {
    button.addEventListener("click", () => setLanguage(button.dataset.language));
  }
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    if (card.isOpen) closeCard();
    else setPanelOpen(!isPanelOpen());
  });
  node("skip").addEventListener("click", (event) => {
    event.preventDefault();
    map?.focus();
  });
  onLanguage(translate);
  onNarrow(arrange);
  api.onPending((count) => setBusy("requests", count > 0));
}

function arrange(narrow) {
  setPanelOpen(!narrow);
  legend.open = !narrow;
}

/** Writes the page in the present language. */
function translate() {
  translatePage();
  for (const button of document.querySelectorAll("[data-language]")) {
    button.setAttribute("aria-pressed", String(button.dataset.language === language()));
  }
  setPanelOpen(isPanelOpen());
  translateNotices();
  summarise();
  if (!map) return;
  map.translate();
  filters.render();
  showLegend();
  if (state.values.village) showVillage();
}

async function begin() {
  // The legend comes first too: the map fits into what the panels leave free.
  const [style, description] = await Promise.all([api.style(), api.heatDescription(), showLegend()]);
  extent = description.bounds;
  filters = new Filters(node("filters"), state, daysOf(description.datetime));
  updateLayout();
  map = makeMap(style, {
    pick, fail: mapFailed, move: () => map && remember(),
    busy: (busy) => {
      setBusy("map", busy);
      if (!busy && !failedSources) dismiss("tiles");
    },
  });
  map.translate();
  state.onChange(stateChanged);
  addEventListener("hashchange", hashChanged);
  checkEmptiness();
  await map.loaded;
  map.opacity = legend.opacity = state.values.opacity / 100;
  showHeat();
  if (state.values.village) villageChanged({ focus: false });
}

arrange(isNarrow());
listenToPage();
translate();
const startPage = () => attempt("start", begin, startPage);
startPage();
