/** All that the page knows, kept true by the stream; whoever shows something listens for its name. */

import { get } from "./api.js";

const listeners = new Map();

/** Call `heard` whenever this happens. @returns {() => void} ends it */
export function on(kind, heard) {
  if (!listeners.has(kind)) listeners.set(kind, new Set());
  listeners.get(kind).add(heard);
  return () => listeners.get(kind).delete(heard);
}

/** Tell everybody who listens. */
export function emit(kind, about) {
  for (const heard of [...(listeners.get(kind) ?? [])]) heard(about);
}

export const store = {
  /** seconds since the epoch by the world's clock, when it was loaded */
  now: 0,
  bot: { id: 0, first_name: "", username: "" },
  /** @type {Map<number, object>} */
  people: new Map(),
  /** @type {Map<number, object>} chats; `messages` is a Map once the chat was opened */
  chats: new Map(),
  shown: {},
  offers: new Set(),
  limits: {},
  /** @type {Array<object>} what goes wrong on purpose */
  faults: [],
  /** Whether the stream tells what happens; null until that is known. */
  connected: null,
};

let held = 0;

/** Whether something is being loaded that what happens meanwhile has to wait for. */
export function isHeld() {
  return held > 0;
}

/** Load something; what the stream tells meanwhile is newer, and is put on top of it afterwards. */
async function holding(load) {
  held += 1;
  try {
    return await load();
  } finally {
    held -= 1;
    emit("released");
  }
}

/** Load everything but the messages; chats that were open are loaded again. */
export async function loadAll() {
  const state = await get("/stage/state?messages=no");
  const world = `${state.playground} ${state.times_begun}`;
  const begunAnew = store.world !== undefined && store.world !== world;
  store.world = world;
  if (begunAnew) {
    store.chats.clear();
    emit("begun anew");
  }
  const { now, bot, shown, limits, faults } = state;
  Object.assign(store, { now, bot, shown, limits, faults, offers: new Set(state.offers) });
  store.people = new Map(state.people.map((person) => [person.id, person]));
  const open = [...store.chats.values()].filter((chat) => chat.messages).map((chat) => chat.id);
  store.chats = new Map(state.chats.map((chat) => [chat.id, chat]));
  await Promise.all(open.filter((id) => store.chats.has(id)).map((id) => openChat(id, true)));
  emit("latest", state.latest);
  emit("all");
}

/** Make sure that a chat's messages are here. */
export async function openChat(id, anew = false) {
  const known = store.chats.get(id);
  if (known?.messages && !anew) return known;
  return holding(async () => {
    const chat = await get(`/stage/chats/${id}`);
    chat.messages = new Map(chat.messages.map((message) => [message.message_id, message]));
    store.chats.set(id, chat);
    emit(`chat:${id}`);
    return chat;
  });
}

/** Who is in a chat, the bot aside. */
export function peopleIn(chat) {
  return chat.members.map((member) => member.id).filter((id) => id !== store.bot.id);
}

/** The chats that a person sees, the private one first. */
export function chatsOf(person) {
  const seen = [...store.chats.values()].filter((chat) => peopleIn(chat).includes(person));
  return seen.sort((one, other) => (one.type === "private" ? -1 : other.type === "private" ? 1 : other.id - one.id));
}

/** In which topic of its chat a message stands: null where there are none, 0 in the general one. */
export function threadOf(message, chat) {
  if (!chat.is_forum) return null;
  return message.forum_topic_created ? message.message_id : (message.message_thread_id ?? 0);
}

/** Load the people again, because somebody new is there. */
export async function loadPeople() {
  const people = await get("/stage/people");
  store.people = new Map(people.map((person) => [person.id, person]));
  emit("people");
}
