/** A small menu at a button: arrow keys, Escape, one at a time. */

import { el, icon } from "./dom.js";

let open = null;

/** Close whatever menu is open. */
export function closeMenu() {
  open?.();
  open = null;
}

/**
 * @param {HTMLElement} anchor
 * @param {string} label what it is, for screen readers
 * @param {Array<{label: string, hint?: string, icon?: string, danger?: boolean, do: () => void}|null>} items
 */
export function openMenu(anchor, label, items) {
  closeMenu();
  const holder = anchor.closest("[dir]") ?? document.body;
  const list = el(
    "div",
    { class: "menu", role: "menu", "aria-label": label, dir: holder.getAttribute("dir") ?? "ltr" },
    items.filter(Boolean).map(row),
  );
  const outside = (event) => !list.contains(event.target) && closeMenu();
  open = () => {
    list.remove();
    document.removeEventListener("pointerdown", outside, true);
    if (anchor.isConnected) anchor.focus({ preventScroll: true });
  };
  list.addEventListener("keydown", (event) => walk(list, event));
  document.body.append(list);
  place(list, anchor);
  document.addEventListener("pointerdown", outside, true);
  list.querySelector("button")?.focus({ preventScroll: true });
}

function row(item) {
  const choose = () => {
    closeMenu();
    item.do();
  };
  return el(
    "button",
    { type: "button", role: "menuitem", class: item.danger ? "danger" : "", onclick: choose },
    item.icon ? icon(item.icon) : null,
    el("span", { class: "label" }, item.label),
    item.hint ? el("span", { class: "hint", dir: "auto" }, item.hint) : null,
  );
}

function walk(list, event) {
  const rows = [...list.querySelectorAll("button")];
  const at = rows.indexOf(document.activeElement);
  const next = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: rows.length - 1 }[event.key];
  if (next !== undefined) {
    event.preventDefault();
    rows[(next + rows.length) % rows.length].focus();
  } else if (event.key === "Escape" || event.key === "Tab") {
    event.preventDefault();
    event.stopPropagation();
    closeMenu();
  }
}

/** Above or below the button, wherever there is room, towards where its words are read to, and never over the edge. */
function place(list, anchor) {
  const at = anchor.getBoundingClientRect();
  const { width, height } = list.getBoundingClientRect();
  const wanted = list.dir === "rtl" ? at.right - width : at.left;
  const left = Math.min(Math.max(8, wanted), innerWidth - width - 8);
  const below = at.bottom + 6;
  const top = below + height < innerHeight - 8 ? below : Math.max(8, at.top - height - 6);
  list.style.left = `${left}px`;
  list.style.top = `${top}px`;
}
