/** Deep links: t.me/<bot>?start=payload opens the chat with a START button that says "/start payload". */
import { askForm, field } from "./dialogs.js";

const PAYLOAD = /^[\w-]{1,64}$/;
const HOSTS = new Set(["t.me", "telegram.me", "telegram.dog"]);

/** The payload of a link to this bot, "" for a link without one, null for any other address. */
export function payloadOf(address, username) {
  if (!URL.canParse(address)) return null;
  const url = new URL(address);
  const name = url.pathname.slice(1).toLowerCase();
  if (!HOSTS.has(url.hostname) || name !== (username || "").toLowerCase()) return null;
  return url.searchParams.get("start") || "";
}

/** A payload that Telegram would carry, or "". */
export const validPayload = (text) => (PAYLOAD.test(text || "") ? text : "");

/** Asks for a link or for a bare payload; null when nothing was given. */
export async function askPayload(username) {
  const link = field("link", { name: "link", required: true, placeholder: `t.me/${username}?start=…` });
  const given = () => {
    const text = link.input.value.trim();
    const address = /^https?:/.test(text) ? text : `https://${text}`;
    return validPayload(payloadOf(address, username) ?? text);
  };
  const check = () => (given() ? null : "linkWrong");
  const confirmed = await askForm({ title: "openLink", hint: "linkAsk", fields: [link.element], confirm: "open", check });
  return confirmed ? given() : null;
}
