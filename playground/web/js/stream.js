/** The stage's server-sent events: taken in order, never before what they change is here, and found again when they end. */

import { HAPPENED } from "./happened.js";
import { emit, isHeld, loadAll, on, store } from "./store.js";
import { reloadForNewToken } from "./reloading.js";

/** Milliseconds: what came all at once, because the machine had no time before, is taken in such slices. */
const SLICE_MS = 25;
const [SOON_MS, SELDOM_MS] = [500, 4000];

const waiting = [];
const turns = new MessageChannel(); // not a timer: those of a page that nobody looks at come once a second
let source = null;
let loaded = false;
let asked = false;

/** Listen first, then load, so that nothing falls between the two. Ends when all that there is has been loaded. */
export function connect() {
  turns.port1.onmessage = takeSlice;
  on("released", ask);
  listen();
  return new Promise((resolve) => {
    const stop = on("connected", (connected) => {
      if (!connected) return;
      stop();
      resolve();
    });
  });
}

function listen() {
  const opened = new EventSource("/stage/events");
  source = opened;
  for (const kind of [...Object.keys(HAPPENED), "resync"]) {
    opened.addEventListener(kind, (event) => {
      if (opened !== source) return;
      waiting.push([kind, event.data]);
      ask();
    });
  }
  opened.addEventListener("open", () => load(opened));
  opened.addEventListener("error", () => lost(opened));
}

/** Everything as it is now; what has happened since the stream began is put on top of it. */
async function load(opened) {
  loaded = false;
  try {
    await loadAll();
  } catch (error) {
    console.info("what there is could not be loaded:", error.message);
    lost(opened);
    return;
  }
  if (opened !== source) return;
  loaded = true;
  setConnected(true);
  ask();
}

function ask() {
  if (asked || !loaded || isHeld() || waiting.length === 0) return;
  asked = true;
  turns.port2.postMessage(null);
}

function takeSlice() {
  asked = false;
  const ends = performance.now() + SLICE_MS;
  while (loaded && !isHeld() && waiting.length > 0 && performance.now() < ends) take(...waiting.shift());
  ask();
}

function take(kind, told) {
  if (kind === "resync") load(source);
  else HAPPENED[kind](JSON.parse(told));
}

/** The playground is away. Browsers give up on a stream that was refused once, so the page looks for itself. */
function lost(opened) {
  if (opened !== source) return;
  opened.close();
  source = null;
  loaded = false;
  waiting.length = 0;
  setConnected(false);
  comeBack(SOON_MS);
}

async function comeBack(wait) {
  const status = await fetch("/stage/people").then(
    (response) => response.status,
    () => 0,
  );
  if (status === 200) return listen();
  if (status === 403 && reloadForNewToken()) return;
  setTimeout(() => comeBack(Math.min(wait * 1.5, SELDOM_MS)), wait);
}

function setConnected(connected) {
  store.connected = connected;
  emit("connected", connected);
}
