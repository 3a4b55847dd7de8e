// Keys do what stands on the buttons, never while somebody types, asks or scans.
import { byId } from "./dom.js";
import { doAct, setCounter } from "./acts.js";
import { isAsking } from "./dialogs.js";
import { find } from "./find.js";
import { answerFirst } from "./help.js";
import { enter, step } from "./lists.js";
import { close, openBeside, openScanned } from "./submissions.js";
import { session } from "./wire.js";

const ACTS = {
  KeyG: "next", KeyL: "recall", KeyV: "no_show", KeyB: "start", KeyX: "finish", KeyT: "park", KeyC: "transfer",
  KeyI: "reprint", KeyZ: "undo", Delete: "cancel",
};
const OTHERS = {
  KeyO: () => setCounter("open"),
  KeyN: () => setCounter("break"),
  KeyQ: () => setCounter("closed"),
  KeyS: () => find(),
  KeyD: answerFirst,
  KeyH: openBeside,
  KeyM: () => byId("code").focus(),
  Digit1: () => enter("waiting"),
  Digit2: () => enter("parked"),
  Digit3: () => enter("missed"),
};

// A scanner at the desk types like a person, only faster than any person can: its letters must not finish a ticket.
const BURST_MS = 45;
let burst = "";
let last = -Infinity;
let waiting = 0;

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
  if (inBurst(event) || event.repeat) return;
  const act = ACTS[event.code] && (() => doAct(ACTS[event.code]));
  const wanted = act ?? OTHERS[event.code];
  if (!wanted) return;
  event.preventDefault();
  clearTimeout(waiting);
  waiting = setTimeout(wanted, BURST_MS);
});

/** Whether this key belongs to something scanned; Enter ends it. */
function inBurst(event) {
  const fast = event.timeStamp - last < BURST_MS;
  const more = fast && burst.length > 0;
  if (event.key === "Enter") {
    if (!more || burst.length < 4) return false;
    event.preventDefault();
    openScanned(burst);
    burst = "";
    return true;
  }
  if (event.key.length !== 1) return false;
  last = event.timeStamp;
  burst = more ? burst + event.key : event.key;
  if (more) {
    clearTimeout(waiting);
    event.preventDefault();
  }
  return more;
}

function leaveAll(target) {
  close();
  target.blur?.();
}
