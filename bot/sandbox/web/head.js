/** The upper edge of a chat: the bot and what it is doing, the person, the menu, and the quiet bar of a lost connection. */
import { iconButton, make } from "./dom.js";
import { withMenu } from "./menus.js";
import { speak } from "./speech.js";

const ACTION_MS = 5_500;
const QUIET_MS = 500;
const ACTIONS = new Set(["typing", "upload_photo", "upload_document", "find_location"]);

export class Head {
  /** `deck` has: switchPerson(), items() of the menu. */
  constructor(deck) {
    this.name = make("h1", {}, "…");
    this.status = make("span.status", { say: "bot" });
    this.letter = make("span.badge", { "aria-hidden": "true" }, "✦");
    this.person = make("button.me", { type: "button", sayLabel: "switchPerson", onclick: deck.switchPerson });
    const menu = withMenu(iconButton("menu", "menu"), deck.items, "below");
    const about = make("div.about", {}, this.name, this.status);
    this.bar = make("div.bar", { role: "status", hidden: true });
    this.element = make("header.top", {}, this.letter, about, this.person, menu);
    speak(this.element);
  }

  showBot(bot) {
    this.name.textContent = bot.name || bot.first_name;
  }

  showPerson(person) {
    const name = [person.first_name, person.last_name].filter(Boolean).join(" ");
    this.person.replaceChildren(make("span.badge", {}, [...name][0] || "?"), make("span.name", {}, name));
  }

  /** The bot is typing (or sending a file...): the word fades by itself, as the bot must repeat it every five seconds. */
  showAction(name) {
    clearTimeout(this.timer);
    this.status.dataset.say = ACTIONS.has(name) ? name : "typing";
    this.status.classList.add("busy");
    speak(this.status);
    this.timer = setTimeout(() => this.endAction(), ACTION_MS);
  }

  endAction() {
    clearTimeout(this.timer);
    this.status.dataset.say = "bot";
    this.status.classList.remove("busy");
    speak(this.status);
  }

  /** A short gap is not worth a word; a longer one shows the bar until the server is back. */
  showConnection(there) {
    if (there) {
      clearTimeout(this.waiting);
      this.waiting = null;
      this.bar.hidden = true;
      this.bar.replaceChildren();
    } else this.waiting ??= setTimeout(() => this.showBar(), QUIET_MS);
  }

  showBar() {
    this.bar.hidden = false;
    this.bar.replaceChildren(speak(make("span", { say: "connecting" })));
  }
}
