// What goes to the server and comes back. The server decides; a press that got no answer is sent again as the same one.
import { say } from "./dom.js";

const PATIENCE_MS = 5000;
const AGAIN_AFTER_MS = [400, 1200, 2600];
const GIVE_UP_MS = 8000;

/** Who is logged in: `who` is what POST /api/session answered, null for nobody. */
export const session = { who: null, ended: () => undefined };

/** The server's no, in its own words. */
export class Refused extends Error {
  constructor(status, problem) {
    super(problem.detail);
    this.status = status;
    this.code = problem.code;
  }
}

/** No answer at all: nobody knows whether it was done. */
export class Cut extends Error {}

export async function api(method, path, body) {
  const headers = {};
  if (body) headers["Content-Type"] = "application/json";
  if (session.who) headers["X-CSRF-Token"] = session.who.csrf;
  const [answer, value] = await exchange(path, { method, headers, body: body && JSON.stringify(body) });
  if (answer.ok) return value;
  if (answer.status === 401 && session.who) session.ended(say("web.counter.logged_out"));
  throw new Refused(answer.status, value ?? { detail: say("web.counter.no_sense", { status: answer.status }) });
}

async function exchange(path, request) {
  try {
    const answer = await fetch(`/api${path}`, { ...request, signal: AbortSignal.timeout(PATIENCE_MS) });
    const text = await answer.text();
    return [answer, answer.headers.get("Content-Type")?.includes("json") ? JSON.parse(text) : null];
  } catch (error) {
    throw new Cut(error.message);
  }
}

/** Send until there is an answer, a few times. Throws what the last try threw, or the server's no at once. */
export async function insist(send, waiting) {
  const began = performance.now();
  for (const pause of AGAIN_AFTER_MS) {
    try {
      return await send();
    } catch (error) {
      if (error instanceof Refused || performance.now() - began > GIVE_UP_MS) throw error;
      waiting();
      await new Promise((done) => setTimeout(done, pause));
    }
  }
  return send();
}

// One intention has one request id until the server has answered it. crypto.randomUUID is missing here: it needs
// https, and a hall has none.
const intentions = new Map();

export function requestId(intention) {
  if (!intentions.has(intention)) {
    const bytes = crypto.getRandomValues(new Uint8Array(16));
    intentions.set(intention, [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join(""));
  }
  return intentions.get(intention);
}

export const isPending = (intention) => intentions.has(intention);

/** The intention was answered, or what the page sees now says that it was. */
export const settle = (intention) => intentions.delete(intention);
