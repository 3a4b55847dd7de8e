// Which calls are on the board, and whose turn it is to be announced: none lost, none cut off, none twice.
// A call is new when its id is; one that is too old to ring for (the server says so) is shown without a turn.
(function () {
  "use strict";

  const DWELL_MS = 4000; // the least time a call stays the newest, however many come together
  const MEMORY = "board.shown"; // what had its turn, for a page that is loaded again

  const keyOf = (call) => call.id + " " + call.at; // with its time: a restored backup may give an id again

  // most: how many calls the server lists; mayStart(): false while the sound is still being loaded;
  // announce(call, follows, othersWait): shows and says it, returns how many seconds that takes.
  window.boardTurns = function (most, mayStart, announce) {
    let day = "";
    let calls = {}; // key -> call of today
    let shown = null; // key -> true: had its turn, or was too old for one; null until the first answer
    let queue = []; // calls that wait for their turn, oldest first
    let timer = null;
    let following = false; // an announcement has only just ended

    function take(list, today) {
      if (day !== today) begin(today);
      const first = shown === null;
      if (first) shown = {};
      forgetUndone(list);
      list
        .slice()
        .reverse()
        .forEach((call) => {
          const key = keyOf(call);
          if (calls[key]) {
            Object.assign(calls[key], call); // it may have ended, or its counter have got another name
            return;
          }
          calls[key] = call;
          if (shown[key]) return;
          if (first || !call.fresh) shown[key] = true;
          else queue.push(call);
        });
      if (timer === null) next();
      remember();
    }

    function begin(today) {
      clearTimeout(timer);
      timer = null;
      calls = {};
      queue = [];
      shown = day ? {} : remembered(today);
      day = today;
    }

    // What should stand in the server's list and does not was taken back.
    function forgetUndone(list) {
      const there = {};
      let oldest = list.length < most ? 0 : Infinity;
      list.forEach((call) => {
        there[keyOf(call)] = true;
        oldest = Math.min(oldest, call.id);
      });
      Object.keys(calls).forEach((key) => {
        if (!there[key] && (calls[key].id >= oldest || queue.indexOf(calls[key]) < 0)) delete calls[key];
      });
      queue = queue.filter((call) => calls[keyOf(call)]);
    }

    // A number that is not called any more is not announced either.
    function skipEnded() {
      while (queue.length && !queue[0].live) shown[keyOf(queue.shift())] = true;
    }

    // One turn lasts as long as its announcement, and at least DWELL_MS.
    function next() {
      timer = null;
      skipEnded();
      if (!queue.length) {
        following = false;
        return;
      }
      if (!mayStart()) {
        timer = setTimeout(next, 200);
        return;
      }
      const call = queue.shift();
      shown[keyOf(call)] = true;
      remember();
      const seconds = announce(call, following, queue.length > 0);
      following = true;
      timer = setTimeout(next, Math.max(DWELL_MS, seconds * 1000));
    }

    // Calls that had their turn, the newest first.
    function visible() {
      return Object.keys(calls)
        .filter((key) => shown && shown[key])
        .map((key) => calls[key])
        .sort((a, b) => b.id - a.id);
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

    return { take: take, visible: visible };
  };
})();
