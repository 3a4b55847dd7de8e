// What a manager decides for the hall. The page is saved as a whole; the server checks it and names a wrong line.
import { all, byId, button, el, field, input, notice, problem, say } from "./dom.js";
import { hours } from "./hours.js";
import { Refused, api, words } from "./wire.js";

let known = null; // what the server said last
let saving = false;

export const isChanged = () => !!known && JSON.stringify(read()) !== JSON.stringify(known);

export async function load() {
  if (isChanged()) return; // what was typed and not saved stays when a manager looks at another tab
  try {
    show(await api("GET", "/settings"));
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    problem("settings-problem", error.message);
  }
}

export function forget() {
  known = null;
  byId("save").hidden = true;
}

function show(settings) {
  known = settings;
  problem("settings-problem");
  hours(byId("hall-hours"), settings.hall.hours);
  byId("hall-holidays").checked = settings.hall.holidays;
  byId("hall-phone").value = settings.hall.phone;
  byId("hall-board").value = settings.hall.board_texts.join("\n");
  byId("services").replaceChildren(...settings.services.map(service));
  byId("counters").replaceChildren(...settings.counters.map(counter));
  known = read();
  mark();
}

// --- what stands in the fields ---

function read() {
  return {
    version: known.version,
    hall: {
      phone: byId("hall-phone").value,
      hours: byId("hall-hours").lines(),
      holidays: byId("hall-holidays").checked,
      board_texts: byId("hall-board").value.split("\n").map((line) => line.trim()).filter(Boolean),
    },
    services: all("#services > *").map((one) => one.read()),
    counters: all("#counters > *").map((one) => one.read()),
  };
}

function service(one) {
  const name = input(one.name, { maxlength: 80, required: "" });
  const quota = input(one.daily_quota, { type: "number", min: 0, max: 999, required: "" });
  const note = input(one.ticket_note, { maxlength: 200 });
  const own = el("div", "own-hours");
  hours(own, one.hours);
  const summary = el("summary", "", say("web.manager.settings.own_hours"));
  const details = el("details", "behind", "", summary, el("p", "means", say("web.manager.settings.same_hours")), own);
  details.open = one.hours.length > 0;
  const fields = el("div", "fields", "", field(say("web.manager.settings.name"), name, "field grow"));
  const hint = el("small", "means", say("web.manager.settings.quota.means"));
  fields.append(el("div", "field quota", "", field(say("web.manager.settings.quota"), quota), hint));
  fields.append(field(say("web.manager.settings.note"), note, "field whole"));
  const row = el("article", "item", "", el("b", "letter", one.letter), el("div", "item-body", "", fields, details));
  row.dataset.service = one.letter;
  row.read = () => ({
    letter: one.letter, name: name.value, hours: own.lines(), daily_quota: Number(quota.value), ticket_note: note.value,
  });
  return row;
}

function counter(one) {
  const name = input(one.name, { maxlength: 80, required: "" });
  const direction = input(one.direction, { maxlength: 200, placeholder: say("web.manager.settings.direction.example") });
  const chips = known.services.map((service) => {
    const chip = button("chip", service.letter, { chip: service.letter });
    chip.title = service.name;
    chip.setAttribute("aria-label", `${service.letter}: ${service.name}`);
    chip.setAttribute("aria-pressed", String(one.services.includes(service.letter)));
    return chip;
  });
  const fields = el("div", "fields", "", field(say("web.manager.settings.name"), name, "field grow"));
  fields.append(field(say("web.manager.settings.direction"), direction, "field grow"));
  const group = el("div", "chips", "", el("span", "", say("web.manager.settings.serves")), ...chips);
  group.append(button("plain remove", say("web.manager.remove"), { removeCounter: one.number }));
  group.lastChild.setAttribute("aria-label", say("web.manager.settings.remove_counter", { name: one.name }));
  const row = el("article", "item", "", el("b", "letter pale", String(one.number)), el("div", "item-body", "", fields, group));
  row.dataset.counter = one.number;
  row.read = () => ({
    number: one.number, name: name.value, direction: direction.value,
    services: chips.filter((chip) => chip.ariaPressed === "true").map((chip) => chip.dataset.chip),
  });
  return row;
}

// --- hands ---

/** Say below the page whether there is something to save, or why it could not be saved. */
function mark(wrong = "") {
  byId("save").hidden = !isChanged();
  byId("save-go").disabled = saving;
  byId("save-state").textContent = wrong || say(saving ? "web.manager.settings.saving" : "web.manager.settings.changed");
  byId("save-state").classList.toggle("wrong-text", !!wrong);
  byId("save-anew").hidden = true;
}

async function save() {
  if (saving) return;
  saving = true;
  all(".wrong").forEach((row) => row.classList.remove("wrong"));
  mark();
  let wrong = null;
  try {
    show(await api("PUT", "/settings", read()));
    notice(say("web.manager.settings.saved"), true);
  } catch (error) {
    wrong = error;
  }
  saving = false;
  if (!known) return; // logged out meanwhile
  mark(wrong ? words(wrong) : "");
  if (wrong) point(wrong);
}

/** Show where it is wrong: what stands in the sentence's first quotes is what was not understood. */
function point(error) {
  byId("save-anew").hidden = error.code !== "settings_changed";
  const named = /'([^']+)'/.exec(error.message)?.[1];
  const rows = all("#settings .hours-row").filter((row) => row.line() === named);
  rows.forEach((row) => row.classList.add("wrong"));
  rows[0]?.scrollIntoView({ block: "center" });
}

function addCounter() {
  const number = Math.max(0, ...read().counters.map((one) => one.number)) + 1;
  const services = known.services.map((one) => one.letter);
  byId("counters").append(counter({ number, name: say("web.manager.settings.counter_name", { number }), services, direction: "" }));
  mark();
}

async function reload() {
  known = null;
  await load();
}

byId("settings").addEventListener("input", () => mark());
byId("settings").addEventListener("click", (event) => {
  const pressed = event.target.closest("button");
  if (!pressed) return;
  const { chip, removeCounter } = pressed.dataset;
  if (chip) pressed.ariaPressed = String(pressed.ariaPressed !== "true");
  if (removeCounter) pressed.closest(".item").remove();
  if (chip || removeCounter) mark();
  if (["save-not", "save-anew"].includes(pressed.id)) reload();
});
byId("add-counter").addEventListener("click", addCounter);
byId("settings-form").addEventListener("submit", (event) => {
  event.preventDefault();
  save();
});
