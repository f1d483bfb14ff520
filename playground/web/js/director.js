/** The director's panel: the runner's controls, trouble, and the stream of calls. */

import { Calls } from "./calls.js";
import { Controls } from "./controls.js";
import { el, freshId } from "./dom.js";
import { mountFaults } from "./faults.js";

/** @param {HTMLElement} element */
export function mountDirector(element) {
  const said = el("p", { class: "said", role: "status" });
  const controls = el("div", {});
  const trouble = el("div", {});
  const calls = el("div", { class: "calls-panel" });
  const say = (words) => {
    said.textContent = words;
    setTimeout(() => said.textContent === words && (said.textContent = ""), 8000);
  };
  new Controls(controls, say);
  mountFaults(trouble, say);
  new Calls(calls);
  const direct = el("div", { class: "direct" }, controls, trouble, said);
  element.append(
    ...tabbed("Director’s panel", [
      ["Director", direct],
      ["Bot API calls", calls],
    ]),
  );
}

/** Tabs and their panels. */
function tabbed(label, pages) {
  const panels = pages.map(([, body]) =>
    el("div", { role: "tabpanel", id: freshId("panel"), tabindex: "0", class: "panel" }, body),
  );
  const tabs = pages.map(([title], at) =>
    el(
      "button",
      {
        type: "button",
        role: "tab",
        class: "panel-tab",
        id: freshId("tab"),
        "aria-controls": panels[at].id,
        onclick: () => choose(at),
        onkeydown: (event) => walk(event, at),
      },
      title,
    ),
  );
  panels.forEach((panel, at) => panel.setAttribute("aria-labelledby", tabs[at].id));
  const choose = (chosen) =>
    tabs.forEach((tab, at) => {
      tab.setAttribute("aria-selected", String(at === chosen));
      tab.tabIndex = at === chosen ? 0 : -1;
      panels[at].hidden = at !== chosen;
    });
  const walk = (event, at) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!step) return;
    const next = (at + step + tabs.length) % tabs.length;
    choose(next);
    tabs[next].focus();
  };
  choose(0);
  return [el("div", { class: "panel-tabs", role: "tablist", "aria-label": label }, tabs), ...panels];
}
