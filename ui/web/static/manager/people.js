// The hall's people: added, changed, given a new PIN, switched off. And the journal of who changed what.
import { byId, button, el, notice, problem, say } from "./dom.js";
import { api, session, words } from "./wire.js";

let people = [];
let counters = [];
let asked = null; // what the dialog is for: {kind: "add" | "edit" | "pin", person}

export async function load() {
  [people, counters] = await Promise.all([api("GET", "/people"), api("GET", "/counters")]);
  byId("add-person").disabled = false; // its counters are known from now on
  draw();
  await loadJournal();
}

export function forget() {
  people = [];
  byId("add-person").disabled = true;
  byId("person").close();
  for (const id of ["people-list", "journal"]) byId(id).replaceChildren();
}

async function loadJournal() {
  const entries = await api("GET", "/people/journal");
  byId("journal").replaceChildren(...entries.map(({ at, text }) => el("li", "", "", el("time", "", `${at.slice(8, 10)}/${at.slice(5, 7)} ${at.slice(11, 16)}`), el("span", "", text))));
}

function draw() {
  byId("people-list").replaceChildren(...people.map(row));
}

function row(one) {
  const where = one.counter ? say("web.manager.people.counter.at", { counter: one.counter }) : "";
  const notes = [say(`web.manager.role.${one.role}`), where, one.id === session.who.clerk ? say("web.manager.people.you") : ""];
  const text = el("div", "person-text", "", el("b", "", one.name), el("span", "soft", [one.id, ...notes].filter(Boolean).join(" · ")));
  if (one.off) text.append(el("small", "pill closed", say("web.manager.people.is_off")));
  const made = el("li", one.off ? "person off" : "person", "", text, one.role === "technician" ? el("small", "soft", say("web.manager.people.technician")) : acts(one));
  made.dataset.person = one.id;
  return made;
}

function acts(one) {
  const made = el("div", "person-acts");
  const add = (name, className = "plain") => {
    const act = button(className, say(`web.manager.people.${name}`), { act: name });
    act.setAttribute("aria-label", say(`web.manager.people.${name}.of`, { name: one.name }));
    made.append(act);
  };
  if (one.off) add("on");
  else ["edit", "new_pin", "off"].forEach((name) => add(name, name === "off" ? "plain danger" : "plain"));
  return made;
}

// --- the dialog ---

/** "Nguyễn Thị Ẫn" logs in as "an": the last word, without marks. */
function idFrom(name) {
  const plain = name.trim().toLowerCase().replaceAll("đ", "d").normalize("NFD").replace(/[^a-z0-9\s]/g, "");
  const wanted = plain.split(/\s+/).at(-1) ?? "";
  const taken = new Set(people.map((one) => one.id));
  for (let count = 1; ; count++) if (!taken.has(wanted + (count > 1 ? count : ""))) return wanted + (count > 1 ? count : "");
}

function openDialog(kind, person = { name: "", id: "", role: "clerk", counter: null }) {
  asked = { kind, person };
  byId("person-title").textContent = kind === "add" ? say("web.manager.people.add") : say(`web.manager.people.${kind === "pin" ? "new_pin" : "edit"}.of`, { name: person.name });
  byId("person-who").hidden = kind === "pin";
  byId("person-id-field").hidden = byId("person-id-means").hidden = kind !== "add";
  byId("person-pins").hidden = kind === "edit";
  byId("person-name").value = person.name || (kind === "pin" ? "-" : "");
  byId("person-id").value = person.id;
  byId("person-id").dataset.own = "";
  byId("person-role").value = person.role;
  const places = counters.map((one) => new Option(one.name, one.counter));
  byId("person-counter").replaceChildren(new Option(say("web.manager.people.counter.none"), ""), ...places);
  byId("person-counter").value = person.counter ?? "";
  byId("person-pin").value = byId("person-pin-again").value = "";
  problem("person-problem");
  byId("person").showModal();
}

function send() {
  const { kind, person } = asked;
  const pin = byId("person-pin").value;
  const who = {
    name: byId("person-name").value,
    role: byId("person-role").value,
    counter: Number(byId("person-counter").value) || null,
  };
  if (kind === "add") return api("POST", "/people", { ...who, id: byId("person-id").value, pin });
  if (kind === "pin") return api("PUT", `/people/${person.id}/pin`, { pin });
  return api("PUT", `/people/${person.id}`, who);
}

async function keep() {
  if (asked.kind !== "edit" && byId("person-pin").value !== byId("person-pin-again").value) {
    return problem("person-problem", say("web.manager.people.pins_differ"));
  }
  byId("person-go").disabled = true;
  try {
    people = await send();
    byId("person").close();
    draw();
    await loadJournal();
  } catch (error) {
    problem("person-problem", words(error));
  }
  byId("person-go").disabled = false;
}

async function switchTo(name, person, pressed) {
  if (name === "off" && !pressed.dataset.sure) {
    pressed.dataset.sure = "1";
    pressed.textContent = say("web.manager.people.off.sure");
    setTimeout(draw, 5000);
    return;
  }
  try {
    people = await api("POST", `/people/${person.id}/${name}`);
    draw();
    await loadJournal();
  } catch (error) {
    if (session.who) notice(words(error));
    draw();
  }
}

byId("people-list").addEventListener("click", (event) => {
  const pressed = event.target.closest("[data-act]");
  if (!pressed) return;
  const person = people.find((one) => one.id === pressed.closest("li").dataset.person);
  const name = pressed.dataset.act;
  if (name === "edit") openDialog("edit", person);
  else if (name === "new_pin") openDialog("pin", person);
  else switchTo(name, person, pressed);
});
byId("add-person").addEventListener("click", () => openDialog("add"));
byId("person-not").addEventListener("click", () => byId("person").close());
byId("person-id").addEventListener("input", () => (byId("person-id").dataset.own = "1"));
byId("person-name").addEventListener("input", () => {
  if (asked?.kind === "add" && !byId("person-id").dataset.own) byId("person-id").value = idFrom(byId("person-name").value);
});
byId("person-form").addEventListener("submit", (event) => {
  event.preventDefault();
  keep();
});
