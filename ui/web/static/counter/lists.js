// Who waits, who was set aside and who did not come, each with what can be done there.
import { button, byId, counterName, el, fill, say, services } from "./dom.js";
import { drawActs } from "./acts.js";
import { marks } from "./now.js";
import { hall, part } from "./state.js";
import { counting, everySecond, hour, isOver, waited } from "./time.js";
import { api } from "./wire.js";

const MOST = 150; // nobody reads further, and a page stays quick

function draw(list, tickets, row, none) {
  fill(byId(list), tickets.length ? tickets.slice(0, MOST) : ["none"], (one) =>
    one === "none" ? el("li", "empty", say(none)) : row(one),
  );
  drawActs();
}

/** The number's letter says where its villager wanted to go; only after a transfer is it another service. */
const isPassedOn = ({ number, service }) => !number.startsWith(service);

/** A row: the number, what is to know, and its buttons. */
function ticketRow(ticket, state, extra, ...buttons) {
  const row = el("li", "row");
  Object.assign(row.dataset, { number: ticket.number, ticket: ticket.id });
  const next = ticket.first ? [el("span", "mark next", say("web.counter.waiting.first"))] : [];
  const service = isPassedOn(ticket) ? [el("span", "soft", ` · ${services[ticket.service] ?? ticket.service}`)] : [];
  const said = el("p", "row-said", "", state, ...service);
  const text = el("div", "row-text", "", said, ...(extra.length ? [el("p", "row-marks", "", ...extra)] : []));
  const more = button("plain more", "⋯", { find: ticket.number });
  more.setAttribute("aria-label", say("web.counter.more.of", { number: ticket.number }));
  row.append(el("span", "row-number", ticket.number), ...next, text, ...buttons, more);
  return row;
}

function act(word, ticket, data) {
  const made = button("plain", say(`web.counter.${word}`), data);
  made.setAttribute("aria-label", say(`web.counter.${word}.of`, { number: ticket.number }));
  return made;
}

// --- waiting ---

function drawWaiting() {
  const first = hall.waiting.findIndex((one) => !one.not_before);
  const shown = hall.waiting.map((one, place) => ({ ...asSeen(one), first: place === first }));
  byId("waiting-count").textContent = hall.waiting.length;
  draw("waiting", shown, waitingRow, "web.counter.waiting.none");
  byId("waiting-rest").textContent = say("web.counter.waiting.rest", { count: hall.waiting.length - MOST });
  byId("waiting-rest").hidden = hall.waiting.length <= MOST;
}

/** What the row shows; place and expected wait change all the time and are not shown. */
function asSeen({ place, ahead, wait_minutes, counters, version, ...seen }) {
  return seen;
}

function waitingRow(ticket) {
  const rests = !!ticket.not_before;
  const wait = rests
    ? el("span", "rests", say("web.counter.resting", { time: hour(ticket.not_before) }))
    : waited(ticket.issued_at);
  const row = ticketRow(ticket, wait, marks(ticket), act("pick", ticket, { pick: ticket.number }));
  row.classList.toggle("resting", rests);
  row.classList.toggle("first", ticket.first);
  return row;
}

// --- set aside ---

const byTime = (a, b) => Date.parse(a.parked_until) - Date.parse(b.parked_until);

function drawParked() {
  const shown = hall.parked.map((one) => ({ ...one, own: one.counter === hall.counter })).sort(byTime);
  byId("parked-count").textContent = hall.parked.length;
  draw(
    "parked",
    [...shown.filter((one) => one.own), ...shown.filter((one) => !one.own)],
    parkedRow,
    "web.counter.parked.none",
  );
  markOver();
}

function parkedRow(ticket) {
  const time = counting("web.counter.parked", ticket.parked_until, "timer");
  const where = ticket.own ? [] : [el("span", "mark", counterName(ticket.counter))];
  const row = ticketRow(ticket, time, [...where, ...marks(ticket)], act("resume", ticket, { do: "resume" }));
  row.dataset.over = ticket.parked_until;
  return row;
}

let wasOver = 0;

/** Time is up: the row, the tab and its count say so; the list comes to the front when it becomes true. */
function markOver() {
  const rows = [...byId("parked").querySelectorAll("[data-over]")];
  rows.forEach((row) => row.classList.toggle("over", isOver(row.dataset.over)));
  const over = hall.parked.filter((one) => one.counter === hall.counter && isOver(one.parked_until)).length;
  byId("tab-parked").classList.toggle("over", over > 0);
  if (over > wasOver) showSide("parked");
  wasOver = over;
}

everySecond.push(markOver);

// --- did not come ---

function drawMissed() {
  byId("missed-count").textContent = hall.missed.length;
  draw(
    "missed",
    [...hall.missed].sort((a, b) => Date.parse(b.called_at) - Date.parse(a.called_at)),
    missedRow,
    "web.counter.missed.none",
  );
}

function missedRow(ticket) {
  const at = el("span", "", ticket.called_at ? say("web.counter.missed.at", { time: hour(ticket.called_at) }) : "");
  return ticketRow(ticket, at, marks({ ...ticket, no_shows: 0 }), act("reinstate", ticket, { do: "reinstate" }));
}

// --- which of the two side lists is in front ---

export function showSide(name) {
  for (const one of ["parked", "missed"]) {
    byId(`tab-${one}`).setAttribute("aria-selected", String(one === name));
    byId(`${one}-part`).hidden = one !== name;
  }
}

/** Put the keyboard into a list: onto its first button that can be pressed. */
export function enter(name) {
  if (name !== "waiting") showSide(name);
  (byId(name).querySelector("button:enabled") ?? byId(name)).focus();
}

/** Move up or down in the list that has the keyboard; stays in the same column of buttons. */
export function step(from, by) {
  const row = from.closest?.(".row, .list > li");
  const next = by > 0 ? row?.nextElementSibling : row?.previousElementSibling;
  if (!next) return false;
  const column = [...row.querySelectorAll("button:enabled")].indexOf(from);
  const buttons = next.querySelectorAll("button:enabled");
  const target = buttons[Math.min(column, buttons.length - 1)];
  target?.focus();
  return !!target;
}

/** The ticket a button stands beside. */
export function ticketOf(button) {
  const id = button.closest("[data-ticket]")?.dataset.ticket;
  return [...hall.waiting, ...hall.parked, ...hall.missed].find((one) => one.id === id);
}

const tickets = (query) => () => api("GET", `/tickets?${query()}`);
part("waiting", {
  fetch: tickets(() => `counter=${hall.counter}`),
  draw: drawWaiting,
  kinds: ["ticket.", "counter.", "paper."],
  place: "waiting-part",
});
part("parked", { fetch: tickets(() => "state=parked"), draw: drawParked, kinds: ["ticket."], place: "parked-part" });
part("missed", { fetch: tickets(() => "state=missed"), draw: drawMissed, kinds: ["ticket."], place: "missed-part" });
