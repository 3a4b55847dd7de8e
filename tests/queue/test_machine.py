"""Hundreds of random days: whatever clerks and villagers press, the rules of the queue hold."""

import uuid
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, get_args

from hypothesis import settings as how
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from kiosk.clock import HALL_ZONE, SetClock
from kiosk.config import default_settings_file, read_settings
from kiosk.errors import QueueError
from kiosk.queue.desk import Desk
from kiosk.queue.tickets import Verb
from tests.fresh import fresh_store

SETTINGS = read_settings(default_settings_file())
SERVICES = st.sampled_from("ABCDE")
COUNTERS = st.integers(1, 4)
KLASSES = st.sampled_from([False, True, "elderly", "merit"])


class Hall(RuleBasedStateMachine):
    def __init__(self) -> None:
        super().__init__()
        self.folder = TemporaryDirectory()
        self.clock = SetClock(datetime(2026, 11, 23, 8, tzinfo=HALL_ZONE))
        self.store = fresh_store(Path(self.folder.name) / "hall.db", self.clock)
        self.desk = Desk(self.store, SETTINGS)
        self.issued: dict[str, str] = {}
        self.given: set[tuple[str, str]] = set()

    def teardown(self) -> None:
        self.store.close()
        self.folder.cleanup()

    @rule(service=SERVICES, klass=KLASSES)
    def take(self, service: str, klass: bool | str) -> None:
        with suppress(QueueError):  # all counters of the service have closed
            ticket = self.desk.take(str(uuid.uuid4()), service, priority=klass)
            today = self.clock.now().date().isoformat()
            assert (today, ticket.number) not in self.given, "a number was given twice"
            self.given.add((today, ticket.number))
            assert ticket.ahead == self.desk.overview.ticket(ticket.id).ahead, "the paper says another place"
            self.issued[ticket.id] = ticket.number

    @rule(counter=COUNTERS)
    def call_next(self, counter: int) -> None:
        line = [one for one in self.desk.overview.waiting_for(counter) if one.not_before is None]
        with suppress(QueueError):  # it has somebody
            ticket = self.desk.next(str(uuid.uuid4()), counter)
            head = line[0].id if line else None
            assert (ticket.id if ticket else None) == head, "next is not the head of the list"

    @rule(data=st.data(), verb=st.sampled_from(get_args(Verb)), counter=COUNTERS, service=SERVICES)
    def act(self, data: st.DataObject, verb: Verb, counter: int, service: str) -> None:
        if self.issued:
            ticket = self.desk.overview.ticket(data.draw(st.sampled_from(sorted(self.issued))))
            more: dict[str, Any] = {"counter": counter, "service": service} if verb == "transfer" else {}
            more = {"counter": counter} if verb == "resume" else more
            with suppress(QueueError):
                after = self.desk.change(verb, str(uuid.uuid4()), ticket.id, ticket.version, **more)
                assert (after.id, after.number) == (ticket.id, ticket.number)
                assert after.version > ticket.version

    @rule(counter=COUNTERS, state=st.sampled_from(["open", "break", "closed"]))
    def set_counter(self, counter: int, state: str) -> None:
        self.desk.set_counter(counter, state)

    @rule()
    def night(self) -> None:
        self.desk.close_days()

    @rule(minutes=st.sampled_from([-30, 1, 5, 30, 50, 600]))
    def time_passes(self, minutes: int) -> None:
        step: Callable[[], None] = lambda: self.clock.forward(timedelta(minutes=minutes))  # noqa: E731
        if datetime(2026, 11, 23, 1, tzinfo=HALL_ZONE) < self.clock.now() + timedelta(minutes=minutes):
            step()

    @invariant()
    def everybody_is_somewhere_once(self) -> None:
        day = self.clock.now().date().isoformat()
        rows = self.store.rows("SELECT ticket, COUNT(*) AS legs FROM leg WHERE state <> 'transferred' GROUP BY ticket")
        assert {row["ticket"]: row["legs"] for row in rows} == dict.fromkeys(self.issued, 1)
        busy = self.store.rows(
            "SELECT counter FROM leg WHERE state IN ('called', 'serving') AND day = ? GROUP BY counter "
            "HAVING COUNT(*) > 1 OR counter IS NULL",
            (day,),
        )
        assert not busy, "a counter has two, or somebody is called to none"

    @invariant()
    def periods_follow_the_legs(self) -> None:
        wrong = self.store.rows(
            "SELECT leg.id FROM leg LEFT JOIN period ON period.leg = leg.id AND until_ms IS NULL "
            "GROUP BY leg.id HAVING COUNT(period.n) <> 1 OR MAX(period.state) <> leg.state"
        )
        assert not wrong

    @invariant()
    def everybody_who_waits_stands_in_a_line(self) -> None:
        waiting = {one.id for one in self.desk.overview.tickets("waiting")}
        lines = {one.id for counter in (1, 2, 3, 4) for one in self.desk.overview.waiting_for(counter)}
        assert lines == waiting


Hall.TestCase.settings = how(max_examples=30, stateful_step_count=40, deadline=None)
TestHall = Hall.TestCase
