/** The messages of one chat, kept in order; only what has changed is drawn anew. */

import { bubble } from "./bubble.js";
import { el, iconButton, oncePerFrame } from "./dom.js";
import { on, threadOf } from "./store.js";
import { markRead, unreadOf } from "./unread.js";
import { dayOf } from "./words.js";

const NEAR_END_PX = 60;
const SHOWN = 200;

export class Conversation {
  /** @param {import("./phone.js").Phone} phone */
  constructor(phone) {
    this.phone = phone;
    this.units = new Map();
    this.list = el("div", {
      class: "messages",
      role: "log",
      "aria-live": "polite",
      tabindex: "0",
      "aria-label": `${phone.person.first_name}: ${phone.words.conversation}`,
    });
    this.badge = el("span", { class: "badge", hidden: true });
    this.downButton = iconButton("down", phone.words.latest, () => this.toEnd(), "to-end");
    this.downButton.append(this.badge);
    this.element = el("div", { class: "conversation" }, this.list, this.downButton);
    this.atEnd = true;
    this.lastTop = 0;
    this.list.addEventListener("scroll", () => this.scrolled(), { passive: true });
    this.list.addEventListener("load", () => this.atEnd && this.toEnd(), true);
    this.draw = oncePerFrame(() => this.drawNow());
    this.ends = [on("unread", (person) => person === phone.person.id && this.drawUnread())];
    this.resizes = new ResizeObserver(() => this.atEnd && this.toEnd());
    this.resizes.observe(this.list);
  }

  /** Show another chat. */
  open(chatId) {
    this.stop?.();
    this.units.clear();
    this.list.replaceChildren();
    this.atEnd = true;
    const stops = [on(`message:${chatId}`, this.draw), on(`chat:${chatId}`, this.draw)];
    this.stop = () => stops.forEach((stop) => stop());
    this.drawNow();
  }

  close() {
    this.stop?.();
    this.resizes.disconnect();
    this.ends.forEach((end) => end());
  }

  drawNow() {
    const { chat, thread } = this.phone;
    const all = [...(chat.messages?.values() ?? [])];
    const units = grouped(all.filter((message) => threadOf(message, chat) === thread));
    const nodes = [];
    const kept = new Map();
    let day = "";
    for (const parts of units) {
      const today = dayOf(parts[0].date, this.phone.person.language_code, this.phone.words);
      if (today !== day) nodes.push(this.dayMark(today, kept));
      day = today;
      nodes.push(this.unit(parts, kept));
    }
    if (nodes.length === 0) nodes.push(el("p", { class: "service" }, this.phone.words.empty));
    this.units = kept;
    put(this.list, nodes);
    if (this.atEnd) this.toEnd();
    this.drawUnread();
  }

  dayMark(today, kept) {
    const known = this.units.get(`day ${today}`) ?? { node: el("p", { class: "service day" }, today) };
    kept.set(`day ${today}`, known);
    return known.node;
  }

  unit(parts, kept) {
    const key = String(parts[0].message_id);
    const known = this.units.get(key);
    const same = known && known.parts.length === parts.length && parts.every((part, n) => part === known.parts[n]);
    const unit = same ? known : { parts, node: bubble(parts, this.phone) };
    kept.set(key, unit);
    return unit.node;
  }

  scrolled() {
    const { scrollTop, scrollHeight, clientHeight } = this.list;
    if (scrollHeight - scrollTop - clientHeight < NEAR_END_PX) this.atEnd = true;
    else if (scrollTop < this.lastTop) this.atEnd = false; // only a hand scrolls up; what grows below does not
    this.lastTop = scrollTop;
    this.drawUnread();
  }

  /** Whoever looks at the end has read everything. */
  drawUnread() {
    const { person, chat, thread } = this.phone;
    if (this.atEnd && this.isShown() && chat) markRead(person.id, chat.id, thread);
    const count = chat ? unreadOf(person.id, chat.id, thread) : 0;
    this.downButton.classList.toggle("shown", !this.atEnd);
    this.badge.hidden = count === 0;
    this.badge.textContent = String(count);
  }

  isShown() {
    return this.phone.isShown() && this.element.offsetParent !== null;
  }

  toEnd() {
    this.atEnd = true;
    this.list.scrollTop = this.list.scrollHeight;
  }

  /** Scroll to a message and let it glow for a moment. */
  reveal(number) {
    const article = this.list.querySelector(`[data-message="${number}"]`);
    article?.scrollIntoView({ block: "center", behavior: "smooth" });
    article?.classList.add("glowing");
    setTimeout(() => article?.classList.remove("glowing"), 1500);
  }
}

/** Messages in order, an album's pictures together. */
function grouped(messages) {
  const units = [];
  for (const message of messages.slice(-SHOWN).sort((a, b) => a.message_id - b.message_id)) {
    const latest = units.at(-1);
    const album = message.media_group_id;
    if (album && latest?.[0].media_group_id === album) latest.push(message);
    else units.push([message]);
  }
  return units;
}

/** Make these the children, moving as little as possible. */
function put(parent, nodes) {
  const wanted = new Set(nodes);
  for (const child of [...parent.children]) if (!wanted.has(child)) child.remove();
  nodes.forEach((node, at) => {
    if (parent.children[at] !== node) parent.insertBefore(node, parent.children[at] ?? null);
  });
}
