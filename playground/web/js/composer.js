/** The line to type in: attach, commands, send; editing and replying; pictures by paste and drop. */

import { openAttachMenu, sendPictures } from "./attaching.js";
import { shortly } from "./bubble.js";
import { el, icon, iconButton } from "./dom.js";
import { draftOf, keepDraft } from "./drafts.js";
import { Suggestions } from "./suggestions.js";

const TALLEST_PX = 120;

export class Composer {
  /** @param {import("./phone.js").Phone} phone */
  constructor(phone) {
    this.phone = phone;
    this.mode = null;
    this.place = null;
    const { words } = phone;
    this.input = el("textarea", {
      rows: "1",
      placeholder: words.message,
      "aria-label": words.message,
      dir: "auto",
      maxlength: "4096",
      autocomplete: "off",
    });
    this.slash = el(
      "button",
      {
        type: "button",
        class: "icon-button slash",
        "aria-label": words.commands,
        title: words.commands,
        onclick: () => this.beginCommand(),
      },
      "/",
    );
    this.keys = iconButton("keyboard", words.keyboard, () => phone.keyboard.toggle(), "keys");
    this.bar = el("div", { class: "composer-bar", hidden: true });
    this.form = el(
      "form",
      { class: "composer" },
      iconButton("attach", words.attach, (event) => openAttachMenu(event.currentTarget, phone)),
      this.input,
      this.keys,
      this.slash,
      el("button", { class: "icon-button send", "aria-label": words.send, title: words.send }, icon("send")),
    );
    this.suggestions = new Suggestions(this);
    this.element = el("div", { class: "composer-box" }, this.suggestions.element, this.bar, this.form);
    this.form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.send();
    });
    this.input.addEventListener("input", () => this.changed());
    this.input.addEventListener("keydown", (event) => this.keyed(event));
    this.input.addEventListener("paste", (event) => this.pasted(event));
  }

  keyed(event) {
    if (this.suggestions.keyed(event)) return;
    if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
      event.preventDefault();
      this.send();
    } else if (event.key === "Escape" && this.mode) {
      this.leaveMode();
    }
  }

  pasted(event) {
    const pictures = [...event.clipboardData.files].filter((file) => file.type.startsWith("image/"));
    if (pictures.length === 0) return;
    event.preventDefault();
    sendPictures(pictures, this.phone);
  }

  /** Another chat, or another topic of it, is open: each has a line of its own. */
  moveTo(place) {
    if (place === this.place) return;
    this.place = place;
    const { text, mode } = draftOf(place);
    this.setMode(mode);
    this.write(text);
  }

  /** Send what is on the line; whatever could not be sent comes back to it. */
  async send() {
    const text = this.input.value.trim();
    if (!text) return;
    const { mode, place } = this;
    this.setMode(null);
    this.write("");
    keepDraft(place, { text, mode }); // until it has arrived
    const done = mode?.edit
      ? await this.phone.act("edits", { message_id: mode.edit, text })
      : await this.phone.act("says", { text, reply_to: mode?.reply });
    if (place !== this.place) keepDraft(place, done === null ? { text, mode } : { text: "", mode: null });
    else if (done === null) this.giveBack(text, mode);
    else this.keep();
  }

  /** Put it before what was typed meanwhile. */
  giveBack(text, mode) {
    this.setMode(this.mode ?? mode);
    this.write([text, this.input.value].filter(Boolean).join("\n"));
  }

  /** Put words on the line. */
  write(text) {
    this.input.value = text;
    this.changed();
  }

  /** As high as its words, once it is on the page: before, nothing has a height. */
  grow() {
    if (!this.input.isConnected) return;
    this.input.style.height = "auto";
    this.input.style.height = `${Math.min(this.input.scrollHeight, TALLEST_PX)}px`;
  }

  changed() {
    this.grow();
    this.element.classList.toggle("filled", this.input.value.trim() !== "");
    this.suggestions.draw();
    this.keep();
  }

  keep() {
    if (this.place) keepDraft(this.place, { text: this.input.value, mode: this.mode });
  }

  beginCommand() {
    this.input.focus();
    this.write("/");
  }

  replyTo(message) {
    this.setMode({ reply: message.message_id });
    this.input.focus();
  }

  editOwn(message) {
    this.setMode({ edit: message.message_id });
    this.write(message.text ?? message.caption ?? "");
    this.input.focus();
  }

  /** Reply to a message or edit it (null: neither), unless it has gone meanwhile. */
  setMode(mode) {
    const message = this.phone.chat?.messages?.get(mode?.reply ?? mode?.edit);
    this.mode = message ? mode : null;
    this.bar.hidden = !this.mode;
    if (this.mode) this.drawMode(message);
    this.keep();
  }

  drawMode(message) {
    const { words } = this.phone;
    const title = this.mode.edit ? words.editing : `${words.replying} ${message.from?.first_name ?? ""}`;
    this.bar.replaceChildren(
      el(
        "div",
        { class: "quote" },
        el("b", { dir: "auto" }, title),
        el("span", { dir: "auto" }, shortly(message, this.phone)),
      ),
      iconButton("close", words.cancel, () => this.leaveMode()),
    );
  }

  leaveMode() {
    if (this.mode?.edit) this.write("");
    this.setMode(null);
  }
}
