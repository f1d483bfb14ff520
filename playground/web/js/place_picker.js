/** Choosing a place on the map: click, drag the pin, or move it with the arrow keys. */

import { ask } from "./dialog.js";
import { el, svg } from "./dom.js";
import { ground, toDegrees, toPlane } from "./ground.js";
import { MapView } from "./map_view.js";

const PIN = "M0 0C-9 -11 -12 -16 -12 -22a12 12 0 1 1 24 0C12 -16 9 -11 0 0z";

/**
 * @param {import("./phone.js").Phone} phone
 * @param {{latitude: number, longitude: number}} [from] where the pin stands at first
 * @param {(place: {latitude: number, longitude: number}) => void} [onMove] hears of every place on the way
 * @returns {Promise<{latitude: number, longitude: number}|null>}
 */
export async function choosePlace(phone, from, onMove) {
  const { lat, lon } = ground();
  let place = from ?? phone.lastPlace ?? { latitude: lat, longitude: lon };
  const view = new MapView(phone.words.choose_place, {
    words: phone.words,
    onPlace: (x, y) => moved(toDegrees(x, y)),
  });
  const drawn = [svg("path", { d: PIN, class: "pin" }), svg("circle", { cy: -22, r: 4.5, class: "pin-eye" })];
  const pin = svg("g", { class: "chosen-place held" }, svg("g", { class: "steady" }, drawn));
  view.top.append(pin);
  const read = el("output", { class: "coordinates", "aria-live": "polite" });
  const put = (chosen) => {
    place = { latitude: round(chosen.latitude), longitude: round(chosen.longitude) };
    const { x, y } = toPlane(place.latitude, place.longitude);
    pin.setAttribute("transform", `translate(${x} ${y})`);
    read.textContent = `${place.latitude.toFixed(5)}, ${place.longitude.toFixed(5)}`;
  };
  const moved = (chosen) => {
    put(chosen);
    onMove?.(place);
  };
  put(place);
  const tip = () => toPlane(place.latitude, place.longitude);
  letDrag(pin, view, tip, (x, y) => moved(toDegrees(x, y)));
  view.onArrow = (dx, dy) => {
    const { x, y } = toPlane(place.latitude, place.longitude);
    moved(toDegrees(x + dx * view.step(), y + dy * view.step()));
  };
  const { words } = phone;
  const asked = ask({
    title: words.place,
    body: [view.element, read],
    submit: words.send,
    close: words.close,
    read: () => place,
    className: "picker",
  });
  const { x, y } = toPlane(place.latitude, place.longitude);
  view.lookAt(x, y, 0.55);
  view.svg.focus();
  return asked;
}

/** The pin follows the pointer that has taken it, by as much as that moves. */
function letDrag(pin, view, tip, dragged) {
  pin.addEventListener("pointerdown", (event) => {
    if (event.button !== 0) return;
    event.stopPropagation();
    const from = view.pointOf(event);
    const start = tip();
    const move = (now) => {
      const at = view.pointOf(now);
      dragged(start.x + at.x - from.x, start.y + at.y - from.y);
    };
    const up = () => {
      removeEventListener("pointermove", move);
      removeEventListener("pointerup", up);
      removeEventListener("pointercancel", up);
    };
    addEventListener("pointermove", move);
    addEventListener("pointerup", up);
    addEventListener("pointercancel", up);
  });
}

function round(degrees) {
  return Math.round(degrees * 1e6) / 1e6;
}
