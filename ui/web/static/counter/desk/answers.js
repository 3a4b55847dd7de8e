// The questions with their answers: what is open or left to the clerk comes first, and each is answered beside the list.
import { all, button, byId, el, say } from "../dom.js";
import { editor } from "./editor.js";
import { face, lay, send, sentence, sheet } from "./sheet.js";

let page = ""; // whose editor is open
let doubted = ""; // the answer that was asked about once more

const question = (name) => sheet.one.questions.find((one) => one.page === name);

function draw() {
  const { todo, at } = sheet.one;
  if (!question(page)) page = todo.includes(at) ? at : (todo[0] ?? "");
  byId("desk-answers").replaceChildren(list(), el("section", "editor", "", ...editing()));
}

// --- the list ---

function list() {
  const { todo, groups, state } = sheet.one;
  const made = el("div", "desk-list");
  made.id = "opened-body";
  made.tabIndex = -1;
  if (todo.length) made.append(el("h4", "todo", say("web.counter.desk.todo", { count: todo.length })));
  made.append(...todo.map((name) => row(name, whose(name), question(name).shown, true)));
  if (state === "draft" && !todo.length) made.append(finishing());
  for (const group of groups) {
    made.append(el("h4", "", group.title));
    made.append(...group.rows.map((one) => row(one.page, one.label, one.text, one.open)));
  }
  if (!groups.length && !todo.length) made.append(el("p", "empty", say("web.counter.submission.blank")));
  return made;
}

/** "Mẹ · Ngày sinh": out of its group a label alone says too little. */
function whose(name) {
  const group = sheet.one.groups.find((one) => one.rows.some((row) => row.page === name));
  return [group?.title, question(name).label].filter(Boolean).join(" · ");
}

function row(name, label, text, open) {
  const made = button(open ? "answer open" : "answer", "", { page: name });
  made.append(el("span", "label", label), el("span", "said", text));
  if (name === page) made.setAttribute("aria-current", "true");
  return made;
}

function finishing() {
  const made = el("div", "finishing", "", el("p", "", say("web.counter.desk.all_answered")));
  const press = button("plain go", say("web.counter.desk.finish"));
  press.id = "desk-finish";
  press.addEventListener("click", () => finish(press));
  made.append(press);
  return made;
}

async function finish(press) {
  press.disabled = true;
  try {
    show(await send("finish", {}));
  } catch (error) {
    press.disabled = false;
    press.before(el("p", "problem", sentence(error)));
  }
}

// --- the editor ---

function editing() {
  const one = question(page);
  if (!one) return [el("p", "empty", say("web.counter.desk.choose"))];
  const form = el("form", "desk-form");
  form.autocomplete = "off";
  const input = editor(one);
  const buttons = el("div", "desk-buttons", "", go(), pass(one));
  if (!input.node) buttons.firstChild.remove();
  form.append(el("h4", "", one.text));
  if (one.hint) form.append(el("p", "soft", one.hint));
  if (input.node) form.append(input.node);
  form.append(problem(), buttons);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    answer(form, { how: "answer", value: input.read() });
  });
  return [form];
}

function go() {
  const made = button("plain go", say("web.counter.desk.keep"), {}, "Enter");
  made.type = "submit";
  return made;
}

function pass(one) {
  const how = one.required ? "leave" : "skip";
  const made = button("plain", say(`web.counter.desk.${how}`));
  made.addEventListener("click", () => answer(made.form, { how }));
  return made;
}

function problem() {
  const made = el("p", "problem");
  made.setAttribute("role", "alert");
  made.hidden = true;
  return made;
}

async function answer(form, given) {
  const said = form.querySelector(".problem");
  const controls = all("#desk-answers form button");
  const accept_doubt = doubted === JSON.stringify([page, given]);
  for (const one of controls) one.disabled = true;
  try {
    const asked = page;
    const after = await send("answers", { page: question(page).edit_at, ...given, accept_doubt });
    doubted = "";
    if (after) show(after, next(after, asked));
  } catch (error) {
    for (const one of controls) one.disabled = false;
    doubted = error.code === "doubtful_answer" ? JSON.stringify([page, given]) : "";
    said.textContent = sentence(error);
    said.hidden = false;
    focus();
  }
}

/** The open question behind the one just answered, else the first one, else none. */
function next(after, asked) {
  const order = after.questions.map((one) => one.page);
  return after.todo.find((one) => order.indexOf(one) > order.indexOf(asked)) ?? after.todo[0] ?? "";
}

function show(after, wanted = "") {
  if (!after) return;
  page = wanted;
  lay(after, "answers");
  if (page) focus();
  else byId("desk-finish")?.focus();
}

function focus() {
  const field = document.querySelector("#desk-answers .desk-form :is(input, select)");
  field?.focus();
  if (field?.type === "text") field.select();
}

byId("desk-answers").addEventListener("click", (event) => {
  const name = event.target.closest("[data-page]")?.dataset.page;
  if (!name) return;
  page = name;
  const top = byId("opened-body").scrollTop;
  draw();
  byId("opened-body").scrollTop = top;
  focus();
});

byId("desk-answers").addEventListener("keydown", (event) => {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  const rows = all("#opened-body [data-page]");
  const here = rows.indexOf(event.target);
  if (!step || here < 0) return;
  event.preventDefault();
  event.stopPropagation();
  rows[here + step]?.focus();
});

face("answers", draw);
