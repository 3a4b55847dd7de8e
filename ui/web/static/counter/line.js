// The line to the server: events say what to fetch anew; silence is noticed, shown, and mended by itself.
import { byId, say } from "./dom.js";
import { hearSettings } from "./settings.js";
import { follow, hall, line as reach, part, refresh } from "./state.js";
import { now, setClock } from "./time.js";
import { api, session } from "./wire.js";

const SILENCE_MS = 12000; // the server says something every 5 seconds
const LOOK_MS = 2000;
let source = null;
let heardAt = 0;
let goodAt = null; // when the page last was as fresh as the hall

function heard() {
  heardAt = performance.now();
  goodAt = heardAt;
  show(true);
}

function show(isOn) {
  const line = byId("line");
  if (line.classList.contains("off") === !isOn && line.textContent) return;
  line.classList.toggle("off", !isOn);
  byId("console").classList.toggle("stale", !isOn);
  line.textContent = isOn ? say("web.counter.connected") : cutText();
}

function cutText() {
  if (goodAt === null) return say("web.said.offline");
  const then = new Date(now() - (performance.now() - goodAt));
  const time = then.toLocaleTimeString("vi-VN", { hour: "2-digit", minute: "2-digit", timeZone: "Asia/Ho_Chi_Minh" });
  return say("web.counter.stale", { time });
}

export function listen() {
  hush();
  heardAt = performance.now();
  source = new EventSource("/api/events");
  source.onopen = () => {
    heard();
    refresh();
  };
  source.addEventListener("ping", heard);
  source.onmessage = (event) => {
    heard();
    const { kind, missed } = JSON.parse(event.data);
    if (missed) refresh();
    else follow(kind);
    hearSettings(kind);
  };
  source.onerror = () => show(false);
}

export function hush() {
  source?.close();
  source = null;
}

setInterval(() => {
  if (!source) return;
  const cut = source.readyState === EventSource.CLOSED || performance.now() - heardAt > SILENCE_MS;
  if (!cut) return;
  show(false);
  listen();
}, LOOK_MS);

reach.cut = () => show(false);
addEventListener("offline", () => source && show(false));
addEventListener("online", () => source && listen());

/** The server's own time, and how many wait for each service. */
async function fetchBoard() {
  const began = performance.now();
  const board = await api("GET", "/board");
  setClock(board.now, performance.now() - began);
  return board;
}

function drawClock() {
  const warning = byId("clock-warning");
  warning.textContent = hall.board.clock;
  warning.hidden = !hall.board.clock;
}

part("board", { fetch: fetchBoard, draw: drawClock, kinds: ["ticket.", "counter."] });
setInterval(() => session.who && refresh(["board", "submissions", "help"]), 30000); // what may change without an event
