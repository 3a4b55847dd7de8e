"""The 2,849 raw national records, real and dirty, over the bundled catalogue."""

import shutil
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest
from click.testing import CliRunner

from kiosk.catalogue.library import Library
from kiosk.clock import HALL_ZONE, SetClock
from kiosk.commands import cli
from kiosk.store import catalogue as tables
from kiosk.store.database import Store

BANKING = "cấp giấy phép ngân hàng thương mại"


@pytest.fixture(scope="module")
def national(imported_once: Path) -> Iterator[Store]:
    """A store that holds all of them; here it is only read."""
    store = Store(imported_once, SetClock(datetime(2026, 11, 23, 8, 0, tzinfo=HALL_ZONE)))
    yield store
    store.close()


@pytest.fixture(scope="module")
def among_all(national: Store) -> Library:
    return Library(national)


def test_all_national_records_are_taken_or_refused_with_a_reason(national: Store):
    load = tables.last_load(national.db, tables.IMPORT)
    assert load is not None
    assert ('"records":2849' in load.report, '"accepted":2831' in load.report) == (True, True)


def test_the_national_pages_under_several_codes_are_refused(national: Store):
    assert tables.sources_of(national.db, "3.000286")[0].origin == "plain"


def test_every_word_of_the_report_is_known(imported_once: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("KIOSK_HOME", str(tmp_path))
    shutil.copy(imported_once, tmp_path / "hall.db")
    output = CliRunner().invoke(cli, ["catalogue", "status"]).output
    assert ("2642 dòng" in output, [line for line in output.splitlines() if "catalogue." in line]) == (True, [])


def test_they_do_not_push_the_everyday_answers_away(store: Store, among_all: Library):
    queries, library = ["khai sinh", "giay doc than", "sao y", "lam khai sanh cho be"], Library(store)
    assert [among_all.search(one)[0].code for one in queries] == [library.search(one)[0].code for one in queries]


@pytest.mark.parametrize("everything", [False, True])
def test_what_a_commune_does_not_do_is_found_only_when_asked_for(among_all: Library, everything: bool):
    found = among_all.search(BANKING, 20, everything=everything)
    assert any(not among_all.procedure(one.code).at_commune for one in found) == everything


def test_an_official_record_alone_is_a_procedure_page_too(among_all: Library):
    assert among_all.procedure("1.000253").documents
