/** A position shared live: begun on the map, moved by clicking or by driving itself to a chosen place. */

import { choosePlace } from "./place_picker.js";

const STEP_MS = 1500;
const STEPS = 20;
const TOLD_MS = 500;

export class LiveShare {
  /** @param {import("./phone.js").Phone} phone */
  constructor(phone) {
    this.phone = phone;
    this.on = false;
    this.at = null;
    this.chat = null;
    this.driving = null;
  }

  async begin() {
    const place = await choosePlace(this.phone);
    if (!place) return;
    this.chat = this.phone.chat.id;
    this.on = (await this.phone.act("shares_live_location", { ...place, period: 3600 })) !== null;
    this.at = place;
  }

  /** Take the pin on the map and drag it: everybody sees it move, as often as Telegram would tell. */
  async moveByHand() {
    clearInterval(this.driving);
    let told = 0;
    const place = await choosePlace(this.phone, this.at, (now) => {
      if (performance.now() - told < TOLD_MS) return;
      told = performance.now();
      this.move(now);
    });
    if (place) await this.move(place);
  }

  /** Be there at once; whatever chat is open meanwhile. */
  async move(place) {
    this.at = place;
    await this.phone.act("moves", place, this.chat);
  }

  /** Choose where to, and go there in small steps. */
  async drive() {
    const goal = await choosePlace(this.phone, this.at);
    if (!goal) return;
    clearInterval(this.driving);
    const from = this.at;
    let step = 0;
    this.driving = setInterval(() => {
      step += 1;
      const part = step / STEPS;
      this.move({
        latitude: from.latitude + (goal.latitude - from.latitude) * part,
        longitude: from.longitude + (goal.longitude - from.longitude) * part,
      });
      if (step >= STEPS) clearInterval(this.driving);
    }, STEP_MS);
  }

  async stop() {
    clearInterval(this.driving);
    this.on = false;
    await this.phone.act("stops_sharing", {}, this.chat);
  }
}
