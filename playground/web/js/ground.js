/** The ground of every map: named places, their surroundings, water; a plain grid where the runner says nothing. */

import { svg } from "./dom.js";
import { store } from "./store.js";

const KM_A_DEGREE = 111.32;
const UNITS_A_KM = 100;
const ANYWHERE = { title: "", lat: 52.2297, lon: 21.0122, radius_m: 8000, places: [], water: [], kinds: {} };
const TINTS = 6;
/** About what the city's radius, a letter and a line take where the whole city is seen. */
const [WHOLE_PX, LETTER_PX, LINE_PX] = [190, 6.5, 7];

/** What the runner laid, or somewhere. */
export function ground() {
  return store.shown.ground ?? ANYWHERE;
}

/** Degrees to the map's plane: x to the east, y to the south, 100 units a kilometre, the middle at 0, 0. */
export function toPlane(lat, lon) {
  const middle = ground();
  const across = Math.cos((middle.lat * Math.PI) / 180);
  return {
    x: (lon - middle.lon) * KM_A_DEGREE * across * UNITS_A_KM,
    y: -(lat - middle.lat) * KM_A_DEGREE * UNITS_A_KM,
  };
}

/** The plane back to degrees. */
export function toDegrees(x, y) {
  const middle = ground();
  const across = Math.cos((middle.lat * Math.PI) / 180);
  return {
    latitude: middle.lat - y / (KM_A_DEGREE * UNITS_A_KM),
    longitude: middle.lon + x / (KM_A_DEGREE * across * UNITS_A_KM),
  };
}

/** Metres in units of the plane. */
export function metres(distance) {
  return (distance / 1000) * UNITS_A_KM;
}

/** Draw the ground: a cell around each named place, the river, the city's edge, the names. */
export function drawGround({ names = true } = {}) {
  const { places, water, radius_m: radius } = ground();
  const edge = metres(radius);
  const points = places.map((place) => ({ ...toPlane(place.lat, place.lon), name: place.name }));
  const cells = points.map((point, number) => cell(point, points, edge, number));
  return svg(
    "g",
    { class: "ground" },
    svg("circle", { r: edge, class: "city" }),
    cells,
    grid(edge),
    beyond(edge),
    water.map((line) => river(line)),
    svg("circle", { r: edge, class: "edge" }),
    names ? points.map((point, at) => placeName(point, isCrowded(point, points.slice(0, at), edge / WHOLE_PX))) : [],
  );
}

/** The outer group places the name, the inner one keeps its size: scale comes before an element's own transform. */
function placeName(point, lower) {
  const words = svg("text", { class: "place-name", "text-anchor": "middle", dy: lower ? "1.6em" : "0.35em" }, point.name);
  return svg("g", { transform: `translate(${point.x} ${point.y})` }, svg("g", { class: "steady" }, words));
}

/** Whether the name would stand in an earlier one's when the whole city is seen, a pixel being so much of the plane. */
function isCrowded(point, before, pixel) {
  return before.some((other) => {
    const wide = ((point.name.length + other.name.length) / 2) * LETTER_PX * pixel;
    return Math.abs(point.x - other.x) < wide && Math.abs(point.y - other.y) < LINE_PX * pixel;
  });
}

function river(line) {
  const points = line.map(([lat, lon]) => toPlane(lat, lon));
  return svg("path", { d: smooth(points), class: "water" });
}

/** A line through the points without corners. */
function smooth(points) {
  const [first, ...rest] = points;
  let path = `M${first.x} ${first.y}`;
  rest.forEach((point, at) => {
    const next = rest[at + 1];
    const end = next ? { x: (point.x + next.x) / 2, y: (point.y + next.y) / 2 } : point;
    path += `Q${point.x} ${point.y} ${end.x} ${end.y}`;
  });
  return path;
}

/** Quiet lines, two kilometres apart, so that distance can be felt. */
function grid(edge) {
  const lines = [];
  const step = metres(2000);
  for (let at = -Math.floor(edge / step) * step; at <= edge; at += step) {
    const half = Math.sqrt(Math.max(0, edge * edge - at * at));
    lines.push(svg("path", { d: `M${at} ${-half}V${half}M${-half} ${at}H${half}`, class: "grid" }));
  }
  return lines;
}

/** All that is nearer to this place than to any other: a square cut by the lines half way to each neighbour. */
function cell(point, points, edge, number) {
  const corners = [
    [-edge, -edge],
    [edge, -edge],
    [edge, edge],
    [-edge, edge],
  ];
  let shape = corners.map(([x, y]) => ({ x: x * 1.05, y: y * 1.05 }));
  for (const other of points) if (other !== point) shape = cut(shape, point, other);
  const outline = shape.map(({ x, y }) => `${x},${y}`).join(" ");
  return svg("polygon", { points: outline, class: `cell tint-${number % TINTS}` });
}

/** All that lies beyond the city: a large square with a round hole. */
function beyond(edge) {
  const far = edge * 6;
  const square = `M${-far} ${-far}H${far}V${far}H${-far}Z`;
  const hole = `M${-edge} 0A${edge} ${edge} 0 1 0 ${edge} 0A${edge} ${edge} 0 1 0 ${-edge} 0Z`;
  return svg("path", { d: square + hole, class: "beyond", "fill-rule": "evenodd" });
}

function cut(shape, point, other) {
  const side = ({ x, y }) => (x - other.x) ** 2 + (y - other.y) ** 2 - ((x - point.x) ** 2 + (y - point.y) ** 2);
  const kept = [];
  shape.forEach((corner, at) => {
    const next = shape[(at + 1) % shape.length];
    const [here, there] = [side(corner), side(next)];
    if (here >= 0) kept.push(corner);
    if (here * there < 0) {
      const part = here / (here - there);
      kept.push({ x: corner.x + (next.x - corner.x) * part, y: corner.y + (next.y - corner.y) * part });
    }
  });
  return kept;
}
