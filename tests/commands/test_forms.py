"""`kiosk forms` as somebody who writes forms runs it: check, list, release."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from kiosk.assets import assets
from kiosk.commands import cli

Run = Callable[..., Result]
PAGE = {
    "id": "name", "type": "full_name", "text": "form.birth.child_name",
    "review": {"group": "child", "label": "form.birth.child_name.short"},
}  # fmt: skip
FORM: dict[str, Any] = {
    "schema_version": 1, "id": "small", "version": 1, "procedure": "9.999999", "field": "Hộ tịch",
    "title": "form.birth.title", "official": "Tờ khai", "pages": [PAGE],
    "groups": [{"id": "child", "text": "form.birth.group.child"}],
}  # fmt: skip


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "9.999999.json").write_text(json.dumps(FORM), "utf-8")
    return tmp_path


@pytest.fixture
def run(folder: Path) -> Run:
    """run("check") is `kiosk forms check` on a folder with one fit form."""
    return lambda *words: CliRunner().invoke(cli, ["forms", "--folder", str(folder), *map(str, words)])


def write(folder: Path, **changes: Any) -> Path:
    file = folder / "9.999999.json"
    file.write_text(json.dumps({**FORM, **changes}), "utf-8")
    return file


def test_every_form_of_the_kiosk_passes():
    told = CliRunner().invoke(cli, ["forms", "check"])
    assert (told.exit_code, told.output.splitlines()[-1].endswith("thấy 0 chỗ cần sửa.")) == (0, True)


def test_every_form_of_the_kiosk_is_listed():
    told = CliRunner().invoke(cli, ["forms", "list", "--json"])
    listed = {json.loads(line)["procedure"] for line in told.output.splitlines()}
    assert listed == {file.stem for file in (assets() / "forms").glob("[0-9]*.json")}


def test_a_finding_names_form_page_and_problem(run: Run, folder: Path):
    write(folder, pages=[{**PAGE, "text": "form.common.sms.hint"}])
    told = run("check")
    assert (told.exit_code, "small: name: câu hỏi 23 tiếng" in told.output) == (1, True)


def test_a_finding_is_told_to_programs(run: Run, folder: Path):
    write(folder, pages=[{**PAGE, "text": "form.common.sms.hint"}])
    found = json.loads(run("check", "--json").output.splitlines()[0])
    assert found == {"form": "small", "place": "name", "problem": "câu hỏi 23 tiếng, nhiều nhất 20"}


def test_a_file_that_cannot_be_read_is_a_finding(run: Run, folder: Path):
    file = write(folder, loops=[{"id": "people", "pages": ["name"], "more": "t", "group": "child"}])
    told = run("check", file)
    assert (told.exit_code, "vòng lặp không có điểm dừng" in told.output) == (1, True)


def test_a_file_outside_the_folder_is_checked_too(run: Run, folder: Path, tmp_path_factory: pytest.TempPathFactory):
    elsewhere = tmp_path_factory.mktemp("draft") / "new.json"
    elsewhere.write_text(json.dumps(FORM), "utf-8")
    assert run("check", elsewhere).exit_code == 0


def test_a_released_form_is_listed_as_released(run: Run):
    assert run("release").exit_code == 0
    assert json.loads(run("list", "--json").output)["released"] is True


def test_a_released_form_may_not_change(run: Run, folder: Path):
    run("release")
    write(folder, official="Tờ khai khác")
    told = run("check")
    assert (told.exit_code, "đã phát hành, hãy tăng version" in told.output) == (1, True)


def test_the_next_version_of_a_released_form_is_free(run: Run, folder: Path):
    run("release")
    (folder / "9.999999-v2.json").write_text(json.dumps({**FORM, "version": 2, "official": "Tờ khai khác"}), "utf-8")
    assert run("check").exit_code == 0


def test_a_released_form_may_not_be_taken_away(run: Run, folder: Path):
    run("release")
    (folder / "9.999999.json").unlink()
    assert "small 1: bản đã phát hành mà không còn tệp" in run("check").output


def test_what_is_not_fit_is_not_released(run: Run, folder: Path):
    write(folder, pages=[{**PAGE, "text": "form.common.sms.hint"}])
    assert (run("release").exit_code, (folder / "released.json").exists()) == (1, False)


def test_a_release_list_that_is_damaged_is_told(run: Run, folder: Path):
    (folder / "released.json").write_text("[1]", "utf-8")
    told = run("check")
    assert (told.exit_code, "released.json" in told.output) == (1, True)
