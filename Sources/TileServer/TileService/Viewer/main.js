// The page: starts the map and the panels and carries changes from one to the other.

import { Account } from "./account.js";
import * as api from "./api.js";
import { countedWith, summary } from "./captions.js";
import { Kit } from "./controls.js";
import { DataTable } from "./data-table.js";
import { element, icon, icons } from "./dom.js";
import { Filters } from "./filters.js";
import { coveredEdges, isNarrow, isPanelOpen, onNarrow, setPanelOpen, watchLayout } from "./layout.js";
import { Legend } from "./legend.js";
import { makeMap } from "./make-map.js";
import { dismiss, failed, mended, notice, setBusy, translateNotices } from "./notices.js";
import { months } from "./period.js";
import { loadOffer } from "./offer.js";
import { placeFor, placesOf } from "./places.js";
import { Search } from "./search.js";
import { share } from "./share.js";
import { Swipe } from "./swipe.js";
import { TimeSlider } from "./time-slider.js";
import { VillageCard } from "./village-card.js";
import { loadMore } from "./village-more.js";
import { ViewState, queryParameters, readHash, writeHash } from "./view-state.js";
import { Work } from "./work.js";
import { language, onLanguage, setLanguage, translatePage, word } from "./words.js";

const node = (id) => document.getElementById(id);
const start = readHash(location.hash);
const state = new ViewState(start.values);
const legend = new Legend(node("legend"));
const updateLayout = watchLayout();
const table = new DataTable(node("table"), { pick: (row) => pickRow(row), close: () => state.set({ table: "shut" }) });
const card = new VillageCard(node("card"), {
  close: () => closeCard(), resize: updateLayout, pick: (code) => state.set({ village: code }),
  zoom: (profile) => map.fit(profile.bbox, coveredEdges()),
  offersDesk: () => placesOf(account).some(({ key }) => key === "desk") && work.place.key !== "desk",
  toDesk: () => state.set({ at: "desk" }),
});
const search = new Search(node("search"), (hit) => pickHit(hit));
const latestProfile = api.latestOnly();
const latestMore = api.latestOnly();
let [map, filters, account, offer, work, swipe] = [null, null, null, null, null, null];

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

function showAccount() {
  account?.render(node("account"), work?.obstacle ?? null);
}

function showTabs() {
  const places = account ? placesOf(account) : [];
  node("places").hidden = places.length < 2;
  node("place-list").replaceChildren(...places.map(({ key, icon: path }) => element("li", {},
    element("button", {
      type: "button", "data-place": key, "aria-current": key === work?.place?.key ? "true" : null,
      onclick: () => state.set({ at: key, table: state.values.table }),
    }, icon(path), element("span", {}, word(`place.${key}`))))));
}

/** The office desk has forms of its own, under the choices. */
function showDesk() {
  const place = work.place;
  const isDesk = place.key === "desk" && !work.obstacle;
  node("desk").hidden = !isDesk;
  node("desk").replaceChildren(...(isDesk ? [place.panel(state.values, offer)] : []));
}

function showSwipe() {
  const other = work.obstacle ? null : work.place.other(state.values, offer);
  const picture = other && work.place.picture(other, offer);
  if (!picture) return swipe?.hide();
  swipe?.show(picture, state.values.opacity / 100, [work.place.caption(other), work.place.caption(state.values)]);
}

/** On a phone the form of the office desk takes the place of the card. */
const deskNeedsRoom = () => isNarrow() && work.place.key === "desk";

const showVillage = ({ focus = false } = {}) => attempt("village", async () => {
  const values = state.values;
  if (!values.village) return;
  if (!deskNeedsRoom()) card.wait();
  try {
    const profile = await latestProfile((signal) =>
      api.village(values.village, queryParameters(values), signal));
    if (!profile) return;
    const isOther = card.village?.code !== profile.code;
    if (deskNeedsRoom()) card.keep(profile);
    else card.show(profile, countedWith(values));
    if (isOther) showDesk();
    if (deskNeedsRoom()) return;
    if (focus) card.focus();
    map.uncover(profile.label, coveredEdges());
    const more = await latestMore((signal) => loadMore(profile, account, signal));
    if (more) card.addMore(profile.code, more);
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

/** A row of the table: a village opens its card, a larger area or a cluster is gone to. */
const pickRow = (row) => attempt("pick", async () => {
  if (isNarrow()) state.set({ table: "shut" });
  const code = row.code ?? row.villages?.split(" ")[0]?.split(":")[0];
  if (row.center_lon !== undefined) map.goTo([row.center_lon, row.center_lat], coveredEdges(), 12);
  if (!code) return;
  if (code.length < 13) return map.fit(await api.areaBox(code), coveredEdges());
  state.set({ village: code });
}, () => pickRow(row));

const pickHit = ({ code, lngLat, area }) => attempt("pick", async () => {
  if (isNarrow()) setPanelOpen(false);
  if (code) {
    if (!lngLat) map.fit((await api.village(code, queryParameters(state.values))).bbox, coveredEdges());
    return state.set({ village: code });
  }
  if (area) return map.fit(await api.areaBox(area), coveredEdges());
  map.goTo(lngLat, coveredEdges(), 13);
}, () => pickHit({ code, lngLat, area }));

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
    if (work.place.key === "desk") showDesk();
  }
}

/** Another work place: its form, picture, table and legend. */
function placeChanged() {
  const place = placeFor(state.values.at, account);
  if (work.place === place) return;
  work.open(place);
  dismiss("empty");
  filters.render(place);
  showTabs();
  showDesk();
  if (!deskNeedsRoom()) return state.values.village && !card.isOpen && showVillage();
  setPanelOpen(true);
  if (state.values.village) showVillage();
}

function stateChanged(changed) {
  const counted = ["source", "bandwidth", "kernel", "category", "from", "to"].some((key) => changed.has(key));
  if (changed.has("at")) placeChanged();
  if (changed.has("at") || ["view", "source"].some((key) => changed.has(key))) showAccount();
  const isNew = changed.has("at");
  if (isNew || work.place.uses.some((key) => changed.has(key))) {
    work.showPicture();
    work.showLegend();
  }
  if (isNew || changed.has("table") || work.place.tableUses.some((key) => changed.has(key))) work.showTable();
  if (isNew || changed.has("against") || work.place.uses.some((key) => changed.has(key))) showSwipe();
  if (changed.has("task")) showDesk();
  if (changed.has("opacity")) showOpacity();
  if (changed.has("village")) villageChanged();
  else if (counted) showVillage();
  node("table-toggle").setAttribute("aria-expanded", String(table.isOpen));
  showSummary();
  remember();
}

function showSummary() {
  if (work?.place) node("summary").textContent = summary(work.place, state.values);
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
  failed("tiles", () => (ownSentence ? failure.sentence : word("failure.tiles")), () => map.reload(work.picture));
}

// The page around the map

function listenToPage() {
  node("panel-toggle").addEventListener("click", () => setPanelOpen(!isPanelOpen()));
  node("share").addEventListener("click", share);
  node("share").append(icon(icons.link));
  node("table-toggle").prepend(icon(icons.table));
  node("table-toggle").addEventListener("click", () => state.set({ table: table.isOpen ? "shut" : "open" }));
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
  new MutationObserver(() => {
    node("table-toggle").setAttribute("aria-expanded", String(table.isOpen));
    updateLayout();
  }).observe(node("table"), { attributes: true, attributeFilter: ["hidden"] });
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
  search.translate();
  showSummary();
  showTabs();
  showAccount();
  if (!map) return;
  map.translate();
  swipe.translate();
  filters.render(work.place);
  showDesk();
  work.showLegend();
  work.showTable();
  card.translate(countedWith(state.values));
}

/** What the forms of the office desk know of the page. */
const desk = {
  village: () => card.village,
  changed: () => {
    map.reload(work.picture);
    showVillage();
  },
  goTo: (lngLat) => map.goTo(lngLat, coveredEdges(), 13),
  get area() {
    return account.area;
  },
};

async function begin() {
  account = new Account(await api.session());
  showTabs();
  // What may be asked comes first: an address may ask for what this account may not.
  offer = { ...(await loadOffer(account)), desk };
  const slider = new TimeSlider(state, months(offer.extent, offer.bounds),
    () => (work.place.key === "coverage" ? "asof" : "period"));
  work = new Work({ state, legend, table, account, offer, pick: (row) => pickRow(row) }, attempt);
  filters = new Filters(node("filters"), state, new Kit(state, offer, () => slider.render()));
  work.open(placeFor(state.values.at, account));
  filters.render(work.place);
  showTabs();
  showDesk();
  showSummary();
  showAccount();
  // Legend and table come before the map, which fits into what the panels leave free.
  work.showTable();
  const [style, borders] = await Promise.all([api.style(), api.borders(), work.showLegend()]);
  updateLayout();
  const setting = { style, extent: borders.bounds, padding: coveredEdges() };
  map = makeMap(node("map"), {
    ...setting, place: start.place,
    on: {
      pick, fail: tilesFailed, move: () => moved(),
      busy: (busy) => setBusy("map", busy),
    },
  });
  work.map = map;
  swipe = new Swipe(node("map"), map, setting);
  map.translate();
  state.onChange(stateChanged);
  addEventListener("hashchange", hashChanged);
  await map.loaded;
  showOpacity();
  work.showPicture();
  work.showMarks();
  showSwipe();
  if (state.values.village) villageChanged({ focus: false });
}

function moved() {
  if (!map) return;
  remember();
  work.moved();
}

arrange(isNarrow());
listenToPage();
translate();
const startPage = () => attempt("start", begin, startPage);
startPage();
