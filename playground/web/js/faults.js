/** The playground's own troubles: refusals, a slow line, limits. */

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

/** @param {HTMLElement} element */
export function mountFaults(element) {
  const boxes = FAULTS.map((fault) => el("input", { type: "checkbox", "data-kind": fault.body.kind }));
  const change = async () => {
    await post("/stage/faults", { clear: true });
    for (const [at, fault] of FAULTS.entries()) if (boxes[at].checked) await post("/stage/faults", fault.body);
  };
  boxes.forEach((box) => box.addEventListener("change", change));
  const limits = el("input", { type: "checkbox", role: "switch" });
  limits.addEventListener("change", () => setLimits(limits.checked));
  const show = () => {
    limits.checked = store.limits.enabled !== false;
  };
  on("all", show);
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
}

/** Switch the limits without changing how wide they are. */
async function setLimits(enabled) {
  const factor = Math.max(1, store.limits.chat_rate ?? 1);
  store.limits = await post("/stage/limits", { enabled, factor });
}
