/** Notes about the chat that nobody wrote: who joined, what was pinned, what was paid. In the words of whose phone it is. */

import { amount } from "./quantities.js";

const SERVICE = {
  new_chat_members: (message, { words }) => words.joined(message.new_chat_members.map(nameOf).join(", ")),
  left_chat_member: (message, { words }) => words.left(nameOf(message.left_chat_member)),
  pinned_message: (message, { words }) => words.pinned_by(nameOf(message.from)),
  forum_topic_created: (message, { words }) => words.topic_created(message.forum_topic_created.name),
  forum_topic_edited: (message, { words }) => words.topic_edited,
  forum_topic_closed: (message, { words }) => words.topic_closed,
  forum_topic_reopened: (message, { words }) => words.topic_reopened,
  migrate_to_chat_id: (message, { words }) => words.became_supergroup,
  migrate_from_chat_id: (message, { words }) => words.became_supergroup,
  successful_payment: (message, phone) => phone.words.paid(sumOf(message.successful_payment, phone)),
  refunded_payment: (message, phone) => phone.words.refunded(sumOf(message.refunded_payment, phone)),
};

function nameOf(user) {
  return user?.first_name ?? "";
}

function sumOf({ total_amount: total, currency }, phone) {
  return amount(total, currency, phone.person.language_code);
}

/** Whether a message is a note about the chat and nobody's words. */
export function isService(message) {
  return Object.keys(SERVICE).some((name) => message[name]);
}

/** What a service message says. @param {object} message @param {import("./phone.js").Phone} phone */
export function serviceWords(message, phone) {
  return SERVICE[Object.keys(SERVICE).find((name) => message[name])](message, phone);
}
