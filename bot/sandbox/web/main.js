/**
 * The page: one chat, or two side by side on a wide screen. The address after # names the people (#17 or #17,25), so that
 * two windows may be two people; this browser remembers the last one for an address without #.
 */
import { validPayload } from "./deep_link.js";
import { iconButton } from "./dom.js";
import { recall, remember } from "./memory.js";
import { Pane } from "./pane.js";
import { LANGUAGES, chooseLanguage, language, nameOf, speak } from "./speech.js";

const MOST = 2;
const panes = [];
const rail = document.getElementById("rail");

const page = {
  became(pane, id) {
    if (id !== null) remember("person", String(id));
    else if (recall("person") === String(pane.id)) remember("person", null);
    pane.open(id);
    pane.log?.scroller.focus({ preventScroll: true });
    writeAddress();
  },
  started() {
    const address = new URL(location.href);
    address.searchParams.delete("start");
    history.replaceState(null, "", address);
  },
  items() {
    const languages = LANGUAGES.map((code) => {
      return { icon: "globe", text: nameOf(code), checked: code === language(), kind: "page", run: () => chooseLanguage(code) };
    });
    const [beside, look] = [besideItem(), lookItem()];
    return [{ ...beside, kind: "wide" }, { ...look, kind: "page" }, ...languages];
  },
};

function besideItem() {
  const two = panes.length === MOST;
  return { icon: two ? "single" : "double", say: two ? "onePerson" : "sideBySide", run: () => setPanes(two ? 1 : MOST) };
}

function lookItem() {
  const dark = isDark();
  return { icon: dark ? "sun" : "moon", say: dark ? "light" : "dark", run: () => setLook(dark ? "light" : "dark") };
}

function isDark() {
  const chosen = document.documentElement.dataset.theme;
  return chosen ? chosen === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
}

function setLook(look) {
  document.documentElement.dataset.theme = look;
  remember("theme", look);
  drawRail();
}

/** The narrow band of the page's own buttons; on a phone they live in the chat's menu instead. */
function drawRail() {
  const focus = [...rail.children].indexOf(document.activeElement);
  const next = LANGUAGES[(LANGUAGES.indexOf(language()) + 1) % LANGUAGES.length];
  const tongue = iconButton("globe", "language", () => chooseLanguage(next));
  tongue.append(language());
  const buttons = [besideItem(), lookItem()].map((item) => iconButton(item.icon, item.say, item.run));
  rail.replaceChildren(...buttons, tongue);
  speak(rail);
  if (focus >= 0) rail.children[focus].focus();
}

function writeAddress() {
  const ids = panes.map((pane) => pane.id ?? "");
  const hash = ids.some((id) => id !== "") || ids.length > 1 ? `#${ids.join(",")}` : "";
  history.replaceState(null, "", location.pathname + location.search + hash);
}

/** The people of the address: numbers, or null where nobody is chosen yet. */
function readAddress() {
  const names = location.hash.slice(1).split(",").slice(0, MOST);
  return names.map((name) => (/^\d{1,16}$/.test(name) ? Number(name) : null));
}

function setPanes(count, ids = []) {
  const main = document.getElementById("panes");
  while (panes.length > count) panes.pop().close();
  while (panes.length < count) {
    const payload = panes.length ? "" : validPayload(new URLSearchParams(location.search).get("start"));
    const pane = new Pane(page, payload);
    panes.push(pane);
    main.append(pane.element);
    pane.open(ids[panes.length - 1] ?? null);
  }
  main.dataset.count = count;
  writeAddress();
  speak(main);
  drawRail();
}

function followAddress() {
  const ids = readAddress();
  panes.forEach((pane, place) => place < ids.length && pane.id !== ids[place] && pane.open(ids[place]));
  setPanes(ids.length, ids);
}

function begin() {
  document.documentElement.lang = language();
  const ids = readAddress();
  const last = Number(recall("person"));
  if (ids.length === 1 && ids[0] === null && last) ids[0] = last;
  setPanes(ids.length, ids);
  speak(document.documentElement);
  addEventListener("hashchange", followAddress);
  document.addEventListener("language", drawRail);
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", drawRail);
}

begin();
