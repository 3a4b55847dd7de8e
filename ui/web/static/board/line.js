// The line to the server: fetches the state, listens for changes, and notices when it hears nothing.
(function () {
  "use strict";

  const SILENCE_MS = 12000; // the server says something every 5 seconds
  const MINUTE_MS = 60000;

  // onState(state): a new look; onMark(isOld, since): whether what is shown may be old, and since which moment.
  window.boardLine = function (onState, onMark) {
    let goodAt = Date.now(); // when the line and the state were last known to be good
    let triedAt = Date.now();
    let failing = false;
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
        .then(
          (state) => {
            fetching = failing = false;
            heard();
            onState(state);
          },
          () => {
            fetching = false;
            failing = true; // silence is noticed by the watch below
          }
        )
        .then(() => {
          if (again) refresh();
        });
    }

    function heard() {
      if (failing) return;
      goodAt = triedAt = Date.now();
      onMark(false, goodAt);
    }

    function listen() {
      if (source) source.close(); // never two lines at once
      source = new EventSource("/api/events");
      source.addEventListener("ping", heard);
      source.onmessage = () => {
        heard();
        refresh();
      };
      source.onerror = () => setTimeout(check, 3000);
    }

    function check() {
      if (source.readyState === EventSource.OPEN) return;
      onMark(true, goodAt);
      if (source.readyState === EventSource.CLOSED) listen();
    }

    function watch() {
      if (Date.now() - goodAt >= SILENCE_MS) onMark(true, goodAt);
      if (Date.now() - triedAt < SILENCE_MS) return;
      triedAt = Date.now() - SILENCE_MS / 2; // try anew, but not every second
      listen();
      refresh();
    }

    refresh();
    listen();
    setInterval(watch, 1000);
    setInterval(refresh, MINUTE_MS); // a new day begins without any event
  };
})();
