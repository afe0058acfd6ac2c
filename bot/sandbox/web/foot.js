/** The lower edge of a chat: START before the first message, "unblock" after a block, otherwise writing and keyboards. */
import { Commands } from "./commands.js";
import { icon, iconButton, make } from "./dom.js";
import { replyKeyboard } from "./keyboards.js";
import { withMenu } from "./menus.js";
import { attachItems, offerFile, sendPlace } from "./sending.js";
import { speak } from "./speech.js";

const LONGEST = 4096;

export class Foot {
  /** `deck` has: say(text) -> true when sent, start(), unblock(), attempt(work), notice(key). */
  constructor(person, deck) {
    this.person = person;
    this.deck = deck;
    this.hiddenFor = null;
    this.shownFor = null;
    const typing = { oninput: () => this.typed(), onkeydown: (event) => this.key(event), onpaste: (event) => this.pasted(event) };
    const properties = { rows: "1", maxlength: LONGEST, sayPlaceholder: "write", sayLabel: "write", enterkeyhint: "send" };
    this.input = make("textarea.write", { ...properties, ...typing });
    this.commands = new Commands(person, this.input, deck.say);
    this.slash = iconButton("slash", "commands", () => this.commands.toggle());
    this.toggle = iconButton("keyboard", "showKeyboard", () => this.flip(), { "aria-expanded": "false" });
    this.attach = withMenu(iconButton("attach", "attach"), () => attachItems(person, deck), "above");
    this.sendButton = iconButton("send", "send", () => this.send(), { hidden: true });
    const line = make("div.line", {}, this.slash, this.input, this.toggle, this.attach, this.sendButton);
    this.keys = make("div.keys", { role: "group", sayLabel: "keyboard", hidden: true });
    this.compose = make("div.compose", {}, this.commands.element, line, this.keys);
    this.startButton = make("button.wide", { type: "button", onclick: () => deck.start() }, make("span", { say: "start" }));
    const unblock = make("button.wide", { type: "button", onclick: () => deck.unblock() }, make("span", { say: "unblock" }));
    this.blocked = make("div.notice", {}, make("p", { say: "blocked" }), unblock);
    this.element = make("footer.foot", {}, this.startButton, this.blocked, this.compose);
    speak(this.element);
  }

  /** Shows what the chat needs now. `messages` are all its messages, oldest first. */
  update({ messages, payload, blocked }) {
    const mode = blocked ? this.blocked : messages.length === 0 || payload ? this.startButton : this.compose;
    for (const part of [this.blocked, this.startButton, this.compose]) part.hidden = part !== mode;
    this.offer(messages);
  }

  offer(messages) {
    const at = messages.findLastIndex((message) => message.reply_keyboard?.length || message.remove_keyboard);
    const offer = at >= 0 && !messages[at].remove_keyboard ? messages[at] : null;
    const used = offer?.one_time && messages.slice(at).some((message) => message.from === "user");
    const id = offer?.message_id ?? null;
    this.toggle.hidden = !offer;
    this.input.placeholder = offer?.placeholder || this.input.placeholder;
    if (!offer?.placeholder) speak(this.input);
    const shown = offer && (this.shownFor === id || (!used && this.hiddenFor !== id));
    this.offered = offer;
    this.draw(shown);
  }

  draw(shown) {
    const rows = this.offered ? this.offered.reply_keyboard : [];
    const mark = JSON.stringify(rows);
    const held = this.keys.contains(document.activeElement);
    if (mark !== this.drawn) this.keys.replaceChildren(...replyKeyboard(rows, (key) => this.press(key)));
    this.drawn = mark;
    this.keys.hidden = !shown;
    if (held && !shown) this.input.focus();
    else if (held && !this.keys.contains(document.activeElement)) this.keys.querySelector(".key").focus();
    this.toggle.setAttribute("aria-expanded", String(Boolean(shown)));
    this.toggle.dataset.sayLabel = shown ? "hideKeyboard" : "showKeyboard";
    speak(this.toggle);
  }

  flip() {
    const id = this.offered.message_id;
    const show = this.keys.hidden;
    [this.shownFor, this.hiddenFor] = show ? [id, null] : [null, id];
    this.draw(show);
  }

  async press(key) {
    this.shownFor = null;
    if (key.request_location) await sendPlace(this.person, this.deck);
    else await this.deck.say(key.text);
  }

  typed() {
    const empty = this.input.value.trim() === "";
    this.sendButton.hidden = empty;
    this.slash.hidden = !empty;
    this.attach.hidden = !empty;
    this.input.style.height = "auto";
    this.input.style.height = `${this.input.scrollHeight}px`;
    this.commands.typed();
  }

  key(event) {
    if (event.isComposing || this.commands.takes(event)) return;
    if (event.key !== "Enter" || event.shiftKey) return;
    event.preventDefault();
    this.send();
  }

  pasted(event) {
    const [file] = event.clipboardData.files;
    if (!file) return;
    event.preventDefault();
    offerFile(this.person, file, this.deck);
  }

  /** Says what is written; it stays in the field when it could not be sent. */
  async send() {
    const text = this.input.value.trim();
    if (!text) return;
    this.input.value = "";
    this.typed();
    if (!(await this.deck.say(text)) && this.input.value === "") {
      this.input.value = text;
      this.typed();
    }
    this.input.focus();
  }
}
