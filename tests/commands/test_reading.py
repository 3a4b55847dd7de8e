"""`kiosk scan`, `kiosk code` and `kiosk card` as a technician runs them."""

import json
from pathlib import Path

import pytest
import qrcode
from click.testing import CliRunner, Result

from kiosk.commands import cli

CARD = "096190001234|381234567|Trần Thị Mẫu|15011990|Nữ|Ấp 1, xã Mẫu, tỉnh Cà Mau|01072022"
CODE = "H12.34-250701-0001"


def kiosk(*words: str) -> Result:
    return CliRunner().invoke(cli, words)


@pytest.fixture
def page(tmp_path: Path) -> Path:
    file = tmp_path / "page.png"
    with file.open("wb") as opened:
        qrcode.make(CARD).save(opened)
    return file


def test_scan_tells_one_json_line_a_picture(page: Path):
    lines = kiosk("scan", str(page), str(page)).stdout.splitlines()
    wanted = {"file": str(page), "codes": [{"text": CARD, "format": "QRCode"}]}
    assert [json.loads(line) for line in lines] == [wanted, wanted]


def test_scan_goes_on_behind_a_broken_picture(page: Path, tmp_path: Path):
    (tmp_path / "broken.png").write_text("no picture")
    lines = kiosk("scan", str(tmp_path / "broken.png"), str(page)).stdout.splitlines()
    assert [len(json.loads(line)["codes"]) for line in lines] == [0, 1]


def test_scan_of_a_broken_picture_ends_with_1(tmp_path: Path):
    assert kiosk("scan", str(tmp_path / "missing.png")).exit_code == 1


def test_code_tells_the_parts_of_a_dossier_code():
    parts = json.loads(kiosk("code", CODE.lower(), "--json").stdout)
    assert (parts["kind"], parts["agency"], parts["date"], parts["sequence"]) == (
        "dossier", "H12.34", "2025-07-01", "0001",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        (f"https://mc.example/?SGT=096190001234&MHS={CODE}", "dossier"),
        ("KXA-261123-001-98", "provisional"),
        ("ST-261123-B017", "ticket"),
        ("https://portal.example/apiqr/qr?id=0f3c", "link"),
        (CARD, "card"),
    ],
)
def test_code_understands_what_scanners_read(text: str, kind: str):
    assert json.loads(kiosk("code", text, "--json").stdout)["kind"] == kind


def test_code_in_words_is_vietnamese():
    assert f"Mã: {CODE}" in kiosk("code", CODE).stdout.splitlines()


def test_code_says_that_a_text_is_no_code():
    answer = kiosk("code", "xin chào")
    assert (answer.exit_code, "không phải mã hồ sơ" in answer.stderr) == (1, True)


def test_code_says_that_a_code_has_a_mistake():
    assert "một chỗ chưa đúng" in kiosk("code", "H12.34-251301-0001").stderr


@pytest.mark.parametrize("form", [[], ["--json"]])
@pytest.mark.parametrize("command", ["card", "code"])
def test_numbers_of_a_card_are_masked(command: str, form: list[str]):
    shown = kiosk(command, CARD, *form).stdout
    assert [secret for secret in ("096190001234", "381234567") if secret in shown] == []


def test_show_gives_the_numbers_in_full():
    assert json.loads(kiosk("card", CARD, "--show", "--json").stdout)["number"] == "096190001234"


def test_card_tells_the_fields():
    parts = json.loads(kiosk("card", CARD, "--json").stdout)
    assert (parts["name"], parts["birth"], parts["sex"], parts["issued"]) == (
        "Trần Thị Mẫu", "1990-01-15", "female", "2022-07-01",
    )  # fmt: skip


def test_card_reads_the_lines_on_the_back():
    lines = "IDVNM1900000004096190000000<<7\n9001158F3001156VNM<<<<<<<<<<<6\nTRAN<<THI<MAU<<<<<<<<<<<<<<<<<"
    parts = json.loads(kiosk("card", lines, "--show", "--json").stdout)
    assert (parts["number"], parts["birth"], parts["name"]) == ("096190000000", "1990-01-15", "")


def test_card_points_at_what_looks_odd():
    assert "Giới tính không khớp với số căn cước." in kiosk("card", CARD.replace("Nữ", "Nam")).stdout


def test_card_says_politely_that_it_is_none():
    answer = kiosk("card", "https://vneid.gov.vn/q/x")
    assert (answer.exit_code, "không phải mã trên thẻ căn cước" in answer.stderr) == (1, True)
