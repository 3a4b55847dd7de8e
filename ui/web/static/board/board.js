// The board: shows the newest call, the calls before it and how many wait; joins turns, voice and line.
// Written for old TV browsers too: no modules, no newer syntax than 2015.
(function () {
  "use strict";

  const INFO_MS = 12000; // how long one line of the info strip stays
  const LOADING_MS = 5000; // a call waits so long for the clips to arrive
  const LONG_NAME = 11; // letters of a counter's name that fit at full size
  const ROWS = 6;
  const FEW = 3; // fewer calls before the newest leave it more room

  const byId = (id) => document.getElementById(id);
  const words = JSON.parse(byId("words").textContent);
  const clips = JSON.parse(byId("clips").textContent);
  const mostCalls = Number(document.querySelector("[data-calls]").dataset.calls);
  const voice = window.boardVoice;
  const turns = window.boardTurns(mostCalls, () => !isLoading(), announce);

  function say(id, values) {
    return (words[id] || id).replace(/\{(\w+)\}/g, (whole, name) => (values && name in values ? values[name] : whole));
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

  // --- calls ---

  function announce(call, follows, othersWait) {
    drawCalls();
    flash();
    return voice.say(call, {
      volume: settings.volume,
      chime: settings.chime && !follows, // one chime for calls that follow each other
      repeat: othersWait ? 0 : settings.repeat,
    });
  }

  function drawCalls() {
    const visible = turns.visible();
    const current = visible.filter((call) => call.live)[0];
    const newest = byId("newest").classList;
    newest.toggle("quiet", !current);
    newest.toggle("long", !!current && current.name.length > LONG_NAME);
    newest.toggle("directed", !!current && !!current.direction);
    const label = current ? (current.recall ? "web.board.recall" : "web.board.call") : nobody(visible);
    set("newest-label", say(label));
    set("newest-number", current ? current.number : "");
    set("newest-counter", current ? current.name : "");
    set("newest-direction", current ? current.direction : "");
    byId("newest-hint").hidden = !!current;
    const numbers = current ? [current.number] : [];
    const before = visible.filter((call) => numbers.indexOf(call.number) < 0 && numbers.push(call.number));
    byId("before").hidden = !before.length;
    document.querySelector(".middle").classList.toggle("few", before.length < FEW);
    drawLast(before.slice(0, ROWS));
  }

  function nobody(visible) {
    return visible.length ? "web.board.nobody.now" : "web.board.nobody";
  }

  function drawLast(before) {
    const list = byId("last");
    list.textContent = "";
    before.forEach((call) => {
      const row = document.createElement("li");
      row.className = call.live ? "last-row" : "last-row past";
      row.appendChild(span("last-number", call.number));
      row.appendChild(span(call.name.length > LONG_NAME ? "last-counter long" : "last-counter", call.name));
      if (!call.live) row.appendChild(span("last-past", say("web.board.past")));
      list.appendChild(row);
    });
  }

  function flash() {
    const box = byId("newest");
    box.classList.remove("flash");
    void box.offsetWidth; // lets the same animation start again
    box.classList.add("flash");
  }

  // --- who waits ---

  function drawServices(services) {
    const list = byId("services");
    while (list.children.length > services.length) list.removeChild(list.lastChild);
    while (list.children.length < services.length) list.appendChild(emptyService());
    services.forEach((service, at) => {
      const row = list.children[at];
      row.dataset.service = service.letter;
      row.querySelector(".service-letter").textContent = service.letter;
      row.querySelector(".service-name").textContent = service.name;
      row.classList.toggle("closed", !service.waiting && (!service.takes || !service.open));
      row.querySelector(".service-waiting").textContent = inWords(service);
      row.querySelector(".service-wait").textContent = waitInWords(service);
    });
  }

  function emptyService() {
    const row = document.createElement("li");
    row.className = "service";
    const line = row.appendChild(span("service-queue", ""));
    line.appendChild(span("service-waiting", ""));
    line.appendChild(span("service-wait", ""));
    row.insertBefore(span("service-letter", ""), line);
    row.appendChild(span("service-name", ""));
    return row;
  }

  function inWords(service) {
    if (service.waiting) return say("web.board.waiting", { count: service.waiting });
    if (!service.takes) return service.why_text;
    return say(service.open ? "web.board.none_waiting" : "web.board.closed");
  }

  function waitInWords(service) {
    if (!service.takes) return service.waiting ? service.why_text : "";
    return service.wait_text;
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

  let settings = { volume: 0, chime: true, repeat: 0 };
  let loadingSince = 0;

  function drawSound() {
    const state = settings.volume ? voice.state() : "off";
    loadingSince = state === "loading" ? loadingSince || Date.now() : 0;
    document.body.dataset.sound = state;
    byId("sound").hidden = state !== "locked";
    if (state === "loading") voice.load();
  }

  function isLoading() {
    return loadingSince > 0 && Date.now() - loadingSince < LOADING_MS;
  }

  // --- the hall's time: a TV's own clock and zone are often wrong ---

  const two = (n) => (n < 10 ? "0" : "") + n;
  let offset = null; // the hall's local time minus this TV's idea of UTC; null until the server has told it

  function timeOf(moment) {
    const at = new Date(moment + offset);
    return two(at.getUTCHours()) + ":" + two(at.getUTCMinutes());
  }

  function tick() {
    if (offset === null) return;
    const now = new Date(Date.now() + offset);
    set("clock", timeOf(Date.now()));
    const date = two(now.getUTCDate()) + "/" + two(now.getUTCMonth() + 1) + "/" + now.getUTCFullYear();
    set("date", say("web.board.weekday." + now.getUTCDay()) + ", " + date);
  }

  // --- what the server says ---

  function take(state) {
    offset = Date.parse(state.now.slice(0, 19) + "Z") - Date.now();
    settings = state.voice;
    drawSound();
    turns.take(state.calls, state.now.slice(0, 10));
    drawCalls();
    drawServices(state.services);
    takeTexts(state.texts);
    set("hall", state.hall);
    tick();
  }

  function mark(isOld, since) {
    if (isOld) set("stale", say("web.board.stale", { time: timeOf(since) }));
    byId("stale").hidden = !isOld;
    document.body.classList.toggle("old", isOld);
  }

  drawCalls();
  voice.start(clips);
  document.addEventListener("sound", drawSound);
  window.boardLine(take, mark);
  setInterval(tick, 1000);
  setInterval(() => {
    told += 1;
    drawInfo();
  }, INFO_MS);
})();
