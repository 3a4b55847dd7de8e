// What a scanner at the desk reads: a slip opens its submission, a ticket is looked up. Anything else goes nowhere: it
// may be somebody's card.
import { notice, say } from "./dom.js";
import { find } from "./find.js";
import { RESUME, open } from "./submissions.js";
import { Refused, api } from "./wire.js";

const SLIP = /^KX[A-Z]-?\d{6}-?\d{3,5}-?\d{2}$/i;
const TICKET = /(?:^MC:R:|\/r\/)([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\/?$/i;

export async function scanned(text) {
  const read = text.trim();
  const ticket = TICKET.exec(read)?.[1];
  if (SLIP.test(read) || RESUME.test(read)) await open(read);
  else if (ticket) await lookUp(ticket.toLowerCase());
  else notice(say("web.counter.scanned.unknown"), true);
}

async function lookUp(id) {
  try {
    find((await api("GET", `/tickets/${id}`)).number);
  } catch (error) {
    notice(error instanceof Refused ? error.message : say("web.said.offline"), true);
  }
}
