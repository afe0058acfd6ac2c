/** Presses of inline buttons: each waits for the bot's answer, as in Telegram, and shows it as a toast or an alert. */
import * as api from "./api.js";

const PATIENCE_MS = 15_000;
const EARLY_KEPT = 50;

export class Taps {
  /** `show` has: answer({text, show_alert, url}), failed(error), silence(). */
  constructor(person, show) {
    this.person = person;
    this.show = show;
    this.waiting = new Map();
    this.early = new Map();
  }

  /** Presses `button` of `message`; while it waits, another press of it does nothing. */
  async press(button, message, data) {
    if (button.getAttribute("aria-busy")) return;
    button.setAttribute("aria-busy", "true");
    try {
      const query = (await api.tap(this.person, message.message_id, data)).callback_query_id;
      this.wait(query, button);
    } catch (error) {
      button.removeAttribute("aria-busy");
      this.show.failed(error);
    }
  }

  wait(query, button) {
    const early = this.early.get(query);
    this.waiting.set(query, { button, timer: setTimeout(() => this.recheck(query, true), PATIENCE_MS) });
    if (early) this.answered(early);
  }

  /** The bot answered. The event may overtake the reply to our own press, or belong to another window of this person. */
  answered(answer) {
    const query = answer.callback_query_id;
    if (this.waiting.has(query)) {
      this.release(query);
      this.show.answer(answer);
      return;
    }
    this.early.set(query, answer);
    if (this.early.size > EARLY_KEPT) this.early.delete(this.early.keys().next().value);
  }

  /** After a pause of the stream: answers may have passed us by. */
  recheckAll() {
    for (const query of this.waiting.keys()) this.recheck(query, false);
  }

  async recheck(query, last) {
    if (!this.waiting.has(query)) return;
    const answer = await api.callback(this.person, query).catch(() => ({ answered: false }));
    if (answer.answered) this.answered({ ...answer, callback_query_id: query });
    else if (last && this.release(query)) this.show.silence();
  }

  release(query) {
    const { button, timer } = this.waiting.get(query) || {};
    clearTimeout(timer);
    button?.removeAttribute("aria-busy");
    return this.waiting.delete(query);
  }

  stop() {
    for (const query of [...this.waiting.keys()]) this.release(query);
  }
}
