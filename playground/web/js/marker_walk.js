/** Hundreds of markers are one stop of the Tab key; the arrow keys go from one to the next. */

const STEPS = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 };

export class MarkerWalk {
  /** @param {SVGGElement} parent whose children are the markers */
  constructor(parent) {
    this.parent = parent;
    parent.addEventListener("focusin", (event) => this.stopAt(event.target.closest("[role=button]")));
    parent.addEventListener("keydown", (event) => this.keyed(event));
  }

  /** Markers come and go: one of them is always the way in. */
  keepOneStop() {
    if (!this.stop?.isConnected) this.stopAt(this.parent.firstElementChild);
  }

  stopAt(marker) {
    if (!marker || marker === this.stop) return;
    this.stop?.setAttribute("tabindex", "-1");
    marker.setAttribute("tabindex", "0");
    this.stop = marker;
  }

  keyed(event) {
    const markers = [...this.parent.children];
    const at = markers.indexOf(event.target);
    const next = STEPS[event.key] ? at + STEPS[event.key] : { Home: 0, End: markers.length - 1 }[event.key];
    if (at < 0 || next === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    markers[(next + markers.length) % markers.length].focus();
  }
}
