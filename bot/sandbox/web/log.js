/** The messages of one chat in their order: added, changed in their places and removed without the chat jumping. */
import { fillMessage } from "./bubble.js";
import { icon, make } from "./dom.js";
import { focusedKey, refocus } from "./keyboards.js";
import { dayName } from "./speech.js";

const NEAR_PX = 90;

export class Log {
  constructor(deck) {
    this.deck = deck;
    this.entries = new Map();
    this.deleted = new Set();
    this.list = make("div.list");
    const properties = { role: "log", "aria-live": "polite", "aria-busy": "true", tabindex: "0", sayLabel: "messages" };
    this.scroller = make("div.log", { ...properties, onscroll: () => this.scrolled() }, this.list);
    this.fresh = make("span.count", {});
    this.jump = make("button.jump", { type: "button", sayLabel: "newMessages", hidden: true, onclick: () => this.toEnd(true) });
    this.jump.append(icon("down"), this.fresh);
    this.unseen = 0;
    this.pinned = true;
    this.lastTop = 0;
    const resized = new ResizeObserver(() => this.pinned && this.toEnd());
    resized.observe(this.scroller);
    resized.observe(this.list);
  }

  /** Takes in a whole chat; `afresh` forgets what was there (the server started with nothing). */
  load(messages, afresh) {
    this.scroller.setAttribute("aria-busy", "true");
    if (afresh) this.clear();
    messages.forEach((message) => this.put(message));
    if (this.pinned) this.toEnd();
    // Screen readers begin to listen only now: a whole history read aloud helps nobody.
    requestAnimationFrame(() => this.scroller.setAttribute("aria-busy", "false"));
  }

  clear() {
    this.entries.clear();
    this.deleted.clear();
    this.list.replaceChildren();
  }

  /** A new or changed message; what was already seen in this or a later state is dropped. */
  change(message) {
    const isNew = !this.entries.has(message.message_id);
    this.keepPlace(() => this.put(message));
    if (!isNew) return;
    if (message.from === "user" || this.pinned) this.toEnd();
    else this.announce();
  }

  remove(id) {
    this.deleted.add(id);
    const entry = this.entries.get(id);
    if (!entry) return;
    if (entry.element.contains(document.activeElement)) this.scroller.focus({ preventScroll: true });
    this.keepPlace(() => {
      this.entries.delete(id);
      const next = entry.element.nextElementSibling;
      entry.element.remove();
      if (next) this.markDay(next);
    });
  }

  /** Writes everything again, in another language. */
  redraw() {
    this.keepPlace(() => {
      for (const entry of this.entries.values()) {
        fillMessage(entry.element, entry.message, this.deck);
        this.markDay(entry.element);
      }
    });
  }

  put(message) {
    const entry = this.entries.get(message.message_id);
    if (this.deleted.has(message.message_id) || (entry && entry.message.seq >= message.seq)) return;
    const element = entry?.element || this.place(message);
    const focus = focusedKey(element);
    this.entries.set(message.message_id, { message, element });
    fillMessage(element, message, this.deck);
    refocus(element, focus);
    this.markDay(element);
    if (element.nextElementSibling) this.markDay(element.nextElementSibling);
  }

  place(message) {
    const element = make("div", { "data-id": message.message_id, tabindex: "-1" });
    let before = this.list.lastElementChild;
    while (before && Number(before.dataset.id) > message.message_id) before = before.previousElementSibling;
    if (before) before.after(element);
    else this.list.prepend(element);
    return element;
  }

  /** The first message of a day stands under the day's name. */
  markDay(element) {
    const day = (one) => one && new Date(this.messageOf(one).date * 1000).toDateString();
    element.querySelector(":scope > .day")?.remove();
    if (day(element) === day(element.previousElementSibling)) return;
    element.prepend(make("div.day", {}, make("span", {}, dayName(this.messageOf(element).date))));
  }

  messageOf(element) {
    return this.entries.get(Number(element.dataset.id)).message;
  }

  /** Runs `work`; at the end of the chat we stay at the end, elsewhere what is being read stays where it is. */
  keepPlace(work) {
    const edge = this.scroller.getBoundingClientRect().top;
    const anchor = [...this.list.children].find((one) => one.getBoundingClientRect().bottom > edge);
    const top = anchor?.getBoundingClientRect().top;
    work();
    if (this.pinned) this.toEnd();
    else if (anchor?.isConnected) this.scroller.scrollTop += anchor.getBoundingClientRect().top - top;
  }

  /** Only a person scrolling up lets go of the end: a keyboard that takes room from below does not. */
  scrolled() {
    const { scrollHeight, scrollTop, clientHeight } = this.scroller;
    const near = scrollHeight - scrollTop - clientHeight < NEAR_PX;
    if (near) this.seen();
    if (near || scrollTop < this.lastTop) this.pinned = near;
    this.lastTop = scrollTop;
  }

  toEnd(smooth = false) {
    this.scroller.scrollTo({ top: this.scroller.scrollHeight, behavior: smooth ? "smooth" : "instant" });
    this.pinned = true;
    this.seen();
  }

  announce() {
    this.unseen += 1;
    this.fresh.textContent = this.unseen;
    this.jump.hidden = false;
  }

  seen() {
    this.unseen = 0;
    this.jump.hidden = true;
  }

  all() {
    return [...this.entries.values()].map((entry) => entry.message).sort((one, other) => one.message_id - other.message_id);
  }
}
