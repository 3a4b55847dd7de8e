"""A paper held before the camera, through the real screen, to a sealed blob that only the desk opens."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from kiosk.commands.bench.pages.desk import Shot, photograph
from kiosk.commands.bench.pages.sheet import draw_sheet
from kiosk.config import PapersSettings, Settings
from kiosk.forms.library import Forms
from kiosk.forms.submissions import Submissions
from kiosk.scanning.live import Live
from kiosk.scanning.page_pdf import pack, to_pdf
from kiosk.scanning.page_watch import PageWatch, rules_of
from kiosk.scanning.picture import Colour, Grey
from kiosk.store.database import Store
from sync.seal import AgeOpener
from tests.forms.papers import PAPER, forms_with_captures
from tests.ui.kiosk_window import KioskWindow
from tests.ui.ruler import SMALL, UPRIGHT, box, broken_rules
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
def at_paper(kiosk_window: KioskWindow, walk: Callable[..., None]) -> KioskWindow:
    """She has the birth paper with her and stands before the page that photographs it."""
    kiosk_window.tap("attract")
    walk(*TO_PAPER)
    return kiosk_window


def sees(window: KioskWindow, name: str) -> Callable[[], bool]:
    return lambda: window.hand.find(name) is not None


@pytest.mark.parametrize("size", [UPRIGHT, SMALL], ids=["upright", "small"])
def test_two_pages_before_the_camera_become_one_pdf_that_only_the_desk_opens(
    at_paper: KioskWindow, hold: Callable[..., None], good: Colour, walk: Callable[..., None],
    submissions: Submissions, opener: AgeOpener, store: Store, sources: list[PlayedSource],
    size: tuple[int, int],
) -> None:  # fmt: skip
    assert sources[0].fine
    hold(good, lambda: bool(at_paper.touch.camera.outline))
    assert broken_rules(at_paper, size) == {}
    hold(good, sees(at_paper, "paper-more"))
    assert not sources[0].running
    assert broken_rules(at_paper, size) == {}
    walk("paper-more")
    assert submissions.paper_at_desk(CODE, PAPER, opener).count(b"/Type /Page ") == 1  # a power cut now keeps it
    assert at_paper.text("paper-kept") == "Đã giữ 1 trang"
    assert broken_rules(at_paper, size) == {}
    hold(good, sees(at_paper, "paper-more"))
    walk("next")
    assert at_paper.text("question") != "Trang 2 đã rõ chưa?"
    pdf = submissions.paper_at_desk(CODE, PAPER, opener)
    assert pdf.count(b"/Type /Page ") == 2
    (blob,) = (store.file.parent / "blobs").iterdir()
    assert b"%PDF" not in blob.read_bytes()
    walk("back")
    assert at_paper.text("question") == "Đã chụp 2 trang"
    assert broken_rules(at_paper, size) == {}


def put(stick: Path, name: str, data: bytes) -> None:
    stick.mkdir(parents=True, exist_ok=True)
    (stick / name).write_bytes(data)


def test_without_a_camera_the_clerk_and_a_stick_are_offered(at_paper: KioskWindow, sources: list[PlayedSource]) -> None:
    sources[0].unplug()
    assert "chưa dùng máy ảnh được" in at_paper.text("paper-said-words")
    assert at_paper.hand.find("paper-staff")
    assert at_paper.hand.find("paper-usb")


class TestStick:
    @pytest.fixture
    def at_files(self, at_paper: KioskWindow, walk: Callable[..., None]) -> KioskWindow:
        walk("paper-usb")
        return at_paper

    def test_a_pdf_is_kept_as_it_is(
        self, at_files: KioskWindow, stick: Path, walk: Callable[..., None], submissions: Submissions, opener: AgeOpener
    ) -> None:
        assert at_files.text("question") == "Cắm USB vào máy"
        data = to_pdf([pack(np.full((60, 40, 3), 250, np.uint8), "colour")])
        put(stick, "giấy chứng sinh.pdf", data)
        at_files.pass_time(2)
        walk("file-0")
        assert at_files.text("paper-said-words") == "giấy chứng sinh.pdf"
        walk("next")
        at_files.settle()
        assert submissions.paper_at_desk(CODE, PAPER, opener) == data

    def test_two_files_that_cannot_be_used_offer_the_clerk_first(
        self, at_files: KioskWindow, stick: Path, walk: Callable[..., None]
    ) -> None:
        put(stick, "a.pdf", b"MZ a program")
        at_files.pass_time(2)
        walk("file-0")
        assert "là chương trình máy tính" in at_files.text("paper-said-words")
        assert at_files.text("paper-staff-word") == "Để cán bộ chụp giúp"
        walk("file-0")
        assert at_files.text("paper-staff-word") == "Thôi, để cán bộ chụp giúp"

    def test_the_longest_reason_leaves_room_for_the_ways_on(
        self, at_files: KioskWindow, stick: Path, walk: Callable[..., None], size: tuple[int, int]
    ) -> None:
        put(stick, "a.pdf", b"")
        with (stick / "a.pdf").open("wb") as made:
            made.truncate(40_000_000)
        at_files.pass_time(2)
        walk("file-0")
        assert "lớn 40 MB" in at_files.text("paper-said-words")
        lens = at_files.hand.find("paper-lens")
        assert lens is not None
        assert box(lens).bottom() <= 0.84 * size[1]  # where the bar with "Quay lại" begins

    @pytest.mark.parametrize("size", [UPRIGHT, SMALL], ids=["upright", "small"])
    def test_seven_files_are_two_pages_that_fit(
        self, at_files: KioskWindow, stick: Path, walk: Callable[..., None], size: tuple[int, int]
    ) -> None:
        for at in range(7):
            put(stick, f"Giấy xác nhận tình trạng hôn nhân của Nguyễn Thị Bưởi bản chụp {at}.jpg", b"x" * 3_200_000)
        at_files.pass_time(2)
        at_files.settle()
        assert broken_rules(at_files, size) == {}
        walk("page-after")
        assert at_files.hand.find("file-1") is None


def test_patience_without_a_page_offers_the_clerk_first(at_paper: KioskWindow, sources: list[PlayedSource]) -> None:
    for _ in range(2):
        at_paper.pass_time(20)
    assert at_paper.text("paper-staff-word") == "Thôi, để cán bộ chụp giúp"
