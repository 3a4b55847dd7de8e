// The board's loudspeaker: joins clips to a sentence on the audio clock, one sentence after the other, none cut off.
// A TV's browser lets a page sound only after a touch or a key, unless it was started with --autoplay-policy.
(function () {
  "use strict";

  const GAP_SECONDS = 0.6; // silence between two announcements
  const AGAIN_SECONDS = 0.8; // and before the same one is said again

  const AudioKind = window.AudioContext || window.webkitAudioContext;
  const buffers = {}; // clip -> AudioBuffer
  let wanted = []; // all clips there are
  let loading = false;
  let context = null;
  let gain = null;
  let free = 0; // when on the audio clock the last announcement has ended

  function start(clips) {
    wanted = clips;
    if (!AudioKind) return;
    context = new AudioKind();
    gain = context.createGain();
    gain.connect(context.destination);
    context.onstatechange = () => tell("sound", state());
    document.addEventListener("pointerdown", unlock);
    document.addEventListener("keydown", unlock);
  }

  // Fetch what is missing, one clip after the other; what failed is tried again the next time.
  function load() {
    const missing = wanted.filter((clip) => !buffers[clip]);
    if (loading || isLocked() || !missing.length) return;
    loading = true;
    missing
      .reduce((before, clip) => before.then(() => fetchClip(clip)), Promise.resolve())
      .then(() => {
        loading = false;
        tell("sound", state());
      });
  }

  function fetchClip(clip) {
    return fetch("/sounds/" + clip)
      .then((answer) => (answer.ok ? answer.arrayBuffer() : Promise.reject(new Error(clip))))
      .then((bytes) => new Promise((done, failed) => context.decodeAudioData(bytes, done, failed)))
      .then((buffer) => {
        buffers[clip] = buffer;
      })
      .catch(() => {});
  }

  function unlock() {
    if (context && context.state !== "running") context.resume().catch(() => {});
  }

  function isLocked() {
    return !context || context.state !== "running";
  }

  // "none": this browser has no sound; "locked": it waits for a touch; "loading"; "ready".
  function state() {
    if (!context) return "none";
    if (isLocked()) return "locked";
    return wanted.every((clip) => buffers[clip]) ? "ready" : "loading";
  }

  // Say one call; returns how many seconds it takes from now on, 0 when nothing is heard.
  function say(call, voice) {
    if (isLocked() || !voice.volume) return 0;
    const begin = Math.max(context.currentTime + 0.05, free);
    gain.gain.value = voice.volume / 100;
    let at = begin;
    const heard = [];
    const play = (clip, pause) => {
      const source = context.createBufferSource();
      source.buffer = buffers[clip];
      source.connect(gain);
      source.start(at);
      heard.push(clip);
      at += source.buffer.duration + pause / 1000;
    };
    if (voice.chime && buffers.chime) play("chime", 0);
    // Half a sentence would send somebody to the wrong counter: without all its clips only the chime rings.
    const whole = call.clips.every((one) => buffers[one[0]]);
    for (let round = 0; whole && round <= voice.repeat; round += 1) {
      if (round) at += AGAIN_SECONDS;
      call.clips.forEach((one) => play(one[0], one[1]));
    }
    if (!heard.length) return 0;
    free = at + GAP_SECONDS;
    tell("announced", { call: call.id, number: call.number, clips: heard, begin: begin, end: at });
    return free - context.currentTime;
  }

  // Whoever watches the board (a test, a technician's console) hears of every announcement.
  function tell(name, detail) {
    document.dispatchEvent(new CustomEvent(name, { detail: detail }));
  }

  window.boardVoice = { start: start, load: load, say: say, state: state };
})();
