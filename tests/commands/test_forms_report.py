"""`kiosk forms report`: where people give up, for people and for programs."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from kiosk.clock import SystemClock, hall_day
from kiosk.commands import cli
from kiosk.forms.dropoff import DropOff, VisitCount
from kiosk.forms.journey import Journey
from kiosk.forms.library import load_forms
from tests.fresh import fresh_store


@pytest.fixture
def days(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """A visit of today that was given up on the first question; returns the options that ask for today."""
    monkeypatch.setenv("KIOSK_HOME", str(tmp_path))
    store, forms = fresh_store(tmp_path / "hall.db", SystemClock()), load_forms()
    form = forms.for_procedure("1.001193")
    assert form is not None
    today = hall_day(SystemClock().now())
    count = VisitCount(Journey.begin(form, today), 0.0)
    count.gave_up()
    DropOff(store, forms).add(count)
    store.close()
    return ["--from", today.isoformat(), "--to", today.isoformat()]


def test_the_report_says_what_happened_on_a_question(days: list[str]):
    told = CliRunner().invoke(cli, ["forms", "report", *days]).output
    assert "1 lượt, – giây, lùi 0, gọi người 0, bỏ dở 1" in told


def test_the_report_is_one_line_of_json_a_form(days: list[str]):
    told = CliRunner().invoke(cli, ["forms", "report", *days, "--json"]).output.splitlines()
    assert [(json.loads(one)["form"], json.loads(one)["screens"][0]["quit"]) for one in told] == [("birth", 1)]


def test_days_without_anybody_are_said(days: list[str]):
    told = CliRunner().invoke(cli, ["forms", "report", "--from", "2020-01-01", "--to", "2020-01-02"]).output
    assert told == "Chưa có ai làm giấy trong những ngày này.\n"
