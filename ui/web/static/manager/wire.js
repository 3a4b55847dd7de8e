// What goes to the server and comes back.
import { say } from "./dom.js";

const PATIENCE_MS = 15000; // a year of figures takes a few seconds

/** Who is logged in: `who` is what the server said, null for nobody. */
export const session = { who: null, ended: () => undefined };

/** The server's no, in its own words. */
export class Refused extends Error {
  constructor(status, problem) {
    super(problem.detail);
    this.status = status;
    this.code = problem.code;
  }
}

export async function api(method, path, body) {
  const headers = {};
  if (body) headers["Content-Type"] = "application/json";
  if (session.who) headers["X-CSRF-Token"] = session.who.csrf;
  const answer = await fetch(`/api${path}`, {
    method,
    headers,
    body: body && JSON.stringify(body),
    signal: AbortSignal.timeout(PATIENCE_MS),
  });
  if (answer.status === 204) return null;
  const value = await answer.json().catch(() => null);
  if (answer.ok && value) return value;
  if ([401, 403].includes(answer.status) && session.who) session.ended(value);
  throw new Refused(answer.status, value ?? { detail: say("web.manager.no_sense", { status: answer.status }) });
}

/** What to tell a person about an error. */
export const words = (error) => (error instanceof Refused ? error.message : say("web.manager.not_sent"));
