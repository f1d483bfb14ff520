/** A map that can be moved: drag, wheel, buttons, arrow keys. What lies on it is somebody else's business. */

import { el, iconButton, svg } from "./dom.js";
import { drawGround, ground, metres } from "./ground.js";
import { wordsFor } from "./words.js";

const CLOSEST = 60;
const CLICK_PX = 5;
const SHOWN = 1.5;

export class MapView {
  /**
   * @param {string} label
   * @param {object} [doing] `onPlace(x, y)` hears of a click; `words` are of whose map it is
   */
  constructor(label, { onPlace = null, words = wordsFor("en") } = {}) {
    this.onPlace = onPlace;
    this.onArrow = null;
    this.base = svg("g", {});
    this.top = svg("g", { class: "top" });
    this.svg = svg("svg", { class: "map", role: "group", "aria-label": label, tabindex: "0" }, this.base, this.top);
    this.element = el(
      "div",
      { class: "map-view" },
      this.svg,
      el(
        "div",
        { class: "map-buttons", dir: "ltr" },
        iconButton("plus", words.nearer, () => this.zoom(0.7)),
        iconButton("minus", words.farther, () => this.zoom(1.4)),
        iconButton("home", words.whole_city, () => this.whole()),
      ),
    );
    this.middle = { x: 0, y: 0 };
    this.wide = 1000;
    this.layGround();
    this.whole();
    this.svg.addEventListener("wheel", (event) => this.wheel(event), { passive: false });
    this.svg.addEventListener("pointerdown", (event) => this.grab(event));
    this.svg.addEventListener("keydown", (event) => this.keyed(event));
    new ResizeObserver(() => this.resized()).observe(this.svg);
  }

  /** Draw the ground (anew). */
  layGround() {
    this.base.replaceChildren(drawGround());
  }

  whole() {
    this.lookAt(0, 0, 1);
  }

  /** @param {number} share how much of the whole city is seen */
  lookAt(x, y, share) {
    const { width, height } = this.size();
    this.middle = { x, y };
    this.share = share;
    this.wide = metres(ground().radius_m) * SHOWN * share * Math.max(1, width / height);
    this.look();
  }

  /** Keep what is drawn at a steady size whatever the scale is. */
  look() {
    const { width, height } = this.size();
    const high = (this.wide * height) / width;
    this.svg.setAttribute(
      "viewBox",
      `${this.middle.x - this.wide / 2} ${this.middle.y - high / 2} ${this.wide} ${high}`,
    );
    this.svg.style.setProperty("--k", String(this.wide / width));
  }

  /** Until somebody has moved the map, it keeps showing what it was told to. */
  resized() {
    if (this.share) this.lookAt(this.middle.x, this.middle.y, this.share);
    else this.look();
  }

  size() {
    const { clientWidth: width, clientHeight: height } = this.svg;
    return { width: width || 400, height: height || 300 };
  }

  /** How far an arrow key goes. */
  step() {
    return this.wide / 40;
  }

  zoom(by, around = this.middle) {
    this.share = null;
    const wide = Math.min(Math.max(this.wide * by, CLOSEST), metres(ground().radius_m) * 4);
    const part = wide / this.wide;
    this.middle = {
      x: around.x + (this.middle.x - around.x) * part,
      y: around.y + (this.middle.y - around.y) * part,
    };
    this.wide = wide;
    this.look();
  }

  wheel(event) {
    event.preventDefault();
    this.zoom(event.deltaY > 0 ? 1.15 : 0.87, this.pointOf(event));
  }

  /** The plane's point under the pointer. */
  pointOf(event) {
    const at = new DOMPoint(event.clientX, event.clientY).matrixTransform(this.svg.getScreenCTM().inverse());
    return { x: at.x, y: at.y };
  }

  grab(event) {
    if (event.button !== 0 || event.target.closest("[role=button]")) return;
    const from = this.pointOf(event);
    const start = { x: event.clientX, y: event.clientY };
    let moved = false;
    const move = (now) => {
      moved ||= Math.hypot(now.clientX - start.x, now.clientY - start.y) > CLICK_PX;
      if (!moved) return;
      this.share = null;
      const at = this.pointOf(now);
      this.middle = { x: this.middle.x + from.x - at.x, y: this.middle.y + from.y - at.y };
      this.look();
    };
    const up = (now) => {
      removeEventListener("pointermove", move);
      removeEventListener("pointerup", up);
      if (!moved && this.onPlace) {
        const at = this.pointOf(now);
        this.onPlace(at.x, at.y);
      }
    };
    addEventListener("pointermove", move);
    addEventListener("pointerup", up);
  }

  keyed(event) {
    const arrow = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[event.key];
    if (arrow && event.target === this.svg) {
      event.preventDefault();
      if (this.onArrow) this.onArrow(...arrow);
      else this.pan(...arrow);
    } else if (event.key === "+" || event.key === "=") this.zoom(0.8);
    else if (event.key === "-") this.zoom(1.25);
  }

  pan(dx, dy) {
    this.middle = { x: this.middle.x + dx * this.step() * 2, y: this.middle.y + dy * this.step() * 2 };
    this.look();
  }
}
