// Villagers who ask for a person: a strip on every desk, a bell, and a louder one when nobody answered in time.
import { button, byId, el, fill, say } from "./dom.js";
import { answerHelp } from "./acts.js";
import { drawTitle } from "./now.js";
import { get, hall, part } from "./state.js";
import { everySecond, ticking } from "./time.js";

const BELL =
  '<svg width="30" height="30" viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round" aria-hidden="true"><path d="M6 17V11a6 6 0 0 1 12 0v6l1.5 2h-15zM10 21.5h4"/></svg>';
const STEPS = ["called", "seen", "coming", "done"];
const NATURAL = { called: "coming", seen: "coming", coming: "done" };
const LOUD_EVERY_MS = 15000;

function draw() {
  const shown = hall.help.map((call, place) => ({ ...call, again: isAgain(call), first: place === 0 }));
  fill(byId("help"), shown, row);
  drawTitle();
  ring(shown);
}

const isAgain = (call) => !!call.again && call.state === "called";

function row(call) {
  const made = el("div", call.again ? "help-call again" : "help-call");
  made.dataset.help = call.id;
  made.innerHTML = BELL;
  const kiosk = call.where.split(" ")[0];
  made.append(
    el("strong", "", say(call.again ? "web.counter.help.again" : "web.counter.help", { kiosk })),
    ticking(`web.counter.help.state.${call.state}`, call.at, "help-state"),
  );
  for (const answer of STEPS.slice(STEPS.indexOf(call.state) + 1)) {
    const natural = NATURAL[call.state] === answer;
    const one = button(
      natural ? "plain natural" : "plain",
      say(`web.counter.help.${answer}`),
      { answer },
      natural && call.first ? "D" : "",
    );
    made.append(one);
  }
  return made;
}

/** The key on the strip: the natural answer to whoever asked first. */
export const answerFirst = () => answerBy(byId("help").querySelector(".help-call .natural"));

byId("help").addEventListener("click", (event) => answerBy(event.target.closest("[data-answer]")));

function answerBy(pressed) {
  if (pressed) answerHelp(pressed.closest("[data-help]").dataset.help, pressed.dataset.answer, pressed);
}

// --- the bell: two notes, and louder, higher and again and again for a call nobody has answered ---

let sound = null;
const rung = new Set();
let loudAt = 0;

/** A browser lets a page sound only after somebody has touched it. */
function unlock() {
  sound ??= new AudioContext();
  if (sound.state === "suspended") sound.resume();
}

for (const touch of ["pointerdown", "keydown"]) document.addEventListener(touch, unlock);

function ring(calls) {
  for (const call of calls.filter((one) => one.state === "called")) {
    const name = `${call.id} ${call.again}`;
    if (rung.has(name)) continue;
    rung.add(name);
    bell(call.again);
  }
}

function bell(loud) {
  if (loud) loudAt = performance.now();
  if (!sound) return;
  const notes = loud ? [1047, 784, 1047, 784, 1047] : [784, 659];
  notes.forEach((hertz, place) => note(hertz, sound.currentTime + place * 0.22, loud ? 0.9 : 0.3));
}

function note(hertz, at, volume) {
  const tone = new OscillatorNode(sound, { type: "triangle", frequency: hertz });
  const gain = new GainNode(sound, { gain: 0 });
  gain.gain.setValueAtTime(volume, at);
  gain.gain.exponentialRampToValueAtTime(0.001, at + 0.6);
  tone.connect(gain).connect(sound.destination);
  tone.start(at);
  tone.stop(at + 0.65);
}

everySecond.push(() => {
  if (hall.help.some(isAgain) && performance.now() - loudAt > LOUD_EVERY_MS) bell(true);
});

part("help", { fetch: get("/help"), draw, kinds: ["help."], place: "help-part" });
