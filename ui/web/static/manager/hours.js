// Opening hours, one row a stretch: days from-to, time from-to. What it cannot show as such stays as it was written.
import { button, el, field, input, say } from "./dom.js";

const DAYS = ["T2", "T3", "T4", "T5", "T6", "T7", "CN"];
const LINE = /^(T[2-7]|CN)(?:-(T[2-7]|CN))?\s+(\d{1,2}:\d{2})-(\d{1,2}:\d{2})$/;

function days(value) {
  const list = el("select");
  list.append(...DAYS.map((day) => new Option(say(`web.manager.day.${day}`), day, false, day === value)));
  return list;
}

/** A time of day in 24 hours. Not type="time": that shows AM and PM where the browser speaks English. */
function time(value) {
  const one = input(value.padStart(5, "0"), { inputmode: "numeric", pattern: "([01]?[0-9]|2[0-3]):[0-5][0-9]", maxlength: 5, required: "", placeholder: "07:30" });
  one.className = "time";
  one.addEventListener("change", () => (one.value = one.value.trim().replace(/^(\d{1,2})[hH.,\s]?(\d{2})$/, "$1:$2").padStart(5, "0")));
  return one;
}

function row(line) {
  const one = el("div", "hours-row");
  const found = LINE.exec(line.trim());
  if (found) {
    const [, first, last, since, until] = found;
    const parts = [days(first), days(last ?? first), time(since), time(until)];
    const names = ["day_from", "day_to", "since", "until"].map((name) => say(`web.manager.settings.${name}`));
    one.append(...parts.map((part, at) => field(names[at], part, "field tight")));
    one.line = () => {
      const [from, to, opens, closes] = parts.map((part) => part.value);
      return `${from === to ? from : `${from}-${to}`} ${opens}-${closes}`;
    };
  } else {
    const raw = input(line);
    one.append(raw);
    one.line = () => raw.value;
  }
  one.append(button("plain", say("web.manager.remove"), { removeHours: "" }));
  return one;
}

/** Fill `box` with rows for `lines`; `box.lines()` gives them back. */
export function hours(box, lines) {
  const rows = el("div", "hours", "", ...lines.map(row));
  box.replaceChildren(rows, button("plain add", say("web.manager.settings.add_hours"), { addHours: "" }));
  box.lines = () => [...rows.children].map((one) => one.line());
  box.onclick = (event) => {
    const pressed = event.target.closest("button");
    if (!pressed) return;
    if ("removeHours" in pressed.dataset) pressed.closest(".hours-row").remove();
    else rows.append(row("T2-T6 07:00-11:30"));
    box.dispatchEvent(new Event("input", { bubbles: true }));
  };
}
