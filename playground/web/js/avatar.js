/** A round face: the first letter on the person's own colour. */

import { el } from "./dom.js";

const COLOURS = 7;

/** @param {{id: number, first_name: string}} account */
export function avatar(account) {
  const colour = Math.abs(account.id) % COLOURS;
  const letter = [...(account.first_name || "?")][0];
  return el("span", { class: `avatar colour-${colour}`, "aria-hidden": "true" }, letter);
}
