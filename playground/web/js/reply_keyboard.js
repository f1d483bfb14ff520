/** The keyboard that the bot puts under the line: words, the own contact, the own place. */

import { sendPlace } from "./attaching.js";
import { el, icon } from "./dom.js";

export class ReplyKeyboard {
  /** @param {import("./phone.js").Phone} phone */
  constructor(phone) {
    this.phone = phone;
    this.element = el("div", { class: "reply-keyboard", role: "group", "aria-label": phone.words.keyboard });
    this.hidden = false;
    this.drawn = null;
  }

  /** Draw what the chat's keyboard is now. */
  draw() {
    const markup = this.phone.chat?.reply_keyboard ?? null;
    const rows = markup?.keyboard ?? [];
    const same = JSON.stringify(rows) === this.drawn;
    if (!same) {
      this.drawn = JSON.stringify(rows);
      this.hidden = false;
      this.element.replaceChildren(
        ...rows.map((row) =>
          el(
            "div",
            { class: "row" },
            row.map((key) => this.key(key)),
          ),
        ),
      );
    }
    this.element.hidden = this.hidden || rows.length === 0;
    this.phone.composer.keys.hidden = rows.length === 0;
    this.phone.composer.input.placeholder = markup?.input_field_placeholder ?? this.phone.words.message;
  }

  toggle() {
    this.hidden = !this.hidden;
    this.draw();
  }

  key(key) {
    const press = () => this.pressed(key);
    const kind = key.request_location ? "pin" : key.request_contact ? "person" : null;
    return el(
      "button",
      { type: "button", class: `key ${key.style ?? ""}`, onclick: press },
      kind ? icon(kind) : null,
      el("span", { dir: "auto" }, key.text),
    );
  }

  async pressed(key) {
    if (this.phone.chat.reply_keyboard?.one_time_keyboard) {
      this.hidden = true;
      this.draw();
    }
    if (key.request_location) await sendPlace(this.phone);
    else if (key.request_contact) await this.phone.act("shares_contact");
    else await this.phone.act("says", { text: key.text });
  }
}
