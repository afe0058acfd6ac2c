/**
 * Message text as elements. The server already sends sanitised HTML; still only a few tags are ever built here, every
 * attribute but a link's address is dropped, and bare addresses and /commands become pressable as in a messenger.
 */
import { make } from "./dom.js";

const TAGS = new Set(["b", "strong", "i", "em", "u", "ins", "s", "del", "a", "code", "pre", "blockquote", "tg-spoiler", "br"]);
const DROPPED = new Set(["script", "style", "template", "iframe", "object", "noscript"]);
const SCHEMES = new Set(["http:", "https:", "mailto:", "tel:"]);
const PRESSABLE = /(https?:\/\/[^\s<>"«»]*[^\s<>"«».,:;!?)\]])|(?<![\w/])(\/[a-z][a-z0-9_]{0,31})(?![\w/])/gi;

/** The nodes for `html`; `onCommand("/help")` is called for a pressed command. */
export function richText(html, onCommand) {
  const inert = new DOMParser().parseFromString(html, "text/html");
  return copyChildren(inert.body, onCommand, false);
}

/** The same for a text without markup. */
export function plainText(text, onCommand) {
  return pressable(text, onCommand);
}

function copyChildren(source, onCommand, literal) {
  return [...source.childNodes].flatMap((node) => copy(node, onCommand, literal));
}

function copy(node, onCommand, literal) {
  if (node.nodeType === Node.TEXT_NODE) return literal ? [words(node)] : pressable(words(node), onCommand);
  if (node.nodeType !== Node.ELEMENT_NODE || DROPPED.has(node.localName)) return [];
  const tag = node.localName;
  const children = copyChildren(node, onCommand, literal || ["a", "code", "pre", "tg-spoiler"].includes(tag));
  if (!TAGS.has(tag)) return children;
  if (tag === "a") return link(node.getAttribute("href"), children);
  if (tag === "tg-spoiler") return [spoiler(children)];
  return [make(tag, {}, ...children)];
}

/** After a block a new line begins anyway: the line break that follows it in the text would leave a gap. */
function words(node) {
  const afterBlock = ["blockquote", "pre"].includes(node.previousSibling?.localName);
  return afterBlock ? node.data.replace(/^\n/, "") : node.data;
}

/** An address that may be opened, or null: javascript:, data: and relative addresses may not. */
export function safeAddress(href) {
  if (!URL.canParse(href || "")) return null;
  const url = new URL(href);
  return SCHEMES.has(url.protocol) ? url.href : null;
}

function link(href, children) {
  const address = safeAddress(href);
  return address ? [make("a", { href: address, target: "_blank", rel: "noopener noreferrer" }, ...children)] : children;
}

function spoiler(children) {
  const inside = make("span", { "aria-hidden": "true" }, ...children);
  const cover = make("tg-spoiler", { role: "button", tabindex: "0", sayLabel: "spoiler" }, inside);
  const reveal = () => {
    cover.classList.add("open");
    for (const name of ["role", "tabindex", "aria-label", "data-say-label"]) cover.removeAttribute(name);
    inside.removeAttribute("aria-hidden");
  };
  cover.addEventListener("click", reveal);
  cover.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" && event.key !== " ") return;
    event.preventDefault();
    reveal();
  });
  return cover;
}

function pressable(text, onCommand) {
  const nodes = [];
  let from = 0;
  for (const found of text.matchAll(PRESSABLE)) {
    nodes.push(text.slice(from, found.index));
    nodes.push(...(found[1] ? link(found[1], [found[1]]) : [command(found[2], onCommand)]));
    from = found.index + found[0].length;
  }
  nodes.push(text.slice(from));
  return nodes.filter((node) => node !== "");
}

function command(text, onCommand) {
  return make("button.command", { type: "button", onclick: () => onCommand(text) }, text);
}
