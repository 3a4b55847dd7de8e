"""The hall server's end of a second kiosk: numbers held until they are seen, and tickets given out while it was away.

A ticket that a second kiosk takes here is "held" first: it has its number and its place, but nobody calls it before
the kiosk has said that a villager sees it. An answer that is lost on the way therefore never becomes a number that is
called and that nobody has. Everything here may be said twice.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from kiosk.clock import hall_day, milliseconds, moment
from kiosk.config import Settings
from kiosk.errors import NotAllowedError, RequestReusedError
from kiosk.queue.changes import cancel
from kiosk.queue.desk import numbers_of
from kiosk.queue.hall_line import AGAIN, TAKEN, Outcome, Verdict
from kiosk.queue.held import SOURCE, let_go
from kiosk.queue.room import Room
from kiosk.queue.undo import forget_held
from kiosk.store import handover as table
from kiosk.store import queue as tickets
from kiosk.store import requests
from kiosk.store.database import Act, Store

DAY_PASSED, OUT_OF_RANGE, UNKNOWN_SERVICE = "day_passed", "out_of_range", "unknown_service"
NUMBER_TAKEN, UNKNOWN_TICKET, GONE = "number_taken", "unknown_ticket", "gone"
DROPPED = "dropped"


class Receiver:
    """Takes what other kiosks tell.

    Args:
        settings: names the kiosks that have numbers of their own; no other may tell anything.
    """

    def __init__(self, store: Store, settings: Settings) -> None:
        self._store, self._settings = store, settings

    def receive(self, kiosk: str, outcomes: Sequence[Outcome]) -> dict[str, Verdict]:
        """Return the verdict on each outcome by its request id; each is an act of its own, in the given order.

        Raises:
            NotAllowedError: no numbers are reserved for this kiosk.
            StoreError: what was received before stays received; tell the rest again.
        """
        if kiosk not in [one.letter for one in self._settings.kiosks]:
            raise NotAllowedError()
        verdicts: dict[str, Verdict] = {}
        for outcome in outcomes:
            with self._store.act() as act:
                verdicts[outcome.request] = _Visit(act, self._settings, kiosk).receive(outcome)
        if not any(one.told == "alone" for one in outcomes):
            # While tickets come in, the moment before the line broke must stand: they cannot be older.
            with self._store.act() as act:
                table.set_seen(act.db, kiosk, milliseconds(act.now))
        return verdicts


@dataclass(frozen=True, slots=True)
class _Visit:
    """One act of one kiosk."""

    act: Act
    settings: Settings
    kiosk: str

    @property
    def source(self) -> str:
        return SOURCE.format(letter=self.kiosk)

    @property
    def room(self) -> Room:
        return Room(self.act, self.settings)

    def receive(self, outcome: Outcome) -> Verdict:
        match outcome.told:
            case "shown":
                return self._shown(outcome.request)
            case "dropped":
                self._drop(outcome.request)
                return TAKEN
            case "cancelled":
                return self._cancelled(outcome)
            case "alone":
                return self._alone(outcome)

    def _shown(self, request: str) -> Verdict:
        """Let the ticket of a request be called: a villager has its number."""
        leg = self._leg_of(request)
        if leg is None:
            return self._refuse(request, "", UNKNOWN_TICKET)
        if leg["state"] == "held":
            let_go(self.room, leg)
            return TAKEN
        if leg["state"] in ("cancelled", "expired"):
            return GONE
        forget_held(self.room, leg)
        return AGAIN

    def _drop(self, request: str) -> int | None:
        """See to it that a request never has a ticket that is called; returns the place its ticket had.

        A request that was not heard yet may still be on its way: it is refused when it comes.
        """
        if requests.heard(self.act.db, request) is None:
            self.act.remember(request, DROPPED, {})
            return None
        leg = self._leg_of(request)
        if leg is None:
            return None
        self._cancel(leg)
        return leg["place_ms"]

    def _cancelled(self, outcome: Outcome) -> Verdict:
        """End the ticket that a villager gave up, also one that was never handed over."""
        leg = self._own(tickets.leg_of(self.act.db, outcome.ticket))
        if leg is None:
            self._drop(outcome.request)
        else:
            self._cancel(leg)
        return TAKEN

    def _cancel(self, leg: tickets.Row) -> None:
        if leg["state"] in ("held", "waiting", "called", "parked"):
            room = self.room
            room.change(leg, **cancel(room.now_ms).columns, undo=None)
            room.tell("ticket.cancelled", leg["ticket"], source=self.source)

    def _alone(self, outcome: Outcome) -> Verdict:
        what = f"hand over {self.kiosk} {outcome.number}"
        try:
            before = self.act.answered(outcome.ticket, what)
        except RequestReusedError:  # another ticket came under this id: waiting for a better answer helps nobody
            return self._refuse(outcome.ticket, outcome.number, NUMBER_TAKEN)
        if before is not None:
            return AGAIN if before["verdict"] == TAKEN else before["verdict"]
        place = self._drop(outcome.request) if outcome.asked else None
        reason = self._problem(outcome)
        verdict = self._refuse(outcome.ticket, outcome.number, reason) if reason else self._add(outcome, place)
        self.act.remember(outcome.ticket, what, {"verdict": verdict})
        return verdict

    def _problem(self, outcome: Outcome) -> Verdict | None:
        """Return why a number cannot be taken, None when it can."""
        if self.settings.service(outcome.service) is None:
            return UNKNOWN_SERVICE
        first, last = numbers_of(self.settings, self.kiosk)
        value = int(outcome.number[1:])
        if outcome.number != f"{outcome.service}{value:03d}" or not first <= value <= last:
            return OUT_OF_RANGE
        room = self.room
        if hall_day(moment(room.now_ms - max(0, outcome.age_ms))).isoformat() != room.day:
            return DAY_PASSED
        there = tickets.leg_numbered(self.act.db, room.day, outcome.number) or tickets.leg_of(
            self.act.db, outcome.ticket
        )
        if there is not None:
            return NUMBER_TAKEN
        return None

    def _add(self, outcome: Outcome, place: int | None) -> Verdict:
        room = self.room
        issued_ms = self._issued_ms(outcome, room) if place is None else place
        classes = [one.id for one in self.settings.queue.classes]
        klass = outcome.klass if outcome.klass in classes else self.settings.queue.class_when("otherwise").id
        row = {
            "id": outcome.ticket, "day": room.day, "service": outcome.service,
            "counter_value": int(outcome.number[1:]), "number": outcome.number, "class": klass,
            "procedure": outcome.procedure, "submission": outcome.submission, "source": self.source,
            "issued_ms": issued_ms, "print_job": None,
        }  # fmt: skip
        tickets.insert_ticket(self.act.db, row, issued_ms)
        room.tell("ticket.taken", outcome.ticket, source=self.source, handed_over=True)
        return TAKEN

    def _issued_ms(self, outcome: Outcome, room: Room) -> int:
        """Return when a number was given out, by our clock.

        Not before the kiosk was last seen to have nothing to tell, nor before the number it handed over before, nor
        in the future: a wrong clock gains no place.
        """
        seen = table.seen_ms(self.act.db, self.kiosk)
        before = table.last_own_place(self.act.db, room.day, self.source, numbers_of(self.settings, self.kiosk))
        # Behind a clock that was set back stand people with later places: who comes now stands behind them.
        now_ms = max(room.now_ms, tickets.last_place(self.act.db, room.day, self._services))
        return min(max(now_ms - max(0, outcome.age_ms), seen, before), now_ms)

    @property
    def _services(self) -> list[str]:
        return [one.letter for one in self.settings.services]

    def _refuse(self, subject: str, number: str, reason: Verdict) -> Verdict:
        self.act.record("handover.refused", subject, kiosk=self.kiosk, number=number, reason=reason)
        return reason

    def _leg_of(self, request: str) -> tickets.Row | None:
        """Return the present leg of the ticket that this kiosk got for a request, or None."""
        heard = requests.heard(self.act.db, request)
        ticket = heard.get("id") if heard else None
        return self._own(tickets.leg_of(self.act.db, ticket)) if ticket else None

    def _own(self, leg: tickets.Row | None) -> tickets.Row | None:
        return leg if leg is not None and leg["source"] == self.source else None
