/** What a message may carry beside text: photos, files, points on a map, stickers, voice. Nothing is fetched from afar. */
import { icon, make } from "./dom.js";
import { showPhoto } from "./dialogs.js";
import { fileSize, say } from "./speech.js";

/** Only our own server's files are shown: another address would tell a stranger that the chat was read. */
function ownAddress(url) {
  const address = new URL(url, location.origin);
  return address.origin === location.origin ? address.pathname + address.search : "";
}

/** A picture with its room reserved before it arrives, so that the chat does not jump. */
export function photo(file, caption) {
  const source = ownAddress(file.url);
  const image = make("img", { src: source, alt: caption || say("photo"), width: file.width, height: file.height });
  return make("button.photo", { type: "button", sayLabel: "openPhoto", onclick: () => showPhoto(source, image.alt) }, image);
}

export function document(file) {
  const name = file.file_name || say("file");
  const words = make("span.about", {}, make("b", {}, name), make("small", {}, fileSize(file.file_size || 0)));
  const properties = { href: ownAddress(file.url), download: name, title: say("download") };
  return make("a.card.document", properties, make("span.badge", {}, icon("file")), words);
}

/** A plain card with the coordinates; the map opens elsewhere, and only when it is asked for. */
export function pin(place, venue) {
  const [latitude, longitude] = [place.latitude, place.longitude];
  const figures = `${latitude.toFixed(5)}, ${longitude.toFixed(5)}`;
  const address = `https://www.openstreetmap.org/?mlat=${latitude}&mlon=${longitude}#map=15/${latitude}/${longitude}`;
  return make(
    "div.card.pin",
    {},
    make("div.ground", {}, icon("pin")),
    make("b", {}, venue?.title || say("point")),
    venue?.address ? make("span", {}, venue.address) : null,
    make("small", {}, figures),
    make("a", { href: address, target: "_blank", rel: "noopener noreferrer" }, say("openMap"), icon("outward")),
  );
}

export function sticker(it) {
  return make("div.sticker", { role: "img", "aria-label": say("sticker") }, it.emoji || "⭐");
}

export function voice(it) {
  const words = make("b", {}, say("voiceMessage", { n: it.duration ?? 0 }));
  return make("div.card.document", {}, make("span.badge", {}, icon("voice")), words);
}

export function contact(it) {
  const name = [it.first_name, it.last_name].filter(Boolean).join(" ");
  const words = make("span.about", {}, make("b", {}, name), make("small", {}, it.phone_number));
  return make("div.card.document", {}, make("span.badge", {}, icon("person")), words);
}
