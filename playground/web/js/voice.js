/** A voice message: a button, a wave, its length. */

import { length } from "./quantities.js";
import { el, icon, svg } from "./dom.js";

const BARS = 34;

/** @param {object} voice @param {string} address @param {object} phone */
export function voicePlayer(voice, address, phone) {
  const bars = wave(voice.file_unique_id ?? "");
  const button = el("button", { type: "button", class: "round", "aria-label": phone.words.voice }, icon("play"));
  const player = el(
    "div",
    { class: "voice" },
    button,
    svg("svg", { viewBox: `0 0 ${BARS * 4} 24`, class: "wave", "aria-hidden": "true" }, bars),
    el("span", { class: "length" }, length(voice.duration)),
  );
  button.addEventListener("click", () => play(player, voice.duration, address));
  return player;
}

/** The bars of a voice that nobody has listened to: drawn from the file's name, so that each has its own. */
function wave(name) {
  let seed = [...name].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) >>> 0, 7);
  return Array.from({ length: BARS }, (_, number) => {
    seed = (seed * 1664525 + 1013904223) >>> 0;
    const height = 4 + (seed / 2 ** 32) * 18 * Math.sin(((number + 3) / (BARS + 5)) * Math.PI);
    return svg("rect", { x: number * 4, y: (24 - height) / 2, width: 2.4, height, rx: 1.2 });
  });
}

/** Play it; a sample that holds no sound lets its time pass silently. */
async function play(player, seconds, address) {
  if (player.classList.contains("playing")) return;
  player.classList.add("playing");
  player.style.setProperty("--seconds", `${seconds}s`);
  const sound = new Audio(address);
  const silent = new Promise((resolve) => setTimeout(resolve, seconds * 1000));
  const heard = sound.play().then(() => new Promise((resolve) => sound.addEventListener("ended", resolve)));
  await heard.catch(() => silent);
  player.classList.remove("playing");
}
