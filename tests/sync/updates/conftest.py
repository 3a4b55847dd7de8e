"""What tests of signed targets start with. SQLite serves most; what differs on PostgreSQL asks for `database_url`."""

import shutil
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path

import pytest

from kiosk.catalogue.loading import load_bundled
from kiosk.clock import HALL_ZONE, SetClock
from kiosk.store.database import Store
from tests.sync.parts import Running
from tests.sync.updates.parts import Liar, Machine


@pytest.fixture
def database_url(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path / 'province.db'}"


@pytest.fixture(scope="session")
def bundled_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A hall's file with the bundled catalogue: made once, because it takes seconds."""
    file = tmp_path_factory.mktemp("bundled") / "hall.db"
    store = Store(file, SetClock(datetime(2026, 11, 23, 8, 0, tzinfo=HALL_ZONE)))
    load_bundled(store)
    store.db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    store.close()
    return file


@pytest.fixture
def make_machine(tmp_path: Path, clock: SetClock, bundled_file: Path) -> Iterator[Callable[..., Machine]]:
    """Makes machines that talk with an address, each with the clock of the test unless another is given."""
    made: list[Machine] = []

    def make(address: str, own: SetClock | None = None, patience: float = 25.0) -> Machine:
        home = tmp_path / f"machine{len(made)}"
        home.mkdir()
        shutil.copy(bundled_file, home / "hall.db")
        machine = Machine(home, address, own or clock, patience)
        made.append(machine)
        return machine

    yield make
    for one in made:
        one.close()


@pytest.fixture
def machine(province: Running, make_machine: Callable[..., Machine]) -> Machine:
    return make_machine(province.address)


@pytest.fixture
def liar(province: Running) -> Iterator[Liar]:
    with Liar(province.address) as made:
        yield made


@pytest.fixture
def lied_to(liar: Liar, make_machine: Callable[..., Machine]) -> Machine:
    """A machine whose line the liar holds."""
    return make_machine(liar.address)
