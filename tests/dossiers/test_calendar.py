"""Days off and swapped days as data. Source of the days: ../shared/reference/domain.md, 5.2."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from kiosk.assets import assets
from kiosk.dossiers.calendar import FILE, FRIDAY, bundled, is_holiday, keep, present, read_calendar, weekday_of
from kiosk.errors import CalendarError

DAY = date(2026, 12, 8)


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("KIOSK_HOME", str(tmp_path))
    return tmp_path


def changed(**other: Any) -> bytes:
    """Return the bundled file a version newer, with 8 December off; `other` changes it further."""
    raw: dict[str, Any] = json.loads((assets() / FILE).read_text("utf-8"))
    raw["version"] += 1
    raw["years"]["2026"]["off"][DAY.isoformat()] = "bão"
    return json.dumps(raw | other).encode()


@pytest.mark.parametrize(
    "day",
    ["2026-01-01", "2026-01-02", "2026-02-14", "2026-02-17", "2026-04-27", "2026-04-30", "2026-08-31", "2026-09-02",
     "2026-11-24", "2027-02-08", "2027-05-03"],
)  # fmt: skip
def test_the_hall_is_closed_on_a_holiday(day: str):
    assert weekday_of(date.fromisoformat(day)) is None


def test_a_saturday_that_makes_up_for_a_friday_has_its_hours():
    assert weekday_of(date(2026, 1, 10)) == FRIDAY


def test_a_usual_day_has_its_own_hours():
    assert weekday_of(date(2026, 11, 23)) == 0


def test_a_usual_weekend_is_no_holiday():
    assert not is_holiday(date(2026, 11, 28))


@pytest.mark.parametrize(("today", "wanted"), [(date(2026, 11, 1), None), (date(2026, 12, 10), 2027)])
def test_a_plan_that_is_not_published_is_missed_in_time(today: date, wanted: int | None):
    assert bundled().wanted(today) == wanted


def test_a_newer_file_in_the_machines_folder_holds_at_once(home: Path):
    before = is_holiday(DAY)
    assert (before, keep(home, changed()), is_holiday(DAY)) == (False, True, True)


def test_an_older_file_is_not_kept(home: Path):
    assert not keep(home, changed(version=1))
    assert present(home) == bundled()


def test_an_older_file_that_stands_there_is_passed_over(home: Path):
    (home / FILE).parent.mkdir()
    (home / FILE).write_bytes(changed(version=1))
    assert present() == bundled()


def test_a_torn_file_that_stands_there_leaves_the_bundled_calendar(home: Path):
    (home / FILE).parent.mkdir()
    (home / FILE).write_bytes(changed()[:-40])
    assert present() == bundled()


SESSIONS = {"sessions": [["07:00", "11:30"], ["13:30", "17:00"]], "same_day_until": "15:00"}


@pytest.mark.parametrize(
    ("raw", "place"),
    [
        (b"", "JSON"),
        (b"[]", "version"),
        (b" " * 300_000 + b"{}", "JSON"),
        (changed(version="2"), "version"),
        (changed(version=0), "version"),
        (changed(format=2), "version"),
        (changed(day={**SESSIONS, "sessions": [["13:30", "17:00"], ["07:00", "11:30"]]}), "day"),
        (changed(day={**SESSIONS, "sessions": []}), "day"),
        (changed(day={**SESSIONS, "same_day_until": "25:00"}), "day"),
        (changed(day={**SESSIONS, "sessions": [["07:00+07:00", "17:00+07:00"]]}), "day"),
        (changed(years=[]), "years"),
        (changed(years={"2027": {"off": {"2027-02-30": "x"}, "work": {}}}), "years.2027"),
        (changed(years={"2027": {"off": {"2028-01-01": "x"}, "work": {}}}), "years.2027"),
        (changed(years={"2027": {"off": {}}}), "years.2027"),
        (changed(years={"2027": {"off": {}, "work": {"2027-01-04": "a Monday"}}}), "years.2027"),
        (changed(years={"2027": {"off": {"2027-01-09": "x"}, "work": {"2027-01-09": "x"}}}), "years.2027"),
        (changed(years={"2027": {"off": {f"2027-{m:02}-{d:02}": "x" for m in (1, 2, 3) for d in range(1, 27)},
                                 "work": {}}}), "years.2027"),
    ],
)  # fmt: skip
def test_a_file_that_would_close_halls_or_says_nothing_is_refused_and_named(home: Path, raw: bytes, place: str):
    with pytest.raises(CalendarError, match=place):
        keep(home, raw)
    assert present() == bundled()


def test_what_is_kept_is_what_was_read(home: Path):
    keep(home, changed())
    assert present() == read_calendar(changed())
