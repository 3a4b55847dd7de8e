"""Which printer the settings mean."""

import os
from pathlib import Path

import pytest

from kiosk.config import PrinterSettings
from kiosk.errors import ConfigError, PrintError
from kiosk.papers.paper import Paper
from printers.open import open_printer
from tests.printers.far_ends import TcpPrinter, receipts


@pytest.mark.parametrize(
    ("kind", "target", "name"),
    [
        ("file", "/srv/papers", "file /srv/papers"),
        ("tcp", "10.0.0.7", "tcp 10.0.0.7"),
        ("tcp", "[::1]:9100", "tcp [::1]:9100"),
        ("serial", "/dev/ttyUSB0@9600", "serial /dev/ttyUSB0@9600"),
        ("none", "", "none"),
    ],
)
def test_the_printer_is_named_as_the_settings_say(kind: str, target: str, name: str, tmp_path: Path):
    assert open_printer(PrinterSettings(kind, target), tmp_path).name == name


def test_a_file_printer_without_a_target_prints_into_the_home(ticket: Paper, tmp_path: Path):
    open_printer(PrinterSettings("file"), tmp_path).print(ticket, "ticket")
    assert (tmp_path / "printed" / "0001-ticket.bin").exists()


def test_a_file_printer_whose_target_is_a_device_writes_to_the_device(ticket: Paper, tmp_path: Path):
    device = tmp_path / "lp0"
    os.mkfifo(device)
    with pytest.raises(PrintError) as caught:
        open_printer(PrinterSettings("file", str(device)), tmp_path).print(ticket, "ticket")
    assert caught.value.problem == "print.unreachable"


def test_a_tcp_target_may_name_its_port(ticket: Paper, tmp_path: Path):
    far = TcpPrinter("good")
    open_printer(PrinterSettings("tcp", f"127.0.0.1:{far.port}"), tmp_path).print(ticket, "ticket")
    far.close()
    assert len(receipts(far.got)) == 1


def test_a_hall_without_a_printer_says_so(ticket: Paper, tmp_path: Path):
    with pytest.raises(PrintError) as caught:
        open_printer(PrinterSettings("none"), tmp_path).print(ticket, "ticket")
    assert caught.value.problem == "print.no_printer"


@pytest.mark.parametrize(
    "settings",
    [
        PrinterSettings("tcp", ""),
        PrinterSettings("tcp", "host:port"),
        PrinterSettings("serial", ""),
        PrinterSettings("serial", "/dev/ttyS0@fast"),
        PrinterSettings("file", dots=100),
        PrinterSettings("file", dots=577),
    ],
)
def test_a_setting_that_cannot_be_right_is_named(settings: PrinterSettings, tmp_path: Path):
    with pytest.raises(ConfigError):
        open_printer(settings, tmp_path)


def test_the_sentence_of_a_print_error_tells_the_problem_in_the_readers_language():
    assert "the paper is out" in PrintError(problem="print.paper_out").sentence("en")
