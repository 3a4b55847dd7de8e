// A villager forgot to say so at the kiosk, or pressed the wrong picture: one press puts the ticket into another class.
import { byId, classes, el, fill, notice, say } from "./dom.js";
import { change } from "./acts.js";
import { answers, ask } from "./dialogs.js";

export function askClass(ticket) {
  ask("reclass", ticket);
  const choices = Object.entries(classes).map(([id, name]) => ({ id, name, now: id === ticket.class }));
  fill(byId("to-classes"), choices, choice);
  byId("to-classes").querySelector("button:enabled")?.focus();
}

function choice({ id, name, now }) {
  const made = el("button", "choice", "", el("strong", "", name));
  made.value = id;
  made.disabled = now;
  made.setAttribute("aria-pressed", String(now));
  return el("li", "", "", made);
}

answers("reclass", async (ticket, pressed) => {
  const klass = pressed.value;
  const done = await change("reclass", ticket, { class: klass });
  if (done) notice(say("web.counter.reclass.done", { number: ticket.number, class: classes[klass] }), true);
});
