// Papers that this desk asked for again: a printer answers later, and a paper that did not come out is told.
import { byId, notice, say } from "./dom.js";
import { hall, part, refresh } from "./state.js";
import { Refused, api } from "./wire.js";

const ON_THE_WAY = ["waiting", "sending"];
const watched = new Set(); // ids of tickets

/** Tell, once it is known, when this ticket's paper did not come out. */
export function watchPaper(ticket) {
  watched.add(ticket.id);
  refresh(["papers"]);
}

export const forgetPapers = () => watched.clear();

const ticketNow = (id) =>
  api("GET", `/tickets/${id}`).catch((error) => {
    if (!(error instanceof Refused)) throw error;
    watched.delete(id); // of another day
    return null;
  });

const fetchPapers = async () => (await Promise.all([...watched].map(ticketNow))).filter(Boolean);

function tell() {
  for (const { id, number, print } of hall.papers) {
    if (ON_THE_WAY.includes(print) || !watched.delete(id)) continue;
    if (print === "failed") notice(say("web.counter.reprint.failed", { number, kiosk: byId("console").dataset.kiosk }));
  }
}

part("papers", { fetch: fetchPapers, draw: tell, kinds: ["paper."] });
