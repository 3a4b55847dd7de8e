// How the hall is doing now.
import { byId, el, say } from "./dom.js";
import { seen } from "./line.js";
import { api } from "./wire.js";

function minutes(count) {
  if (count == null) return say("web.manager.none");
  const whole = Math.round(count);
  return whole ? say("web.manager.minutes", { count: whole }) : say("web.manager.under_a_minute");
}
const passed = (now, moment) => Math.max(0, Math.floor((Date.parse(now) - Date.parse(moment)) / 60000));

export async function load() {
  const now = await api("GET", "/statistics/today");
  seen(now.now);
  byId("help-calls").replaceChildren(...now.help_calls.map((call) => helpCall(call, now.now)));
  byId("today-tiles").replaceChildren(...tiles(now));
  const most = Math.max(1, ...now.services.map((one) => one.waiting));
  byId("today-services").tBodies[0].replaceChildren(...now.services.map((one) => service(one, most)));
  byId("today-counters").tBodies[0].replaceChildren(...now.counters.map((one) => counter(one, now.now)));
}

function tiles({ counts, longest, tickets, help_calls: calls }) {
  const at = counts.called + counts.serving;
  return [
    tile("waiting", counts.waiting),
    tile("longest", longest == null ? say("web.manager.none") : minutes(longest)),
    tile("serving", at),
    tile("done", counts.done, { tickets }),
    tile("parked", counts.parked, { missed: counts.missed }),
    tile("help", calls.length, {}, calls.length ? "alarm" : ""),
  ];
}

function tile(name, value, values = {}, className = "") {
  const one = el("article", `tile ${className}`);
  one.dataset.tile = name;
  one.append(
    el("h3", "tile-name", say(`web.manager.tile.${name}`)),
    el("p", /^\D/.test(value) && value.length > 1 ? "tile-value worded" : "tile-value", String(value)),
    el("p", "means", say(`web.manager.tile.${name}.means`, values))
  );
  return one;
}

function helpCall(call, now) {
  const text = say(`web.manager.today.help.${call.state}`, { minutes: passed(now, call.at) });
  const row = el("p", call.state === "coming" ? "help-call calm" : "help-call");
  row.append(el("strong", "", say("web.manager.today.help", { kiosk: call.where.split(" ")[0] })), el("span", "", text));
  return row;
}

/** A cell that on a phone, where the heads are gone, says itself what it is. */
function cell(name, className, ...content) {
  const one = el("td", className, "", ...content);
  one.dataset.label = say(`web.manager.today.${name}`);
  return one;
}

function service(one, most) {
  const text = el("div", "", one.name);
  const name = el("td", "", "", el("div", "named", "", el("b", "letter", one.letter), text));
  const notes = [one.takes ? "" : one.why, one.left == null ? "" : say("web.manager.today.left", { count: one.left })];
  for (const note of notes.filter(Boolean)) text.append(el("small", "note", note));
  const bar = el("i", "inline-bar");
  bar.style.width = `${Math.round((one.waiting / most) * 100)}%`;
  const open = one.counters.length ? one.counters.join(", ") : say("web.manager.today.nobody_open");
  const row = el(
    "tr", "", "", name,
    cell("waiting", "number", el("b", "", String(one.waiting)), el("span", "inline-track", "", bar)),
    cell("longest", "number", minutes(one.longest)),
    cell("done", "number", String(one.done)),
    cell("open", one.counters.length ? "gap across" : "gap across soft", open)
  );
  row.dataset.service = one.letter;
  return row;
}

function counter(one, now) {
  const name = el("td", "", "", el("b", "", one.name), el("small", `pill ${one.state}`, say(`web.manager.today.state.${one.state}`)));
  const serving = el("td", "across");
  if (one.number) {
    const state = say(`ticket.state.${one.ticket_state}`);
    serving.append(el("b", "ticket-number", one.number));
    serving.append(el("span", "soft", say("web.manager.today.for", { state, minutes: passed(now, one.since) })));
  } else serving.append(el("span", "soft", one.state === "open" ? say("web.manager.today.idle") : say("web.manager.none")));
  const row = el("tr", "", "", name, serving, cell("done", "number", String(one.done)), cell("mean", "number", minutes(one.done ? one.mean : null)));
  row.dataset.counter = one.counter;
  return row;
}
