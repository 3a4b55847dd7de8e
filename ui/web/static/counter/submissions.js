// What villagers prepared: today's list, the one of the ticket at the counter, and one opened on demand, which leaves
// the screen with its ticket.
import "./desk/answers.js";
import "./desk/out.js";
import "./desk/papers.js";
import { clear, lay } from "./desk/sheet.js";
import { button, byId, el, fill, notice, say } from "./dom.js";
import { current, get, hall, part } from "./state.js";
import { hour } from "./time.js";
import { Refused, api, session } from "./wire.js";

/** The QR code of a slip to go on with; its secret stays in this browser, also where the scanner types into a field. */
export const RESUME = /^MC1:(KX[A-Z]-\d{6}-\d{3,5}-\d{2}):/i;

let openedFor = null; // the ticket that was at the counter when it was opened
let asked = 0;

function draw() {
  fill(byId("today"), hall.submissions.length ? [...hall.submissions].reverse() : ["none"], (one) =>
    one === "none" ? el("li", "empty", say("web.counter.submission.none")) : draftRow(one),
  );
  drawBeside();
}

function draftRow(one) {
  const made = button("draft", "", { code: one.code });
  const state = el("span", "soft", say(`web.counter.submission.state.${one.state}`));
  made.append(
    el("span", "draft-line", "", el("strong", "", one.code), state),
    el("span", "soft", `${hour(one.started_at)} · ${one.title}`),
  );
  return el("li", "", "", made);
}

/** The submission of the ticket at the counter, one press away; close what belonged to another ticket. */
export function drawBeside() {
  const ticket = current();
  if (openedFor && openedFor !== ticket?.id) close();
  const code = ticket?.submission ?? "";
  const known = hall.submissions.find((one) => one.code === code);
  byId("beside").hidden = !code || !byId("opened").hidden;
  byId("beside-of").textContent = code ? say("web.counter.submission.of", { number: ticket.number }) : "";
  byId("beside-code").textContent = code;
  byId("beside-title").textContent = known
    ? `${known.title} · ${say(`web.counter.submission.state.${known.state}`)}`
    : "";
}

export const openBeside = () => current()?.submission && open(current().submission);

export async function open(text) {
  const code = RESUME.exec(text.trim())?.[1] ?? text.trim();
  if (!code) return;
  const mine = (asked += 1);
  try {
    const one = await api("GET", `/submissions/${encodeURIComponent(code)}`);
    if (mine !== asked || !session.who) return;
    show(one);
    notice("");
  } catch (error) {
    if (session.who) notice(error instanceof Refused ? error.message : say("web.said.offline"));
  }
}

function show(one) {
  openedFor = current()?.id ?? null;
  reveal(true);
  lay(one);
  byId("code").value = "";
  byId("code").blur(); // it is hidden now, but would take the next key until the page is drawn again
}

/** One at a time: the opened submission, or the ways to open one. */
function reveal(isOpen) {
  byId("opened").hidden = !isOpen;
  byId("open-form").hidden = byId("today-part").hidden = isOpen;
  drawBeside();
}

export function close() {
  openedFor = null;
  asked += 1;
  clear();
  reveal(false);
}

byId("opened-close").addEventListener("click", close);
byId("beside-open").addEventListener("click", openBeside);
byId("today").addEventListener("click", (event) => open(event.target.closest("[data-code]")?.dataset.code ?? ""));
byId("open-form").addEventListener("submit", (event) => {
  event.preventDefault();
  open(byId("code").value);
});

part("submissions", { fetch: get("/submissions"), draw, kinds: ["submission.", "paper."], place: "submissions-part" });
