// The line to the server: events say when to look again; a cut is shown, and mended by itself.
import { byId, say } from "./dom.js";

const SILENCE_MS = 12000; // the server says something every 5 seconds
const REST_MS = 2000; // between two looks: a busy hall has many events
let source = null;
let heardAt = 0;
let waiting = 0;
let look = () => undefined;
let seenAt = ""; // when the hall was as the page shows it, by the server's clock

function show(isOn) {
  byId("line").classList.toggle("off", !isOn);
  byId("line").textContent = isOn ? say("web.manager.connected") : cutText();
}

const cutText = () => (seenAt ? say("web.manager.stale", { time: seenAt.slice(11, 16) }) : say("web.said.offline"));

/** The page shows the hall as it was at `moment`. */
export function seen(moment) {
  seenAt = moment;
}

export const cut = () => source && show(false);

function heard() {
  heardAt = performance.now();
  show(true);
}

function lookSoon() {
  waiting ||= setTimeout(() => {
    waiting = 0;
    look();
  }, REST_MS);
}

/** Call `again` when something has happened in the hall, not more often than every two seconds. */
export function listen(again) {
  hush();
  look = again;
  heardAt = performance.now();
  source = new EventSource("/api/events");
  source.onopen = () => {
    heard();
    lookSoon();
  };
  source.addEventListener("ping", heard);
  source.onmessage = () => {
    heard();
    lookSoon();
  };
  source.onerror = () => show(false);
}

export function hush() {
  source?.close();
  source = null;
  clearTimeout(waiting);
  waiting = 0;
}

setInterval(() => {
  if (!source) return;
  if (source.readyState !== EventSource.CLOSED && performance.now() - heardAt < SILENCE_MS) return;
  show(false);
  listen(look);
}, 2000);
setInterval(() => source && look(), 30000); // waits grow without an event
