/** What a message carries besides words: pictures, voices, files, places, contacts, invoices. */

import { el, icon } from "./dom.js";
import { placeTile } from "./place_tile.js";
import { amount, length, sized } from "./quantities.js";
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

/** A film plays in its own place; a sample that holds none says so. */
function video(message, phone) {
  const { file_id: id, duration } = message.video;
  const cover = el(
    "button",
    { type: "button", class: "video", "aria-label": `${phone.words.video}, ${length(duration)}` },
    icon("play"),
    el("span", { class: "length" }, length(duration)),
  );
  cover.addEventListener("click", () => {
    const film = el("video", { class: "video", src: fileAddress(id), controls: true, playsinline: true });
    film.addEventListener("error", () => {
      film.replaceWith(cover);
      phone.toast(phone.words.not_playable, "refused");
    });
    cover.replaceWith(film);
    film.play().catch((error) => console.info("the film does not play:", error.message));
  });
  return cover;
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
