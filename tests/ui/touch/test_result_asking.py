"""The province is asked while the villager already reads what this machine knows."""

import threading
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from kiosk.clock import SetClock
from kiosk.dossiers.check import ResultCheck
from kiosk.dossiers.secret import holder_proof, lookup_secret
from kiosk.dossiers.told import StatusChange, apply_status, mark_caught_up
from kiosk.errors import LinkDownError
from kiosk.store import sync_state
from kiosk.store.database import Store
from tests.ui.kiosk_window import KioskWindow
from ui.touch.parts import Parts

CODE = "H12.34-261120-0001"
READY = "Đã có kết quả, mời bà con đến nhận."


class Province:
    """Answers when it is let: `answer` is what it says, None for a cut line."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.free = threading.Event()
        self.answer: StatusChange | None = StatusChange(CODE, "9", 0)

    def __call__(self, code: str) -> StatusChange | None:
        self.asked.append(code)
        self.free.wait(10)
        if self.answer is None:
            raise LinkDownError
        return self.answer


@pytest.fixture
def far_end() -> Iterator[Province]:
    made = Province()
    yield made
    made.free.set()


@pytest.fixture
def parts(parts: Parts, store: Store, clock: SetClock, tmp_path: Path, far_end: Province) -> Parts:
    """With a province, and a line that was up a moment ago."""
    with store.act() as act:
        sync_state.note_success(act.db, act.now, 0)
        mark_caught_up(act)
    return replace(parts, results=ResultCheck(store, lookup_secret(tmp_path), clock, far_end))


def line_settles(window: KioskWindow) -> None:
    """Wait until the province has answered and that is on the screen."""
    done: list[None] = []
    window.touch.line.do(lambda: None, done.append, lambda _: None)
    window.wait_until(lambda: bool(done))


def test_a_code_this_machine_does_not_know_is_asked_for(kiosk_window: KioskWindow, far_end: Province) -> None:
    kiosk_window.read_scan(CODE)
    assert kiosk_window.text("question") == "Máy đang hỏi tỉnh, bà con chờ một chút."
    far_end.free.set()
    line_settles(kiosk_window)
    assert kiosk_window.text("question") == READY


def test_nothing_else_waits_for_the_province(kiosk_window: KioskWindow, far_end: Province) -> None:
    kiosk_window.read_scan(CODE)
    kiosk_window.wait_for("result")
    kiosk_window.settle()
    kiosk_window.tap("home")
    kiosk_window.tap("door-services")
    kiosk_window.tap("service-A")
    kiosk_window.wait_for("ticket")
    assert not far_end.free.is_set()


def test_what_this_machine_knows_for_sure_is_not_asked(
    kiosk_window: KioskWindow, store: Store, far_end: Province, tmp_path: Path
) -> None:
    with store.act() as act:
        apply_status(act, lookup_secret(tmp_path), StatusChange(CODE, "4", 1))
    kiosk_window.read_scan(CODE)
    kiosk_window.wait_for("result")
    assert far_end.asked == []


def test_old_knowledge_is_shown_and_then_replaced(
    kiosk_window: KioskWindow, store: Store, clock: SetClock, far_end: Province, tmp_path: Path
) -> None:
    with store.act() as act:
        apply_status(act, lookup_secret(tmp_path), StatusChange(CODE, "4", 1))
    clock.forward(timedelta(hours=2))
    with store.act() as act:
        sync_state.note_success(act.db, act.now, 0)
    kiosk_window.read_scan(CODE)
    assert kiosk_window.text("question") == "Hồ sơ đang được giải quyết."
    far_end.free.set()
    line_settles(kiosk_window)
    assert kiosk_window.text("question") == READY


def test_a_line_that_is_cut_leaves_what_this_machine_knows(kiosk_window: KioskWindow, far_end: Province) -> None:
    far_end.answer = None
    far_end.free.set()
    kiosk_window.read_scan(CODE)
    kiosk_window.wait_for("result")
    line_settles(kiosk_window)
    assert kiosk_window.text("question") == "Máy này chưa thấy hồ sơ mang mã đó."
    assert "chưa hỏi được tỉnh" in kiosk_window.text("result-note-words")


def test_an_answer_never_reaches_the_next_villager(kiosk_window: KioskWindow, far_end: Province) -> None:
    kiosk_window.read_scan(CODE)
    kiosk_window.wait_for("result")
    kiosk_window.pass_time(31)
    far_end.free.set()
    line_settles(kiosk_window)
    assert kiosk_window.screen == "attract"


def test_wrong_digits_for_a_dossier_that_only_the_province_knows(kiosk_window: KioskWindow, far_end: Province) -> None:
    far_end.answer = StatusChange(CODE, "9", 0, holder_proof=holder_proof(CODE, "4321"))
    far_end.free.set()
    kiosk_window.open("door-result_scan", "result-type", *(f"digit-{one}" for one in "2611200001"), "next")
    kiosk_window.wait_for("result_digits")
    for one in ("digit-1", "digit-1", "digit-1", "digit-1", "next"):
        kiosk_window.tap(one)
    line_settles(kiosk_window)
    assert "chưa khớp" in kiosk_window.text("notice")
    assert kiosk_window.screen == "result_digits"


def test_right_digits_for_a_dossier_that_only_the_province_knows(kiosk_window: KioskWindow, far_end: Province) -> None:
    far_end.answer = StatusChange(CODE, "9", 0, note="Mời đến nhận", holder_proof=holder_proof(CODE, "4321"))
    far_end.free.set()
    kiosk_window.open("door-result_scan", "result-type", *(f"digit-{one}" for one in "2611200001"), "next")
    kiosk_window.wait_for("result_digits")
    for one in ("digit-4", "digit-3", "digit-2", "digit-1", "next"):
        kiosk_window.tap(one)
    line_settles(kiosk_window)
    assert kiosk_window.text("result-note-words") == "Mời đến nhận"


def test_without_a_line_nobody_is_asked(kiosk_window: KioskWindow, store: Store, far_end: Province) -> None:
    with store.act() as act:
        sync_state.note_failure(act.db, act.now, "error.link_down")
    kiosk_window.read_scan(CODE)
    assert kiosk_window.text("question") == "Máy này chưa thấy hồ sơ mang mã đó."
    assert far_end.asked == []
