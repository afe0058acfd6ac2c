/** "Who are you?": ready-made people, people who were here before, a new person, and the language of the page. */
import * as api from "./api.js";
import { icon, iconButton, make } from "./dom.js";
import { LANGUAGES, chooseLanguage, language, nameOf, speak } from "./speech.js";

/** `chosen(person)` gets a person of the server; `back` is given where there is a chat to go back to. */
export class Chooser {
  constructor(chosen, back, deck) {
    this.chosen = chosen;
    this.deck = deck;
    this.ready = make("div.lists");
    this.others = make("div.lists");
    const head = make("header.top", {}, back ? iconButton("back", "back", back) : null, make("h1", { say: "who" }));
    this.element = make("section.chooser", { sayLabel: "who" }, head);
    const inside = make("div.inside", {}, make("p.hint", { say: "whoHint" }), languages(), this.ready, this.newPerson(), this.others);
    this.element.append(inside);
    if (back) this.element.addEventListener("keydown", (event) => event.key === "Escape" && back());
    speak(this.element);
  }

  /** Asks the server who is there; while it is away, asks again. */
  async fill() {
    try {
      const [personas, people] = await Promise.all([api.personas(), api.people()]);
      const named = new Set(personas.map((persona) => persona.first_name));
      const others = people.filter((person) => !named.has(person.first_name));
      const ready = personas.map((persona) => this.entry(persona, persona.caption, () => api.becomePersona(persona.key)));
      const before = others.map((person) => this.entry(person, person.username ? `@${person.username}` : "", async () => person));
      this.ready.replaceChildren(list("personas", ready));
      this.others.replaceChildren(list("others", before.reverse()));
      this.deck.online(true);
    } catch (error) {
      this.deck.online(false);
      this.timer = setTimeout(() => this.element.isConnected && this.fill(), 1_000);
    }
    speak(this.element);
  }

  entry(person, detail, become) {
    const name = [person.first_name, person.last_name].filter(Boolean).join(" ");
    const words = make("span.about", {}, make("b", {}, name), detail ? make("small", {}, detail) : null);
    const code = person.language_code ? make("span.tag", {}, person.language_code) : null;
    const choose = () => this.deck.attempt(async () => this.chosen(await become()));
    return make("button.person", { type: "button", onclick: choose }, make("span.badge", {}, [...name][0] || "?"), words, code);
  }

  newPerson() {
    const input = make("input", { name: "first_name", maxlength: 64, autocomplete: "off", sayPlaceholder: "personExample" });
    const complaint = make("p.complaint", { role: "alert" });
    const submit = (event) => {
      event.preventDefault();
      const name = input.value.trim();
      if (name) this.deck.attempt(async () => this.chosen(await api.createPerson(name, language())));
      else {
        complaint.replaceChildren(speak(make("span", { say: "noName" })));
        input.focus();
      }
    };
    const label = make("label.field", {}, make("span", { say: "personName" }), input);
    const enter = make("button.main", { type: "submit" }, icon("person"), make("span", { say: "enter" }));
    return make("form.new", { onsubmit: submit }, make("h2", { say: "newPerson" }), label, complaint, enter);
  }
}

function list(title, entries) {
  if (!entries.length) return "";
  return make("section", {}, make("h2", { say: title }), make("div.people", {}, ...entries));
}

let sets = 0;

function languages() {
  sets += 1;
  const choices = LANGUAGES.map((code) => {
    const properties = { type: "radio", name: `language-${sets}`, value: code, "data-language": code };
    const input = make("input", { ...properties, onchange: () => chooseLanguage(code) });
    input.checked = code === language();
    return make("label", { lang: code }, input, make("span", {}, nameOf(code)));
  });
  return make("fieldset.languages", {}, make("legend", { say: "language" }), ...choices);
}
