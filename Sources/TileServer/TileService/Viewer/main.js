// The page: starts the map and the panels and carries changes from one to the other.

import { Account } from "./account.js";
import * as api from "./api.js";
import { chosenDays, countedWith, summary } from "./captions.js";
import { Filters } from "./filters.js";
import { coveredEdges, isNarrow, isPanelOpen, onNarrow, setPanelOpen, watchLayout } from "./layout.js";
import { Legend } from "./legend.js";
import { makeMap } from "./make-map.js";
import { dismiss, failed, mended, notice, setBusy, translateNotices } from "./notices.js";
import { daysOf } from "./period.js";
import { VillageCard } from "./village-card.js";
import {
  ViewState, defaults, options, pictureParameters, queryParameters, readHash, writeHash,
} from "./view-state.js";
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
const latestProfile = api.latestOnly();
let map = null;
let filters = null;
let account = null;

/** Runs a request and says so when it fails. */
async function attempt(subject, task, again) {
  try {
    await task();
    mended(subject);
  } catch (error) {
    if (!(error instanceof api.RequestFailure)) throw error;
    failed(subject, () => error.sentence, again);
  }
}

// What is shown for the present choice

/** Whether the density that is chosen may be asked for. */
const isOpen = () => account?.opens(state.values.source) ?? false;

const showAccount = () => account?.render(node("account"), state.values.source);

function showHeat() {
  if (isOpen()) map.showHeat(pictureParameters(state.values), state.values.bandwidth);
  else map.hideHeat();
}

const showLegend = () => attempt("legend", async () => {
  if (!isOpen()) return legend.clear();
  const values = state.values;
  const document = await latestLegend((signal) =>
    api.legend(pictureParameters(values), language(), signal));
  if (!document) return;
  legend.show(document, chosenDays(values));
  tellWhetherEmpty(document.count);
}, showLegend);

/** Says so when the choice leaves nothing to draw: the legend tells how many rows it is made from. */
function tellWhetherEmpty(count) {
  dismiss("empty");
  if (count !== 0) return;
  const { category, from, to, source, ramp, opacity, village } = state.values;
  const all = { label: "showAll", run: () => state.set({ ...defaults, source, ramp, opacity, village }) };
  notice("empty", () => word(`empty.${source}`), { action: category || from || to ? all : null });
}

const showVillage = ({ focus = false } = {}) => attempt("village", async () => {
  const values = state.values;
  if (!values.village) return;
  card.wait();
  try {
    const profile = await latestProfile((signal) =>
      api.village(values.village, queryParameters(values), signal));
    if (!profile) return;
    card.show(profile, countedWith(values));
    if (focus) card.focus();
    map.uncover(profile.label, coveredEdges());
  } catch (error) {
    card.close();
    throw error;
  }
}, () => showVillage());

// What people do

/** A place was picked: its village opens; a place without one closes the card. */
const pick = ({ lngLat, code }) => attempt("pick", async () => {
  const village = code ?? (await api.villageAt(lngLat.lng, lngLat.lat))?.code ?? "";
  dismiss("pick");
  if (village && village === state.values.village) await showVillage({ focus: true });
  if (!village && !state.values.village) notice("pick", () => word("noVillageHere"));
  state.set({ village });
}, () => pick({ lngLat, code }));

function closeCard() {
  state.set({ village: "" });
  map.focus();
}

function villageChanged({ focus = true } = {}) {
  const { village } = state.values;
  map.select(village);
  if (village) {
    showVillage({ focus });
  } else {
    latestProfile(async () => undefined); // aborts one that is on its way
    card.close();
  }
}

function stateChanged(changed) {
  const counted = ["source", "bandwidth", "kernel", "category", "from", "to"]
    .some((key) => changed.has(key));
  if (changed.has("source")) showAccount();
  if (counted || changed.has("ramp")) {
    showHeat();
    showLegend();
  }
  if (changed.has("opacity")) showOpacity();
  if (changed.has("village")) villageChanged();
  else if (counted) showVillage();
  node("summary").textContent = summary(state.values);
  remember();
}

function showOpacity() {
  const share = state.values.opacity / 100;
  map.opacity = share;
  legend.opacity = share;
}

const remember = () => history.replaceState(null, "", writeHash(state.values, map.place));

function hashChanged() {
  const { values, place } = readHash(location.hash);
  if (place) map.jumpTo(place);
  state.set(values);
}

function tilesFailed(status) {
  const failure = new api.RequestFailure(api.kindOf(status), status);
  const ownSentence = ["offline", "starting", "signedOut"].includes(failure.kind);
  failed("tiles", () => (ownSentence ? failure.sentence : word("failure.tiles")), () =>
    map.reload(pictureParameters(state.values), state.values.bandwidth));
}

// The page around the map

function listenToPage() {
  node("panel-toggle").addEventListener("click", () => setPanelOpen(!isPanelOpen()));
  for (const button of document.querySelectorAll("[data-language]")) {
    button.addEventListener("click", () => setLanguage(button.dataset.language));
  }
  // Followed as a link it would overwrite the address, which is the view.
  node("skip").addEventListener("click", (event) => {
    event.preventDefault();
    map?.focus();
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    if (card.isOpen) closeCard();
    else setPanelOpen(!isPanelOpen());
  });
  onLanguage(translate);
  onNarrow(arrange);
  api.onPending((count) => setBusy("requests", count > 0));
}

/** A phone starts with the map: the panel closed and the legend short. */
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
  node("summary").textContent = summary(state.values);
  showAccount();
  if (!map) return;
  map.translate();
  filters.render();
  showLegend();
  card.translate(countedWith(state.values));
}

async function begin() {
  account = new Account(await api.session());
  showAccount();
  // What may be asked comes first: an address may ask for what this account may not.
  const heat = account.opens("tips") ? await api.heatDescription() : null;
  filters = new Filters(
    node("filters"), state, daysOf(heat?.datetime, heat?.utc_offset_hours), {
      sources: options.source.filter((source) => account.opens(source)),
      bandwidths: heat?.bandwidths ?? options.bandwidth,
      bounds: heat?.period_bounds ?? null,
      byCategory: heat?.by_category ?? true,
    });
  // The legend comes before the map, which fits into what the panels leave free.
  const [style, borders] = await Promise.all([api.style(), api.borders(), showLegend()]);
  const extent = borders.bounds;
  node("filters").hidden = !options.source.some((source) => account.opens(source));
  updateLayout();
  map = makeMap(node("map"), {
    style, extent, heatZoom: heat?.maxzoom ?? borders.maxzoom, place: start.place, padding: coveredEdges(),
    on: {
      pick, fail: tilesFailed, move: () => map && remember(),
      busy: (busy) => setBusy("map", busy),
    },
  });
  map.translate();
  state.onChange(stateChanged);
  addEventListener("hashchange", hashChanged);
  await map.loaded;
  showOpacity();
  showHeat();
  if (state.values.village) villageChanged({ focus: false });
}

arrange(isNarrow());
listenToPage();
translate();
const startPage = () => attempt("start", begin, startPage);
startPage();
