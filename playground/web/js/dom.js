/** Elements without ceremony. */

/**
 * Make an element. `on…` are listeners, `class` is its classes, true is an empty attribute, null and false leave out.
 * @param {string} tag
 * @param {Object<string, any>} [properties]
 * @param {...(Node|string|null|undefined|false|Array<any>)} children
 * @returns {HTMLElement}
 */
export function el(tag, properties = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else element.setAttribute(name, value === true ? "" : String(value));
  }
  element.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== false));
  return element;
}

const SVG = "http://www.w3.org/2000/svg";

/** Make an SVG element. */
export function svg(tag, properties = {}, ...children) {
  const element = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(properties)) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else element.setAttribute(name, String(value));
  }
  element.append(...children.flat().filter(Boolean));
  return element;
}

/** Paths of the small drawings on buttons, 24 units wide; each is a stroke. */
const ICONS = {
  send: "M4 12 20 4l-4.5 16-4-6.5zM11.5 13.5 20 4",
  attach: "M20 11.5 12 19.5a5 5 0 0 1-7-7l8.5-8.5a3.4 3.4 0 0 1 4.8 4.8L9.8 17.3a1.7 1.7 0 0 1-2.4-2.4l7.6-7.6",
  close: "M6 6l12 12M18 6 6 18",
  more: "M12 5.5v.01M12 12v.01M12 18.5v.01",
  keyboard: "M3 7h18v11H3zM7 11v.01M11 11v.01M15 11v.01M8 15h8",
  plus: "M12 5v14M5 12h14",
  minus: "M5 12h14",
  pin: "M12 21s7-6.2 7-11a7 7 0 1 0-14 0c0 4.8 7 11 7 11zM12 12.5a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5z",
  person: "M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8zM4.5 20.5a7.5 7.5 0 0 1 15 0",
  file: "M6 3h8l4 4v14H6zM14 3v4h4",
  photo: "M4 5h16v14H4zM4 16l5-5 4 4 3-3 4 4M15.5 9.5v.01",
  voice: "M12 14.5a3 3 0 0 0 3-3v-5a3 3 0 0 0-6 0v5a3 3 0 0 0 3 3zM6 11.5a6 6 0 0 0 12 0M12 17.5V21",
  play: "M8 5.5v13l10.5-6.5z",
  pause: "M8 5.5v13M16 5.5v13",
  video: "M3.5 7h11v10h-11zM14.5 11l6-3v8l-6-3",
  down: "M6 9.5l6 6 6-6",
  check: "M5 12.5l4.5 4.5L19 7.5",
  home: "M4 9V4h5M15 4h5v5M20 15v5h-5M9 20H4v-5",
  live: "M12 12v.01M8.5 15.5a5 5 0 0 1 0-7M15.5 8.5a5 5 0 0 1 0 7M5.8 18.2a9 9 0 0 1 0-12.4M18.2 5.8a9 9 0 0 1 0 12.4",
  phones: "M4.5 3.5h8v17h-8zM15.5 6.5h4v11h-4",
  map: "M3.5 6l5.5-2 6 2 5.5-2v14l-5.5 2-6-2-5.5 2zM9 4v14M15 6v14",
  director: "M5 6h9M18 6h1M5 12h1M10 12h9M5 18h9M18 18h1M16 4v4M8 10v4M16 16v4",
  back: "M14.5 5.5 8 12l6.5 6.5",
  reply: "M10 8 5 12.5l5 4.5M5 12.5h8a6 6 0 0 1 6 5",
};

/** A small drawing; it says nothing to a screen reader, its button does. */
export function icon(name) {
  const attributes = { viewBox: "0 0 24 24", class: "icon", "aria-hidden": "true" };
  return svg("svg", attributes, svg("path", { d: ICONS[name] }));
}

/** A button with a drawing and a spoken name. */
export function iconButton(name, label, onclick, className = "") {
  return el(
    "button",
    { type: "button", class: `icon-button ${className}`, "aria-label": label, title: label, onclick },
    icon(name),
  );
}

let counted = 0;

/** An id that no other element has. */
export function freshId(prefix) {
  counted += 1;
  return `${prefix}-${counted}`;
}

/** Call `work` once before the next picture, however often it is asked for. */
export function oncePerFrame(work) {
  let waiting = false;
  return () => {
    if (waiting) return;
    waiting = true;
    requestAnimationFrame(() => {
      waiting = false;
      work();
    });
  };
}

/** Put these in the place of the children; whoever had the focus keeps it, found again by `data-key`. */
export function replaceChildren(parent, nodes) {
  const key = parent.contains(document.activeElement) ? document.activeElement.dataset.key : undefined;
  parent.replaceChildren(...nodes);
  if (key !== undefined) parent.querySelector(`[data-key="${CSS.escape(key)}"]`)?.focus({ preventScroll: true });
}
