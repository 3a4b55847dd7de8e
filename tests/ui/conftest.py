"""A real kiosk window over a real store, and the finger that taps on it. Any warning of Qt or QML fails the test."""

import shutil
from collections.abc import Callable, Iterator
from datetime import datetime
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from kiosk.catalogue.guidance import Guidance
from kiosk.catalogue.library import Library
from kiosk.catalogue.units import Units
from kiosk.clock import HALL_ZONE, SetClock
from kiosk.config import Settings
from kiosk.dossiers.advice import ResultAdvice
from kiosk.dossiers.check import ResultCheck
from kiosk.dossiers.secret import lookup_secret
from kiosk.forms.dropoff import DropOff
from kiosk.forms.library import Forms, load_forms
from kiosk.forms.resume import Resuming
from kiosk.forms.submissions import Submissions
from kiosk.papers.draw_ticket import draw_ticket
from kiosk.papers.secrets import Secrets
from kiosk.people.address import Addresses
from kiosk.queue.desk import Desk
from kiosk.queue.help import call_help, help_call, remind_help
from kiosk.queue.ratings import rate
from kiosk.queue.taken import TakenTickets
from kiosk.store.database import Store
from sync.seal import AgeDraftKeys, AgeOpener, AgeSealer, make_identity
from tests.ui.kiosk_window import KioskWindow
from ui.touch.app import build
from ui.touch.parts import Parts
from ui.touch.words import Words


@pytest.fixture(scope="session")
def qapp_cls() -> type[QGuiApplication]:
    return QGuiApplication


@pytest.fixture(scope="session")
def opened_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The file of a store that holds the bundled catalogue; `store` is a copy."""
    file = tmp_path_factory.mktemp("opened") / "hall.db"
    store = Store(file, SetClock(datetime(2026, 11, 23, 8, 0, tzinfo=HALL_ZONE)))
    Library(store)
    store.db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    store.close()
    return file


@pytest.fixture
def store(opened_once: Path, tmp_path: Path, clock: SetClock) -> Iterator[Store]:
    shutil.copy(opened_once, tmp_path / "hall.db")
    store = Store(tmp_path / "hall.db", clock)
    yield store
    store.close()


@pytest.fixture
def desk(store: Store, settings: Settings) -> Desk:
    return Desk(store, settings, draw_ticket)


@pytest.fixture
def opener(tmp_path: Path) -> AgeOpener:
    """The key of the clerks' desk."""
    make_identity(tmp_path / "desk" / "desk.key")
    return AgeOpener(tmp_path / "desk" / "desk.key")


@pytest.fixture(scope="session")
def forms() -> Forms:
    return load_forms()


@pytest.fixture(scope="session")
def units() -> Units:
    return Units()


@pytest.fixture(scope="session")
def addresses(units: Units) -> Addresses:
    return Addresses(units)


@pytest.fixture
def submissions(store: Store, settings: Settings, opener: AgeOpener, forms: Forms) -> Submissions:
    return Submissions(store, AgeSealer([opener.recipient]), settings, forms, AgeDraftKeys())


@pytest.fixture
def secrets() -> Secrets:
    """What the slips of this kiosk withhold from the disk."""
    return Secrets()


@pytest.fixture
def resuming(store: Store, settings: Settings, forms: Forms, secrets: Secrets) -> Resuming:
    return Resuming(store, settings, forms, AgeDraftKeys(), secrets)


@pytest.fixture
def parts(
    settings: Settings,
    clock: SetClock,
    store: Store,
    desk: Desk,
    submissions: Submissions,
    resuming: Resuming,
    units: Units,
    addresses: Addresses,
    tmp_path: Path,
) -> Parts:
    """The core behind the screen, all of it real."""
    library = Library(store)
    guidance = Guidance(store, settings, library)
    return Parts(
        settings=settings,
        clock=clock,
        call_help=partial(call_help, store),
        help_call=partial(help_call, store),
        remind_help=partial(remind_help, store, settings),
        desk=desk,
        print_state=desk.overview.print_state,
        services=desk.overview.services,
        my_tickets=TakenTickets(store, desk),
        rate=partial(rate, store),
        results=ResultCheck(store, lookup_secret(tmp_path), clock),
        advice=ResultAdvice(store, settings, guidance),
        library=library,
        guidance=guidance,
        submissions=submissions,
        resuming=resuming,
        dropoff=DropOff(store, submissions.forms),
        units=units,
        addresses=addresses,
    )


@pytest.fixture
def size() -> tuple[int, int]:
    """1366x768, the small reference screen; a test may give `size` by parametrize."""
    return 1366, 768


@pytest.fixture
def kiosk_window(
    parts: Parts, clock: SetClock, size: tuple[int, int], qtbot: QtBot, qapp: QGuiApplication
) -> Iterator[KioskWindow]:
    touch = build(parts, size, moves=False)
    touch.window.show()
    qtbot.waitUntil(touch.window.isExposed)
    yield KioskWindow(touch, clock, qtbot)
    touch.close()


@pytest.fixture
def words(kiosk_window: KioskWindow) -> Words:
    """What the window says, to change its language from outside."""
    return next(one for one in kiosk_window.touch.keeps if isinstance(one, Words))


@pytest.fixture
def walk(kiosk_window: KioskWindow) -> Callable[..., None]:
    """walk("a", "b") taps one item after the other, each when the screen has come to rest."""

    def walk(*names: str) -> None:
        for name in names:
            kiosk_window.settle()
            kiosk_window.wait_until(lambda: not kiosk_window.touch.jobs.busy)
            kiosk_window.tap(name)
        kiosk_window.settle()

    return walk
