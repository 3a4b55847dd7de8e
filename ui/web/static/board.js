// The board: shows the newest call, the calls before it and how many wait. It rings for no replay: a call is new when
// its id is. Written for old TV browsers too: no modules, no newer syntax than 2015.
(function () {
  "use strict";

  const DWELL_MS = 4000; // the least time a call stays the newest, however many come together
  const SILENCE_MS = 12000; // the server says something every 5 seconds
  const INFO_MS = 12000; // how long one line of the info strip stays
  const LOADING_MS = 5000; // a call waits so long for the clips to arrive
  const ROWS = 6;
  const MEMORY = "board.shown"; // what had its turn, for a page that is loaded again

  const byId = (id) => document.getElementById(id);
  const words = JSON.parse(byId("words").textContent);
  const clips = JSON.parse(byId("clips").textContent);
  const mostCalls = Number(document.querySelector("[data-calls]").dataset.calls);
  const voice = window.boardVoice;

  function say(id, values) {
    return (words[id] || id).replace(/\{(\w+)\}/g, (whole, name) => (values && name in values ? values[name] : whole));
  }

  // --- calls and their turns ---

  const keyOf = (call) => call.id + " " + call.at; // with its time: a restored backup may give an id again
  let day = "";
  let calls = {}; // key -> call of today
  let shown = null; // key -> true: had its turn, or was too old for one; null until the first answer
  let queue = []; // calls that wait for their turn, oldest first
  let turn = null;
  let following = false; // an announcement has only just ended
  let settings = { volume: 0, chime: true, repeat: 0 };

  function takeCalls(state) {
    const today = state.now.slice(0, 10);
    if (day !== today) {
      clearTimeout(turn);
      calls = {};
      queue = [];
      shown = day ? {} : remembered(today);
      turn = null;
      day = today;
    }
    const first = shown === null;
    if (first) shown = {};
    forgetUndone(state.calls);
    state.calls
      .slice()
      .reverse()
      .forEach((call) => {
        const key = keyOf(call);
        if (calls[key]) return;
        calls[key] = call;
        if (shown[key]) return;
        if (first || !call.fresh) shown[key] = true;
        else queue.push(call);
      });
    if (turn === null) nextTurn();
    draw();
    remember();
  }

  // What should stand in the server's list and does not was taken back.
  function forgetUndone(list) {
    const there = {};
    let oldest = list.length < mostCalls ? 0 : Infinity;
    list.forEach((call) => {
      there[keyOf(call)] = true;
      oldest = Math.min(oldest, call.id);
    });
    Object.keys(calls).forEach((key) => {
      if (!there[key] && (calls[key].id >= oldest || queue.indexOf(calls[key]) < 0)) delete calls[key];
    });
    queue = queue.filter((call) => calls[keyOf(call)]);
  }

  // One turn lasts as long as its announcement, and at least DWELL_MS: none is cut off, none is lost.
  function nextTurn() {
    turn = null;
    if (!queue.length) {
      following = false;
      return;
    }
    if (loadingSince && Date.now() - loadingSince < LOADING_MS) {
      turn = setTimeout(nextTurn, 200);
      return;
    }
    const call = queue.shift();
    shown[keyOf(call)] = true;
    draw();
    flash();
    remember();
    const seconds = voice.say(call, {
      volume: settings.volume,
      chime: settings.chime && !following, // one chime for calls that follow each other
      repeat: queue.length ? 0 : settings.repeat,
    });
    following = true;
    turn = setTimeout(nextTurn, Math.max(DWELL_MS, seconds * 1000));
  }

  function remembered(today) {
    try {
      const kept = JSON.parse(localStorage.getItem(MEMORY));
      return kept && kept.day === today ? kept.shown : null;
    } catch (error) {
      return null; // a TV without storage forgets
    }
  }

  function remember() {
    const kept = {};
    Object.keys(calls).forEach((key) => {
      if (shown[key]) kept[key] = true;
    });
    try {
      localStorage.setItem(MEMORY, JSON.stringify({ day: day, shown: kept }));
    } catch (error) {
      return;
    }
  }

  // --- what is shown ---

  function draw() {
    const turned = Object.keys(calls)
      .filter((key) => shown && shown[key])
      .map((key) => calls[key])
      .sort((a, b) => b.id - a.id);
    const current = turned[0];
    byId("newest").classList.toggle("quiet", !current);
    const label = current ? (current.recall ? "web.board.recall" : "web.board.call") : "web.board.nobody";
    set("newest-label", say(label));
    set("newest-number", current ? current.number : "");
    set("newest-counter", current ? current.name : "");
    set("newest-direction", current ? current.direction : "");
    byId("newest").classList.toggle("directed", !!current && !!current.direction);
    byId("newest-hint").hidden = !!current;
    byId("before").hidden = !current;
    const numbers = current ? [current.number] : [];
    const before = turned.filter((call) => numbers.indexOf(call.number) < 0 && numbers.push(call.number));
    drawLast(before.slice(0, ROWS));
  }

  function drawLast(before) {
    const list = byId("last");
    list.textContent = "";
    before.forEach((call) => {
      const row = document.createElement("li");
      row.className = "last-row";
      row.appendChild(span("last-number", call.number));
      row.appendChild(span("last-counter", call.name));
      list.appendChild(row);
    });
  }

  function set(id, text) {
    if (byId(id).textContent !== text) byId(id).textContent = text;
  }

  function span(name, text) {
    const one = document.createElement("span");
    one.className = name;
    one.textContent = text;
    return one;
  }

  function flash() {
    const box = byId("newest");
    box.classList.remove("flash");
    void box.offsetWidth; // lets the same animation start again
    box.classList.add("flash");
  }

  function drawServices(services) {
    services.forEach((service) => {
      const row = document.querySelector('[data-service="' + service.letter + '"]');
      if (!row) return;
      row.classList.toggle("closed", !service.waiting && (!service.takes || !service.open));
      row.querySelector(".service-waiting").textContent = inWords(service);
      row.querySelector(".service-wait").textContent = service.takes ? waitInWords(service.wait_minutes) : "";
    });
  }

  function inWords(service) {
    if (service.waiting) return say("web.board.waiting", { count: service.waiting });
    if (!service.takes) return say("web.board.reason." + service.reason);
    return say(service.open ? "web.board.none_waiting" : "web.board.closed");
  }

  function waitInWords(minutes) {
    if (!minutes || !minutes[1]) return "";
    return say(minutes[0] ? "web.board.wait" : "web.board.wait.most", { least: minutes[0], most: minutes[1] });
  }

  // --- the info strip ---

  let texts = [];
  let told = 0;

  function takeTexts(given) {
    if (given.join("\n") !== texts.join("\n")) {
      texts = given;
      told = 0;
    }
    drawInfo();
  }

  function drawInfo() {
    byId("info").hidden = !texts.length;
    set("info", texts.length ? texts[told % texts.length] : "");
  }

  // --- sound ---

  let loadingSince = 0;

  function drawSound() {
    const state = settings.volume ? voice.state() : "off";
    loadingSince = state === "loading" ? loadingSince || Date.now() : 0;
    document.body.dataset.sound = state;
    byId("sound").hidden = state !== "locked";
    if (state === "loading") voice.load();
  }

  // --- the line: fetch the state, listen for changes, notice silence ---

  let goodAt = Date.now(); // when the line and the state were last known to be good
  let triedAt = Date.now();
  let failing = false;
  let fetching = false;
  let again = false;
  let source = null;
  let clockOffset = 0; // the hall's local time minus this TV's idea of UTC

  function take(state) {
    clockOffset = Date.parse(state.now.slice(0, 19) + "Z") - Date.now();
    settings = state.voice;
    drawSound();
    takeCalls(state);
    drawServices(state.services);
    takeTexts(state.texts);
    tick();
  }

  function refresh() {
    if (fetching) {
      again = true;
      return;
    }
    fetching = true;
    again = false;
    fetch("/api/board", { cache: "no-store" })
      .then((answer) => (answer.ok ? answer.json() : Promise.reject(new Error(answer.status))))
      .then(
        (state) => {
          fetching = failing = false;
          heard();
          take(state);
        },
        () => {
          fetching = false;
          failing = true; // silence is noticed by the clock below
        }
      )
      .then(() => {
        if (again) refresh();
      });
  }

  function heard() {
    if (failing) return;
    goodAt = triedAt = Date.now();
    mark(false);
  }

  function mark(isOld) {
    if (isOld) set("stale", say("web.board.stale", { time: timeOf(goodAt) }));
    byId("stale").hidden = !isOld;
    document.body.classList.toggle("old", isOld);
  }

  function listen() {
    if (source) source.close(); // never two lines at once
    source = new EventSource("/api/events");
    source.addEventListener("ping", heard);
    source.onmessage = () => {
      heard();
      refresh();
    };
    source.onerror = () => setTimeout(checkLine, 3000);
  }

  function checkLine() {
    if (source.readyState === EventSource.OPEN) return;
    mark(true);
    if (source.readyState === EventSource.CLOSED) listen();
  }

  function watch() {
    if (Date.now() - goodAt >= SILENCE_MS) mark(true);
    if (Date.now() - triedAt < SILENCE_MS) return;
    triedAt = Date.now() - SILENCE_MS / 2; // try anew, but not every second
    listen();
    refresh();
  }

  // A TV's own clock and zone are often wrong: the server's time is shown, once it is known.
  const two = (n) => (n < 10 ? "0" : "") + n;

  function timeOf(moment) {
    const at = new Date(moment + clockOffset);
    return two(at.getUTCHours()) + ":" + two(at.getUTCMinutes());
  }

  function tick() {
    if (!day) return;
    const now = new Date(Date.now() + clockOffset);
    set("clock", timeOf(Date.now()));
    const date = two(now.getUTCDate()) + "/" + two(now.getUTCMonth() + 1) + "/" + now.getUTCFullYear();
    set("date", say("web.board.weekday." + now.getUTCDay()) + ", " + date);
  }

  draw();
  voice.start(clips);
  document.addEventListener("sound", drawSound);
  refresh();
  listen();
  setInterval(watch, 1000);
  setInterval(tick, 1000);
  setInterval(refresh, 60000); // a new day begins without any event
  setInterval(() => {
    told += 1;
    drawInfo();
  }, INFO_MS);
})();
