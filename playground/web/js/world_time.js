/** What time it is in the playground's world: its clock may be ahead of this machine's. */

import { on, store } from "./store.js";

let ahead = 0;

on("all", () => {
  ahead = store.now - Date.now() / 1000;
});

/** Seconds since the epoch, by the world's clock. */
export function worldNow() {
  return Date.now() / 1000 + ahead;
}

/** A message has come: it can't be newer than the world is. @param {number} date seconds */
export function worldReached(date) {
  ahead = Math.max(ahead, date - Date.now() / 1000);
}
