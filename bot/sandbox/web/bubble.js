/** One message as elements: who said it, its text or attachment, its time, and its inline keyboard. */
import { contact, document as documentCard, photo, pin, sticker, voice } from "./attachments.js";
import { make } from "./dom.js";
import { inlineKeyboard } from "./keyboards.js";
import { plainText, richText } from "./rich_text.js";
import { clock, say, speak } from "./speech.js";

/**
 * Fills `element` with `message`, replacing what was there. `deck` is what a bubble can do:
 * tap(button, message, data), command(text).
 */
export function fillMessage(element, message, deck) {
  const bot = message.from === "bot";
  element.className = `message ${bot ? "bot" : "user"}`;
  element.classList.toggle("keyed", Boolean(message.inline_keyboard?.length));
  const parts = [bubble(message, bot, deck), inlineKeyboard(message, deck)].filter(Boolean);
  element.replaceChildren(...[...element.children].filter((child) => child.matches(".day")), ...parts);
  speak(element);
}

function bubble(message, bot, deck) {
  const attachment = attached(message);
  const words = text(message, deck);
  const box = make("div.bubble", {}, make("span.unseen", { say: bot ? "botSays" : "youSay" }), attachment, words);
  if (attachment) box.classList.add("attached");
  if (message.photo) box.classList.add("pictured");
  if (message.sticker) box.classList.add("bare");
  (words || box).append(meta(message));
  return box;
}

function attached(message) {
  if (message.photo) return photo(message.photo, message.caption);
  if (message.document) return documentCard(message.document);
  if (message.venue) return pin(message.venue.location || message.venue, message.venue);
  if (message.location) return pin(message.location);
  if (message.sticker) return sticker(message.sticker);
  if (message.voice) return voice(message.voice);
  if (message.contact) return contact(message.contact);
  return null;
}

function text(message, deck) {
  const html = message.html ?? message.caption_html;
  const plain = message.text ?? message.caption;
  if (!html && !plain) return null;
  const nodes = html ? richText(html, deck.command) : plainText(plain, deck.command);
  return make("div.text", { dir: "auto" }, ...nodes);
}

function meta(message) {
  const at = new Date(message.date * 1000);
  const time = make("time", { datetime: at.toISOString(), title: at.toLocaleString() }, clock(message.date));
  return make("span.meta", {}, message.edited ? make("span.edited", {}, `${say("edited")} `) : null, time);
}
