"""`kiosk print-test` as a technician runs it."""

import json
import threading
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from PIL import Image

from kiosk.clock import SystemClock
from kiosk.commands import cli
from kiosk.config import PrinterSettings, default_settings_file
from printers.open import open_printer
from printers.spool import Spool
from tests.fresh import fresh_store


def print_test(home: Path, *words: str) -> Result:
    return CliRunner().invoke(cli, ["print-test", *words], env={"KIOSK_HOME": str(home)})


@pytest.fixture
def without_printer(tmp_path: Path) -> Path:
    text = default_settings_file().read_text("utf-8").replace('kind = "file"', 'kind = "none"')
    (tmp_path / "hall.toml").write_text(text, "utf-8")
    return tmp_path


def test_the_page_comes_out_of_the_halls_printer(tmp_path: Path):
    print_test(tmp_path)
    assert (tmp_path / "printed" / "0001-test.bin").exists()


def test_the_answer_names_the_printer(tmp_path: Path):
    assert json.loads(print_test(tmp_path, "--json").stdout)["printer"] == f"file {tmp_path / 'printed'}"


def test_a_hall_without_a_printer_hears_why_nothing_came_out(without_printer: Path):
    answer = print_test(without_printer)
    assert (answer.exit_code, "không có máy in" in answer.stderr) == (1, True)


def test_the_page_can_be_drawn_without_printing(tmp_path: Path):
    print_test(tmp_path, "--picture", str(tmp_path / "page.png"))
    with Image.open(tmp_path / "page.png") as page:
        assert page.width == 576


def test_a_picture_that_cannot_be_written_is_one_sentence(tmp_path: Path):
    assert "thư mục in" in print_test(tmp_path, "--picture", str(tmp_path / "no" / "page.png")).stderr


def test_a_running_kiosk_prints_the_page_in_its_turn(tmp_path: Path):
    store = fresh_store(tmp_path / "hall.db", SystemClock())
    stop = threading.Event()
    thread = threading.Thread(target=Spool(store, open_printer(PrinterSettings("file"), tmp_path)).run, args=[stop])
    thread.start()
    answer = print_test(tmp_path)
    stop.set()
    thread.join()
    store.close()
    assert answer.exit_code == 0
