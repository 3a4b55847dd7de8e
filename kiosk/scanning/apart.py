"""`Live` in a process of its own: a native decoder that crashes or hangs must not take the kiosk down.

Frames go over by shared memory. The child is started by `multiprocessing` ("spawn"), so a frozen build has to call
`multiprocessing.freeze_support()` first thing in its main function.
"""

import contextlib
import multiprocessing
import signal
import time
from dataclasses import dataclass
from multiprocessing.process import BaseProcess
from multiprocessing.shared_memory import SharedMemory
from typing import Any, Protocol

import numpy as np

from kiosk.scanning.decode import readable
from kiosk.scanning.live import Glimpse, Live, Region
from kiosk.scanning.page_watch import PageGlimpse, PageRules, PageWatch
from kiosk.scanning.picture import Colour, Grey

PAUSE_S = 5.0  # before the next try, when a child died before it was ready
START_S = 60.0  # the longest start: a cold disk, and OpenCV is large
PAGE_S = 20.0  # the longest a photograph may take to become a page; some 0.3 s, on a machine that does nothing else
READY = "ready"


class _Pipe(Protocol):
    """What multiprocessing gives on every system, under different names."""

    def send(self, obj: Any, /) -> None: ...
    def recv(self) -> Any: ...
    def poll(self, timeout: float = ..., /) -> bool: ...
    def close(self) -> None: ...


@dataclass(frozen=True, slots=True)
class _Frame:
    memory: str
    shape: tuple[int, ...]
    at_ms: float


@dataclass(slots=True)
class _Child:
    process: BaseProcess
    pipe: _Pipe
    started: float
    ready: bool = False


class Apart:
    """As `Live`, in a child process; `look` blocks until the child has answered, at most `limit_s`.

    A child that dies or takes longer is replaced; until the next one is ready, `look` answers an empty Glimpse at once.
    Ended by `close` or as a context manager. For one thread at a time.
    """

    def __init__(
        self,
        region: Region | None = None,
        again_ms: float = 3000.0,
        limit_s: float = 2.0,
        rules: PageRules | None = None,
        page_limit_s: float = PAGE_S,
    ) -> None:
        self._settings = (region, again_ms, rules)
        self._page_limit_s = page_limit_s
        self._limit_s = limit_s
        self._memory: SharedMemory | None = None
        self._not_before = 0.0
        self._child: _Child | None = None
        self.restarts = 0
        self._start()

    @property
    def pid(self) -> int | None:
        return self._child.process.pid if self._child else None

    def wait_ready(self, limit_s: float = 30.0) -> bool:
        """Wait until the child has loaded its libraries; `look` does not need it."""
        if self._child and not self._child.ready:
            with contextlib.suppress(EOFError, OSError):
                self._child.ready = self._child.pipe.poll(limit_s) and self._child.pipe.recv() == READY
        return self._child is not None and self._child.ready

    def look(self, frame: Grey, at_ms: float) -> Glimpse:
        answer = self._asked(frame, at_ms, self._limit_s) if readable(frame) else None
        return answer if isinstance(answer, Glimpse) else Glimpse()

    def look_page(self, frame: Colour, at_ms: float) -> PageGlimpse:
        """As `PageWatch.look`; the frame is told from one with codes by its third dimension."""
        answer = self._asked(frame, at_ms, self._page_limit_s) if frame.ndim == 3 and frame.size else None
        return answer if isinstance(answer, PageGlimpse) else PageGlimpse()

    def forget(self) -> None:
        """Let the child keep nothing of what it saw, and the shared memory neither."""
        if self._memory:
            np.ndarray(self._memory.size, np.uint8, self._memory.buf)[:] = 0
        if self._child and self._child.ready:
            with contextlib.suppress(OSError):  # a dead child has forgotten
                self._child.pipe.send(None)

    def close(self) -> None:
        """End the child; the frame it held is gone with it."""
        self._end()
        if self._memory:
            self._memory.close()
            self._memory.unlink()
            self._memory = None

    def __enter__(self) -> "Apart":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _asked(self, frame: Grey | Colour, at_ms: float, limit_s: float) -> object:
        """Return the child's answer, or None where it has none now."""
        if self._child is None:
            self._start()
        try:
            return self._ask(frame, at_ms, limit_s)
        except (EOFError, OSError):  # also TimeoutError: dead or hanging is one and the same to a villager
            self._replace()
            return None

    def _ask(self, frame: Grey | Colour, at_ms: float, limit_s: float) -> object:
        if self._child is None:
            return None
        if not self._child.process.is_alive():
            raise EOFError
        if not self._child.ready and not self.wait_ready(0):
            if time.monotonic() - self._child.started > START_S:
                raise TimeoutError
            return None
        name = self._put(frame)
        self._child.pipe.send(_Frame(name, frame.shape, at_ms))
        if not self._child.pipe.poll(limit_s):
            raise TimeoutError
        return self._child.pipe.recv()

    def _put(self, frame: Grey | Colour) -> str:
        if self._memory is None or self._memory.size < frame.nbytes:
            if self._memory:
                self._memory.close()
                self._memory.unlink()
            self._memory = SharedMemory(create=True, size=frame.nbytes)
        np.copyto(np.ndarray(frame.shape, np.uint8, self._memory.buf), frame)
        return self._memory.name

    def _start(self) -> None:
        if time.monotonic() < self._not_before:
            return
        spawn = multiprocessing.get_context("spawn")
        ours, theirs = spawn.Pipe()
        process = spawn.Process(target=_serve, args=(theirs, *self._settings), name="scanning", daemon=True)
        process.start()
        theirs.close()  # so that the child's death is heard
        self._child = _Child(process, ours, time.monotonic())

    def _replace(self) -> None:
        self.restarts += 1
        if self._child and not self._child.ready:
            self._not_before = time.monotonic() + PAUSE_S
        self._end()
        self._start()

    def _end(self) -> None:
        if self._child is None:
            return
        self._child.process.kill()  # it holds nothing that has to be put away
        self._child.process.join()
        self._child.process.close()
        self._child.pipe.close()
        self._child = None


def _serve(pipe: _Pipe, region: Region | None, again_ms: float, rules: PageRules | None) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C goes to the parent, which ends this process
    live, watch = Live(region, again_ms), PageWatch(rules)
    pipe.send(READY)
    memory: SharedMemory | None = None
    with contextlib.suppress(EOFError, OSError):  # the parent is gone
        while True:
            asked = pipe.recv()
            if asked is None:
                live.forget()
                watch.forget()
                continue
            if memory is None or memory.name != asked.memory:
                if memory:
                    memory.close()
                memory = SharedMemory(asked.memory)
            shared = np.ndarray(asked.shape, np.uint8, memory.buf)
            frame = shared.copy()
            pipe.send((watch if frame.ndim == 3 else live).look(frame, asked.at_ms))
            del shared
