/** The language of the page: chosen once for the page and for new people, changed without a reload. */
import { recall, remember } from "./memory.js";
import en from "./words_en.js";
import kk from "./words_kk.js";
import ru from "./words_ru.js";

const WORDS = { kk, ru, en };
export const LANGUAGES = Object.keys(WORDS);

let current = LANGUAGES.includes(recall("language")) ? recall("language") : ofBrowser();

function ofBrowser() {
  const asked = navigator.languages.map((tag) => tag.split("-")[0]);
  return asked.find((code) => LANGUAGES.includes(code)) || "kk";
}

export const language = () => current;

/** The page's word for `key`, its {gaps} filled. */
export function say(key, gaps = {}) {
  return WORDS[current][key].replace(/\{(\w+)\}/g, (_, gap) => gaps[gap]);
}

/** The name of a language in that language. */
export const nameOf = (code) => WORDS[code].name;

/** Writes the words of every marked element in `root`. */
export function speak(root) {
  const marked = (name) => [root, ...root.querySelectorAll(`[${name}]`)].filter((one) => one.hasAttribute(name));
  for (const one of marked("data-say")) one.textContent = say(one.dataset.say);
  for (const one of marked("data-say-placeholder")) one.placeholder = say(one.dataset.sayPlaceholder);
  for (const one of marked("data-say-label")) label(one, say(one.dataset.sayLabel));
  return root;
}

function label(element, words) {
  element.setAttribute("aria-label", words);
  if (element.localName === "button") element.title = words;
}

/** Changes the language of the whole page; a "language" event tells those who write words of their own. */
export function chooseLanguage(code) {
  current = code;
  remember("language", code);
  document.documentElement.lang = code;
  speak(document.documentElement);
  for (const radio of document.querySelectorAll("[data-language]")) radio.checked = radio.value === code;
  document.dispatchEvent(new CustomEvent("language"));
}

/** 09:05, in the clock of this computer; `seconds` since 1970. */
export function clock(seconds) {
  const at = new Date(seconds * 1000);
  return `${at.getHours()}:${String(at.getMinutes()).padStart(2, "0")}`.padStart(5, "0");
}

/** A day as people say it. The month names are ours: not every browser knows the Kazakh ones. */
export function dayName(seconds, now = new Date()) {
  const at = new Date(seconds * 1000);
  const midnight = (date) => new Date(date.getFullYear(), date.getMonth(), date.getDate());
  const ago = Math.round((midnight(now) - midnight(at)) / 86_400_000);
  if (ago === 0) return say("today");
  if (ago === 1) return say("yesterday");
  const gaps = { day: at.getDate(), month: say("months").split(" ")[at.getMonth()], year: at.getFullYear() };
  return say(at.getFullYear() === now.getFullYear() ? "day" : "dayYear", gaps);
}

/** A file's size, in units of 1024 bytes. */
export function fileSize(bytes) {
  if (bytes < 1024) return say("bytes", { n: bytes });
  const [key, n] = bytes < 1024 ** 2 ? ["kilobytes", bytes / 1024] : ["megabytes", bytes / 1024 ** 2];
  return say(key, { n: n.toLocaleString(current, { maximumFractionDigits: n < 10 ? 1 : 0 }) });
}
