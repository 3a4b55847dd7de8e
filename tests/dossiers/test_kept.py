"""How long the local copy keeps what the province said, and what of a remark is a list."""

from datetime import timedelta

import pytest

from kiosk.clock import SetClock
from kiosk.dossiers.check import ResultCheck
from kiosk.dossiers.provisional import provisional_code
from kiosk.dossiers.results import KnownResult, UnseenResult
from kiosk.dossiers.told import StatusChange, apply_status, forget_old, link_codes
from kiosk.store.database import Store

SECRET = b"s" * 32
OLD, YOUNG = "H12.34-260101-0001", "H12.34-260701-0002"


def tell(store: Store, code: str, seq: int, note: str = "", provisional: str | None = None) -> None:
    with store.act() as act:
        apply_status(act, SECRET, StatusChange(code, "5", seq, note=note, provisional=provisional))


def forget(store: Store) -> int:
    with store.act() as act:
        return forget_old(act, 180)


@pytest.fixture
def check(store: Store, clock: SetClock) -> ResultCheck:
    return ResultCheck(store, SECRET, clock)


def test_what_was_last_told_too_long_ago_is_removed(store: Store, clock: SetClock, check: ResultCheck):
    tell(store, OLD, 1)
    clock.forward(timedelta(days=100))
    tell(store, YOUNG, 2)
    clock.forward(timedelta(days=81))
    assert forget(store) == 1
    assert isinstance(check.look_up(OLD), UnseenResult)
    assert isinstance(check.look_up(YOUNG), KnownResult)


def test_a_new_word_keeps_a_dossier(store: Store, clock: SetClock, check: ResultCheck):
    tell(store, OLD, 1)
    clock.forward(timedelta(days=179))
    tell(store, OLD, 2)
    clock.forward(timedelta(days=179))
    assert forget(store) == 0


def test_the_slip_that_led_there_is_forgotten_too(store: Store, clock: SetClock):
    slip = provisional_code("B", clock.now().date(), 1).text
    tell(store, OLD, 1, provisional=slip)
    clock.forward(timedelta(days=181))
    forget(store)
    assert store.rows("SELECT * FROM dossier_alias") == []


def test_a_slip_that_waits_for_its_dossier_stays(store: Store, clock: SetClock):
    slip = provisional_code("B", clock.now().date(), 1).text
    tell(store, OLD, 1)
    with store.act() as act:
        link_codes(act, SECRET, slip, YOUNG)
    clock.forward(timedelta(days=181))
    forget(store)
    assert len(store.rows("SELECT * FROM dossier_alias")) == 1


@pytest.mark.parametrize(
    ("note", "papers"),
    [
        ("Giấy chứng sinh", ("Giấy chứng sinh",)),
        ("Giấy chứng sinh; căn cước của mẹ.", ("Giấy chứng sinh", "Căn cước của mẹ")),
        ("- Giấy chứng sinh\n- căn cước", ("Giấy chứng sinh", "Căn cước")),
        ("1. Giấy chứng sinh\n2) Ảnh 3x4", ("Giấy chứng sinh", "Ảnh 3x4")),
        ("Giấy chứng sinh, nộp trước ngày 25. Xin gọi", ("Giấy chứng sinh, nộp trước ngày 25. Xin gọi",)),
        ("", ()),
        (" ; ;", ()),
    ],
)
def test_a_remark_is_read_as_the_list_it_is(
    store: Store, check: ResultCheck, note: str, papers: tuple[str, ...]
):  # fmt: skip
    tell(store, OLD, 1, note)
    result = check.look_up(OLD)
    assert isinstance(result, KnownResult)
    assert result.missing == papers
