// The left column: whom this counter serves, and the counter's own state and services.
import { all, byId, classes, counterName, el, fill, isOrdinary, isPrefiled, isPriority, say, services } from "./dom.js";
import { drawActs } from "./acts.js";
import { current, get, hall, mine, part } from "./state.js";
import { drawBeside } from "./submissions.js";
import { ticking } from "./time.js";
import { settle } from "./wire.js";

/** What somebody should know about a ticket at a glance. */
export function marks(ticket) {
  const made = [];
  if (!isOrdinary(ticket.class))
    made.push(el("span", isPriority(ticket.class) ? "mark class" : "mark", classes[ticket.class] ?? ticket.class));
  if (ticket.for_counter)
    made.push(el("span", "mark warn", say("web.counter.only_here", { counter: counterName(ticket.for_counter) })));
  if (ticket.came_from) made.push(el("span", "mark", say("web.counter.came_from", { service: ticket.came_from })));
  if (ticket.no_shows) made.push(el("span", "mark warn", say("web.counter.no_shows", { count: ticket.no_shows })));
  if (ticket.submission && !isPrefiled(ticket.class)) made.push(el("span", "mark", say("web.counter.submission.has")));
  if (ticket.print === "failed") made.push(el("span", "mark warn", say("web.counter.print.failed")));
  return made;
}

function drawCounters() {
  const own = mine();
  if (!own) return;
  if (own.ticket) {
    settle(`next ${hall.counter}`); // it has somebody: whatever was asked for before has been answered
    settle(`call ${hall.counter} ${own.ticket.number}`);
  }
  all(".state").forEach((one) => one.setAttribute("aria-pressed", String(one.dataset.state === own.state)));
  all("button[data-service]").forEach((one) =>
    one.setAttribute("aria-pressed", String(own.services.includes(one.dataset.service))),
  );
  drawNow(own);
  drawBeside();
  drawActs();
  fill(byId("others"), hall.counters.map(inShort), otherRow);
}

function inShort({ counter, name, state, ticket }) {
  return { counter, name, state, number: ticket?.number, at: ticket?.state, own: counter === hall.counter };
}

function otherRow(one) {
  const row = el("li", one.own ? "other mine" : "other", one.name);
  row.dataset.counter = one.counter;
  if (one.number) row.append(el("strong", "", one.number), el("span", "", say(`ticket.state.${one.at}`)));
  else
    row.append(el("span", "", one.state === "open" ? say("web.counter.idle") : say(`web.counter.state.${one.state}`)));
  return row;
}

let drawn = "";

export function forgetNow() {
  drawn = "";
}

function drawNow(own) {
  const ticket = current();
  const what = JSON.stringify([ticket, own.state, own.name]);
  if (what === drawn) return;
  drawn = what;
  const idle = own.state === "open" ? "nobody" : own.state;
  byId("now").className = `now-card ${ticket ? ticket.state : idle}`;
  byId("now-number").textContent = ticket ? ticket.number : say(`web.counter.${idle}`);
  byId("now-number").classList.toggle("none", !ticket);
  const serving = ticket?.state === "serving";
  byId("now-state").replaceChildren(
    ticket
      ? ticking(
          serving ? "web.counter.serving_since" : "web.counter.called_since",
          serving ? ticket.serving_at : ticket.called_at,
        )
      : "",
  );
  byId("now-service").textContent = ticket
    ? (services[ticket.service] ?? ticket.service)
    : say(`web.counter.${idle}.hint`);
  byId("now-marks").replaceChildren(...(ticket ? marks(ticket) : []));
  byId("now-more").hidden = !ticket;
  if (ticket) {
    byId("now-more").dataset.find = ticket.number;
    byId("now-more").setAttribute("aria-label", say("web.counter.more.of", { number: ticket.number }));
  }
  byId("begin").hidden = !!ticket || own.state === "open";
  byId("begin-services").hidden = own.state !== "closed";
  drawTitle();
}

/** The tab's title: whom I serve, and before that whether somebody needs help. */
export function drawTitle() {
  const calls = hall.help.some((call) => call.state === "called") ? say("web.counter.help.title") : "";
  document.title = [calls, current()?.number, mine()?.name].filter(Boolean).join(" · ");
}

part("counters", {
  fetch: get("/counters"),
  draw: drawCounters,
  kinds: ["ticket.", "counter.", "paper."],
  place: "now-part",
});
