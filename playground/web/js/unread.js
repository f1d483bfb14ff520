/** What each person has not seen, by the numbers of messages: so nothing counts twice, and a reload forgets nothing. */

import { emit, on, peopleIn, store, threadOf } from "./store.js";

const KEPT_AS = "playground.read";
const LATER_MS = 500;

/** How many messages somebody has not seen, by "person:chat" or "person:chat:topic". */
const counts = new Map();
/** The newest message that is counted, or was seen, by the same names. */
const counted = new Map();
const seen = new Map();
let keeping = null;

const keyOf = (...parts) => parts.filter((part) => part !== null).join(":");

/** How many messages somebody has not seen: in all chats, in one, in one topic of it. */
export function unreadOf(person, chat = null, thread = null) {
  const wanted = keyOf(person, chat, thread);
  let count = 0;
  for (const [key, number] of counts) if (key === wanted || key.startsWith(`${wanted}:`)) count += number;
  return count;
}

/** A message has come: one more for everybody in the chat but its sender, unless it was counted or seen before. */
export function countFor(chat, message) {
  const thread = threadOf(message, chat);
  for (const person of peopleIn(chat)) if (count(chat.id, thread, person, message)) emit("unread", person);
}

function count(chat, thread, person, { message_id: number, from }) {
  const key = keyOf(person, chat, thread);
  if (from?.id === person || number <= Math.max(counted.get(key) ?? 0, seen.get(key) ?? 0)) return false;
  counted.set(key, number);
  counts.set(key, (counts.get(key) ?? 0) + 1);
  return true;
}

/** Somebody has seen a chat, or a topic of it, to its end. */
export function markRead(person, chat, thread = null) {
  const key = keyOf(person, chat, thread);
  if (!counts.delete(key)) return;
  seen.set(key, counted.get(key));
  keepLater();
  emit("unread", person);
}

/** Count anew by what the chats hold (number, sender, topic of each); who looks for the first time has seen it all. */
function countAgain(latest) {
  const isKnown = seen.size > 0 || remember();
  counts.clear();
  counted.clear();
  for (const [id, numbers] of Object.entries(latest)) {
    const chat = store.chats.get(Number(id));
    for (const [number, sender, thread] of numbers) {
      for (const person of peopleIn(chat)) count(chat.id, thread, person, { message_id: number, from: { id: sender } });
    }
  }
  if (!isKnown) allSeen();
}

/** What was seen before the page was loaded again. @returns {boolean} whether it was this very world */
function remember() {
  const kept = JSON.parse(sessionStorage.getItem(KEPT_AS) ?? "{}");
  if (kept.world !== store.world) return false;
  Object.entries(kept.seen).forEach(([key, number]) => seen.set(key, number));
  return true;
}

function allSeen() {
  for (const [key, number] of counted) seen.set(key, number);
  counts.clear();
  keep();
}

/** Everybody is new here, and so is what they get. */
function forget() {
  [counts, counted, seen].forEach((known) => known.clear());
  keep();
}

function keep() {
  keeping = null;
  sessionStorage.setItem(KEPT_AS, JSON.stringify({ world: store.world, seen: Object.fromEntries(seen) }));
}

function keepLater() {
  keeping ??= setTimeout(keep, LATER_MS);
}

on("latest", countAgain);
on("begun anew", forget);
addEventListener("pagehide", () => keeping && keep());
