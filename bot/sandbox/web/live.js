/**
 * Keeps one person's chat up to date: a stream of events while the server is there, and after every pause one question
 * "what changed since?", so that nothing is lost and nothing comes twice (the log drops what it has already seen).
 */
import * as api from "./api.js";

const RETRY_MS = [300, 600, 1000, 2000, 3000];

export class Live {
  /** `on` has: history(messages, afresh), change(message), deleted(id), answer(event), action(name), state(bool), gone(). */
  constructor(person, on) {
    this.person = person;
    this.on = on;
    this.seq = null;
    this.synced = false;
    this.failures = 0;
    this.stopped = false;
    this.visibility = () => (document.hidden ? this.pause() : this.resume());
    document.addEventListener("visibilitychange", this.visibility);
    this.connect();
  }

  /** Ends the stream for good. */
  stop() {
    this.stopped = true;
    document.removeEventListener("visibilitychange", this.visibility);
    this.pause();
  }

  /** A hidden page holds no connection: browsers allow only six to one host, and many windows would starve. */
  pause() {
    clearTimeout(this.timer);
    this.source?.close();
    this.source = null;
  }

  resume() {
    if (!this.stopped && !this.source) this.connect();
  }

  connect() {
    const source = new EventSource(api.streamAddress(this.person));
    this.source = source;
    this.synced = false;
    source.onopen = () => this.catchUp(source);
    source.onerror = () => source === this.source && this.lost();
    this.listen(source, "message", (data) => this.on.change(data));
    this.listen(source, "deleted", (data) => this.on.deleted(data.message_id));
    this.listen(source, "answer", (data) => this.on.answer(data));
    this.listen(source, "action", (data) => this.on.action(data.action));
  }

  listen(source, name, use) {
    source.addEventListener(name, (event) => {
      use(JSON.parse(event.data));
      // Before catching up, an event may be newer than what is still missing: it must not move the mark.
      if (this.synced && Number(event.lastEventId) > this.seq) this.seq = Number(event.lastEventId);
    });
  }

  async catchUp(source) {
    try {
      await this.ask(source);
    } catch (error) {
      if (source !== this.source) return;
      if (error.status === 404) this.vanish();
      else this.lost();
    }
  }

  async ask(source) {
    let page = this.seq === null ? null : await api.changes(this.person, this.seq);
    const restarted = page !== null && page.seq < this.seq;
    const whole = page === null || restarted;
    if (whole) page = await api.messages(this.person);
    if (source !== this.source) return;
    if (whole) this.on.history(page.messages, restarted);
    else page.messages.forEach((one) => (one.deleted ? this.on.deleted(one.message_id) : this.on.change(one)));
    this.seq = page.seq;
    this.synced = true;
    this.failures = 0;
    this.on.state(true);
  }

  lost() {
    this.pause();
    if (this.stopped) return;
    this.on.state(false);
    const wait = RETRY_MS[Math.min(this.failures, RETRY_MS.length - 1)];
    this.failures += 1;
    this.timer = setTimeout(() => this.knock(), wait);
  }

  /** An EventSource tells no status: a plain question first tells a server that is away from a person who is gone. */
  async knock() {
    try {
      await api.person(this.person);
      if (!this.stopped && !this.source) this.connect();
    } catch (error) {
      if (error.status === 404) this.vanish();
      else this.lost();
    }
  }

  vanish() {
    this.stop();
    this.on.gone();
  }
}
