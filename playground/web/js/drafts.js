/** What somebody has typed and not sent, and what they were replying to or editing: by person and chat, for this tab. */

import { on } from "./store.js";

const PREFIX = "playground.draft ";

/** @param {string} place whose line in which chat it is @param {{text: string, mode: object|null}} draft */
export function keepDraft(place, draft) {
  if (draft.text || draft.mode) sessionStorage.setItem(PREFIX + place, JSON.stringify(draft));
  else sessionStorage.removeItem(PREFIX + place);
}

/** @param {string} place @returns {{text: string, mode: object|null}} */
export function draftOf(place) {
  return JSON.parse(sessionStorage.getItem(PREFIX + place) ?? '{"text": "", "mode": null}');
}

on("begun anew", () => {
  const drafts = Object.keys(sessionStorage).filter((key) => key.startsWith(PREFIX));
  drafts.forEach((key) => sessionStorage.removeItem(key));
});
