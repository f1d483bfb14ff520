/** The three dots of a phone: its chats, /start, block and unblock, a new group. */

import { post } from "./api.js";
import { ask, field } from "./dialog.js";
import { el } from "./dom.js";
import { openMenu } from "./menu.js";
import { emit, store } from "./store.js";
import { unreadOf } from "./unread.js";

/** @param {HTMLElement} anchor @param {import("./phone.js").Phone} phone */
export function openPhoneMenu(anchor, phone) {
  const { words, person, chat } = phone;
  const others = phone.chats().filter((other) => other.id !== chat.id);
  openMenu(anchor, words.more, [
    ...others.map((other) => ({
      label: phone.titleOf(other),
      icon: "phones",
      hint: unreadOf(person.id, other.id) || "",
      do: () => phone.open(other.id),
    })),
    { label: "/start", icon: "play", do: () => phone.act("starts", {}, person.id) },
    { label: words.new_group, icon: "plus", do: () => makeGroup(phone) },
    store.chats.get(person.id)?.blocked
      ? { label: words.unblock, icon: "check", do: () => phone.act("unblocks") }
      : { label: words.block, icon: "close", danger: true, do: () => phone.act("blocks") },
  ]);
}

/** A group of this person, whoever is chosen, and the bot. */
async function makeGroup(phone) {
  const { words } = phone;
  const title = el("input", { required: true, value: words.group_team, maxlength: "128", autocomplete: "off" });
  const others = [...store.people.values()].filter((person) => person.id !== phone.person.id).slice(0, 30);
  const boxes = others.map((person) => el("input", { type: "checkbox", value: person.id }));
  const forum = el("input", { type: "checkbox" });
  const rows = others.map((person, at) => el("label", { class: "check" }, boxes[at], person.first_name));
  const body = [
    field(words.group_title, title),
    rows.length > 0 ? el("fieldset", {}, el("legend", {}, words.group_with), rows) : "",
    el("label", { class: "check" }, forum, words.group_topics),
  ];
  const read = () => [phone.person.id, ...boxes.filter((box) => box.checked).map((box) => Number(box.value))];
  const members = await ask({ title: words.group_new, body, submit: words.group_make, close: words.close, read });
  if (!members) return;
  const wanted = { title: title.value.trim() || words.group_team, members, forum: forum.checked };
  try {
    const made = await post("/stage/groups", wanted);
    emit("chats");
    await phone.open(made.done.id);
  } catch (error) {
    phone.toast(phone.saidOf(error), "refused");
  }
}
