"""Ending calmly when somebody says so."""

import signal
import threading
from types import FrameType


def stop_on_signal() -> threading.Event:
    """Return what is set when this process is told to end (SIGTERM, Ctrl+C)."""
    stop = threading.Event()

    def end(number: int, frame: FrameType | None) -> None:
        stop.set()

    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, end)
    return stop
