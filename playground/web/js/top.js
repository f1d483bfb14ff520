/** The page's head: whose bot this is, whether it is here, the tour; and on small screens what is shown. */

import { el, icon } from "./dom.js";
import { on, store } from "./store.js";
import { Tour } from "./tour.js";

const VIEWS = [
  ["phones", "Phones"],
  ["map", "City"],
  ["director", "Director"],
];

/** @param {HTMLElement} element */
export function mountTop(element) {
  const name = el("span", { class: "bot-name" });
  const state = el("span", { class: "connection", role: "status" });
  const draw = () => {
    name.textContent = store.bot.username ? `@${store.bot.username}` : "";
    state.textContent = store.connected === false ? "Waiting for the playground …" : "";
    document.body.classList.toggle("alone", !store.shown.ground);
  };
  ["all", "connected", "shown:ground"].forEach((kind) => on(kind, draw));
  draw();
  element.append(
    el(
      "div",
      { class: "brand" },
      el("span", { class: "mark", "aria-hidden": "true" }),
      el("h1", {}, "Playground"),
      name,
    ),
    state,
    views(),
  );
}

/** 'Show me', where somebody offers a tour. @param {HTMLElement} element @param {import("./phones.js").Phones} phones */
export function mountShowMe(element, phones) {
  const tour = new Tour(phones);
  const showMe = el("button", { type: "button", class: "main-button show-me" }, "Show me");
  showMe.addEventListener("click", () => tour.toggle(showMe));
  const draw = () => {
    showMe.hidden = !store.offers.has("tour");
  };
  on("all", draw);
  draw();
  element.append(showMe);
}

/** Three buttons that choose what a narrow screen shows. */
function views() {
  const buttons = VIEWS.map(([view, label]) =>
    el("button", { type: "button", class: `view of-${view}`, onclick: () => choose(view) }, icon(view), el("span", {}, label)),
  );
  const choose = (chosen) => {
    document.body.dataset.view = chosen;
    buttons.forEach((button, at) => button.setAttribute("aria-pressed", String(VIEWS[at][0] === chosen)));
  };
  choose("phones");
  document.addEventListener("show-view", (event) => choose(event.detail));
  return el("nav", { class: "views", "aria-label": "What is shown" }, buttons);
}
