/** A position shared live: begun on the map, moved by clicking or by driving itself. The message says whether it still is. */

import { choosePlace } from "./place_picker.js";
import { worldNow } from "./world_time.js";

const PERIOD_S = 3600;
const STEP_MS = 1500;
const STEPS = 20;
const TOLD_MS = 500;

export class LiveShare {
  /** @param {import("./phone.js").Phone} phone */
  constructor(phone) {
    this.phone = phone;
    this.driving = null;
  }

  /** The message with the position that moves, in whichever chat it is; null when none does (any more). */
  shared() {
    for (const chat of this.phone.chats()) {
      const messages = [...(chat.messages?.values() ?? [])].reverse();
      const found = messages.find((message) => this.isOwn(message) && isLive(message));
      if (found) return found;
    }
    return null;
  }

  isOwn(message) {
    return message.from?.id === this.phone.person.id && !message.forward_origin;
  }

  async begin() {
    const place = await choosePlace(this.phone);
    if (place) await this.phone.act("shares_live_location", { ...place, period: PERIOD_S });
  }

  /** Take the pin on the map and drag it: everybody sees it move, as often as Telegram would tell. */
  async moveByHand() {
    this.park();
    let told = 0;
    const place = await choosePlace(this.phone, this.shared()?.location, (now) => {
      if (performance.now() - told < TOLD_MS) return;
      told = performance.now();
      this.move(now);
    });
    if (place) await this.move(place);
  }

  /** Be there at once, whatever chat is open meanwhile. @returns {Promise<boolean>} whether it still moves */
  async move({ latitude, longitude }) {
    const shared = this.shared();
    if (!shared) return false;
    return (await this.phone.act("moves", { latitude, longitude }, shared.chat.id)) !== null;
  }

  /** Choose where to, and go there in small steps. */
  async drive() {
    const from = this.shared()?.location;
    const goal = await choosePlace(this.phone, from);
    if (!goal || !from) return;
    this.park();
    let step = 0;
    this.driving = setInterval(async () => {
      step += 1;
      const moved = await this.move(between(from, goal, step / STEPS));
      if (!moved || step >= STEPS) this.park();
    }, STEP_MS);
  }

  /** Drive no further. */
  park() {
    clearInterval(this.driving);
  }

  async stop() {
    this.park();
    const shared = this.shared();
    if (shared) await this.phone.act("stops_sharing", {}, shared.chat.id);
  }
}

function isLive({ location, date }) {
  return Boolean(location?.live_period) && date + location.live_period > worldNow();
}

function between(from, goal, part) {
  return {
    latitude: from.latitude + (goal.latitude - from.latitude) * part,
    longitude: from.longitude + (goal.longitude - from.longitude) * part,
  };
}
