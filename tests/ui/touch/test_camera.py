"""Codes and cards held before a camera, in the real window; the frames go the way a device's frames go."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from threading import current_thread, main_thread

import cv2
import numpy as np
import pytest
import qrcode
from PySide6.QtCore import QPointF
from pytestqt.qtbot import QtBot

from kiosk.clock import SetClock
from kiosk.dossiers.secret import lookup_secret
from kiosk.dossiers.told import StatusChange, apply_status
from kiosk.scanning.apart import Apart
from kiosk.scanning.live import Advice, Glimpse, Live
from kiosk.scanning.picture import Grey
from kiosk.store.database import Store
from tests.ui.kiosk_window import KioskWindow
from tests.ui.ruler import broken_anywhere
from ui.touch.camera.played import PlayedSource
from ui.touch.parts import Parts
from ui.touch.words import Words

CODE = "H12.34-261120-0005"
CARD = "096190000000||Trần Thị Mẫu|15011990|Nữ|Ấp 1, xã Mẫu, tỉnh Cà Mau|01072022"
TO_CARD = ("door-submission", "form-1.001193", "next", "option-self", "option-mother", "option-none")


@dataclass
class WatchedReader:
    """The real reader; it remembers where it was called, and is told what to advise."""

    live: Live = field(default_factory=Live)
    threads: set[str] = field(default_factory=set)
    looks: int = 0
    forgets: int = 0
    advice: Advice | None = None

    def look(self, frame: Grey, at_ms: float) -> Glimpse:
        self.threads.add("gui" if current_thread() is main_thread() else "worker")
        self.looks += 1
        codes = self.live.look(frame, at_ms).codes
        return Glimpse(codes, None if codes else self.advice)

    def forget(self) -> None:
        self.forgets += 1
        self.live.forget()

    def close(self) -> None:
        """Nothing to end."""


def drawn(text: str) -> Grey:
    """A frame of 640x480 with the QR code of `text` in its middle, as a hand holds it."""
    code = qrcode.QRCode(border=4)
    code.add_data(text.encode())
    code.make()
    dark = np.array(code.get_matrix(), dtype=bool)
    square = np.kron(np.where(dark, 30, 220), np.ones((6, 6))).astype(np.uint8)
    frame = np.full((480, 640), 120, np.uint8)
    top, left = (480 - square.shape[0]) // 2, (640 - square.shape[1]) // 2
    frame[top : top + square.shape[0], left : left + square.shape[1]] = square
    return frame


PATIENCE_MS = 30_000  # a reader in a process of its own has to start first
TABLE = np.full((480, 640), 120, np.uint8)


@dataclass
class Eye:
    """What a test holds before the camera, frame by frame, until something happens."""

    source: PlayedSource
    reader: WatchedReader
    qtbot: QtBot

    def hold(self, picture: Grey, until: Callable[[], bool]) -> None:
        def shown() -> bool:
            self.source.show(picture)
            return until()

        self.qtbot.waitUntil(shown, timeout=PATIENCE_MS)


@pytest.fixture
def reader() -> WatchedReader:
    return WatchedReader()


@pytest.fixture
def sources() -> list[PlayedSource]:
    """The camera, once a screen has asked for it."""
    return []


@pytest.fixture
def parts(parts: Parts, reader: WatchedReader, sources: list[PlayedSource]) -> Iterator[Parts]:
    def open_camera() -> PlayedSource:
        sources.append(PlayedSource())
        return sources[-1]

    yield replace(parts, open_camera=open_camera, open_reader=lambda: reader)
    sources.clear()


@pytest.fixture
def eye(kiosk_window: KioskWindow, reader: WatchedReader, sources: list[PlayedSource], qtbot: QtBot) -> Eye:
    """The camera, looking: the screen that asks for a receipt is up."""
    kiosk_window.open("door-result_scan")
    return Eye(sources[0], reader, qtbot)


@pytest.fixture
def known(store: Store, clock: SetClock) -> None:
    with store.act() as act:
        apply_status(act, lookup_secret(store.file.parent), StatusChange(CODE, "4", 1, due=clock.now()))


def test_a_receipt_held_to_the_camera_shows_its_result(known: None, kiosk_window: KioskWindow, eye: Eye) -> None:
    eye.hold(drawn(CODE), lambda: kiosk_window.screen == "result")
    assert kiosk_window.screen == "result"


def test_a_link_for_phones_beside_the_code_does_not_get_in_its_way(
    known: None, kiosk_window: KioskWindow, eye: Eye
) -> None:
    both = np.hstack([drawn("https://dichvucong.example/apiqr/qr?id=8f3a"), drawn(CODE)])
    eye.hold(both, lambda: kiosk_window.screen == "result")


def test_nothing_is_decoded_on_the_thread_of_the_window(known: None, kiosk_window: KioskWindow, eye: Eye) -> None:
    eye.hold(drawn(CODE), lambda: kiosk_window.screen == "result")
    assert eye.reader.threads == {"worker"}


def test_what_was_seen_is_forgotten_when_the_camera_looks_away(
    known: None, kiosk_window: KioskWindow, eye: Eye, qtbot: QtBot
) -> None:
    eye.hold(drawn(CODE), lambda: kiosk_window.screen == "result")
    qtbot.waitUntil(lambda: eye.reader.forgets == 1)


class TestAdvised:
    """What the real reader advises, without being told."""

    class Reader(Live):
        def close(self) -> None:
            """Nothing to end."""

    @pytest.fixture
    def parts(self, parts: Parts) -> Parts:
        return replace(parts, open_reader=self.Reader)

    def test_a_card_held_too_far_away_is_asked_for_nearer(self, kiosk_window: KioskWindow, eye: Eye) -> None:
        far = TABLE.copy()
        far[100:180, 200:280] = cv2.resize(drawn(CARD)[:, 80:560], (80, 80), interpolation=cv2.INTER_AREA)
        eye.hold(far, lambda: kiosk_window.text("camera-said-words") == "Đưa lại gần một chút")


class TestBroken:
    @pytest.fixture
    def parts(self, parts: Parts) -> Parts:
        def no_reader() -> WatchedReader:
            raise OSError("no memory left")

        return replace(parts, open_reader=no_reader)

    def test_a_reader_that_cannot_be_opened_is_a_camera_that_is_gone(self, kiosk_window: KioskWindow, eye: Eye) -> None:
        eye.hold(TABLE, lambda: bool(kiosk_window.touch.camera.property("gone")))
        assert not eye.source.running
        assert kiosk_window.hand.find("notice") is None
        assert "Máy ảnh không chạy" in kiosk_window.text("camera-said-words")


class TestApart:
    @pytest.fixture
    def parts(self, parts: Parts) -> Parts:
        return replace(parts, open_reader=Apart)

    def test_a_reader_in_a_process_of_its_own_shows_the_result_too(
        self, known: None, kiosk_window: KioskWindow, eye: Eye
    ) -> None:
        eye.hold(drawn(CODE), lambda: kiosk_window.screen == "result")
        assert eye.reader.looks == 0


def test_a_card_held_to_the_camera_answers_the_form(
    kiosk_window: KioskWindow, reader: WatchedReader, sources: list[PlayedSource], qtbot: QtBot
) -> None:
    kiosk_window.open()
    for name in TO_CARD:
        kiosk_window.tap(name)
        kiosk_window.settle()
    eye = Eye(sources[0], reader, qtbot)
    eye.hold(drawn(CARD), lambda: kiosk_window.hand.find("card-row-0") is not None)
    assert kiosk_window.text("card-row-0") == "Trần Thị Mẫu"
    assert not eye.source.running


def test_the_camera_is_on_only_while_a_screen_asks(known: None, kiosk_window: KioskWindow, eye: Eye) -> None:
    assert eye.source.running
    assert kiosk_window.hand.find("camera-light") is not None
    eye.hold(drawn(CODE), lambda: kiosk_window.screen == "result")
    assert not eye.source.running
    assert kiosk_window.hand.find("camera-light") is None


def test_no_camera_is_opened_before_a_screen_asks(kiosk_window: KioskWindow, sources: list[PlayedSource]) -> None:
    kiosk_window.open("door-services")
    assert sources == []


def test_what_the_camera_sees_is_shown(kiosk_window: KioskWindow, eye: Eye) -> None:
    picture = kiosk_window.hand.find("camera-picture")
    assert picture is not None
    corner = picture.mapToScene(QPointF(20, 20)).toPoint()
    bright = np.full((480, 640), 250, np.uint8)
    eye.hold(bright, lambda: kiosk_window.hand.shot().pixelColor(corner).value() > 230)


@pytest.mark.parametrize("advice", ["closer", "farther", "flat", "glare", "still", "light"])
def test_advice_is_shown_in_words(kiosk_window: KioskWindow, eye: Eye, advice: Advice) -> None:
    eye.reader.advice = advice
    eye.hold(TABLE, lambda: kiosk_window.touch.camera.property("advice") == advice)
    assert kiosk_window.text("camera-said-words") == kiosk_window.touch.camera.property("adviceText")


def test_advice_ends_when_nothing_asks_for_it_any_more(kiosk_window: KioskWindow, eye: Eye) -> None:
    eye.reader.advice = "closer"
    eye.hold(TABLE, lambda: kiosk_window.touch.camera.property("advice") == "closer")
    eye.reader.advice = None
    eye.hold(TABLE, lambda: kiosk_window.touch.camera.property("advice") == "")
    assert kiosk_window.text("camera-said-words") == "Đưa mã trên giấy vào khung"


def test_an_unplugged_camera_is_said_and_the_other_way_stays(kiosk_window: KioskWindow, eye: Eye) -> None:
    eye.source.unplug()
    assert "Máy ảnh không chạy" in kiosk_window.text("camera-said-words")
    assert kiosk_window.hand.find("camera-light") is None
    kiosk_window.tap("result-type")
    assert kiosk_window.screen == "result_code"


def test_a_camera_that_is_back_reads_on(known: None, kiosk_window: KioskWindow, eye: Eye) -> None:
    eye.source.unplug()
    eye.source.plug_in()
    eye.hold(drawn(CODE), lambda: kiosk_window.screen == "result")


def test_a_code_in_view_all_the_time_is_read_once(kiosk_window: KioskWindow, eye: Eye) -> None:
    meanings: list[object] = []
    kiosk_window.touch.scans.scanned.connect(meanings.append)
    eye.hold(drawn("không phải mã"), lambda: eye.reader.looks > 5)
    assert len(meanings) == 1


def test_a_frame_from_before_is_dropped_when_the_camera_looks_away(kiosk_window: KioskWindow, eye: Eye) -> None:
    eye.reader.advice = "still"
    eye.source.show(TABLE)
    eye.qtbot.waitUntil(lambda: eye.reader.looks > 0)
    kiosk_window.touch.navigator.home()
    kiosk_window.settle()
    assert kiosk_window.touch.camera.property("advice") == ""


def test_a_code_without_text_is_said_to_be_damaged(kiosk_window: KioskWindow, eye: Eye) -> None:
    code = drawn("x")
    eye.reader.live = _Unreadable()
    eye.hold(code, lambda: kiosk_window.hand.find("notice") is not None)
    assert "bị hỏng" in kiosk_window.text("notice")


@pytest.mark.parametrize("gone", [False, True], ids=["looking", "gone"])
@pytest.mark.parametrize("screen", ["result_scan", "card", "my_number"])
def test_a_screen_with_a_camera_keeps_the_rules_of_sizes(
    kiosk_window: KioskWindow, words: Words, sources: list[PlayedSource], reader: WatchedReader, qtbot: QtBot,
    screen: str, gone: bool,
) -> None:  # fmt: skip
    kiosk_window.open()
    for name in {"result_scan": ["door-result_scan"], "card": TO_CARD}.get(screen, []):
        kiosk_window.tap(name)
        kiosk_window.settle()
    if screen == "my_number":
        kiosk_window.touch.navigator.go(screen)
    reader.advice = "glare"
    Eye(sources[0], reader, qtbot).hold(TABLE, lambda: kiosk_window.touch.camera.property("advice") == "glare")
    if gone:
        sources[0].unplug()
    assert broken_anywhere(kiosk_window, words) == {}


class _Unreadable(Live):
    """Sees the bytes FF FE, which are no UTF-8."""

    def look(self, frame: Grey, at_ms: float) -> Glimpse:
        import zxingcpp

        code = zxingcpp.create_barcode(b"\xff\xfe", zxingcpp.BarcodeFormat.QRCode)
        return super().look(np.array(code.to_image(scale=6)), at_ms)
