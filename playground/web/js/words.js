/** The phone's own words, in the language of whose phone it is; messages are the bot's business. */

import { EN } from "./words/en.js";
import { FA } from "./words/fa.js";
import { PL } from "./words/pl.js";
import { RU } from "./words/ru.js";
import { worldNow } from "./world_time.js";

const LANGUAGES = { en: EN, ru: RU, pl: PL, fa: FA };
const RIGHT_TO_LEFT = new Set(["fa", "ar", "he", "ur", "ckb", "ps", "yi"]);

/** @param {string|undefined} language a language code as Telegram has it */
export function wordsFor(language) {
  const code = (language ?? "en").slice(0, 2);
  return { ...EN, ...(LANGUAGES[code] ?? {}) };
}

/** Which way this language is written. */
export function directionOf(language) {
  return RIGHT_TO_LEFT.has((language ?? "en").split("-")[0]) ? "rtl" : "ltr";
}

/** The language's own name: "Polski". */
export function languageName(language) {
  try {
    const name = new Intl.DisplayNames([language], { type: "language" }).of(language) ?? language;
    return name.charAt(0).toLocaleUpperCase(language) + name.slice(1);
  } catch {
    return language ?? "";
  }
}

const clocks = new Map();

/** Hours and minutes as this language writes them. @param {number} seconds since the epoch */
export function timeOf(seconds, language) {
  const key = language ?? "en";
  if (!clocks.has(key)) {
    clocks.set(key, new Intl.DateTimeFormat(key === "en" ? "en-GB" : key, { hour: "2-digit", minute: "2-digit" }));
  }
  return clocks.get(key).format(seconds * 1000);
}

/** "Today", "Yesterday" or the day and the month. */
export function dayOf(seconds, language, words) {
  const day = new Date(seconds * 1000);
  const today = new Date(worldNow() * 1000);
  const days = Math.round((new Date(today).setHours(0, 0, 0, 0) - new Date(day).setHours(0, 0, 0, 0)) / 86_400_000);
  if (days === 0) return words.today;
  if (days === 1) return words.yesterday;
  return new Intl.DateTimeFormat(language ?? "en", { day: "numeric", month: "long" }).format(day);
}
