// What asks first: for how long, really? Closing a dialog changes nothing.
import { all, byId, say } from "./dom.js";
import { change, doing, isActing } from "./acts.js";
import { current } from "./state.js";

/** The ticket as it was when the question was asked. */
export let about = null;

export function ask(name, ticket) {
  about = ticket;
  byId(`${name}-title`).textContent = say(`web.counter.${name}.title`, { number: ticket.number });
  byId(name).showModal();
}

export const isAsking = () => !!document.querySelector("dialog[open]");
export const closeAll = () => all("dialog[open]").forEach((one) => one.close());

/** Let `form` send its answer once, and close when it is on its way. */
export function answers(name, send) {
  byId(`${name}-form`).addEventListener("submit", (event) => {
    event.preventDefault();
    if (isActing() || !about) return;
    const ticket = about;
    byId(name).close();
    send(ticket, event.submitter);
  });
  byId(name).addEventListener("close", () => (about = null));
}

// --- set aside ---

doing.park = () => {
  const minutes = byId("park-minutes");
  ask("park", current());
  minutes.value = minutes.defaultValue;
  drawMinutes();
  minutes.select();
};

function drawMinutes() {
  all("[data-minutes]").forEach((one) =>
    one.setAttribute("aria-pressed", String(one.dataset.minutes === byId("park-minutes").value)),
  );
}

byId("park-minutes").addEventListener("input", drawMinutes);
byId("park").addEventListener("click", (event) => {
  const { minutes } = event.target.closest("[data-minutes]")?.dataset ?? {};
  if (!minutes) return;
  byId("park-minutes").value = minutes;
  drawMinutes();
});
answers("park", (ticket) =>
  change("park", ticket, { minutes: Number(byId("park-minutes").value) }, document.querySelector("[data-act=park]")),
);

// --- cancel ---

export function askCancel(ticket) {
  ask("cancel", ticket);
  byId("cancel-go").focus();
}

doing.cancel = () => askCancel(current());
answers("cancel", (ticket) => change("cancel", ticket));

document.addEventListener("click", (event) => {
  if (event.target.closest("[data-close]")) event.target.closest("dialog").close();
});
