// What a clerk does: each press is one request until it is answered.
import { all, notice, say } from "./dom.js";
import { current, hall, mine, refresh } from "./state.js";
import { watchPaper } from "./papers.js";
import { remember } from "./undo.js";
import { Refused, api, insist, isPending, requestId, session, settle } from "./wire.js";

const MOST_WAITING = 3;
let acting = ""; // the intention on its way
const afterwards = []; // what was pressed meanwhile: [kind, press]

export const isActing = () => !!acting;

const one =
  (...states) =>
  (ticket) =>
    states.includes(ticket?.state);

/** Which act fits the ticket at the counter. */
const FITS = {
  next: (ticket) => !!mine() && !ticket,
  recall: one("called"),
  no_show: one("called"),
  start: one("called"),
  finish: one("called", "serving"),
  park: one("called", "serving"),
  transfer: one("called", "serving"),
  cancel: one("called"),
  reprint: (ticket) => !!ticket && ticket.print !== "none",
  undo: () => !!hall.undo,
};
const NATURAL = { none: "next", called: "start", serving: "finish" };

export const fits = (name) => !acting && FITS[name](current());

export function drawActs() {
  const ticket = current();
  const natural = ticket || mine()?.state === "open" ? NATURAL[ticket?.state ?? "none"] : "";
  all("[data-act]").forEach((button) => {
    button.disabled = !fits(button.dataset.act);
    button.classList.toggle("go", natural === button.dataset.act);
  });
  all("[data-pick], [data-do=resume]").forEach((button) => (button.disabled = !!acting || !!ticket));
  all("[data-do]:not([data-do=resume]), .state, .chip, [data-answer]").forEach(
    (button) => (button.disabled = !!acting),
  );
}

/** Do one act: buttons rest until the answer, then everything is fetched anew. Undefined when it was not done. */
async function act(intention, button, send) {
  if (acting) return undefined;
  acting = intention;
  button?.classList.add("busy");
  drawActs();
  let result;
  try {
    result = await insist(
      () => send(requestId(intention)),
      () => notice(say("web.counter.sending_again"), true),
    );
    settle(intention);
    remember(result, intention);
    notice("");
  } catch (error) {
    if (error instanceof Refused) settle(intention);
    if (session.who) notice(...sentence(error));
  }
  if (session.who) await refresh();
  acting = "";
  button?.classList.remove("busy");
  drawActs();
  afterwards.shift()?.[1]();
  return result;
}

/** Let a press wait for the act on its way; the same press again is a double press and does nothing. */
function waits(kind, press) {
  if (!acting) return false;
  const before = afterwards.at(-1)?.[0] ?? acting.split(" ")[0];
  if (before !== kind && afterwards.length < MOST_WAITING) afterwards.push([kind, press]);
  return true;
}

/** What a clerk reads; somebody having been faster is nothing to be alarmed about. */
function sentence(error) {
  if (!(error instanceof Refused)) return [say("web.counter.not_sent")];
  return [error.message, error.status === 409];
}

// --- the acts ---

async function callNext(button) {
  const intention = `next ${hall.counter}`;
  const repeated = isPending(intention);
  const send = (request_id) => api("POST", `/counters/${hall.counter}/next`, { request_id });
  let called = await act(intention, button, send);
  // An old "nobody" that got lost on the way is no answer to who has come since.
  if (called === null && repeated) called = await act(intention, button, send);
  if (called === null) notice(say(hall.waiting.length ? "web.counter.none_ready" : "web.counter.none_called"), true);
}

export function pick(number, button) {
  const path = `/counters/${hall.counter}/call`;
  return act(`call ${hall.counter} ${number}`, button, (request_id) => api("POST", path, { request_id, number }));
}

const WITH_COUNTER = ["recall", "start", "finish", "no_show", "resume"];

/** Do `verb` to a ticket as this page saw it. Returns whether it was done. */
export async function change(verb, ticket, more = {}, button = null) {
  const { id, version } = ticket;
  const body =
    verb === "reprint" ? {} : { version, ...(WITH_COUNTER.includes(verb) && { counter: hall.counter }), ...more };
  const intention = [verb, id, version, JSON.stringify(more)].join(" ");
  const after = await act(intention, button, (request_id) =>
    api("POST", `/tickets/${id}/${verb}`, { request_id, ...body }),
  );
  if (after && verb === "reprint") {
    notice(say("web.counter.reprint.done", { number: ticket.number }), true);
    watchPaper(ticket);
  }
  return !!after;
}

/** Change this counter's state or services. */
export function setCounter(state, services = mine()?.services) {
  if (waits("set", () => setCounter(state, services))) return undefined;
  return act(`set ${hall.counter}`, null, () => api("PUT", `/counters/${hall.counter}`, { state, services }));
}

export function answerHelp(call, answer, button) {
  if (waits("help", () => answerHelp(call, answer, button))) return undefined;
  return act(`help ${call} ${answer}`, button, (request_id) => api("POST", `/help/${call}/${answer}`, { request_id }));
}

/** What a press of an act's button or key does; the acts that ask first are put in by the dialogs. */
export const doing = {
  next: callNext,
  undo: (button) => change("undo", hall.undo, {}, button),
};

export function doAct(name) {
  if (waits(name, () => doAct(name)) || !fits(name)) return;
  const button = document.querySelector(`[data-act="${name}"]`);
  if (doing[name]) doing[name](button);
  else change(name, current(), {}, button);
}
