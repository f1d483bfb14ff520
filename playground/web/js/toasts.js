/** What the bot says to a press: a toast that goes by itself, or an alert that wants an OK. */

import { el } from "./dom.js";

const READING_MS = 60;
const LEAST_MS = 2600;

/** Show a passing word (or a link) over the phone. */
export function toast(place, said, kind = "") {
  const shown = el("div", { class: `toast ${kind}`, dir: "auto" }, said);
  const reading = LEAST_MS + shown.textContent.length * READING_MS;
  place.append(shown);
  setTimeout(() => shown.classList.add("going"), reading);
  setTimeout(() => shown.remove(), reading + 400);
}

/** Show what has to be read before going on: what lies under it on this phone is out of reach until then. */
export function alertOver(screen, text, okLabel) {
  const before = document.activeElement;
  const close = () => {
    cover.remove();
    if (!screen.querySelector(".alert-cover")) [...screen.children].forEach((part) => (part.inert = false));
    if (before?.isConnected) before.focus();
  };
  const ok = el("button", { type: "button", class: "plain-button", onclick: close }, okLabel);
  const words = el("p", { dir: "auto" }, text);
  const box = el("div", { class: "alert", role: "alertdialog", "aria-label": text }, words, ok);
  const cover = el("div", { class: "alert-cover" }, box);
  cover.addEventListener("keydown", (event) => event.key === "Escape" && close());
  [...screen.children].forEach((part) => (part.inert = true));
  screen.append(cover);
  ok.focus();
}
