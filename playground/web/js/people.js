/** Adding people, and finding one among many. */

import { post } from "./api.js";
import { avatar } from "./avatar.js";
import { ask, field } from "./dialog.js";
import { el, oncePerFrame, replaceChildren } from "./dom.js";
import { on, store } from "./store.js";
import { unreadOf } from "./unread.js";
import { languageName } from "./words.js";

const LANGUAGES = ["en", "pl", "ru", "fa", "uk", "de", "es", "fr", "it", "tr", "ar"];

/** Ask for a name and a language. @returns {Promise<object|null>} the new person */
export async function addPerson() {
  const name = el("input", { required: true, autocomplete: "off", placeholder: "Ania", maxlength: "64" });
  const language = el(
    "select",
    {},
    LANGUAGES.map((code) => el("option", { value: code }, languageName(code))),
  );
  const wanted = await ask({
    title: "Somebody new",
    submit: "Add",
    body: [field("Name", name), field("Telegram speaks", language)],
    read: () => ({ first_name: name.value.trim() || "Ania", language_code: language.value }),
  });
  if (!wanted) return null;
  const person = await post("/stage/people", wanted);
  store.people.set(person.id, person);
  return person;
}

/** Everybody, to be searched by name; choosing one opens the phone. @param {import("./phones.js").Phones} phones */
export async function openPeopleMenu(anchor, phones) {
  let chosen = null;
  const list = el("div", { class: "people-list" });
  const search = el("input", {
    type: "search",
    placeholder: "Search",
    "aria-label": "Search by name",
    autocomplete: "off",
  });
  const choose = (id) => {
    chosen = id;
    list.closest("dialog").close("");
  };
  const draw = () => replaceChildren(list, rowsFor(search.value, choose));
  search.addEventListener("input", draw);
  search.addEventListener("keydown", (event) => {
    if (event.key !== "Enter") return;
    event.preventDefault(); // the form would close without anybody chosen
    list.querySelector("button")?.click();
  });
  draw();
  const stop = on("unread", oncePerFrame(draw));
  await ask({ title: "Everybody", body: [search, list], submit: "", read: () => null, className: "people" });
  stop();
  if (chosen !== null) phones.show(chosen);
}

function rowsFor(words, choose) {
  const people = found(words);
  return people.length > 0 ? people.map((person) => row(person, choose)) : [el("p", { role: "status" }, "Nobody of that name.")];
}

function found(words) {
  const wanted = words.trim().toLocaleLowerCase();
  const captions = store.shown.captions ?? {};
  const fits = (person) => `${person.first_name} ${captions[person.id] ?? ""}`.toLocaleLowerCase().includes(wanted);
  return [...store.people.values()].filter(fits).slice(0, 200);
}

function row(person, choose) {
  const count = unreadOf(person.id);
  return el(
    "button",
    { type: "button", "data-key": person.id, onclick: () => choose(person.id) },
    avatar(person),
    el(
      "span",
      { class: "file-words" },
      el("b", { dir: "auto" }, person.first_name),
      el("small", {}, store.shown.captions?.[person.id] ?? languageName(person.language_code ?? "en")),
    ),
    count > 0 ? el("span", { class: "badge" }, String(count)) : null,
  );
}
