// Passing a ticket on: to a service, to one counter, or both. It keeps its number.
import { all, button, byId, counterName, el, fill, notice, say, services } from "./dom.js";
import { change, doing } from "./acts.js";
import { about, answers, ask } from "./dialogs.js";
import { current, hall } from "./state.js";

const to = { service: null, counter: null };

doing.transfer = () => {
  to.service = to.counter = null;
  ask("transfer", current());
  const waiting = Object.fromEntries((hall.board?.services ?? []).map((one) => [one.letter, one]));
  fill(
    byId("to-services"),
    Object.keys(services).map((letter) => [letter, waiting[letter]?.waiting, waiting[letter]?.open]),
    serviceChoice,
  );
  fill(
    byId("to-counters"),
    hall.counters.map((one) => [one.counter, one.state, one.services.join(", ")]),
    counterChoice,
  );
  drawTo();
  byId("transfer-go").focus();
};

function choice(data, key, name, hint) {
  const made = button("choice", "", data);
  made.append(el("kbd", "", key), el("span", "", "", el("strong", "", name), el("small", "", hint)));
  return el("li", "", "", made);
}

function serviceChoice([letter, waiting, open]) {
  const hint = [waiting ? say("web.counter.transfer.waiting", { count: waiting }) : say("web.counter.transfer.free")];
  if (open === false) hint.push(say("web.counter.transfer.no_counter"));
  return choice({ toService: letter }, letter, services[letter], hint.join(" · "));
}

function counterChoice([number, state, serves]) {
  const hint = `${say(`web.counter.state.${state}`)} · ${say("web.counter.serves")} ${serves}`;
  return choice({ toCounter: number }, number, counterName(number), hint);
}

function chooseTo({ toService, toCounter }) {
  if (toService) to.service = to.service === toService ? null : toService;
  if (toCounter) to.counter = to.counter === Number(toCounter) ? null : Number(toCounter);
  drawTo();
}

function drawTo() {
  all("[data-to-service]").forEach((one) =>
    one.setAttribute("aria-pressed", String(one.dataset.toService === to.service)),
  );
  all("[data-to-counter]").forEach((one) =>
    one.setAttribute("aria-pressed", String(Number(one.dataset.toCounter) === to.counter)),
  );
  const values = {
    number: about?.number,
    service: services[to.service],
    counter: to.counter && counterName(to.counter),
  };
  const same = to.service === about?.service && !to.counter;
  const kind = same ? "same" : [to.service && "service", to.counter && "counter"].filter(Boolean).join("_") || "none";
  byId("transfer-says").textContent = say(`web.counter.transfer.to_${kind}`, values);
  byId("transfer-go").disabled = same || kind === "none";
}

byId("transfer").addEventListener("click", (event) => {
  const chosen = event.target.closest("button.choice");
  if (chosen) chooseTo(chosen.dataset);
});
byId("transfer").addEventListener("keydown", (event) => {
  const letter = /^Key([A-Z])$/.exec(event.code)?.[1];
  const digit = /^(?:Digit|Numpad)([0-9])$/.exec(event.code)?.[1];
  const chosen = letter ? `[data-to-service="${letter}"]` : digit && `[data-to-counter="${digit}"]`;
  if (event.ctrlKey || event.altKey || event.metaKey || !chosen) return;
  event.preventDefault();
  const found = byId("transfer").querySelector(chosen);
  if (!found) return;
  chooseTo(found.dataset);
  byId("transfer-go").focus();
});
answers("transfer", (ticket) => {
  const more = { ...(to.service && { service: to.service }), ...(to.counter && { counter: to.counter }) };
  if (!Object.keys(more).length) return;
  const said = say("web.counter.transfer.done", { number: ticket.number });
  change("transfer", ticket, more, document.querySelector("[data-act=transfer]")).then(
    (done) => done && notice(said, true),
  );
});
