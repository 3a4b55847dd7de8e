"""Scanners on a serial line, played by a pseudo-terminal: what its other end writes is what the device sends."""

import os
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot
from serial.tools.list_ports_common import ListPortInfo

from kiosk.config import ScannerSettings
from tests.ui.kiosk_window import KioskWindow
from ui.touch.grabbed_scanner import GrabbedScanner
from ui.touch.parts import Parts
from ui.touch.serial_scanner import SerialScanner

CARD = "096190000000||Trần Thị Mẫu|15011990|Nữ|Ấp 1, xã Mẫu, tỉnh Cà Mau|01072022"


class Device:
    """A scanner that is plugged in at `path`, and may be pulled out."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._ours = -1
        self.plug_in()

    def plug_in(self) -> None:
        self._ours, theirs = os.openpty()
        self.path.unlink(missing_ok=True)
        self.path.symlink_to(os.ttyname(theirs))
        self._theirs = theirs

    def send(self, data: bytes) -> None:
        os.write(self._ours, data)

    def pull_out(self) -> None:
        if self._ours >= 0:
            os.close(self._theirs)
            os.close(self._ours)
            self._ours = -1


class Clock:
    """Every look is one second later, so that no code counts as part of the burst before."""

    def __init__(self, step_ms: float = 1000.0) -> None:
        self.ms, self._step_ms = 0.0, step_ms

    def __call__(self) -> float:
        self.ms += self._step_ms
        return self.ms


@pytest.fixture
def device(tmp_path: Path) -> Iterator[Device]:
    device = Device(tmp_path / "ttyACM0")
    yield device
    device.pull_out()


@pytest.fixture
def scanner(device: Device, qtbot: QtBot) -> Iterator[SerialScanner]:
    scanner = SerialScanner(ScannerSettings(serial=str(device.path)), now_ms=Clock())
    scanner.start()
    yield scanner
    scanner.close()


@pytest.fixture
def codes(scanner: SerialScanner) -> list[str | None]:
    codes: list[str | None] = []
    scanner.read.connect(codes.append)
    return codes


def test_a_card_comes_with_its_accents(device: Device, codes: list[str | None], qtbot: QtBot) -> None:
    device.send(CARD.encode() + b"\r\n")
    qtbot.waitUntil(lambda: codes == [CARD])


def test_half_a_line_and_the_rest_are_one_code(
    device: Device, scanner: SerialScanner, codes: list[str | None], qtbot: QtBot
) -> None:
    device.send(b"ST-2611")
    device.send(b"23-A007\r")
    qtbot.waitUntil(lambda: codes == ["ST-261123-A007"])


def test_a_pause_is_an_end_too(device: Device, codes: list[str | None], qtbot: QtBot) -> None:
    device.send(b"ST-261123-A007")
    qtbot.waitUntil(lambda: codes == ["ST-261123-A007"])


def test_garbage_is_no_text_and_what_follows_is_read(device: Device, codes: list[str | None], qtbot: QtBot) -> None:
    device.send(b"\xff\xfe\x80\x81\r")
    qtbot.waitUntil(lambda: codes == [None])
    device.send(b"ST-261123-A007\r")
    qtbot.waitUntil(lambda: codes == [None, "ST-261123-A007"])


def test_four_thousand_characters_arrive_whole(device: Device, codes: list[str | None], qtbot: QtBot) -> None:
    text = "0123456789" * 400
    device.send(text[:2000].encode())
    device.send(text[2000:].encode() + b"\r")
    qtbot.waitUntil(lambda: codes == [text])


def test_two_codes_in_one_burst_are_one(device: Device, scanner: SerialScanner, qtbot: QtBot) -> None:
    codes: list[str | None] = []
    scanner.now_ms = Clock(0.0)
    scanner.read.connect(codes.append)
    device.send(b"ST-261123-A007\rH12.34-261120-0005\r")
    qtbot.waitUntil(lambda: codes == ["ST-261123-A007"])


def test_a_scanner_that_was_pulled_out_reads_on_when_it_is_back(
    device: Device, scanner: SerialScanner, codes: list[str | None], qtbot: QtBot
) -> None:
    device.send(b"half a")
    device.pull_out()
    qtbot.waitUntil(lambda: not scanner.there)
    device.plug_in()
    scanner.look()
    device.send(b"ST-261123-A007\r")
    qtbot.waitUntil(lambda: codes == ["ST-261123-A007"])


def test_without_a_device_nothing_happens(tmp_path: Path, qtbot: QtBot) -> None:
    scanner = SerialScanner(ScannerSettings(serial=str(tmp_path / "nothing")))
    scanner.start()
    assert not scanner.there
    scanner.close()


def test_auto_takes_a_scanner_and_leaves_a_printer_alone(device: Device, qtbot: QtBot) -> None:
    printer, reader = ListPortInfo("/dev/ttyUSB7"), ListPortInfo(str(device.path))
    printer.vid, reader.vid = 0x1A86, 0x1EAB
    scanner = SerialScanner(ScannerSettings(serial="auto"), lambda: [printer, reader], Clock())
    codes: list[str | None] = []
    scanner.read.connect(codes.append)
    scanner.start()
    device.send(b"ST-261123-A007\r")
    qtbot.waitUntil(lambda: codes == ["ST-261123-A007"])
    scanner.close()


def test_a_keyboard_that_cannot_be_taken_away_is_not_read(tmp_path: Path, qtbot: QtBot) -> None:
    """Its keys would come twice. A pipe refuses to be grabbed as a missing right does."""
    os.mkfifo(tmp_path / "event7")
    scanner = GrabbedScanner(str(tmp_path / "event7"))
    scanner.start()
    assert not scanner.there
    scanner.close()


class TestInTheWindow:
    @pytest.fixture
    def parts(self, parts: Parts, device: Device) -> Parts:
        settings = ScannerSettings(serial=str(device.path))
        return replace(parts, scanners=(lambda: SerialScanner(settings, now_ms=Clock()),))

    def test_a_ticket_is_shown_on_whatever_screen(self, device: Device, kiosk_window: KioskWindow) -> None:
        kiosk_window.open("door-services")
        device.send(b"ST-261120-A007\r")
        assert "không phải của hôm nay" in kiosk_window.text("notice")

    def test_bytes_that_are_no_text_are_said_to_be_damaged(self, device: Device, kiosk_window: KioskWindow) -> None:
        kiosk_window.open()
        device.send(b"\xff\xff\r")
        assert "bị hỏng" in kiosk_window.text("notice")
