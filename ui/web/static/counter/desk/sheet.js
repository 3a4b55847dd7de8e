// The submission that lies open at this desk: its three faces (answers, papers, the way out), and how an act on it is
// sent. The server decides; what it answers is drawn anew.
import { all, byId, notice, say } from "../dom.js";
import { Refused, api, insist, requestId, session, settle } from "../wire.js";

export const sheet = { one: null, face: "answers" };
const draws = new Map(); // face -> how it is drawn

/** Name a face of the sheet; `draw` shows the submission as it is now. */
export const face = (name, draw) => draws.set(name, draw);

export function lay(one, wanted = "answers") {
  sheet.one = one;
  sheet.face = wanted;
  byId("opened-title").textContent = one.title;
  byId("opened-state").textContent = `${one.code} · ${one.state_text}`;
  byId("opened-way-out").textContent = one.way_out;
  byId("opened-way-out").hidden = !one.way_out;
  turn(wanted);
}

export function clear() {
  sheet.one = null;
  for (const id of ["opened-title", "opened-state", "opened-way-out", ...[...draws.keys()].map((name) => `desk-${name}`)])
    byId(id).replaceChildren();
}

/** Show one face; false when nothing lies open. */
export function turn(name) {
  if (!sheet.one) return false;
  sheet.face = name;
  for (const tab of all("[data-face]")) tab.setAttribute("aria-selected", String(tab.dataset.face === name));
  for (const one of draws.keys()) byId(`desk-${one}`).hidden = one !== name;
  draws.get(name)();
  return true;
}

/** Send one act on the submission as this page saw it. Returns what it is now; throws the server's no. */
export async function send(act, body) {
  const { code, version } = sheet.one;
  const intention = ["submission", act, code, version, JSON.stringify(body)].join(" ");
  const request = () =>
    api("POST", `/submissions/${code}/${act}`, { request_id: requestId(intention), version, ...body });
  try {
    const after = await insist(request, () => notice(say("web.counter.sending_again"), true));
    settle(intention);
    notice("");
    return session.who && sheet.one?.code === code ? after : null;
  } catch (error) {
    if (error instanceof Refused) settle(intention);
    if (error.code === "stale_submission") {
      await again(code);
      notice(error.message);
    }
    throw error;
  }
}

/** Somebody else was faster: show the submission as it is now. */
async function again(code) {
  const now = await api("GET", `/submissions/${code}`).catch(() => null);
  if (now && sheet.one?.code === code) lay(now, sheet.face);
}

/** The sentence of what went wrong. */
export const sentence = (error) => (error instanceof Refused ? error.message : say("web.counter.not_sent"));

byId("opened-tabs").addEventListener("click", (event) => {
  const { face: name } = event.target.closest("[data-face]")?.dataset ?? {};
  if (name) turn(name);
});
