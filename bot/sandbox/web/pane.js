/** One person's chat with the bot, whole and independent: two panes side by side know nothing of each other. */
import * as api from "./api.js";
import { Chooser } from "./chooser.js";
import { askPayload, payloadOf } from "./deep_link.js";
import { showAlert } from "./dialogs.js";
import { make } from "./dom.js";
import { Foot } from "./foot.js";
import { Head } from "./head.js";
import { Live } from "./live.js";
import { Log } from "./log.js";
import { plainText, safeAddress } from "./rich_text.js";
import { say, speak } from "./speech.js";
import { Taps } from "./taps.js";
import { Toasts } from "./toasts.js";

export class Pane {
  /** `page` has: became(pane, id or null), started(), items() of the page's own menu. */
  constructor(page, payload) {
    this.page = page;
    this.payload = payload;
    this.id = null;
    this.toasts = new Toasts();
    this.view = make("div.view");
    this.element = make("section.pane", { sayLabel: "conversation" }, this.view, this.toasts.element);
    this.relanguage = () => this.reword();
    document.addEventListener("language", this.relanguage);
  }

  /** Opens the chat of person `id`, or asks who it is. */
  async open(id) {
    this.leave();
    this.id = id;
    if (id === null) {
      this.choose();
      return;
    }
    this.build();
    await this.introduce();
  }

  /** Ends everything this pane holds open. */
  close() {
    this.leave();
    document.removeEventListener("language", this.relanguage);
    this.element.remove();
  }

  leave() {
    this.live?.stop();
    this.taps?.stop();
    this.live = this.log = this.taps = null;
  }

  choose() {
    const before = this.id;
    this.leave();
    const back = before === null ? null : () => this.page.became(this, before);
    const bar = make("div.bar", { role: "status", hidden: true, say: "serverAway" });
    const deck = { attempt: (work) => this.attempt(work), online: (there) => (bar.hidden = there) };
    const chooser = new Chooser((person) => this.page.became(this, person.id ?? person.user_id), back, deck);
    this.view.replaceChildren(chooser.element);
    chooser.element.firstElementChild.after(speak(bar));
    chooser.fill();
    if (back) chooser.element.querySelector("button").focus();
  }

  build() {
    const id = this.id;
    this.blocked = false;
    this.taps = new Taps(id, {
      answer: (answer) => this.answered(answer),
      failed: (error) => this.failed(error, "buttonGone"),
      silence: () => this.toasts.show(say("noAnswer")),
    });
    const press = (button, message, data) => this.taps.press(button, message, data);
    this.log = new Log({ tap: press, command: (text) => this.say(text) });
    this.head = new Head({ switchPerson: () => this.choose(), items: () => this.items() });
    const attempt = (work) => this.attempt(work);
    const notice = (key) => (key ? this.toasts.show(say(key)) : this.toasts.hide());
    const deck = { say: (text) => this.say(text), start: () => this.start(), unblock: () => this.block(false), attempt, notice };
    this.foot = new Foot(id, deck);
    this.about = make("div.description", { hidden: true });
    const middle = make("div.middle", {}, this.log.scroller, this.log.jump, this.about);
    this.view.replaceChildren(this.head.element, this.head.bar, middle, this.foot.element);
    this.view.addEventListener("click", (event) => this.clicked(event));
    this.foot.element.inert = true;
    speak(this.view);
  }

  /** Who talks to whom; then the chat itself. Where the server is away, the stream keeps knocking. */
  async introduce() {
    const id = this.id;
    const person = await api.person(id).catch((error) => (error.status === 404 ? null : undefined));
    if (this.id !== id || !this.log) return;
    if (person === null) {
      this.page.became(this, null);
      return;
    }
    if (person) await this.meet(person);
    if (this.id === id && this.log && !this.live) this.live = new Live(id, this.listener());
  }

  async meet(person) {
    this.person = person;
    this.head.showPerson(person);
    this.blocked = Boolean(person.has_blocked);
    this.bot = await api.bot(person.language_code).catch(() => this.bot);
    if (!this.bot) return;
    this.head.showBot(this.bot);
    document.title = this.bot.name || this.bot.first_name;
    const words = make("p", {}, ...plainText(this.bot.description || "", (text) => this.say(text)));
    this.about.replaceChildren(make("h2", { say: "about" }), words);
    speak(this.about);
    this.reword();
  }

  /** Says again, in the page's language, what is not simply a word of the page. */
  reword() {
    this.log?.redraw();
    if (!this.log || !this.bot) return;
    delete this.element.dataset.sayLabel;
    const names = { person: this.person.first_name, bot: this.bot.name || this.bot.first_name };
    this.element.setAttribute("aria-label", say("chat", names));
  }

  listener() {
    return {
      history: (messages, afresh) => this.changed(() => this.log.load(messages, afresh)),
      change: (message) => this.changed(() => this.arrived(message)),
      deleted: (id) => this.changed(() => this.log.remove(id)),
      answer: (answer) => this.taps.answered(answer),
      action: (name) => this.head.showAction(name),
      state: (there) => this.connection(there),
      gone: () => this.page.became(this, null),
    };
  }

  arrived(message) {
    if (message.from === "bot") this.head.endAction();
    this.log.change(message);
  }

  changed(work) {
    work();
    this.refresh();
  }

  refresh() {
    const messages = this.log.all();
    this.about.hidden = messages.length > 0 || !this.bot?.description;
    this.foot.element.inert = false;
    this.foot.update({ messages, payload: this.payload, blocked: this.blocked });
  }

  connection(there) {
    this.head.showConnection(there);
    if (!there) return;
    this.taps.recheckAll();
    if (!this.bot) api.person(this.id).then((person) => this.meet(person).then(() => this.refresh()), () => undefined);
  }

  answered({ text, show_alert: alert, url }) {
    if (text && alert) showAlert(text);
    else if (text) this.toasts.show(text);
    if (url) this.visit(url);
  }

  clicked(event) {
    const link = event.target.closest("a[href]");
    if (link && this.deepLink(link.href)) event.preventDefault();
  }

  /** A link to this very bot stays in the chat: it brings its START button. */
  deepLink(address) {
    const payload = payloadOf(address, this.bot?.username);
    if (payload) this.offerStart(payload);
    return payload !== null;
  }

  visit(address) {
    const safe = safeAddress(address);
    if (safe && !this.deepLink(safe)) window.open(safe, "_blank", "noopener,noreferrer");
  }

  offerStart(payload) {
    this.payload = payload;
    this.refresh();
    this.foot.startButton.focus();
  }

  async start() {
    const text = this.payload ? `/start ${this.payload}` : "/start";
    if (!(await this.say(text))) return;
    this.payload = "";
    this.page.started();
    if (this.log) this.refresh();
    // Whoever opened a menu meanwhile stays there: only the focus of the button that goes away is handed on.
    const held = document.activeElement;
    if (held === document.body || this.foot?.element.contains(held)) this.log?.scroller.focus({ preventScroll: true });
  }

  async say(text) {
    return this.attempt(() => api.say(this.id, text));
  }

  async block(wanted) {
    const done = await this.attempt(() => (wanted ? api.block(this.id) : api.unblock(this.id)));
    if (!done) return;
    this.blocked = wanted;
    this.refresh();
  }

  /** Does `work`; what went wrong is told in a toast. True when it went well. */
  async attempt(work) {
    try {
      await work();
      return true;
    } catch (error) {
      this.failed(error, null);
      return false;
    }
  }

  failed(error, missing) {
    if (error.status === undefined) throw error;
    if (error.status === 0) this.toasts.show(say("unreachable"));
    else if (error.status === 404 && missing) this.toasts.show(say(missing));
    else this.toasts.show(say("refused", { why: error.message }));
  }

  async openLink() {
    const payload = await askPayload(this.bot?.username || "bot");
    if (payload) this.offerStart(payload);
  }

  items() {
    const blocking = this.blocked
      ? { icon: "block", say: "unblock", run: () => this.block(false) }
      : { icon: "block", say: "block", run: () => this.block(true) };
    const own = [
      { icon: "person", say: "switchPerson", run: () => this.choose() },
      { icon: "link", say: "openLink", run: () => this.openLink() },
      blocking,
    ];
    return [...own, ...this.page.items()];
  }
}
