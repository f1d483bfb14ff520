/** The page comes together. */

import { CityMap } from "./city_map.js";
import { mountDirector } from "./director.js";
import { el } from "./dom.js";
import { Phones } from "./phones.js";
import { loadPeople, store } from "./store.js";
import { connect } from "./stream.js";
import { mountShowMe, mountTop } from "./top.js";

async function begin() {
  const top = document.getElementById("top");
  mountTop(top);
  await connect();
  const phones = new Phones(document.getElementById("phones"));
  const map = el("section", { class: "card city-card", "aria-label": "City" });
  const director = el("section", { class: "card director-card", "aria-label": "Director" });
  document.getElementById("side").append(map, director);
  const open = async (person) => {
    if (!store.people.has(person)) await loadPeople();
    phones.show(person);
    document.dispatchEvent(new CustomEvent("show-view", { detail: "phones" }));
  };
  new CityMap(map, open);
  mountDirector(director);
  mountShowMe(top, phones);
  document.body.dataset.ready = "yes";
}

begin();
