// The link to the province: what waits, how the clock is, and what was refused, to be sent again.
import { byId, button, el, notice, problem, say } from "./dom.js";
import { api, words } from "./wire.js";

const MINUTE_MS = 60000;

export async function load() {
  draw(await api("GET", "/link"));
}

export function forget() {
  for (const id of ["link-facts", "letters"]) byId(id).replaceChildren();
}

function at(text) {
  return text ? `${text.slice(11, 16)} ${text.slice(8, 10)}/${text.slice(5, 7)}/${text.slice(0, 4)}` : "";
}

function draw(link) {
  problem("link-clock", link.clock);
  const facts = [
    ["online", say(`web.manager.link.${link.enrolled ? (link.online ? "online.yes" : "online.no") : "online.never"}`)],
    ["last_ok", at(link.last_ok) || say("web.manager.link.none")],
    ["pending", link.oldest ? say("web.manager.link.since", { count: link.pending, time: at(link.oldest) }) : "0"],
    ["offset", offset(link.offset_ms)],
    ["backup", at(link.backup) || say("web.manager.link.backup.none")],
  ];
  if (link.forgotten) facts.push(["forgotten", String(link.forgotten)]);
  byId("link-facts").replaceChildren(...facts.flatMap(([name, text]) => [el("dt", "", say(`web.manager.link.${name}`)), el("dd", "", text)]));
  byId("letters-none").hidden = link.letters.length > 0;
  byId("letters").replaceChildren(...link.letters.map(row));
}

function offset(ms) {
  if (ms === null) return say("web.manager.link.none");
  const minutes = Math.round(ms / MINUTE_MS);
  if (!minutes) return say("web.manager.link.offset.none");
  return say(`web.manager.link.offset.${minutes > 0 ? "behind" : "ahead"}`, { minutes: Math.abs(minutes).toLocaleString("vi-VN") });
}

function row(one) {
  const about = [one.code, say("web.manager.link.refused", { time: at(one.since) })].filter(Boolean).join(" · ");
  const text = el("div", "person-text", "", el("b", "", one.what), el("span", "soft", about), el("p", "means", one.advice));
  const again = button("plain", say("web.manager.link.again"));
  again.setAttribute("aria-label", say("web.manager.link.again.of", { what: one.what }));
  again.addEventListener("click", () => send(one, again));
  const made = el("li", "person", "", text, el("div", "person-acts", "", again));
  made.dataset.letter = one.id;
  return made;
}

async function send(one, pressed) {
  pressed.disabled = true;
  try {
    draw(await api("POST", `/link/letters/${one.id}/again`));
    notice(say("web.manager.link.again.done"), true);
  } catch (error) {
    pressed.disabled = false;
    notice(words(error));
  }
}
