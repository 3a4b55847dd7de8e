"""A scanner that types, taken away from the desktop (Linux): its keys reach no window and no field, only us."""

import fcntl
import logging
import os

from kiosk.scanning.event_keys import EventKeys
from ui.touch.scanners import Scanner

EVIOCGRAB = 0x40044590  # _IOW('E', 0x90, int), include/uapi/linux/input.h

log = logging.getLogger("kiosk.touch")


class GrabbedScanner(Scanner):
    """
    Args:
        device: the scanner's event device; who runs the kiosk needs the right to read it (a udev rule gives it).
    """

    def __init__(self, device: str) -> None:
        super().__init__()
        self._device, self._file = device, -1
        self._keys = EventKeys()

    def open_device(self) -> int | None:
        file = os.open(self._device, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
        try:
            fcntl.ioctl(file, EVIOCGRAB, 1)
        except OSError:
            os.close(file)
            raise
        log.info("scanner grabbed")
        self._file = file
        return file

    def close_device(self) -> None:
        os.close(self._file)  # the grab ends with it
        self._keys.forget()

    def take(self, data: bytes) -> None:
        for text in self._keys.feed(data):
            self.tell(text)
