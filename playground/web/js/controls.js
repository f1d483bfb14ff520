/** The controls that the runner registered: buttons, switches, sliders, choices, in their groups. */

import { doOffered } from "./api.js";
import { el, freshId } from "./dom.js";
import { on, store } from "./store.js";

const WAIT_MS = 200;

export class Controls {
  /** @param {HTMLElement} element @param {(words: string) => void} say */
  constructor(element, say) {
    this.element = element;
    this.say = say;
    this.rows = new Map();
    on("shown:controls", () => this.draw());
    on("all", () => this.draw());
    this.draw();
  }

  draw() {
    const controls = store.shown.controls ?? [];
    const names = controls.map((control) => control.name).join(" ");
    if (names !== this.names) this.build(controls);
    this.names = names;
    for (const control of controls) this.rows.get(control.name)?.(control);
  }

  build(controls) {
    this.rows.clear();
    const groups = new Map();
    for (const control of controls) {
      if (!groups.has(control.group)) groups.set(control.group, []);
      groups.get(control.group).push(ROWS[control.kind](control, this));
    }
    this.element.replaceChildren(
      ...[...groups].map(([title, rows]) =>
        el("fieldset", { class: "group" }, title ? el("legend", {}, title) : null, rows),
      ),
    );
  }

  async change(name, value) {
    try {
      await doOffered("control", { name, value });
    } catch (error) {
      this.say(error.message);
    }
  }
}

function slider(control, controls) {
  const id = freshId("control");
  const input = el("input", { id, type: "range", min: control.least, max: control.most, step: control.step });
  const read = el("output", { for: id });
  const show = (value) => {
    read.textContent = control.unit === "×" ? `×${value}` : `${value} ${control.unit}`.trim();
    input.setAttribute("aria-valuetext", read.textContent);
  };
  let waiting = null;
  input.addEventListener("input", () => {
    show(input.value);
    clearTimeout(waiting);
    waiting = setTimeout(() => controls.change(control.name, Number(input.value)), WAIT_MS);
  });
  controls.rows.set(control.name, ({ value }) => {
    if (document.activeElement !== input) input.value = value;
    show(document.activeElement === input ? input.value : value);
  });
  return el("div", { class: "control" }, el("label", { for: id }, control.label), read, input, hint(control));
}

function toggle(control, controls) {
  const input = el("input", {
    type: "checkbox",
    role: "switch",
    onchange: () => controls.change(control.name, input.checked),
  });
  controls.rows.set(control.name, ({ value }) => {
    input.checked = Boolean(value);
  });
  return el("div", { class: "control" }, el("label", { class: "check" }, input, control.label), hint(control));
}

function choice(control, controls) {
  const id = freshId("control");
  const select = el(
    "select",
    { id, onchange: () => controls.change(control.name, select.value) },
    control.options.map((option) => el("option", {}, option)),
  );
  controls.rows.set(control.name, ({ value }) => {
    select.value = value;
  });
  return el("div", { class: "control" }, el("label", { for: id }, control.label), select, hint(control));
}

function button(control, controls) {
  const made = el("button", { type: "button", class: "plain-button", title: control.hint || null }, control.label);
  made.addEventListener("click", async () => {
    made.disabled = true;
    await controls.change(control.name, null);
    made.disabled = false;
  });
  controls.rows.set(control.name, ({ label }) => {
    made.textContent = label;
  });
  return made;
}

function hint(control) {
  return control.hint ? el("small", {}, control.hint) : null;
}

const ROWS = { slider, switch: toggle, choice, button };
