/** Inline keyboards under a message and the keyboard the bot offers instead of typing. */
import { icon, make } from "./dom.js";
import { safeAddress } from "./rich_text.js";

/** The keyboard under `message`, or null. Buttons of one row share its width; words wrap, they are never cut. */
export function inlineKeyboard(message, deck) {
  const rows = message.inline_keyboard;
  if (!rows?.length) return null;
  return make("div.inline", { role: "group" }, ...rows.map((row) => line(row.map((key) => inlineKey(key, message, deck)))));
}

const line = (keys) => make("div.row", {}, ...keys);

function inlineKey(key, message, deck) {
  const address = key.url === undefined ? null : safeAddress(key.url);
  if (address) {
    const properties = { href: address, target: "_blank", rel: "noopener noreferrer" };
    return make("a.key", properties, make("span", {}, key.text), icon("outward"));
  }
  const button = make("button.key", { type: "button" }, make("span", {}, key.text));
  if (key.data === undefined) button.disabled = true;
  else button.addEventListener("click", () => deck.tap(button, message, key.data));
  return button;
}

/** Where the focus stands in a keyboard that is about to be replaced: its row and place, or null. */
export function focusedKey(element) {
  const key = document.activeElement?.closest(".key");
  if (!key || !element.contains(key)) return null;
  const row = key.parentElement;
  return { row: [...row.parentElement.children].indexOf(row), place: [...row.children].indexOf(key) };
}

/** Gives the focus back after a replacement: the same place, else the first key, else the message itself. */
export function refocus(element, was) {
  if (!was) return;
  const rows = element.querySelectorAll(".inline .row");
  const key = rows[was.row]?.children[was.place] || element.querySelector(".inline .key:not(:disabled)");
  (key || element).focus({ preventScroll: true });
}

/** The bot's keyboard in the place of a phone's one. `press(key)` gets the pressed {text, request_location?}. */
export function replyKeyboard(rows, press) {
  const keys = (row) => row.map((key) => replyKey(key, press));
  return rows.map((row) => line(keys(row)));
}

function replyKey(key, press) {
  const words = [key.request_location && !key.text.includes("📍") ? icon("pin") : null, make("span", {}, key.text)];
  return make("button.key", { type: "button", onclick: () => press(key) }, ...words);
}
