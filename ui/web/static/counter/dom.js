// Elements, words and names: what every other part of the console draws with.

export const byId = (id) => document.getElementById(id);
export const all = (selector) => [...document.querySelectorAll(selector)];

const words = JSON.parse(byId("words").textContent);
export const say = (id, values = {}) => (words[id] ?? id).replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);

const named = (list) => Object.fromEntries(all(`#${list} li`).map((one) => [one.dataset.key, one.textContent]));
export const services = named("service-names");
export const classes = named("class-names");
const counters = named("counter-names");
const whens = Object.fromEntries(all("#class-names li").map((one) => [one.dataset.key, one.dataset.when]));

export const isOrdinary = (klass) => whens[klass] === "otherwise";
export const isPrefiled = (klass) => whens[klass] === "submission";
export const isPriority = (klass) => !isOrdinary(klass) && !isPrefiled(klass);
export const counterName = (number) => counters[number] ?? String(number);

export function el(tag, className = "", text = "", ...children) {
  const one = document.createElement(tag);
  if (className) one.className = className;
  if (text) one.textContent = text;
  one.append(...children);
  return one;
}

/** A button with its data attributes, and its key where it has one: "Gọi" [G]. */
export function button(className, text, data = {}, key = "") {
  const one = el("button", className, text);
  one.type = "button";
  Object.assign(one.dataset, data);
  if (key) one.append(el("kbd", "", key));
  return one;
}

const drawnAs = new WeakMap();

/** Let `list` hold one child for each item. A child whose item is the same stays, with its focus and its finger. */
export function fill(list, items, make) {
  const kept = new Map([...list.children].map((child) => [drawnAs.get(child), child]));
  const wanted = items.map((item) => {
    const drawn = JSON.stringify(item);
    const child = kept.get(drawn) ?? make(item);
    kept.delete(drawn);
    drawnAs.set(child, drawn);
    return child;
  });
  for (const old of [...list.children]) if (!wanted.includes(old)) old.remove();
  wanted.forEach((child, place) => {
    if (list.children[place] !== child) list.insertBefore(child, list.children[place] ?? null);
  });
}

let calmed = 0;

/** Say a sentence over the lists. A calm one goes by itself. */
export function notice(text, calm = false) {
  clearTimeout(calmed);
  byId("notice-text").textContent = text;
  byId("notice").classList.toggle("calm", calm);
  byId("notice").hidden = !text;
  if (text && calm) calmed = setTimeout(notice, 12000, "");
}
