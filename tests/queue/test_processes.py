"""Several processes on one file, as in a real hall: kiosks, counters, a wrong clock, midnight."""

import uuid
from collections import Counter
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from kiosk.clock import SetClock, SystemClock
from kiosk.config import Settings
from kiosk.queue.desk import Desk
from kiosk.store import journal
from kiosk.store.database import Store
from tests.fresh import fresh_store
from tests.queue.hall_process import next_midnight
from tests.queue.processes import at_once, everything

HOUR = 3600.0


@pytest.fixture
def real(tmp_path: Path) -> Iterator[Store]:
    """A store on the machine's own clock, as the processes use it."""
    store = fresh_store(tmp_path / "hall.db", SystemClock())
    yield store
    store.close()


def waiting(store: Store, settings: Settings, people: int, counters: str = "A") -> Desk:
    """Return a desk at which people wait for service A, with all counters open for `counters`."""
    desk = Desk(store, settings)
    for one in settings.counters:
        desk.set_counter(one.number, "open", counters)
    for _ in range(people):
        desk.take(str(uuid.uuid4()), "A")
    return desk


# --- kiosks and counters at once ---


def test_four_kiosks_take_1000_distinct_numbers_without_a_gap(real: Store):
    told = at_once(real.file, [("take", "ABCDE", 250)] * 4)
    assert everything(told) == [f"{letter}{n:03d}" for letter in "ABCDE" for n in range(1, 201)]


def test_what_four_kiosks_wrote_at_once_is_one_whole_journal(real: Store):
    at_once(real.file, [("take", "AB", 25)] * 4)
    assert journal.verify(real.db)[0] == 100


def test_four_counters_call_each_of_200_people_once(real: Store, settings: Settings):
    waiting(real, settings, 200)
    told = at_once(real.file, [("call-all", one.number) for one in settings.counters])
    assert everything(told) == [f"A{n:03d}" for n in range(1, 201)]


def test_one_take_from_four_processes_is_one_ticket(real: Store):
    request = str(uuid.uuid4())
    assert at_once(real.file, [("take-one", request)] * 4) == [["A001"]] * 4


def test_one_press_of_next_from_two_processes_is_one_call(real: Store, settings: Settings):
    desk = waiting(real, settings, 3)
    told = at_once(real.file, [("call-one", str(uuid.uuid4()))] * 2)
    assert (told, len(desk.overview.calls())) == ([["A001"]] * 2, 1)


# --- a clock that is an hour behind ---


@pytest.fixture
def mixed(real: Store) -> Store:
    """A file to which two kiosks wrote at once, one of them with a clock that is an hour behind."""
    at_once(real.file, [("take", "A", 40)] * 2, ahead=[0, -HOUR])
    return real


def test_a_kiosk_an_hour_behind_gives_no_number_twice(mixed: Store, settings: Settings):
    days = Counter((one.issued_at.date(), one.number) for one in Desk(mixed, settings).overview.tickets())
    assert set(days.values()) == {1}


def test_a_kiosk_an_hour_behind_lets_nobody_jump_the_line(mixed: Store, settings: Settings):
    listed = [one.number for one in Desk(mixed, settings).overview.tickets("waiting", "A")]
    assert listed == sorted(listed)


def test_a_counter_an_hour_behind_makes_no_negative_time(mixed: Store):
    at_once(mixed.file, [("call-all", 1), ("call-all", 4)], ahead=[0, -HOUR])
    negative = mixed.rows("SELECT leg, n FROM period WHERE until_ms < from_ms")
    assert negative == []


# --- midnight in Asia/Ho_Chi_Minh ---


@pytest.fixture
def night(real: Store, settings: Settings) -> tuple[Desk, list[str]]:
    """A desk a minute after a midnight at which two kiosks were taking tickets, and the days and numbers they told."""
    told = everything(at_once(real.file, [("take-past-midnight",)] * 2))
    real.clock = SetClock(next_midnight() + timedelta(minutes=1))
    return Desk(real, settings), told


def test_numbers_start_anew_at_the_halls_midnight_also_between_two_kiosks(night: tuple[Desk, list[str]]):
    days = Counter(line.split()[0] for line in night[1])
    expected = [f"{day} A{n:03d}" for day, count in days.items() for n in range(1, count + 1)]
    assert (len(days), night[1]) == (2, sorted(expected))


def test_who_was_left_over_yesterday_is_not_called(night: tuple[Desk, list[str]]):
    desk, told = night
    called = desk.next(str(uuid.uuid4()), 1)
    assert called is not None
    assert f"{told[-1].split()[0]} {called.number}" == next(line for line in told if line > told[-1].split()[0])


def test_the_end_of_the_day_closes_yesterdays_tickets_and_no_other(night: tuple[Desk, list[str]]):
    desk, told = night
    yesterdays = [line for line in told if line.startswith(told[0].split()[0])]
    assert desk.close_days() == len(yesterdays)
