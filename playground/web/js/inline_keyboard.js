/** The buttons under a message. */

import { el, icon } from "./dom.js";
import { link } from "./entities.js";

/** @returns {HTMLElement|null} */
export function inlineKeyboard(message, phone) {
  const rows = message.reply_markup?.inline_keyboard;
  if (!rows?.length) return null;
  return el(
    "div",
    { class: "inline-keyboard", dir: phone.direction },
    rows.map((row) =>
      el(
        "div",
        { class: "row" },
        row.map((button) => inlineButton(button, message, phone)),
      ),
    ),
  );
}

function inlineButton(button, message, phone) {
  const style = `inline-button ${button.style ?? ""}`;
  if (button.url) {
    const made = link(button.url, [el("span", { dir: "auto" }, button.text)], phone.doing);
    made.className = `${style} ${made.className}`;
    return made;
  }
  const press = () => doing(button, message, phone, made);
  const made = el(
    "button",
    { type: "button", class: style, onclick: press, "data-callback": button.callback_data },
    el("span", { dir: "auto" }, button.text),
    button.copy_text ? icon("file") : null,
  );
  return made;
}

function doing(button, message, phone, made) {
  if (button.callback_data) {
    made.setAttribute("aria-busy", "true");
    phone.pressed(message, button.callback_data);
    setTimeout(() => made.removeAttribute("aria-busy"), 6000);
  } else if (button.copy_text) {
    navigator.clipboard?.writeText(button.copy_text.text).catch(() => {});
    phone.toast(button.copy_text.text);
  } else if (button.pay) {
    phone.act("pays", { message_id: message.message_id });
  } else {
    phone.toast(phone.words.nothing_behind, "refused");
  }
}
