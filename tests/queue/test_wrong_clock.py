"""A machine whose clock is wrong: 1970 without a battery, 2099 by a slip, a step during a run. Nobody loses a place."""

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from kiosk.clock import HALL_ZONE, SetClock, hall_day, milliseconds
from kiosk.clock_keeping import keep_time, told_time
from kiosk.config import Settings
from kiosk.forms.retention import Retention
from kiosk.queue.desk import Desk
from kiosk.store import clock_marks
from kiosk.store.database import Store
from kiosk.trusted_clock import TrustedClock

FRIDAY = datetime(2026, 11, 27, 16, 30, tzinfo=HALL_ZONE)
MONDAY = datetime(2026, 11, 30, 7, 30, tzinfo=HALL_ZONE)
DEAD = datetime(1970, 1, 1, 8, 0, tzinfo=HALL_ZONE)
FAR_AHEAD = datetime(2099, 6, 1, 9, 0, tzinfo=HALL_ZONE)


class Machine:
    """A machine that is switched on at `own`, with the file that was there before."""

    def __init__(self, file: Path, own: datetime, boot: str) -> None:
        self.own = SetClock(own)
        self.clock = TrustedClock(self.own, boot)
        self.store = Store(file, self.clock)
        self.clock.attend(lambda: clock_marks.read(self.store.db))
        keep_time(self.store)

    def passes(self, minutes: float) -> None:
        self.own.forward(timedelta(minutes=minutes))
        keep_time(self.store)

    def steps_to(self, at: datetime) -> None:
        """Set the machine's own clock; the steady one goes on."""
        self.own.set(at)

    def doubts(self) -> str:
        return self.clock.doubt()


@pytest.fixture
def boot(tmp_path: Path) -> Iterator[Callable[[datetime], Machine]]:
    """boot(MONDAY): the machine is switched on, and its own clock shows that."""
    made: list[Machine] = []

    def switch_on(own: datetime) -> Machine:
        if made:
            made[-1].store.close()
        made.append(Machine(tmp_path / "hall.db", own, f"boot{len(made)}"))
        return made[-1]

    yield switch_on
    made[-1].store.close()


def take(machine: Machine, settings: Settings, request: str) -> str:
    return Desk(machine.store, settings).take(request, "A", source="counter").number


def open_tickets(machine: Machine, settings: Settings) -> list[str]:
    desk = Desk(machine.store, settings)
    desk.close_days()
    return [one.number for one in desk.overview.tickets("waiting")]


def test_a_clock_that_runs_is_believed(boot: Callable[[datetime], Machine]):
    boot(FRIDAY).passes(30)
    machine = boot(MONDAY)
    assert (machine.clock.now(), machine.doubts()) == (MONDAY, "")


def test_a_boot_without_battery_goes_on_from_what_was_known_and_says_so(boot: Callable[[datetime], Machine]):
    boot(FRIDAY).passes(30)
    machine = boot(DEAD)
    machine.passes(5)
    assert (machine.clock.now(), machine.doubts()) == (FRIDAY + timedelta(minutes=35), "unset")


def test_numbers_given_by_a_dead_battery_move_to_the_right_day(boot: Callable[[datetime], Machine], settings: Settings):
    friday = boot(FRIDAY)
    take(friday, settings, "friday")
    friday.passes(30)
    machine = boot(DEAD)
    given = [take(machine, settings, f"monday {number}") for number in range(2)]
    told_time(machine.store, milliseconds(MONDAY))
    given.append(take(machine, settings, "after"))
    assert (open_tickets(machine, settings), given, machine.doubts()) == (given, ["A002", "A003", "A004"], "")


def test_a_clock_that_the_network_sets_right_is_believed_again(boot: Callable[[datetime], Machine], settings: Settings):
    boot(FRIDAY).passes(30)
    machine = boot(DEAD)
    number = take(machine, settings, "monday")
    machine.steps_to(MONDAY)
    keep_time(machine.store)
    assert (machine.clock.now(), machine.doubts(), open_tickets(machine, settings)) == (MONDAY, "", [number])


def test_a_jump_to_2099_ends_no_day_and_erases_nothing(boot: Callable[[datetime], Machine], settings: Settings):
    machine = boot(MONDAY)
    number = take(machine, settings, "one")
    machine.passes(60)
    machine.steps_to(FAR_AHEAD)
    machine.passes(5)
    kept = Retention(machine.store, settings).expire()
    today = hall_day(machine.clock.now())
    assert (open_tickets(machine, settings), machine.doubts(), today) == ([number], "far", MONDAY.date())
    assert (kept.drafts, take(machine, settings, "two")) == ((), "A002")


def test_a_boot_in_2099_is_not_believed(boot: Callable[[datetime], Machine]):
    boot(FRIDAY).passes(30)
    machine = boot(FAR_AHEAD)
    assert (machine.clock.now().year, machine.doubts()) == (2026, "far")


def test_the_province_is_believed_more_than_the_machine(boot: Callable[[datetime], Machine]):
    boot(FRIDAY).passes(30)
    machine = boot(FAR_AHEAD)
    told_time(machine.store, milliseconds(MONDAY))
    machine.passes(20)
    assert (machine.clock.now(), machine.clock.quality(), machine.doubts()) == (
        MONDAY + timedelta(minutes=20), "far", "",
    )  # fmt: skip


def test_what_is_sent_says_that_its_time_is_a_guess(boot: Callable[[datetime], Machine]):
    boot(FRIDAY).passes(30)
    machine = boot(DEAD)
    with machine.store.act() as act:
        act.send("ticket.issued", {})
    row = machine.store.row("SELECT wall_ms, clock_quality FROM outbox_event")
    assert row is not None
    assert (hall_day(datetime.fromtimestamp(row[0] / 1000, HALL_ZONE)), row[1]) == (FRIDAY.date(), "unset")


def test_a_new_machine_without_battery_does_not_live_in_1970(boot: Callable[[datetime], Machine]):
    machine = boot(DEAD)
    assert (machine.clock.now().year, machine.doubts()) == (2026, "unset")


def test_a_machine_that_stood_in_a_cupboard_for_four_months_is_believed(boot: Callable[[datetime], Machine]):
    boot(FRIDAY).passes(30)
    spring = FRIDAY + timedelta(days=120)
    assert (boot(spring).clock.now(), boot(spring).doubts()) == (spring, "")
