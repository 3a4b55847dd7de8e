// What can be taken back: the tickets this page changed, as they were then, newest last. A reload keeps them.
import { byId, say } from "./dom.js";
import { drawActs } from "./acts.js";
import { current, hall, part } from "./state.js";
import { Refused, api } from "./wire.js";

const KEPT = 8;

const kept = () => JSON.parse(sessionStorage.getItem("undo") ?? "[]");
const keep = (list) => sessionStorage.setItem("undo", JSON.stringify(list.slice(-KEPT)));

/** Keep what an act did, as its answer shows the ticket. */
export function remember(answer, intention) {
  if (!answer?.version || intention.startsWith("reprint ")) return;
  const { id, version, undo } = answer;
  const others = kept().filter((one) => one.id !== id);
  keep(undo ? [...others, { id, version }] : others);
}

export const forget = () => sessionStorage.removeItem("undo");

/** The newest ticket whose last act was this page's and can still be taken back; else the one at the counter. */
async function newestUndo() {
  for (let last = kept().at(-1); last; last = kept().at(-1)) {
    const { id, version } = last;
    const ticket = await api("GET", `/tickets/${id}`).catch(goneIsNull);
    if (ticket?.version === version && ticket.undo) return ticket;
    keep(kept().filter((one) => one.id !== id || one.version !== version)); // read anew: an act may have been added
  }
  const ticket = current();
  return ticket?.undo ? ticket : null;
}

function goneIsNull(error) {
  if (error instanceof Refused && error.status === 404) return null;
  throw error;
}

function drawUndo() {
  const ticket = hall.undo;
  const values = ticket && { number: ticket.number };
  byId("undo-what").textContent = ticket
    ? say(`web.counter.undo.${ticket.undo}`, values)
    : say("web.counter.undo.none");
  byId("undo-then").textContent = ticket ? say(`web.counter.undo.${ticket.undo}.then`, values) : "";
  drawActs();
}

part("undo", { fetch: newestUndo, draw: drawUndo, kinds: ["ticket."] });
