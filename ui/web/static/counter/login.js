// Who is at the desk: a name, a PIN by keys or by finger.
import { all, byId, el, say } from "./dom.js";
import { Refused, api, session } from "./wire.js";

let picked = null;
let pin = "";
let sending = false;

/** What the page does once somebody is in; put in by the page's beginning. */
export const login = { entered: () => undefined };

function draw() {
  all(".who").forEach((one) => one.setAttribute("aria-pressed", String(one === picked)));
  byId("pin-title").textContent = picked
    ? say("web.counter.login.pin_of", { name: picked.dataset.name })
    : say("web.counter.login.pin");
  byId("pin-dots").replaceChildren(...[...pin].map(() => el("i")));
  byId("pin-count").textContent = pin ? say("web.counter.login.typed", { count: pin.length }) : "";
  byId("pin-enter").disabled = !picked || !pin || sending;
}

function choose(button) {
  picked = button;
  pin = "";
  problem("");
  draw();
}

function type(key) {
  if (/^[0-9]$/.test(key) && pin.length < 12) pin += key;
  else if (key === "Backspace") pin = pin.slice(0, -1);
  else if (key === "Escape") pin = "";
  else if (key === "Enter") enter();
  draw();
}

async function enter() {
  if (!picked || !pin || sending) return;
  sending = true;
  const typed = pin;
  pin = "";
  try {
    session.who = await api("POST", "/session", { clerk: picked.dataset.clerk, pin: typed });
    localStorage.setItem("clerk", picked.dataset.clerk);
    problem("");
  } catch (error) {
    problem(error instanceof Refused ? error.message : say("web.said.offline"));
  }
  sending = false;
  draw();
  if (session.who) login.entered();
}

function problem(text) {
  byId("login-problem").textContent = text;
  byId("login-problem").hidden = !text;
}

/** Show the log-in, with the name of who was here last, and why where there is a reason. */
export function show(reason = "") {
  byId("console").hidden = true;
  byId("login").hidden = false;
  document.title = say("web.counter.title");
  choose(all(".who").find((one) => one.dataset.clerk === localStorage.getItem("clerk")) ?? null);
  problem(reason);
}

byId("login").addEventListener("click", (event) => {
  const button = event.target.closest("button");
  if (button?.dataset.clerk) choose(button);
  else if (button?.dataset.digit) type(button.dataset.digit);
  else if (button?.id === "pin-erase") type("Backspace");
  else if (button?.id === "pin-enter") enter();
});

document.addEventListener("keydown", (event) => {
  if (session.who || event.ctrlKey || event.altKey || event.metaKey) return;
  if (event.key === "Enter" && !pin && event.target.closest?.("button")) return; // it presses that button
  if (!/^[0-9]$/.test(event.key) && !["Backspace", "Enter", "Escape"].includes(event.key)) return;
  event.preventDefault();
  type(event.key);
});
