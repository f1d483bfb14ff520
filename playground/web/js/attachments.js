/** What a message carries besides words: pictures, voices, files, places, contacts, invoices, service notes. */

import { el, icon } from "./dom.js";
import { placeTile } from "./place_tile.js";
import { voicePlayer } from "./voice.js";

const fileAddress = (id) => `/stage/files/${encodeURIComponent(id)}`;

/** @param {Array<object>} parts an album's messages, or one */
export function attachmentsOf(parts, phone) {
  if (parts.length > 1) return album(parts, phone);
  const message = parts[0];
  const kind = Object.keys(SHOWN).find((name) => message[name]);
  return kind ? SHOWN[kind](message, phone) : null;
}

function album(parts, phone) {
  const shown = parts.map((part) => (part.photo ? picture(part, phone) : part.video ? video(part, phone) : file(part)));
  const looks = parts.some((part) => part.photo || part.video) ? Math.min(parts.length, 4) : "files";
  return el("div", { class: `album of-${looks}` }, shown);
}

function picture(message, phone) {
  const largest = message.photo.at(-1);
  const image = el("img", {
    src: fileAddress(largest.file_id),
    alt: message.caption || phone.words.photo,
    loading: "lazy",
    width: largest.width,
    height: largest.height,
  });
  if (message.has_media_spoiler) image.classList.add("covered");
  return el("a", { class: "picture", href: fileAddress(largest.file_id), target: "_blank", rel: "noopener" }, image);
}

function video(message, phone) {
  return el(
    "div",
    { class: "video", role: "img", "aria-label": phone.words.video },
    icon("play"),
    el("span", { class: "length" }, length(message.video.duration)),
  );
}

function file(message) {
  const { file_name: name, file_size: size, file_id: id } = message.document ?? message.audio;
  return el(
    "a",
    { class: "file", href: fileAddress(id), download: name ?? "file" },
    el("span", { class: "file-icon" }, icon("file")),
    el("span", { class: "file-words" }, el("b", { dir: "auto" }, name ?? ""), el("small", {}, el("bdi", { dir: "ltr" }, sized(size ?? 0)))),
  );
}

function place(message, phone) {
  const live = message.location.live_period;
  return el(
    "div",
    { class: "place" },
    placeTile(message.location, phone),
    live ? el("p", { class: "live" }, icon("live"), phone.words.live) : null,
  );
}

function venue(message, phone) {
  return el(
    "div",
    { class: "place" },
    placeTile(message.venue.location, phone),
    el("p", { class: "venue", dir: "auto" }, el("b", {}, message.venue.title), el("br"), message.venue.address),
  );
}

function contact(message) {
  const { first_name: first, last_name: last, phone_number: number } = message.contact;
  const name = [first, last].filter(Boolean).join(" ");
  return el(
    "div",
    { class: "contact" },
    el("span", { class: "avatar", "aria-hidden": "true" }, (name || "?").charAt(0)),
    el("span", { class: "file-words" }, el("b", { dir: "auto" }, name), el("bdi", { dir: "ltr" }, number)),
  );
}

function invoice(message, phone) {
  const { title, description, total_amount: total, currency } = message.invoice;
  return el(
    "div",
    { class: "invoice" },
    el("b", { dir: "auto" }, title),
    el("p", { dir: "auto" }, description),
    el("strong", {}, amount(total, currency, phone.person.language_code)),
  );
}

const SHOWN = {
  photo: picture,
  video,
  voice: (message, phone) => voicePlayer(message.voice, fileAddress(message.voice.file_id), phone),
  audio: (message) => file(message),
  document: (message) => file(message),
  venue,
  location: place,
  contact,
  invoice,
};

function amount(total, currency, language) {
  if (currency === "XTR") return `★ ${total}`;
  const style = new Intl.NumberFormat(language ?? "en", { style: "currency", currency });
  return style.format(total / 10 ** style.resolvedOptions().maximumFractionDigits);
}

/** Seconds as 0:07. */
export function length(seconds) {
  return `${Math.floor(seconds / 60)}:${String(Math.round(seconds % 60)).padStart(2, "0")}`;
}

function sized(bytes) {
  if (bytes < 1024) return `${bytes} B`;
  return bytes < 1024 ** 2 ? `${(bytes / 1024).toFixed(0)} KB` : `${(bytes / 1024 ** 2).toFixed(1)} MB`;
}

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
