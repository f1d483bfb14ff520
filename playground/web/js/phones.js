/** The phones side by side; where there is room for one only, with tabs. */

import { avatar } from "./avatar.js";
import { el, icon, replaceChildren } from "./dom.js";
import { addPerson, openPeopleMenu } from "./people.js";
import { Phone } from "./phone.js";
import { on, store } from "./store.js";
import { unreadOf } from "./unread.js";

const REMEMBERED = "playground.phones";
const FIRST = 3;

export class Phones {
  /** @param {HTMLElement} element */
  constructor(element) {
    this.tabs = el("div", { class: "tabs", role: "tablist", "aria-label": "Whose phone" });
    this.strip = el("div", { class: "strip", tabindex: "-1" });
    this.people = el("button", {
      type: "button",
      class: "chip quiet",
      "aria-haspopup": "menu",
      onclick: (event) => openPeopleMenu(event.currentTarget, this),
    });
    const add = el(
      "button",
      { type: "button", class: "chip", onclick: () => this.addSomebody() },
      icon("plus"),
      "Add a person",
    );
    element.append(el("div", { class: "phones-bar" }, this.tabs, this.people, add), this.strip);
    /** @type {Map<number, Phone>} */
    this.open = new Map();
    this.current = null;
    this.guessed = false;
    this.isCleared = sessionStorage.getItem(REMEMBERED) === "[]"; // every phone was put away by hand
    on("unread", () => this.drawTabs());
    on("all", () => this.openFirst());
    on("begun anew", () => this.closeAll());
    on("people", () => this.openFirst());
    on("shown:phones", () => this.openFirst());
    this.openFirst();
  }

  /** Whoever was open before, else whom the runner suggests, else whoever is there until it suggests somebody. */
  openFirst() {
    const known = (ids) => ids.filter((id) => store.people.has(id));
    const wanted = store.shown.phones ?? [];
    const suggested = known(wanted).length === wanted.length ? wanted : []; // somebody new is known in a moment
    if (this.guessed && suggested.length > 0) {
      this.guessed = false;
      this.showOnly(suggested);
    } else if (this.open.size === 0 && !this.isCleared) {
      const remembered = known(JSON.parse(sessionStorage.getItem(REMEMBERED) ?? "[]"));
      const everybody = [...store.people.keys()].slice(0, FIRST);
      const first = [remembered, suggested, everybody].find((ids) => ids.length > 0) ?? [];
      first.forEach((id) => this.show(id, false));
      this.guessed = first === everybody;
      if (first.length > 0) this.select(first[0]);
    }
    this.drawTabs();
  }

  /** Open somebody's phone, or find it. @returns {Phone} */
  show(personId, select = true) {
    if (!this.open.has(personId)) {
      const phone = new Phone(personId, (closed) => this.putAway(closed));
      phone.element.id = `phone-${personId}`;
      this.open.set(personId, phone);
      this.isCleared = false;
      this.strip.append(phone.element);
      this.remember();
    }
    if (select) this.select(personId);
    this.drawTabs();
    return this.open.get(personId);
  }

  /** Let exactly these phones be open, in this order. */
  showOnly(ids) {
    [...this.open.values()].filter((phone) => !ids.includes(phone.person.id)).forEach((phone) => this.close(phone));
    for (const id of ids) this.strip.append(this.show(id, false).element);
    this.open = new Map(ids.map((id) => [id, this.open.get(id)]));
    this.select(ids[0]);
  }

  /** Nobody whose phone it was is there any more. */
  closeAll() {
    [...this.open.values()].forEach((phone) => phone.close());
    this.open.clear();
    this.isCleared = false;
    sessionStorage.removeItem(REMEMBERED);
    this.drawTabs();
  }

  /** Closed by hand: when it was the last, none opens by itself any more. */
  putAway(phone) {
    this.isCleared = this.open.size === 1;
    this.close(phone);
  }

  close(phone) {
    this.open.delete(phone.person.id);
    phone.close();
    this.remember();
    const [next] = this.open.keys();
    if (this.current === phone.person.id && next) this.select(next);
    this.drawTabs();
  }

  /** Bring a phone to the front (with tabs) or into view (side by side). */
  select(personId) {
    this.current = personId;
    for (const [id, { element }] of this.open) element.classList.toggle("current", id === personId);
    const { element, conversation } = this.open.get(personId);
    element.scrollIntoView({ inline: "nearest", block: "nearest", behavior: "smooth" });
    conversation.drawUnread();
    this.drawTabs();
  }

  async addSomebody() {
    const person = await addPerson();
    if (person) this.show(person.id);
  }

  drawTabs() {
    const hidden = store.people.size - this.open.size;
    this.people.hidden = store.people.size === 0;
    this.people.replaceChildren(icon("person"), hidden > 0 ? `Everybody (${store.people.size})` : "Everybody");
    const ids = [...this.open.keys()];
    const before = [...this.tabs.children];
    // A tab that looks the same stays itself: one that is drawn anew under a finger would not hear the tap.
    replaceChildren(
      this.tabs,
      ids.map((id) => this.tab(id)).map((tab) => before.find((old) => old.isEqualNode(tab)) ?? tab),
    );
    this.strip.querySelector(".welcome")?.remove();
    if (ids.length === 0) this.strip.append(this.welcome());
  }

  tab(id) {
    const { person } = this.open.get(id);
    const count = unreadOf(id);
    const chosen = id === this.current;
    return el(
      "button",
      {
        type: "button",
        role: "tab",
        class: "tab",
        "aria-selected": String(chosen),
        "aria-controls": `phone-${id}`,
        "data-key": id,
        tabindex: chosen ? "0" : "-1",
        onclick: () => this.select(id),
        onkeydown: (event) => this.walk(event, id),
      },
      avatar(person),
      el("span", { dir: "auto" }, person.first_name),
      count > 0 ? el("span", { class: "badge", "aria-label": `${count} unread` }, String(count)) : null,
    );
  }

  walk(event, id) {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!step) return;
    const ids = [...this.open.keys()];
    this.select(ids[(ids.indexOf(id) + step + ids.length) % ids.length]);
    this.tabs.querySelector('[aria-selected="true"]')?.focus();
  }

  /** What stands in the place of phones while none is open. */
  welcome() {
    const isEmpty = store.people.size === 0;
    const what = isEmpty
      ? "Add somebody with a name and a language, press Start on their phone, and see what the bot says."
      : "Choose somebody from “Everybody”, or add somebody new.";
    return el(
      "div",
      { class: "welcome" },
      el("h2", {}, isEmpty ? "Nobody is here yet" : "No phone is open"),
      el("p", {}, what),
      el("button", { type: "button", class: "main-button", onclick: () => this.addSomebody() }, "Add a person"),
    );
  }

  remember() {
    sessionStorage.setItem(REMEMBERED, JSON.stringify([...this.open.keys()]));
  }
}
