/** The topics of a group, as Telegram lists them: the general one first, each with its latest words and what is unread. */

import { shortly } from "./bubble.js";
import { isService, serviceWords } from "./service_notes.js";
import { ask, field } from "./dialog.js";
import { el, icon, oncePerFrame, replaceChildren } from "./dom.js";
import { on, threadOf } from "./store.js";
import { unreadOf } from "./unread.js";

export class Topics {
  /** @param {import("./phone.js").Phone} phone */
  constructor(phone) {
    this.phone = phone;
    this.list = el("div", { class: "topics-list" });
    const add = el("button", { type: "button", class: "text-button", onclick: () => this.open() }, phone.words.new_topic);
    this.element = el("nav", { class: "topics", "aria-label": phone.words.topics, hidden: true }, this.list, add);
    this.draw = oncePerFrame(() => this.drawNow());
    this.ends = [on("unread", (person) => person === phone.person.id && this.draw())];
  }

  drawNow() {
    const { chat } = this.phone;
    if (this.element.hidden || !chat?.is_forum) return;
    const latest = new Map();
    for (const message of chat.messages?.values() ?? []) latest.set(threadOf(message, chat), message);
    const topics = [{ thread_id: 0, name: this.phone.words.general, icon_color: 0x8e9aa6 }, ...chat.topics];
    replaceChildren(
      this.list,
      topics.map((topic) => this.row(topic, latest.get(topic.thread_id))),
    );
  }

  row(topic, message) {
    const { phone } = this;
    const count = unreadOf(phone.person.id, phone.chat.id, topic.thread_id);
    const said = message && (isService(message) ? serviceWords(message, phone) : shortly(message, phone));
    const mark = el("span", { class: "topic-mark", "aria-hidden": "true" }, [...topic.name][0]);
    mark.style.background = `#${topic.icon_color.toString(16).padStart(6, "0")}`;
    return el(
      "button",
      { type: "button", "data-key": topic.thread_id, onclick: () => phone.enter(topic.thread_id) },
      mark,
      el(
        "span",
        { class: "file-words" },
        el("b", { dir: "auto" }, topic.name, topic.closed ? ` · ${phone.words.closed_topic}` : ""),
        el("small", { dir: "auto" }, said ?? ""),
      ),
      count > 0 ? el("span", { class: "badge" }, String(count)) : null,
    );
  }

  /** A new topic, as people with the right for it open one. */
  async open() {
    const { words } = this.phone;
    const name = el("input", { required: true, maxlength: "128", autocomplete: "off" });
    const body = [field(words.topic_name, name)];
    const read = () => name.value.trim();
    const wanted = await ask({ title: words.new_topic, body, submit: words.ok, close: words.close, read });
    if (wanted) await this.phone.act("opens_topic", { name: wanted });
  }

  close() {
    this.ends.forEach((end) => end());
  }
}

/** The way from a topic back to the list. */
export function backButton(phone) {
  return el(
    "button",
    {
      type: "button",
      class: "icon-button back",
      "aria-label": phone.words.topics,
      title: phone.words.topics,
      hidden: true,
      onclick: () => phone.enter(null),
    },
    icon("back"),
  );
}
