"""Whose turn it is to write, among the threads of one process; and who need not wait behind a file that is stuck.

Reads never wait, but a server has only a few threads: if all of them wait for a stuck file, nobody is left to read.
"""

import threading
import time
from collections.abc import Generator
from contextlib import contextmanager

PATIENT = 2  # threads that may wait for a stuck file for as long as a writer waits
STUCK_SECONDS = 1.0  # nobody has got through for so long: the others leave
GLANCE_SECONDS = 0.05  # how long those wait who come to a file that is known to be stuck


class Turns:
    def __init__(self) -> None:
        self._writing = threading.RLock()
        self._counting = threading.Lock()
        self.here = 0
        self._since: float | None = None  # when the first began who has not got through yet

    @contextmanager
    def take(self, end: float) -> Generator[bool]:
        """Wait for our turn, at most until `end` by the monotonic clock; yields whether it came."""
        with self._counting:
            self.here += 1
            now = time.monotonic()
            since = self._since = now if self._since is None else self._since
            if self.here > PATIENT:
                end = min(end, max(since + STUCK_SECONDS, now + GLANCE_SECONDS))
        try:
            ours = self._writing.acquire(timeout=max(0.0, end - now))
            try:
                yield ours
            finally:
                if ours:
                    self._writing.release()
        finally:
            with self._counting:
                self.here -= 1

    def got_through(self) -> None:
        """Say that the file takes writes: whoever comes from now on may wait."""
        with self._counting:
            self._since = time.monotonic() if self.here > 1 else None
