// Numbers and dates as readers write them: 1.234,5 and 4 Juni 2024 in Bahasa Indonesia.

import { language } from "./words.js";

const locale = () => (language() === "id" ? "id-ID" : "en-GB");

/** A number with at most so many decimals. */
export const number = (value, decimals = 0) =>
  new Intl.NumberFormat(locale(), { maximumFractionDigits: decimals }).format(value);

/** A measured value with about three digits that count: 0,042 · 1,27 · 153. */
export function measure(value) {
  const size = Math.abs(value);
  if (size === 0) return "0";
  if (size < 0.001) return `< ${number(0.001, 3)}`;
  return number(value, size < 0.1 ? 3 : size < 10 ? 2 : size < 100 ? 1 : 0);
}

/** A share of one in percent; Indonesian and English both keep it short. */
export const percent = (share) => {
  const value = share * 100;
  const text = value > 0 && value < 1 ? `< 1` : number(value);
  return language() === "id" ? `${text} %` : `${text}%`;
};

/** A distance in metres, in kilometres from 1 km on. */
export function distance(meters) {
  if (meters < 1000) return `${number(meters)} m`;
  return `${number(meters / 1000, meters < 10000 ? 1 : 0)} km`;
}

/** A calendar day such as "2024-06-04", in words. */
export const day = (text) =>
  new Intl.DateTimeFormat(locale(), { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" })
    .format(new Date(`${text}T00:00:00Z`));

/** The same with a short month, for narrow places: 4 Jun 2024. */
export const shortDay = (text) =>
  new Intl.DateTimeFormat(locale(), { day: "numeric", month: "short", year: "numeric", timeZone: "UTC" })
    .format(new Date(`${text}T00:00:00Z`));

/** From one day to another, both included. */
export const period = (from, to) => `${from ? day(from) : "…"} – ${to ? day(to) : "…"}`;
