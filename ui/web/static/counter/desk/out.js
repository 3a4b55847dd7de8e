// The ways out of the desk: ask for more (form 02), refuse (03), accept (01). Each is printed in this browser.
import { all, button, byId, el, say } from "../dom.js";
import { api } from "../wire.js";
import { face, lay, send, sentence, sheet, turn } from "./sheet.js";

const WAYS = { supplement: "02", refuse: "03", accept: "01" };
const CLOSED = ["refused", "accepted", "received"];
let way = "";
let chosenFor = ""; // whose way out that is
let sure = ""; // what was doubtful once; the same again is meant
let known = { code: "", laws: [], due: null }; // what the catalogue says

function draw() {
  const { state, code } = sheet.one;
  if (chosenFor !== code) way = sure = "";
  chosenFor = code;
  if (known.code !== code) ask(code);
  const parts = [printing()];
  if (state === "draft") parts.push(draftFirst());
  else if (!CLOSED.includes(state)) parts.push(choices(), form());
  else if (state === "refused") parts.push(el("p", "soft", say("web.counter.desk.closed")));
  byId("desk-out").replaceChildren(...parts.filter(Boolean));
  fillIn();
}

async function ask(code) {
  known = { code, laws: [], due: null };
  const said = await api("GET", `/submissions/${code}/catalogue`).catch(() => null);
  if (sheet.one?.code !== code) return;
  if (!said) {
    known.code = ""; // asked again when this face is next drawn
    return;
  }
  known = { code, ...said };
  fillIn();
}

/** Put what the catalogue says into the form that is shown, and leave alone what the clerk has typed. */
function fillIn() {
  const laws = document.querySelector("#desk-out .desk-laws");
  if (laws && !laws.children.length) laws.append(...known.laws.map(law));
  const due = byId("desk-due");
  if (due && !due.value && known.due) due.value = local(known.due);
  const hint = document.querySelector("#desk-out .desk-due small");
  if (hint) hint.textContent = say(`web.counter.desk.accept.due.${known.due ? "hint" : "none"}`);
}

function law(name) {
  const tick = el("input");
  Object.assign(tick, { type: "checkbox", value: name });
  return el("label", "desk-law", "", tick, el("span", "", name));
}

function draftFirst() {
  const go = button("plain", say("web.counter.desk.to_answers"));
  go.addEventListener("click", () => turn("answers"));
  return el("div", "finishing", "", el("p", "", say("web.counter.desk.draft_first")), go);
}

// --- what was made already ---

function printing() {
  const { sheets, code, official_code } = sheet.one;
  if (!sheets.length) return null;
  const made = el("div", "desk-made");
  if (official_code) made.append(el("p", "desk-code", official_code));
  for (const form of sheets) {
    const press = button("plain", say("web.counter.desk.print", { form }), { form });
    press.addEventListener("click", () => print(code, form));
    made.append(press);
  }
  return made;
}

const print = (code, form) => open(`/counter/sheets/${code}/${form}`, "_blank", "noopener");

// --- the way out ---

function choices() {
  const papers = sheet.one.papers;
  if (!way) way = papers.some((one) => one.check?.state === "lack") ? "supplement" : "accept";
  const made = Object.keys(WAYS).map((name) => {
    const press = button(`desk-way ${name}`, say(`web.counter.desk.${name}`));
    press.append(el("small", "", say("web.counter.desk.form", { form: WAYS[name] })));
    press.setAttribute("aria-pressed", String(name === way));
    press.addEventListener("click", () => {
      way = name;
      sure = "";
      draw();
      document.querySelector("#desk-out form :is(input, textarea)")?.focus();
    });
    return press;
  });
  return el("div", "desk-ways", "", ...made);
}

function form() {
  const [fields, read] = { supplement, refuse, accept }[way]();
  const go = button(`plain ${way === "refuse" ? "stop" : "go"}`, say(`web.counter.desk.${way}.go`));
  go.type = "submit";
  const said = el("p", "problem");
  said.hidden = true;
  said.setAttribute("role", "alert");
  const made = el("form", "desk-form", "", ...fields, said, el("div", "desk-buttons", "", go));
  made.autocomplete = "off";
  made.addEventListener("submit", (event) => {
    event.preventDefault();
    leave(read(), go, said);
  });
  return made;
}

async function leave(body, go, said) {
  const { code } = sheet.one;
  const what = JSON.stringify([way, body]);
  const meant = way === "refuse" ? body : { ...body, sure: sure === what };
  go.disabled = true;
  try {
    const after = await send(way, meant);
    sure = "";
    if (!after) return;
    const printed = WAYS[way];
    lay(after, "out");
    print(code, printed);
  } catch (error) {
    go.disabled = false;
    sure = error.code === "doubtful_act" ? what : "";
    said.textContent = sentence(error);
    said.hidden = false;
  }
}

function labelled(text, input, hint = "") {
  return el("label", "desk-field", "", el("span", "", text), input, ...(hint ? [el("small", "soft", hint)] : []));
}

function input(value = "", placeholder = "") {
  const made = el("input", "desk-input");
  Object.assign(made, { type: "text", value, placeholder, maxLength: 1000 });
  return made;
}

// --- 02 ---

function supplement() {
  const rows = sheet.one.papers.map((one) => wanted(one.name, one.id, one.check?.state === "lack"));
  const more = el("div", "desk-more", "", free());
  const add = button("plain", say("web.counter.desk.supplement.more"));
  add.addEventListener("click", () => {
    more.append(free());
    more.lastChild.querySelector("input").focus();
  });
  const read = () => ({
    items: [
      ...all("#desk-out .desk-wanted").flatMap((row) =>
        row.querySelector("[type=checkbox]").checked
          ? [{ paper: row.dataset.paper, why: row.querySelector("[type=text]").value }]
          : [],
      ),
      ...all("#desk-out .desk-free input").flatMap((one) => (one.value.trim() ? [{ text: one.value }] : [])),
    ],
  });
  const hint = el("p", "soft", say("web.counter.desk.supplement.hint"));
  return [[hint, ...rows, el("h4", "", say("web.counter.desk.supplement.other")), more, add], read];
}

function wanted(name, paper, checked) {
  const tick = el("input");
  Object.assign(tick, { type: "checkbox", checked });
  const why = input("", say("web.counter.desk.supplement.why"));
  why.setAttribute("aria-label", say("web.counter.desk.supplement.why"));
  const made = el("div", "desk-wanted", "", el("label", "", "", tick, el("span", "", name)), why);
  made.dataset.paper = paper;
  return made;
}

const free = () => el("div", "desk-free", "", input("", say("web.counter.desk.supplement.example")));

// --- 03 ---

function refuse() {
  const reason = el("textarea", "desk-input");
  Object.assign(reason, { rows: 3, maxLength: 1000 });
  const basis = input("", say("web.counter.desk.refuse.example"));
  const read = () => ({
    reason: reason.value,
    laws: all("#desk-out .desk-law :checked").map((one) => one.value),
    basis: basis.value,
  });
  const fields = [
    labelled(say("web.counter.desk.refuse.reason"), reason),
    el("h4", "", say("web.counter.desk.refuse.laws")),
    el("div", "desk-laws"),
    labelled(say("web.counter.desk.refuse.basis"), basis),
  ];
  return [fields, read];
}

// --- 01 ---

function accept() {
  const code = input("", "H12.34-261123-0001");
  code.id = "desk-official";
  code.className = "desk-input desk-code-input";
  code.spellcheck = false;
  const due = el("input", "desk-input");
  due.type = "datetime-local";
  due.id = "desk-due";
  const read = () => ({ official_code: code.value.trim(), due: due.value ? `${due.value}:00+07:00` : null });
  const fields = [
    el("p", "soft", say("web.counter.desk.accept.hint")),
    labelled(say("web.counter.desk.accept.code"), code),
    labelled(say("web.counter.desk.accept.due"), due, " "),
  ];
  fields.at(-1).classList.add("desk-due");
  return [fields, read];
}

/** An instant as the hall's clock shows it, for a datetime field: halls are in one zone, the browser's is not asked. */
const local = (instant) => new Date(Date.parse(instant) + 7 * 3600000).toISOString().slice(0, 16);

face("out", draw);
