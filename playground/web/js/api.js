/** What the page asks of the stage. Every refusal is an Error that says why. */

async function answerOf(response) {
  const body = await response.json().catch(() => ({ error: response.statusText }));
  if (!response.ok) throw new Error(body.error ?? response.statusText);
  return body;
}

/** @param {string} path */
export async function get(path) {
  return answerOf(await fetch(path));
}

/** @param {string} path @param {object} body */
export async function post(path, body) {
  const headers = { "Content-Type": "application/json" };
  return answerOf(await fetch(path, { method: "POST", headers, body: JSON.stringify(body) }));
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
