/** Dialogs: a native one with a title, a form and buttons. */

import { el, freshId, iconButton } from "./dom.js";

/**
 * Ask for something. Resolves with what `read` makes of the form, or null when it was left.
 * @param {object} asked `title`, `body` (nodes), `submit` (the button's word, or none), `read`, `className`, `close`
 * @returns {Promise<any>}
 */
export function ask({ title, body, submit, read, className = "", close = "Close" }) {
  return new Promise((resolve) => {
    const heading = freshId("dialog");
    const form = el(
      "form",
      { method: "dialog" },
      el(
        "header",
        {},
        el("h2", { id: heading }, title),
        iconButton("close", close, () => dialog.close()),
      ),
      el("div", { class: "body" }, body),
      submit ? el("footer", {}, el("button", { type: "submit", class: "main-button", value: "yes" }, submit)) : null,
    );
    const dialog = el("dialog", { class: `dialog ${className}`, "aria-labelledby": heading }, form);
    dialog.addEventListener("close", () => {
      const chosen = dialog.returnValue === "yes" ? read() : null;
      dialog.remove();
      resolve(chosen);
    });
    document.body.append(dialog);
    dialog.showModal();
    dialog.dispatchEvent(new Event("shown"));
  });
}

/** A labelled field for a dialog's body. */
export function field(label, input) {
  return el("label", { class: "field" }, el("span", {}, label), input);
}
