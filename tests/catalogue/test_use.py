"""What villagers look at here is offered a little sooner here."""

from datetime import timedelta

import pytest

from kiosk.catalogue.index import prior
from kiosk.catalogue.library import USE_DAYS, USE_ENOUGH, USE_PRIOR, Library, by_use
from kiosk.catalogue.loading import day_of
from kiosk.clock import SetClock
from kiosk.store import catalogue as tables
from kiosk.store.database import Store

AGAIN, AT_HOME = "1.004884", "1.003583"  # registering a birth anew, and at people's homes


def looked_at(store: Store, code: str, times: int) -> None:
    with store.act() as act:
        for _ in range(times):
            tables.add_use(act, day_of(act.now), code)


def gained(library: Library, code: str) -> float:
    """Return how much more than by itself a procedure is wanted."""
    found = library.matches("khai sinh", 40)
    return next(one.entry.prior for one in found if one.entry.code == code) - prior(library.procedure(code))


def test_what_is_looked_at_most_gains_the_whole():
    assert by_use({"a": USE_ENOUGH, "b": 1}, "a") == pytest.approx(USE_PRIOR)


def test_what_is_looked_at_less_gains_less():
    uses = {"a": 90, "b": 9}
    assert 0 < by_use(uses, "b") < by_use(uses, "a")


def test_what_nobody_looked_at_gains_nothing():
    assert by_use({"a": USE_ENOUGH}, "b") == 0.0


def test_a_few_looks_say_nothing():
    assert by_use({"a": USE_ENOUGH - 1}, "a") == 0.0


def test_the_looks_of_all_together_must_be_enough():
    assert by_use({"a": USE_ENOUGH - 1, "b": 1}, "b") > 0.0


def test_without_any_look_nothing_is_gained():
    assert by_use({}, "a") == 0.0


def test_a_procedure_looked_at_here_is_wanted_more_until_that_is_long_ago(
    store: Store, library: Library, clock: SetClock
):
    looked_at(store, AGAIN, USE_ENOUGH)
    clock.forward(timedelta(days=1))
    looked_at(store, AT_HOME, USE_ENOUGH)
    clock.forward(timedelta(days=USE_DAYS))
    assert [gained(library, one) for one in (AGAIN, AT_HOME)] == pytest.approx([0.0, USE_PRIOR])
