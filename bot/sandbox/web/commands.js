/** The bot's commands over the composer: opened by the "/" button or by typing "/", walked with the arrows. */
import * as api from "./api.js";
import { make } from "./dom.js";
import { speak } from "./speech.js";

export class Commands {
  /** `input` is the text field; `send(text)` says a command. */
  constructor(person, input, send) {
    this.person = person;
    this.input = input;
    this.send = send;
    this.known = [];
    this.element = make("div.commands", { role: "group", sayLabel: "commands", hidden: true });
    this.element.addEventListener("keydown", (event) => this.walk(event));
    this.away = (event) => this.element.parentElement?.contains(event.target) || this.close();
  }

  /** Opens with every command (the button) or closes. */
  async toggle() {
    if (!this.element.hidden) {
      this.close();
      return;
    }
    await this.load();
    this.show(this.known);
    this.element.querySelector("button")?.focus();
  }

  /** Follows what is typed: "/", "/he"...; typing may go on while the list is on its way. */
  async typed() {
    if (this.input.value === "/") await this.load();
    const text = this.input.value;
    if (!/^\/\w*$/.test(text)) {
      this.close();
      return;
    }
    const fitting = this.known.filter((one) => `/${one.command}`.startsWith(text.toLowerCase()));
    if (fitting.length) this.show(fitting);
    else this.close();
  }

  async load() {
    this.known = await api.commands(this.person).catch(() => this.known);
  }

  show(commands) {
    // A list that came late and says the same must not take the focus out of a person's hands.
    const said = JSON.stringify(commands);
    if (!this.element.hidden && said === this.said) return;
    this.said = said;
    const entry = (one) => {
      const words = [make("b", {}, `/${one.command}`), make("span", {}, one.description)];
      return make("button.item", { type: "button", onclick: () => this.choose(`/${one.command}`) }, ...words);
    };
    const nothing = make("p", { say: "noCommands" });
    this.element.replaceChildren(...(commands.length ? commands.map(entry) : [nothing]));
    speak(this.element);
    this.element.hidden = false;
    document.addEventListener("pointerdown", this.away);
  }

  choose(text) {
    this.close();
    this.send(text);
    this.input.focus();
  }

  close() {
    this.element.hidden = true;
    document.removeEventListener("pointerdown", this.away);
  }

  /** A key pressed in the text field; true when the list took it. */
  takes(event) {
    if (this.element.hidden || !["ArrowUp", "ArrowDown", "Escape"].includes(event.key)) return false;
    event.preventDefault();
    if (event.key === "Escape") this.close();
    else [...this.element.querySelectorAll("button")].at(event.key === "ArrowUp" ? -1 : 0)?.focus();
    return true;
  }

  walk(event) {
    const items = [...this.element.querySelectorAll("button")];
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) {
      event.preventDefault();
      (items[items.indexOf(document.activeElement) + step] || this.input).focus();
    } else if (event.key === "Escape") {
      event.preventDefault();
      this.close();
      this.input.focus();
    }
  }
}
