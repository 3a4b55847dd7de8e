// Time as the server tells it, whatever this PC's clock says, and texts that follow it by themselves.
import { all, el, say } from "./dom.js";

let offset = 0;
export const now = () => Date.now() + offset;
export const since = (moment) => Math.max(0, now() - Date.parse(moment));
export const isOver = (moment) => Date.parse(moment) <= now();
export const hour = (moment) => moment.slice(11, 16);

/** The server says that it is `moment`; the answer took `travel` milliseconds. */
export function setClock(moment, travel) {
  const found = Date.parse(moment) + travel / 2 - Date.now();
  if (Math.abs(found - offset) > 1000) offset = found;
}

/** `round` is up for time that is left: of 15 minutes that have just begun, 15 are left. */
function span(milliseconds, round = Math.floor) {
  const seconds = Math.floor(milliseconds / 1000);
  if (seconds < 60) return say("web.said.seconds", { count: seconds });
  return say("web.said.minutes", { count: round(seconds / 60) });
}

/** A text since `moment`; the sentence `id` names {time}. `id`.new is said in the first minute, where it exists. */
export function ticking(id, moment, className = "") {
  const one = el("span", className);
  Object.assign(one.dataset, { since: moment, words: id });
  tick(one);
  return one;
}

/** How long until `moment`: `id`.left names {time}, and `id`.over once it has passed. */
export function counting(id, moment, className = "") {
  const one = el("span", className);
  Object.assign(one.dataset, { until: moment, words: id });
  tick(one);
  return one;
}

/** How long somebody waits; marked once it is longer than the hall lets anybody wait. */
export function waited(moment) {
  const one = ticking("web.counter.waits", moment, "waited");
  one.dataset.guard = document.getElementById("console").dataset.guard;
  tick(one);
  return one;
}

function textOf({ since: from, until, words }) {
  if (until) {
    const left = Date.parse(until) - now();
    return left > 0 ? say(`${words}.left`, { time: span(left, Math.ceil) }) : say(`${words}.over`, { time: span(-left) });
  }
  const passed = since(from);
  if (words === "web.counter.waits" && passed < 60000) return say("web.counter.waits.new");
  return say(words, { time: span(passed) });
}

function tick(one) {
  const text = textOf(one.dataset);
  if (one.textContent !== text) one.textContent = text;
  if (one.dataset.until) one.classList.toggle("over", isOver(one.dataset.until));
  if (one.dataset.guard) one.classList.toggle("overdue", since(one.dataset.since) > one.dataset.guard * 60000);
}

export const everySecond = [() => all("[data-since], [data-until]").forEach(tick)];
setInterval(() => everySecond.forEach((one) => one()), 1000);
