// The words on screen, Bahasa Indonesia first. Words from the server (legend classes, names of
// places) are not here: they come in the language asked for, or as they are.

import { english } from "./words-en.js";
import { indonesian } from "./words-id.js";

const catalogues = { id: indonesian, en: english };
const storageKey = "petabinaan.language";
const listeners = new Set();
let current = remembered();

function remembered() {
  try {
    return localStorage.getItem(storageKey) in catalogues ? localStorage.getItem(storageKey) : "id";
  } catch {
    return "id"; // storage may be switched off; the page works without it
  }
}

/** The language of the page: "id" or "en". */
export const language = () => current;

/** Changes the language, remembers it and tells the listeners. */
export function setLanguage(name) {
  if (!(name in catalogues) || name === current) return;
  current = name;
  try {
    localStorage.setItem(storageKey, name);
  } catch {
    // Not remembered, but changed.
  }
  listeners.forEach((listener) => listener(name));
}

export const onLanguage = (listener) => listeners.add(listener);

/** The words for a key, with `{name}` replaced by values. */
export function word(key, values = {}) {
  const text = catalogues[current][key] ?? indonesian[key] ?? key;
  return text.replace(/\{(\w+)\}/g, (_, name) => values[name] ?? "");
}

/** Writes the words into the static part of the page. */
export function translatePage() {
  document.documentElement.lang = current;
  for (const node of document.querySelectorAll("[data-word]")) {
    node.textContent = word(node.dataset.word);
  }
  for (const node of document.querySelectorAll("[data-word-label]")) {
    node.setAttribute("aria-label", word(node.dataset.wordLabel));
  }
  for (const node of document.querySelectorAll("[data-word-title]")) {
    node.title = word(node.dataset.wordTitle);
    node.setAttribute("aria-label", node.title);
  }
}
