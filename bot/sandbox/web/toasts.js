/** Short notices over the chat; longer ones stay longer. */
import { make } from "./dom.js";

const LEAST_MS = 3_000;
const PER_LETTER_MS = 50;

export class Toasts {
  constructor() {
    this.element = make("div.toasts", { role: "status", "aria-live": "polite" });
  }

  /** Shows `text`; a new notice takes the place of the one before. */
  show(text) {
    clearTimeout(this.timer);
    this.element.replaceChildren(make("div.toast", {}, text));
    this.timer = setTimeout(() => this.hide(), LEAST_MS + PER_LETTER_MS * text.length);
  }

  hide() {
    this.element.replaceChildren();
  }
}
