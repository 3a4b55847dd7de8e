"""A second kiosk and the hall server it asks, in one process: the line between them breaks on command."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path
from typing import Literal

from uuid6 import uuid7

from kiosk.clock import Clock, SetClock
from kiosk.config import RangeSettings, Settings
from kiosk.errors import HallDownError, HallRefusedError, QueueError
from kiosk.papers.draw_ticket import draw_ticket
from kiosk.queue.desk import Desk
from kiosk.queue.hall_line import Ask, HallNews, Outcome, ServiceNews, Verdict
from kiosk.queue.hall_state import HallState
from kiosk.queue.handover import HandOver
from kiosk.queue.held import SOURCE
from kiosk.queue.help import HelpCall, call_help, help_call
from kiosk.queue.receive import Receiver
from kiosk.queue.remote import RemoteDesk
from kiosk.queue.remote_help import RemoteHelp
from kiosk.queue.tickets import TicketView
from kiosk.store.database import Store
from tests.fresh import fresh_store

Broken = Literal["", "no way", "no answer"]  # "no answer": the hall server does what was asked, and nobody hears it
RANGE = RangeSettings("B", 800, 899)


def new() -> str:
    return str(uuid7())


def with_second(settings: Settings) -> Settings:
    return replace(settings, kiosks=(RANGE,), hall=replace(settings.hall, hours=(), holidays=False))


class Wire:
    """The line, as the hall server's own objects behind a cut that a test makes."""

    def __init__(self, store: Store, desk: Desk, settings: Settings) -> None:
        self._store, self.desk, self._receiver = store, desk, Receiver(store, settings)
        self.broken: Broken = ""
        self.told: list[Outcome] = []
        self.meanwhile: Callable[[], object] = lambda: None  # happens while the next outcomes are on their way

    def take(self, ask: Ask) -> TicketView:
        self._way()
        try:
            view, _ = self.desk.take_once(
                ask.request, ask.service, priority=ask.priority, procedure=ask.procedure, submission=ask.submission,
                source=SOURCE.format(letter="B"), held=True,
            )  # fmt: skip
        except QueueError as error:
            self._answer()
            raise HallRefusedError(reason=str(error)) from error
        self._answer()
        return view

    def tell(self, outcomes: Sequence[Outcome]) -> Mapping[str, Verdict]:
        self._way()
        self.told += outcomes
        meanwhile, self.meanwhile = self.meanwhile, lambda: None
        meanwhile()
        verdicts = self._receiver.receive("B", outcomes)
        self._answer()
        return verdicts

    def news(self) -> HallNews:
        self._way()
        services = {
            one.letter: ServiceNews(one.letter, one.waiting or 0, one.why) for one in self.desk.overview.services()
        }
        return HallNews(self._store.clock.now(), services)

    def call_help(self, request: str, where: str) -> HelpCall:
        self._way()
        return call_help(self._store, request, where)

    def help_call(self, call: str) -> HelpCall:
        self._way()
        return help_call(self._store, call)

    def _way(self) -> None:
        if self.broken == "no way":
            raise HallDownError

    def _answer(self) -> None:
        if self.broken == "no answer":
            raise HallDownError


@dataclass
class Second:
    """The second kiosk with a file and a clock of its own."""

    store: Store
    clock: SetClock
    wire: Wire
    state: HallState
    desk: RemoteDesk
    handover: HandOver
    help: RemoteHelp

    def take(self, service: str = "A", request: str = "") -> TicketView:
        return self.desk.take(request or new(), service)

    def round(self) -> None:
        self.handover.round()


def second_kiosk(folder: Path, clock: SetClock, wire: Wire, settings: Settings) -> Second:
    """Return a second kiosk over `folder`; over the same folder again it is the same one, started anew."""
    store = fresh_store(folder / "second.db", clock)
    own = replace(settings, kiosk=replace(settings.kiosk, letter="B", hall="http://hall", token="t"))
    state, calls = HallState(clock), RemoteHelp(wire)
    desk = RemoteDesk(store, own, wire, state, draw_ticket)
    return Second(store, clock, wire, state, desk, HandOver(store, wire, state, clock, calls), calls)


@dataclass
class TwoKiosks:
    """The hall and its second kiosk; their clocks tick together."""

    hall: Desk
    store: Store
    clock: SetClock
    wire: Wire
    second: Second

    def forward(self, step: timedelta) -> None:
        for clock in {id(one): one for one in (self.clock, self.second.clock)}.values():
            clock.forward(step)

    def waiting(self, service: str = "A") -> list[str]:
        """The numbers that wait at the hall, in the order of calling."""
        return [one.number for one in self.hall.overview.tickets("waiting", service)]

    def states(self) -> dict[str, str]:
        return {one.number: one.state for one in self.hall.overview.tickets()}


def minutes(count: float) -> timedelta:
    return timedelta(minutes=count)


def clock_of(now: Clock, off: timedelta) -> SetClock:
    return SetClock(now.now() + off)
