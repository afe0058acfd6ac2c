/** Windows over the page: the bot's alerts, small forms, a large photo. Escape closes each; the focus comes back. */
import { iconButton, make } from "./dom.js";
import { say, speak } from "./speech.js";

function open(dialog) {
  document.body.append(speak(dialog));
  dialog.showModal();
  return new Promise((resolve) => {
    dialog.addEventListener("close", () => {
      dialog.remove();
      resolve(dialog.returnValue);
    });
  });
}

function closing(dialog, key, value, kind = "plain") {
  return make(`button.${kind}`, { type: "button", say: key, onclick: () => dialog.close(value) });
}

/** The bot's alert: stays until it is closed. */
export function showAlert(text) {
  const dialog = make("dialog.alert", { role: "alertdialog", sayLabel: "botSaysAlert", "aria-describedby": "alert-text" }, make("p", { id: "alert-text" }, text));
  dialog.append(make("div.choices", {}, closing(dialog, "ok", "", "main")));
  return open(dialog);
}

/** A photo as large as the page allows. */
export function showPhoto(source, words) {
  const dialog = make("dialog.lightbox", { sayLabel: "photo" }, make("img", { src: source, alt: words }));
  dialog.append(closing(dialog, "close", "", "main"));
  dialog.addEventListener("click", (event) => event.target === dialog && dialog.close());
  return open(dialog);
}

/**
 * A small form: `title` and `hint` are words of the page, `fields` are elements, `check()` gives the key of a complaint or
 * null. Resolves to true when it was confirmed.
 */
export async function askForm({ title, hint, fields, confirm, check = () => null }) {
  const complaint = make("p.complaint", { role: "alert" });
  const dialog = make("dialog", { sayLabel: title });
  const submit = (event) => {
    event.preventDefault();
    const key = check();
    if (key === null) dialog.close("yes");
    else complaint.textContent = say(key);
  };
  const choices = make("div.choices", {}, closing(dialog, "cancel", ""), make("button.main", { type: "submit", say: confirm }));
  const head = make("header", {}, make("h2", { say: title }), iconButton("cross", "close", () => dialog.close("")));
  dialog.append(head, make("form", { onsubmit: submit }, hint ? make("p", { say: hint }) : null, ...fields, complaint, choices));
  dialog.querySelector("form input")?.setAttribute("autofocus", "");
  return (await open(dialog)) === "yes";
}

/** A labelled field; `properties` are those of the input. */
export function field(label, properties) {
  const input = make("input", { type: "text", autocomplete: "off", ...properties });
  return { input, element: make("label.field", {}, make("span", { say: label }), input) };
}
