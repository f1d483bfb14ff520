/** The small map of a location message. */

import { svg } from "./dom.js";
import { drawGround, toPlane } from "./ground.js";

const WIDE = 240;
const HIGH = 130;
const PIN = "M0 0C-9 -11 -12 -16 -12 -22a12 12 0 1 1 24 0C12 -16 9 -11 0 0z";

/** @param {{latitude: number, longitude: number}} location @param {object} phone */
export function placeTile({ latitude, longitude }, phone) {
  const { x, y } = toPlane(latitude, longitude);
  const label = `${phone.words.place}: ${latitude.toFixed(4)}, ${longitude.toFixed(4)}`;
  return svg(
    "svg",
    { class: "tile", viewBox: `${x - WIDE / 2} ${y - HIGH / 2} ${WIDE} ${HIGH}`, role: "img", "aria-label": label },
    drawGround(),
    svg(
      "g",
      { transform: `translate(${x} ${y})` },
      svg("ellipse", { rx: 6, ry: 2.4, class: "pin-shadow" }),
      svg("path", { d: PIN, class: "pin" }),
      svg("circle", { cy: -22, r: 4.5, class: "pin-eye" }),
    ),
  );
}
