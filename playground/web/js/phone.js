/** One person's phone: whose it is, its chats, and the chat that is open. */

import { act, Away } from "./api.js";
import { takeDrops } from "./attaching.js";
import { Composer } from "./composer.js";
import { Conversation } from "./conversation.js";
import { avatar } from "./avatar.js";
import { el, iconButton } from "./dom.js";
import { link } from "./entities.js";
import { LiveShare } from "./live_share.js";
import { openPhoneMenu } from "./phone_menu.js";
import { ReplyKeyboard } from "./reply_keyboard.js";
import { chatsOf, emit, on, openChat, peopleIn, store } from "./store.js";
import { alertOver, toast } from "./toasts.js";
import { backButton, Topics } from "./topics.js";
import { unreadOf } from "./unread.js";
import { refusedIn } from "./words/refused.js";
import { directionOf, languageName, wordsFor } from "./words.js";

const TYPING_MS = 5500;

export class Phone {
  /** @param {number} personId @param {(phone: Phone) => void} onClose */
  constructor(personId, onClose) {
    this.person = store.people.get(personId);
    this.words = wordsFor(this.person.language_code);
    this.direction = directionOf(this.person.language_code);
    this.chat = null;
    this.thread = null;
    this.doing = {
      bot: store.bot.username ?? "",
      words: this.words,
      onCommand: (text) => this.act("says", { text }),
      onStart: (payload) => this.act("starts", { payload: payload || null }),
    };
    this.conversation = new Conversation(this);
    this.composer = new Composer(this);
    this.keyboard = new ReplyKeyboard(this);
    this.topics = new Topics(this);
    this.back = backButton(this);
    this.liveShare = new LiveShare(this);
    this.build(onClose);
    this.ends = [
      on("callback_answer", (answer) => this.answered(answer)),
      on("all", () => this.refresh()),
      on("shown:captions", () => this.drawCaption()),
      on("unread", (person) => person === this.person.id && this.drawCaption()),
    ];
    this.ready = this.open(this.person.id);
  }

  build(onClose) {
    const { person, words } = this;
    this.caption = el("span", { class: "caption-words" });
    this.title = el("bdi", { class: "chat-title" });
    this.status = el("span", { class: "chat-status", "aria-live": "off" });
    this.face = el("span", {});
    this.menuButton = iconButton("more", words.more, (event) => openPhoneMenu(event.currentTarget, this));
    this.notices = el("div", { class: "notices", role: "status", "aria-live": "polite" });
    this.bottom = el("div", { class: "bottom" });
    this.screen = el(
      "div",
      { class: "screen" },
      el(
        "div",
        { class: "chat-head" },
        this.back,
        this.face,
        el("div", { class: "chat-names" }, this.title, this.status),
        this.menuButton,
      ),
      this.topics.element,
      this.conversation.element,
      this.notices,
      this.bottom,
    );
    takeDrops(this.screen, this);
    const language = languageName(person.language_code ?? "en");
    this.element = el(
      "section",
      {
        class: "phone",
        dir: this.direction,
        lang: person.language_code ?? "en",
        "aria-label": person.first_name,
        "data-person": person.id,
      },
      el(
        "header",
        { class: "caption" },
        avatar(person),
        el(
          "div",
          { class: "caption-names" },
          el("h2", {}, el("bdi", {}, person.first_name), el("span", { class: "language" }, language)),
          this.caption,
        ),
        iconButton("close", words.close, () => onClose(this)),
      ),
      this.screen,
    );
  }

  /** Open one of the person's chats. While the playground is away nothing opens; `refresh` tries again. */
  async open(chatId) {
    this.wanted = chatId;
    let chat;
    try {
      chat = await openChat(chatId);
    } catch (error) {
      this.toast(this.saidOf(error), "refused");
      return;
    }
    if (this.wanted === chatId) this.opened(chat);
  }

  opened(chat) {
    const chatId = chat.id;
    this.stop?.();
    this.chat = chat;
    this.thread = null;
    const stops = [
      on(`chat:${chatId}`, () => this.drawFrame()),
      on(`typing:${chatId}`, () => this.typing()),
      on(`message:${chatId}`, ({ kind, message }) => this.heard(kind, message)),
    ];
    this.stop = () => stops.forEach((stop) => stop());
    this.conversation.open(chatId);
    this.drawFrame();
  }

  /** Enter a topic of the group (0: the general one), or go back to the list of them (null). */
  enter(thread) {
    this.thread = thread;
    this.conversation.open(this.chat.id);
    this.drawFrame();
  }

  /** Whether the list of topics is shown in the place of messages. */
  listsTopics() {
    return Boolean(this.chat.is_forum) && this.thread === null;
  }

  refresh() {
    if (!this.chat) {
      this.ready = this.open(this.person.id);
      return;
    }
    this.chat = store.chats.get(this.chat?.id) ?? this.chat;
    this.drawFrame();
  }

  /** Draw what stands around the messages. */
  drawFrame() {
    if (!this.chat) return;
    this.chat = store.chats.get(this.chat.id) ?? this.chat;
    if (this.thread && !this.chat.topics.some((topic) => topic.thread_id === this.thread)) return this.enter(null);
    const isPrivate = this.chat.type === "private";
    this.composer.moveTo([this.person.id, this.person.first_name, this.chat.id, this.thread ?? ""].join(" "));
    this.title.textContent = this.topicName() ?? this.titleOf(this.chat);
    this.topics.element.hidden = !this.listsTopics();
    this.conversation.element.hidden = this.listsTopics();
    this.back.hidden = this.thread === null;
    this.topics.drawNow();
    this.face.replaceChildren(avatar(isPrivate ? store.bot : { id: this.chat.id, first_name: this.chat.title ?? "" }));
    this.drawStatus();
    this.drawBottom();
    this.keyboard.draw();
    this.composer.slash.hidden = this.commands().length === 0;
    this.drawCaption();
  }

  drawCaption() {
    const told = store.shown.captions?.[this.person.id] ?? "";
    const others = unreadOf(this.person.id) - (this.chat ? unreadOf(this.person.id, this.chat.id) : 0);
    this.caption.replaceChildren(told, others > 0 ? el("span", { class: "badge" }, `${others}`) : "");
  }

  drawStatus() {
    const { chat, words } = this;
    const members = peopleIn(chat).length + 1;
    const about = this.thread === null ? words.members(members) : this.titleOf(chat);
    this.status.textContent = chat.type === "private" ? words.bot : about;
    this.status.classList.remove("typing");
  }

  /** The line to type in, the big Start, or the way back from having blocked the bot. */
  drawBottom() {
    const { chat, words } = this;
    const writes = chat.started || chat.type !== "private";
    const wanted = this.listsTopics() ? "nothing" : chat.blocked ? "blocked" : writes ? "composer" : "start";
    if (this.bottom.dataset.shows === wanted) return;
    this.bottom.dataset.shows = wanted;
    const big = (label, name) =>
      el("button", { type: "button", class: "big-button", onclick: () => this.act(name) }, label);
    const shown = {
      nothing: [],
      composer: [this.composer.element, this.keyboard.element],
      start: [big(words.start, "starts")],
      blocked: [el("p", { class: "blocked" }, words.blocked), big(words.unblock, "unblocks")],
    };
    this.bottom.replaceChildren(...shown[wanted]);
    this.composer.grow();
  }

  typing() {
    this.status.textContent = this.words.typing;
    this.status.classList.add("typing");
    clearTimeout(this.typingEnd);
    this.typingEnd = setTimeout(() => this.drawStatus(), TYPING_MS);
  }

  heard(kind, message) {
    this.drawBottom();
    this.topics.draw();
    if (kind === "message" && message.from?.id === store.bot.id) this.drawStatus();
    if (kind === "message" && message.from?.id === this.person.id) this.conversation.toEnd();
  }

  /** Press an inline button; its answer comes by the stream. */
  pressed(message, data) {
    this.act("press", { message_id: message.message_id, callback_data: data });
  }

  answered({ person, chat, message_id: number, data, answer }) {
    if (person !== this.person.id || chat !== this.chat?.id) return;
    const pressed = `[data-message="${number}"] [data-callback="${CSS.escape(data)}"]`;
    this.element.querySelector(pressed)?.removeAttribute("aria-busy");
    if (answer?.url) toast(this.notices, link(answer.url, [answer.url], this.doing));
    if (!answer?.text) return;
    if (answer.show_alert) alertOver(this.screen, answer.text, this.words.ok);
    else toast(this.notices, answer.text);
  }

  /** Do something in the open chat (or another one); a refusal is shown and gives null. */
  async act(name, details = {}, chat = this.chat.id) {
    try {
      const thread = chat === this.chat.id ? this.thread : null;
      return await act(this.person.id, chat, name, thread ? { thread, ...details } : details);
    } catch (error) {
      this.toast(this.saidOf(error), "refused");
      return null;
    }
  }

  /** Why something was not done, in the person's language as far as it is the phone that says it. */
  saidOf(error) {
    return error instanceof Away ? this.words.away : refusedIn(this.person.language_code, error.message);
  }

  toast(text, kind = "") {
    toast(this.notices, text, kind);
  }

  commands() {
    return this.chat?.commands?.[this.person.id] ?? [];
  }

  chats() {
    return chatsOf(this.person.id);
  }

  /** The open topic's name, if one is open. */
  topicName() {
    if (this.thread === null) return null;
    return this.chat.topics.find((topic) => topic.thread_id === this.thread)?.name ?? this.words.general;
  }

  titleOf(chat) {
    return chat.type === "private" ? store.bot.first_name : (chat.title ?? "");
  }

  /** Whether somebody can see this phone now. */
  isShown() {
    return document.visibilityState === "visible" && this.element.offsetParent !== null;
  }

  close() {
    this.stop?.();
    this.liveShare.park();
    this.conversation.close();
    this.topics.close();
    this.ends.forEach((end) => end());
    this.element.remove();
    emit("closed", this.person.id);
  }
}
