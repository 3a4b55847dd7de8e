"""Which scanners this hall has, besides one that types into the window."""

from collections.abc import Callable

from kiosk.config import ScannerSettings
from ui.touch.scanners import OpenScanner, Scanner


def scanners_of(settings: ScannerSettings) -> tuple[OpenScanner, ...]:
    """Return how to make each scanner that the settings name. A QGuiApplication must exist when one is made."""
    found: list[Callable[[], Scanner]] = []
    if settings.serial:
        found.append(lambda: _serial(settings))
    if settings.keyboard:
        found.append(lambda: _grabbed(settings))
    return tuple(found)


def _serial(settings: ScannerSettings) -> Scanner:
    from ui.touch.serial_scanner import SerialScanner

    return SerialScanner(settings)


def _grabbed(settings: ScannerSettings) -> Scanner:
    from ui.touch.grabbed_scanner import GrabbedScanner

    return GrabbedScanner(settings.keyboard)
