/** The stream of the bot's calls: what was asked, what was refused and why. The latest only. */

import { get } from "./api.js";
import { el, oncePerFrame } from "./dom.js";
import { on } from "./store.js";

const KEPT = 120;
const BORING = new Set(["getUpdates"]);

export class Calls {
  /** @param {HTMLElement} element */
  constructor(element) {
    this.waiting = [];
    this.begin();
    this.onlyRefused = el("input", { type: "checkbox" });
    this.onlyRefused.addEventListener("change", () =>
      this.list.classList.toggle("only-refused", this.onlyRefused.checked),
    );
    this.count = el("span", { class: "count" });
    this.list = el("ol", { class: "calls", tabindex: "0", "aria-label": "Calls of the bot, the newest first" });
    element.append(
      el("div", { class: "calls-head" }, this.count, el("label", { class: "check" }, this.onlyRefused, "Refused only")),
      this.list,
    );
    this.draw = oncePerFrame(() => this.drawNow());
    on("call", (call) => this.heard(call));
    on("all", () => this.load());
    this.load();
  }

  /** Nothing is counted yet. */
  begin() {
    this.total = this.refused = this.ignored = this.made = 0;
    this.known = new Set();
  }

  /** What was called before the page was there; also when the world has begun anew, and with it the list. */
  async load() {
    let calls, counts, refusals, made;
    try {
      ({ calls, counts, refusals, made } = await get("/stage/calls"));
    } catch (error) {
      console.info("the calls are loaded when the playground is back:", error.message);
      return;
    }
    this.begin();
    this.list.replaceChildren();
    this.waiting.length = 0;
    calls.forEach((call) => this.heard(call));
    this.known = new Set(calls.map(({ number }) => number));
    this.made = made;
    this.total = sum(Object.entries(counts).map(([method, count]) => (BORING.has(method) ? 0 : count)));
    this.refused = sum(Object.values(refusals));
    this.draw();
  }

  heard(call) {
    if (this.known.has(call.number) || (BORING.has(call.method) && !call.refused)) return;
    if (call.number > this.made) this.total += 1;
    if (call.refused) this.refused += 1;
    if (call.remarks.length > 0) this.ignored += 1;
    this.waiting.push(call);
    if (this.waiting.length > KEPT) this.waiting.shift();
    this.draw();
  }

  drawNow() {
    const rows = this.waiting.splice(0).map(row).reverse();
    this.list.prepend(...rows);
    while (this.list.children.length > KEPT) this.list.lastElementChild.remove();
    const ignored = this.ignored > 0 ? `, ${this.ignored} with unknown arguments` : "";
    this.count.textContent = `${this.total} calls, ${this.refused} refused${ignored}`;
  }
}

function sum(numbers) {
  return numbers.reduce((all, one) => all + one, 0);
}

function row(call) {
  const troubled = call.refused || call.remarks.length > 0;
  const { chat_id: chat, text, caption, message_id: number, ...others } = call.arguments;
  const about = [chat && `to ${chat}`, number && `#${number}`, text ?? caption].filter(Boolean).join(" · ");
  const rest = Object.keys(others).length > 0 ? JSON.stringify(others) : "";
  return el(
    "li",
    { class: call.refused ? "refused" : troubled ? "remarked" : "" },
    el(
      "details",
      {},
      el(
        "summary",
        {},
        el("b", {}, call.method),
        " ",
        el("span", { class: "about", dir: "auto" }, about),
        call.refused ? el("span", { class: "why" }, call.refused) : null,
        call.remarks.map((remark) => el("span", { class: "why" }, remark)),
      ),
      el(
        "p",
        { class: "rest", dir: "auto" },
        [text ?? caption, rest].filter(Boolean).join("\n") || "No other arguments.",
        `\n${Math.round(call.took * 1000)} ms`,
      ),
    ),
  );
}
