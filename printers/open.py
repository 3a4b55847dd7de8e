"""From the hall's settings to its printer."""

from pathlib import Path

from kiosk.config import PrinterSettings
from kiosk.errors import ConfigError, PrintError
from kiosk.papers.paper import Paper
from kiosk.ports import Printer
from printers.escpos import EscposPrinter
from printers.folder import FolderPrinter
from printers.lines import BAUD, TCP_PORT, DeviceLine, SerialLine, TcpLine


class NoPrinter:
    """A hall without a printer: every paper fails at once, and the number stays on the screen."""

    name = "none"

    def print(self, paper: Paper, kind: str) -> None:
        raise PrintError(problem="print.no_printer")


def open_printer(settings: PrinterSettings, home: Path) -> Printer:
    """Return the printer of a hall; nothing is connected before the first paper.

    `target` is for "file" a folder (KIOSK_HOME/printed when empty) or a device file such as /dev/usb/lp0, for "tcp"
    host or host:port, for "serial" a device or device@baud.

    Raises:
        ConfigError: the target or the width cannot be right.
    """
    if settings.dots % 8 or not 200 <= settings.dots <= 2400:
        raise _wrong(f"printer.dots = {settings.dots}")
    match settings.kind:
        case "file":
            return _file_printer(settings, home)
        case "tcp":
            host, _, port = settings.target.rpartition(":") if ":" in settings.target else (settings.target, "", "")
            return _escpos(settings, TcpLine(host.strip("[]"), _number(port, settings.target, TCP_PORT)))
        case "serial":
            device, _, baud = settings.target.partition("@")
            return _escpos(settings, SerialLine(device, _number(baud, settings.target, BAUD)))
        case _:
            return NoPrinter()


def _file_printer(settings: PrinterSettings, home: Path) -> Printer:
    target = Path(settings.target) if settings.target else home / "printed"
    if target.exists() and not target.is_dir():
        return _escpos(settings, DeviceLine(target))
    return FolderPrinter(target, settings.dots, keep_pictures=settings.keep_pictures)


def _escpos(settings: PrinterSettings, line: TcpLine | SerialLine | DeviceLine) -> Printer:
    if not settings.target:
        raise _wrong("printer.target")
    return EscposPrinter(f"{settings.kind} {settings.target}", line, settings.dots)


def _number(text: str, target: str, usual: int) -> int:
    if not text:
        return usual
    if not (text.isascii() and text.isdigit() and 0 < int(text) < 10_000_000):
        raise _wrong(f"printer.target = {target!r}")
    return int(text)


def _wrong(problem: str) -> ConfigError:
    return ConfigError(file="hall.toml", problem=problem)
