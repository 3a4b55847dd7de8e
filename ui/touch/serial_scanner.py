"""A scanner on a serial line or in USB serial mode (CDC): the only kind that can send the letters of ID cards."""

import logging
from collections.abc import Callable, Sequence

import serial
from PySide6.QtCore import QTimer
from serial.tools import list_ports
from serial.tools.list_ports_common import ListPortInfo

from kiosk.config import ScannerSettings
from kiosk.scanning.lines import PAUSE_MS, Lines
from ui.touch.scanners import Scanner, monotonic_ms

AUTO = "auto"
# Makers of barcode scanners by their USB vendor id (http://www.linux-usb.org/usb.ids). Adapter chips (FTDI, Prolific,
# CH340) are not among them: behind those may stand a printer, and who reads from a printer disturbs it.
MAKERS = frozenset({
    0x05E0,  # Symbol, Zebra
    0x05F9,  # PSC, Datalogic
    0x0536,  # Hand Held Products, Honeywell
    0x0C2E,  # Metrologic, Honeywell
    0x065A,  # Opticon
    0x1EAB,  # Newland
})  # fmt: skip

log = logging.getLogger("kiosk.touch")


class SerialScanner(Scanner):
    """
    Args:
        ports: lists the serial ports there are now, for "auto".
    """

    def __init__(
        self,
        settings: ScannerSettings,
        ports: Callable[[], Sequence[ListPortInfo]] = list_ports.comports,
        now_ms: Callable[[], float] = monotonic_ms,
    ) -> None:
        super().__init__(now_ms)
        self._settings, self._ports = settings, ports
        self._line: serial.Serial | None = None
        self._lines = Lines()
        self._pause = QTimer(self, singleShot=True, interval=round(PAUSE_MS) + 1)
        self._pause.timeout.connect(lambda: self._tell(self._lines.pause(self.now_ms())))

    def open_device(self) -> int | None:
        name = self._settings.serial
        if name == AUTO:
            name = next((one.device for one in self._ports() if one.vid in MAKERS), "")
        if not name:
            return None
        self._line = serial.Serial(name, self._settings.baud, timeout=0, exclusive=True)
        log.info("serial scanner on %s", name)
        return self._line.fileno()

    def close_device(self) -> None:
        self._pause.stop()
        self._lines.forget()
        if self._line is not None:
            self._line.close()
            self._line = None

    def take(self, data: bytes) -> None:
        self._tell(self._lines.feed(data, self.now_ms()))
        if self._lines.waiting:
            self._pause.start()

    def _tell(self, codes: list[str | None]) -> None:
        for code in codes:
            self.tell(code)
