// One question as a form field: what there is to pick or to type, and how it is read back.
import { el, say } from "../dom.js";

const MOST_BUTTONS = 6;
const NOT_HERE = ["id_card", "paper_capture", "earlier"]; // done at the kiosk or on paper

/** Return the field of a question and how it is read; without a node nothing can be typed. */
export function editor(one) {
  if (NOT_HERE.includes(one.kind)) return { node: null, read: () => null };
  if (one.kind === "paper_checklist") return ticks(one);
  if (one.options.length) return one.options.length > MOST_BUTTONS ? select(one) : radios(one);
  if (one.kind === "date_or_year") return day(one);
  if (one.kind === "place") return text(one, one.value?.text, (typed) => place(one, typed));
  return text(one, one.value);
}

function field(value, size = 0) {
  const made = el("input", "desk-input");
  made.type = "text";
  made.spellcheck = false;
  made.value = value ?? "";
  if (size) made.maxLength = size;
  return made;
}

function text(one, value, read = (typed) => typed) {
  const input = field(value);
  input.setAttribute("aria-label", one.text);
  if (["citizen_id", "phone", "count", "money"].includes(one.kind)) input.inputMode = "numeric";
  if (!one.picks.length) return { node: input, read: () => read(input.value) };
  const list = el("datalist");
  list.id = "desk-picks";
  list.append(...one.picks.map((pick) => new Option(pick, pick)));
  input.setAttribute("list", "desk-picks");
  return { node: el("div", "", "", input, list), read: () => read(input.value) };
}

/** An address as it was picked stays whole while nobody changes it; a typed one is what was typed. */
const place = (one, typed) => (one.value && typed === one.value.text ? one.value : { text: typed });

function day(one) {
  const [year = "", month = "", date = ""] = (one.value ?? "").split("-");
  const names = ["day", "month", "year"];
  const fields = [field(date, 2), field(month, 2), field(year, 4)];
  const labels = fields.map((input, at) => {
    input.inputMode = "numeric";
    input.addEventListener("input", () => input.value.length === input.maxLength && fields[at + 1]?.focus());
    return el("label", names[at], say(`web.counter.desk.${names[at]}`), input);
  });
  const hint = one.year_only ? [el("p", "soft", say("web.counter.desk.year_only"))] : [];
  return {
    node: el("div", "", "", el("div", "desk-date", "", ...labels), ...hint),
    read: () => Object.fromEntries(fields.map((input, at) => [names[at], input.value.trim()])),
  };
}

function radio(name, value, label, checked) {
  const input = el("input");
  Object.assign(input, { type: "radio", name, value, checked });
  return el("label", "desk-radio", "", input, el("span", "", label));
}

function radios(one) {
  const made = one.options.map(({ value, label }) => radio("desk-pick", value, label, value === one.value));
  const node = el("fieldset", "desk-radios", "", ...made);
  return { node, read: () => node.querySelector(":checked")?.value ?? "" };
}

function select(one) {
  const node = el("select", "desk-input");
  node.setAttribute("aria-label", one.text);
  node.append(new Option("", ""), ...one.options.map(({ value, label }) => new Option(label, value)));
  node.value = one.value ?? "";
  return { node, read: () => node.value };
}

function ticks(one) {
  const rows = one.options.map(({ value, label }) => {
    const said = one.value?.[value];
    const answers = ["yes", "no"].map((word) => radio(`tick ${value}`, word, say(`web.counter.desk.${word}`), said === word));
    const row = el("fieldset", "desk-tick", "", el("legend", "", label), ...answers);
    row.dataset.paper = value;
    return row;
  });
  const read = () => Object.fromEntries(rows.map((row) => [row.dataset.paper, row.querySelector(":checked")?.value ?? ""]));
  return { node: el("div", "", "", ...rows), read };
}
