/** What the bot says to a press: a toast that goes by itself, or an alert that wants an OK. */

import { el } from "./dom.js";

const READING_MS = 60;
const LEAST_MS = 2600;

/** Show a passing word over the phone. */
export function toast(place, text, kind = "") {
  const shown = el("div", { class: `toast ${kind}`, dir: "auto" }, text);
  place.append(shown);
  setTimeout(() => shown.classList.add("going"), LEAST_MS + text.length * READING_MS);
  setTimeout(() => shown.remove(), LEAST_MS + text.length * READING_MS + 400);
}

/** Show what has to be read before going on. */
export function alertOver(screen, text, okLabel) {
  const before = document.activeElement;
  const close = () => {
    cover.remove();
    if (before instanceof HTMLElement) before.focus();
  };
  const ok = el("button", { type: "button", class: "plain-button", onclick: close }, okLabel);
  const words = el("p", { dir: "auto" }, text);
  const box = el("div", { class: "alert", role: "alertdialog", "aria-modal": "true", "aria-label": text }, words, ok);
  const cover = el("div", { class: "alert-cover" }, box);
  cover.addEventListener("keydown", (event) => event.key === "Escape" && close());
  screen.append(cover);
  ok.focus();
}
