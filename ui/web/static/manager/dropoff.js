// Where people give up: a bar for each screen of a form, and behind it the table with everything that was counted.
import { byId, el, say } from "./dom.js";
import { chart, lying } from "./charts.js";

const COLUMNS = ["visits", "seconds", "back", "help", "quit", "left", "errors"];

let forms = [];
let chosen = "";

const name = (one) => `${one.form} ${one.version}`;

export function show(found) {
  forms = found;
  byId("dropoff-none").hidden = forms.length > 0;
  byId("dropoff-made").hidden = forms.length === 0;
  if (!forms.some((one) => name(one) === chosen)) chosen = forms.length ? name(forms[0]) : "";
  byId("dropoff-form").replaceChildren(...forms.map((one) => new Option(one.title, name(one), false, name(one) === chosen)));
  draw();
}

export function forget() {
  forms = [];
  chosen = "";
  byId("dropoff-form").replaceChildren();
  byId("dropoff-chart").replaceChildren();
}

function draw() {
  const form = forms.find((one) => name(one) === chosen);
  byId("dropoff-chart").replaceChildren();
  if (!form) return;
  const lines = form.screens.map((one) => ({ name: one.title, value: one.quit, said: say("web.manager.dropoff.said", one) }));
  const picture = chart(`${say("web.manager.dropoff")}: ${form.title}`, (width) => lying(lines, width));
  byId("dropoff-chart").append(picture, table(form));
}

function table(form) {
  const heads = COLUMNS.map((id) => el("th", "number", say(`web.manager.dropoff.${id}`)));
  const rows = form.screens.map((one) => {
    const title = el("th", "", one.title);
    title.scope = "row";
    const values = [one.visits, one.median_seconds ?? "–", one.back, one.help, one.quit, one.left_to_staff, one.errors];
    return el("tr", "", "", title, ...values.map((value) => el("td", "number", String(value))));
  });
  const head = el("tr", "", "", el("th", "", say("web.manager.dropoff.page")), ...heads);
  const whole = el("table", "table small", "", el("thead", "", "", head), el("tbody", "", "", ...rows));
  return el("details", "", "", el("summary", "", say("web.manager.figures.table")), el("div", "scroll", "", whole));
}

byId("dropoff-form").addEventListener("change", (event) => {
  chosen = event.target.value;
  draw();
});
