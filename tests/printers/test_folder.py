"""The folder that stands in for a printer."""

from pathlib import Path

import pytest
from PIL import Image

from kiosk.errors import PrintError
from kiosk.papers.paper import Paper
from printers.folder import FolderPrinter
from printers.raster import draw
from tests.printers.far_ends import differing_dots, receipts


def names(folder: Path) -> list[str]:
    return sorted(one.name for one in folder.iterdir())


def test_a_paper_becomes_a_numbered_file_of_its_bytes(ticket: Paper, tmp_path: Path):
    FolderPrinter(tmp_path / "printed", 576, keep_pictures=False).print(ticket, "ticket")
    assert names(tmp_path / "printed") == ["0001-ticket.bin"]


def test_the_bytes_in_the_folder_are_the_drawing(ticket: Paper, tmp_path: Path):
    FolderPrinter(tmp_path, 384, keep_pictures=False).print(ticket, "ticket")
    printed = receipts((tmp_path / "0001-ticket.bin").read_bytes())[0]
    assert differing_dots(printed.picture, draw(ticket, 384)) == 0


def test_the_picture_beside_it_is_the_same_drawing(ticket: Paper, tmp_path: Path):
    FolderPrinter(tmp_path, 576, keep_pictures=True).print(ticket, "ticket")
    with Image.open(tmp_path / "0001-ticket.png") as picture:
        assert differing_dots(picture, draw(ticket, 576)) == 0


def test_numbers_go_on_after_a_restart(ticket: Paper, slip: Paper, tmp_path: Path):
    FolderPrinter(tmp_path, 576, keep_pictures=False).print(ticket, "ticket")
    FolderPrinter(tmp_path, 576, keep_pictures=False).print(slip, "slip")
    assert names(tmp_path) == ["0001-ticket.bin", "0002-slip.bin"]


def test_a_folder_that_cannot_be_made_is_a_print_error(ticket: Paper, tmp_path: Path):
    (tmp_path / "printed").write_text("a file is in the way")
    with pytest.raises(PrintError) as caught:
        FolderPrinter(tmp_path / "printed", 576, keep_pictures=False).print(ticket, "ticket")
    assert caught.value.problem == "print.folder"
