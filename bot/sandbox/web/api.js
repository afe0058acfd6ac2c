/** The user side of the sandbox: one function a question, errors as SandboxError. */

/** What the server refused (status 4xx or 5xx), or `status` 0 when it could not be reached at all. */
export class SandboxError extends Error {
  constructor(status, message) {
    super(message);
    this.status = status;
  }
}

async function ask(path, options = {}) {
  let answer;
  try {
    answer = await fetch(path, { cache: "no-store", ...options });
  } catch (unreachable) {
    throw new SandboxError(0, unreachable.message);
  }
  const body = await answer.json().catch(() => ({}));
  if (!answer.ok) throw new SandboxError(answer.status, body.error || answer.statusText);
  return body;
}

const post = (path, body = {}) =>
  ask(path, { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) });

function upload(person, kind, file, caption) {
  const form = new FormData();
  if (caption) form.append("caption", caption);
  form.append("file", file, file.name);
  return ask(`/sandbox/users/${person}/${kind}`, { method: "POST", body: form });
}

export const bot = (language) => ask(`/sandbox/bot?language_code=${encodeURIComponent(language || "")}`);
export const personas = () => ask("/sandbox/personas").then((body) => body.personas);
export const becomePersona = (key) => post(`/sandbox/personas/${encodeURIComponent(key)}`);
export const people = () => ask("/sandbox/users").then((body) => body.users);
export const person = (id) => ask(`/sandbox/users/${id}`);
export const createPerson = (first_name, language_code) => post("/sandbox/users", { first_name, language_code });
export const commands = (id) => ask(`/sandbox/users/${id}/commands`).then((body) => body.commands);
export const messages = (id) => ask(`/sandbox/users/${id}/messages?after=0`);
export const changes = (id, seq) => ask(`/sandbox/users/${id}/messages?changed_after=${seq}`);
export const callback = (id, query) => ask(`/sandbox/users/${id}/callbacks/${encodeURIComponent(query)}`);
export const say = (id, text) => post(`/sandbox/users/${id}/say`, { text });
export const tap = (id, message_id, data) => post(`/sandbox/users/${id}/tap`, { message_id, data });
export const sendLocation = (id, latitude, longitude) => post(`/sandbox/users/${id}/location`, { latitude, longitude });
export const sendSticker = (id, emoji) => post(`/sandbox/users/${id}/sticker`, { emoji });
export const sendVoice = (id, duration) => post(`/sandbox/users/${id}/voice`, { duration });
export const sendDocument = (id, file, caption) => upload(id, "document", file, caption);
export const sendPhoto = (id, file, caption) => upload(id, "photo", file, caption);
export const block = (id) => post(`/sandbox/users/${id}/block`);
export const unblock = (id) => post(`/sandbox/users/${id}/unblock`);
export const streamAddress = (id) => `/sandbox/users/${id}/stream`;
