"""`kiosk type`."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from kiosk.commands import cli


def type_(keys: str, *options: str) -> str:
    result = CliRunner().invoke(cli, ["type", *options], input=keys)
    assert result.exit_code == 0, result.output
    return result.stdout


@pytest.mark.parametrize(
    ("options", "keys", "text"),
    [
        ((), "hoaf bif\\b\n\nwifi", "hòa b\n\nwifi\n"),
        (("--method", "telex", "--style", "new"), "hoaf\n", "hoà\n"),
        (("--method", "vni", "--style", "old"), "hoa2\n", "hòa\n"),
        (("--method", "keys"), "đươngf\n", "đường\n"),
        (("--full",), "tw w\n", "tư ư\n"),
        ((), "tw w\n", "tw w\n"),
        (("--place",), "Kroong Ana\n", "Krông Ana\n"),
    ],
)
def test_a_line_of_keys_gives_a_line_of_text(options: tuple[str, ...], keys: str, text: str):
    assert type_(keys, *options) == text


def test_it_answers_in_json():
    assert json.loads(type_("vieetj\n", "--json")) == {"keys": "vieetj", "text": "việt"}


def test_keys_come_from_a_file(tmp_path: Path):
    (tmp_path / "keys.txt").write_text("DDawsk Lawsk\r\n", "utf-8")
    assert type_("", str(tmp_path / "keys.txt")) == "Đắk Lắk\n"


def test_bytes_that_are_no_text_do_not_stop_it():
    result = CliRunner().invoke(cli, ["type"], input=b"as\n\xff\naf\n")
    assert result.stdout.splitlines() == ["á", "\ufffd", "à"]
