import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from kiosk.commands import cli
from kiosk.languages import texts

Make = Callable[..., dict[str, Any]]
Write = Callable[..., Path]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Result]:
    monkeypatch.setenv("KIOSK_HOME", str(tmp_path / "home"))
    return lambda *words, **more: CliRunner().invoke(cli, [str(one) for one in words], **more)


def test_search_prints_code_and_name(run: Callable[..., Result]):
    assert run("search", "khai", "sinh").output.splitlines()[0] == "1.001193  Đăng ký khai sinh"


def test_search_says_so_when_nothing_was_found(run: Callable[..., Result]):
    assert run("search", "qqqq").output.strip() == texts("vi").say("search.nothing")


def test_batch_answers_one_json_line_a_query(run: Callable[..., Result]):
    output = run("search", "--batch", "-", input="sao y\n\nkhai sinh").output
    assert [json.loads(line)["query"] for line in output.splitlines()] == ["sao y", "", "khai sinh"]


def test_a_batch_answer_has_code_name_and_score(run: Callable[..., Result]):
    answer = json.loads(run("search", "--batch", "-", input="sao y").output)
    assert answer["results"][0].keys() == {"code", "name", "score"}


def test_import_says_how_many_records_were_taken(run: Callable[..., Result], write: Write, portal: Make):
    assert "nhận 1 (mới 1" in run("catalogue", "import", write(portal())).output


def test_an_import_that_fails_ends_with_one_sentence(run: Callable[..., Result], tmp_path: Path):
    result = run("catalogue", "import", tmp_path / "nowhere.jsonl")
    assert (result.exit_code, "Danh mục đang dùng vẫn giữ nguyên" in result.output) == (1, True)


def test_status_shows_the_last_imports_report(run: Callable[..., Result], write: Write, portal: Make):
    run("catalogue", "import", write(portal(), name="latest.jsonl"))
    assert "latest.jsonl: 1 dòng" in run("catalogue", "status").output


def test_status_counts_procedures_as_json(run: Callable[..., Result]):
    assert json.loads(run("catalogue", "status", "--json").output)["procedures"] == 266
