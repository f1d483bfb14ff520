/** The commands that begin like what is on the line, above it as Telegram offers them: Enter sends one, Tab takes it over. */

import { el, freshId } from "./dom.js";

const COMMAND_BEGUN = /^\/(\w*)$/;

export class Suggestions {
  /** @param {import("./composer.js").Composer} composer */
  constructor(composer) {
    this.composer = composer;
    this.found = [];
    this.marked = 0;
    this.dismissed = null;
    const { words } = composer.phone;
    const id = freshId("commands");
    this.element = el("div", { id, class: "suggestions", role: "listbox", "aria-label": words.commands, hidden: true });
    composer.input.setAttribute("aria-autocomplete", "list");
    composer.input.setAttribute("aria-controls", id);
    composer.input.addEventListener("blur", () => this.draw());
    composer.input.addEventListener("focus", () => this.draw());
  }

  /** Show what fits to the line as it is now. */
  draw() {
    const { input } = this.composer;
    const found = this.isWanted(input) ? this.thatFit(input.value) : [];
    const names = (commands) => commands.map(({ command }) => command).join(" ");
    if (names(found) !== names(this.found)) {
      this.found = found;
      this.element.replaceChildren(...found.map((command, at) => this.row(command, at)));
      this.element.hidden = found.length === 0;
      this.mark(0);
    }
  }

  isWanted(input) {
    if (input.value !== this.dismissed) this.dismissed = null;
    return this.dismissed === null && document.activeElement === input && !this.composer.mode?.edit;
  }

  thatFit(line) {
    const [, begun] = COMMAND_BEGUN.exec(line) ?? [];
    if (begun === undefined) return [];
    return this.composer.phone.commands().filter(({ command }) => command.startsWith(begun.toLowerCase()));
  }

  row({ command, description }, at) {
    return el(
      "div",
      {
        id: freshId("command"),
        role: "option",
        onpointerdown: (event) => event.preventDefault(), // the line keeps the focus
        onpointermove: () => this.mark(at),
        onclick: () => this.send(at),
      },
      el("b", { dir: "ltr" }, `/${command}`),
      el("span", { dir: "auto" }, description),
    );
  }

  mark(at) {
    this.marked = at;
    const rows = [...this.element.children];
    rows.forEach((row, number) => row.setAttribute("aria-selected", String(number === at)));
    rows[at]?.scrollIntoView({ block: "nearest" });
    if (rows[at]) this.composer.input.setAttribute("aria-activedescendant", rows[at].id);
    else this.composer.input.removeAttribute("aria-activedescendant");
  }

  /** @param {KeyboardEvent} event @returns {boolean} whether the key was meant for the list */
  keyed(event) {
    if (this.found.length === 0 || event.isComposing || event.shiftKey) return false;
    const doing = {
      ArrowDown: () => this.mark((this.marked + 1) % this.found.length),
      ArrowUp: () => this.mark((this.marked + this.found.length - 1) % this.found.length),
      Enter: () => this.send(this.marked),
      Tab: () => this.composer.write(`/${this.found[this.marked].command} `),
      Escape: () => this.dismiss(),
    }[event.key];
    if (!doing) return false;
    event.preventDefault();
    doing();
    return true;
  }

  send(at) {
    this.composer.write(`/${this.found[at].command}`);
    this.composer.send();
  }

  dismiss() {
    this.dismissed = this.composer.input.value;
    this.draw();
  }
}
