/** What the page asks of the stage. Every refusal is an Error that says why; one that nobody answered is `Away`. */

/** Nobody is there to ask: the playground was stopped, or is just starting again. */
export class Away extends Error {}

async function asked(path, request) {
  let response;
  try {
    response = await fetch(path, request);
    return await answerOf(response);
  } catch (error) {
    // A fetch that reaches nobody, and an answer that breaks off, are both a TypeError.
    throw error instanceof TypeError ? new Away("The playground does not answer.") : error;
  }
}

async function answerOf(response) {
  if (response.ok) return response.json();
  const body = await response.json().catch(() => ({}));
  throw new Error(body.error ?? response.statusText);
}

/** @param {string} path */
export async function get(path) {
  return asked(path);
}

/** @param {string} path @param {object} body @param {RequestInit} [how] */
export async function post(path, body, how = {}) {
  const headers = { "Content-Type": "application/json" };
  return asked(path, { ...how, method: "POST", headers, body: JSON.stringify(body) });
}

/** Let a person do something in a chat. */
export function act(person, chat, name, details = {}) {
  return post("/stage/act", { ...details, person, chat, act: name });
}

/** Do what whoever runs the playground offers. */
export async function doOffered(name, details = {}) {
  return (await post(`/stage/do/${encodeURIComponent(name)}`, details)).done;
}

/** A file's content as base64, as the stage takes it. @param {Blob} file */
export function asBase64(file) {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(String(reader.result).split(",", 2)[1] ?? "");
    reader.onerror = () => reject(reader.error);
    reader.readAsDataURL(file);
  });
}
