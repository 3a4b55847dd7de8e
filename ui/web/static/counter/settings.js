// The hall's settings stand in the page: when they change it is loaded anew, as soon as nothing is under way.
import { byId } from "./dom.js";
import { isActing } from "./acts.js";
import { isAsking } from "./dialogs.js";
import { everySecond } from "./time.js";

let changed = false;
const isIdle = () => !isActing() && !isAsking() && byId("opened").hidden && !byId("code").value;

export function hearSettings(kind) {
  changed ||= kind.startsWith("settings.");
}

everySecond.push(() => {
  if (changed && isIdle()) location.reload();
});
