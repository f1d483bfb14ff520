/** Telegram's formatting: a text and its entities (UTF-16 offsets, as JavaScript counts) into elements. */

import { el, icon } from "./dom.js";

const PLAIN_TAGS = {
  bold: "b",
  italic: "i",
  underline: "u",
  strikethrough: "s",
  code: "code",
  blockquote: "blockquote",
};
const BLOCKS = new Set(["pre", "blockquote", "expandable_blockquote"]);
const SAFE = new Set(["http:", "https:", "mailto:", "tel:", "tg:"]);

/**
 * @param {string} text
 * @param {Array<object>} entities
 * @param {object} doing `onCommand(command)`, `onStart(payload)`, the bot's user name and the phone's `words`
 * @returns {Array<Node|string>}
 */
export function formatted(text, entities, doing) {
  const sorted = [...(entities ?? [])].sort((a, b) => a.offset - b.offset || b.length - a.length);
  return pieces(text, 0, text.length, sorted, doing);
}

function pieces(text, from, to, entities, doing) {
  const made = [];
  let at = from;
  let rest = entities;
  while (rest.length > 0) {
    const [outer, ...others] = rest;
    const end = Math.min(outer.offset + outer.length, to);
    if (outer.offset > at) made.push(text.slice(at, outer.offset));
    const inner = others.filter((entity) => entity.offset < end);
    rest = others.filter((entity) => entity.offset >= end);
    const start = Math.max(outer.offset, at);
    made.push(...wrapped(outer, text.slice(start, end), pieces(text, start, end, inner, doing), doing));
    at = BLOCKS.has(outer.type) && text[end] === "\n" ? end + 1 : end; // a block ends its line by itself
  }
  if (at < to) made.push(text.slice(at, to));
  return made;
}

function wrapped(entity, words, children, doing) {
  if (PLAIN_TAGS[entity.type]) return [el(PLAIN_TAGS[entity.type], {}, children)];
  const made = SPECIAL[entity.type]?.(entity, words, children, doing);
  return made ? [made] : children;
}

const SPECIAL = {
  pre: (entity, words, children) =>
    el("pre", { tabindex: "0", "aria-label": entity.language }, el("code", {}, children)),
  expandable_blockquote: (entity, words, children, doing) => expandable(children, doing),
  spoiler: (entity, words, children, doing) => spoiler(children, doing),
  text_link: (entity, words, children, doing) => link(entity.url, children, doing),
  url: (entity, words, children, doing) => link(/^\w+:/.test(words) ? words : `https://${words}`, children, doing),
  email: (entity, words, children, doing) => link(`mailto:${words}`, children, doing),
  phone_number: (entity, words, children, doing) => link(`tel:${words.replace(/[^+\d]/g, "")}`, children, doing),
  bot_command: (entity, words, children, doing) => textButton("command", () => doing.onCommand(words), children, "ltr"),
  mention: (entity, words, children) => el("span", { class: "mention" }, children),
  text_mention: (entity, words, children) => el("span", { class: "mention" }, children),
  hashtag: (entity, words, children) => el("span", { class: "mention" }, children),
};

/** A button is a line of its own for directions: a command in a Persian one would end with its slash. */
function textButton(className, onclick, children, dir) {
  return el("button", { type: "button", class: `text-button ${className}`, onclick, dir }, children);
}

/** A long quote shows its beginning; a click on it, or its button, opens and closes it. */
function expandable(children, { words }) {
  const button = el("button", { type: "button", class: "expand", "aria-expanded": "false", "aria-label": words.show_all }, icon("down"));
  const quote = el("blockquote", { class: "expandable" }, el("div", { class: "part" }, children), button);
  quote.addEventListener("click", (event) => {
    if (event.target.closest("a, .text-button, .spoiler")) return;
    const isOpen = quote.classList.toggle("open");
    button.setAttribute("aria-expanded", String(isOpen));
    button.setAttribute("aria-label", isOpen ? words.show_less : words.show_all);
  });
  return quote;
}

function spoiler(children, doing) {
  const hidden = el("span", { "aria-hidden": "true" }, children);
  const cover = el("span", { class: "spoiler", role: "button", tabindex: "0", "aria-label": doing.words.spoiler }, hidden);
  const show = () => {
    cover.classList.add("shown");
    hidden.removeAttribute("aria-hidden");
    for (const name of ["role", "tabindex", "aria-label"]) cover.removeAttribute(name);
  };
  cover.addEventListener("click", show);
  cover.addEventListener("keydown", (event) => (event.key === "Enter" || event.key === " ") && show());
  return cover;
}

/** A link; one to the bot itself starts it here instead of leaving the page. */
export function link(address, children, doing) {
  let url;
  try {
    url = new URL(address);
  } catch {
    return el("span", {}, children);
  }
  if (!SAFE.has(url.protocol)) return el("span", {}, children);
  if (url.hostname === "t.me" && url.pathname.slice(1).toLowerCase() === doing.bot.toLowerCase()) {
    return textButton("link", () => doing.onStart(url.searchParams.get("start") ?? ""), children);
  }
  return el("a", { href: url.href, target: "_blank", rel: "noopener noreferrer" }, children);
}
