/** A position shared live: begun on the map, moved by clicking or by driving itself to a chosen place. */

import { choosePlace } from "./place_picker.js";

const STEP_MS = 1500;
const STEPS = 20;

export class LiveShare {
  /** @param {import("./phone.js").Phone} phone */
  constructor(phone) {
    this.phone = phone;
    this.on = false;
    this.at = null;
    this.driving = null;
  }

  async begin() {
    const place = await choosePlace(this.phone);
    if (!place) return;
    this.on = (await this.phone.act("shares_live_location", { ...place, period: 3600 })) !== null;
    this.at = place;
  }

  /** Move there at once (the marker was dragged). */
  async move(place) {
    this.at = place;
    await this.phone.act("moves", place);
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
    await this.phone.act("stops_sharing");
  }
}
