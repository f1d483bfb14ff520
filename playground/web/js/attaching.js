/** The paper clip: pictures, files, a voice, a place, a contact. */

import { asBase64 } from "./api.js";
import { ask, field } from "./dialog.js";
import { el } from "./dom.js";
import { openMenu } from "./menu.js";
import { choosePlace } from "./place_picker.js";
import { canRecord, record } from "./recorder.js";
import { store } from "./store.js";

const MOST_IN_ALBUM = 10;

/** @param {HTMLElement} anchor @param {import("./phone.js").Phone} phone */
export function openAttachMenu(anchor, phone) {
  const { words } = phone;
  const live = phone.liveShare;
  const isShared = live.shared() !== null;
  openMenu(anchor, words.attach, [
    { label: words.photo, icon: "photo", do: () => pick("image/*", true, (files) => sendPictures(files, phone)) },
    { label: words.file, icon: "file", do: () => pick("", false, (files) => sendFile(files[0], phone)) },
    { label: words.voice, icon: "voice", do: () => phone.act("sends_voice", { seconds: 4 }) },
    canRecord() ? { label: words.record, icon: "voice", do: () => record(phone) } : null,
    { label: words.video, icon: "video", do: () => phone.act("sends_video", { seconds: 6 }) },
    { label: words.place, icon: "pin", do: () => sendPlace(phone) },
    isShared
      ? { label: words.stop_live, icon: "live", do: () => live.stop() }
      : { label: words.live, icon: "live", do: () => live.begin() },
    isShared ? { label: words.move_live, icon: "pin", do: () => live.moveByHand() } : null,
    isShared ? { label: words.drive, icon: "map", do: () => live.drive() } : null,
    { label: words.own_contact, icon: "person", do: () => phone.act("shares_contact") },
    { label: words.other_contact, icon: "person", do: () => sendOthersContact(phone) },
  ]);
}

function pick(accept, multiple, done) {
  const input = el("input", { type: "file", accept, multiple });
  input.addEventListener("change", () => input.files.length > 0 && done([...input.files]));
  input.click();
}

/**
 * Pictures, ten to an album as Telegram has it, the first with the words on the line. Those words stay until the
 * pictures have arrived; after a refusal no more are sent, and how many that were is said.
 */
export async function sendPictures(files, phone) {
  const { input } = phone.composer;
  const caption = input.value.trim();
  for (let at = 0; at < files.length; at += MOST_IN_ALBUM) {
    const contents = await Promise.all(files.slice(at, at + MOST_IN_ALBUM).map(asBase64));
    const sent = await sendAlbum(contents, at === 0 && caption ? caption : null, phone);
    if (sent === null) {
      if (files.length > 1) phone.toast(phone.words.not_sent(files.length - at), "refused");
      return;
    }
    if (caption && input.value.trim() === caption) phone.composer.write("");
  }
}

function sendAlbum(contents, caption, phone) {
  if (contents.length === 1) return phone.act("sends_photo", { content: contents[0], caption });
  return phone.act("sends_pictures", { contents, caption });
}

/** Any file as a document. */
export async function sendFile(file, phone) {
  await phone.act("sends_document", { name: file.name, content: await asBase64(file) });
}

/** A place by clicking the map. */
export async function sendPlace(phone) {
  const place = await choosePlace(phone);
  if (!place) return;
  phone.lastPlace = place;
  await phone.act("shares_location", place);
}

async function sendOthersContact(phone) {
  const { words } = phone;
  const others = [...store.people.values()].filter((person) => person.id !== phone.person.id);
  const name = el("input", { name: "name", autocomplete: "off" });
  const number = el("input", { name: "phone", type: "tel", value: "+15550100", autocomplete: "off" });
  const who = el(
    "select",
    {},
    el("option", { value: "" }, words.not_on_telegram),
    others.map((person) => el("option", { value: person.id }, person.first_name)),
  );
  const read = () =>
    who.value ? { of_person: Number(who.value) } : { of: name.value.trim() || words.somebody, phone: number.value.trim() };
  const body = [field(words.who, who), field(words.name, name), field(words.phone, number)];
  const chosen = await ask({ title: words.other_contact, body, submit: words.send, close: words.close, read });
  if (chosen) await phone.act("shares_contact", chosen);
}

/** Let pictures and files be dropped onto the phone. */
export function takeDrops(screen, phone) {
  const hint = el("div", { class: "drop-hint", hidden: true }, phone.words.drop);
  screen.append(hint);
  screen.addEventListener("dragover", (event) => {
    event.preventDefault();
    hint.hidden = false;
  });
  screen.addEventListener("dragleave", (event) => {
    if (!screen.contains(event.relatedTarget)) hint.hidden = true;
  });
  screen.addEventListener("drop", async (event) => {
    event.preventDefault();
    hint.hidden = true;
    const files = [...event.dataTransfer.files];
    const pictures = files.filter((file) => file.type.startsWith("image/"));
    if (pictures.length > 0) await sendPictures(pictures, phone);
    for (const file of files.filter((one) => !pictures.includes(one))) await sendFile(file, phone);
  });
}
