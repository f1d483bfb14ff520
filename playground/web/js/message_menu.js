/** What can be done with a message: reply, copy, forward, edit, delete, react. */

import { ask } from "./dialog.js";
import { el } from "./dom.js";
import { openMenu } from "./menu.js";
import { chatsOf } from "./store.js";

const EMOJI = ["👍", "❤", "🔥", "👎"];

/** @param {HTMLElement} anchor @param {object} message @param {import("./phone.js").Phone} phone */
export function openMessageMenu(anchor, message, phone) {
  const { words } = phone;
  const number = message.message_id;
  const own = message.from?.id === phone.person.id;
  const text = message.text ?? message.caption;
  openMenu(anchor, words.actions, [
    { label: words.reply, icon: "reply", do: () => phone.composer.replyTo(message) },
    text ? { label: words.copy, icon: "file", do: () => copy(text, phone) } : null,
    { label: words.forward, icon: "send", do: () => forward(message, phone) },
    own && text ? { label: words.edit, icon: "check", do: () => phone.composer.editOwn(message) } : null,
    ...EMOJI.map((emoji) => ({
      label: `${words.react} ${emoji}`,
      do: () => phone.act("reacts", { message_id: number, emoji: hasGiven(message, phone, emoji) ? null : emoji }),
    })).slice(0, own ? 1 : 4),
    { label: words.remove, icon: "close", danger: true, do: () => phone.act("deletes", { message_id: number }) },
  ]);
}

function hasGiven(message, phone, emoji) {
  return (message.reactions?.[phone.person.id] ?? []).some((reaction) => reaction.emoji === emoji);
}

function copy(text, phone) {
  navigator.clipboard?.writeText(text).catch(() => {});
  phone.toast("✓");
}

/** Forward into one of the person's chats; where there is one only, there. */
async function forward(message, phone) {
  const chats = chatsOf(phone.person.id);
  const target = chats.length === 1 ? chats[0].id : await chosenChat(chats, phone);
  if (target === null) return;
  const details = { message_id: message.message_id, from_chat: message.chat.id };
  phone.act("forwards", details, target);
}

function chosenChat(chats, phone) {
  const select = el(
    "select",
    { "aria-label": phone.words.forward },
    chats.map((chat) => el("option", { value: chat.id }, phone.titleOf(chat))),
  );
  return ask({
    title: phone.words.forward,
    body: [select],
    submit: phone.words.forward,
    close: phone.words.close,
    read: () => Number(select.value),
  });
}
