// Charts drawn by ourselves: bars that lie for names, bars that stand for hours and days, one bar in parts for ratings.
// Every chart says its numbers in letters too, and has its table behind it.
import { draw, el } from "./dom.js";

const ROW = 50;
const BAR = 18;
const STAND = 190;
const LETTER = 7.4; // width of a letter at the size the labels have, for what must not overlap

/** Draw with the width that there is, and again when it changes. */
export function chart(label, drawIn) {
  const box = el("div", "chart");
  let width = 0;
  new ResizeObserver(([entry]) => {
    const found = Math.floor(entry.contentRect.width);
    if (!found || found === width) return;
    width = found;
    const picture = drawIn(width);
    picture.setAttribute("role", "img");
    picture.setAttribute("aria-label", label);
    box.replaceChildren(picture);
  }).observe(box);
  return box;
}

const rect = (x, y, width, height, className) =>
  draw("rect", { x, y, width: Math.max(0, width), height: Math.max(0, height), rx: Math.min(4, width / 2), class: className });
const text = (x, y, className, words) => draw("text", { x, y, class: className }, words);

/** Lying bars. Lines are {name, value, more, said}: `more` is drawn paler behind, `said` stands at the end. */
export function lying(lines, width) {
  const height = lines.length * ROW;
  const picture = draw("svg", { width, height, viewBox: `0 0 ${width} ${height}` });
  const most = Math.max(...lines.map((one) => Math.max(one.value ?? 0, one.more ?? 0)), 0) || 1;
  const room = width - Math.max(...lines.map((one) => one.said.length)) * LETTER - 14;
  lines.forEach((one, at) => {
    const y = at * ROW;
    picture.append(text(0, y + 17, "chart-name", one.name), rect(0, y + 25, room, BAR, "chart-track"));
    if (one.more != null) picture.append(rect(0, y + 25, (one.more / most) * room, BAR, "chart-more"));
    picture.append(rect(0, y + 25, ((one.value ?? 0) / most) * room, BAR, "chart-bar"));
    picture.append(text(room + 10, y + 25 + BAR - 4, "chart-said", one.said));
  });
  return picture;
}

/** Standing bars. Lines are {short, value, more, brief, beside}; a label that does not fit under its bar is left out, its table has it. */
export function standing(lines, width) {
  const height = STAND + 50;
  const picture = draw("svg", { width, height, viewBox: `0 0 ${width} ${height}` });
  const most = Math.max(...lines.map((one) => Math.max(one.value ?? 0, one.more ?? 0)), 0) || 1;
  const step = width / lines.length;
  const bar = Math.min(46, step * 0.66);
  const longest = Math.max(...lines.map((one) => one.short.length)) * LETTER + 8;
  const every = Math.ceil(longest / step);
  const sayAll = Math.max(...lines.map((one) => (one.beside ? `${one.brief} / ${one.beside}` : one.brief).length)) * LETTER < step;
  picture.append(draw("line", { x1: 0, x2: width, y1: STAND + 24, y2: STAND + 24, class: "chart-floor" }));
  lines.forEach((one, at) => {
    const x = at * step + (step - bar) / 2;
    const tall = (value) => (value / most) * (STAND - 6);
    const stand = (value, className) => rect(x, STAND + 24 - tall(value), bar, tall(value), className);
    if (one.more != null) picture.append(stand(one.more, "chart-more"));
    if (one.value) picture.append(stand(one.value, "chart-bar"));
    const top = STAND + 18 - tall(Math.max(one.value ?? 0, one.more ?? 0));
    if (sayAll && one.value != null) {
      const said = text(at * step + step / 2, top, "chart-said middle", one.brief);
      if (one.beside) said.append(draw("tspan", { class: "chart-beside" }, ` / ${one.beside}`));
      picture.append(said);
    }
    if (at % every === 0) picture.append(text(at * step + step / 2, STAND + 43, "chart-name middle", one.short));
  });
  return picture;
}

/** One bar in parts. Parts are {value, className, name}; small ones are still seen. */
export function parts(all, width) {
  const picture = draw("svg", { width, height: 40, viewBox: `0 0 ${width} 40` });
  const sum = all.reduce((total, one) => total + one.value, 0) || 1;
  let x = 0;
  for (const one of all.filter((part) => part.value)) {
    const wide = (one.value / sum) * width;
    picture.append(rect(x, 0, wide - 2, 40, one.className));
    const share = `${Math.round((one.value / sum) * 100)}%`;
    if (wide > share.length * 10 + 8) picture.append(text(x + wide / 2, 26, `chart-in middle ${one.className}`, share));
    x += wide;
  }
  return picture;
}
