/** What each event of the stage changes in the store. */

import { emit, loadPeople, store } from "./store.js";
import { countFor } from "./unread.js";
import { worldReached } from "./world_time.js";

/** Messages of a chat that are kept; nobody sees more of them. */
const KEPT = 400;

/** Milliseconds in which several newcomers are asked for at once. */
const TOGETHER_MS = 250;

let peopleWanted = null;

function putMessage(kind, { chat: id, message }) {
  const chat = store.chats.get(id);
  if (!chat) return;
  if (kind === "message" || chat.messages?.has(message.message_id)) chat.messages?.set(message.message_id, message);
  if (chat.messages?.size > KEPT) chat.messages.delete(chat.messages.keys().next().value);
  if (message.from?.id !== store.bot.id) chat.started = true;
  if (kind === "message") {
    worldReached(message.date);
    countFor(chat, message);
  }
  emit(`message:${id}`, { kind, message });
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
  if (strangers) peopleWanted ??= setTimeout(askWhoIsNew, TOGETHER_MS);
}

async function askWhoIsNew() {
  peopleWanted = null;
  await loadPeople().catch((error) => console.info("who is new is heard when the playground is back:", error.message));
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

/** Something that the page shows as a whole, by its name in the store. */
function put(name, about) {
  store[name] = about;
  emit(name, about);
}

export const HAPPENED = {
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
  faults: ({ faults }) => put("faults", faults),
  limits: (about) => put("limits", about),
  shown: putShown,
  scene: putScene,
};
