"""A lock between processes that the operating system gives back when its holder dies."""

import os
import sys
from pathlib import Path


class ProcessLock:
    """One holder among all processes (and all instances in one process) that name the same file."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self._number: int | None = None

    @property
    def held(self) -> bool:
        return self._number is not None

    def take(self) -> bool:
        """Try once; True when this instance holds the lock now."""
        if self._number is not None:
            return True
        number = os.open(self._file, os.O_RDWR | os.O_CREAT, 0o600)
        if not _locked(number):
            os.close(number)
            return False
        self._number = number
        return True

    def give_back(self) -> None:
        if self._number is not None:
            os.close(self._number)
            self._number = None


if sys.platform == "win32":
    import msvcrt

    def _locked(number: int) -> bool:
        try:
            msvcrt.locking(number, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

else:
    import fcntl

    def _locked(number: int) -> bool:
        try:
            fcntl.flock(number, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True
