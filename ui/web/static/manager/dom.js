// Elements and words: what every part of the manager's page draws with.

export const byId = (id) => document.getElementById(id);
export const all = (selector, inside = document) => [...inside.querySelectorAll(selector)];

const words = JSON.parse(byId("words").textContent);
export const say = (id, values = {}) =>
  (words[id] ?? id).replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);

export function el(tag, className = "", text = "", ...children) {
  const one = document.createElement(tag);
  if (className) one.className = className;
  if (text !== "") one.textContent = text;
  one.append(...children.filter((child) => child != null));
  return one;
}

export function button(className, text, data = {}) {
  const one = el("button", className, text);
  one.type = "button";
  Object.assign(one.dataset, data);
  return one;
}

/** A drawing in a picture: its attributes, and text or children. */
export function draw(tag, attributes = {}, ...children) {
  const one = document.createElementNS("http://www.w3.org/2000/svg", tag);
  for (const [name, value] of Object.entries(attributes)) one.setAttribute(name, value);
  one.append(...children);
  return one;
}

/** A field with its label above. */
export function field(label, input, className = "field") {
  return el("label", className, "", el("span", "", label), input);
}

export function input(value, attributes = {}) {
  const one = el("input");
  for (const [name, given] of Object.entries(attributes)) one.setAttribute(name, given);
  one.value = value;
  return one;
}

export function problem(id, text = "") {
  byId(id).textContent = text;
  byId(id).hidden = !text;
}

let calmed = 0;

/** Say a sentence over the page. A calm one goes by itself. */
export function notice(text, calm = false) {
  clearTimeout(calmed);
  byId("notice-text").textContent = text;
  byId("notice").classList.toggle("calm", calm);
  byId("notice").hidden = !text;
  if (text && calm) calmed = setTimeout(notice, 8000, "");
}
