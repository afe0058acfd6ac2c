/** Where the person is: the browser's answer, or coordinates typed by hand where it has none. */
import { askForm, field } from "./dialogs.js";
import { recall, remember } from "./memory.js";

const PATIENCE_MS = 8_000;

/** What the browser says: {latitude, longitude} in degrees, or null where it may not or cannot tell. */
export function placeOfBrowser() {
  return new Promise((resolve) => {
    if (!navigator.geolocation) {
      resolve(null);
      return;
    }
    const options = { timeout: PATIENCE_MS, maximumAge: 60_000, enableHighAccuracy: false };
    navigator.geolocation.getCurrentPosition((position) => resolve(position.coords), () => resolve(null), options);
  });
}

const degrees = (input) => Number(input.value.trim().replace(",", ".").replace("−", "-") || NaN);

/** Both numbers pasted into the first field ("51.16, 71.47") find their places. */
function spread(latitude, longitude) {
  const both = latitude.value.trim().match(/^([-−]?\d+[.,]?\d*)[,;]?\s+([-−]?\d+[.,]?\d*)$/);
  if (both) [latitude.value, longitude.value] = both.slice(1);
}

/** Asks for coordinates: {latitude, longitude} in degrees, or null when the person gave up. */
export async function typedPlace() {
  const [lastLatitude, lastLongitude] = (recall("place") || " ").split(" ");
  const properties = { inputmode: "decimal", required: true, maxlength: 40 };
  const latitude = field("latitude", { ...properties, name: "latitude", value: lastLatitude, placeholder: "50.1234" });
  const longitude = field("longitude", { ...properties, name: "longitude", value: lastLongitude, placeholder: "70.1234" });
  latitude.input.addEventListener("change", () => spread(latitude.input, longitude.input));
  const check = () => {
    spread(latitude.input, longitude.input);
    const fits = Math.abs(degrees(latitude.input)) <= 90 && Math.abs(degrees(longitude.input)) <= 180;
    return fits ? null : "coordinatesWrong";
  };
  const fields = [latitude.element, longitude.element];
  if (!(await askForm({ title: "location", hint: "locationAsk", fields, confirm: "send", check }))) return null;
  const place = { latitude: degrees(latitude.input), longitude: degrees(longitude.input) };
  remember("place", `${place.latitude} ${place.longitude}`);
  return place;
}
