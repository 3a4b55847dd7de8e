"""A thief takes the kiosk's disk after the province has told about dossiers and villagers have looked them up: no code,
name or number of a person can be read on it.
"""

import logging
from base64 import b64encode
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from kiosk.catalogue.guidance import Guidance
from kiosk.catalogue.library import Library
from kiosk.clock import SetClock
from kiosk.commands.asking import ask_province
from kiosk.commands.link import join_client
from kiosk.config import Settings, SyncSettings
from kiosk.dossiers.advice import ResultAdvice
from kiosk.dossiers.check import Claim, ResultCheck
from kiosk.dossiers.results import KnownResult
from kiosk.dossiers.secret import lookup_secret
from kiosk.errors import WrongDigitsError
from kiosk.scanning.meaning import understand
from kiosk.store.database import Store
from printers.folder import FolderPrinter
from printers.spool import Spool
from sync.schedule import Schedule
from tests.fresh import fresh_store
from tests.sync.parts import AGENCY, HALL, Running

NAME, NUMBER, DIGITS = "Trần Thị Hoàng Mẫu", "096190004321", "4321"
NOTE = "Giấy chứng sinh; căn cước của mẹ"
IDS = [f"01a1fffd-2d66-7690-95d9-{number:012d}" for number in range(3)]


@pytest.fixture
def database_url(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path / 'province.db'}"


@pytest.fixture
def codes(province: Running, tmp_path: Path) -> list[str]:
    """Two dossiers of the hall and one of another."""
    made: list[str] = []
    for request, hall, agency in ((IDS[0], HALL, AGENCY), (IDS[1], HALL, AGENCY), (IDS[2], "song-doc", "H12.35")):
        papers = {"request_id": request, "hall": hall, "agency": agency, "procedure": "1.001193"}
        answer = province.office("POST", "/dossiers", {**papers, "holder_digits": DIGITS})
        made.append(answer.json()["official_code"])
    province.office("PUT", f"/dossiers/{made[0]}/status", {"status": 5, "note": NOTE})
    return made


@pytest.fixture
def stolen(
    province: Running, codes: list[str], tmp_path: Path, clock: SetClock, settings: Settings,
    caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch,
) -> Iterator[dict[Path, bytes]]:  # fmt: skip
    """Every file of the kiosk's folder and of its folder for temporary files, after a feed, look-ups and a slip."""
    caplog.set_level(logging.DEBUG)
    home, scratch = tmp_path / "home", tmp_path / "scratch"
    scratch.mkdir()
    monkeypatch.setenv("TMPDIR", str(scratch))
    store = fresh_store(home / "hall.db", clock)
    client = join_client(home, store, province.address, Schedule())
    client.enrol(province.code(), HALL)
    client.round()
    client.close()
    settings = replace(settings, sync=SyncSettings(province.address))
    check = ResultCheck(store, lookup_secret(home), clock, ask_province(home, store, settings))
    _look_up(check, codes, clock)
    lacks = check.look_up(codes[0])
    assert isinstance(lacks, KnownResult)
    ResultAdvice(store, settings, Guidance(store, settings, Library(store))).print_missing("wish", lacks)
    Spool(store, FolderPrinter(home / "printed", 576, keep_pictures=True)).print_waiting()
    (home / "log").write_text(caplog.text)
    yield {file: file.read_bytes() for folder in (home, scratch) for file in folder.rglob("*") if file.is_file()}
    store.close()


def _look_up(check: ResultCheck, codes: list[str], clock: SetClock) -> None:
    """Look up by scan, by hand, with digits, and in the province."""
    log = logging.getLogger("test")
    for code in codes:
        for text in (
            code,
            f"https://a.example/?SGT={NUMBER}&MHS={code}",
            f"{NUMBER}||{NAME}|15011990|Nữ|Ấp 1|01072022",
        ):
            log.debug("%r", understand(text, clock.now().date()))
        log.debug("%r", Claim(code, typed=True, digits=DIGITS))
        for result in (
            check.look_up(Claim(code, typed=True)),
            check.look_up(Claim(code, typed=True, digits=DIGITS)),
            check.ask(Claim(code)),
        ):
            log.debug("%r", result)
    with pytest.raises(WrongDigitsError):
        check.look_up(Claim(codes[0], typed=True, digits="0000"))


def _spellings(word: str) -> set[bytes]:
    """Return the bytes a word may lie in: plain, as JSON escapes, in base64 at each of its three offsets, as UTF-16."""
    plain = word.encode()
    shifted = {b64encode(b"\0" * gap + plain)[4 if gap else 0 : -4] for gap in range(3)}
    return {plain, word.encode("utf-16-le"), word.encode("unicode_escape"), *shifted}


def test_no_code_name_or_number_can_be_read_on_a_stolen_disk(stolen: dict[Path, bytes], codes: list[str]):
    words = [*codes, *(code.replace("-", "") for code in codes), NAME, NUMBER, NUMBER[-9:]]
    hits = [
        (file.name, word)
        for file, content in stolen.items()
        for word in words
        for spelling in _spellings(word)
        if spelling in content
    ]
    assert hits == []


def test_the_thief_had_the_database_its_log_and_the_printed_slip(stolen: dict[Path, bytes]):
    assert {"hall.db", "hall.db-wal", "log", "printed"} <= {name for file in stolen for name in file.parts}


def test_the_search_would_find_what_is_there(stolen: dict[Path, bytes]):
    assert any("Giấy chứng sinh".encode() in content for content in stolen.values())


def test_the_thief_without_the_secret_cannot_tell_whether_a_code_is_there(
    stolen: dict[Path, bytes], codes: list[str], tmp_path: Path, clock: SetClock
):
    assert stolen
    guess = ResultCheck(Store(tmp_path / "home" / "hall.db", clock), b"x" * 32, clock).look_up(codes[0])
    assert not isinstance(guess, KnownResult)
