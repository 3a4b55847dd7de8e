// The figures of some days. A tile says one figure and how it is counted; pressing it shows it by service, counter,
// hour and day. Behind every chart lies its table.
import { all, byId, button, el, problem, say } from "./dom.js";
import { chart, lying, parts, standing } from "./charts.js";
import * as dropoff from "./dropoff.js";
import { Refused, api } from "./wire.js";

const TILES = [
  "tickets", "done", "wait_median", "wait_p90", "service_mean", "way_median",
  "no_shows", "missed", "parked", "transferred", "cancelled", "expired", "help_calls", "answer_median", "satisfied",
];
const MANY = 16; // lines that want the whole width
const BEHIND = { wait_median: "wait_p90", answer_median: "answer_p90" };
const ALSO = {
  service_mean: ["web.manager.figures.also.service", "service_median"],
  answer_median: ["web.manager.figures.also.answer", "answer_p90"],
  satisfied: ["web.manager.figures.also.rated", "rated"],
};

let made = null;
let chosen = "tickets";
let today = "";
let asked = 0;

const column = (id) => made.columns.find((one) => one.id === id);
const group = (id) => made.groups.find((one) => one.id === id);
const number = (value, digits) => value.toLocaleString("vi-VN", { maximumFractionDigits: digits });

/** A value in words: "12,5 phút", "87%", "–". */
function told(id, value, unit = true) {
  if (value == null) return say("web.manager.none");
  const kind = column(id).kind;
  if (kind === "share") return `${Math.round(value * 100)}%`;
  if (kind === "count") return number(value, 0);
  if (unit && value < 0.05) return say("web.manager.under_a_minute");
  return unit ? say("web.manager.minutes", { count: number(value, 1) }) : number(value, 1);
}

// --- days: the server's today, whatever this PC's clock says ---

const plus = (day, count) => new Date(Date.parse(`${day}T00:00:00Z`) + count * 86400000).toISOString().slice(0, 10);

function preset(name) {
  const month = `${today.slice(0, 7)}-01`;
  if (name === "week") return [plus(today, -6), today];
  if (name === "month") return [month, today];
  if (name === "last_month") return [`${plus(month, -1).slice(0, 7)}-01`, plus(month, -1)];
  return [today, today];
}

function markPreset() {
  const now = [byId("from").value, byId("to").value].join();
  const presets = all("[data-preset]");
  const found = presets.find((one) => preset(one.dataset.preset).join() === now);
  presets.forEach((one) => one.setAttribute("aria-pressed", String(one === found)));
}

export async function load() {
  today = (await api("GET", "/board")).now.slice(0, 10);
  if (!byId("from").value) [byId("from").value, byId("to").value] = preset("today");
  await ask();
}

export function forget() {
  made = null;
  dropoff.forget();
  byId("from").value = byId("to").value = "";
  for (const id of ["figures-tiles", "charts", "figures-period", "chosen", "chosen-means"]) byId(id).replaceChildren();
}

async function ask() {
  const [from, to] = [byId("from").value, byId("to").value];
  if (!from || !to) return;
  markPreset();
  const query = `from=${from}&to=${plus(to, 1)}`;
  for (const kind of ["csv", "xlsx"]) byId(kind).href = `/api/statistics.${kind}?${query}`;
  const mine = ++asked;
  byId("charts").classList.add("busy");
  try {
    const answer = await api("GET", `/statistics?${query}`);
    if (mine !== asked) return; // somebody has chosen other days meanwhile
    made = answer;
    dropoff.show(await api("GET", `/statistics/forms?${query}`));
    problem("figures-problem");
    drawAll();
  } catch (error) {
    if (mine === asked) problem("figures-problem", error instanceof Refused ? error.message : say("web.manager.not_loaded"));
  }
  byId("charts").classList.remove("busy");
}

// --- drawing ---

function drawAll() {
  const total = group("total").lines[0].values;
  byId("figures-tiles").replaceChildren(...TILES.map((id) => tile(id, total)));
  const spoken = (day) => day.split("-").reverse().join("/");
  const days = Math.round((Date.parse(made.until) - Date.parse(made.since)) / 86400000);
  byId("figures-period").textContent = say("web.manager.figures.days", { from: spoken(made.since), to: spoken(plus(made.until, -1)), days });
  drawCharts();
}

function tile(id, total) {
  const one = button("tile pick", "", { figure: id });
  one.setAttribute("aria-pressed", String(id === chosen));
  one.append(el("span", "tile-name", column(id).name), el("strong", "tile-value", told(id, total[id])));
  if (ALSO[id]) {
    const [text, other] = ALSO[id];
    if (total[other] != null) one.append(el("span", "tile-also", say(text, { value: told(other, total[other]), count: told(other, total[other]) })));
  }
  one.append(el("span", "means", column(id).means));
  return one;
}

function drawCharts() {
  byId("chosen").replaceChildren(...TILES.map((id) => new Option(column(id).name, id, false, id === chosen)));
  const bars = BEHIND[chosen] ? ` ${say("web.manager.figures.bars")}` : "";
  byId("chosen-means").textContent = column(chosen).means + bars;
  const shown = ["services", "counters", "hours", "days"].map(group).filter((one) => one.columns.includes(chosen));
  const cards = shown.filter((one) => one.id !== "days" || one.lines.length > 1).map(card);
  if (cards.length % 2) cards.at(-1).classList.add("wide");
  byId("charts").replaceChildren(...cards, ratings());
}

function card(one) {
  const lines = one.lines.map((line) => bar(line, one.id));
  const stands = ["hours", "days"].includes(one.id);
  const some = lines.some((line) => line.value != null);
  const picture = some
    ? chart(`${one.name}: ${column(chosen).name}`, (width) => (stands ? standing : lying)(lines, width))
    : el("p", "empty", say("web.manager.figures.nothing_here"));
  const made = el("section", one.lines.length > MANY ? "card wide" : "card", "", el("h3", "", one.name));
  made.dataset.group = one.id;
  made.append(el("p", "means", one.means), picture, table(one));
  return made;
}

function bar({ key, name, values }, id) {
  const value = values[chosen];
  const more = BEHIND[chosen] ? values[BEHIND[chosen]] : null;
  const behind = more == null ? "" : ` · ${say("web.manager.figures.p90", { value: told(BEHIND[chosen], more, false) })}`;
  const short = id === "days" ? `${key.slice(8)}/${key.slice(5, 7)}` : name;
  const beside = more == null ? "" : told(BEHIND[chosen], more, false);
  return { name, value, more, said: told(chosen, value) + behind, brief: told(chosen, value, false), beside, short };
}

function table(one) {
  const heads = one.columns.map(column);
  const head = el("tr", "", "", el("th", "", one.name), ...heads.map((each) => el("th", "number", each.name)));
  const rows = one.lines.map((line) =>
    el("tr", "", "", rowHead(line.name), ...heads.map((each) => el("td", "number", told(each.id, line.values[each.id], false))))
  );
  const whole = el("table", "table small", "", el("thead", "", "", head), el("tbody", "", "", ...rows));
  return el("details", "behind", "", el("summary", "", say("web.manager.figures.table")), el("div", "scroll", "", whole));
}

function rowHead(name) {
  const one = el("th", "", name);
  one.scope = "row";
  return one;
}

/** How satisfied people were: always shown, because the reasons belong to no single figure. */
function ratings() {
  const total = group("total").lines[0].values;
  const values = [3, 2, 1].map((value) => ({ value: total[`rating_${value}`], className: `rated-${value}`, name: column(`rating_${value}`).name }));
  const one = el("section", "card wide", "", el("h3", "", say("web.manager.figures.ratings")), el("p", "means", column("rated").means));
  one.dataset.group = "ratings";
  if (!total.rated) {
    one.append(el("p", "empty", say("web.manager.figures.no_ratings")));
    return one;
  }
  const legend = values.map((each) => el("li", "", "", el("i", `dot ${each.className}`), el("span", "", each.name), el("b", "", String(each.value))));
  const bar = chart(say("web.manager.figures.ratings"), (width) => parts(values, width));
  const sides = el("div", "sides", "", el("div", "", "", bar, el("ul", "legend", "", ...legend)));
  if (made.reasons.length) {
    const lines = made.reasons.map(({ name, count }) => ({ name, value: count, said: String(count) }));
    const why = say("web.manager.figures.reasons");
    sides.append(el("div", "", "", el("h4", "", why), chart(why, (width) => lying(lines, width))));
  }
  one.append(sides);
  return one;
}

// --- hands ---

function choose(id) {
  chosen = id;
  all("[data-figure]").forEach((one) => one.setAttribute("aria-pressed", String(one.dataset.figure === id)));
  drawCharts();
}

byId("days").addEventListener("submit", (event) => {
  event.preventDefault();
  ask();
});
byId("days").addEventListener("click", (event) => {
  const pressed = event.target.closest("[data-preset]");
  if (!pressed) return;
  [byId("from").value, byId("to").value] = preset(pressed.dataset.preset);
  ask();
});
byId("figures-tiles").addEventListener("click", (event) => {
  const pressed = event.target.closest("[data-figure]");
  if (!pressed) return;
  choose(pressed.dataset.figure);
  byId("chosen").closest("section").scrollIntoView({ block: "start", behavior: "smooth" });
});
byId("chosen").addEventListener("change", () => choose(byId("chosen").value));
