/** One message, or an album of several, as Telegram shows it. */

import { attachmentsOf } from "./attachments.js";
import { el, iconButton } from "./dom.js";
import { formatted } from "./entities.js";
import { inlineKeyboard } from "./inline_keyboard.js";
import { openMessageMenu } from "./message_menu.js";
import { isService, serviceWords } from "./service_notes.js";
import { timeOf } from "./words.js";

/**
 * @param {Array<object>} parts the messages of an album, or one
 * @param {import("./phone.js").Phone} phone whose phone shows it
 */
export function bubble(parts, phone) {
  const message = parts[0];
  if (isService(message)) {
    return el("p", { class: "service", dir: "auto" }, serviceWords(message, phone));
  }
  const own = message.from?.id === phone.person.id;
  const said = parts.find((part) => part.text || part.caption) ?? message;
  const body = el(
    "div",
    { class: `bubble ${own ? "own" : "theirs"} ${bareClass(parts, said)}` },
    sender(message, phone, own),
    forwarded(message, phone),
    quote(message, phone),
    attachmentsOf(parts, phone),
    words(said, phone),
    footer(parts, phone),
  );
  const article = el(
    "article",
    { class: `message ${own ? "own" : "theirs"}`, "data-message": message.message_id },
    el(
      "div",
      { class: "bubble-row" },
      body,
      iconButton("more", phone.words.actions, (event) => openMessageMenu(event.currentTarget, said, phone), "faint"),
    ),
    inlineKeyboard(parts.at(-1), phone),
  );
  article.addEventListener("contextmenu", (event) => {
    event.preventDefault();
    openMessageMenu(article.querySelector(".icon-button"), said, phone);
  });
  return article;
}

/** Pictures without words need no bubble around them; a place with a name has words. */
function bareClass(parts, said) {
  const shows = parts[0].photo || parts[0].video || parts[0].location;
  if (!shows) return "";
  return said.text || said.caption || said.venue ? "pictured" : "pictured bare";
}

function sender(message, phone, own) {
  if (own || phone.chat.type === "private") return null;
  return el("strong", { class: "sender", dir: "auto" }, message.from?.first_name ?? "");
}

function forwarded(message, phone) {
  const origin = message.forward_origin;
  if (!origin) return null;
  const name = origin.sender_user?.first_name ?? origin.sender_user_name ?? origin.sender_chat?.title ?? "";
  return el("p", { class: "forwarded" }, `${phone.words.forwarded} `, el("b", { dir: "auto" }, name));
}

function quote(message, phone) {
  const replied = message.reply_to_message;
  if (!replied) return null;
  const show = () => phone.conversation.reveal(replied.message_id);
  return el(
    "button",
    { type: "button", class: "quote", onclick: show },
    el("b", { dir: "auto" }, replied.from?.first_name ?? ""),
    el("span", { dir: "auto" }, shortly(replied, phone)),
  );
}

/** A message in one line. */
export function shortly(message, phone) {
  const { words: say } = phone;
  const kinds = {
    photo: say.photo,
    voice: say.voice,
    video: say.video,
    document: say.file,
    location: say.place,
    contact: say.contact,
    invoice: say.invoice,
    venue: say.venue,
  };
  const kind = Object.keys(kinds).find((name) => message[name]);
  return (message.text ?? message.caption ?? kinds[kind] ?? "").slice(0, 90);
}

function words(message, phone) {
  const text = message.text ?? message.caption;
  if (!text) return null;
  const entities = message.entities ?? message.caption_entities;
  return el("div", { class: "text", dir: "auto" }, formatted(text, entities, phone.doing));
}

function footer(parts, phone) {
  const latest = parts.at(-1);
  const edited = parts.some((part) => part.edit_date) && !latest.location;
  return el(
    "footer",
    {},
    reactions(parts[0]),
    el(
      "span",
      { class: "stamp" },
      edited ? el("span", { class: "edited" }, `${phone.words.edited} `) : null,
      el(
        "time",
        { datetime: new Date(latest.date * 1000).toISOString() },
        timeOf(latest.date, phone.person.language_code),
      ),
    ),
  );
}

function reactions(message) {
  const given = Object.values(message.reactions ?? {}).flat();
  return given.map((reaction) => el("span", { class: "reaction" }, reaction.emoji ?? "★"));
}
