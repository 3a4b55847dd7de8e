// Keys do what stands on the buttons, never while somebody types, asks or scans.
import { byId } from "./dom.js";
import { doAct, setCounter } from "./acts.js";
import { turn } from "./desk/sheet.js";
import { isAsking } from "./dialogs.js";
import { find } from "./find.js";
import { answerFirst } from "./help.js";
import { enter, step } from "./lists.js";
import { scanned } from "./scan.js";
import { close, openBeside } from "./submissions.js";
import { session } from "./wire.js";

const ACTS = {
  KeyG: "next",
  KeyL: "recall",
  KeyV: "no_show",
  KeyB: "start",
  KeyX: "finish",
  KeyT: "park",
  KeyC: "transfer",
  KeyI: "reprint",
  KeyZ: "undo",
  Delete: "cancel",
};
const OTHERS = {
  KeyO: () => setCounter("open"),
  KeyN: () => setCounter("break"),
  KeyQ: () => setCounter("closed"),
  KeyS: () => find(),
  KeyD: answerFirst,
  KeyH: openBeside,
  KeyM: () => byId("code").focus(),
  Digit1: () => turn("answers") || enter("waiting"),
  Digit2: () => turn("papers") || enter("parked"),
  Digit3: () => turn("out") || enter("missed"),
};

// A scanner at the desk types like a person, only faster than any person can: its letters must not finish a ticket.
const BURST_MS = 45;
const SHORTEST_SCAN = 5;
let burst = []; // the keys typed without a pause
let wanted = []; // what its keys would do
let ending = 0;

const isTyping = (event) => event.isComposing || /^(INPUT|SELECT|TEXTAREA)$/.test(event.target.tagName) || isAsking();

// By place on the keyboard, not by letter: a Vietnamese input method reports letters its own way.
document.addEventListener("keydown", (event) => {
  if (!session.who || event.ctrlKey || event.altKey || event.metaKey) return;
  if (event.key === "Escape" && !isAsking()) return leaveAll(event.target);
  if (isTyping(event)) return;
  if (event.key === "ArrowDown" || event.key === "ArrowUp") {
    if (step(event.target, event.key === "ArrowDown" ? 1 : -1)) event.preventDefault();
    return;
  }
  if (event.repeat) return;
  const act = ACTS[event.code] && (() => doAct(ACTS[event.code]));
  const press = act ?? OTHERS[event.code];
  if (press || burst.length) event.preventDefault();
  if (event.key === "Enter" && burst.length >= SHORTEST_SCAN) scanned(cleared());
  else if (event.key.length === 1 || press) add(event.key, press);
});

function add(typed, press) {
  burst.push(typed);
  if (press) wanted.push(press);
  clearTimeout(ending);
  ending = setTimeout(end, BURST_MS);
}

/** A pause: a few keys were pressed by a person and do what they do, many were a scan without an end. */
function end() {
  const presses = burst.length < SHORTEST_SCAN ? wanted : [];
  cleared();
  presses.forEach((press) => press());
}

function cleared() {
  const typed = burst.join("");
  clearTimeout(ending);
  burst = [];
  wanted = [];
  return typed;
}

/** Out of the field one types in; out of a field of the open submission back to its list, and only then out of it. */
function leaveAll(target) {
  const within = target.closest?.("#opened") && /^(INPUT|SELECT|TEXTAREA)$/.test(target.tagName);
  if (within) document.querySelector("#opened [aria-current], #opened [aria-selected=true]")?.focus();
  else close();
  if (document.activeElement === target) target.blur?.();
}
