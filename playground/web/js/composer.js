/** The line to type in: attach, commands, send; editing and replying; pictures by paste and drop. */

import { openAttachMenu, sendPictures } from "./attaching.js";
import { shortly } from "./bubble.js";
import { el, icon, iconButton } from "./dom.js";
import { openMenu } from "./menu.js";

const TALLEST_PX = 120;

export class Composer {
  /** @param {import("./phone.js").Phone} phone */
  constructor(phone) {
    this.phone = phone;
    this.mode = null;
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
        onclick: (event) => this.openCommands(event.currentTarget),
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
    this.element = el("div", { class: "composer-box" }, this.bar, this.form);
    this.form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.send();
    });
    this.input.addEventListener("input", () => this.grow());
    this.input.addEventListener("keydown", (event) => this.keyed(event));
    this.input.addEventListener("paste", (event) => this.pasted(event));
  }

  keyed(event) {
    if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
      event.preventDefault();
      this.send();
    } else if (event.key === "Escape" && this.mode) {
      this.leaveMode();
    } else if (event.key === "/" && this.input.value === "" && this.phone.commands().length > 0) {
      event.preventDefault();
      this.openCommands(this.slash);
    }
  }

  pasted(event) {
    const pictures = [...event.clipboardData.files].filter((file) => file.type.startsWith("image/"));
    if (pictures.length === 0) return;
    event.preventDefault();
    sendPictures(pictures, this.phone);
  }

  async send() {
    const text = this.input.value.trim();
    if (!text) return;
    const { mode } = this;
    this.write("");
    this.leaveMode();
    if (mode?.edit) await this.phone.act("edits", { message_id: mode.edit, text });
    else await this.phone.act("says", { text, reply_to: mode?.reply });
  }

  /** Put words on the line. */
  write(text) {
    this.input.value = text;
    this.grow();
  }

  grow() {
    this.input.style.height = "auto";
    this.input.style.height = `${Math.min(this.input.scrollHeight, TALLEST_PX)}px`;
    this.element.classList.toggle("filled", this.input.value.trim() !== "");
  }

  openCommands(anchor) {
    const items = this.phone.commands().map(({ command, description }) => ({
      label: `/${command}`,
      hint: description,
      do: () => this.phone.act("says", { text: `/${command}` }),
    }));
    openMenu(anchor, this.phone.words.commands, items);
  }

  replyTo(message) {
    this.enterMode(
      { reply: message.message_id },
      `${this.phone.words.replying} ${message.from?.first_name ?? ""}`,
      message,
    );
  }

  editOwn(message) {
    this.enterMode({ edit: message.message_id }, this.phone.words.editing, message);
    this.write(message.text ?? message.caption ?? "");
  }

  enterMode(mode, title, message) {
    this.mode = mode;
    this.bar.replaceChildren(
      el(
        "div",
        { class: "quote" },
        el("b", { dir: "auto" }, title),
        el("span", { dir: "auto" }, shortly(message, this.phone)),
      ),
      iconButton("close", this.phone.words.cancel, () => this.leaveMode()),
    );
    this.bar.hidden = false;
    this.input.focus();
  }

  leaveMode() {
    if (this.mode?.edit) this.write("");
    this.mode = null;
    this.bar.hidden = true;
  }
}
