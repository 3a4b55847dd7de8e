// What the page knows, fetched part by part. A part that fails keeps what it showed and leaves the others alone.
import { byId, say } from "./dom.js";
import { Cut, Refused, api, session } from "./wire.js";

export const hall = {
  counter: 1,
  counters: [],
  waiting: [],
  parked: [],
  missed: [],
  help: [],
  submissions: [],
  board: null,
  undo: null,
  papers: [],
};

export const mine = () => hall.counters.find((one) => one.counter === hall.counter);
export const current = () => mine()?.ticket ?? null;

const parts = new Map();
const RETRY_MS = 3000;

/**
 * Name a part: `fetch` gives its value, `draw` shows it, `kinds` are the beginnings of the events that change it.
 * `place` is the id of its section on the page, which says so when the part could not be fetched.
 */
export function part(name, { fetch, draw, kinds, place = "" }) {
  parts.set(name, { fetch, draw, kinds, place, running: null, again: false, later: 0 });
}

async function load(name) {
  const one = parts.get(name);
  const who = session.who;
  try {
    const value = await one.fetch();
    if (!who || session.who !== who) return;
    hall[name] = value;
    one.draw();
    trouble(one, "");
  } catch (error) {
    if (session.who !== who || !who) return;
    if (error instanceof Cut) line.cut();
    else trouble(one, say("web.counter.part_failed"));
    clearTimeout(one.later);
    one.later = setTimeout(refresh, RETRY_MS, [name]);
    if (!(error instanceof Cut || error instanceof Refused)) throw error; // a mistake of this page: let the browser tell
  }
}

/** What the page does when the server could not be reached; put in by the line. */
export const line = { cut: () => undefined };

function trouble(one, text) {
  const section = one.place && byId(one.place);
  if (!section) return;
  section.classList.toggle("failed", !!text);
  const said = section.querySelector(".part-trouble");
  said.textContent = text;
  said.hidden = !text;
}

function once(name) {
  const one = parts.get(name);
  if (one.running) {
    one.again = true;
    return one.running;
  }
  one.running = (async () => {
    do {
      one.again = false;
      await load(name);
    } while (one.again && session.who);
    one.running = null;
  })();
  return one.running;
}

/** Fetch these parts, all unless named. One that is being fetched is fetched once more afterwards. */
export function refresh(names = [...parts.keys()]) {
  if (!session.who) return Promise.resolve();
  return Promise.all(names.map(once));
}

/** Fetch what an event of this kind may have changed. */
export function follow(kind) {
  return refresh(
    [...parts].filter(([, one]) => one.kinds.some((begins) => kind.startsWith(begins))).map(([name]) => name),
  );
}

export const get = (path) => () => api("GET", path);
