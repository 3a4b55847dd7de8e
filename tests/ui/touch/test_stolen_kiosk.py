"""A villager answers at the real screens and walks away; a thief takes the kiosk as it stands. Nothing can be read."""

import gzip
import logging
import tempfile
import zlib
from base64 import b64encode
from collections.abc import Callable
from pathlib import Path

import pytest

from kiosk.papers.secrets import Secrets
from kiosk.store.database import Store
from printers.folder import FolderPrinter
from printers.spool import Spool
from tests.stolen import files_under, hits
from tests.ui.kiosk_window import KioskWindow

CARD = "096190765432||Trần Thị Mẫu Đơn|15011990|Nữ|Ấp Vàm Rạch Cóc, xã Khánh Bình, tỉnh Cà Mau|01072022"
PLANTED = ("Trần Thị Mẫu Đơn", "096190765432", "Vàm Rạch Cóc", "Qwzyx Jvkwq", "QWZYX", "15/01/1990", "1990-01-15")
TO_CARD = ("door-submission", "form-1.001193", "next", "option-self", "option-mother", "option-none")

Walk = Callable[..., None]


@pytest.fixture(autouse=True)
def own_temporary_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What anybody writes into the temporary folder lies where the thief looks."""
    (tmp_path / "tmp").mkdir()
    monkeypatch.setenv("TMPDIR", str(tmp_path / "tmp"))
    monkeypatch.setattr(tempfile, "tempdir", None)


@pytest.fixture
def answered(kiosk_window: KioskWindow, walk: Walk, caplog: pytest.LogCaptureFixture) -> None:
    """A mother has shown her card, typed a name and begun another, and nobody touches anything any more."""
    caplog.set_level(logging.DEBUG)
    kiosk_window.tap("attract")
    walk(*TO_CARD)
    kiosk_window.read_scan(CARD)
    walk("next", "have-birth_paper", "next", "paper-staff")
    for word in ("qwzyx", "jvkwq"):
        walk(*(f"key-{letter}" for letter in word), "key-space")
    walk("next", "back", "key-q")


@pytest.fixture
def in_the_middle(answered: None, tmp_path: Path, caplog: pytest.LogCaptureFixture) -> dict[Path, bytes]:
    """The disk while she stands there: the plug is pulled, nothing is closed."""
    (tmp_path / "log").write_text(caplog.text)
    return files_under(tmp_path)


@pytest.fixture
def walked_away(
    answered: None,
    kiosk_window: KioskWindow,
    store: Store,
    secrets: Secrets,
    tmp_path: Path,
    caplog: pytest.LogCaptureFixture,
) -> dict[Path, bytes]:
    """The disk after the idle reset, its slip printed into a folder that keeps pictures."""
    kiosk_window.pass_time(91)
    kiosk_window.pass_time(31)
    kiosk_window.settle()
    printer = FolderPrinter(tmp_path / "printed", 576, keep_pictures=True)
    assert Spool(store, printer, secrets=secrets).print_waiting() == 1
    (tmp_path / "log").write_text(caplog.text)
    return files_under(tmp_path)


def test_nothing_can_be_read_while_a_villager_stands_there(in_the_middle: dict[Path, bytes]) -> None:
    assert hits(in_the_middle, PLANTED) == []


def test_nothing_can_be_read_after_the_idle_slip(walked_away: dict[Path, bytes]) -> None:
    assert hits(walked_away, PLANTED) == []


def test_the_secret_of_the_slip_is_nowhere(walked_away: dict[Path, bytes]) -> None:
    assert hits(walked_away, ["MC1:KXA"]) == []


def test_the_thief_had_the_database_its_log_the_printed_slip_and_our_log(walked_away: dict[Path, bytes]) -> None:
    names = {file.name for file in walked_away}
    assert {"hall.db", "hall.db-wal", "log", "0001-resume.png"} <= names


def test_the_thief_would_find_what_lies_in_the_open(walked_away: dict[Path, bytes]) -> None:
    assert hits(walked_away, ["PHIẾU LÀM TIẾP"]) != []


WORD = PLANTED[0]
PACKED = {
    "utf-8": WORD.encode(),
    "utf-16": WORD.encode("utf-16-le"),
    "base64": b64encode(b"x" + WORD.encode() + b"yz"),
    "zlib": b"noise" + zlib.compress(WORD.encode()),
    "gzip": b"noise" + gzip.compress(WORD.encode()),
    "escaped": WORD.encode("unicode_escape"),
}


@pytest.mark.parametrize("packing", PACKED)
def test_the_search_sees_through_every_packing(packing: str) -> None:
    assert hits({Path("disk"): b"before " + PACKED[packing] + b" after"}, [WORD]) != []
