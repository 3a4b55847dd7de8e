// The clerk's console. The server decides; this page shows its answers and sends what the clerk wants, once.
"use strict";

const words = JSON.parse(document.getElementById("words").textContent);
const byId = (id) => document.getElementById(id);
const all = (selector) => [...document.querySelectorAll(selector)];
const say = (id, values = {}) => (words[id] ?? id).replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);
const named = (list, key) => Object.fromEntries(all(`#${list} li`).map((one) => [one.dataset[key], one.textContent]));
const services = named("service-names", "service");
const classes = named("class-names", "class");
const ordinary = Object.keys(classes).at(-1);

function el(tag, className = "", text = "", ...children) {
  const one = document.createElement(tag);
  if (className) one.className = className;
  if (text) one.textContent = text;
  one.append(...children);
  return one;
}

// --- time: the server's, whatever this PC's clock says ---

let clockOffset = 0;
const now = () => Date.now() + clockOffset;
const since = (moment) => Math.max(0, now() - Date.parse(moment));

function span(milliseconds) {
  const seconds = Math.floor(milliseconds / 1000);
  if (seconds < 60) return say("web.said.seconds", { count: seconds });
  return say("web.said.minutes", { count: Math.floor(seconds / 60) });
}

const WAITS = "web.counter.waits";

/** A text that follows the clock by itself: `words` names {time}. */
function ticking(id, moment, tag = "span", className = "") {
  const one = el(tag, className);
  one.dataset.since = moment;
  one.dataset.words = id;
  tick(one);
  return one;
}

function tick(one) {
  const id = one.dataset.words;
  const passed = since(one.dataset.since);
  const text = id === WAITS && passed < 60000 ? say("web.counter.waits.new") : say(id, { time: span(passed) });
  if (one.textContent !== text) one.textContent = text;
}

setInterval(() => all("[data-since]").forEach(tick), 1000);

// --- the wire ---

let session = null;

class Refused extends Error {
  constructor(status, problem) {
    super(problem.detail);
    this.status = status;
  }
}

async function api(method, path, body) {
  const headers = {};
  if (body) headers["Content-Type"] = "application/json";
  if (session) headers["X-CSRF-Token"] = session.csrf;
  const answer = await fetch(`/api${path}`, { method, headers, body: body && JSON.stringify(body), cache: "no-store" });
  const date = Date.parse(answer.headers.get("Date"));
  if (date && Math.abs(date - now()) > 2000) clockOffset = date - Date.now();
  if (answer.status === 204) return null;
  const value = await answer.json().catch(() => ({ detail: String(answer.status) }));
  if (answer.ok) return value;
  if (answer.status === 401 && session) leave(say("web.counter.logged_out"));
  throw new Refused(answer.status, value);
}

// One intention has one request id until the server has answered it: pressing twice, or again after the line broke,
// is the same request. crypto.randomUUID is missing here: it needs https, and a hall has none.
const intentions = new Map();

function requestId(intention) {
  if (!intentions.has(intention)) {
    const bytes = crypto.getRandomValues(new Uint8Array(16));
    intentions.set(intention, [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join(""));
  }
  return intentions.get(intention);
}

let acting = ""; // the intention on its way

/** Do one act: buttons rest until the answer, then everything is fetched anew. */
async function act(intention, button, send) {
  if (acting) return undefined;
  acting = intention;
  button?.classList.add("busy");
  drawActs();
  let result;
  try {
    result = await send(requestId(intention));
    intentions.delete(intention);
    notice("");
  } catch (error) {
    if (error instanceof Refused) {
      intentions.delete(intention);
      if (session) notice(error.message);
    } else notice(say("web.counter.not_sent"));
  }
  acting = "";
  button?.classList.remove("busy");
  await refresh();
  drawActs();
  return result;
}

// --- logging in ---

let picked = null;
let pin = "";

function drawLogin() {
  all(".who").forEach((one) => one.setAttribute("aria-pressed", String(one === picked)));
  byId("pin-title").textContent = picked
    ? say("web.counter.login.pin_of", { name: picked.dataset.name })
    : say("web.counter.login.pin");
  byId("pin-dots").replaceChildren(...[...pin].map(() => el("i")));
  byId("pin-count").textContent = pin ? say("web.counter.login.typed", { count: pin.length }) : "";
  byId("pin-enter").disabled = !picked || !pin || !!acting;
}

function typePin(key) {
  if (/^[0-9]$/.test(key) && pin.length < 12) pin += key;
  else if (key === "Backspace") pin = pin.slice(0, -1);
  else if (key === "Escape") pin = "";
  else if (key === "Enter") enter();
  drawLogin();
}

async function enter() {
  if (!picked || !pin || acting) return;
  acting = "log in";
  const typed = pin;
  pin = "";
  try {
    session = await api("POST", "/session", { clerk: picked.dataset.clerk, pin: typed });
    problem("");
  } catch (error) {
    problem(error instanceof Refused ? error.message : say("web.said.offline"));
  }
  acting = "";
  drawLogin();
  if (session) start();
}

function problem(text) {
  byId("login-problem").textContent = text;
  byId("login-problem").hidden = !text;
}

function leave(text = "") {
  session = null;
  source?.close();
  counters = waiting = helpCalls = submissions = [];
  closeSubmission();
  notice("");
  byId("console").hidden = true;
  byId("login").hidden = false;
  document.title = say("web.counter.title");
  problem(text);
  drawLogin();
}

// --- what the page knows ---

let counter = 1;
let counters = [];
let waiting = [];
let helpCalls = [];
let submissions = [];

const mine = () => counters.find((one) => one.counter === counter);
const current = () => mine()?.ticket ?? null;

/** Fetch one part and draw it; a part that fails leaves the others alone. */
async function part(path, keep, draw) {
  try {
    const value = await api("GET", path);
    if (!session) return;
    keep(value);
    draw();
  } catch (error) {
    if (error instanceof Refused && error.status !== 401) notice(error.message);
  }
}

let refreshing = null;
let again = false;

function refresh() {
  if (!session) return Promise.resolve();
  if (refreshing) {
    again = true;
    return refreshing;
  }
  refreshing = fetchAll().finally(() => {
    refreshing = null;
  });
  return refreshing;
}

async function fetchAll() {
  do {
    again = false;
    await Promise.all([
      part("/counters", (value) => (counters = value), drawCounter),
      part(`/tickets?counter=${counter}`, (value) => (waiting = value), drawWaiting),
      part("/help", (value) => (helpCalls = value), drawHelp),
      part("/submissions", (value) => (submissions = value), drawSubmissions),
    ]);
  } while (again && session);
}

// --- drawing ---

/** Draw only what has changed, so that a button keeps its focus. */
const drawn = new Map();

function changed(name, value) {
  const text = JSON.stringify(value);
  if (drawn.get(name) === text) return false;
  drawn.set(name, text);
  return true;
}

function drawCounter() {
  const own = mine();
  if (!own) return;
  all(".state").forEach((one) => one.setAttribute("aria-pressed", String(one.dataset.state === own.state)));
  all(".chip").forEach((one) => one.setAttribute("aria-pressed", String(own.services.includes(one.dataset.service))));
  drawNow();
  drawActs();
  if (!changed("others", [counters, counter])) return;
  byId("others").replaceChildren(...counters.map(otherRow));
}

function otherRow(one) {
  const row = el("li", one.counter === counter ? "other mine" : "other", one.name);
  row.dataset.counter = one.counter;
  if (one.ticket) row.append(el("strong", "", one.ticket.number), el("span", "", say(`ticket.state.${one.ticket.state}`)));
  else row.append(el("span", "", one.state === "open" ? say("web.counter.idle") : say(`web.counter.state.${one.state}`)));
  return row;
}

function drawNow() {
  const ticket = current();
  if (!changed("now", [ticket, counter])) return;
  if (opened.ticket && opened.ticket !== ticket?.id) closeSubmission();
  const number = byId("now-number");
  number.textContent = ticket ? ticket.number : say("web.counter.nobody");
  number.classList.toggle("none", !ticket);
  const serving = ticket?.state === "serving";
  byId("now-state").replaceChildren(
    ticket
      ? ticking(serving ? "web.counter.serving_since" : "web.counter.called_since", serving ? ticket.serving_at : ticket.called_at)
      : ""
  );
  byId("now-service").textContent = ticket ? services[ticket.service] ?? ticket.service : say("web.counter.nobody.hint");
  byId("now-marks").replaceChildren(...(ticket ? marks({ ...ticket, submission: null }) : []));
  byId("now-more").hidden = !ticket;
  byId("beside").hidden = !ticket?.submission;
  byId("beside-code").textContent = ticket?.submission ?? "";
  document.title = [ticket?.number, mine().name].filter(Boolean).join(" · ");
}

function marks(ticket) {
  const made = [];
  if (ticket.class !== ordinary) made.push(el("span", "mark class", classes[ticket.class] ?? ticket.class));
  if (ticket.no_shows) made.push(el("span", "mark warn", say("web.counter.no_shows", { count: ticket.no_shows })));
  if (ticket.submission) made.push(el("span", "mark", say("web.counter.submission.has")));
  if (ticket.print === "failed") made.push(el("span", "mark warn", say("web.counter.print.failed")));
  return made;
}

const FITS = {
  next: (ticket) => !!mine() && !ticket,
  recall: (ticket) => ticket?.state === "called",
  no_show: (ticket) => ticket?.state === "called",
  start: (ticket) => ticket?.state === "called",
  finish: (ticket) => ticket?.state === "called" || ticket?.state === "serving",
  reprint: (ticket) => !!ticket && ticket.print !== "none",
};
const NATURAL = { none: "next", called: "start", serving: "finish" };

function drawActs() {
  const ticket = current();
  all("[data-act]").forEach((button) => {
    button.disabled = !!acting || !FITS[button.dataset.act](ticket);
    button.classList.toggle("go", NATURAL[ticket?.state ?? "none"] === button.dataset.act);
  });
  all("[data-pick]").forEach((button) => (button.disabled = !!acting || !!ticket));
}

function drawWaiting() {
  byId("waiting-count").textContent = waiting.length;
  if (changed("waiting", [waiting, counter])) {
    const rows = waiting.map(waitingRow);
    byId("waiting").replaceChildren(...(rows.length ? rows : [el("li", "empty", say("web.counter.waiting.none"))]));
  }
  drawActs();
}

function waitingRow(ticket, index) {
  const row = el("li", "row");
  row.dataset.number = ticket.number;
  row.classList.toggle("resting", !!ticket.not_before);
  row.classList.toggle("first", index === 0 && !ticket.not_before);
  const made = marks(ticket);
  if (index === 0 && !ticket.not_before) made.unshift(el("span", "mark", say("web.counter.waiting.first")));
  const wait = ticket.not_before
    ? el("span", "", say("web.counter.resting", { time: ticket.not_before.slice(11, 16) }))
    : ticking(WAITS, ticket.issued_at);
  const text = el("div", "row-text", "", el("div", "row-marks", "", wait, ...made), el("p", "soft", services[ticket.service]));
  const pick = el("button", "plain", say("web.counter.pick"));
  pick.type = "button";
  pick.dataset.pick = ticket.number;
  pick.setAttribute("aria-label", say("web.counter.pick.of", { number: ticket.number }));
  row.append(el("span", "row-number", ticket.number), text, pick);
  return row;
}

const BELL =
  '<svg width="30" height="30" viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round" aria-hidden="true"><path d="M6 17V11a6 6 0 0 1 12 0v6l1.5 2h-15zM10 21.5h4"/></svg>';

function drawHelp() {
  if (!changed("help", helpCalls)) return;
  byId("help").replaceChildren(...helpCalls.map(helpRow));
  markLate();
}

function helpRow(call) {
  const row = el("div", "help-call");
  row.dataset.help = call.id;
  row.dataset.at = call.state === "called" ? call.at : "";
  row.innerHTML = BELL;
  row.append(
    el("strong", "", say("web.counter.help", { kiosk: call.where.split(" ")[0] })),
    ticking(`web.counter.help.state.${call.state}`, call.at)
  );
  const steps = ["called", "seen", "coming", "done"];
  for (const answer of steps.slice(steps.indexOf(call.state) + 1)) {
    const button = el("button", "plain", say(`web.counter.help.${answer}`));
    button.type = "button";
    button.dataset.answer = answer;
    row.append(button);
  }
  return row;
}

function markLate() {
  all(".help-call").forEach((row) => row.classList.toggle("late", !!row.dataset.at && since(row.dataset.at) > 60000));
}

setInterval(markLate, 1000);

function drawSubmissions() {
  if (!changed("today", submissions)) return;
  const rows = [...submissions].reverse().map(draftRow);
  byId("today").replaceChildren(...(rows.length ? rows : [el("li", "empty", say("web.counter.submission.none"))]));
}

function draftRow(one) {
  const button = el("button", "draft");
  button.type = "button";
  button.dataset.code = one.code;
  const state = el("span", "soft", say(`web.counter.submission.state.${one.state}`));
  button.append(
    el("span", "draft-line", "", el("strong", "", one.code), state),
    el("span", "soft", `${one.started_at.slice(11, 16)} · ${one.title}`)
  );
  return el("li", "", "", button);
}

// --- a villager's submission: opened on demand, gone with its ticket ---

const opened = { ticket: null };

async function openSubmission(code) {
  if (!code.trim()) return;
  try {
    const one = await api("GET", `/submissions/${encodeURIComponent(code.trim())}`);
    opened.ticket = current()?.id ?? null;
    byId("opened-title").textContent = one.title;
    byId("opened-state").textContent = `${one.code} · ${one.state_text}`;
    const groups = one.groups.flatMap((group) => [el("h4", "", group.title), el("dl", "", "", ...group.rows.map(answerRow))]);
    byId("opened-body").replaceChildren(...(groups.length ? groups : [el("p", "empty", say("web.counter.submission.blank"))]));
    showOpened(true);
    byId("opened-body").scrollTop = 0;
    byId("code").value = "";
    notice("");
  } catch (error) {
    if (session) notice(error instanceof Refused ? error.message : say("web.said.offline"));
  }
}

/** One at a time: the opened submission, or the ways to open one. */
function showOpened(isOpen) {
  byId("opened").hidden = !isOpen;
  byId("open-form").hidden = byId("today-part").hidden = isOpen;
}

function answerRow(row) {
  return el("div", row.open ? "answer open" : "answer", "", el("dt", "", row.label), el("dd", "", row.text));
}

function closeSubmission() {
  opened.ticket = null;
  showOpened(false);
  for (const id of ["opened-title", "opened-state", "opened-body"]) byId(id).replaceChildren();
}

function notice(text, calm = false) {
  byId("notice-text").textContent = text;
  byId("notice").classList.toggle("calm", calm);
  byId("notice").hidden = !text;
}

// --- acts ---

let afterwards = null;

/** A key pressed while another act is on its way waits for it; the same key again is a double press and does nothing. */
async function doAct(name, button) {
  if (acting) {
    if (!acting.startsWith(`${name} `)) afterwards = [name, button];
    return;
  }
  await oneAct(name, button);
  const [next, itsButton] = afterwards ?? [];
  afterwards = null;
  if (next) doAct(next, itsButton);
}

async function oneAct(name, button) {
  const ticket = current();
  if (!FITS[name](ticket)) return;
  if (name === "next") {
    const called = await act(`next ${counter}`, button, (request_id) =>
      api("POST", `/counters/${counter}/next`, { request_id })
    );
    if (called === null) notice(say("web.counter.none_called"), true);
    return;
  }
  const { id, version } = ticket;
  const body = name === "reprint" ? {} : { version, counter };
  await act(`${name} ${id} ${version}`, button, (request_id) =>
    api("POST", `/tickets/${id}/${name}`, { request_id, ...body })
  );
}

function pick(number, button) {
  return act(`call ${counter} ${number}`, button, (request_id) =>
    api("POST", `/counters/${counter}/call`, { request_id, number })
  );
}

function setCounter(state, chosen) {
  const body = { state, services: chosen };
  return act(`set ${counter}`, null, () => api("PUT", `/counters/${counter}`, body));
}

function toggleService(letter) {
  const own = mine();
  if (!own) return;
  const chosen = own.services.includes(letter) ? own.services.filter((one) => one !== letter) : [...own.services, letter].sort();
  if (chosen.length) setCounter(own.state, chosen);
}

// --- hands ---

const KEYS = { KeyG: "next", KeyL: "recall", KeyV: "no_show", KeyB: "start", KeyX: "finish", KeyI: "reprint" };

// By place on the keyboard, not by letter: a Vietnamese input method reports letters its own way.
document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.altKey || event.metaKey || event.repeat) return;
  if (!session) {
    if (event.key === "Enter" && !pin && event.target.closest?.("button")) return; // it presses that button
    if (/^[0-9]$/.test(event.key) || ["Backspace", "Enter", "Escape"].includes(event.key)) {
      event.preventDefault();
      typePin(event.key);
    }
    return;
  }
  if (event.key === "Escape") {
    closeSubmission();
    event.target.blur?.();
  } else if (!["INPUT", "SELECT"].includes(event.target.tagName)) {
    const name = KEYS[event.code];
    if (name) doAct(name, document.querySelector(`[data-act="${name}"]`));
    else if (event.code === "KeyH") openSubmission(current()?.submission ?? "");
    else if (event.code === "KeyM") {
      event.preventDefault();
      byId("code").focus();
    }
  }
});

document.addEventListener("click", (event) => {
  const button = event.target.closest("button");
  if (!button || button.disabled) return;
  const { clerk, digit, act: name, pick: number, state, service, answer, code } = button.dataset;
  if (clerk) {
    picked = button;
    pin = "";
    problem("");
    drawLogin();
  } else if (digit) typePin(digit);
  else if (name) doAct(name, button);
  else if (number) pick(number, button);
  else if (state) setCounter(state, mine()?.services);
  else if (service) toggleService(service);
  else if (code) openSubmission(code);
  else if (answer) {
    const call = button.closest(".help-call").dataset.help;
    act(`help ${call} ${answer}`, button, () => api("POST", `/help/${call}/${answer}`, {}));
  }
});

byId("pin-erase").addEventListener("click", () => typePin("Backspace"));
byId("pin-enter").addEventListener("click", enter);
byId("logout").addEventListener("click", async () => {
  await api("DELETE", "/session").catch(() => null);
  leave();
});
byId("notice-close").addEventListener("click", () => notice(""));
byId("opened-close").addEventListener("click", closeSubmission);
byId("beside").addEventListener("click", () => openSubmission(current()?.submission ?? ""));
byId("open-form").addEventListener("submit", (event) => {
  event.preventDefault();
  openSubmission(byId("code").value);
});
byId("counter").addEventListener("change", (event) => {
  counter = Number(event.target.value);
  sessionStorage.setItem("counter", counter);
  event.target.blur();
  closeSubmission();
  drawn.clear();
  refresh();
});

// --- the line ---

const SILENCE_MS = 12000; // the server says something every 5 seconds
let source = null;
let heardAt = 0;

function heard() {
  heardAt = Date.now();
  online(true);
}

function online(isOn) {
  byId("line").classList.toggle("off", !isOn);
  byId("line").textContent = say(isOn ? "web.counter.connected" : "web.said.offline");
}

function listen() {
  source?.close();
  heardAt = Date.now();
  source = new EventSource("/api/events");
  source.onopen = () => {
    heard();
    refresh();
  };
  source.addEventListener("ping", heard);
  source.onmessage = () => {
    heard();
    refresh();
  };
  source.onerror = () => online(false);
}

setInterval(() => {
  if (!session) return;
  const cut = source.readyState === EventSource.CLOSED || Date.now() - heardAt > SILENCE_MS;
  if (!cut) return;
  online(false);
  listen();
}, 2000);
setInterval(refresh, 30000); // papers and submissions change without an event

// --- beginning ---

function start() {
  const kept = Number(sessionStorage.getItem("counter"));
  const known = [...byId("counter").options].map((one) => Number(one.value));
  counter = known.includes(kept) ? kept : session.counter ?? known[0];
  byId("counter").value = counter;
  byId("who").textContent = session.name;
  byId("login").hidden = true;
  byId("console").hidden = false;
  drawn.clear();
  drawActs();
  refresh();
  listen();
}

api("GET", "/session")
  .then((found) => {
    session = found;
    start();
  })
  .catch(() => leave());
