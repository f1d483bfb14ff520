/** Notes about the chat that nobody wrote: who joined, what was pinned. */

const SERVICE = {
  new_chat_members: (message) => `${message.new_chat_members.map((user) => user.first_name).join(", ")} joined`,
  left_chat_member: (message) => `${message.left_chat_member.first_name} left`,
  pinned_message: (message) => `${message.from?.first_name ?? ""} pinned a message`,
  forum_topic_created: (message) => `Topic: ${message.forum_topic_created.name}`,
  forum_topic_edited: () => "The topic was changed",
  forum_topic_closed: () => "The topic was closed",
  forum_topic_reopened: () => "The topic was reopened",
  migrate_to_chat_id: () => "The group became a supergroup",
  migrate_from_chat_id: () => "The group became a supergroup",
  successful_payment: () => "Paid",
  refunded_payment: () => "Refunded",
};

/** Whether a message is a note about the chat and nobody's words. */
export function isService(message) {
  return Object.keys(SERVICE).some((name) => message[name]);
}

/** What a service message says. */
export function serviceWords(message) {
  return SERVICE[Object.keys(SERVICE).find((name) => message[name])](message);
}
