"""`kiosk search` as a technician or an integrator runs it."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from kiosk.commands import cli
from kiosk.languages import texts

QUERIES = ("khai sinh", "lam ho chieu", "qwertyuiop", "1.001193", "", "sao y \ufffd")


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A folder of data that all these searches share; nothing is written but the catalogue."""
    with pytest.MonkeyPatch.context() as patch:
        folder = tmp_path_factory.mktemp("home")
        patch.setenv("KIOSK_HOME", str(folder))
        yield folder


@pytest.fixture(scope="module")
def batch(home: Path) -> list[dict[str, Any]]:
    """The answers to QUERIES, at most three procedures each."""
    file = home / "queries.txt"
    file.write_bytes("\r\n".join(QUERIES).encode().replace("\ufffd".encode(), b"\xff"))
    output = CliRunner().invoke(cli, ["search", "--limit", "3", "--batch", str(file)]).stdout
    return [json.loads(line) for line in output.splitlines()]


@pytest.fixture(scope="module")
def why(home: Path) -> list[str]:
    """The lines of an answer that says why a commune does not do it."""
    return CliRunner().invoke(cli, ["search", "--why", "--limit", "2", "LAMHOCHIEU"]).stdout.splitlines()


# --- a batch ---


def test_a_batch_answers_every_line_in_order_also_broken_letters(batch: list[dict[str, Any]]):
    assert [one["query"] for one in batch] == list(QUERIES)


def test_a_batch_answer_has_no_more_procedures_than_asked_for(batch: list[dict[str, Any]]):
    assert len(batch[0]["results"]) == 3


def test_what_is_done_elsewhere_is_named_with_its_place(batch: list[dict[str, Any]]):
    assert batch[1]["elsewhere"] == {"topic": "Cấp hộ chiếu phổ thông", "where": "province_police"}


def test_what_is_done_elsewhere_gives_no_procedure(batch: list[dict[str, Any]]):
    assert batch[1]["results"] == []


@pytest.mark.parametrize("at", [0, 2, 3, 4])
def test_only_what_is_done_elsewhere_has_a_place(batch: list[dict[str, Any]], at: int):
    assert "elsewhere" not in batch[at]


@pytest.mark.parametrize("at", [2, 4])
def test_what_nobody_knows_gives_no_procedure(batch: list[dict[str, Any]], at: int):
    assert batch[at]["results"] == []


def test_a_code_gives_its_procedure(batch: list[dict[str, Any]]):
    assert [one["code"] for one in batch[3]["results"]] == ["1.001193"]


# --- one query ---


def test_why_says_first_what_the_words_were_taken_for(why: list[str]):
    assert why[0] == texts("vi").say("search.why.read", words="lam ho chieu")


def test_why_says_how_well_as_many_answers_fit_as_asked_for(why: list[str]):
    fits = re.compile(r"  \S+ .+: \d\.\d\d \(.+ \d\.\d\d, .+ \d\.\d\d, .+ \d\.\d\d\)")
    assert [bool(fits.fullmatch(line)) for line in why[1:-1]] == [True, True]


def test_a_person_is_told_who_does_what_a_commune_does_not(why: list[str]):
    assert why[-1] == f"Cấp hộ chiếu phổ thông: {texts('vi').say('elsewhere.province_police')}"


def test_one_query_may_be_answered_as_json_too(home: Path):
    told = json.loads(CliRunner().invoke(cli, ["search", "--json", "1.001193"]).stdout)
    assert (told["query"], [one["name"] for one in told["results"]]) == ("1.001193", ["Đăng ký khai sinh"])


@pytest.mark.parametrize("limit", ["0", "101", "x"])
def test_a_limit_that_makes_no_sense_is_refused(home: Path, limit: str):
    assert CliRunner().invoke(cli, ["search", "--limit", limit, "sao y"]).exit_code == 2
