"""A paper held before the camera, through the real screen, to a sealed blob that only the desk opens."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from kiosk.commands.bench.pages.desk import Shot, photograph
from kiosk.commands.bench.pages.sheet import draw_sheet
from kiosk.config import PapersSettings, Settings
from kiosk.forms.library import Forms
from kiosk.forms.submissions import Submissions
from kiosk.scanning.live import Live
from kiosk.scanning.page_watch import PageWatch, rules_of
from kiosk.scanning.picture import Colour, Grey
from kiosk.store.database import Store
from sync.seal import AgeOpener
from tests.forms.papers import PAPER, forms_with_captures
from tests.ui.kiosk_window import KioskWindow
from ui.touch.camera.played import PlayedSource
from ui.touch.parts import Parts
from ui.touch.sticks import Sticks

CODE = "KXA-261123-001-98"
TO_PAPER = ("door-submission", "form-1.001193", "next", "have-birth_paper", "have-id_card", "not-authorisation", "next")
SIZE = (1280, 960)
PATIENCE_MS = 60_000


def shot(light: float = 1.0, blur: float = 0.5) -> Colour:
    """A drawn page across a wooden desk, as the camera sees it."""
    return photograph(draw_sheet(1).dots, Shot("wood", SIZE, turn=-88, part=0.9, light=light, blur=blur), 1)[0]


@pytest.fixture(scope="session")
def good() -> Colour:
    return shot()


@pytest.fixture(scope="session")
def forms() -> Forms:
    return forms_with_captures()


@pytest.fixture
def settings(settings: Settings) -> Settings:
    """A machine that tests share is slow: a gap between two frames says nothing about the paper."""
    return replace(settings, papers=PapersSettings(still_ms=100.0, still_frames=2, still_gap_ms=60_000.0, again_ms=0.0))


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    return tmp_path / "media" / "may" / "STICK"


@dataclass
class Reader:
    """The real readers, in this process."""

    watch: PageWatch

    def look(self, frame: Grey, at_ms: float):
        return Live().look(frame, at_ms)

    def look_page(self, frame: Colour, at_ms: float):
        return self.watch.look(frame, at_ms)

    def forget(self) -> None:
        self.watch.forget()

    def close(self) -> None:
        """Nothing to end."""


@pytest.fixture
def sources() -> list[PlayedSource]:
    return []


@pytest.fixture
def parts(parts: Parts, settings: Settings, sources: list[PlayedSource], stick: Path) -> Iterator[Parts]:
    def open_camera() -> PlayedSource:
        sources.append(PlayedSource(mirror=True))
        return sources[-1]

    sticks = Sticks([stick.parent.parent], settings.papers.file_mb, is_mount=lambda one: one == stick)
    reader = Reader(PageWatch(rules_of(settings.papers)))
    yield replace(parts, open_camera=open_camera, open_reader=lambda: reader, sticks=sticks)
    sources.clear()


@pytest.fixture
def hold(kiosk_window: KioskWindow, sources: list[PlayedSource], qtbot: QtBot) -> Callable[..., None]:
    """hold(picture, until) holds a picture before the camera, frame by frame."""

    def hold(picture: Colour, until: Callable[[], bool]) -> None:
        def shown() -> bool:
            sources[0].show(picture)
            return until()

        qtbot.waitUntil(shown, timeout=PATIENCE_MS)

    return hold


@pytest.fixture
def walk(kiosk_window: KioskWindow) -> Callable[..., None]:
    def walk(*names: str) -> None:
        for name in names:
            kiosk_window.settle()
            kiosk_window.tap(name)
        kiosk_window.settle()

    return walk


@pytest.fixture
def at_paper(kiosk_window: KioskWindow, walk: Callable[..., None]) -> KioskWindow:
    """She has the birth paper with her and stands before the page that photographs it."""
    kiosk_window.tap("attract")
    walk(*TO_PAPER)
    return kiosk_window


def sees(window: KioskWindow, name: str) -> Callable[[], bool]:
    return lambda: window.hand.find(name) is not None


def test_two_pages_before_the_camera_become_one_pdf_that_only_the_desk_opens(
    at_paper: KioskWindow, hold: Callable[..., None], good: Colour, walk: Callable[..., None],
    submissions: Submissions, opener: AgeOpener, store: Store, sources: list[PlayedSource],
) -> None:  # fmt: skip
    assert sources[0].fine
    hold(good, sees(at_paper, "paper-more"))
    assert not sources[0].running
    walk("paper-more")
    assert submissions.paper_at_desk(CODE, PAPER, opener).count(b"/Type /Page ") == 1  # a power cut now keeps it
    assert at_paper.text("paper-kept") == "Đã giữ 1 trang"
    hold(good, sees(at_paper, "paper-more"))
    walk("next")
    assert at_paper.text("question") != "Trang 2 đã rõ chưa?"
    pdf = submissions.paper_at_desk(CODE, PAPER, opener)
    assert pdf.count(b"/Type /Page ") == 2
    (blob,) = (store.file.parent / "blobs").iterdir()
    assert b"%PDF" not in blob.read_bytes()
    walk("back")
    assert at_paper.text("question") == "Đã chụp 2 trang"
