"""A law that changes on a day: imported before, in force from then on, taken back when it was a mistake."""

import sqlite3
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from kiosk.catalogue.importing import apply_import, import_files, plan_import, take_back
from kiosk.catalogue.library import Library
from kiosk.clock import SetClock
from kiosk.errors import NothingToTakeBackError, UnknownProcedureError
from kiosk.store.database import Store

Write = Callable[..., Path]
Make = Callable[..., dict[str, Any]]
NEW_LAW = "2027-03-01"  # 98 days after the tests' day
UNTIL_THEN = timedelta(days=98)


@pytest.fixture
def new_law(write: Write, portal: Make) -> Path:
    return write(portal("1.001193", ten_thu_tuc="Thủ tục khai sinh kiểu mới"), portal("1.999001"))


def name(library: Library) -> str:
    return library.procedure("1.001193").name


def test_what_was_imported_for_a_day_holds_from_that_day_on(
    store: Store, library: Library, clock: SetClock, new_law: Path
):
    import_files(store, [new_law], valid_from=NEW_LAW)
    before = name(library)
    clock.forward(UNTIL_THEN)
    assert (before, name(library)) == ("Thủ tục đăng ký khai sinh", "Thủ tục khai sinh kiểu mới")


def test_a_new_procedure_is_found_from_its_day_on(store: Store, library: Library, clock: SetClock, new_law: Path):
    import_files(store, [new_law], valid_from=NEW_LAW)
    before = library.search("1.999001")
    clock.forward(UNTIL_THEN)
    assert (before, [one.code for one in library.search("1.999001")]) == ([], ["1.999001"])


def test_a_file_that_cannot_be_written_that_day_does_not_stop_the_search(
    store: Store, library: Library, clock: SetClock, new_law: Path, monkeypatch: pytest.MonkeyPatch
):
    import_files(store, [new_law], valid_from=NEW_LAW)
    clock.forward(UNTIL_THEN)
    monkeypatch.setattr("kiosk.store.database.BUSY_SECONDS", 0.0)
    with sqlite3.connect(store.file, isolation_level=None) as other:
        other.execute("BEGIN IMMEDIATE")
        assert library.search("khai sinh")[0].code == "1.001193"
        other.execute("ROLLBACK")
    other.close()
    assert [one.code for one in library.search("1.999001")] == ["1.999001"]


def test_a_new_procedure_has_no_page_before_its_day(store: Store, library: Library, new_law: Path):
    import_files(store, [new_law], valid_from=NEW_LAW)
    with pytest.raises(UnknownProcedureError):
        library.procedure("1.999001")


def test_a_page_knows_when_it_will_change(store: Store, library: Library, new_law: Path):
    import_files(store, [new_law], valid_from=NEW_LAW)
    assert library.changes_on("1.001193") == NEW_LAW


def test_a_plan_changes_nothing(store: Store, library: Library, new_law: Path):
    plan_import(store, [new_law])
    assert library.procedure("1.001193").conditions == ""


def test_a_plan_names_what_villagers_will_see_differently(store: Store, library: Library, new_law: Path):
    seen = {one.code: one for one in plan_import(store, [new_law], valid_from=NEW_LAW).changes}
    assert seen["1.999001"].kind == "new"
    assert {"name", "documents"} <= {field.name for field in seen["1.001193"].fields}


def test_an_import_that_changes_nothing_has_no_difference(store: Store, new_law: Path):
    import_files(store, [new_law])
    assert plan_import(store, [new_law]).changes == []


def test_a_plan_is_worked_out_anew_when_somebody_else_was_faster(
    store: Store, write: Write, portal: Make, new_law: Path
):
    planned = plan_import(store, [new_law])
    same_page = portal("1.999001")["detail_url"]
    import_files(store, [write(portal("1.999777", detail_url=same_page), name="other")])
    report = apply_import(store, planned)
    assert [one.code for one in report.refused] == ["1.999001"]


def test_the_last_import_is_taken_back(store: Store, library: Library, new_law: Path):
    before = library.procedure("1.001193")
    import_files(store, [new_law])
    take_back(store)
    assert library.procedure("1.001193") == before
    assert library.search("1.999001") == []


def test_two_imports_are_taken_back_one_after_the_other(store: Store, library: Library, write: Write, portal: Make):
    for number in (1, 2):
        import_files(store, [write(portal("1.999001", ten_thu_tuc=f"Bản {number}"), name=str(number))])
    take_back(store)
    first = library.procedure("1.999001").name
    take_back(store)
    assert (first, library.search("1.999001")) == ("Bản 1", [])


def test_without_an_import_nothing_can_be_taken_back(store: Store, library: Library):
    with pytest.raises(NothingToTakeBackError):
        take_back(store)
