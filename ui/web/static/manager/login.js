// Who is there: a name, a PIN by keys or by finger. Only managers come in.
import { all, byId, el, problem, say } from "./dom.js";
import { Refused, api, session } from "./wire.js";

let picked = null;
let pin = "";
let sending = false;

/** What the page does once a manager is in; put in by the page's beginning. */
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

function choose(name) {
  picked = name;
  pin = "";
  problem("login-problem");
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
    const who = await api("POST", "/session", { clerk: picked.dataset.clerk, pin: typed });
    problem("login-problem");
    login.entered(who);
  } catch (error) {
    problem("login-problem", error instanceof Refused ? error.message : say("web.said.offline"));
  }
  sending = false;
  draw();
}

/** Show the log-in, and why where there is a reason. */
export function show(reason = "") {
  byId("manager").hidden = true;
  byId("login").hidden = false;
  const names = all(".who");
  choose(names.length === 1 ? names[0] : null);
  problem("login-problem", reason);
}

byId("login").addEventListener("click", (event) => {
  const pressed = event.target.closest("button");
  if (pressed?.dataset.clerk) choose(pressed);
  else if (pressed?.dataset.digit) type(pressed.dataset.digit);
  else if (pressed?.id === "pin-erase") type("Backspace");
  else if (pressed?.id === "pin-enter") enter();
});

document.addEventListener("keydown", (event) => {
  if (session.who || event.ctrlKey || event.altKey || event.metaKey) return;
  if (event.key === "Enter" && !pin && event.target.closest?.("button, a")) return; // it presses that one
  if (!/^[0-9]$/.test(event.key) && !["Backspace", "Enter", "Escape"].includes(event.key)) return;
  event.preventDefault();
  type(event.key);
});
