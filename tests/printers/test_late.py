"""A printer that is opened with its first paper."""

import subprocess
import sys
from pathlib import Path

from kiosk.config import PrinterSettings
from kiosk.papers.paper import Paper
from printers.late import LatePrinter

LIBRARIES = "import sys, kiosk.commands.hall; print({'PIL', 'escpos', 'cryptography'} & sys.modules.keys())"


def test_the_first_paper_opens_the_printer(ticket: Paper, tmp_path: Path):
    LatePrinter(PrinterSettings("file"), tmp_path).print(ticket, "ticket")
    assert (tmp_path / "printed" / "0001-ticket.bin").exists()


def test_a_hall_server_that_has_printed_nothing_carries_no_drawing_libraries():
    loaded = subprocess.run([sys.executable, "-c", LIBRARIES], check=True, capture_output=True, text=True)
    assert loaded.stdout == "set()\n"
