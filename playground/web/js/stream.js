/** What happens, from the stage's server-sent events into the store. */

import { countUnread, emit, loadAll, loadPeople, peopleIn, store, threadOf } from "./store.js";

/** Messages of a chat that are kept; nobody sees more of them. */
const KEPT = 400;

/** Milliseconds: what came all at once, because the machine had no time before, is taken in such slices. */
const SLICE_MS = 25;

let source = null;
let peopleWanted = null;

/** Listen first, then load, so that nothing falls between the two. */
export async function connect() {
  const waiting = [];
  const turns = new MessageChannel(); // not a timer: those of a page that nobody looks at come once a second
  let loaded = false;
  let asked = false;
  const ask = () => {
    if (asked || !loaded || !waiting.length) return;
    asked = true;
    turns.port2.postMessage(null);
  };
  turns.port1.onmessage = () => {
    asked = false;
    const ends = performance.now() + SLICE_MS;
    while (loaded && waiting.length && performance.now() < ends) apply(...waiting.shift());
    ask();
  };
  source = new EventSource("/stage/events");
  for (const kind of Object.keys(APPLIED)) {
    source.addEventListener(kind, (event) => {
      waiting.push([kind, event.data]);
      ask();
    });
  }
  source.addEventListener("open", async () => {
    loaded = false;
    waiting.length = 0;
    await loadAll();
    loaded = true;
    ask();
    setConnected(true);
  });
  source.addEventListener("error", () => setConnected(false));
}

function setConnected(connected) {
  store.connected = connected;
  emit("connected", connected);
}

function apply(kind, told) {
  APPLIED[kind](JSON.parse(told));
}

function putMessage(kind, { chat: id, message }) {
  const chat = store.chats.get(id);
  if (!chat) return;
  if (kind === "message" || chat.messages?.has(message.message_id)) chat.messages?.set(message.message_id, message);
  if (chat.messages?.size > KEPT) chat.messages.delete(chat.messages.keys().next().value);
  if (message.from?.id !== store.bot.id) chat.started = true;
  if (kind === "message") countFor(chat, message);
  emit(`message:${id}`, { kind, message });
}

function countFor(chat, message) {
  const thread = threadOf(message, chat);
  for (const person of peopleIn(chat)) if (message.from?.id !== person) countUnread(person, chat.id, thread);
}

function dropMessage({ chat: id, message_id: number }) {
  store.chats.get(id)?.messages?.delete(number);
  emit(`message:${id}`, { kind: "delete", message: null });
}

function putChat(view) {
  const known = store.chats.get(view.id);
  store.chats.set(view.id, known ? Object.assign(known, view) : view);
  emit(`chat:${view.id}`);
  if (!known) emit("chats");
  const strangers = view.members.some(({ id }) => id !== store.bot.id && !store.people.has(id));
  if (strangers && !peopleWanted) {
    peopleWanted = setTimeout(() => {
      peopleWanted = null;
      loadPeople();
    }, 250);
  }
}

function putShown({ topic, about }) {
  store.shown[topic] = about;
  emit(`shown:${topic}`, about);
}

function putScene({ changed, gone }) {
  const scene = store.shown.scene ?? {};
  Object.assign(scene, changed);
  gone.forEach((key) => delete scene[key]);
  store.shown.scene = scene;
  emit("shown:scene", { changed, gone });
}

const APPLIED = {
  message: (about) => putMessage("message", about),
  edit: (about) => putMessage("edit", about),
  reaction: (about) => putMessage("reaction", about),
  delete: dropMessage,
  keyboard: putChat,
  chat: putChat,
  callback: (about) => emit("callback", about),
  callback_answer: (about) => emit("callback_answer", about),
  typing: (about) => emit(`typing:${about.chat}`, about.action),
  checkout: (about) => emit("checkout", about),
  call: (about) => emit("call", about),
  shown: putShown,
  scene: putScene,
  resync: () => loadAll(),
};
