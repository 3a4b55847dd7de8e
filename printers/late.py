"""A printer that is opened with its first paper.

A hall server beside a touch screen never prints; it should not carry the drawing and printing libraries (10 MB).
"""

from pathlib import Path

from kiosk.config import PrinterSettings
from kiosk.papers.paper import Paper
from kiosk.ports import Printer


class LatePrinter:
    """As `open_printer(settings, home)`; a setting that cannot be right shows at the first paper."""

    def __init__(self, settings: PrinterSettings, home: Path) -> None:
        self._settings, self._home = settings, home
        self._printer: Printer | None = None

    @property
    def name(self) -> str:
        return self._opened().name

    def print(self, paper: Paper, kind: str) -> None:
        """
        Raises:
            PrintError, ConfigError.
        """
        self._opened().print(paper, kind)

    def _opened(self) -> Printer:
        if self._printer is None:
            from printers.open import open_printer

            self._printer = open_printer(self._settings, self._home)
        return self._printer
