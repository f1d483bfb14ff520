/** The tour's own pace: at a higher speed of the world others would be faster than whoever plays it. */

import { doOffered, post } from "./api.js";
import { store } from "./store.js";

const NAME = "speed";
const OWN = 1;

/** The world's speed as the director has it, where it can be changed. */
function speed() {
  return store.shown.controls?.find(({ name }) => name === NAME)?.value ?? OWN;
}

function setSpeed(value) {
  return doOffered("control", { name: NAME, value });
}

/** Let the world go at the pace of hands while this is done; it gets its speed back, unless somebody has changed it. */
export async function atOwnPace(doing) {
  const before = speed();
  if (before === OWN) return doing();
  const leaving = () => post("/stage/do/control", { name: NAME, value: before }, { keepalive: true });
  addEventListener("pagehide", leaving);
  await setSpeed(OWN);
  try {
    return await doing();
  } finally {
    removeEventListener("pagehide", leaving);
    if (speed() === OWN) await setSpeed(before);
  }
}
