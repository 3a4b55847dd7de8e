"""Save now and go on later, by real taps: the slip comes out, and opens exactly the question where it stopped."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from kiosk.clock import SetClock
from kiosk.papers.paper import Paper, Withheld
from kiosk.papers.secrets import Secrets
from kiosk.store import print_jobs
from kiosk.store.database import Store
from printers.spool import Spool
from tests.ui.kiosk_window import KioskWindow

CARD = "096190000000||Trần Thị Mẫu|15011990|Nữ|Ấp 1, xã Mẫu, tỉnh Cà Mau|01072022"
CODE = "KXA-261123-001-98"
BIRTH = ("door-submission", "form-1.001193", "next")
TO_CARD = (*BIRTH, "option-self", "option-mother", "option-none")
TO_NAME = ("next", "have-birth_paper", "next", "paper-staff")

Walk = Callable[..., None]


class Roll:
    """A ticket printer: what came out, nothing kept."""

    name = "roll"

    def __init__(self) -> None:
        self.out: list[tuple[str, Paper]] = []

    def print(self, paper: Paper, kind: str) -> None:
        self.out.append((kind, paper))

    def slips(self) -> list[str]:
        """Return what stands in the QR codes of the resume slips."""
        return [
            block.text
            for kind, paper in self.out
            for block in paper.blocks
            if kind == "resume" and isinstance(block, Withheld)
        ]


@pytest.fixture
def roll() -> Roll:
    return Roll()


@pytest.fixture
def printed(kiosk_window: KioskWindow, store: Store, secrets: Secrets, roll: Roll) -> Callable[[], str]:
    """printed() lets the printer work and returns the QR code of the last slip."""

    def printed() -> str:
        kiosk_window.settle()
        Spool(store, roll, secrets=secrets).print_waiting()
        kiosk_window.pass_time(1)
        return roll.slips()[-1]

    return printed


@pytest.fixture
def at_name(walk: Walk, kiosk_window: KioskWindow) -> None:
    """A mother whose card was read stands before the name of her child."""
    kiosk_window.tap("attract")
    walk(*TO_CARD)
    kiosk_window.read_scan(CARD)
    walk(*TO_NAME)


def leave(kiosk_window: KioskWindow, walk: Walk) -> None:
    walk("aside")
    kiosk_window.wait_for("submission_saved")


def come_back(kiosk_window: KioskWindow, slip: str) -> None:
    kiosk_window.tap("attract")
    kiosk_window.read_scan(slip)
    kiosk_window.settle()


def test_every_question_offers_to_save_and_go_on_later(kiosk_window: KioskWindow, walk: Walk) -> None:
    kiosk_window.tap("attract")
    walk(*BIRTH)
    assert kiosk_window.texts_under("aside") == ["Lưu, làm tiếp sau"]


def test_the_slip_comes_out_and_says_until_when(
    at_name: None, kiosk_window: KioskWindow, walk: Walk, printed: Callable[[], str]
) -> None:
    leave(kiosk_window, walk)
    printed()
    assert kiosk_window.texts_under("saved-paper") == ["Phiếu đã in. Xin giữ kỹ phiếu."]
    assert kiosk_window.texts_under("saved-kept") == ["Máy giữ đến hết ngày 26/11/2026. Chưa nộp hồ sơ."]


def test_the_slip_asks_the_last_digits_and_opens_the_question(
    at_name: None, kiosk_window: KioskWindow, walk: Walk, printed: Callable[[], str]
) -> None:
    leave(kiosk_window, walk)
    slip = printed()
    walk("next")
    come_back(kiosk_window, slip)
    walk(*["digit-0"] * 4, "next")
    assert (kiosk_window.screen, kiosk_window.text("question")) == ("submission_form", "Họ và tên của bé là gì?")
    assert kiosk_window.text("note") == f"Mã {CODE}"


def test_the_card_itself_proves_it_too(
    at_name: None, kiosk_window: KioskWindow, walk: Walk, printed: Callable[[], str]
) -> None:
    leave(kiosk_window, walk)
    slip = printed()
    walk("next")
    come_back(kiosk_window, slip)
    kiosk_window.wait_for("submission_resume")
    kiosk_window.read_scan(CARD)
    kiosk_window.wait_for("submission_form")
    assert kiosk_window.text("question") == "Họ và tên của bé là gì?"


def test_before_any_id_number_the_slip_alone_opens_it(
    kiosk_window: KioskWindow, walk: Walk, printed: Callable[[], str]
) -> None:
    kiosk_window.tap("attract")
    walk(*BIRTH, "option-self")
    leave(kiosk_window, walk)
    slip = printed()
    walk("next")
    come_back(kiosk_window, slip)
    kiosk_window.wait_for("submission_form")


def test_wrong_digits_three_times_send_to_the_desk(
    at_name: None, kiosk_window: KioskWindow, walk: Walk, printed: Callable[[], str]
) -> None:
    leave(kiosk_window, walk)
    slip = printed()
    walk("next")
    come_back(kiosk_window, slip)
    said: list[str] = []
    for _ in range(3):
        walk(*["digit-1"] * 4, "next")
        said.append(kiosk_window.text("notice"))
        walk("notice-understood")
    assert ["Còn 2 lần" in said[0], "Còn 1 lần" in said[1], "Đã bấm sai 3 lần" in said[2]] == [True] * 3
    assert kiosk_window.screen == "home"


def test_who_walks_away_after_more_than_three_answers_finds_a_slip(
    at_name: None, kiosk_window: KioskWindow, printed: Callable[[], str]
) -> None:
    kiosk_window.pass_time(91)
    kiosk_window.pass_time(31)
    assert printed().startswith(f"MC1:{CODE}:")


def test_who_walks_away_after_three_answers_finds_none(kiosk_window: KioskWindow, walk: Walk, store: Store) -> None:
    kiosk_window.tap("attract")
    walk(*TO_CARD)
    kiosk_window.pass_time(91)
    kiosk_window.pass_time(31)
    kiosk_window.settle()
    assert print_jobs.anything_waiting(store.db) is False


def test_a_slip_that_is_out_is_not_printed_again(
    at_name: None, kiosk_window: KioskWindow, walk: Walk, printed: Callable[[], str], roll: Roll
) -> None:
    leave(kiosk_window, walk)
    printed()
    walk("next")
    printed()
    assert len(roll.slips()) == 1


def test_what_is_answered_after_the_slip_makes_a_new_one(
    at_name: None, kiosk_window: KioskWindow, walk: Walk, printed: Callable[[], str], roll: Roll
) -> None:
    leave(kiosk_window, walk)
    printed()
    walk("back", "next", "next", "staff")
    kiosk_window.pass_time(91)
    kiosk_window.pass_time(31)
    printed()
    assert len(roll.slips()) == 2


def test_a_slip_that_does_not_come_out_is_offered_again(
    at_name: None, kiosk_window: KioskWindow, walk: Walk, printed: Callable[[], str]
) -> None:
    leave(kiosk_window, walk)
    kiosk_window.pass_time(16)
    assert "Xin nhớ hoặc chụp lại mã này" in kiosk_window.texts_under("saved-paper")[0]
    walk("print-again")
    assert printed().startswith("MC1:")


def test_a_slip_while_another_form_is_open_is_explained(
    at_name: None, kiosk_window: KioskWindow, walk: Walk, printed: Callable[[], str]
) -> None:
    leave(kiosk_window, walk)
    slip = printed()
    walk("next")
    kiosk_window.tap("attract")
    walk(*BIRTH)
    kiosk_window.read_scan(slip)
    kiosk_window.settle()
    assert "đang làm dở một giấy khác" in kiosk_window.text("notice")


def test_a_torn_slip_has_its_own_sentence(kiosk_window: KioskWindow) -> None:
    kiosk_window.tap("attract")
    kiosk_window.read_scan(f"MC1:{CODE}:QPZRY9X8")
    assert "bị rách hoặc mờ" in kiosk_window.text("notice")


def test_an_expired_draft_has_its_own_sentence(
    at_name: None, kiosk_window: KioskWindow, walk: Walk, printed: Callable[[], str], clock: SetClock
) -> None:
    leave(kiosk_window, walk)
    slip = printed()
    walk("next")
    clock.forward(timedelta(days=4))
    come_back(kiosk_window, slip)
    assert "quá 3 ngày, máy đã xóa" in kiosk_window.text("notice")


def test_a_scanner_that_types_brings_the_slip_too(
    kiosk_window: KioskWindow, walk: Walk, printed: Callable[[], str]
) -> None:
    kiosk_window.tap("attract")
    walk(*BIRTH, "option-self")
    leave(kiosk_window, walk)
    slip = printed()
    walk("next")
    kiosk_window.tap("attract")
    kiosk_window.read_scan(slip)
    kiosk_window.wait_for("submission_form")


def test_a_visit_is_counted_without_anybody_in_it(
    at_name: None, kiosk_window: KioskWindow, store: Store, walk: Walk
) -> None:
    walk("next", "next", "back")
    kiosk_window.pass_time(91)
    kiosk_window.pass_time(31)
    kiosk_window.settle()
    rows = store.rows("SELECT page, visits, errors, back, quit FROM screen_total WHERE errors + back + quit > 0")
    assert [tuple(row) for row in rows] == [("child_name", 1, 2, 1, 0), ("papers.birth_paper", 2, 0, 0, 1)]


def test_papers_that_were_not_marked_twice_may_be_left_to_the_clerk(kiosk_window: KioskWindow, walk: Walk) -> None:
    kiosk_window.tap("attract")
    walk(*TO_CARD)
    kiosk_window.read_scan(CARD)
    walk("next", "next", "next")
    assert kiosk_window.texts_under("staff") == ["Bỏ qua, cán bộ ghi giúp"]
    walk("staff")
    assert kiosk_window.hand.find("have-birth_paper") is None


def test_the_first_screen_says_what_to_do_with_a_slip(kiosk_window: KioskWindow) -> None:
    kiosk_window.open("door-submission")
    assert kiosk_window.text("note") == "Có phiếu làm tiếp? Đưa phiếu vào máy."
