/** 'Show me': plays the runner's script on the phones, each step with its caption, as if somebody did it by hand. */

import { act, doOffered } from "./api.js";
import { el } from "./dom.js";
import { loadPeople, store } from "./store.js";
import { atOwnPace } from "./tour_pace.js";

const PATIENCE_MS = 20_000;
const LOOK_MS = 60;
const LETTER_MS = 14;
/** The last words stay so long. */
const READ_MS = 6000;
/** A step without a caption needs no time to be read. */
const UNREMARKED = 0.4;

export class Tour {
  /** @param {import("./phones.js").Phones} phones */
  constructor(phones) {
    this.phones = phones;
    this.begun = false;
    this.playing = false;
    this.pace = 1000;
  }

  /** Play it from the beginning; a second call stops it, and until it has ended further ones change nothing. */
  async toggle(button) {
    if (this.begun) {
      this.playing = false;
      button.textContent = "Stopping …";
      return;
    }
    this.begun = this.playing = true;
    button.textContent = "Stop";
    this.openCaption();
    document.dispatchEvent(new CustomEvent("show-view", { detail: "phones" }));
    try {
      await atOwnPace(async () => this.play(await doOffered("tour")));
    } catch (error) {
      this.say(`The tour stops here: ${error.message}`, "");
    }
    this.begun = this.playing = false;
    button.textContent = "Show me";
    this.light(null);
    this.closeCaptionLater(this.caption);
  }

  async play(script) {
    const ids = Object.values(script.people);
    if (!ids.every((id) => store.people.has(id))) await loadPeople();
    this.phones.showOnly(ids);
    /** What was tapped: until the answer has come, its button stands there still, and may be called like the next. */
    this.pressed = new Set();
    for (const [at, step] of script.steps.entries()) {
      if (!this.playing) return;
      const phone = this.phones.open.get(script.people[step.who]);
      if (!phone) throw new Error("a phone was closed");
      await phone.ready;
      if (step.caption) this.say(step.caption, `${at + 1}/${script.steps.length}`);
      this.phones.select(phone.person.id);
      await DOINGS[step.does].call(this, phone, step, script);
      await this.wait(step.caption ? this.pace : this.pace * UNREMARKED);
    }
    this.say(script.title, "✓");
  }

  openCaption() {
    this.caption?.remove();
    this.words = el("p", {});
    this.progress = el("small", {});
    this.caption = el(
      "div",
      { class: "tour-caption", role: "status", "aria-live": "polite" },
      this.words,
      this.progress,
    );
    document.getElementById("stage").before(this.caption);
  }

  closeCaptionLater(caption) {
    setTimeout(() => (this.begun && caption === this.caption ? null : caption.remove()), READ_MS);
  }

  say(words, progress) {
    this.words.textContent = words;
    this.progress.textContent = progress;
  }

  wait(milliseconds) {
    return new Promise((resolve) => setTimeout(resolve, milliseconds));
  }

  /** Look again and again until it is there. @template T @param {() => T|null|undefined} look @returns {Promise<T>} */
  async until(look, what) {
    const latest = performance.now() + PATIENCE_MS;
    while (performance.now() < latest) {
      if (!this.playing) throw new Error("stopped");
      const found = look();
      if (found) return found;
      await this.wait(LOOK_MS);
    }
    throw new Error(`“${what}” did not appear`);
  }

  /** Let whatever is about to be used glow. */
  light(element) {
    document.querySelectorAll(".lit").forEach((lit) => lit.classList.remove("lit"));
    element?.classList.add("lit");
  }

  async click(element) {
    this.light(element);
    await this.wait(this.pace * 0.7);
    element.click();
  }
}

/** The newest button with exactly this label, or else one that contains it; none that did its work already. */
function buttonIn(phone, selector, label, pressed = new Set(), beside = "") {
  const fits = (one) => !pressed.has(nameOf(phone, one)) && (!beside || stands(one, beside));
  const all = [...phone.element.querySelectorAll(selector)].reverse().filter(fits);
  const says = (button) => button.textContent.trim();
  return all.find((button) => says(button) === label) ?? all.find((button) => says(button).includes(label));
}

/** Whether the message that the button belongs to has these words. */
function stands(button, words) {
  return button.closest(".message").textContent.includes(words);
}

/** Two people may have buttons that say the same to the bot. */
function nameOf(phone, button) {
  return `${phone.person.id} ${button.dataset.callback}`;
}

function codeIn(chat) {
  const messages = [...(chat.messages?.values() ?? [])].reverse();
  for (const message of messages) {
    const code = (message.entities ?? []).find((entity) => entity.type === "code");
    if (code) return message.text.slice(code.offset, code.offset + code.length);
  }
  return null;
}

async function typeInto(tour, phone, text) {
  const { composer } = phone;
  await tour.until(() => composer.form.isConnected, "the line to type in");
  tour.light(composer.form);
  for (let at = 1; at <= text.length; at += 2) {
    composer.write(text.slice(0, at));
    await tour.wait(LETTER_MS);
  }
  composer.write(text);
  await composer.send();
}

const DOINGS = {
  async starts(phone) {
    const big = phone.element.querySelector(".big-button");
    if (big) await this.click(big);
    else await phone.act("starts");
  },
  async taps(phone, { what, beside }) {
    const button = await this.until(() => buttonIn(phone, ".inline-button", what, this.pressed, beside), what);
    this.pressed.add(nameOf(phone, button));
    await this.click(button);
  },
  async presses(phone, { what }) {
    await this.click(await this.until(() => buttonIn(phone, ".reply-keyboard:not([hidden]) .key", what), what));
  },
  async types(phone, { what }) {
    await typeInto(this, phone, what);
  },
  async types_code(phone, { whose }, { people }) {
    const chat = store.chats.get(people[whose]);
    await typeInto(this, phone, await this.until(() => codeIn(chat), "the code"));
  },
  async places(phone, { what, at }) {
    const key = what && (await this.until(() => buttonIn(phone, ".reply-keyboard:not([hidden]) .key", what), what));
    this.light(key || phone.composer.form);
    await this.wait(this.pace * 0.7);
    await act(phone.person.id, phone.chat.id, "shares_location", { latitude: at[0], longitude: at[1] });
  },
  async pictures(phone, { what, picture }) {
    await act(phone.person.id, phone.chat.id, "sends_photo", { content: picture || undefined, caption: what || null });
  },
  async sees(phone, { what }) {
    await this.until(
      () => [...phone.element.querySelectorAll(".bubble")].find((one) => one.textContent.includes(what)),
      what,
    );
  },
};
