"""What all tests share: a clock that stands still, a fresh store, the default hall."""

import gc
import os
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import hypothesis
import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("QT_QUICK_BACKEND", "software")

from kiosk.clock import HALL_ZONE, SetClock
from kiosk.config import Settings, default_settings_file, read_settings
from kiosk.store.database import Store
from tests.engines import shared_engine
from tests.fresh import fresh_store

# Files are handed to the workers in this order, so that none of the long ones is left alone at the end.
LONGEST = (
    "journeys/", "sync/test_processes", "faults/", "sync/province/test_contract", "sync/walk/", "sync/province/pages/",
    "ui/touch/test_sizes", "ui/touch/test_lookup", "sync/", "ui_web/", "commands/test_hall",
)  # fmt: skip
SHARED = Path(__file__).parent.parent.parent / "shared"

# A busy machine is slow, not wrong.
hypothesis.settings.register_profile("busy", deadline=None, suppress_health_check=[hypothesis.HealthCheck.too_slow])
hypothesis.settings.load_profile("busy")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    def turn(item: pytest.Item) -> int:
        return next((at for at, name in enumerate(LONGEST) if f"tests/{name}" in item.nodeid), len(LONGEST))

    items.sort(key=turn)


def pytest_collection_finish() -> None:
    gc.collect()
    gc.freeze()  # what is loaded by now stays; looking through it again and again costs a tenth of all


@pytest.fixture(scope="session", autouse=True)
def engines() -> Iterator[None]:
    """Halls with the same catalogue share the engine of its search; who imports `Engine` by name builds his own."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("kiosk.catalogue.search.engine.Engine", shared_engine)
        yield


@pytest.fixture
def clock() -> SetClock:
    """Monday 23 November 2026, 08:00 in the hall."""
    return SetClock(datetime(2026, 11, 23, 8, 0, tzinfo=HALL_ZONE))


@pytest.fixture
def store(tmp_path: Path, clock: SetClock) -> Iterator[Store]:
    store = fresh_store(tmp_path / "hall.db", clock)
    yield store
    store.close()


@pytest.fixture
def settings() -> Settings:
    return read_settings(default_settings_file())


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of reference data beside the checkout; tests that need it skip where it is absent."""
    if not SHARED.is_dir():
        pytest.skip("reference data (../shared) is not beside this checkout")
    return SHARED
