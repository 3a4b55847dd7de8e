// The clerk's console: the server decides, this page shows its answers and sends what the clerk wants, once. Here is
// what the presses of buttons lead to, and how the page begins and ends.
import { ownWords } from "../checks.js";
import { byId, notice, say } from "./dom.js";
import { change, doAct, pick, setCounter } from "./acts.js";
import { closeAll } from "./dialogs.js";
import { find } from "./find.js";
import "./help.js";
import "./keys.js";
import { hush, listen } from "./line.js";
import { showSide, ticketOf } from "./lists.js";
import { login, show } from "./login.js";
import { forgetNow } from "./now.js";
import { hall, mine, refresh } from "./state.js";
import { forgetPapers } from "./papers.js";
import { close } from "./submissions.js";
import "./transfer.js";
import { forget } from "./undo.js";
import { api, session } from "./wire.js";

ownWords(say);

byId("console").addEventListener("click", (event) => {
  const button = event.target.closest("button");
  if (!button || button.disabled) return;
  const { act, pick: number, do: verb, find: wanted, state, service, side } = button.dataset;
  if (act) doAct(act);
  else if (number) pick(number, button);
  else if (verb) change(verb, ticketOf(button), {}, button);
  else if (wanted !== undefined) find(wanted);
  else if (state) setCounter(state);
  else if (service) toggle(service);
  else if (side) showSide(side);
});

function toggle(letter) {
  const own = mine();
  if (!own) return;
  const chosen = own.services.includes(letter)
    ? own.services.filter((one) => one !== letter)
    : [...own.services, letter].sort();
  if (chosen.length) setCounter(own.state, chosen);
}

byId("counter").addEventListener("change", (event) => {
  hall.counter = Number(event.target.value);
  sessionStorage.setItem("counter", hall.counter);
  event.target.blur();
  close();
  forget();
  forgetNow();
  refresh();
});

byId("notice-close").addEventListener("click", () => notice(""));
byId("logout").addEventListener("click", async () => {
  await api("DELETE", "/session").catch(() => null);
  leave();
});

function enter() {
  const kept = Number(sessionStorage.getItem("counter"));
  const known = [...byId("counter").options].map((one) => Number(one.value));
  hall.counter = [kept, session.who.counter].find((one) => known.includes(one)) ?? known[0];
  byId("counter").value = hall.counter;
  byId("who").textContent = session.who.name;
  byId("login").hidden = true;
  byId("console").hidden = false;
  forgetNow();
  listen(); // which fetches everything once the line stands
  refresh();
}

function leave(reason = "") {
  session.who = null;
  hush();
  Object.assign(hall, { counters: [], waiting: [], parked: [], missed: [], help: [], submissions: [], undo: null });
  close();
  closeAll();
  forget();
  forgetPapers();
  sessionStorage.removeItem("counter");
  notice("");
  show(reason);
}

session.ended = leave;
login.entered = enter;
api("GET", "/session")
  .then((found) => {
    session.who = found;
    enter();
  })
  .catch(() => show());
