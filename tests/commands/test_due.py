"""`kiosk due` as a clerk or technician runs it."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from kiosk.commands import cli


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("KIOSK_HOME", str(tmp_path))


def kiosk(*words: str) -> Result:
    return CliRunner().invoke(cli, ["due", *words])


def test_it_says_when_since_when_and_what_was_not_counted():
    assert kiosk("--days", "1.5", "--received", "23/11/2026 12:00").stdout.splitlines()[:3] == [
        "Hẹn trả lúc 07:30 thứ Năm, ngày 26/11/2026.",
        "Thời gian tính từ 13:30 thứ Hai, ngày 23/11/2026.",
        "Không tính ngày 24/11/2026: Ngày Văn hóa Việt Nam.",
    ]


def test_a_worked_saturday_is_named():
    said = kiosk("--days", "1", "--received", "2026-01-09 10:00").stdout
    assert "Có tính thứ Bảy 10/01/2026: ngày làm bù." in said.splitlines()


def test_a_year_without_a_published_plan_is_said():
    said = kiosk("--days", "5", "--unit", "calendar", "--received", "2026-12-30 10:00").stdout
    assert "Lịch nghỉ năm 2027 chưa công bố, ngày hẹn có thể phải lùi. Khi có lịch xin tính lại." in said.splitlines()


def test_a_copy_certified_after_15_is_given_on_the_next_working_day():
    case = json.loads(kiosk("--procedure", "2.000815", "--received", "2026-11-23 15:01", "--json").stdout)["cases"][0]
    assert (case["unit"], case["due"]) == ("same_day", "2026-11-25T17:00:00+07:00")


def test_a_procedure_without_a_term_is_not_given_one():
    said = kiosk("--procedure", "3.000722", "--received", "2026-11-23 10:00")
    assert (said.exit_code, "Xin hỏi cán bộ." in said.stdout) == (0, True)


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["--days", "1.5", "--unit", "calendar"], "Chỉ có nửa ngày làm việc"),
        (["--days", "1", "--procedure", "2.000815"], "Xin cho một trong hai"),
        ([], "Xin cho một trong hai"),
        (["--days", "1", "--received", "hôm qua"], "không phải giờ nhận"),
        (["--days", "1", "--received", "9999-12-31 09:00"], "không phải giờ nhận"),
        (["--days", "1001"], "1001"),
        (["--procedure", "9.999999"], "9.999999"),
    ],
)
def test_a_wrong_question_is_told_what_is_wrong(words: list[str], sentence: str):
    said = kiosk(*words)
    assert (said.exit_code == 0, sentence in said.output) == (False, True)
