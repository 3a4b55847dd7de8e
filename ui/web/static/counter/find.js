// One number, wherever it stands: a villager comes with a paper, the clerk types its digits.
import { button, byId, classes, counterName, el, fill, isOrdinary, notice, say, services } from "./dom.js";
import { change, isActing, pick } from "./acts.js";
import { askCancel } from "./dialogs.js";
import { askClass } from "./reclass.js";
import { current } from "./state.js";
import { hour } from "./time.js";
import { Refused, api } from "./wire.js";

const MOST = 8;
let tickets = [];

/** What can be done to a ticket here, by its state; the first is what Enter does, unless it is quiet. */
const QUIET = ["reclass", "cancel", "reprint"];
const ACTS = {
  waiting: ["pick", "reclass", "cancel", "reprint"],
  parked: ["resume", "reclass", "cancel", "reprint"],
  called: ["reclass"],
  serving: ["reclass"],
  missed: ["reinstate", "reprint"],
};

export async function find(number = "") {
  byId("find-number").value = number;
  tickets = [];
  draw();
  byId("find").showModal();
  byId("find-number").select();
  try {
    tickets = await api("GET", "/tickets");
  } catch (error) {
    byId("find").close();
    notice(error instanceof Refused ? error.message : say("web.said.offline"));
  }
  draw();
}

function matching() {
  const typed = byId("find-number").value.trim().toUpperCase();
  if (!typed) return [];
  const digits = /^\d+$/.test(typed) ? typed : null;
  const fits = (one) => (digits ? Number(one.number.slice(1)) === Number(digits) : one.number.startsWith(typed));
  return tickets.filter(fits).slice(0, MOST);
}

function draw() {
  const found = matching();
  const busy = !!current();
  fill(
    byId("find-list"),
    found.map((one) => ({ ...one, busy })),
    row,
  );
  byId("find-none").hidden = !byId("find-number").value || found.length > 0;
}

function row(ticket) {
  const made = el("li", "row");
  Object.assign(made.dataset, { number: ticket.number });
  const at =
    ["called", "serving", "parked"].includes(ticket.state) && ticket.counter ? ` · ${counterName(ticket.counter)}` : "";
  const state = `${say(`ticket.state.${ticket.state}`)}${at} · ${say("web.counter.find.since", { time: hour(ticket.issued_at) })}`;
  const klass = isOrdinary(ticket.class) ? [] : [el("span", "mark class", classes[ticket.class] ?? ticket.class)];
  const service = el("span", "soft", services[ticket.service] ?? ticket.service);
  const text = el("div", "row-text", "", el("p", "row-said", state), el("p", "row-marks", "", service, ...klass));
  made.append(
    el("span", "row-number", ticket.number),
    text,
    ...(ACTS[ticket.state] ?? []).map((name) => doButton(name, ticket)),
  );
  return made;
}

function doButton(name, ticket) {
  const made = button("plain", say(`web.counter.${name}`), { found: name });
  made.disabled = ticket.busy && (name === "pick" || name === "resume");
  if (QUIET.includes(name)) made.classList.add("quiet");
  made.addEventListener("click", () => doFound(name, ticket));
  return made;
}

function doFound(name, ticket) {
  if (isActing()) return;
  byId("find").close();
  if (name === "pick") pick(ticket.number);
  else if (name === "cancel") askCancel(ticket);
  else if (name === "reclass") askClass(ticket);
  else change(name, ticket);
}

byId("find-number").addEventListener("input", draw);
byId("find-form").addEventListener("submit", (event) => {
  event.preventDefault();
  byId("find-list").querySelector("button:enabled:not(.quiet)")?.click();
});
