// The board: shows the newest call, the calls before it and how many wait. It rings for no replay: a call is new when
// its id is. Written for old TV browsers too: no modules, no newer syntax than 2015.
(function () {
  "use strict";

  const DWELL_MS = 4000; // the least time a call stays the newest, however many come together
  const SILENCE_MS = 12000; // the server says something every 5 seconds
  const MOST_QUEUED = 6; // after a long silence older calls go straight to the list
  const ROWS = 6;

  const words = JSON.parse(document.getElementById("words").textContent);
  const byId = (id) => document.getElementById(id);

  function say(id, values) {
    return (words[id] || id).replace(/\{(\w+)\}/g, (whole, name) => (values && name in values ? values[name] : whole));
  }

  // --- what is shown ---

  let current = null;
  let before = []; // newest first
  let queued = []; // oldest first: calls that wait for their turn on the screen
  let newestId = null; // highest call id seen; null until the first answer
  let shownAt = 0;
  let turn = null;

  function show(call, isNews) {
    if (current) before.unshift(current);
    current = call;
    before = before.filter((one) => one.number !== call.number).slice(0, ROWS);
    shownAt = Date.now();
    draw();
    if (isNews) flash();
  }

  function nextTurn() {
    turn = null;
    if (!queued.length) return;
    const wait = shownAt + DWELL_MS - Date.now();
    if (current && wait > 0) turn = setTimeout(nextTurn, wait);
    else {
      show(queued.shift(), true);
      nextTurn();
    }
  }

  function draw() {
    const box = byId("newest");
    box.classList.toggle("quiet", !current);
    byId("newest-label").textContent = say(
      current ? (current.recall ? "web.board.recall" : "web.board.call") : "web.board.nobody"
    );
    byId("newest-number").textContent = current ? current.number : "";
    byId("newest-counter").textContent = current ? current.name : "";
    byId("newest-hint").hidden = !!current;
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

  // --- what the server says ---

  let clockOffset = 0; // the hall's local time minus this TV's idea of UTC
  let day = "";

  function take(state) {
    clockOffset = Date.parse(state.now.slice(0, 19) + "Z") - Date.now();
    const calls = state.calls.slice().sort((a, b) => a.id - b.id);
    const highest = calls.length ? calls[calls.length - 1].id : 0;
    const today = state.now.slice(0, 10);
    if (newestId === null || highest < newestId || day !== today) restart(calls);
    else {
      queued = queued.concat(calls.filter((call) => call.id > newestId));
      while (queued.length > MOST_QUEUED) show(queued.shift(), false);
      if (turn === null) nextTurn();
    }
    newestId = highest;
    day = today;
    drawServices(state.services);
    tick();
  }

  function restart(calls) {
    clearTimeout(turn);
    turn = current = null;
    before = queued = [];
    calls.forEach((call) => show(call, false));
    shownAt = 0;
    draw();
  }

  function drawServices(services) {
    services.forEach((service) => {
      const row = document.querySelector('[data-service="' + service.letter + '"]');
      if (!row) return;
      row.classList.toggle("closed", !service.open && !service.waiting);
      row.querySelector(".service-waiting").textContent = service.waiting
        ? say("web.board.waiting", { count: service.waiting })
        : say(service.open ? "web.board.none_waiting" : "web.board.closed");
    });
  }

  // --- the line: fetch the state, listen for changes, notice silence ---

  let heardAt = Date.now();
  let fetching = false;
  let again = false;
  let source = null;

  function refresh() {
    if (fetching) {
      again = true;
      return;
    }
    fetching = true;
    again = false;
    fetch("/api/board", { cache: "no-store" })
      .then((answer) => (answer.ok ? answer.json() : Promise.reject(new Error(answer.status))))
      .then((state) => {
        heard();
        take(state);
      })
      .catch(() => {}) // silence is noticed by the clock below
      .then(() => {
        fetching = false;
        if (again) refresh();
      });
  }

  function heard() {
    heardAt = Date.now();
    mark(false);
  }

  function mark(isOld) {
    byId("stale").hidden = !isOld;
    document.body.classList.toggle("old", isOld);
  }

  function listen() {
    if (source) source.close();
    source = new EventSource("/api/events");
    source.addEventListener("ping", heard);
    source.onmessage = () => {
      heard();
      refresh();
    };
    source.onerror = () => setTimeout(checkLine, 3000);
  }

  function checkLine() {
    if (source.readyState !== EventSource.OPEN) {
      mark(true);
      if (source.readyState === EventSource.CLOSED) listen();
    }
  }

  setInterval(() => {
    if (Date.now() - heardAt < SILENCE_MS) return;
    mark(true);
    heardAt = Date.now() - SILENCE_MS / 2; // try anew, but not every second
    listen();
    refresh();
  }, 1000);

  // A TV's own clock and zone are often wrong: the server's time is shown, once it is known.
  function tick() {
    if (!day) return;
    const now = new Date(Date.now() + clockOffset);
    const two = (n) => (n < 10 ? "0" : "") + n;
    byId("clock").textContent = two(now.getUTCHours()) + ":" + two(now.getUTCMinutes());
    const date = two(now.getUTCDate()) + "/" + two(now.getUTCMonth() + 1) + "/" + now.getUTCFullYear();
    byId("date").textContent = say("web.board.weekday." + now.getUTCDay()) + ", " + date;
  }

  draw();
  refresh();
  listen();
  setInterval(tick, 1000);
  setInterval(refresh, 60000); // a new day begins without any event
})();
