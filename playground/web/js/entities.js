/** Telegram's formatting: a text and its entities (UTF-16 offsets, as JavaScript counts) into elements. */

import { el } from "./dom.js";

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
 * @param {object} doing `onCommand(command)`, `onStart(payload)`, the bot's user name and the word for a spoiler
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
  expandable_blockquote: (entity, words, children) => expandable(children),
  spoiler: (entity, words, children, doing) => spoiler(children, doing),
  text_link: (entity, words, children, doing) => link(entity.url, children, doing),
  url: (entity, words, children, doing) => link(/^\w+:/.test(words) ? words : `https://${words}`, children, doing),
  email: (entity, words, children, doing) => link(`mailto:${words}`, children, doing),
  phone_number: (entity, words, children, doing) => link(`tel:${words.replace(/[^+\d]/g, "")}`, children, doing),
  bot_command: (entity, words, children, doing) => textButton("command", () => doing.onCommand(words), children),
  mention: (entity, words, children) => el("span", { class: "mention" }, children),
  text_mention: (entity, words, children) => el("span", { class: "mention" }, children),
  hashtag: (entity, words, children) => el("span", { class: "mention" }, children),
};

function textButton(className, onclick, children) {
  return el("button", { type: "button", class: `text-button ${className}`, onclick }, children);
}

function expandable(children) {
  const quote = el("blockquote", { class: "expandable" }, children);
  quote.addEventListener("click", () => quote.classList.toggle("open"));
  return quote;
}

function spoiler(children, doing) {
  const cover = el("span", { class: "spoiler", role: "button", tabindex: "0", "aria-label": doing.spoiler }, children);
  const show = () => {
    cover.classList.add("shown");
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
