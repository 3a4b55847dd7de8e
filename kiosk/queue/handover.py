"""A second kiosk keeps in touch with the hall server: hears how the hall is, and tells what became of each request.

Outcomes are told in the order in which they happened and kept until there is a verdict. What the hall server refuses
stays in the file for the technician (`kiosk handover`).
"""

import logging
from dataclasses import dataclass
from datetime import datetime
from threading import Event

from kiosk.clock import Clock, milliseconds, moment
from kiosk.errors import HallDownError
from kiosk.languages import texts
from kiosk.queue.hall_line import AGAIN, TAKEN, HallLine, HallNews, Outcome
from kiosk.queue.hall_state import HallState
from kiosk.queue.remote_help import RemoteHelp
from kiosk.store import handover as table
from kiosk.store.database import Row, Store
from kiosk.store.outbox import boot_id

log = logging.getLogger("kiosk.hall")

PAUSE_SECONDS = 2.0  # between two looks at the hall
LOOK_SECONDS = 0.2  # between two looks whether to stop
LIFE_SECONDS = 30.0  # between two signs of life while there is nothing to tell
ASKING_SECONDS = 30.0  # a request that is open for longer has nobody who waits for it
AT_ONCE = 50
DRIFT_MS = 1000  # a smaller difference of the clocks is no news

FINE = (TAKEN, AGAIN)


@dataclass(frozen=True, slots=True)
class Refused:
    """A ticket or request that the hall server did not take, and why, in words."""

    number: str
    at: datetime
    reason: str


class HandOver:
    """Runs beside the screen of a second kiosk."""

    def __init__(
        self, store: Store, line: HallLine, state: HallState, clock: Clock, help_calls: RemoteHelp | None = None
    ) -> None:
        self._store, self._line, self._state, self._clock, self._help = store, line, state, clock, help_calls
        self._alive_at = float("-inf")

    def run(self, stop: Event) -> None:
        """Keep in touch until told to stop."""
        while not stop.is_set():
            try:
                self.round()
            except HallDownError:
                pass
            except Exception:  # whatever it is, it must not end the hand-over for the rest of the day
                log.exception("the hall server was not told")
            self._pause(stop)

    def _pause(self, stop: Event) -> None:
        end = self._clock.monotonic() + PAUSE_SECONDS
        while not stop.is_set() and self._clock.monotonic() < end:
            if self._state.wake.wait(LOOK_SECONDS):
                self._state.wake.clear()
                return

    def round(self) -> None:
        """Hear the news, then tell all that waits.

        Raises:
            HallDownError: what was not told yet waits for the next round.
            StoreError
        """
        self._sweep()
        try:
            self._hear(self._line.news())
            while self._tell_some():
                pass
            if self._help is not None:
                self._help.refresh()
        except HallDownError as error:
            if self._state.reachable:
                log.warning("%s", error)
            self._state.lost()
            raise

    def waiting(self) -> dict[str, int]:
        """Return how many outcomes wait to be told: shown, alone, dropped, cancelled."""
        with self._store.reading() as db:
            return table.counts(db)

    def refused(self) -> list[Refused]:
        """Return what the hall server did not take, oldest first."""
        with self._store.reading() as db:
            return [_refused(row) for row in table.refused(db, FINE)]

    # --- inside ---

    def _hear(self, news: HallNews) -> None:
        if not self._state.reachable:
            log.info("the hall server answers again")
        self._state.heard(news)
        offset = milliseconds(news.now) - milliseconds(self._clock.now())
        with self._store.reading() as db:
            known = table.offset_ms(db)
        if abs(offset - known) > DRIFT_MS:
            with self._store.act() as act:
                table.set_offset(act.db, offset, milliseconds(act.now))

    def _sweep(self) -> None:
        """Drop requests whose asker is gone, so that the hall holds nothing for them."""
        before = round((self._clock.monotonic() - ASKING_SECONDS) * 1000)
        with self._store.reading() as db:
            if not table.left_open(db, boot_id(), before):
                return
        with self._store.act() as act:
            for request in table.left_open(act.db, boot_id(), before):
                table.decide(act.db, request, "asking", "dropped")

    def _tell_some(self) -> bool:
        """Tell a batch; returns whether there may be more to tell."""
        with self._store.reading() as db:
            rows = table.untold(db, AT_ONCE)
        if not rows and self._clock.monotonic() - self._alive_at < LIFE_SECONDS:
            return False
        verdicts = self._line.tell([self._outcome(row) for row in rows])
        self._alive_at = self._clock.monotonic()
        if not rows:
            return False
        with self._store.act() as act:
            for row in rows:
                if (verdict := verdicts.get(row["request"])) is None:
                    continue
                table.told(act.db, row["request"], row["state"], verdict, milliseconds(act.now))
                if verdict not in FINE:
                    act.record("handover.refused", row["ticket"] or "", number=row["number"], reason=verdict)
                    log.error("the hall server did not take %s: %s", row["number"], verdict)
        return any(row["request"] in verdicts for row in rows)

    def _outcome(self, row: Row) -> Outcome:
        if row["state"] != "alone":
            return Outcome(row["request"], row["state"], asked=True, ticket=row["ticket"] or "")
        return Outcome(
            row["request"], "alone", bool(row["asked"]), row["ticket"], row["number"], row["service"], row["class"],
            row["procedure"], row["submission"], self._age_ms(row),
        )  # fmt: skip

    def _age_ms(self, row: Row) -> int:
        """Return how long ago a number was given, by the steady clock unless the machine was started anew since."""
        if row["boot"] == boot_id():
            return round(self._clock.monotonic() * 1000) - row["mono_ms"]
        return milliseconds(self._clock.now()) - row["at_ms"]


def _refused(row: Row) -> Refused:
    reason = texts("vi").say(f"handover.{row['verdict']}")
    return Refused(row["number"] or "", moment(row["at_ms"]), reason)
