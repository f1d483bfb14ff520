/** The playground's own troubles: refusals, a slow line, limits. The server knows which are on; the boxes say what it says. */

import { post } from "./api.js";
import { el } from "./dom.js";
import { on, store } from "./store.js";

const FAULTS = [
  { name: "Too many requests (429)", body: { kind: "too_many_requests", retry_after: 2, rate: 0.3 } },
  { name: "Blocked by people (403)", body: { kind: "blocked", rate: 0.3 } },
  { name: "Server errors (502)", body: { kind: "server_error", code: 502, rate: 0.3 } },
  { name: "Slow network (2 s)", body: { kind: "slow", seconds: 2 } },
  { name: "Answers lost on the way", body: { kind: "dropped_after", rate: 0.2 } },
];

/** @param {HTMLElement} element @param {(words: string) => void} say */
export function mountFaults(element, say) {
  const boxes = FAULTS.map(({ body }) => box({ "data-kind": body.kind }, (on) => post("/stage/faults", { ...body, on })));
  const limits = box({ role: "switch" }, (enabled) => post("/stage/limits", { enabled }));
  const show = () => {
    const kinds = new Set(store.faults.map(({ called }) => called));
    boxes.forEach((one) => (one.checked = kinds.has(one.dataset.kind)));
    limits.checked = store.limits.enabled !== false;
  };
  ["all", "faults", "limits"].forEach((kind) => on(kind, show));
  show();
  element.append(
    el(
      "fieldset",
      { class: "group" },
      el("legend", {}, "Trouble with Telegram"),
      FAULTS.map((fault, at) => el("label", { class: "check" }, boxes[at], fault.name)),
      el("label", { class: "check" }, limits, "Telegram’s limits are kept"),
    ),
  );

  /** A box whose change is asked of the server; refused, it says why and goes back. */
  function box(looks, change) {
    const input = el("input", { type: "checkbox", ...looks });
    input.addEventListener("change", () =>
      change(input.checked).catch((error) => {
        say(error.message);
        show();
      }),
    );
    return input;
  }
}
