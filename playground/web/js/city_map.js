/** The city as the runner shows it: markers, circles, links, a legend, and the story of whatever is chosen. */

import { el, oncePerFrame, replaceChildren, svg } from "./dom.js";
import { ground, metres, toPlane } from "./ground.js";
import { MapView } from "./map_view.js";
import { MarkerWalk } from "./marker_walk.js";
import { on, store } from "./store.js";

const CROWD = 40;
const SHAPES = {
  dot: () => svg("circle", { r: 7, class: "shape" }),
  pin: () => svg("path", { d: "M0 0C-7 -8 -9 -12 -9 -16.5a9 9 0 1 1 18 0C9 -12 7 -8 0 0z", class: "shape" }),
  ring: () => svg("circle", { r: 9, class: "circle" }),
  diamond: () => svg("rect", { x: -6, y: -6, width: 12, height: 12, rx: 2, transform: "rotate(45)", class: "shape" }),
};

/** Beside a dot, above a pin: so that the two rarely cover each other. */
function markerName({ shape }) {
  const at = shape === "pin" ? { y: -31, "text-anchor": "middle" } : { x: 11, y: 4 };
  return svg("text", { class: "marker-name", ...at });
}

/** How a marker of this kind looks; its name is written later. */
function looks(kind) {
  return [svg("circle", { r: 15, class: "reach" }), SHAPES[kind.shape ?? "dot"](), markerName(kind)];
}

export class CityMap {
  /** @param {HTMLElement} element @param {(person: number) => void} openPhone */
  constructor(element, openPhone) {
    this.openPhone = openPhone;
    this.chosen = null;
    this.drawn = new Map();
    this.changed = new Set();
    this.view = new MapView("Map of the city");
    this.circles = svg("g", {});
    this.links = svg("g", {});
    this.markers = svg("g", {});
    this.walk = new MarkerWalk(this.markers);
    this.view.top.append(this.circles, this.links, this.markers);
    this.title = el("h2", {});
    this.legend = el("ul", { class: "legend" });
    this.story = el("div", { class: "story", "aria-live": "polite", hidden: true });
    this.list = el("ul", {});
    const words = el("details", { class: "as-list" }, el("summary", {}, "Everything as a list"), this.list);
    words.addEventListener("toggle", () => this.drawList());
    this.words = words;
    element.append(el("header", { class: "card-head" }, this.title), this.view.element, this.legend, this.story, words);
    this.element = element;
    this.draw = oncePerFrame(() => this.drawNow());
    on("shown:scene", (about) => this.heard(about));
    on("shown:ground", () => this.lay());
    on("all", () => this.lay());
    this.lay();
  }

  /** The ground is new, so everything is. */
  lay() {
    this.title.textContent = ground().title || "The city";
    this.element.hidden = !store.shown.ground;
    this.view.layGround();
    this.view.whole();
    const kinds = Object.entries(ground().kinds ?? {});
    this.legend.replaceChildren(
      ...kinds
        .filter(([, kind]) => kind.label)
        .map(([, kind]) =>
          el(
            "li",
            {},
            svg(
              "svg",
              { viewBox: "-12 -12 24 24", class: `swatch colour-${kind.colour}`, "aria-hidden": "true" },
              svg(
                "g",
                kind.shape === "pin" ? { transform: "translate(0 10) scale(.82)" } : {},
                SHAPES[kind.shape ?? "dot"](),
              ),
            ),
            kind.label,
          ),
        ),
    );
    this.drawn.forEach((node) => node.remove());
    this.drawn.clear();
    this.changed = new Set(Object.keys(store.shown.scene ?? {}));
    this.draw();
  }

  heard({ changed = {}, gone = [] }) {
    Object.keys(changed).forEach((key) => this.changed.add(key));
    gone.forEach((key) => this.changed.add(key));
    this.draw();
  }

  drawNow() {
    const scene = store.shown.scene ?? {};
    const moved = new Set(this.changed);
    this.changed.clear();
    const follows = (part) => moved.has(`marker:${part.start}`) || moved.has(`marker:${part.end}`);
    for (const key of moved) this.drawPart(key, scene[key]);
    for (const [key, part] of Object.entries(scene)) {
      if (part.part === "link" && !moved.has(key) && follows(part)) this.drawPart(key, part);
    }
    this.view.svg.classList.toggle("crowded", this.markers.childElementCount > CROWD);
    this.walk.keepOneStop();
    if (this.chosen) this.tell();
    this.drawList();
  }

  drawPart(key, part) {
    if (!part) {
      this.drawn.get(key)?.remove();
      this.drawn.delete(key);
      if (key === this.chosen) this.choose(null);
      return;
    }
    const draw = { marker: "drawMarker", circle: "drawCircle", link: "drawLink" }[part.part];
    this[draw](key, part, ground().kinds?.[part.kind] ?? { colour: "grey", shape: "dot" });
  }

  node(key, parent, make) {
    if (!this.drawn.has(key)) {
      const node = make();
      this.drawn.set(key, node);
      parent.append(node);
    }
    return this.drawn.get(key);
  }

  drawMarker(key, part, kind) {
    const node = this.node(key, this.markers, () => this.newMarker(key));
    const { x, y } = toPlane(part.lat, part.lon);
    const look = `${part.label}, ${kind.label}`;
    if (node.getAttribute("aria-label") !== look) {
      node.setAttribute("aria-label", look);
      node.setAttribute("class", `marker colour-${kind.colour} kind-${part.kind}`);
      node.querySelector(".steady").replaceChildren(...looks(kind));
    }
    node.style.transform = `translate(${x}px, ${y}px)`;
    const name = node.querySelector("text");
    if (name.textContent !== part.label) name.textContent = part.label;
  }

  newMarker(key) {
    const choose = () => this.choose(key);
    const keyed = (event) => {
      if (event.key !== "Enter" && event.key !== " ") return;
      event.preventDefault();
      choose();
    };
    return svg(
      "g",
      { role: "button", tabindex: "-1", onclick: choose, onkeydown: keyed },
      svg("g", { class: "steady" }),
    );
  }

  drawCircle(key, part, kind) {
    const node = this.node(key, this.circles, () => svg("circle", {}));
    const { x, y } = toPlane(part.lat, part.lon);
    node.setAttribute("class", `circle colour-${kind.colour}`);
    Object.entries({ cx: x, cy: y, r: metres(part.radius_m) }).forEach(([name, value]) =>
      node.setAttribute(name, value),
    );
  }

  drawLink(key, part, kind) {
    const scene = store.shown.scene ?? {};
    const [start, end] = [scene[`marker:${part.start}`], scene[`marker:${part.end}`]];
    if (!start || !end) return;
    const node = this.node(key, this.links, () => svg("path", {}));
    const [from, to] = [toPlane(start.lat, start.lon), toPlane(end.lat, end.lon)];
    node.setAttribute("class", `link colour-${kind.colour}`);
    node.setAttribute("d", `M${from.x} ${from.y}L${to.x} ${to.y}`);
  }

  /** Choose a thing: its story is told, and if it is somebody, their phone opens. */
  choose(key) {
    this.drawn.get(this.chosen)?.classList.remove("chosen");
    this.chosen = key;
    const part = key ? store.shown.scene?.[key] : null;
    this.tell();
    if (part?.person) this.openPhone(part.person);
  }

  tell() {
    const part = this.chosen ? store.shown.scene?.[this.chosen] : null;
    this.story.hidden = !part;
    if (!part) return;
    this.drawn.get(this.chosen)?.classList.add("chosen");
    const words = `${part.label}\n${part.details ?? ""}`;
    if (this.story.dataset.words === words) return;
    this.story.dataset.words = words;
    this.story.replaceChildren(
      el("h3", { dir: "auto" }, part.label),
      el("p", { dir: "auto" }, part.details ?? ""),
      el("button", { type: "button", class: "text-button", onclick: () => this.choose(null) }, "Close"),
    );
  }

  /** The same for whoever cannot point at a map. */
  drawList() {
    if (!this.words.open) return;
    const markers = Object.entries(store.shown.scene ?? {}).filter(([, part]) => part.part === "marker");
    replaceChildren(
      this.list,
      markers.slice(0, 300).map(([key, part]) => this.listed(key, part)),
    );
  }

  listed(key, part) {
    const words = `${part.label} · ${ground().kinds?.[part.kind]?.label ?? ""}`;
    const choose = () => this.choose(key);
    return el(
      "li",
      {},
      el("button", { type: "button", class: "text-button", "data-key": key, onclick: choose }, words),
    );
  }
}
