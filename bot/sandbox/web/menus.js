/** Small menus that open from a button: arrows move, Escape and a press elsewhere close, the focus goes back. */
import { icon, make } from "./dom.js";
import { speak } from "./speech.js";

/** An item: {icon, say | text, detail?, run, kind?, checked?}. */
function entry(item, close) {
  const words = item.say ? make("span", { say: item.say }) : make("span", {}, item.text);
  const properties = { type: "button", tabindex: "-1", role: "menuitem", onclick: () => close(item.run) };
  if (item.checked !== undefined) Object.assign(properties, { role: "menuitemradio", "aria-checked": String(item.checked) });
  const button = make(`button.item${item.kind ? `.${item.kind}` : ""}`, properties, item.icon ? icon(item.icon) : null, words);
  if (item.detail) button.append(make("small", {}, item.detail));
  return button;
}

/** Wraps `button` so that it opens the menu of `items()` (may be async), placed by the class `where`. */
export function withMenu(button, items, where) {
  const list = make(`div.menu.${where}`, { role: "menu", hidden: true });
  const holder = make("div.holder", {}, button, list);
  const outside = (event) => holder.contains(event.target) || close();
  button.setAttribute("aria-haspopup", "menu");
  button.setAttribute("aria-expanded", "false");

  function close(run) {
    const inside = list.contains(document.activeElement);
    list.hidden = true;
    button.setAttribute("aria-expanded", "false");
    document.removeEventListener("pointerdown", outside);
    if (inside) button.focus();
    run?.();
  }

  async function open() {
    list.replaceChildren(...(await items()).map((item) => entry(item, close)));
    speak(list);
    list.hidden = false;
    button.setAttribute("aria-expanded", "true");
    document.addEventListener("pointerdown", outside);
    shown(list)[0]?.focus();
  }

  button.addEventListener("click", () => (list.hidden ? open() : close()));
  list.addEventListener("keydown", (event) => walk(event, list, close));
  return holder;
}

const shown = (list) => [...list.querySelectorAll(".item")].filter((item) => item.offsetParent);

function walk(event, list, close) {
  const items = shown(list);
  const at = items.indexOf(document.activeElement);
  const next = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: -1 }[event.key];
  if (next !== undefined) {
    event.preventDefault();
    items.at(next % items.length)?.focus();
  } else if (event.key === "Escape" || event.key === "Tab") {
    if (event.key === "Escape") event.preventDefault();
    close();
  }
}
