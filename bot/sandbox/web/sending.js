/** What a person sends beside text: files, photos, the place, stickers, voice. */
import * as api from "./api.js";
import { askForm, field } from "./dialogs.js";
import { make } from "./dom.js";
import { placeOfBrowser, typedPlace } from "./places.js";
import { fileSize } from "./speech.js";

/** The items of the attach menu; `deck` sends: attempt(work) shows what went wrong, notice(key) says a short word, notice(null) takes it back. */
export function attachItems(person, deck) {
  return [
    { icon: "file", say: "file", run: () => chooseFile((file) => offerFile(person, file, deck)) },
    { icon: "pin", say: "location", run: () => sendPlace(person, deck) },
    { icon: "smile", say: "sticker", run: () => deck.attempt(() => api.sendSticker(person, "👍")) },
    { icon: "voice", say: "voice", run: () => deck.attempt(() => api.sendVoice(person, 3)) },
  ];
}

/** Sends where the person is. */
export async function sendPlace(person, deck) {
  deck.notice("locating");
  const known = await placeOfBrowser();
  deck.notice(null);
  const place = known || (await typedPlace());
  if (place) await deck.attempt(() => api.sendLocation(person, place.latitude, place.longitude));
}

function chooseFile(use) {
  const input = make("input", { type: "file" });
  input.addEventListener("change", () => input.files[0] && use(input.files[0]));
  input.click();
}

/** Shows a file before it goes, with its caption and, for a picture, the choice to go as a photo. */
export async function offerFile(person, file, deck) {
  const caption = field("caption", { name: "caption", maxlength: 1024 });
  const picture = file.type.startsWith("image/");
  const asPhoto = make("input", { type: "checkbox", name: "photo" });
  asPhoto.checked = picture;
  const words = make("p.chosen", {}, make("b", {}, file.name), make("small", {}, fileSize(file.size)));
  const fields = [words, caption.element];
  if (picture) fields.push(make("label.tick", {}, asPhoto, make("span", { say: "asPhoto" })));
  if (!(await askForm({ title: "sendFile", fields, confirm: "send" }))) return;
  const send = picture && asPhoto.checked ? api.sendPhoto : api.sendDocument;
  await deck.attempt(() => send(person, file, caption.input.value.trim()));
}
