/** Builds elements without innerHTML, so that no text can ever become markup. */

/**
 * make("button.send", {type: "button", onclick: f, say: "send"}, children...) -> element.
 * `say`, `sayLabel` and `sayPlaceholder` name a word of the page (see speech.js); they follow the page's language.
 */
export function make(selector, properties = {}, ...children) {
  const [tag, ...classes] = selector.split(".");
  const element = document.createElement(tag);
  if (classes.length) element.className = classes.join(" ");
  for (const [name, value] of Object.entries(properties)) setProperty(element, name, value);
  element.append(...children.flat().filter((child) => child !== null && child !== undefined));
  return element;
}

function setProperty(element, name, value) {
  if (value === undefined || value === null || value === false) return;
  if (typeof value === "function") element.addEventListener(name.slice(2), value);
  else if (name === "say") element.dataset.say = value;
  else if (name === "sayLabel") element.dataset.sayLabel = value;
  else if (name === "sayPlaceholder") element.dataset.sayPlaceholder = value;
  else element.setAttribute(name, value === true ? "" : value);
}

const PATHS = {
  send: "M4 20l17-8L4 4l1 6 9 2-9 2z",
  attach: "M8 12.5l5.6-5.7a2.7 2.7 0 013.8 3.8l-7.3 7.3a4.6 4.6 0 01-6.5-6.5L11 4",
  menu: "M12 5.5v.01M12 12v.01M12 18.5v.01",
  slash: "M14.5 5l-5 14",
  keyboard: "M4 6h16v12H4zM7.5 9.5h.01M12 9.5h.01M16.5 9.5h.01M7.5 14.5h9",
  down: "M6 9l6 6 6-6",
  back: "M15 5l-7 7 7 7",
  pin: "M12 21s7-6.2 7-11.2A7 7 0 005 9.8C5 14.8 12 21 12 21zM12 12.3a2.5 2.5 0 100-5 2.5 2.5 0 000 5z",
  file: "M7 3h7l4 4v14H7zM14 3v4h4M10 12h5M10 16h5",
  person: "M12 12a4 4 0 100-8 4 4 0 000 8zM5 20c1-4 4-5.5 7-5.500s6 1.5 7 5.5",
  people: "M9 11a3.5 3.5 0 100-7 3.5 3.5 0 000 7zM3 19c.8-3.5 3-5 6-5s5.2 1.5 6 5M16 4.500a3.5 3.5 0 010 6.500M18 14.500c1.7.8 2.6 2.3 3 4.5",
  single: "M7 4h10v16H7z",
  double: "M4 5h7v14H4zM13 5h7v14h-7z",
  moon: "M19 14.500A7.5 7.5 0 019.5 5 7.5 7.5 0 1019 14.500z",
  sun: "M12 16a4 4 0 100-8 4 4 0 000 8zM12 3v1.500M12 19.500V21M3 12h1.500M19.5 12H21M5.6 5.600l1.1 1.100M17.3 17.300l1.1 1.100M5.6 18.400l1.1-1.100M17.3 6.700l1.1-1.1",
  globe: "M12 21a9 9 0 100-18 9 9 0 000 18zM3 12h18M12 3c3 3 3.5 6 3.5 9s-.5 6-3.5 9c-3-3-3.5-6-3.5-9S9 6 12 3z",
  link: "M10 14a4 4 0 005.7 0l3-3A4 4 0 0013 5.300l-1 1M14 10a4 4 0 00-5.7 0l-3 3a4 4 0 005.7 5.700l1-1",
  block: "M12 20a8 8 0 100-16 8 8 0 000 16zM6.5 6.500l11 11",
  voice: "M12 15a3 3 0 003-3V6a3 3 0 00-6 0v6a3 3 0 003 3zM6 11.500a6 6 0 0012 0M12 17.500V21",
  smile: "M12 20a8 8 0 100-16 8 8 0 000 16zM9 10v.01M15 10v.01M8.5 14c1.8 2.3 5.2 2.3 7 0",
  cross: "M6 6l12 12M18 6L6 18",
  outward: "M8 16L17 7M10 7h7v7",
};

/** A line icon of 24 by 24, hidden from screen readers: the button around it carries the words. */
export function icon(name) {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("class", `icon icon-${name}`);
  svg.setAttribute("aria-hidden", "true");
  const path = document.createElementNS("http://www.w3.org/2000/svg", "path");
  path.setAttribute("d", PATHS[name]);
  svg.append(path);
  return svg;
}

/** A round button that shows only an icon; its name is the word `key` of the page. */
export function iconButton(name, key, onclick, properties = {}) {
  return make("button.round", { type: "button", sayLabel: key, onclick, ...properties }, icon(name));
}
