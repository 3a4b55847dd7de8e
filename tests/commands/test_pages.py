"""`kiosk scan --page` as a technician runs it, with good photographs and with files made to hurt."""

import json
import os
from pathlib import Path

import numpy as np
import pytest
from click.testing import CliRunner, Result
from PIL import Image

from kiosk.commands import cli
from kiosk.commands.bench.pages.desk import Shot, photograph
from kiosk.commands.bench.pages.sheet import draw_sheet


def kiosk(*words: str) -> Result:
    return CliRunner().invoke(cli, words)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """photo.jpg is good; each other file is wrong in its own way."""
    folder = tmp_path_factory.mktemp("pages")
    sheet = draw_sheet(3).dots
    photo, _ = photograph(sheet, Shot("wood", (2560, 1920), part=0.95), 3)
    Image.fromarray(photo).save(folder / "photo.jpg", quality=90)
    whole = (folder / "photo.jpg").read_bytes()
    (folder / "truncated.jpg").write_bytes(whole[: len(whole) // 2])
    (folder / "pdf.jpg").write_bytes(b"%PDF-1.7\n" + whole)
    (folder / "heavy.jpg").write_bytes(whole)
    os.truncate(folder / "heavy.jpg", 40_000_000)
    Image.new("L", (8000, 7000)).save(folder / "wide.png")
    Image.new("RGB", (900, 700)).save(folder / "black.png")
    Image.new("RGB", (900, 700), "white").save(folder / "white.png")
    cut, _ = photograph(sheet, Shot("dark", (1280, 720), shift=(0.0, 0.3)), 3)
    Image.fromarray(cut).save(folder / "cut.jpg")
    return folder


def pdf_pages(file: Path) -> int:
    return file.read_bytes().count(b"/Type /Page ")


def test_photographs_become_the_pages_of_one_pdf(folder: Path, tmp_path: Path):
    photo, out = str(folder / "photo.jpg"), tmp_path / "out.pdf"
    answer = kiosk("scan", "--page", photo, photo, "-o", str(out))
    assert (answer.exit_code, pdf_pages(out), "Đã ghi 2 trang" in answer.stdout) == (0, 2, True)


@pytest.mark.parametrize(("option", "space"), [("--colour", "RGB"), ("--grey", "Gray"), ("--bilevel", "CCITT")])
def test_the_look_is_as_wished(folder: Path, tmp_path: Path, option: str, space: str):
    kiosk("scan", "--page", option, str(folder / "photo.jpg"), "-o", str(tmp_path / "out.pdf"))
    assert space.encode() in (tmp_path / "out.pdf").read_bytes()


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("truncated.jpg", "Không mở được ảnh"),
        ("pdf.jpg", "Không mở được ảnh"),
        ("missing.jpg", "Không mở được ảnh"),
        ("heavy.jpg", "quá lớn"),
        ("wide.png", "quá lớn"),
        ("black.png", "không thấy tờ giấy"),
        ("white.png", "không thấy tờ giấy"),
        ("cut.jpg", "bị cắt mất một phần"),
    ],
)
def test_what_gives_no_page_is_told_in_one_line_and_nothing_is_written(
    folder: Path, tmp_path: Path, name: str, said: str
):
    answer = kiosk("scan", "--page", str(folder / name), "-o", str(tmp_path / "out.pdf"))
    line = answer.stdout.strip()
    assert (answer.exit_code, said in line, "\n" in line, list(tmp_path.iterdir())) == (1, True, False, [])


def test_a_bad_photograph_is_left_out_and_the_others_are_written(folder: Path, tmp_path: Path):
    out = tmp_path / "out.pdf"
    answer = kiosk("scan", "--page", str(folder / "black.png"), str(folder / "photo.jpg"), "-o", str(out))
    assert (answer.exit_code, pdf_pages(out), "1 ảnh chưa dùng được" in answer.stderr) == (1, 1, True)


def test_as_json_each_file_has_its_line(folder: Path, tmp_path: Path):
    files = [str(folder / name) for name in ("photo.jpg", "cut.jpg", "pdf.jpg")]
    answer = kiosk("scan", "--page", "--json", *files, "-o", str(tmp_path / "out.pdf"))
    good, cut, broken = map(json.loads, answer.stdout.splitlines())
    assert (good["page"], len(good["corners"]), good["advice"]) == (True, 4, [])
    assert [one["flaw"] for one in cut["advice"]] == ["cut_off"]
    assert "Không mở được" in broken["error"]


def test_a_place_that_cannot_be_written_is_told(folder: Path, tmp_path: Path):
    answer = kiosk("scan", "--page", str(folder / "photo.jpg"), "-o", str(tmp_path / "none" / "out.pdf"))
    assert (answer.exit_code, "Chưa ghi được tệp out.pdf" in answer.stderr) == (1, True)


def test_a_camera_that_stood_on_its_head_says_so_in_the_file(folder: Path, tmp_path: Path):
    turned = Image.Exif()
    turned[0x0112] = 3  # orientation: by 180 degrees
    with Image.open(folder / "photo.jpg") as photo:
        upside_down = Image.fromarray(np.array(photo)[::-1, ::-1])
    upside_down.save(tmp_path / "turned.jpg", exif=turned, quality=90)
    lines = [
        json.loads(kiosk("scan", "--page", "--json", str(file), "-o", str(tmp_path / "out.pdf")).stdout)["corners"]
        for file in (folder / "photo.jpg", tmp_path / "turned.jpg")
    ]
    assert np.abs(np.subtract(*lines)).max() < 2
