"""The decoders in a process of their own: it really dies, really hangs, and the kiosk goes on."""

import os
import signal
from collections.abc import Callable, Iterator

import numpy as np
import pytest

from kiosk.scanning.apart import Apart
from kiosk.scanning.live import Glimpse, Live
from kiosk.scanning.picture import Grey

DOSSIER = "H12.34.05-251120-0007"
EMPTY = np.full((240, 320), 200, np.uint8)


@pytest.fixture
def apart() -> Iterator[Apart]:
    with Apart(limit_s=1.0) as apart:
        assert apart.wait_ready()
        yield apart


def test_it_sees_what_live_sees_and_lives_through_every_way_to_die(apart: Apart, qr: Callable[..., Grey]):
    code = qr(DOSSIER)
    assert apart.look(code, 0) == Live().look(code, 0)
    for at, blow in enumerate((signal.SIGKILL, signal.SIGABRT, signal.SIGSTOP), 1):
        victim = apart.pid
        assert victim
        os.kill(victim, blow)
        assert apart.look(code, 10_000.0 * at) == Glimpse()
        assert apart.restarts == at
        assert apart.pid != victim
        assert apart.wait_ready()
        assert [one.text for one in apart.look(code, 10_000.0 * at + 1).codes] == [DOSSIER]


def test_while_the_child_starts_a_look_is_empty_and_does_not_wait():
    with Apart(limit_s=60) as apart:
        assert apart.look(EMPTY, 0) == Glimpse()
        assert apart.restarts == 0


def test_frames_may_grow_and_be_slices(apart: Apart, qr: Callable[..., Grey]):
    assert apart.look(EMPTY, 0) == Glimpse()
    wide = np.repeat(np.repeat(qr(DOSSIER), 3, axis=0), 2, axis=1)
    assert len(apart.look(wide[::3, ::2], 1).codes) == 1
    assert apart.look(wide, 2) == Glimpse()


def test_the_child_forgets_when_it_is_told_to(apart: Apart, qr: Callable[..., Grey]):
    told = [len(apart.look(qr(DOSSIER), at).codes) for at in (0, 60)]
    apart.forget()
    assert (told, len(apart.look(qr(DOSSIER), 120).codes)) == ([1, 0], 1)


def test_what_is_no_frame_is_not_sent(apart: Apart):
    assert apart.look(np.zeros((0, 0), np.uint8), 0) == Glimpse()


def test_its_end_leaves_no_process(apart: Apart):
    pid = apart.pid
    apart.close()
    assert pid
    assert not _lives(pid)


def _lives(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def test_a_child_without_a_parent_ends(apart: Apart):
    """The pipe is the only thread between them: closed, as by a killed parent, it ends the child."""
    child = apart._child  # pyright: ignore[reportPrivateUsage]
    assert child
    child.pipe.close()
    child.process.join(5)
    assert child.process.exitcode == 0
    apart._child = None  # pyright: ignore[reportPrivateUsage]
