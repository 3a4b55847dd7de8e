// What this hall knows better about procedures: whom to phone, which counter, the province's fee. A fact holds for one
// procedure, its field, or all; the narrowest counts, and what is empty here comes from the wider ones.
import { all, byId, el, notice, problem, say } from "./dom.js";
import { api, words } from "./wire.js";

const FACTS = ["official", "phone", "counters", "fee_counter", "fee_online", "fee_post", "fee_note", "note"];
const WIDER = { procedure: ["field", "everything"], field: ["everything"], everything: [] };

let lines = [];
let shown = null; // the procedure in the form, as the server said it
let scope = "procedure";
let saving = false;

export async function load() {
  const [status, found] = await Promise.all([api("GET", "/catalogue"), api("GET", "/catalogue/procedures")]);
  lines = found;
  drawStatus(status);
  drawList();
}

export function forget() {
  [lines, shown] = [[], null];
  byId("procedure-find").value = "";
  byId("procedure").hidden = true;
  for (const id of ["procedure-list", "catalogue-status"]) byId(id).replaceChildren();
}

function drawStatus({ procedures, ages, next_change, imported_at, doubtful }) {
  const day = (iso) => `${iso.slice(8, 10)}/${iso.slice(5, 7)}/${iso.slice(0, 4)}`;
  const oldest = ages.map((one) => one.month).filter(Boolean).sort()[0] ?? "";
  const said = [
    say("web.manager.procedures.count", { count: procedures }),
    oldest && say("web.manager.procedures.oldest", { month: `${Number(oldest.slice(5, 7))}/${oldest.slice(0, 4)}` }),
    doubtful && say("web.manager.procedures.doubtful", { count: doubtful }),
    imported_at && say("web.manager.procedures.imported", { day: day(imported_at) }),
    next_change && say("web.manager.procedures.next_change", { day: day(next_change) }),
  ];
  byId("catalogue-status").replaceChildren(...said.filter(Boolean).map((one) => el("li", "", one)));
}

/** Letters as they are compared: small, without marks. */
const plain = (text) => text.toLowerCase().replaceAll("đ", "d").normalize("NFD").replace(/[\u0300-\u036f]/g, "");

function drawList() {
  const wanted = plain(byId("procedure-find").value).split(/\s+/).filter(Boolean);
  const fits = (one) => wanted.every((word) => plain(`${one.name} ${one.code} ${one.field}`).includes(word));
  const found = lines.filter(fits);
  const fields = [...new Set(found.map((one) => one.field))];
  byId("procedure-list").replaceChildren(...fields.flatMap((field) => [
    el("li", "list-head", field),
    ...found.filter((one) => one.field === field).map(line),
  ]));
  byId("procedure-none").hidden = found.length > 0;
}

function line(one) {
  const pressed = el("button", "list-line", "", el("span", "", one.name), one.local ? el("small", "pill open", say("web.manager.procedures.own")) : null);
  pressed.type = "button";
  pressed.dataset.code = one.code;
  pressed.setAttribute("aria-pressed", String(one.code === shown?.code));
  return el("li", "", "", pressed);
}

function draw(procedure) {
  shown = procedure;
  problem("procedure-problem");
  byId("procedure").hidden = false;
  byId("procedure-name").textContent = shown.name;
  byId("procedure-code").textContent = [shown.code, shown.field, shown.agency].filter(Boolean).join(" · ");
  const counters = shown.counters.join(", ") || say("web.manager.none");
  const facts = [["time", shown.time], ["fee", shown.fee], ["counters", counters], ["official", shown.official], ["phone", shown.phone]];
  byId("procedure-facts").replaceChildren(...facts.filter(([, text]) => text).flatMap(([name, text]) => [el("dt", "", say(`web.manager.procedures.${name}`)), el("dd", "", text)]));
  byId("procedure-notes").replaceChildren(...[shown.caveat, ...shown.notices].filter(Boolean).map((text) => el("li", "", text)));
  all("[data-scope]").forEach((one) => one.setAttribute("aria-pressed", String(one.dataset.scope === scope)));
  byId("scope-field").textContent = say("web.manager.procedures.scope.field", { field: shown.field });
  for (const name of FACTS) {
    const input = byId(`fact-${name}`);
    input.value = shown.own[scope][name] ?? "";
    input.placeholder = WIDER[scope].map((wider) => shown.own[wider][name]).find(Boolean) ?? "";
  }
  mark();
}

/** What was typed over what stands at the scope. Only that is sent: another manager may change the rest meanwhile. */
function typed() {
  const values = FACTS.map((name) => [name, byId(`fact-${name}`).value.trim()]);
  return Object.fromEntries(values.filter(([name, text]) => text !== (shown.own[scope][name] ?? "")));
}

function mark() {
  byId("facts-go").disabled = saving || Object.keys(typed()).length === 0;
}

async function open(code) {
  try {
    draw(await api("GET", `/catalogue/procedures/${encodeURIComponent(code)}`));
    drawList();
    byId("procedure").scrollIntoView({ block: "nearest" });
  } catch (error) {
    notice(words(error));
  }
}

async function save() {
  if (saving) return;
  saving = true;
  mark();
  try {
    const answer = await api("PUT", `/catalogue/procedures/${encodeURIComponent(shown.code)}/facts`, { scope, facts: typed() });
    saving = false;
    draw(answer);
    notice(say("web.manager.procedures.saved"), true);
    lines = await api("GET", "/catalogue/procedures");
    drawList();
  } catch (error) {
    problem("procedure-problem", words(error));
  }
  saving = false;
  mark();
}

byId("procedure-find").addEventListener("input", drawList);
byId("procedure-list").addEventListener("click", (event) => {
  const pressed = event.target.closest("[data-code]");
  if (pressed) open(pressed.dataset.code);
});
byId("facts-form").addEventListener("input", mark);
byId("facts-form").addEventListener("click", (event) => {
  const pressed = event.target.closest("[data-scope]");
  if (!pressed) return;
  const kept = typed();
  scope = pressed.dataset.scope;
  draw(shown);
  for (const [name, text] of Object.entries(kept)) byId(`fact-${name}`).value = text;
  mark();
});
byId("facts-form").addEventListener("submit", (event) => {
  event.preventDefault();
  save();
});
