// The papers on the desk: there, lacking or not needed; how many originals and copies; the villager's own photograph.
import { all, button, byId, el, say } from "../dom.js";
import { face, lay, send, sentence, sheet } from "./sheet.js";

const STATES = ["have", "lack", "unneeded"];

function draw() {
  const { papers, code } = sheet.one;
  if (!papers.length) {
    byId("desk-papers").replaceChildren(el("p", "empty", say("web.counter.desk.no_papers")));
    return;
  }
  const form = el("form", "desk-papers", "", ...papers.map((one) => row(one, code)));
  const keep = button("plain go", say("web.counter.desk.papers.keep"), {}, "Enter");
  keep.type = "submit";
  const said = el("p", "problem");
  said.hidden = true;
  form.append(said, el("div", "desk-buttons", "", keep));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    note(form, keep, said);
  });
  byId("desk-papers").replaceChildren(form);
}

function row(one, code) {
  const made = el("fieldset", "desk-paper", "", el("legend", "", one.name));
  made.dataset.paper = one.id;
  const states = el("div", "desk-radios", "", ...STATES.map((state) => choice(one, state)));
  const counts = el("div", "desk-counts", "", count("originals", one), count("copies", one));
  const said = one.said ? say(`web.counter.desk.said.${one.said}`) : "";
  const facts = el("p", "soft", [say(`web.counter.desk.${one.originals || one.copies ? "keeps" : "only_seen"}`, one), said].filter(Boolean).join(" · "));
  if (one.captured) facts.append(" · ", photograph(one, code));
  made.append(facts, states, counts);
  made.addEventListener("change", (event) => event.target.type === "radio" && fillIn(made, one, event.target.value));
  return made;
}

function choice(one, state) {
  const input = el("input");
  Object.assign(input, { type: "radio", name: `paper ${one.id}`, value: state, checked: one.check?.state === state });
  return el("label", `desk-radio ${state}`, "", input, el("span", "", say(`web.counter.desk.${state}`)));
}

function count(name, one) {
  const input = el("input", "desk-number");
  Object.assign(input, { type: "number", min: 0, max: 99, name, value: one.check?.[name] ?? 0 });
  return el("label", "", say(`web.counter.desk.${name}`), input);
}

/** Who says "there" means as many as the counter keeps; the numbers stay free to change. */
function fillIn(made, one, state) {
  for (const name of ["originals", "copies"])
    made.querySelector(`[name=${name}]`).value = state === "have" ? one[name] : 0;
}

function photograph(one, code) {
  const made = el("a", "", say("web.counter.desk.photograph", { pages: one.captured }));
  Object.assign(made, { href: `/api/submissions/${code}/papers/${one.id}`, target: "_blank", rel: "noopener" });
  return made;
}

async function note(form, keep, said) {
  const noted = all("#desk-papers .desk-paper").filter((one) => one.querySelector(":checked"));
  const papers = Object.fromEntries(noted.map((one) => [one.dataset.paper, read(one)]));
  keep.disabled = true;
  try {
    const after = await send("papers", { papers });
    if (after) lay(after, "out");
  } catch (error) {
    keep.disabled = false;
    said.textContent = sentence(error);
    said.hidden = false;
  }
}

function read(one) {
  const number = (name) => Number(one.querySelector(`[name=${name}]`).value) || 0;
  return { state: one.querySelector(":checked").value, originals: number("originals"), copies: number("copies") };
}

face("papers", draw);
