/** A voice message from the microphone: recorded in the place of the line, sent or thrown away. */

import { asBase64 } from "./api.js";
import { length } from "./quantities.js";
import { el, icon, iconButton } from "./dom.js";

const LONGEST_MS = 10 * 60_000;

/** Whether this browser has a microphone to ask for. */
export function canRecord() {
  return Boolean(navigator.mediaDevices?.getUserMedia && window.MediaRecorder);
}

/** Ask for the microphone, then record until it is sent or cancelled. @param {import("./phone.js").Phone} phone */
export async function record(phone) {
  let stream;
  try {
    stream = await navigator.mediaDevices.getUserMedia({ audio: true });
  } catch {
    phone.toast(phone.words.no_microphone, "refused");
    return;
  }
  const recorder = new MediaRecorder(stream);
  const chunks = [];
  recorder.addEventListener("dataavailable", (event) => chunks.push(event.data));
  const began = performance.now();
  const wanted = await until(phone, recorder, began);
  const seconds = Math.max(1, Math.round((performance.now() - began) / 1000));
  await stopped(recorder);
  stream.getTracks().forEach((track) => track.stop());
  if (!wanted) return;
  const content = await asBase64(new Blob(chunks, { type: recorder.mimeType }));
  await phone.act("sends_voice", { content, seconds, mime_type: recorder.mimeType });
}

/** Show that it records; resolves with whether it is to be sent. */
function until(phone, recorder, began) {
  return new Promise((resolve) => {
    const { words, composer } = phone;
    const time = el("span", { class: "length", "aria-hidden": "true" }, length(0));
    const done = (wanted) => {
      clearInterval(ticking);
      bar.remove();
      composer.form.hidden = false;
      resolve(wanted);
    };
    const bar = el(
      "div",
      { class: "recording", role: "group", "aria-label": words.recording },
      el("span", { class: "recording-mark", "aria-hidden": "true" }),
      el("span", { role: "status" }, words.recording),
      time,
      iconButton("close", words.cancel, () => done(false)),
      el(
        "button",
        { type: "button", class: "icon-button send", "aria-label": words.send, title: words.send, onclick: () => done(true) },
        icon("send"),
      ),
    );
    const ticking = setInterval(() => {
      const passed = performance.now() - began;
      time.textContent = length(Math.floor(passed / 1000));
      if (passed > LONGEST_MS) done(true);
    }, 250);
    composer.form.hidden = true;
    composer.element.append(bar);
    recorder.start();
    bar.querySelector(".send").focus();
  });
}

function stopped(recorder) {
  return new Promise((resolve) => {
    recorder.addEventListener("stop", resolve, { once: true });
    recorder.stop();
  });
}
